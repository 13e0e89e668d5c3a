// The logs that are measured: made up, the same on every machine, kept between runs.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, createReadStream, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from "node:fs";
import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const GENERATOR = "target/release/examples/generate";
const GENERATOR_SOURCES = "tests/generator";
const SEED = 1;

/** A log of so many events: `{ path, events, shape, bytes, label }`. Made if it is not in the folder yet. */
export function logOf(events, folder, shape = "array") {
  mkdirSync(folder, { recursive: true });
  const kind = shape === "array" ? "events" : shape;
  // A log that another generator has made is not the same log.
  const path = join(folder, `${events}-${kind}-${generatorVersion()}.json`);
  if (!existsSync(path)) {
    removeOthers(folder, `${events}-${kind}-`);
    console.log(`Making a log of ${events.toLocaleString("en")} events (${shape})`);
    generate(events, shape, path);
  }
  return described(path, events, shape);
}

/** The same log as a gzip file. */
export function packed(log) {
  const path = `${log.path}.gz`;
  if (!existsSync(path)) writeFileSync(path, gzipSync(readFileSync(log.path)));
  return described(path, log.events, log.shape);
}

function described(path, events, shape) {
  const { size: bytes } = statSync(path);
  const label = bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(0)} MB`;
  return { path, events, shape, bytes, label };
}

/** Reads a file once, so that every peer finds it in the page cache. */
export async function warm(path) {
  for await (const chunk of createReadStream(path, { highWaterMark: 4 << 20 })) void chunk;
}

function generate(events, shape, path) {
  const unfinished = `${path}.part`;
  const output = openSync(unfinished, "w");
  const words = ["--events", String(events), "--seed", String(SEED), "--shape", shape];
  const { status } = spawnSync(GENERATOR, words, { stdio: ["ignore", output, "inherit"] });
  closeSync(output);
  if (status !== 0) throw new Error(`${GENERATOR} did not make the log`);
  renameSync(unfinished, path);
}

function generatorVersion() {
  const hash = createHash("sha256");
  const names = readdirSync(GENERATOR_SOURCES, { recursive: true }).filter((name) => name.endsWith(".rs"));
  for (const name of names.toSorted()) hash.update(readFileSync(join(GENERATOR_SOURCES, name)));
  return hash.digest("hex").slice(0, 8);
}

function removeOthers(folder, beginning) {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(beginning)) rmSync(join(folder, name));
  }
}
