// DuckDB as its makers build it for this machine, from the Python package index.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const VERSION = "2.0.0";
const THREADS = 2;

/** `{ name, measure }`, or undefined where there is no Python to install it with. */
export function duckdb(folder) {
  const place = join(folder, `duckdb-${VERSION}`);
  const python = join(place, "bin", "python");
  if (!runs(python, "-c", "import duckdb") && !install(place, python)) return undefined;
  return { name: `DuckDB ${VERSION}, ${THREADS} threads`, measure: (log, words) => measure(python, log, words) };
}

function install(place, python) {
  if (!runs("python3", "-c", "import venv")) {
    console.log("DuckDB is left out, because there is no python3 with venv to install it with");
    return false;
  }
  console.log(`Installing DuckDB ${VERSION} into ${place}`);
  const words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `duckdb==${VERSION}`];
  return runs("python3", "-m", "venv", place) && spawnSync(python, words, { stdio: "inherit" }).status === 0;
}

/** Reads the log into a table and filters it by each word: `{ load, filters }` in milliseconds. */
function measure(python, log, words) {
  const given = ["benches/peers/read_json.py", log.path, String(THREADS), ...words];
  const { status, stdout } = spawnSync(python, given, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) throw new Error("DuckDB did not read the log");
  const result = JSON.parse(stdout);
  if (result.events !== log.events) throw new Error(`DuckDB read ${result.events} of ${log.events} events`);
  return result;
}

function runs(program, ...words) {
  if (program.includes("/") && !existsSync(program)) return false;
  return spawnSync(program, words, { stdio: "ignore" }).status === 0;
}
