// What is dropped from the disk, by the browser's own drag and drop: files, folders, and what is gone by then.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { madeUp } from "./fixtures/logs";

const log1 = JSON.stringify([madeUp("a"), madeUp("b")]);

/** Drags what lies at these paths into the window; `between` happens while it is held over it. */
async function drag(page: Page, files: string[], between = () => {}) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  const at = (type: "dragEnter" | "dragOver" | "drop") => session.send("Input.dispatchDragEvent", { type, x: 400, y: 300, data });
  await at("dragEnter");
  await at("dragOver");
  between();
  await at("drop");
}

for (const [way, rest] of [
  ["Add", "What else was opened is shown."],
  ["Replace", "Your log stays open."],
]) {
  test(`a file that is gone when it is dropped is named with the reason, and after ${way} the log is as it was`, async ({ log, page }, info) => {
    const path = info.outputPath("gone.json");
    writeFileSync(path, log1);
    await log.goto();
    await log.open({ name: "log.json", content: log1 });
    await drag(page, [path], () => rmSync(path));
    await page.getByRole("dialog", { name: "Open gone.json" }).getByRole("button", { name: way, exact: true }).click();
    await log.idle();
    await expect(log.alert).toContainText("gone.json: The file could not be read: ");
    await expect(log.alert).toContainText(rest);
    await expect(log.recordCount).toHaveText("2 events");
  });
}

test("a file that the browser cannot hand out is named with the reason, beside the log that is open", async ({ log, page }, info) => {
  const path = info.outputPath("gone.json");
  writeFileSync(path, log1);
  // The browser is held up before it looks for the file, and then looks for itself.
  await page.addInitScript(() => {
    const { webkitGetAsEntry } = DataTransferItem.prototype;
    DataTransferItem.prototype.webkitGetAsEntry = function () {
      const entry: any = webkitGetAsEntry.call(this);
      const { file } = Object.getPrototypeOf(entry);
      entry.file = (...words: any[]) => ((window as any).look = () => file.apply(entry, words));
      return entry;
    };
  });
  await log.goto();
  await log.open({ name: "log.json", content: log1 });
  await drag(page, [path]);
  await page.waitForFunction(() => "look" in window);
  rmSync(path);
  await page.evaluate(() => (window as any).look());
  await expect(log.alert).toContainText(/^gone\.json could not be read: .+\./);
  await expectAccessible(page);
  await expect(log.recordCount).toHaveText("2 events");
  await log.alert.getByRole("button", { name: "Dismiss" }).click();
  await expect(log.alert).toHaveCount(0);
});

test("of a folder without a file that is said, and what else was dropped is opened", async ({ log, page }, info) => {
  const [empty, file] = [info.outputPath("empty folder"), info.outputPath("one.json")];
  mkdirSync(empty);
  writeFileSync(file, JSON.stringify([madeUp("c")]));
  await log.goto();
  await drag(page, [empty]);
  await expect(log.alert).toHaveText("empty folder could not be read: there is no file in it.");
  await log.open({ name: "log.json", content: log1 });
  await expect(log.alert).toHaveCount(0);
  await drag(page, [empty]);
  await expect(log.alert).toContainText("empty folder could not be read: there is no file in it.");
  await drag(page, [empty, file]);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText("3 events");
  await expect(log.alert).toContainText("empty folder could not be read: there is no file in it. What else was dropped is opened.");
});

test("a folder is opened with everything in it", async ({ log, page }, info) => {
  const folder = info.outputPath("folder");
  mkdirSync(`${folder}/inner/none`, { recursive: true });
  writeFileSync(`${folder}/one.json`, log1);
  writeFileSync(`${folder}/inner/two.json`, JSON.stringify([madeUp("c")]));
  await log.goto();
  await drag(page, [folder]);
  await expect(log.recordCount).toHaveText("3 events");
  await expect(log.alert).toHaveCount(0);
});
