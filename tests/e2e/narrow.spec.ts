// Narrow and low windows: everything within reach, and room for what matters.

import type { Locator, Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { madeUp, sample } from "./fixtures/logs";

/** What opens when a button of the page is pressed. */
function popovers(page: Page): [string, Locator][] {
  const filters = page.getByRole("search", { name: "Filters" });
  return [
    ...["Identity", "Date", "Status", "Action", "Add filter"].map((name): [string, Locator] => [
      name,
      filters.getByRole("button", { name }),
    ]),
    ["Saved views", page.getByRole("button", { name: "Saved views" })],
    ["Columns", page.getByRole("button", { name: "Columns" })],
    ["What is expected", page.getByRole("button", { name: "What is expected" })],
    ["Time zone", page.getByTitle("The time zone of the dates shown")],
  ];
}

/** Expects that an element lies within the window. */
async function expectWithinWindow(page: Page, element: Locator, name: string) {
  const { width, height } = page.viewportSize()!;
  const box = (await element.boundingBox())!;
  expect(Math.min(box.x, box.y), `${name}: left and top`).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width, `${name}: right`).toBeLessThanOrEqual(width);
  expect(box.y + box.height, `${name}: bottom`).toBeLessThanOrEqual(height);
}

test("where the window gets narrow the facets make room for what is open, and come back with the room", async ({ log, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await log.goto();
  await log.openSample();
  await log.row(0).click();
  await log.idle();
  const facets = page.getByRole("region", { name: "Facets" });
  await facets.getByRole("button").first().focus();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(facets).toBeHidden();
  await expect(log.details).toBeVisible();
  await expect(log.details).toBeFocused();
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(facets).toBeVisible();
  await expect(log.details).toBeVisible();
});

test("magnified four times the log keeps its rows within reach", async ({ log, page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await log.goto();
  await log.openSample();
  const first = log.row(0);
  await first.scrollIntoViewIfNeeded();
  const { y, height } = (await first.boundingBox())!;
  const [header, footer] = await Promise.all([page.locator(".pl-header").boundingBox(), page.locator(".pl-footer").boundingBox()]);
  expect(y).toBeGreaterThanOrEqual(header!.y + header!.height);
  expect(y + height).toBeLessThanOrEqual(footer!.y);
  await first.click();
  await log.idle();
  await expect(log.details).toContainText("Event 1 of 300");
});

test("the details take all the room below the header of a phone where the filters let one event through", async ({ log, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await log.goto();
  await log.openSample();
  await log.filter(`id:${sample[0].id}`);
  await log.row(0).click();
  await log.idle();
  const [panel, footer] = await Promise.all([log.details.boundingBox(), page.locator(".pl-footer").boundingBox()]);
  expect(Math.abs(panel!.y + panel!.height - footer!.y)).toBeLessThan(2);
  await expect(log.details.getByRole("tabpanel")).toBeInViewport({ ratio: 0.5 });
});

for (const [width, height] of [[390, 844], [360, 640], [320, 568], [844, 390], [1024, 768]]) {
  test(`whatever opens lies within a window of ${width} by ${height}, and its last entry can be reached`, async ({ log, page }) => {
    await page.setViewportSize({ width, height });
    await log.goto();
    await log.openSample();
    for (const [name, button] of popovers(page)) {
      await button.click();
      await log.idle();
      const popover = page.getByRole("dialog", { name });
      await expect(popover).toBeVisible();
      if (name === "Date") await popover.getByRole("radio", { name: "Custom" }).check();
      await log.idle();
      await expectWithinWindow(page, popover, name);
      const hidden = await popover.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      expect(hidden, `${name}: what is out of sight sideways`).toBeLessThanOrEqual(0);
      const last = popover.locator(":is(button, input, select, textarea):enabled").last();
      await last.scrollIntoViewIfNeeded();
      await expectWithinWindow(page, last, `the last of ${name}`);
      await last.click({ trial: true });
      await page.keyboard.press("Escape");
    }
  });
}

test("the menu of a cell near the lower edge opens above it", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const rows = log.grid.locator("[role=row][aria-rowindex]");
  const boxes = await rows.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().bottom));
  const lowest = boxes.findIndex((bottom) => bottom === Math.max(...boxes.filter((bottom) => bottom < 860)));
  await rows.nth(lowest).getByRole("gridcell").first().click({ button: "right" });
  await expectWithinWindow(page, page.getByRole("menu", { name: "Cell" }), "the menu");
});

for (const [width, height] of [[390, 844], [844, 390], [768, 1024]]) {
  test(`in a window of ${width} by ${height} Facets lie over the log alone, and give way when it is turned to`, async ({ log, page }) => {
    await page.setViewportSize({ width, height });
    await log.goto();
    await log.openSample();
    const button = page.getByRole("button", { name: "Facets" });
    const facets = page.getByRole("region", { name: "Facets" });
    await button.click();
    await log.idle();
    await expect(facets).toBeVisible();
    const checkbox = facets.getByRole("checkbox").first();
    await checkbox.click({ trial: true });

    const { x: right } = (await log.row(0).boundingBox())!;
    await page.mouse.click(right + width - 40, (await log.row(0).boundingBox())!.y + 16);
    await log.idle();
    await expect(facets).toBeHidden();
    await expect(log.details).toBeVisible();
  });
}

