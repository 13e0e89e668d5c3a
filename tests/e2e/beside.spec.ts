import { type Locator } from "@playwright/test";

import { expectAccessible } from "./fixtures/axe";
import { expect, test } from "./fixtures";
import { identityName, madeUp, newestFirst, sample } from "./fixtures/logs";

const truth = newestFirst(sample);

/** The events of one object in one application, the oldest first, as whoever looks at the file finds them. */
function eventsOf(name: string, application: string) {
  const found = truth.filter((event) => identityName(event) === name && event.servicePrincipal.displayName === application);
  return found.toReversed();
}

/** Opens an event of the sample log by its id, wherever it is. */
async function openEvent(log: import("./fixtures/log-page").LogPage, id: string) {
  await log.filter(`id:${id}`);
  await log.row(0).click();
  await log.idle();
  await log.filter("");
}

const aside = (details: Locator, name: string) => details.getByRole("region", { name });

test("a story tells everything of one person, over all applications, and each entry opens its event", async ({ log, page }) => {
  const all = truth.filter((event) => event.sourceIdentity.details.UserPrincipalName === "ines.okonkwo@brackwater.example");
  expect(all.length).toBeGreaterThan(15);
  await log.goto();
  await log.openSample();
  await openEvent(log, all[3].id);
  await log.details.getByRole("button", { name: "Story" }).click();
  await log.idle();
  const story = aside(log.details, "Story");
  await expect(story).toBeFocused();
  await expect(story).toContainText(`${all.length} events of Ines Okonkwo`);
  const entries = story.getByRole("list").last().getByRole("listitem");
  await expect(entries).toHaveCount(all.length);
  await expect(entries.filter({ hasText: "this event" })).toHaveCount(1);
  for (const application of new Set(all.map((event) => event.servicePrincipal.displayName))) await expect(story).toContainText(application);
  await expect(entries.first()).toContainText("Belongs here by");
  await expectAccessible(page);
  await entries.last().getByRole("link").first().click();
  await log.idle();
  await expect(story).toBeHidden();
  await log.tab("Summary").click();
  await expect(log.details).toContainText(all[0].id);
  expect(page.url()).toContain(`event=${all[0].id}`);
});

for (const [width, height] of [[1440, 900], [390, 844], [844, 390]]) {
  test(`in a window of ${width} by ${height} a long story opens at the event that it is told of, and a button leads back to it`, async ({ log, page }) => {
    await page.setViewportSize({ width, height });
    const at = (index: number) => new Date(Date.parse("2026-11-01T00:00:00Z") + index * 60_000).toISOString();
    const ana = { details: {}, displayName: "Ana Petrov", id: "ana", identityType: "User" };
    const source = { sourceIdentity: ana, sourceSystem: { displayName: "HR" } };
    const events = Array.from({ length: 400 }, (_, index) => madeUp(`e${index}`, { activityDateTime: at(index), ...source }));
    await log.goto();
    await log.open({ name: "long.json", content: JSON.stringify(events) });
    // This one is the 301st, beyond those that are drawn at first.
    await log.filter("id:e300,e299");
    await log.row(0).click();
    await log.idle();
    await log.details.getByRole("button", { name: "Story" }).click();
    await log.idle();
    const story = aside(log.details, "Story");
    await expect(story).toContainText("This one is number 301 of 400 events.");
    const here = story.locator("[aria-current=true]");
    await expect(here).toContainText("this event");
    const link = here.getByRole("link").first();
    await expect(link).toBeInViewport();
    // What scrolls is the story, or in a low window all of the details.
    await story.evaluate((story) => {
      for (const frame of [story, story.closest(".pl-detail")!]) frame.scrollTop = 0;
    });
    await expect(link).not.toBeInViewport();
    await story.getByRole("button", { name: "Show it" }).click();
    await expect(link).toBeInViewport();
    await expect(page.getByRole("status", { name: "Record count" })).toBeInViewport();
    await log.details.getByRole("button", { name: "Next event" }).click();
    await log.idle();
    await expect(story).toContainText("This one is number 300 of 400 events.");
    await expect(link).toBeInViewport();
  });
}

test("attempts at one change are joined, and the event says what became of it", async ({ log, page }) => {
  const attempts = eventsOf("Ines Okonkwo", "Salesforce").filter((event) => event.provisioningAction === "create");
  expect(attempts.map((event) => event.provisioningStatusInfo.status)).toEqual(["failure", "failure", "failure", "success"]);
  await log.goto();
  await log.openSample();
  await openEvent(log, attempts[1].id);
  const note = log.details.getByText("Attempt 2 of 4 in this log: healed by");
  await expect(note).toBeVisible();
  await note.getByRole("link").first().click();
  await log.idle();
  await expect(log.details.getByText("Attempt 4 of 4: this one healed it, after 3 failures.")).toBeVisible();
  const open = eventsOf("Tomasz Zieliński", "Salesforce").filter((event) => event.provisioningAction === "disable");
  await openEvent(log, open[0].id);
  await expect(log.details.getByText(`Attempt 1 of ${open.length} in this log: still open.`)).toBeVisible();
  await log.details.press("s");
  await log.idle();
  await expect(aside(log.details, "Story")).toContainText(`Could not disable Tomasz Zieliński in Salesforce`);
  await page.keyboard.press("Escape");
  await expect(log.tab("Steps")).toBeVisible();
});

