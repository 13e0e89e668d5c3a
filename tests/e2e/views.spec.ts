import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { type LoggedEvent, sample } from "./fixtures/logs";

const status = (event: LoggedEvent) => event.provisioningStatusInfo.status;
const failures = sample.filter((event) => status(event) === "failure");
const dialog = (page: Page) => page.getByRole("dialog", { name: "Saved views" });

test("rows are sorted by several columns, in the order of the presses, and a link keeps it", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.columnHeader("Status").click();
  await log.columnHeader("Date").click({ modifiers: ["Shift"] });
  await log.idle();
  const expected = sample.toSorted(
    (left, right) =>
      status(left).localeCompare(status(right)) || Date.parse(right.activityDateTime) - Date.parse(left.activityDateTime),
  );
  for (const position of [0, 1, 2, 3]) {
    const date = expected[position].activityDateTime.slice(0, 19).replace("T", " ");
    await expect(await log.cell(position, "Date")).toHaveText(date);
    await expect(await log.cell(position, "Status")).toHaveText(new RegExp(status(expected[position]), "i"));
  }
  await expect(log.columnHeader("Status")).toContainText("1");
  await expect(log.columnHeader("Date")).toContainText("2");
  await expect(log.columnHeader("Date")).toHaveAttribute("aria-sort", "descending");
  const link = new URL(page.url()).hash;
  expect(link).toContain("sort=status,-date");

  // By keyboard too: the other way round, and out of the order.
  await log.grid.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+Enter");
  await log.idle();
  await expect(log.columnHeader("Date")).toHaveAttribute("aria-sort", "ascending");
  await page.keyboard.press("Shift+Enter");
  await log.idle();
  await expect(log.columnHeader("Date")).toHaveAttribute("aria-sort", "none");

  await page.goto("about:blank");
  await log.goto(link);
  await log.openSample();
  await expect(log.columnHeader("Date")).toHaveAttribute("aria-sort", "descending");
  await expect(log.columnHeader("Status")).toHaveAttribute("aria-sort", "ascending");
});

test("a pinned column stays in sight, on the next visit too", async ({ log, page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "Columns" }).click();
  const chooser = page.getByRole("dialog", { name: "Columns" });
  for (const name of ["Application", "Error code", "Job ID", "Cycle ID", "Change ID"]) {
    await chooser.getByRole("checkbox", { name, exact: true }).check();
  }
  await chooser.getByRole("button", { name: "Pin Status" }).click();
  await chooser.getByRole("button", { name: "Pin Identity" }).click();
  await page.keyboard.press("Escape");
  for (const visit of [1, 2]) {
    expect((await log.columns()).slice(0, 2), `visit ${visit}`).toEqual(["Status", "Identity"]);
    await log.grid.evaluate((grid) => grid.scrollTo({ left: 1e6 }));
    await log.idle();
    const grid = (await log.grid.boundingBox())!;
    const [first, second] = [(await (await log.cell(0, "Status")).boundingBox())!, (await (await log.cell(0, "Identity")).boundingBox())!];
    expect(Math.abs(first.x - grid.x)).toBeLessThan(2);
    expect(Math.abs(second.x - (first.x + first.width))).toBeLessThan(2);
    const heading = (await log.columnHeader("Identity").boundingBox())!;
    expect(Math.abs(heading.x - second.x)).toBeLessThan(2);
    await page.goto("about:blank");
    await log.goto();
    await log.openSample();
  }
  await log.grid.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("p");
  await log.idle();
  await expect(log.columnHeader("Status")).not.toHaveAttribute("aria-description", "pinned");
});

