import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import type { LogPage } from "./fixtures/log-page";
import { generatedLog, LARGE, tallLog } from "./fixtures/logs";

/** More rows than the tallest element that the grid scrolls has room for, so that the scroll is mapped. */
const TALL = 400_000;

/** The row that lies in the middle of the grid, as assistive technology counts. */
async function rowUnderPointer(log: LogPage): Promise<{ x: number; y: number; index: number }> {
  const box = (await log.grid.boundingBox())!;
  const [x, y] = [box.x + 200, box.y + box.height / 2];
  const index = await log.page.evaluate(
    ([x, y]) => document.elementFromPoint(x, y)!.closest("[role=row]")!.getAttribute("aria-rowindex"),
    [x, y],
  );
  return { x, y, index: Number(index) };
}

async function theRowThatOpensIsTheOneUnderThePointer(log: LogPage) {
  const { x, y, index } = await rowUnderPointer(log);
  await log.page.mouse.click(x, y);
  await log.idle();
  await expect(log.activeRow()).toHaveAttribute("aria-rowindex", String(index));
}

/** Turns the wheel, as far as a person turns it at once. */
async function wheel(page: Page, log: LogPage, by: number) {
  const box = (await log.grid.boundingBox())!;
  await page.mouse.move(box.x + 200, box.y + box.height / 2);
  await page.mouse.wheel(0, by);
  await log.idle();
}

/** Drags the bar to a part of its way. */
async function drag(log: LogPage, part: number) {
  await log.grid.evaluate((grid, part) => (grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * part), part);
  await log.idle();
}

for (const deviceScaleFactor of [1, 1.5, 2]) {
  test.describe(`at ${deviceScaleFactor} pixels to a point`, () => {
    test.use({ deviceScaleFactor });

    test("the row under the pointer is the row that opens, wherever the log is scrolled to", async ({ log, page }) => {
      await log.goto();
      await log.open(generatedLog(LARGE));
      for (const by of [0, 333, 100_000, 1_000_000, 10_000_000]) {
        await wheel(page, log, by);
        await theRowThatOpensIsTheOneUnderThePointer(log);
      }
    });

    test("a log that is taller than any element scrolls like any other", async ({ log, page }) => {
      await log.goto();
      await log.open(tallLog(TALL));
      for (const part of [0.5, 0.9999, 0.25, 0.001]) {
        await drag(log, part);
        const { index } = await rowUnderPointer(log);
        expect(Math.abs(index / TALL - part)).toBeLessThan(0.02);
        // A notch of the wheel is what it always is: ten rows.
        await wheel(page, log, 320);
        expect((await rowUnderPointer(log)).index).toBe(index + 10);
        await wheel(page, log, -320);
        expect((await rowUnderPointer(log)).index).toBe(index);
        await theRowThatOpensIsTheOneUnderThePointer(log);
      }
    });

    test("the first and the last row of a tall log are reached by keys, wheel and bar", async ({ log, page }) => {
      await log.goto();
      await log.open(tallLog(TALL));
      const [first, last] = [log.row(0), log.row(TALL - 1)];
      await log.grid.focus();
      await page.keyboard.press("Control+End");
      await log.idle();
      await expect(last).toBeInViewport({ ratio: 1 });
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("PageUp");
      await log.idle();
      await wheel(page, log, 1_500);
      await wheel(page, log, 1_500);
      await expect(last).toBeInViewport({ ratio: 1 });
      await page.keyboard.press("Control+Home");
      await log.idle();
      await expect(first).toBeInViewport({ ratio: 1 });
      await drag(log, 1);
      await expect(last).toBeInViewport({ ratio: 1 });
      await drag(log, 0);
      await expect(first).toBeInViewport({ ratio: 1 });
      await wheel(page, log, 1_000);
      await wheel(page, log, -1_000);
      await expect(first).toBeInViewport({ ratio: 1 });
    });
  });
}

test("on a screen of so many pixels to a point that no element is as tall, rows stay where they are and all are reached", async ({
  log,
  page,
}) => {
  await log.goto();
  await log.open(tallLog(TALL));
  await drag(log, 0.5);
  const { index } = await rowUnderPointer(log);
  const height = () => log.grid.evaluate((grid) => grid.scrollHeight);
  const before = await height();
  // Nothing but what is asked of the browser is magnified, as it would be on another screen: the grid keeps its size.
  const magnify = (zoom: string) =>
    page.locator(".pl-grid__probe").evaluate((probe: HTMLElement, zoom) => (probe.style.zoom = zoom), zoom);
  await magnify("5");
  await expect.poll(height).toBeLessThan(7_000_000);
  await log.idle();
  expect((await rowUnderPointer(log)).index).toBe(index);
  await drag(log, 1);
  await expect(log.row(TALL - 1)).toBeInViewport({ ratio: 1 });
  await magnify("1");
  await expect.poll(height).toBe(before);
});