test("a value that two systems write in turn, and the object that both write, are pointed out", async ({ log }) => {
  const [event] = eventsOf("田中 ゆき", "Workday to Active Directory User Provisioning");
  await log.goto();
  await log.openSample();
  await openEvent(log, event.id);
  await expect(log.details).toContainText("department in Active Directory");
  await expect(log.details).toContainText("goes to and fro between");
  await expect(log.details).toContainText("2 jobs write this object in Active Directory");
});

test("two events are compared side by side, and what is equal can be hidden", async ({ log, page }) => {
  const [first, second] = eventsOf("Ines Okonkwo", "Salesforce");
  await log.goto();
  await log.openSample();
  await openEvent(log, first.id);
  await log.details.getByRole("button", { name: "Compare with…" }).click();
  await log.idle();
  const comparison = aside(log.details, "Compare with…");
  await expect(comparison).toContainText("Choose the event to compare this one with");
  // In the story of its object.
  await comparison.getByRole("list").last().getByRole("listitem").nth(7).getByRole("link").first().click();
  await log.idle();
  await expect(comparison.getByRole("table")).toBeVisible();
  await expect(comparison).toContainText("First: ");
  // In the log.
  await openEvent(log, second.id);
  const rows = comparison.getByRole("table").getByRole("row");
  await expect(rows.filter({ hasText: "Event id" })).toContainText(first.id);
  await expect(rows.filter({ hasText: "Event id" })).toContainText(second.id);
  await expect(rows.filter({ hasText: "Job id" })).toHaveCount(1);
  await comparison.getByRole("checkbox", { name: /^Hide equal/ }).check();
  await expect(rows.filter({ hasText: "Job id" })).toHaveCount(0);
  await expect(rows.filter({ hasText: "Event id" })).toHaveCount(1);
  await expectAccessible(page);
});

test("the way back from a comparison leads to the event that it began at, and a link leads into it", async ({ log, page }) => {
  const [first, second] = eventsOf("Ines Okonkwo", "Salesforce");
  await log.goto();
  await log.openSample();
  await openEvent(log, first.id);
  await log.details.getByRole("button", { name: "Compare with…" }).click();
  await log.idle();
  const comparison = aside(log.details, "Compare with…");
  const row = comparison.getByRole("row").filter({ hasText: "Event id" });
  await comparison.locator(`a[href*="${second.id}"]`).first().click();
  await log.idle();
  await expect(row).toContainText(second.id);
  const link = new URL(page.url()).hash;
  expect(link).toContain(`event=${second.id}&beside=with:${first.id}`);

  await page.goBack();
  await log.idle();
  await expect(comparison).toBeHidden();
  await log.tab("Summary").click();
  await expect(log.details.getByRole("tabpanel")).toContainText(first.id);
  expect(page.url()).toContain(`event=${first.id}`);
  await page.goForward();
  await log.idle();
  await expect(row).toContainText(first.id);
  await expect(row).toContainText(second.id);

  // The story is a step too.
  await log.details.press("Escape");
  await log.details.press("s");
  await log.idle();
  await expect(aside(log.details, "Story")).toBeVisible();
  await page.goBack();
  await log.idle();
  await expect(aside(log.details, "Story")).toBeHidden();
  await expect(log.tab("Summary")).toBeVisible();

  await page.goto("about:blank");
  await log.goto(link);
  await log.openSample();
  await expect(row).toContainText(first.id);
  await expect(row).toContainText(second.id);
});

test("jobs of one application are told apart, and what jobs write of it is closed with its log", async ({ log, page }) => {
  const of = (id: string, template: string, value: string, minute: number) =>
    madeUp(id, {
      activityDateTime: `2026-11-18T10:0${minute}:00Z`,
      jobId: `${template}.11111111222233334444555555555555`,
      servicePrincipal: { id: "", displayName: "Contoso" },
      sourceIdentity: { id: "ana", displayName: "Ana Petrov", identityType: "User", details: {} },
      sourceSystem: { displayName: "HR" },
      targetIdentity: { id: "t1", displayName: "", identityType: "User", details: {} },
      targetSystem: { displayName: "AD" },
      modifiedProperties: [{ displayName: "department", oldValue: null, newValue: value }],
    });
  const events = [of("e1", "scim", "Sales", 1), of("e2", "Azure2Azure", "Export", 2), of("e3", "scim", "Sales", 3)];
  await log.goto();
  await log.open({ name: "jobs.json", content: JSON.stringify(events) });
  await log.row(0).click();
  await log.idle();
  await expect(log.details).toContainText("2 jobs write this object in AD: Contoso (scim), Contoso (Azure2Azure).");
  await expect(log.details).toContainText("written in turn by Contoso (scim), Contoso (Azure2Azure).");
  await log.details.press("s");
  await log.idle();
  const story = aside(log.details, "Story");
  await expect(story.getByRole("listitem").filter({ hasText: "Contoso (Azure2Azure) · HR → AD" })).toHaveCount(1);
  await log.openInstead({ name: "other.json", content: JSON.stringify([madeUp("x")]) });
  await log.row(0).click();
  await log.idle();
  await expect(story).toBeHidden();
  await expect(log.tab("Steps")).toBeVisible();
});

