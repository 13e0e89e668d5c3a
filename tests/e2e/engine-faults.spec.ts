import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import type { LogPage } from "./fixtures/log-page";
import { madeUp } from "./fixtures/logs";

/** Opens a log and makes its engine panic. */
async function openAndPanic(log: LogPage, page: Page) {
  // The page keeps its worker to itself; the test takes hold of it to inject the fault.
  await page.addInitScript(() => {
    const Original = Worker;
    window.Worker = class extends Original {
      constructor(...words: ConstructorParameters<typeof Worker>) {
        super(...words);
        this.addEventListener("message", ({ data }) => ((window as any).build = JSON.parse(data).build));
        (window as any).engine = this;
      }
    };
  });
  await log.goto();
  await log.open({ name: "log.json", content: JSON.stringify([madeUp("a"), madeUp("b", { provisioningAction: "delete" })]) });
  await log.filterButton("Action").click();
  await page.getByRole("checkbox", { name: /^Delete, / }).check();
  await page.keyboard.press("Escape");
  await log.idle();
  await page.evaluate(() => {
    const { engine, build } = window as any;
    engine.postMessage({ message: JSON.stringify({ build, number: 4_000_000_000, request: "Panic" }), files: [] });
  });
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
  const { writeFileSync } = await import("node:fs");
  const path = info.outputPath("log.json");
  writeFileSync(path, JSON.stringify([madeUp("a"), madeUp("b")]));
  await log.goto();
  await log.open(path);
  writeFileSync(path, JSON.stringify([madeUp("changed")]));
  await log.row(0).click();
  await log.idle();
  await expect(log.details.or(log.alert).first()).toContainText(/changed|read again|could not be read/i);
});
