// Names as they are written: those that try to look like others, and those that are not there.

import { expect, test } from "./fixtures";
import { madeUp } from "./fixtures/logs";

const EVIL = "\u202Eevil \u2066name";
const person = (displayName: string) => ({ details: {}, displayName, id: "one", identityType: "User" });

test("characters that turn text around or cannot be seen are told by their numbers", async ({ log, page }) => {
  await log.goto();
  const events = [
    madeUp("1", { sourceIdentity: person(EVIL), servicePrincipal: { displayName: EVIL, id: "app" } }),
    madeUp("2", { sourceIdentity: person("a\0b\u0007c") }),
  ];
  await log.open({ name: "marks.json", content: JSON.stringify(events) });
  const told = "⟦U+202E⟧evil ⟦U+2066⟧name";
  await expect(await log.cell(0, "Identity")).toContainText(told);
  await expect(await log.cell(1, "Identity")).toContainText("a⟦U+0000⟧b⟦U+0007⟧c");
  await expect(page.getByRole("region", { name: "Facets" }).getByRole("checkbox", { name: `${told}, 1` })).toBeVisible();
  await log.filter(`identity:"${EVIL}"`);
  await expect(log.filterButton("Identity")).toContainText(told);
  await expect(await log.cell(0, "Identity")).toContainText(told);
});

test("an event of which nothing can be read has words in the grid, the facets and its details", async ({ log, page }) => {
  await log.goto();
  const nothing = { id: "nothing", activityDateTime: "2026-11-18T10:00:00Z", changeId: "c", provisioningStatusInfo: {} };
  await log.open({ name: "nothing.json", content: JSON.stringify([nothing]) });
  await expect(await log.cell(0, "Identity")).toHaveText("no name");
  const status = await log.cell(0, "Status");
  await expect(status).toHaveText("Unknown");
  await expect(status.locator("svg")).toBeVisible();
  await expect(page.getByRole("region", { name: "Facets" }).getByRole("checkbox", { name: "Unknown, 1" })).toBeVisible();
  await log.row(0).click();
  await log.idle();
  await expect(log.details).toContainText("An unnamed object in the target system");
});

test("a file's name cannot turn itself around: its marks are told wherever it is shown", async ({ log, page }) => {
  const [name, told] = ["invoice\u202Egpj.json", "invoice⟦U+202E⟧gpj.json"];
  await log.goto();
  // Where nothing of it can be shown.
  await log.open({ name, content: "%PDF-1.7" });
  await expect(log.alert).toContainText(told);
  // Over the log, in the question what to do with it, and in the report.
  await log.open({ name, content: JSON.stringify([madeUp("1"), 7]) });
  const header = page.getByRole("banner").getByText(told);
  await expect(header).toBeVisible();
  await expect(header).toHaveAttribute("title", told);
  await log.openReport();
  await expect(log.importReport.getByRole("cell", { name: told, exact: true })).toBeVisible();
  await expect(log.importReport.getByRole("button", { name: `of ${told}` })).toBeVisible();
  await log.choose({ name, content: "" });
  await expect(page.getByRole("dialog", { name: `Open ${told}` })).toBeVisible();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await log.idle();
  await expect(log.alert).toContainText(told);
  expect(await page.locator("body").innerText()).not.toContain("\u202E");
});
