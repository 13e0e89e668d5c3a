// What is seen while a part of the program is still to come, and that the idle mark knows of it.

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";

const isIdle = (page: Page) => page.evaluate(() => document.documentElement.dataset.idle === "true");

/** Keeps back the files of that name until told otherwise; `asked` waits for the first that is wanted. */
async function keepFiles(page: Page, name: RegExp) {
  let free = () => {};
  const isFree = new Promise<void>((resolve) => (free = resolve));
  const asked = page.waitForRequest(name);
  await page.route(name, async (route) => {
    await isFree;
    await route.continue();
  });
  return { asked, free };
}

test("while a popover waits for what it holds the page is not idle", async ({ log, page }) => {
  const piece = await keepFiles(page, /\/piece-/);
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  const chooser = page.getByRole("dialog", { name: "Columns" });
  await expect(chooser.getByRole("status")).toHaveText("Loading");
  await piece.asked;
  expect(await isIdle(page)).toBe(false);
  piece.free();
  await log.idle();
  expect(await chooser.getByRole("checkbox").count()).toBeGreaterThan(6);
  await expect(chooser.getByRole("checkbox").first()).toBeFocused();
});

test("a record is drawn once, when what draws it is there", async ({ log, page }) => {
  const piece = await keepFiles(page, /\/piece-/);
  await log.goto();
  await log.openSample();
  await log.row(0).click();
  await expect(log.tab("JSON")).toBeVisible();
  await log.tab("JSON").click();
  const panel = log.details.getByRole("tabpanel", { name: "JSON" });
  await expect(panel.getByText("Loading")).toBeVisible();
  await piece.asked;
  expect(await isIdle(page)).toBe(false);
  // Not as plain text first, which would jump when the row above the record comes.
  await expect(panel).not.toContainText("changeId");
  piece.free();
  await log.idle();
  await expect(panel.getByRole("searchbox", { name: "Find in the record" })).toBeVisible();
  await expect(panel).toContainText("changeId");
  await expect(panel.getByText("Loading")).toBeHidden();
});

test("the details say that they are on the way while the explainer is", async ({ log, page }) => {
  const explainer = await keepFiles(page, /\/explainer_bg\.wasm/);
  await log.goto();
  await log.openSample();
  await log.row(0).click();
  await explainer.asked;
  await expect(log.details.getByRole("status")).toHaveText("Reading the event");
  expect(await isIdle(page)).toBe(false);
  explainer.free();
  await log.idle();
  await expect(log.tab("Steps")).toBeVisible();
  await expect(log.details.getByText("Reading the event")).toHaveCount(0);
});
