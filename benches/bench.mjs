// Measures the engine against its peers, prints the table and writes benches/RESULTS.md.
//
//     node benches/bench.mjs [small]     small: without the log of a million events, and written to target/bench

import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";

import { figures } from "./figures.mjs";
import { logOf, packed, warm } from "./logs.mjs";
import { measureFirstRows, measureOnScreen } from "./measures/first_rows.mjs";
import { measureLog } from "./measures/log.mjs";
import { measureMainThread } from "./measures/main_thread.mjs";
import { measureShapes } from "./measures/shapes.mjs";
import { duckdb } from "./peers/duckdb.mjs";
import { jq } from "./peers/jq.mjs";
import { circumstances, toFile } from "./results.mjs";
import { openHarness } from "./site.mjs";
import { toText } from "./table.mjs";

const SIZES = { full: [10_000, 100_000, 1_000_000], small: [10_000, 100_000] };
const RESULTS = { full: "benches/RESULTS.md", small: "target/bench/RESULTS.md" };

/** The log on which every peer is measured, JSON.parse and jq too. */
const COMPARED = 100_000;

/** The shapes whose pace is held against the plain array's, which stands first. */
const SHAPES = ["array", "ndjson", "diagnostic", "page", "powershell", "elastic", "log-analytics", "csv"];

const size = process.argv[2] || "full";
if (!SIZES[size]) throw new Error(`SIZES is ${Object.keys(SIZES).join(" or ")}, not ${size}`);

const folder = join(process.env.TOOLS, "bench");
mkdirSync(folder, { recursive: true });
const peers = { duckdb: duckdb(folder), jq: jq() };
const logs = SIZES[size].map((events) => logOf(events, join(folder, "data")));
if (loadavg()[0] > 0.5) console.log("The machine is busy with something else: the figures will be worse than they are");

const harness = await openHarness();
const lines = circumstances(peers, harness.version);
const measured = [];
for (const log of logs) {
  await warm(log.path);
  const isCompared = log.events === COMPARED;
  measured.push(
    await measureLog(harness, log, {
      duckdb: log.events >= COMPARED ? peers.duckdb : undefined,
      jq: isCompared ? peers.jq : undefined,
      jsonParse: isCompared,
      questions: log === logs.at(-1),
    }),
  );
}
const firstRows = await measureFirstRows(harness, logs);
const shapes = SHAPES.map((shape) => logOf(COMPARED, join(folder, "data"), shape));
const inShapes = { shapes, packed: packed(shapes[0]) };
for (const log of [...shapes, inShapes.packed]) await warm(log.path);
const paces = await measureShapes(harness, inShapes);
await harness.close();
const onScreen = await measureOnScreen(logs);
const mainThread = await measureMainThread(logs.at(-1));

const reached = figures(measured, firstRows, onScreen, paces, mainThread, peers);
console.log(`\n${lines.join("\n")}\n\n${toText(reached)}\n`);
mkdirSync("target/bench", { recursive: true });
writeFileSync(RESULTS[size], toFile(reached, lines, measured.at(-1)));
console.log(`Written to ${RESULTS[size]}`);
