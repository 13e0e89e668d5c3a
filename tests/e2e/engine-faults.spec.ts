import type { Page } from "@playwright/test";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";

import { expect, test } from "./fixtures";
import { generatedLog, LARGE, madeUp } from "./fixtures/logs";

/** The page keeps its worker to itself; a test takes hold of it to inject a fault with `send`. */
function holdEngine(page: Page) {
  return page.addInitScript(() => {
    const Original = Worker;
    window.Worker = class extends Original {
      constructor(...words: ConstructorParameters<typeof Worker>) {
        super(...words);
        this.addEventListener("message", ({ data }) => ((window as any).build = JSON.parse(data).build));
        (window as any).engine = this;
      }
    };
  });
}

/** Sends the engine a request that the page does not know. */
function send(page: Page, request: unknown) {
  return page.evaluate((request) => {
    const { engine, build } = window as any;
    engine.postMessage({ message: JSON.stringify({ build, number: 4_000_000_000, request }), files: [] });
  }, request);
}

test("a panic in the engine is told, and the engine can be started again", async ({ log, page, watch }) => {
  watch.expect(/a panic was asked for/);
  await holdEngine(page);
  await log.goto();
  await log.open({ name: "log.json", content: JSON.stringify([madeUp("a")]) });
  await send(page, "Panic");
  await expect(log.alert).toContainText(/engine/i);
  await log.alert.getByRole("button", { name: /Restart/ }).click();
  await log.idle();
  await log.open({ name: "again.json", content: JSON.stringify([madeUp("b"), madeUp("c")]) });
  await expect(log.recordCount).toContainText("2");
});

test("an engine of another build is refused with a sentence", async ({ log, page }) => {
  await page.addInitScript(() => {
    const Original = Worker;
    window.Worker = class extends Original {
      set onmessage(listener: any) {
        super.onmessage = (event) => {
          const message = JSON.parse(event.data);
          listener.call(this, new MessageEvent("message", { data: JSON.stringify({ ...message, build: "0.0.0-old" }) }));
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
  await expect(log.details.or(log.alert).first()).toContainText(/changed|read again|could not be read/i);
});

test("a memory that is full stops the reading with a clear word, and what was read can be used", async ({ log, page }) => {
  await holdEngine(page);
  await log.goto();
  await send(page, { LimitMemory: { bytes: 20_000_000 } });
  await log.open(generatedLog(LARGE));
  const read = await log.matching();
  expect(read).toBeGreaterThan(1000);
  expect(read).toBeLessThan(LARGE);
  await log.openReport();
  await expect(log.importReport).toContainText("the tab has no memory for more events");
  await log.row(0).click();
  await log.idle();
  await expect(log.details.getByRole("tab", { selected: true })).toBeVisible();
  await log.columnHeader("Identity").click();
  await log.idle();
  expect(await log.matching()).toBe(read);
});

test("a record of 100 MB is reported, and the records around it are shown", async ({ log }, info) => {
  const path = info.outputPath("log.json");
  const giant = JSON.stringify(madeUp("giant", { filling: "x".repeat(100_000_000) }));
  writeFileSync(path, `[${JSON.stringify(madeUp("a"))},${giant},${JSON.stringify(madeUp("b"))}]`);
  await log.goto();
  await log.open(path);
  expect(await log.matching()).toBe(2);
  await log.openReport();
  await expect(log.importReport).toContainText("the record is larger than this reader takes");
});

test("a million readings of one event are one event", async ({ log }, info) => {
  const path = info.outputPath("log.ndjson");
  const line = `${JSON.stringify(madeUp("a"))}\n`;
  writeFileSync(path, line.repeat(1_000_000));
  await log.goto();
  await log.open(path);
  await expect(log.recordCount).toHaveText("1 events");
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
  await log.openReport();
  await expect(log.importReport).toContainText("could not be read");
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
