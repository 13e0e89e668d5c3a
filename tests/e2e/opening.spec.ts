import { readdirSync, utimesSync, writeFileSync } from "node:fs";

import type { Locator } from "@playwright/test";

import { expect, test } from "./fixtures";
import { holdEngine, keepBack, letThrough } from "./fixtures/engine";
import { generatedLog, LARGE, madeUp } from "./fixtures/logs";

const one = { name: "one.json", content: JSON.stringify([madeUp("a"), madeUp("b")]) };
const two = { name: "two.json", content: JSON.stringify([madeUp("c")]) };

test("a file dropped anywhere on the window opens", async ({ log, page }) => {
  await log.goto();
  await log.drop(one);
  await expect(log.recordCount).toHaveText("2 events");
  await expect(page.locator("body")).toContainText("one.json");
});

test("the keyboard is in the log once one is open", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await expect(log.grid).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(log.activeRow()).toHaveAttribute("aria-rowindex", "2");
});

test("pasted text opens", async ({ log }) => {
  await log.goto();
  await log.paste(one.content);
  await expect(log.recordCount).toHaveText("2 events");
});

test("blanks that are pasted are told of", async ({ log }) => {
  await log.goto();
  await log.paste(" \n\t ");
  await expect(log.alert).toHaveText("There is nothing to open in that: no file, and no text.");
  await log.paste(one.content);
  await expect(log.recordCount).toHaveText("2 events");
});

test("a text that is dragged to the window opens as one that is pasted does, but into a box it is written", async ({ log, page }) => {
  await log.goto();
  const dropOn = (target: Locator, text: string) =>
    target.evaluate((target, text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData("text/plain", text);
      const isTaken = ["dragenter", "dragover", "drop"].map(
        (type) => !target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })),
      );
      return isTaken.every(Boolean);
    }, text);
  expect(await dropOn(page.locator("body"), JSON.stringify([madeUp("a")]))).toBe(true);
  await log.idle();
  await expect(log.recordCount).toHaveText("1 event");
  expect(await dropOn(log.filterBox, "status:failure")).toBe(false);
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("a second drop asks whether to add or to replace", async ({ log, page }) => {
  await log.goto();
  await log.open(one);
  await log.drop(two);
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(log.recordCount).toHaveText("2 events");
  await log.drop(two);
  await dialog.getByRole("button", { name: /^Add/ }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText("3 events");
  await log.drop(two);
  await dialog.getByRole("button", { name: /^Replace/ }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText("1 event");
});

test("what is dropped while the question waits joins the files that wait", async ({ log, page }) => {
  await log.goto();
  await log.open(one);
  await log.drop(two);
  await log.drop({ name: "three.json", content: JSON.stringify([madeUp("d")]) });
  const dialog = page.getByRole("dialog", { name: "Open 2 files" });
  await dialog.getByRole("button", { name: "Add" }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText("4 events");
});

test("the keyboard is in the log when the control that had it goes away with the log before", async ({ log, page }) => {
  await log.goto();
  await log.open(one);
  await log.row(0).click();
  await log.idle();
  await log.details.getByRole("button", { name: "Close details" }).focus();
  await log.openInstead(two);
  await expect(log.grid).toBeFocused();
});

test("nothing moves while the parts of the page come", async ({ log, page }) => {
  await page.addInitScript(() => {
    const moves: unknown[] = ((window as any).moves = []);
    const observer = new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as any[])
        moves.push({ far: value, what: sources.map((source: any) => source.node?.className ?? source.node?.nodeName) });
    });
    observer.observe({ type: "layout-shift", buffered: true });
  });
  await log.goto();
  await log.openSample();
  // Counts that grow move what stands beside them, by less than this.
  expect(await page.evaluate(() => (window as any).moves.filter((move: any) => move.far > 0.001))).toEqual([]);
});

test("before the first bytes are read, the progress names the file", async ({ log, page }) => {
  await holdEngine(page);
  await log.goto();
  for (const [file, events] of [[one, "2 events"], [two, "1 event"]] as const) {
    await keepBack(page, "everything");
    await log.choose(file);
    const replace = page.getByRole("dialog").getByRole("button", { name: "Replace" });
    if (await replace.count()) await replace.click();
    await expect(log.progress).toHaveAttribute("aria-valuetext", `Opening ${file.name}`);
    await letThrough(page);
    await log.idle();
    await expect(log.recordCount).toHaveText(events);
  }
});

