import type { Locator } from "@playwright/test";

import { expect, test } from "./fixtures";
import { holdEngine, keepBack, letThrough, notice } from "./fixtures/engine";
import type { LogPage } from "./fixtures/log-page";
import { generatedLog, LARGE, LONG, identityName, newestFirst, sample } from "./fixtures/logs";

/** What is copied from an element that is selected whole. */
const selected = (element: Locator) =>
  element.evaluate((element) => {
    const selection = getSelection()!;
    selection.selectAllChildren(element);
    const text = selection.toString();
    selection.removeAllRanges();
    return text;
  });

test("the log shows that it has the keyboard's focus, also when keys follow the pointer", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const ring = page.locator(".pl-grid__ring");
  await expect(log.grid).toBeFocused();
  await expect(ring).toHaveCSS("border-block-start-width", "0px");
  await page.keyboard.press("ArrowDown");
  await expect(ring).toHaveCSS("border-block-start-width", "2px");
});

test("rows are the events of the file, newest first", async ({ log }) => {
  await log.goto();
  await log.openSample();
  const truth = newestFirst(sample);
  for (const position of [0, 1, 2, 3, 4]) {
    await expect(await log.cell(position, "Identity")).toContainText(identityName(truth[position]));
    await expect(await log.cell(position, "Status")).toContainText(truth[position].provisioningStatusInfo.status, {
      ignoreCase: true,
    });
  }
});

test("the keyboard moves, pages, opens and closes", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.grid.focus();
  await page.keyboard.press("Control+End");
  await log.idle();
  await expect(log.row(sample.length - 1)).toBeVisible();
  await expect(log.activeRow()).toHaveAttribute("aria-rowindex", String(sample.length + 1));
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await log.idle();
  await expect(log.activeRow()).toHaveAttribute("aria-rowindex", "3");
  await page.keyboard.press("PageDown");
  await log.idle();
  const paged = Number(await log.activeRow().getAttribute("aria-rowindex"));
  expect(paged).toBeGreaterThan(10);
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Enter");
  await log.idle();
  await expect(log.details).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(log.details).toBeHidden();
  await expect(log.grid).toBeFocused();
});

test("Enter opens the first event of a log that was just opened", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await expect(log.grid).toBeFocused();
  await page.keyboard.press("Enter");
  await log.idle();
  await expect(log.details).toContainText("Event 1 of 300");
});

/** Where the details say that their event stands, from 1. */
async function placeInDetails(log: LogPage): Promise<number> {
  const [, place] = /Event ([\d,]+) of/.exec(await log.details.innerText())!;
  return Number(place.replaceAll(",", ""));
}

test("who goes to the end while the log grows is there, and opens the event there", async ({ log, page }) => {
  await holdEngine(page);
  await log.goto();
  await log.choose(generatedLog(LONG));
  await expect(log.row(0)).toBeVisible();
  await page.keyboard.press("ArrowDown");
  // The page asks where the first row stands now; the answer comes when the person has gone elsewhere.
  await keepBack(page, "answers");
  await notice(page);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await letThrough(page);
  await log.idle();
  const place = await placeInDetails(log);
  expect(place).toBeGreaterThan(1);
  await expect(log.activeRow()).toHaveAttribute("aria-rowindex", String(place + 1));
});

test("who goes back to the first event while the log grows opens that", async ({ log, page }) => {
  await holdEngine(page);
  await log.goto();
  await log.choose(generatedLog(LONG));
  await expect(log.row(0)).toBeVisible();
  await page.keyboard.press("End");
  await expect(log.activeRow()).toBeVisible();
  await keepBack(page, "answers");
  await notice(page);
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await letThrough(page);
  await log.idle();
  expect(await placeInDetails(log)).toBe(1);
  await expect(log.activeRow()).toHaveAttribute("aria-rowindex", "2");
});

test("the page holds only the rows that the window shows", async ({ log }) => {
  await log.goto();
  await log.open(generatedLog(LARGE));
  await log.grid.focus();
  for (const key of ["PageDown", "PageDown", "Control+End", "PageUp", "Control+Home"]) {
    await log.page.keyboard.press(key);
    await log.idle();
    expect(await log.grid.getByRole("row").count()).toBeLessThan(100);
  }
});

test("a click on a heading sorts, a second one the other way round", async ({ log }) => {
  await log.goto();
  await log.openSample();
  // An object without any name stands at the end, whichever way the order runs.
  const ids = new Set(sample.flatMap((event) => [event.sourceIdentity.id, event.targetIdentity.id]));
  const names = sample.map(identityName).filter((name) => !ids.has(name));
  const sorted = names.toSorted((left, right) => {
    const [a, b] = [left.toLowerCase(), right.toLowerCase()];
    return a < b ? -1 : a > b ? 1 : 0;
  });
  await log.columnHeader("Identity").click();
  await log.idle();
  await expect(log.columnHeader("Identity")).toHaveAttribute("aria-sort", "ascending");
  await expect(await log.cell(0, "Identity")).toContainText(sorted[0]);
  await log.columnHeader("Identity").click();
  await log.idle();
  await expect(log.columnHeader("Identity")).toHaveAttribute("aria-sort", "descending");
  await expect(await log.cell(0, "Identity")).toContainText(sorted[sorted.length - 1]);
});

