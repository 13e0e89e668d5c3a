// The logs that are measured: made up, the same on every machine, kept between runs.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, createReadStream, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from "node:fs";
import { renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const GENERATOR = "target/release/examples/generate";
const GENERATOR_SOURCES = "tests/generator";
const SEED = 1;

/** A log of so many events: `{ path, events, bytes, label }`. Made if it is not in the folder yet. */
export function logOf(events, folder) {
  mkdirSync(folder, { recursive: true });
  // A log that another generator has made is not the same log.
  const path = join(folder, `${events}-events-${generatorVersion()}.json`);
  if (!existsSync(path)) {
    removeOthers(folder, `${events}-events-`);
    console.log(`Making a log of ${events.toLocaleString("en")} events`);
    generate(events, path);
  }
  const { size: bytes } = statSync(path);
  const label = bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(0)} MB`;
  return { path, events, bytes, label };
}

/** Reads a file once, so that every peer finds it in the page cache. */
export async function warm(path) {
  for await (const chunk of createReadStream(path, { highWaterMark: 4 << 20 })) void chunk;
}

function generate(events, path) {
  const unfinished = `${path}.part`;
  const output = openSync(unfinished, "w");
  const words = ["--events", String(events), "--seed", String(SEED)];
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
