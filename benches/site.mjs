// The harness in a real browser: a folder with the release engine, the harness and its translator beside it, served on loopback.

import { chromium } from "@playwright/test";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { BROWSER_ARGUMENTS, findBrowser } from "../scripts/browser.mjs";
import { serve } from "../scripts/serve.mjs";

const SITE = "target/bench/site";
// Built by `make bench`.
const TRANSLATOR = "target/bench/translator";

/** The harness, opened: `{ page, version, choose, call, close }`. */
export async function openHarness() {
  rmSync(SITE, { recursive: true, force: true });
  mkdirSync(SITE, { recursive: true });
  cpSync("benches/harness", SITE, { recursive: true });
  cpSync(TRANSLATOR, SITE, { recursive: true });
  for (const name of readdirSync("dist").filter((name) => /^(engine|explainer|converter|knowledge)/.test(name))) {
    cpSync(join("dist", name), join(SITE, name));
  }
  // What the page starts the engine with; its name is another in dist.
  cpSync("src/start_engine.js", join(SITE, "start_engine.js"));
  const { browser, page, close } = await openPage(SITE);
  await page.waitForFunction(() => globalThis.harness !== undefined);
  return {
    version: browser.browser().version(),
    choose: (path) => page.setInputFiles("input[type=file]", path),
    call: (name, ...given) => page.evaluate(([name, given]) => globalThis.harness[name](...given), [name, given]),
    close,
  };
}

/**
 * Serves a folder and opens it in the browser.
 *
 * @param {string} folder what to serve
 * @param {() => void} beforeAnything run in the page before its own scripts
 */
export async function openPage(folder, beforeAnything = () => {}) {
  const site = await serve(folder);
  // With a profile on disk, as people have it: without one the window is a private one, which keeps what is put aside
  // in memory, by way of another process.
  const profile = mkdtempSync(join(tmpdir(), "provlens-bench-"));
  const viewport = { width: 1440, height: 900 };
  const options = { executablePath: findBrowser(), args: BROWSER_ARGUMENTS, viewport };
  const browser = await chromium.launchPersistentContext(profile, options);
  const page = await browser.newPage();
  // A measure may take minutes on a slow machine; what hangs is ended by hand.
  page.setDefaultTimeout(0);
  page.on("console", (message) => message.type() === "error" && console.error(`page: ${message.text()}`));
  page.on("pageerror", (error) => console.error(`page: ${error.message}`));
  await page.addInitScript(beforeAnything);
  await page.goto(site.url);
  const close = async () => {
    await browser.close();
    await site.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { browser, page, close };
}
