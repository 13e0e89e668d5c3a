import { closeSync, existsSync, mkdirSync, openSync, writeSync } from "node:fs";

import { expect, test } from "../e2e/fixtures";
import { madeUp, tallLog } from "../e2e/fixtures/logs";

const BLANKS = Buffer.alloc(64 << 20, " ");

/** A log of three events with more than 4 GiB between the first and the others. Made once and kept. */
function hugeLog(): string {
  const path = "target/e2e/huge.json";
  if (existsSync(path)) return path;
  mkdirSync("target/e2e", { recursive: true });
  const file = openSync(path, "w");
  writeSync(file, `[${JSON.stringify(madeUp("first"))},\n`);
  for (let written = 0; written < 4.5e9; written += BLANKS.length) writeSync(file, BLANKS);
  writeSync(file, `${JSON.stringify(madeUp("second"))},${JSON.stringify(madeUp("third"))}]`);
  closeSync(file);
  return path;
}

test("events on both sides of 4 GiB are shown, opened and searched", async ({ log }) => {
  test.setTimeout(600_000);
  const path = hugeLog();
  await log.goto();
  log.page.setDefaultTimeout(0);
  await log.open(path);
  await expect(log.recordCount).toHaveText("3 events");
  for (const [position, person] of ["first", "second", "third"].entries()) {
    await log.row(position).click();
    await log.idle();
    await expect(log.details).toContainText(`Person ${person}`);
  }
  await log.search("change-third");
  expect(await log.matching()).toBe(1);
  await log.search("person");
  expect(await log.matching()).toBe(3);
});

test("five million rows are reached from the first to the last by keys, wheel and bar", async ({ log, page }) => {
  const rows = 5_000_000;
  test.setTimeout(600_000);
  const path = tallLog(rows);
  await log.goto();
  page.setDefaultTimeout(0);
  await log.open(path);
  await expect(log.recordCount).toHaveText("5,000,000 events");
  const [first, last] = [log.row(0), log.row(rows - 1)];
  await log.grid.focus();
  await page.keyboard.press("Control+End");
  await log.idle();
  await expect(last).toBeInViewport({ ratio: 1 });
  await last.click();
  await log.idle();
  await expect(log.details).toContainText("Event 5,000,000 of 5,000,000");
  await page.keyboard.press("Escape");
  const box = (await log.grid.boundingBox())!;
  await page.mouse.move(box.x + 200, box.y + box.height / 2);
  await page.mouse.wheel(0, -640);
  await log.idle();
  await expect(last).not.toBeInViewport();
  await page.mouse.wheel(0, 640);
  await log.idle();
  await expect(last).toBeInViewport({ ratio: 1 });
  for (const [part, row] of [[0, first], [1, last]] as const) {
    await log.grid.evaluate((grid, part) => (grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * part), part);
    await log.idle();
    await expect(row).toBeInViewport({ ratio: 1 });
  }
});
