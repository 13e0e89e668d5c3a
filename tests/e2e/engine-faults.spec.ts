import { expect, test } from "./fixtures";
import { madeUp } from "./fixtures/logs";

test("a panic in the engine is told, and the engine can be started again", async ({ log, page, watch }) => {
  watch.expect(/a panic was asked for/);
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
  await log.open({ name: "log.json", content: JSON.stringify([madeUp("a")]) });
  await page.evaluate(() => {
    const { engine, build } = window as any;
    engine.postMessage({ message: JSON.stringify({ build, number: 4_000_000_000, request: "Panic" }), files: [] });
  });
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
