import { rmSync, writeFileSync } from "node:fs";

import { expect, test } from "./fixtures";
import { generatedLog, LARGE, LONG, type LoggedEvent, madeUp, sample } from "./fixtures/logs";

/** Every string of an event that a person can see. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(texts) : [];
}

const holding = (word: string) =>
  sample.filter((event: LoggedEvent) => texts(event).some((text) => text.toLowerCase().includes(word.toLowerCase()))).length;

test("Text finds what stands inside the records, and the pill takes it away again", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  for (const words of ["ENTRYCONFLICT", "already", "Provisioning agent"]) {
    await log.search(words);
    expect(await log.matching(), words).toBe(holding(words));
  }
  await log.search("already");
  await expect(log.recordCount).toHaveText(`${holding("already")} of ${sample.length} events`);
  await page.getByRole("button", { name: "Remove Text in the record filter" }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText(`${sample.length} events`);
});

test("Text finds what a person sees, whatever the file's way of writing it", async ({ log }) => {
  const reason = (id: string, written: string) =>
    JSON.stringify(madeUp(id)).replace('"errorInformation":null', `"errorInformation":{"errorCode":"x","reason":"${written}"}`);
  const records = [reason("a", "R\\u0026D \\/ \\\"Caf\\u00C9\\\""), reason("b", 'R&D / \\"Café\\"'), reason("c", "R and D")];
  await log.goto();
  await log.open({ name: "escapes.json", content: `[${records.join(",")}]` });
  for (const [words, count] of [['r&d / "café"', 2], ["CAFÉ", 2], ["u0026", 0], ["errorInformation", 0]] as const) {
    await log.search(words);
    expect(await log.matching(), words).toBe(count);
  }
});

test("Text together with another filter, an order and more events", async ({ log, page }) => {
  const event = (id: string, status: string, reason: string) =>
    madeUp(id, { provisioningStatusInfo: { status, errorInformation: { errorCode: "x", reason } } });
  await log.goto();
  await log.open({ name: "one.json", content: JSON.stringify([event("a", "failure", "taken"), event("b", "success", "taken")]) });
  await log.search("taken");
  expect(await log.matching()).toBe(2);
  await log.columnHeader("Identity").click();
  await log.filterButton("Status").click();
  await page.getByRole("dialog").getByRole("checkbox", { name: /^Failure, 1/ }).check();
  await log.idle();
  await page.keyboard.press("Escape");
  expect(await log.matching()).toBe(1);
  await log.drop({ name: "two.json", content: JSON.stringify([event("c", "failure", "taken"), event("d", "failure", "free")]) });
  await page.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
  await log.idle();
  expect(await log.matching()).toBe(2);
});

test("a search says how far it is, Cancel keeps what was found, and the rest can be searched", async ({ log, page }) => {
  await log.goto();
  await log.open(generatedLog(LONG));
  // Quotes have no quick way of being looked for, so that a person, or a test, can change their mind.
  await log.filterBox.fill('text:""""""""""');
  await log.filterBox.press("Enter");
  await expect(page.getByRole("progressbar", { name: "Searching inside records" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel search" }).click();
  await log.idle();
  await expect(page.getByRole("status", { name: "Search", exact: true })).toHaveText(/^The search was stopped: [\d,]+ events were not searched$/);
  await expect(page.getByText("None of the events that were searched passes.")).toBeVisible();
  await page.getByRole("button", { name: "Search the rest" }).click();
  await log.idle();
  await expect(page.getByRole("status", { name: "Search", exact: true })).toBeHidden();
  await expect(page.getByText("No event passes this filter")).toBeVisible();
});

test("a search that is stopped while a file is read stays stopped, and what is left is told in the end", async ({ log, page }) => {
  await log.goto();
  await log.choose(...Array(12).fill(generatedLog(LARGE)));
  await expect(log.row(0)).toBeVisible();
  await log.filterBox.fill('text:""""""""""');
  await log.filterBox.press("Enter");
  await page.getByRole("button", { name: "Cancel search" }).click();
  await expect(page.getByRole("progressbar", { name: "Searching inside records" })).toBeHidden();
  await log.idle();
  await expect(page.getByRole("status", { name: "Search", exact: true })).toHaveText(/^The search was stopped: [\d,]+ events were not searched$/);
  await page.getByRole("button", { name: "Search the rest" }).click();
  await log.idle();
  await expect(page.getByRole("status", { name: "Search", exact: true })).toBeHidden();
});

for (const [what, harm] of [
  ["changes", (path: string) => writeFileSync(path, JSON.stringify([madeUp("changed")]))],
  ["vanishes", (path: string) => rmSync(path)],
] as const) {
  test(`a file that ${what} on disk is said not to have been searched`, async ({ log, page }, info) => {
    const path = info.outputPath("log.json");
    writeFileSync(path, JSON.stringify([madeUp("a"), madeUp("b")]));
    await log.goto();
    await log.open(path);
    harm(path);
    await log.search("person");
    await expect(page.getByRole("status", { name: "Search", exact: true })).toContainText(
      "2 events were not searched: log.json: it was changed, moved or deleted",
    );
    await page.getByRole("button", { name: "Remove Text in the record filter" }).click();
    await log.idle();
    expect(await log.matching()).toBe(2);
  });
}
