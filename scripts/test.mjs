// Runs every check and every test, and closes with one line that sums them up. Nothing stops at the first failure.

import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";

import { findDriver } from "./browser.mjs";

const WASM = ["--target", "wasm32-unknown-unknown"];
const BROWSER_CODE = ["--lib", "--bins", "--test", "web", "--example", "translator"];
const END_TO_END = "tests/e2e/results/results.json";

// `count` reads how many passed and failed from what was printed; a check without it counts as one.
const SUITES = [
  { name: "formatting", command: ["cargo", "fmt", "--check"] },
  {
    name: "lints, native",
    command: ["cargo", "clippy", "--locked", "--no-default-features", "--all-targets", "--", "-D", "warnings"],
  },
  {
    name: "lints, wasm32",
    command: ["cargo", "clippy", "--locked", "--features", "split", ...WASM, ...BROWSER_CODE, "--", "-D", "warnings"],
  },
  {
    name: "native tests",
    command: ["cargo", "test", "--locked", "--no-default-features", "--no-fail-fast"],
    count: countResultLines,
  },
  {
    name: "tests in a browser",
    command: ["cargo", "test", "--locked", ...WASM, "--test", "web"],
    env: { CHROMEDRIVER: findDriver() },
    count: countResultLines,
  },
  { name: "release build", command: ["make", "-s", "dist"] },
  {
    name: "end-to-end tests",
    command: ["playwright", "test", "--config", "tests/e2e/playwright.config.ts"],
    count: countEndToEnd,
    needs: "release build",
  },
];

/** `cargo test` and the browser's runner both print a line like this for each binary. */
function countResultLines(output) {
  const sum = { passed: 0, failed: 0 };
  for (const [, passed, failed] of output.matchAll(/^test result: .*? (\d+) passed; (\d+) failed/gm)) {
    sum.passed += Number(passed);
    sum.failed += Number(failed);
  }
  return sum;
}

function countEndToEnd() {
  try {
    const { stats } = JSON.parse(readFileSync(END_TO_END, "utf8"));
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

/** Runs one suite, showing what it prints. */
async function run({ command, env, count }) {
  const [program, ...words] = command;
  const child = spawn(program, words, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, TZ: "UTC", LC_ALL: "C.UTF-8", ...env },
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
    process.stdout.write(text);
  });
  const succeeded = await new Promise((ended) => {
    child.on("error", (error) => {
      console.error(`${program}: ${error.message}`);
      ended(false);
    });
    child.on("close", (code) => ended(code === 0));
  });

  const sum = count?.(output) ?? { passed: succeeded ? 1 : 0, failed: 0 };
  // What ends badly without naming a failed test, such as tests that do not compile, is itself one failure; and so is
  // a suite in which no test ran.
  const nothingRan = sum.passed + sum.failed === 0;
  if ((!succeeded && sum.failed === 0) || nothingRan) sum.failed = 1;
  return sum;
}

rmSync(END_TO_END, { force: true });
const sums = new Map();
for (const suite of SUITES) {
  console.log(`\n== ${suite.name}`);
  const skipped = suite.needs !== undefined && sums.get(suite.needs).failed > 0;
  if (skipped) console.log(`not run, because the ${suite.needs} failed`);
  sums.set(suite.name, skipped ? { passed: 0, failed: 1 } : await run(suite));
}

console.log();
for (const [name, { passed, failed }] of sums) {
  console.log(`${failed > 0 ? "FAILED" : "ok    "}  ${name}: ${passed} passed, ${failed} failed`);
}
const total = (key) => [...sums.values()].reduce((sum, suite) => sum + suite[key], 0);
console.log(`\n${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") > 0 ? 1 : 0;
