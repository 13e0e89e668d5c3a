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
        this.addEventListener("message", ({ data }) => ((window as any).build = data.build));
        (window as any).engine = this;
      }
    };
  });
  await log.goto();
  await log.open({ name: "log.json", content: JSON.stringify([madeUp("a"), madeUp("b", { provisioningAction: "delete" })]) });
  await log.filterButton("Action").click();
  await page.getByRole("dialog").getByRole("checkbox", { name: /^Delete, / }).check();
  await page.keyboard.press("Escape");
  await log.idle();
  await page.evaluate(() => {
    const { engine, build } = window as any;
    // A number that the page has not come to, and the first of all requests.
    engine.postMessage({ build, body: new Uint8Array([127, 0]), files: [] });
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
          listener.call(this, new MessageEvent("message", { data: { ...event.data, build: "0.0.0-old" } }));
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
