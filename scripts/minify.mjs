// Takes out of the scripts of a release build what no browser needs. Trunk runs this on what it has built, before it
// becomes dist/; what it minifies itself are only styles and the page.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { transformSync } from "esbuild";

const { TRUNK_PROFILE, TRUNK_STAGING_DIR } = process.env;

/** Scripts of others come minified. */
const isOurs = (name) => name.endsWith(".js") && !name.endsWith(".min.js");

if (TRUNK_PROFILE === "release") {
  for (const name of readdirSync(TRUNK_STAGING_DIR).filter(isOurs)) {
    const path = join(TRUNK_STAGING_DIR, name);
    writeFileSync(path, transformSync(readFileSync(path, "utf8"), { minify: true, target: "es2022" }).code);
  }
}