test("columns that were chosen, and the order, are there on the next visit", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Error code" }).check();
  await page.getByRole("checkbox", { name: "Source system" }).uncheck();
  await page.keyboard.press("Escape");
  await log.columnHeader("Status").click();
  await log.idle();
  const columns = await log.columns();
  expect(columns).toContain("Error code");
  expect(columns).not.toContain("Source system");
  await log.goto();
  await page.reload();
  await log.idle();
  await log.openSample();
  expect(await log.columns()).toEqual(columns);
  await expect(log.columnHeader("Status")).toHaveAttribute("aria-sort", "ascending");
});

test.describe("in a narrow window", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the columns of a fresh page give way, and the chooser says which", async ({ log, page }) => {
    await log.goto();
    await log.openSample();
    expect(await log.columns()).toEqual(["Date", "Identity", "Status"]);
    expect(await log.grid.evaluate((grid) => grid.scrollWidth - grid.clientWidth)).toBe(0);
    await page.getByRole("button", { name: "Columns" }).click();
    await expect(page.getByText("There is no room here for Action, Source system and Target system.")).toBeVisible();
    await page.getByRole("button", { name: "Show all" }).click();
    expect(await log.columns()).toHaveLength(6);
  });

  test("a column that a person chooses is there, and comes into sight", async ({ log, page }) => {
    await log.goto();
    await log.openSample();
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "Error code" }).check();
    await log.idle();
    await page.keyboard.press("Escape");
    expect(await log.columns()).toContain("Error code");
    await expect(log.columnHeader("Error code")).toBeInViewport({ ratio: 1 });
    await page.reload();
    await log.idle();
    await log.openSample();
    expect(await log.columns()).toContain("Error code");
  });

  test("the filters are all in sight", async ({ log }) => {
    await log.goto();
    await log.openSample();
    for (const name of ["Identity", "Date", "Status", "Action"]) {
      await expect(log.filterButton(name)).toBeInViewport({ ratio: 1 });
    }
  });
});

test("an id is whole in a column that has room for it, and keeps both ends in one that has not", async ({ log, page }) => {
  const [event] = newestFirst(sample);
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Change ID" }).check();
  await page.keyboard.press("Escape");
  await log.idle();
  const cell = await log.cell(0, "Change ID");
  await expect(cell).toHaveText(event.changeId);
  await expect(cell).toHaveAccessibleName(event.changeId);
  expect(await selected(cell)).toBe(event.changeId);
  // How far the text's first line reaches, and the line itself, without the end that is drawn behind the ellipsis.
  const measured = () =>
    cell.evaluate((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell.firstElementChild!.firstChild!);
      const lines = [...range.getClientRects()];
      const { left, width } = cell.getBoundingClientRect();
      const style = getComputedStyle(cell);
      const room = left + width - parseFloat(style.paddingRight) - lines[0].right;
      return { lines: lines.length, lettersOfRoom: room / (lines[0].width / Math.round(lines[0].width / 7.2)) };
    });
  const narrow = await measured();
  expect(narrow.lines).toBeGreaterThan(1);
  // The ellipsis and eight letters, with no gap before them.
  expect(narrow.lettersOfRoom).toBeCloseTo(9, 0);
  await log.columnHeader("Change ID").click();
  for (let press = 0; press < 10; press++) await page.keyboard.press("Shift+ArrowRight");
  await log.idle();
  expect((await measured()).lines).toBe(1);
});

test("a date is one text, and a narrow column does without its seconds", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const cell = await log.cell(0, "Date");
  const [event] = newestFirst(sample);
  const written = event.activityDateTime.slice(0, 19).replace("T", " ");
  await expect(cell).toHaveAccessibleName(written);
  expect(await selected(cell)).toBe(written);
  const isBelow = () => cell.evaluate((cell) => { const [minutes, seconds] = [...cell.children] as HTMLElement[]; return seconds.offsetTop > minutes.offsetTop; });
  expect(await isBelow()).toBe(false);
  await log.columnHeader("Date").click();
  for (let press = 0; press < 4; press++) await page.keyboard.press("Shift+ArrowLeft");
  await log.idle();
  expect(await isBelow()).toBe(true);
});

test("Reset goes back to newest first, and so does hiding the column that is sorted by", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  for (const takeAway of ["hide", "reset"]) {
    await log.columnHeader("Status").click();
    await log.idle();
    await expect(log.columnHeader("Status")).toHaveAttribute("aria-sort", "ascending");
    await page.getByRole("button", { name: "Columns" }).click();
    if (takeAway === "hide") await page.getByRole("checkbox", { name: "Status" }).uncheck();
    else await page.getByRole("button", { name: "Reset" }).click();
    await log.idle();
    await expect(log.columnHeader("Date")).toHaveAttribute("aria-sort", "descending");
    await page.getByRole("button", { name: "Reset" }).click();
    await page.keyboard.press("Escape");
    await log.idle();
  }
});

test("the id beside a name is there whole or not at all", async ({ log }) => {
  await log.goto();
  await log.openSample();
  for (let position = 0; position < 15; position++) {
    const cell = await log.cell(position, "Identity");
    const isCut = await cell.evaluate((cell) => {
      const [name, id] = [...cell.children] as HTMLElement[];
      return id.offsetTop === name.offsetTop && (id.scrollWidth > id.clientWidth || id.offsetLeft + id.offsetWidth > cell.offsetLeft + cell.clientWidth);
    });
    expect(isCut, await cell.innerText()).toBe(false);
  }
});

test("saved settings that are damaged do no harm", async ({ log, page }) => {
  await page.addInitScript(() => {
    for (const key of Object.keys(localStorage)) localStorage.setItem(key, "{broken");
  });
  await log.goto();
  await log.openSample();
  await page.reload();
  await log.idle();
  await log.openSample();
  await expect(log.row(0)).toBeVisible();
});