test.describe("with the clipboard", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("a text for support is copied, without names if that is wished", async ({ log, page }) => {
    const [event] = eventsOf("Ines Okonkwo", "Salesforce");
    await log.goto();
    await log.openSample();
    await openEvent(log, event.id);
    await log.details.getByRole("button", { name: "Copy for support" }).click();
    await log.idle();
    const support = aside(log.details, "Copy for support");
    const copied = async () => {
      await support.getByRole("button", { name: "Copy text for support" }).click();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const plain = await copied();
    for (const part of [event.changeId, event.jobId, "LicenseLimitExceeded", "Ines Okonkwo", "EntryExportAdd"]) expect(plain).toContain(part);
    await support.getByRole("checkbox", { name: "As Markdown" }).check();
    await support.getByRole("checkbox", { name: "Pseudonymise names" }).check();
    const masked = await copied();
    expect(masked).toContain(`**Change id**: \`${event.changeId}\``);
    expect(masked.toLowerCase()).not.toContain("okonkwo");
    expect(masked).toContain(event.sourceIdentity.id);
    await support.getByRole("checkbox", { name: "Pseudonymise object ids" }).check();
    expect(await copied()).not.toContain(event.sourceIdentity.id);
    await expectAccessible(page);
  });
});

test.describe("the record, with the clipboard", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("Find goes to what it finds, marks it, and goes on with Enter", async ({ log, page }) => {
    const [event] = eventsOf("Ines Okonkwo", "Salesforce");
    await log.goto();
    await log.openSample();
    await openEvent(log, event.id);
    await log.tab("JSON").click();
    const find = log.details.getByRole("searchbox", { name: "Find in the record" });
    const current = log.details.locator('[role="treeitem"][aria-selected="true"]');
    await find.fill("displayname");
    await expect(find).toBeFocused();
    await expect(current).toContainText('"displayName"');
    await expect(current.locator("mark")).toHaveText("displayName");
    const told = log.details.getByText(/^\d+ of \d+ lines$/);
    const [first, all] = (await told.textContent())!.match(/\d+/g)!.map(Number);
    expect(first).toBe(1);
    const line = await current.textContent();
    await page.keyboard.press("Enter");
    await expect(told).toHaveText(`2 of ${all} lines`);
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.press("Shift+Enter");
    await expect(told).toHaveText(`${all} of ${all} lines`);
    await expect(current).toBeInViewport();
    await page.keyboard.press("Enter");
    expect(await current.textContent()).toBe(line);
    await find.fill("changeid");
    await expect(current).toContainText(event.changeId);
    await log.details.getByRole("tabpanel").getByRole("button", { name: "Copy path", exact: true }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("$.changeId");
    await find.fill("");
    await expect(current).toContainText(event.changeId);
    await find.press("ArrowDown");
    await expect(current).toBeFocused();
  });

  test("lines of the record are found, folded, and copied by value and by path", async ({ log, page }) => {
    const [event] = eventsOf("Ines Okonkwo", "Salesforce");
    await log.goto();
    await log.openSample();
    await openEvent(log, event.id);
    await log.tab("JSON").click();
    const tree = log.details.getByRole("tree", { name: "Record" });
    await log.details.getByRole("searchbox", { name: "Find in the record" }).fill("licenselimit");
    await expect(tree.getByRole("treeitem")).toHaveCount(4);
    await tree.getByRole("treeitem").last().click();
    const copied = async (what: string) => {
      await log.details.getByRole("tabpanel").getByRole("button", { name: `Copy ${what}`, exact: true }).click();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    expect(await copied("value")).toBe("LicenseLimitExceeded");
    expect(await copied("path")).toBe("$.provisioningStatusInfo.errorInformation.errorCode");
    expect(JSON.parse(await copied("record")).id).toBe(event.id);
    await log.details.getByRole("searchbox", { name: "Find in the record" }).fill("");
    await expect(tree).toContainText(event.changeId);
    await expectAccessible(page);
    const step = tree.getByRole("treeitem").filter({ hasText: '"provisioningSteps": [' });
    await step.click();
    await expect(step).toHaveAttribute("aria-expanded", "false");
    await expect(tree).not.toContainText("EntryExportAdd");
  });
});
