import { appendFileSync, copyFileSync, rmSync, writeFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { holdEngine, PANIC, send } from "./fixtures/engine";
import type { LogPage } from "./fixtures/log-page";
import { generatedLog, LARGE, LONG, madeUp } from "./fixtures/logs";
import { limitMemory } from "./fixtures/memory";

/** What is opened when the engine is gone. */
const MORE = { name: "more.json", content: JSON.stringify([madeUp("c")]) };

/** Opens a log and makes its engine panic, once something else is done. */
async function openAndPanic(log: LogPage, page: Page, before = async () => {}) {
  await holdEngine(page);
  await log.goto();
  await log.open({ name: "log.json", content: JSON.stringify([madeUp("a"), madeUp("b", { provisioningAction: "delete" })]) });
  await log.filterButton("Action").click();
  await page.getByRole("dialog").getByRole("checkbox", { name: /^Delete, / }).check();
  await page.keyboard.press("Escape");
  await log.idle();
  await before();
  await send(page, PANIC);
  await expect(log.alert).toContainText(/engine/i);
}

test("a panic in the engine is told, and the engine can be started again", async ({ log, page, watch }) => {
  watch.expect(/a panic was asked for/);
  await openAndPanic(log, page);
  await log.alert.getByRole("button", { name: /Restart/ }).click();
  await log.idle();
  await expect(log.alert).toHaveCount(0);
  await log.open({ name: "again.json", content: JSON.stringify([madeUp("b"), madeUp("c")]) });
  await expect(log.recordCount).toContainText("2");
});

test("after a panic the files can be opened again, with the filters as they were", async ({ log, page, watch }) => {
  watch.expect(/a panic was asked for/);
  await openAndPanic(log, page);
  await expect(log.alert.getByRole("button").first()).toHaveText("Reopen files");
  await expectAccessible(page);
  // The words of the panic are there for those who ask for them, and nothing is covered.
  await expect(log.alert.getByText(/a panic was asked for/)).toBeHidden();
  await log.alert.getByText("Technical details").click();
  await expect(log.alert.getByText(/a panic was asked for/)).toBeVisible();
  const [alert, header] = [(await log.alert.boundingBox())!, (await page.getByRole("banner").boundingBox())!];
  expect(header.y).toBeGreaterThanOrEqual(alert.y + alert.height);
  await log.alert.getByRole("button", { name: "Reopen files" }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText("1 of 2 events");
  await expect(log.grid).toBeFocused();
});

test("after a panic the event that was open opens again with the files", async ({ log, page, watch }) => {
  watch.expect(/a panic was asked for/);
  await openAndPanic(log, page, async () => {
    await log.row(0).click();
    await log.idle();
  });
  await log.alert.getByRole("button", { name: "Reopen files" }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText("1 of 2 events");
  await expect(log.details).toContainText("Person b");
  await expect(log.details).toContainText("Event 1 of 1");
  await expect(log.grid).toBeFocused();
  await expect(page.getByRole("status", { name: "About the link" })).toHaveCount(0);
});

test("a file that is dropped after a panic in the first reading opens, and so does the sample", async ({ log, page, watch }) => {
  watch.expect(/a panic was asked for/);
  await holdEngine(page);
  for (const open of [() => log.drop(MORE), () => log.openSample()]) {
    await log.goto();
    await log.choose(generatedLog(LONG));
    await expect(log.progress).toBeVisible();
    await send(page, PANIC);
    await expect(log.alert.getByRole("button", { name: "Reopen files" })).toBeVisible();
    await open();
    await expect(log.alert).toHaveCount(0);
    expect(await log.matching()).toBeGreaterThan(0);
  }
});

test("files that are added to a log whose engine is gone are opened with it, the filters as they were", async ({ log, page, watch }) => {
  watch.expect(/a panic was asked for/);
  await openAndPanic(log, page);
  await log.drop(MORE);
  await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
  await log.idle();
  await expect(log.alert).toHaveCount(0);
  await expect(log.recordCount).toHaveText("1 of 3 events");
});

test("files that replace a log whose engine is gone are opened alone", async ({ log, page, watch }) => {
  watch.expect(/a panic was asked for/);
  await openAndPanic(log, page);
  await log.openInstead(MORE);
  await expect(log.alert).toHaveCount(0);
  await expect(log.recordCount).toHaveText("1 event");
});

test("while no engine can be started, files are held beside those before", async ({ log, page, watch }) => {
  watch.expect(/a panic was asked for/);
  await openAndPanic(log, page);
  await page.route(/engine_loader\.js/, (route) => route.fulfill({ status: 404, body: "" }));
  await log.openInstead(MORE);
  await expect(log.alert).toContainText("could not be started");
  await page.unroute(/engine_loader\.js/);
  await log.alert.getByRole("button", { name: "Reopen files" }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText("3 events");
});

test.describe("beside an API", () => {
  test.use({ config: { range: "24h" } });

  test("Connect says that the engine is gone, and what to do", async ({ log, page, watch }) => {
    watch.expect(/a panic was asked for/);
    await openAndPanic(log, page);
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Connect" });
    await dialog.getByRole("textbox", { name: "Access token" }).fill("let-me-in");
    await dialog.getByRole("button", { name: "Load" }).click();
    await expect(dialog.getByRole("alert")).toContainText("has stopped: close this dialog, and restart it");
  });
});

test("an engine of another build is refused with a sentence", async ({ log, page }) => {
  await page.addInitScript(() => {
    const Original = Worker;
    window.Worker = class extends Original {
      set onmessage(listener: any) {
        super.onmessage = (event) => {
          listener.call(this, new MessageEvent("message", { data: { ...event.data, build: "0.0.0-old" } }));
        };
      }
    };
  });
  await page.goto("./");
  await expect(log.alert).toContainText(/build|version/i);
});

test("a file that changes on disk while it is open is said to have changed", async ({ log }, info) => {
  const path = info.outputPath("log.json");
  writeFileSync(path, JSON.stringify([madeUp("a"), madeUp("b")]));
  await log.goto();
  await log.open(path);
  writeFileSync(path, JSON.stringify([madeUp("changed")]));
  await log.row(0).click();
  await log.idle();
  await expect(log.details).toContainText("could not be read again from log.json: it was changed, moved or deleted");
});

test("an explainer that is missing is told of, and the record is still shown", async ({ log, page }) => {
  await page.route(/explainer\.js/, (route) => route.fulfill({ status: 404, body: "" }));
  await log.goto();
  await log.open({ name: "log.json", content: JSON.stringify([madeUp("a"), madeUp("b")]) });
  await log.row(0).click();
  await log.idle();
  await expect(log.details).toContainText("the explainer could not be loaded");
  await expect(log.tab("JSON")).toHaveAttribute("aria-selected", "true");
  await expect(log.details).toContainText('"changeId":"change-a"');
  // It is asked for again with the next event.
  await page.unroute(/explainer\.js/);
  await log.row(1).click();
  await log.idle();
  await expect(log.details.getByRole("heading", { level: 2 })).toContainText("Created Person b");
});

/** An explainer that breaks down over every event, in place of ours. */
const BROKEN = `
  export default async () => {};
  export const build = () => new URL(import.meta.url).searchParams.get("build");
  export const explain = () => { throw new Error("a panic was asked for"); };
`;

test("an event over which the explainer breaks down does not take the engine along", async ({ log, page }) => {
  await page.route(/explainer\.js/, (route) => route.fulfill({ contentType: "text/javascript", body: BROKEN }));
  await log.goto();
  await log.open({ name: "log.json", content: JSON.stringify([madeUp("a"), madeUp("b")]) });
  await log.row(0).click();
  await log.idle();
  await expect(log.details).toContainText("a panic was asked for");
  await expect(log.details).toContainText('"changeId":"change-a"');
  await page.unroute(/explainer\.js/);
  await log.row(1).click();
  await log.idle();
  await expect(log.details.getByRole("heading", { level: 2 })).toContainText("Created Person b");
  await expect(log.alert).toHaveCount(0);
});

test("an explainer of another build is refused with a sentence", async ({ log, page }) => {
  const other = BROKEN.replace(/build = .*/, 'build = () => "0.0.0-old";');
  await page.route(/explainer\.js/, (route) => route.fulfill({ contentType: "text/javascript", body: other }));
  await log.goto();
  await log.open({ name: "log.json", content: JSON.stringify([madeUp("a")]) });
  await log.row(0).click();
  await log.idle();
  await expect(log.details).toContainText("another version");
});

test("a memory that is full stops the reading with a clear word, and what was read can be used", async ({ log, page }) => {
  await limitMemory(page, 24);
  await log.goto();
  await log.open(generatedLog(LARGE));
  const read = await log.matching();
  expect(read).toBeGreaterThan(1000);
  expect(read).toBeLessThan(LARGE);
  await log.openReport();
  await expect(log.importReport).toContainText("the tab has no memory for more events");
  await log.row(0).click();
  await log.idle();
  await expect(log.details.getByRole("tab", { selected: true })).toBeVisible();
  for (const column of ["Identity", "Date", "Action", "Source system", "Target system", "Status", "Identity"]) {
    await log.columnHeader(column).click();
    await log.idle();
  }
  expect(await log.matching()).toBe(read);
  await expect(log.alert).toHaveCount(0);
});

test("an engine that ends without a word is told of as one that found no memory", async ({ log, page }) => {
  await holdEngine(page);
  await log.goto();
  await log.open(MORE);
  // As a browser words it where WebAssembly finds none.
  const message = "Uncaught RuntimeError: unreachable";
  await page.evaluate((message) => (window as any).engine.dispatchEvent(new ErrorEvent("error", { message })), message);
  await expect(log.alert).toContainText("most likely because the tab had no memory left");
  await log.alert.getByRole("button", { name: "Reopen files" }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText("1 event");
});

test("a record of 100 MB is reported, and the records around it are shown", async ({ log }, info) => {
  const path = info.outputPath("log.json");
  const giant = JSON.stringify(madeUp("giant", { filling: "x".repeat(100_000_000) }));
  writeFileSync(path, `[${JSON.stringify(madeUp("a"))},${giant},${JSON.stringify(madeUp("b"))}]`);
  await log.goto();
  await log.open(path);
  expect(await log.matching()).toBe(2);
  await log.openReport();
  await expect(log.importReport).toContainText("the record is larger than this reader takes, which is 64 MB");
});

test("a million readings of one event are one event, told as the last of them has it", async ({ log }, info) => {
  const path = info.outputPath("log.ndjson");
  const [before, after] = `${JSON.stringify(madeUp("a"))}\n`.split("Person a");
  const readings = Array.from({ length: 10 }, (_, part) =>
    Array.from({ length: 100_000 }, (_, number) => `${before}Reading ${part * 100_000 + number}${after}`).join(""),
  );
  writeFileSync(path, readings[0]);
  for (const more of readings.slice(1)) appendFileSync(path, more);
  await log.goto();
  await log.open(path);
  await expect(log.recordCount).toHaveText("1 event");
  await expect(await log.cell(0, "Identity")).toContainText("Reading 999999");
  await expect(log.importReport).toContainText("999,999 duplicates shown once");
  await log.openReport();
  await expect(log.importReport).toContainText("999,999");
});

test("a file that vanishes while it is read ends in a clear word, and what was read is shown", async ({ log }, info) => {
  const paths = Array.from({ length: 6 }, (_, index) => info.outputPath(`log-${index}.json`));
  for (const path of paths) copyFileSync(generatedLog(LARGE), path);
  await log.goto();
  await log.choose(...paths);
  await expect(log.row(0)).toBeVisible();
  rmSync(paths[5]);
  await log.idle();
  expect(await log.matching()).toBeGreaterThan(0);
  await expect(log.importReport).toContainText("1 file not read whole");
  await log.openReport();
  await expect(log.importReport).toContainText("could not be read");
  await expect(log.importReport).toContainText("it was changed, moved or deleted");
});

test("a tab that is frozen while it loads goes on when it is looked at again", async ({ log, page }) => {
  const session = await page.context().newCDPSession(page);
  await log.goto();
  await log.choose(generatedLog(LARGE));
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  await session.send("Page.setWebLifecycleState", { state: "active" });
  await log.idle();
  await expect(log.recordCount).toHaveText("40,000 events");
});

const TABLE = { name: "log.csv", content: "Date,Change ID,Action,Status\n2026-11-01T00:00:00Z,c,Create,Success\n" };

test("a converter that is missing is told of, what needs none is read, and it is asked for again", async ({ log, page }) => {
  await page.route(/converter_bg\.wasm/, (route) => route.fulfill({ status: 404, body: "" }));
  await log.goto();
  await log.open(TABLE);
  await expect(log.alert.first()).toContainText("what reads files of this kind could not be loaded");
  await log.open({ name: "log.json", content: JSON.stringify([madeUp("a"), { strange: true }, madeUp("b")]) });
  await expect(log.recordCount).toHaveText("2 events");
  await log.openReport();
  await expect(log.importReport).toContainText("what reads files of this kind could not be loaded");
  await page.unroute(/converter_bg\.wasm/);
  await log.openInstead(TABLE);
  await expect(log.recordCount).toHaveText("1 event");
  await expect(log.importReport).toHaveCount(0);
});

test("a converter that breaks down is told as the engine is, which can be started again", async ({ log, page, watch }) => {
  const broken = `
    export const initSync = () => ({});
    export const build = () => { throw new Error("a panic was asked for"); };
    export const answer = build;
    export const answer_place = build;
  `;
  await page.route(/converter\.js/, (route) => route.fulfill({ contentType: "text/javascript", body: broken }));
  watch.expect(/a panic was asked for/);
  await log.goto();
  await log.open(TABLE);
  await expect(log.alert.first()).toContainText(/engine/i);
  await page.unroute(/converter\.js/);
  await log.alert.getByRole("button", { name: "Reopen files" }).click();
  await log.idle();
  await expect(log.alert).toHaveCount(0);
  await expect(log.recordCount).toHaveText("1 event");
});
