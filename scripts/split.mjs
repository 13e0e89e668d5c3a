// Cuts the page's program at the functions marked `wasm_split` (src/view/seldom): what only they need becomes a piece
// that is fetched later. The result takes the place of the whole program in dist/.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { TRUNK_PROFILE, TRUNK_STAGING_DIR: staging, CARGO_TARGET_DIR: target = "target" } = process.env;
const isRelease = TRUNK_PROFILE === "release";

/** The script between page and pieces, as the splitter calls it. */
const LINK = "__wasm_split.js";

/**
 * What Leptos brings along to hand streams to the browser, which nothing here does: classes of the script, and functions
 * that the program keeps for them.
 */
const UNUSED_CLASS = /^(?:export class|const) IntoUnderlying\w+[^]*?^(?:if \(Symbol\.dispose\)[^\n]*| *: new Finalization[^\n]*)\n/gm;
const UNUSED_FUNCTIONS = "*intounderlying*";

/**
 * Small as it is packed: what is said again packs better than what is remembered, a function with one caller better
 * where it stands than within that one, and functions of like names, which are often alike, side by side.
 */
const SMALL = [
  `--remove-exports=${UNUSED_FUNCTIONS}`,
  "-Oz",
  "--low-memory-unused",
  "--strip-producers",
  "--strip-target-features",
  "--skip-pass=local-cse",
  "--one-caller-inline-max-function-size=30",
  "--reorder-functions-by-name",
];

const run = (program, ...words) => execFileSync(program, words, { stdio: ["ignore", "ignore", "inherit"] });

/** Trunk tells one build of the page from another by a hash in its name. */
const [, page, hash] = readdirSync(staging).join("\n").match(/^(provlens-(\w+))\.js$/m);
const whole = join(target, "wasm32-unknown-unknown", isRelease ? "release" : "debug", "provlens.wasm");
const folder = mkdtempSync(join(target, "pieces-"));
try {
  run("wasm-split-cli", "--target", "web", "--out-name", page, whole, folder);
  run("wasm-bindgen", "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", folder, join(folder, `${page}.wasm`));

  const files = readdirSync(folder);
  const pieces = files.filter((name) => /^(split|chunk)_.*\.wasm$/.test(name));
  // A browser must not put the pieces of one build to the page of another.
  const names = new Map([
    [LINK, `pieces-${hash}.js`],
    ...pieces.map((name) => [name, `piece-${hash}-${name.slice(name.indexOf("_") + 1)}`]),
  ]);
  // Where a script names a file; what the program calls its imports stays.
  const renamed = (script) => script.replace(/((?: from |new URL\()"\.\/)([^"]+)/g, (all, before, name) => before + (names.get(name) ?? name));
  for (const from of [`${page}.js`, `${page}_bg.wasm`, ...names.keys()]) {
    const [source, end] = [join(folder, from), join(staging, names.get(from) ?? from)];
    if (from.endsWith(".js")) writeFileSync(end, renamed(readFileSync(source, "utf8").replace(UNUSED_CLASS, "")));
    else if (isRelease) run("wasm-opt", ...SMALL, source, "-o", end);
    else copyFileSync(source, end);
  }
} finally {
  rmSync(folder, { recursive: true });
}