test("a view is saved with a name, shown again, taken away as a file and brought back", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("status:failure");
  await log.columnHeader("Action").click();
  await page.getByRole("button", { name: "Saved views" }).click();
  await dialog(page).getByRole("textbox", { name: "Save this view as" }).fill("What “failed”");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await log.filter("");
  await log.columnHeader("Date").click();
  await log.idle();

  // Another visit of the same browser.
  await page.goto("about:blank");
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "Saved views" }).click();
  await dialog(page).getByRole("button", { name: "What “failed”", exact: true }).click();
  await log.idle();
  await expect(log.filterBox).toHaveValue("status:failure");
  expect(await log.matching()).toBe(failures.length);
  await expect(log.columnHeader("Action")).toHaveAttribute("aria-sort", "ascending");

  await page.getByRole("button", { name: "Saved views" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), dialog(page).getByText("Export").click()]);
  const file = readFileSync(await download.path(), "utf8");
  await dialog(page).getByRole("button", { name: "Forget What “failed”" }).click();
  await expect(dialog(page).getByRole("button", { name: "What “failed”", exact: true })).toBeHidden();
  const input = dialog(page).locator("input[type=file]");
  await input.setInputFiles({ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await expect(dialog(page).getByRole("status")).toContainText("1 view added from mine.json");
  await expect(dialog(page).getByRole("button", { name: "What “failed”", exact: true })).toBeVisible();
});

test("a view that is forgotten or saved over comes back, and one from a file takes no other's place", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("status:failure");
  await page.getByRole("button", { name: "Saved views" }).click();
  const save = async (name: string) => {
    await dialog(page).getByRole("textbox", { name: "Save this view as" }).fill(name);
    await page.keyboard.press("Enter");
  };
  const status = dialog(page).getByRole("status");
  const shows = async (name: string, query: string) => {
    await dialog(page).getByRole("button", { name, exact: true }).click();
    await log.idle();
    await expect(log.filterBox).toHaveValue(query);
    await page.getByRole("button", { name: "Saved views" }).click();
  };
  await save("mine");
  await page.keyboard.press("Escape");
  await log.filter("status:skipped");
  await page.getByRole("button", { name: "Saved views" }).click();
  await save("mine");
  await expect(status).toHaveText("Saved as “mine”, in place of the view of that name.");
  await dialog(page).getByRole("button", { name: "Undo" }).click();
  await shows("mine", "status:failure");

  await dialog(page).getByRole("button", { name: "Forget mine" }).click();
  await expect(dialog(page).getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog(page).getByRole("textbox", { name: "Save this view as" })).toBeFocused();

  const views = [{ name: "mine", address: "v=2&q=status:warning" }, { name: "mine", address: "v=2&q=status:success" }];
  const buffer = Buffer.from(JSON.stringify({ kind: "provlens views", views }));
  const input = dialog(page).locator("input[type=file]");
  await input.setInputFiles({ name: "theirs.json", mimeType: "application/json", buffer });
  await expect(status).toHaveText("2 views added from theirs.json. 2 views with a number, since the name was taken.");
  await shows("mine", "status:failure");
  await shows("mine (2)", "status:warning");
  await shows("mine (3)", "status:success");
  // One that is known changes nothing that could be taken back.
  await dialog(page).getByRole("button", { name: "Forget mine", exact: true }).click();
  await input.setInputFiles({ name: "none.json", mimeType: "application/json", buffer: Buffer.from('{"kind":"provlens views","views":[]}') });
  await expect(status).toContainText("it holds none");
  await dialog(page).getByRole("button", { name: "Undo" }).click();
  await shows("mine", "status:failure");

  // A name that is as long as names may be is still one when it has a number, on the next visit too.
  const long = "n".repeat(80);
  for (const query of ["status:failure", "status:skipped"]) {
    const file = JSON.stringify({ kind: "provlens views", views: [{ name: long, address: `v=2&q=${query}` }] });
    await input.setInputFiles({ name: "long.json", mimeType: "application/json", buffer: Buffer.from(file) });
    await expect(status).toContainText("1 view added from long.json");
  }
  await page.goto("about:blank");
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "Saved views" }).click();
  await expect(dialog(page).getByRole("button", { name: /^(Forget )?n{73} \(2\)$/ })).toHaveCount(2);
  await expect(dialog(page).getByRole("button", { name: "mine (3)", exact: true })).toBeVisible();
});

