import base from "../e2e/playwright.config";

/** What needs gigabytes of disk and a minute: `make huge`, not `make test`. */
export default { ...base, globalSetup: undefined, testDir: ".", outputDir: "../e2e/results/huge", reporter: "list" };
