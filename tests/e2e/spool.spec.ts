import { chromium, type Page } from "@playwright/test";

import { BROWSER_ARGUMENTS, findBrowser } from "../../scripts/browser.mjs";
import { expect, test } from "./fixtures";
import { LogPage } from "./fixtures/log-page";
import { madeUp } from "./fixtures/logs";

/** A log that the engine must put aside, since it is in another encoding; larger than what it gathers in memory. */
const events = Array.from({ length: 24_000 }, (_, index) => madeUp(`e${index}`));
const wide = { name: "wide.json", content: Buffer.from(`\ufeff${JSON.stringify(events)}`, "utf16le") };

/** The sizes of the spools of all tabs; one that is removed while it is looked at is not there. */
function spools(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("spools");
    const sizes = [];
    for await (const handle of (folder as any).values()) {
      const file = await handle.getFile().catch((error: DOMException) => {
        if (error.name !== "NotFoundError") throw error;
      });
      if (file) sizes.push(file.size);
    }
    return sizes.toSorted((left: number, right: number) => left - right);
  });
}

/** Opens an event, and finds another by what stands inside it. */
async function readsBack(log: LogPage) {
  await log.row(0).click();
  await log.idle();
  await expect(log.details).toContainText("Person e");
  await log.search("Person e4321");
  expect(await log.matching()).toBe(1);
}

test("what cannot be read again from its file is put aside on the browser's disk", async ({ log, page }) => {
  await log.goto();
  await log.open(wide);
  const [size] = await spools(page);
  expect(size).toBeGreaterThan(4 << 20);
  await readsBack(log);
});

test("what tabs that are gone have left is removed, what open ones use is not", async ({ log, page, context }) => {
  await log.goto();
  await log.open(wide);
  const other = await context.newPage();
  const otherLog = new LogPage(other);
  await otherLog.goto();
  await otherLog.open(wide);
  await expect.poll(() => spools(page)).toHaveLength(2);
  await readsBack(log);
  await other.close();
  const third = await context.newPage();
  await new LogPage(third).goto();
  await expect.poll(() => spools(third)).toHaveLength(2);
  await readsBack(log);
});

test("a log in place of another begins with an empty disk", async ({ log, page }) => {
  await log.goto();
  await log.open(wide);
  await log.drop({ name: "small.json", content: JSON.stringify([madeUp("a")]) });
  await page.getByRole("dialog").getByRole("button", { name: /^Replace/ }).click();
  await log.idle();
  expect(await spools(page)).toEqual([0]);
});

/** Runs in the worker before the engine does. */
async function beforeTheEngine(page: Page, script: string) {
  await page.route("**/engine_loader.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ contentType: "text/javascript", body: `${script};${await response.text()}` });
  });
}

test("a browser without a private file system keeps it in memory", async ({ log, page }) => {
  await beforeTheEngine(page, "delete StorageManager.prototype.getDirectory");
  await log.goto();
  await log.open(wide);
  await readsBack(log);
  await expect(log.importReport).toBeHidden();
});

test("a disk that is full is told of, and memory holds what it does not", async ({ site, locale, timezoneId }, info) => {
  // A profile on disk: the private file system of the usual test profile, which lies in memory, knows no quota.
  const options = { executablePath: findBrowser(), args: BROWSER_ARGUMENTS, baseURL: site.url, locale, timezoneId };
  const context = await chromium.launchPersistentContext(info.outputPath("profile"), options);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(site.url).origin, quotaSize: 100_000 });
  const log = new LogPage(page);
  await log.goto();
  await log.open(wide);
  await log.openReport();
  await expect(log.importReport).toContainText("The browser gives no more room on disk");
  await expect(log.importReport).toContainText("nothing is lost");
  expect(await log.matching()).toBe(events.length);
  await readsBack(log);
  await context.close();
});