for (const [content, why] of [
  ["nonsense", "it is not JSON"],
  ["[]", "it is no file of saved views"],
  ['{"kind":"provlens views","views":[{"name":"a","address":"v=2"},{"name":" ","address":"v=2"}]}', "view 2 has no name"],
  ['{"kind":"provlens views","views":[{"name":"a","address":"v=2&sort=colour"}]}', "view 1 has no address"],
  ['{"kind":"provlens views","views":[{"name":"<img src=x onerror=alert(1)>","address":"q=%zz"}]}', "view 1 has no address"],
  [`{"kind":"provlens views","views":[{"name":"${"n".repeat(81)}","address":"v=2"}]}`, "view 1 has no name, or one of more than 80"],
  [`{"kind":"provlens views","views":[]${" ".repeat(1_000_000)}}`, "it is larger than 1000 KB"],
  [JSON.stringify({ kind: "provlens views", views: Array(201).fill({ name: "a", address: "v=2" }) }), "it holds more than 200 views"],
]) {
  test(`a file of views is refused whole: ${content.slice(0, 90)}`, async ({ log, page }) => {
    await log.goto();
    await log.openSample();
    await page.getByRole("button", { name: "Saved views" }).click();
    const input = dialog(page).locator("input[type=file]");
    await input.setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from(content) });
    await expect(dialog(page).getByRole("status")).toContainText(`No view was added from bad.json: ${why}`);
    await expect(dialog(page).getByRole("listitem")).toHaveCount(0);
  });
}

test("views that this browser keeps are all there, also where one says what no page can show", async ({ log, page }) => {
  await log.goto();
  const view = (name: string, address: string) => ({ name, address });
  const kept = { kind: "provlens views", views: [view("By date", "v=2&q=status:failure&group=date"), view("Skips", "v=2&q=status:skipped")] };
  await page.evaluate((kept) => localStorage.setItem("provlens.views", kept), JSON.stringify(kept));
  await page.goto("about:blank");
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "Saved views" }).click();
  await expect(dialog(page).getByRole("button", { name: "Skips", exact: true })).toBeVisible();
  await dialog(page).getByRole("button", { name: "By date", exact: true }).click();
  await log.idle();
  expect(await log.matching()).toBe(failures.length);
});

test("a file without views says that it adds none", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "Saved views" }).click();
  const buffer = Buffer.from('{"kind":"provlens views","views":[]}');
  await dialog(page).locator("input[type=file]").setInputFiles({ name: "none.json", mimeType: "application/json", buffer });
  await expect(dialog(page).getByRole("status")).toHaveText("No view was added from none.json: it holds none.");
});

test("what a link cannot mean is told, and the log is shown", async ({ log, page }) => {
  await log.goto(`#v=2&group=date&pins=9&event=${sample[0].id}&beside=with:nobody`);
  await log.openSample();
  await log.idle();
  const notes = page.getByRole("status", { name: "About the link" });
  for (const words of ["left out: group=date", "left out: pins=9", "there is nothing to compare with: with:nobody"]) {
    await expect(notes).toContainText(words);
  }
  await expect(log.grid).toBeVisible();
  await expect(log.details).toContainText("Steps");
});

test("a name from a file of views is text and nothing else", async ({ log, page }) => {
  const name = "<b>bold</b> & 'more'";
  const views = [{ name, address: "v=2&q=%3Cb%3E%20colour:red&group=app" }];
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "Saved views" }).click();
  const file = Buffer.from(JSON.stringify({ kind: "provlens views", views }));
  await dialog(page).locator("input[type=file]").setInputFiles({ name: "odd.json", mimeType: "application/json", buffer: file });
  await dialog(page).getByRole("button", { name, exact: true }).click();
  await log.idle();
  await expect(log.filterBox).toHaveValue("<b> colour:red");
  await expect(page.getByRole("status", { name: "Filter problems" })).toContainText("at character 5");
  await expect(page.getByRole("region", { name: "Groups" })).toBeVisible();
});

