// Runs the fuzz targets one after the other, each for some seconds, and fails if one of them finds something.
//
//     node scripts/fuzz.mjs SECONDS [TARGET...]
//
// What they learn stays in target/fuzz/corpus, so that the next run goes on from there. An input that a target fails on
// is left in fuzz/artifacts.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FOLDERS = ["--fuzz-dir", "fuzz", "--target-dir", "target/fuzz/build"];
const CORPUS = "target/fuzz/corpus";

/** Runs a program in the open; fails unless it succeeds. */
function run(program, ...words) {
  const { status, error } = spawnSync(program, words, { stdio: "inherit" });
  if (error) throw error;
  return status === 0;
}

const quiet = (program, ...words) => spawnSync(program, words, { encoding: "utf8" });

function install() {
  if (quiet("cargo", "+nightly", "--version").status !== 0) {
    console.log("Installing a nightly Rust toolchain, which fuzzing needs");
    if (!run("rustup", "toolchain", "install", "nightly", "--profile", "minimal")) process.exit(1);
  }
  if (quiet("cargo-fuzz", "--version").status !== 0) {
    console.log(`Building cargo-fuzz into ${process.env.TOOLS} (about 2 minutes, once)`);
    const words = ["install", "--locked", "--quiet", "--root", process.env.TOOLS, "--version", "0.13.2", "cargo-fuzz"];
    if (!run("cargo", ...words)) process.exit(1);
  }
}

/** Slices of the sample log, beside the hand-written inputs of fuzz/seeds. */
function writeSeeds() {
  const lines = readFileSync("sample/provisioning-log.json", "utf8").split(/\n/);
  const records = lines.filter((line) => line.startsWith("{")).map((line) => line.replace(/,$/, ""));
  const write = (target, name, text) => {
    mkdirSync(join(CORPUS, target), { recursive: true });
    writeFileSync(join(CORPUS, target, name), text);
  };
  for (let first = 0; first < records.length; first += 40) {
    write("records", `sample-${first}`, `[${records.slice(first, first + 3).join(",\n")}]\n`);
    write("whole_record", `sample-${first}`, records[first]);
  }
}

const [seconds, ...chosen] = process.argv.slice(2);
install();
writeSeeds();
const targets = quiet("cargo", "+nightly", "fuzz", "list", "--fuzz-dir", "fuzz").stdout.trim().split("\n");
let failures = 0;
for (const target of chosen.length > 0 ? chosen : targets) {
  console.log(`\n== ${target}, for ${seconds} s`);
  mkdirSync(join(CORPUS, target), { recursive: true });
  const limits = [`-max_total_time=${seconds}`, "-timeout=20", "-max_len=32768", "-print_final_stats=1"];
  const words = target === "records" || target === "whole_record" ? ["-dict=fuzz/records.dict"] : [];
  const inputs = [join(CORPUS, target), join("fuzz/seeds", target)];
  if (!run("cargo", "+nightly", "fuzz", "run", ...FOLDERS, target, ...inputs, "--", ...limits, ...words)) failures += 1;
}
console.log(failures === 0 ? "\nNothing was found" : `\n${failures} of the targets found something`);
process.exitCode = failures === 0 ? 0 : 1;
