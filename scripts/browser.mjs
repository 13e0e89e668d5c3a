// Finds the browser and its driver that the tests use: what $CHROME_BIN and $CHROMEDRIVER name, else what is
// installed. Nothing is ever downloaded but by the system's own package manager.
//
//     node scripts/browser.mjs --install     installs them where they are missing, or says what to install

import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";

const BROWSERS = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
// The last three are where packages of Debian and Ubuntu leave it outside PATH.
const DRIVERS = [
  "chromedriver",
  "/usr/lib/chromium/chromedriver",
  "/usr/lib/chromium-browser/chromedriver",
  "/snap/bin/chromium.chromedriver",
];

/** Without a sandbox it starts as root and in a container; the rest keeps it from calling home. */
export const BROWSER_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The path of Chromium or Chrome, if there is one. */
export function findBrowser() {
  return firstExecutable([process.env.CHROME_BIN, ...BROWSERS]);
}

/** The path of ChromeDriver, if there is one. */
export function findDriver() {
  return firstExecutable([process.env.CHROMEDRIVER, ...DRIVERS]);
}

function firstExecutable(names) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = names.filter(Boolean).flatMap((name) => {
    return isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name));
  });
  return candidates.find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function install() {
  const run = (...words) => spawnSync(words[0], words.slice(1), { stdio: ["ignore", "ignore", "inherit"] }).status === 0;
  if (process.getuid?.() !== 0 || !firstExecutable(["apt-get"])) return;
  console.log("Installing chromium and chromium-driver with apt-get");
  process.env.DEBIAN_FRONTEND = "noninteractive";
  const get = () => run("apt-get", "install", "--yes", "--no-install-recommends", "chromium", "chromium-driver");
  // The lists of packages may be missing or old.
  if (!get() && run("apt-get", "update")) get();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!findBrowser() || !findDriver()) install();
  if (!findBrowser()) {
    console.error(
      "provlens' tests need Chromium or Chrome: install it (Debian: chromium), or set CHROME_BIN to where it is",
    );
    process.exitCode = 1;
  }
  if (!findDriver()) {
    console.error(
      "provlens' tests need ChromeDriver of the browser's version: install it (Debian: chromium-driver), or set CHROMEDRIVER to where it is",
    );
    process.exitCode = 1;
  }
}
