// Where the keyboard is after a press: never lost to the page as a whole.

import type { Locator, Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { generatedLog, LARGE, madeUp } from "./fixtures/logs";

/** A log with more applications than a facet lists at first. */
const many = {
  name: "many.json",
  content: JSON.stringify(
    Array.from({ length: 9 }, (_, index) => madeUp(`${index}`, { servicePrincipal: [{ id: `${index}`, displayName: `App ${index}` }] })),
  ),
};

/** Presses a button by the keyboard until it has nothing to do, and expects that it keeps the focus all along. */
async function pressToTheEnd(page: Page, button: Locator, most: number) {
  await button.focus();
  for (let press = 0; press < most && (await button.isEnabled()); press += 1) {
    await page.keyboard.press("Enter");
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await expect(button).toBeFocused();
  }
  await expect(button).toBeDisabled();
  // One more does nothing.
  await page.keyboard.press("Enter");
  await expect(button).toBeFocused();
}

test("the buttons that walk from event to event keep the focus at both ends", async ({ log, page }) => {
  await log.goto();
  await log.open({ name: "three.json", content: JSON.stringify(["a", "b", "c"].map((id) => madeUp(id))) });
  await log.row(1).click();
  await log.idle();
  for (const [name, place] of [["Next event", "Event 3 of 3"], ["Previous event", "Event 1 of 3"]]) {
    await pressToTheEnd(page, log.details.getByRole("button", { name }), 3);
    await log.idle();
    await expect(log.details).toContainText(place);
  }
});

test("Undo and Redo keep the focus when there is nothing more", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  for (const query of ["status:failure", "status:success"]) await log.filter(query);
  await pressToTheEnd(page, page.getByRole("button", { name: "Undo" }), 3);
  await expect(log.filterBox).toHaveValue("");
  await pressToTheEnd(page, page.getByRole("button", { name: "Redo" }), 3);
  await expect(log.filterBox).toHaveValue("status:success");
});

test("a column that is moved or pinned keeps the focus on its button", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await log.idle();
  const chooser = page.getByRole("dialog", { name: "Columns" });
  const columns = await chooser.getByRole("listitem").count();
  await pressToTheEnd(page, chooser.getByRole("button", { name: "Move Action up" }), columns);
  expect((await log.columns())[0]).toBe("Action");
  await pressToTheEnd(page, chooser.getByRole("button", { name: "Move Action down" }), columns);
  expect((await log.columns()).at(-1)).toBe("Action");
  const pin = chooser.getByRole("button", { name: "Pin Status" });
  await pin.focus();
  await page.keyboard.press("Enter");
  await log.idle();
  await expect(pin).toHaveAttribute("aria-pressed", "true");
  await expect(pin).toBeFocused();
});

test("when reading ends, the focus goes from Cancel to the log", async ({ log, page }) => {
  await log.goto();
  await log.choose(...Array(3).fill(generatedLog(LARGE)));
  await page.getByRole("button", { name: "Cancel" }).focus();
  await log.idle();
  await expect(log.progress).toBeHidden();
  await expect(log.grid).toBeFocused();
});

test("Escape empties the box that finds a facet's values, which keeps the focus", async ({ log, page }) => {
  await log.goto();
  await log.open(many);
  const find = page.getByRole("searchbox", { name: "Find in Application" });
  await find.fill("App 3");
  await log.idle();
  await page.keyboard.press("Escape");
  await log.idle();
  await expect(find).toHaveValue("");
  await expect(find).toBeFocused();
  await expect(page.getByRole("group", { name: "Application" }).getByRole("checkbox")).toHaveCount(6);
});

test("on a phone Escape empties that box before it puts the facets away", async ({ log, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await log.goto();
  await log.open(many);
  const button = page.getByRole("button", { name: "Facets" });
  await button.click();
  await log.idle();
  const find = page.getByRole("searchbox", { name: "Find in Application" });
  await find.fill("App 3");
  await page.keyboard.press("Escape");
  await expect(find).toHaveValue("");
  await expect(find).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  await expect(find).toBeHidden();
});

test("Escape empties the box that finds lines of a record before it closes the details", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.row(0).click();
  await log.idle();
  await log.tab("JSON").click();
  await log.idle();
  const find = log.details.getByRole("searchbox", { name: "Find in the record" });
  const lines = log.details.getByRole("treeitem");
  const all = await lines.count();
  await find.fill("changeId");
  await expect(lines).not.toHaveCount(all);
  await page.keyboard.press("Escape");
  await expect(find).toHaveValue("");
  await expect(find).toBeFocused();
  await expect(lines).toHaveCount(all);
  await page.keyboard.press("Escape");
  await expect(log.details).toBeHidden();
  await expect(log.grid).toBeFocused();
});

test("the keys that go from event to event work on whatever of an event has the focus, which goes to its details", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const drawn: [string, () => Promise<Locator>][] = [
    ["a step", async () => (await tabOf("Steps")).getByRole("button").first()],
    ["a copy button", async () => (await tabOf("Summary")).getByRole("button", { name: /^Copy / }).first()],
    ["a line of the record", async () => (await tabOf("JSON")).getByRole("treeitem").first()],
    ["a switch", async () => log.details.getByRole("checkbox", { name: "As Markdown" })],
  ];
  const tabOf = async (name: string) => {
    await log.tab(name).click();
    await log.idle();
    return log.details.getByRole("tabpanel", { name });
  };
  for (const [what, find] of drawn) {
    await log.row(0).click();
    await log.idle();
    if (what === "a switch") await log.details.getByRole("button", { name: "Copy for support" }).click();
    await log.idle();
    await (await find()).focus();
    for (const place of ["Event 2 of", "Event 3 of"]) {
      await page.keyboard.press("j");
      await log.idle();
      await expect(log.details, what).toContainText(place);
      await expect(log.details, what).toBeFocused();
    }
    await page.keyboard.press("Escape");
    if (what === "a switch") await page.keyboard.press("Escape");
    await expect(log.details, what).toBeHidden();
    await expect(log.grid, what).toBeFocused();
  }
});