test("Facets opened beside details on a tablet hide them for as long as they are open", async ({ log, page }) => {
  await page.setViewportSize({ width: 768, height: 1024 });
  await log.goto();
  await log.openSample();
  await log.row(0).click();
  await log.idle();
  await page.getByRole("button", { name: "Facets" }).click();
  await log.idle();
  const facets = page.getByRole("region", { name: "Facets" });
  await facets.getByRole("checkbox").first().click({ trial: true });
  // Hidden, so that neither the pointer nor the focus comes to what is covered.
  await expect(log.details).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(facets).toBeHidden();
  await expect(log.details).toBeVisible();
});

test("on a phone the count is told whole, the pills take one row, and the log has most of the window", async ({ log, page }) => {
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 844 });
    await log.goto();
    await log.openSample();
    expect(await log.recordCount.evaluate((count) => count.scrollWidth <= count.clientWidth)).toBe(true);
    const pills = page.getByRole("search", { name: "Filters" });
    expect((await pills.boundingBox())!.height).toBeLessThan(50);
    // What is pushed out of sight fades at the edge.
    const fade = await pills.evaluate((pills) => [pills.scrollWidth > pills.clientWidth, getComputedStyle(pills).maskImage !== "none"]);
    expect(fade).toEqual([true, true]);
    await pills.getByRole("button", { name: "Add filter" }).click();
    await page.keyboard.press("Escape");
    expect((await log.grid.boundingBox())!.y).toBeLessThan(220);
    await expect(page.getByRole("button", { name: "Connect" })).toBeVisible();
  }
});

test("on a phone the filter is undone and redone by buttons", async ({ log, page }) => {
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 844 });
    await log.goto();
    await log.openSample();
    await log.filter("status:failure");
    for (const [name, text] of [["Undo", ""], ["Redo", "status:failure"]]) {
      const button = page.getByRole("button", { name, exact: true });
      await expectWithinWindow(page, button, name);
      await button.click();
      await log.idle();
      await expect(log.filterBox).toHaveValue(text);
    }
    await expectWithinWindow(page, page.getByRole("switch", { name: "Hide expected" }), "Hide expected");
    expect((await log.filterBox.boundingBox())!.width).toBeGreaterThan(140);
  }
});

for (const [width, height, least] of [[390, 844, 380], [360, 640, 200], [844, 390, 270]]) {
  test(`in a window of ${width} by ${height} the details have all of it below the header`, async ({ log, page }) => {
    await page.setViewportSize({ width, height });
    await log.goto();
    await log.openSample();
    await log.filter("status:failure");
    await log.row(0).click();
    await log.idle();
    const { y } = (await log.details.boundingBox())!;
    expect(y).toBeLessThan(60);
    // What is behind them takes no focus.
    await expect(log.filterBox).toBeHidden();
    const tab = log.details.getByRole("tabpanel");
    const first = tab.locator("*").first();
    // In a low window the sentence is scrolled away, and the tabs stay.
    await first.evaluate((first) => first.scrollIntoView({ block: "nearest" }));
    if (height < 500) await page.mouse.move(width / 2, 200).then(() => page.mouse.wheel(0, 300));
    const tabs = log.details.getByRole("tablist");
    await expect
      .poll(async () => {
        const above = (await tabs.boundingBox())!;
        return height - 32 - above.y - above.height;
      })
      .toBeGreaterThanOrEqual(least - (height < 500 ? 60 : 0));
    await expectAccessible(page);

    await page.keyboard.press("Escape");
    await expect(log.filterBox).toBeVisible();
    await expect(log.grid).toBeFocused();
  });
}

test("every tab's name is whole at every width of the details", async ({ log, page }) => {
  for (const [width, height] of [[1440, 900], [1024, 768], [768, 1024], [390, 844], [320, 568]]) {
    await page.setViewportSize({ width, height });
    await log.goto();
    await log.openSample();
    await log.row(0).click();
    await log.idle();
    for (const tab of await log.details.getByRole("tab").all()) {
      const cut = await tab.evaluate((tab) => tab.scrollWidth > tab.clientWidth || tab.scrollHeight > tab.clientHeight);
      expect(cut, `${await tab.innerText()} at ${width}`).toBe(false);
      await tab.click();
    }
  }
});

test("dates in the details do not break", async ({ log, page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await log.goto();
  await log.openSample();
  await log.filter("retry:* status:failure");
  await log.row(0).click();
  await log.idle();
  const dates = log.details.locator("time");
  expect(await dates.count()).toBeGreaterThan(0);
  const lines = await dates.evaluateAll((dates) => dates.map((date) => date.getClientRects().length));
  expect(lines).toEqual(lines.map(() => 1));
});

test("a log of one event has room around its bar, which is a minute wide", async ({ log, page }) => {
  await log.goto();
  await log.open({ name: "one.json", content: JSON.stringify([madeUp("1")]) });
  const figure = page.getByRole("figure", { name: "Events over time" });
  await expect(figure).toContainText("bars of 1 minute");
  const success = figure.locator(".pl-timeline__bars--success");
  const share = (await success.boundingBox())!.width / (await figure.boundingBox())!.width;
  expect(share).toBeLessThan(0.05);
});
