import { defineConfig } from "@playwright/test";

import { BROWSER_ARGUMENTS, findBrowser } from "../../scripts/browser.mjs";

/** The built app in the system's own browser. `make test` builds it and installs what is missing. */
export default defineConfig({
  testDir: ".",
  globalSetup: "./fixtures/make-logs.ts",
  outputDir: "results/artifacts",
  // Opening and closing what a suite counts: the lines for people, the file for the sum at the end of `make test`.
  reporter: [["list"], ["json", { outputFile: "results/results.json" }]],
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: findBrowser(),
      args: BROWSER_ARGUMENTS,
    },
  },
});
