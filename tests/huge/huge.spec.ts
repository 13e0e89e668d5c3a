import { closeSync, existsSync, mkdirSync, openSync, writeSync } from "node:fs";

import { expect, test } from "../e2e/fixtures";
import { madeUp } from "../e2e/fixtures/logs";

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
