import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";

const table = "Wann,Was,Wer,Ausgang\n2026-11-01T10:00:00Z,Create,Ada,Success\n2026-11-02T10:00:00Z,Delete,Bo,Failure\n";
const file = { name: "bericht.csv", content: table };

test("a person says what unknown columns mean, and it is remembered", async ({ log, page }) => {
  await log.goto();
  await log.open(file);
  await expect(log.alert.first()).toContainText("bericht.csv");
  await log.openReport();
  await log.importReport.getByRole("button", { name: "Say what the columns mean" }).click();
  const dialog = page.getByRole("dialog", { name: "What the columns mean" });
  await expect(dialog).toContainText("Create · Delete");
  await expectAccessible(page);
  const meaning = (column: string) => dialog.getByRole("combobox", { name: column, exact: true });
  await meaning("Wann").selectOption("activityDateTime");
  await meaning("Was").selectOption("provisioningAction");
  await meaning("Wer").selectOption("sourceIdentity.displayName");
  await meaning("Ausgang").selectOption("provisioningStatusInfo.status");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await log.idle();
  await expect(dialog).toBeHidden();
  await expect(log.recordCount).toHaveText("2 events");
  await expect(await log.cell(0, "Identity")).toContainText("Bo");
  await expect(await log.cell(0, "Status")).toContainText("Failure");
  await expect(log.importReport).toHaveCount(0);

  await log.goto();
  await log.open(file);
  await expect(log.recordCount).toHaveText("2 events");
});

test("the question can be left without an answer", async ({ log, page }) => {
  await log.goto();
  await log.open({ name: "mixed.csv", content: `Date,Change ID,Status,Wetter\n2026-11-01T10:00:00Z,c,Success,rain\n` });
  await expect(log.recordCount).toHaveText("1 event");
  await log.openReport();
  await log.importReport.getByRole("button", { name: "Say what the columns mean" }).click();
  const dialog = page.getByRole("dialog", { name: "What the columns mean" });
  await expect(dialog.getByRole("combobox", { name: "Date" })).toHaveValue("activityDateTime");
  await expect(dialog.getByRole("combobox", { name: "Wetter" })).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(log.recordCount).toHaveText("1 event");
});

test("the portal's three files become one log in any order, and dates that begin with the day are read so", async ({ log }) => {
  const events = "Date,ID,Change ID,Action,Status,Source identity\n03/02/2026 10:00:00,e1,c1,Create,Failure,Ada\n25/02/2026 10:00:00,e2,c2,Update,Success,Bo\n";
  const steps = "Change ID,Name,Type,Status,Description,Details\nc1,EntryImport,import,success,read from the source,\n";
  const properties = "Change ID,Display name,Old value,New value\nc1,mail,,ada@example.com\n";
  await log.goto();
  await log.open({ name: "p.csv", content: properties }, { name: "s.csv", content: steps }, { name: "e.csv", content: events });
  await expect(log.recordCount).toHaveText("2 events");
  await expect(await log.cell(1, "Date")).toContainText("2026-02-03 10:00:00");
  await log.row(1).click();
  await log.idle();
  await log.tab("Modified properties").click();
  await expect(log.details).toContainText("ada@example.com");
  await log.tab("Steps").click();
  await expect(log.details).toContainText("read from the source");
});