test("a heading's menu sorts, pins, groups and hides, by keyboard too", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.columnHeader("Status").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Sort descending" }).click();
  await log.idle();
  await expect(log.columnHeader("Status")).toHaveAttribute("aria-sort", "descending");
  await log.columnHeader("Date").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Sort by Date too" }).click();
  await log.idle();
  expect(new URL(page.url()).hash).toContain("sort=-status,-date");

  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowUp");
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("ArrowRight");
  await expect(log.columnHeader("Status")).toHaveAttribute("id", (await log.grid.getAttribute("aria-activedescendant"))!);
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menuitem", { name: "Sort ascending" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Pin Status" })).toBeFocused();
  await page.keyboard.press("Enter");
  expect((await log.columns())[0]).toBe("Status");

  await log.columnHeader("Status").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Group by Status" }).click();
  await log.idle();
  const groups = page.getByRole("region", { name: "Groups" });
  await expect(groups.getByRole("listitem")).toHaveCount(new Set(sample.map(status)).size);
  expect(new URL(page.url()).hash).toContain("group=status");
  await expect(groups.getByRole("button", { name: "Show events" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(groups.getByRole("listitem").nth(1).getByRole("button")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(groups).toBeHidden();
  await expect(log.grid).toBeFocused();
  await page.goBack();
  await log.idle();
  await expect(groups).toBeVisible();
  await groups.getByRole("button", { name: "Show events" }).click();

  await log.columnHeader("Action").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Hide Action" }).click();
  expect(await log.columns()).not.toContain("Action");
});

test("what matched is marked in the cells", async ({ log }) => {
  const [event] = sample.filter(({ sourceIdentity }) => / /.test(sourceIdentity.displayName));
  const part = event.sourceIdentity.displayName.slice(1, 5);
  await log.goto();
  await log.openSample();
  await log.filter(`"${part.toUpperCase()}"`);
  const mark = (await log.cell(0, "Identity")).locator("mark").first();
  expect((await mark.innerText()).toLowerCase()).toBe(part.toLowerCase());
  await log.filter("");
  await expect(mark).toHaveCount(0);
});

test("what matched in a column that is out of sight is shown and marked beside the name", async ({ log, page }) => {
  const upn = (event: LoggedEvent) => event.sourceIdentity.details?.UserPrincipalName ?? "";
  const event = sample.find((event) => /^\w+\.\w+\d+@/.test(upn(event)))!;
  const address = upn(event);
  // The numbers stand in no name.
  const part = address.slice(address.search(/\d+@/), address.indexOf("@") + 4);
  await log.goto();
  await log.openSample();
  const cell = await log.cell(0, "Identity");
  const mark = cell.locator(".pl-grid__id mark:not(:empty)");
  await log.filter(`"${part}"`);
  await expect(mark).toHaveText(part);
  await expect(mark).toBeInViewport();
  await expect(cell).toHaveAttribute("title", new RegExp(`^${event.sourceIdentity.displayName}\n[^]*${address}$`));
  await log.filter(`sourceid:${event.sourceIdentity.id}`);
  await expect(mark).toHaveText(event.sourceIdentity.id);
  await log.filter(`"${part}"`);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "User principal name" }).check();
  await page.keyboard.press("Escape");
  await log.idle();
  await expect(mark).toHaveCount(0);
  await expect((await log.cell(0, "User principal name")).locator("mark:not(:empty)")).toHaveText(part);
  await log.filter(`sourceid:${event.sourceIdentity.id}`);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Source ID" }).check();
  await page.keyboard.press("Escape");
  await log.idle();
  await expect((await log.cell(0, "Source ID")).locator("mark:not(:empty)")).toHaveText(event.sourceIdentity.id);
});

test("the log is grouped by any field with counts, and a press asks for one group", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("status:failure");
  const groups = page.getByRole("region", { name: "Groups" });
  for (const [field, value, word] of [
    ["app", (event: LoggedEvent) => event.servicePrincipal.displayName, "app:"],
    ["targetid", (event: LoggedEvent) => event.targetIdentity.id || "(none)", "targetid:"],
  ] as const) {
    const counts = new Map<string, number>();
    for (const event of failures) counts.set(value(event), (counts.get(value(event)) ?? 0) + 1);
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("combobox", { name: "Group by" }).selectOption(field);
    await page.keyboard.press("Escape");
    await log.idle();
    await expect(groups.getByRole("status")).toContainText(`${counts.size} groups by`);
    const sorted = [...counts].sort((left, right) => right[1] - left[1]);
    const [name, count] = sorted[0];
    await expect(groups.getByRole("listitem").first()).toHaveText(new RegExp(`${count}$`));
    await groups.getByRole("button", { name: `${name}` }).first().click();
    await log.idle();
    await expect(groups).toBeHidden();
    expect(await log.matching()).toBe(count);
    await expect(log.filterBox).toHaveValue(new RegExp(`^status:failure ${word}`));
    await log.filter("status:failure");
  }
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("combobox", { name: "Group by" }).selectOption("app");
  await page.keyboard.press("Escape");
  await groups.getByRole("button", { name: "Show events" }).click();
  await expect(groups).toBeHidden();
});
