// Makes one script of what signs in: MSAL without the parts that nobody needs here, as the global that src/sign_in.js
// looks for. Trunk runs this on what it has built, before it becomes dist/.

import { join } from "node:path";

import { buildSync } from "esbuild";

const { TRUNK_SOURCE_DIR, TRUNK_STAGING_DIR } = process.env;

const NEEDED = "PublicClientApplication, InteractionRequiredAuthError, ServerError";

buildSync({
  stdin: { contents: `export { ${NEEDED} } from "@azure/msal-browser";`, resolveDir: TRUNK_SOURCE_DIR },
  outfile: join(TRUNK_STAGING_DIR, "msal-browser.min.js"),
  banner: { js: "/*! @azure/msal-browser and @azure/msal-common, MIT, (c) Microsoft Corporation */" },
  legalComments: "none",
  bundle: true,
  format: "iife",
  globalName: "msal",
  minify: true,
  target: "es2022",
});