test("a file that is added and holds nothing is told of, though a log is open", async ({ log, page }) => {
  await log.goto();
  await log.open(one);
  await log.drop({ name: "photo.json", content: "%PDF-1.7" });
  await page.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText("2 events");
  await expect(log.alert).toContainText("photo.json");
  await expect(log.alert).toContainText("a PDF document");
  await expect(log.alert).toContainText("What else was opened is shown.");
});

test("a log is not given up for a file that holds nothing", async ({ log, page }) => {
  await log.goto();
  await log.open(one);
  await log.drop({ name: "empty.json", content: "" });
  await page.getByRole("dialog").getByRole("button", { name: /^Replace/ }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText("2 events");
  await expect(page.getByRole("banner")).toContainText("one.json");
  await expect(log.alert).toHaveText("empty.json: The file is empty. Your log stays open.");
});

test("rows show while a large file is read, and Cancel keeps what was read", async ({ log, page }) => {
  // A file many times over: long enough for a person, or a test, to change their mind.
  const path = generatedLog(LARGE);
  await log.goto();
  await log.choose(...Array(12).fill(path));
  await expect(log.progress).toBeVisible();
  await expect(log.row(0)).toBeVisible();
  // One number of events, wherever it stands.
  const [told, counted] = await page.evaluate(() => [
    document.querySelector("[role=progressbar]")!.getAttribute("aria-valuetext")!,
    document.querySelector("[role=status][aria-label='Record count']")!.textContent!,
  ]);
  expect(told.endsWith(`, ${counted}`), `${told} and ${counted}`).toBe(true);
  await page.getByRole("button", { name: "Cancel" }).focus();
  await page.keyboard.press("Enter");
  await log.idle();
  await expect(log.progress).toBeHidden();
  await expect(log.grid).toBeFocused();
  const kept = await log.matching();
  expect(kept).toBeGreaterThan(0);
  await log.openReport();
  await expect(log.importReport).toContainText("Reading was stopped here");
  await expect(log.importReport).not.toContainText("ends in the middle");
  await log.row(0).click();
  await log.idle();
  await expect(log.details.getByRole("tab", { selected: true })).toBeVisible();
});

test("Cancel also stops the files that wait for their turn", async ({ log, page }, info) => {
  const late = info.outputPath("late.json");
  writeFileSync(late, JSON.stringify([madeUp("late")]));
  await log.goto();
  await log.choose(...Array(12).fill(generatedLog(LARGE)));
  await expect(log.row(0)).toBeVisible();
  await log.choose(late);
  await page.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await log.idle();
  await log.openReport();
  await expect(log.importReport).toContainText("late.json");
  await log.filter("id:late");
  expect(await log.matching()).toBe(0);
});

test("of two readings of an event that of the newer file is shown, in whichever order they come", async ({ log }, info) => {
  const [old, fresh] = ["old.json", "fresh.json"].map((name) => info.outputPath(name));
  const reading = (name: string) => JSON.stringify([madeUp("a", { sourceSystem: { displayName: name, id: "", details: {} } })]);
  writeFileSync(old, reading("Old"));
  writeFileSync(fresh, reading("Fresh"));
  utimesSync(old, 1_760_000_000, 1_760_000_000);
  utimesSync(fresh, 1_770_000_000, 1_770_000_000);
  for (const order of [[old, fresh], [fresh, old]]) {
    await log.goto();
    await log.open(...order);
    await expect(log.recordCount).toHaveText("1 event");
    await expect(await log.cell(0, "Source system")).toHaveText("Fresh");
    await expect(log.importReport).toContainText("1 duplicate shown once");
    // The same where the second is added.
    await log.goto();
    await log.open(order[0]);
    await log.choose(order[1]);
    await log.page.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
    await log.idle();
    await expect(log.recordCount).toHaveText("1 event");
    await expect(await log.cell(0, "Source system")).toHaveText("Fresh");
  }
});

test("a large file is read to its last event", async ({ log }) => {
  const path = generatedLog(LARGE);
  await log.goto();
  await log.open(path);
  await expect(log.recordCount).toHaveText("40,000 events");
});

test("nothing that is opened leaves the tab: the page asks for its own files and for nothing else", async ({ log, site, watch }) => {
  await log.goto();
  await log.open(one);
  await log.row(0).click();
  await log.idle();
  const own = ["", ...readdirSync("dist")].map((name) => site.url + name);
  // The explainer is asked for by its build, which is the same for everybody.
  const asked = watch.requests.map((request) => request.replace(/\?build=[\w.-]+(&attempt=1)?$/, ""));
  expect(asked.filter((request) => !own.includes(request))).toEqual([]);
});
