// Events that no service should write, but that a file can hold: every one of them can be read.

import { type Locator, type Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import { type LogPage } from "./fixtures/log-page";
import { madeUp } from "./fixtures/logs";

const TABS = ["Steps", "Troubleshooting & Recommendations", "Modified properties", "Summary", "JSON"];
const ASIDES = ["Story", "Compare with…", "Copy for support"];

/** An event that says the same in every field. */
function saying(text: string, id = text): object {
  const identity = { details: { UserPrincipalName: text, [text]: text }, displayName: text, id, identityType: text };
  const system = { details: { ApplicationId: text }, displayName: text, id: text };
  return madeUp(id, {
    changeId: text,
    cycleId: text,
    jobId: text,
    tenantId: text,
    initiatedBy: { displayName: text, initiatorType: text },
    servicePrincipal: { displayName: text, id: text },
    sourceIdentity: identity,
    targetIdentity: identity,
    sourceSystem: system,
    targetSystem: system,
    provisioningStatusInfo: {
      status: "failure",
      errorInformation: { errorCode: text, reason: text, additionalDetails: text, recommendedAction: text, errorCategory: text },
    },
    provisioningSteps: [{ name: text, provisioningStepType: text, status: "failure", description: text, details: { [text]: text } }],
    modifiedProperties: [{ displayName: text, oldValue: text, newValue: `${text} and more` }],
  });
}

/** Opens a file of these events, and of it the one that stands first. */
async function openFirst(log: LogPage, ...events: object[]) {
  await log.goto();
  await log.open({ name: "hostile.json", content: JSON.stringify(events) });
  await log.row(0).click();
  await log.idle();
}

/** Looks at everything that is said of the open event; gives each part by its name. */
async function readAll(log: LogPage, page: Page): Promise<Record<string, string>> {
  const said: Record<string, string> = {};
  const look = async (name: string, part: Locator) => {
    await log.idle();
    said[name] = (await part.textContent())!;
    expect(said[name].trim(), name).not.toBe("");
    await expect(log.details.locator("img, script, iframe, object, [onerror], [onclick], [style*=url]")).toHaveCount(0);
    for (const link of await log.details.getByRole("link").all()) {
      const address = (await link.getAttribute("href"))!;
      expect(address.startsWith("#") || address.startsWith("https://"), address).toBe(true);
    }
    // Nothing stands out at the side.
    expect(await part.evaluate((part) => part.scrollWidth - part.clientWidth), name).toBeLessThanOrEqual(1);
  };
  for (const name of TABS) {
    await log.tab(name).click();
    await look(name, log.details.getByRole("tabpanel"));
  }
  for (const name of ASIDES) {
    await log.details.getByRole("button", { name }).click();
    await look(name, log.details.getByRole("region", { name }));
  }
  await log.details.press("Escape");
  await expect(log.tab("JSON")).toBeVisible();
  expect(await page.title()).not.toContain("broken in");
  return said;
}

test("an event without steps and without ids is told as far as it goes", async ({ log, page }) => {
  const { activityDateTime, provisioningAction, provisioningStatusInfo } = madeUp("x") as Record<string, unknown>;
  await openFirst(log, { activityDateTime, provisioningAction, provisioningStatusInfo, sourceIdentity: { displayName: "Ana Petrov" } });
  const said = await readAll(log, page);
  expect(said["Steps"]).toContain("The record lists no steps.");
  expect(said["Modified properties"]).toContain("The record lists no modified properties.");
  expect(said["Story"]).toContain("1 event of Ana Petrov");
});

test("an event of 5,000 modified properties shows the first, and all on demand", async ({ log, page }) => {
  const modifiedProperties = Array.from({ length: 5_000 }, (_, number) => ({
    displayName: `property${number}`,
    oldValue: `value ${number}`,
    newValue: `Value ${number + 1}`,
  }));
  await openFirst(log, madeUp("many", { modifiedProperties }));
  await readAll(log, page);
  await log.tab("Modified properties").click();
  const rows = log.details.getByRole("tabpanel").getByRole("row");
  await expect(rows).toHaveCount(101);
  await log.details.getByRole("button", { name: "Show all 5,000 properties" }).press("Enter");
  await log.idle();
  await expect(rows).toHaveCount(5_001);
  await expect(rows.nth(101)).toBeFocused();
});

test("values of a megabyte are shown by their beginning, and whole on demand", async ({ log, page }) => {
  const long = "long ".repeat(200_000);
  const error = { errorCode: "EntryConflict", reason: long };
  const event = madeUp("long", {
    sourceIdentity: { id: "long", displayName: long, details: { UserPrincipalName: long } },
    provisioningStatusInfo: { status: "failure", errorInformation: error },
    provisioningSteps: [{ name: "Export", provisioningStepType: "export", status: "failure", description: long, details: { value: long } }],
    modifiedProperties: [{ displayName: "title", oldValue: long, newValue: `${long}!` }],
  });
  await openFirst(log, event);
  const said = await readAll(log, page);
  for (const [name, text] of Object.entries(said)) expect(text.length, name).toBeLessThan(300_000);
  await log.tab("Steps").click();
  await log.details.getByRole("button", { name: "Show all 1,000,000 characters" }).first().click();
  expect((await log.details.getByRole("tabpanel").textContent())!.length).toBeGreaterThan(1_000_000);
});

test("markup and scripts in every field are text", async ({ log, page }) => {
  const html = `<img src=x onerror="document.title='broken in'"><script>document.title='broken in'</script><a href="javascript:document.title='broken in'">x</a>`;
  await openFirst(log, saying(html, "html"), saying(html, "html too"), saying("javascript:document.title='broken in'", "script"));
  for (let event = 0; event < 3; event++) {
    const said = await readAll(log, page);
    for (const [name, text] of Object.entries(said)) expect(text, name).toContain("broken in");
    await log.details.getByRole("button", { name: "Next event" }).click({ force: true });
    await log.idle();
  }
});

test("characters that turn the text round or cannot be seen are named", async ({ log, page }) => {
  const text = "Ana\u202e vorteP\u200b\u2066 \u0000end";
  await openFirst(log, saying(text, "unseen"));
  const said = await readAll(log, page);
  for (const name of ["Steps", "Troubleshooting & Recommendations", "Modified properties", "Summary", "Story", "Compare with…"]) {
    for (const number of ["U+202E", "U+200B", "U+2066"]) expect(said[name], `${name} names ${number}`).toContain(number);
    expect(said[name], name).not.toMatch(/[\u202e\u200b\u2066]/);
  }
  // A record that is no JSON is drawn line by line.
  const damaged = JSON.stringify([saying("Ana\u202e vorteP", "damaged")]).replace("vorteP", "vorteP\u0001");
  await log.openInstead({ name: "damaged.json", content: damaged });
  await log.row(0).click();
  await log.tab("JSON").click();
  const panel = log.details.getByRole("tabpanel");
  await expect(panel).toContainText("U+202E");
  await expect(panel).toContainText("U+0001");
  await expect(panel).not.toContainText("\u202e");
  // Text from right to left in its own letters is as it was.
  await log.openInstead({ name: "hebrew.json", content: JSON.stringify([saying("אנה פטרוב", "hebrew")]) });
  await log.row(0).click();
  await log.idle();
  await expect(log.details.getByRole("heading", { level: 2 })).toContainText("אנה פטרוב");
});

test("ids that lead in a circle end in one story", async ({ log, page }) => {
  const ids = ["a", "b", "c"].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000001`);
  const events = ids.map((id, place) =>
    madeUp(id, {
      activityDateTime: `2026-11-18T10:0${place}:00Z`,
      changeId: ids[(place + 1) % 3],
      jobId: id,
      cycleId: id,
      provisioningStatusInfo: { status: "failure", errorInformation: { errorCode: "EntryConflict", reason: id } },
      sourceIdentity: { id, displayName: "Ouroboros", details: {} },
      targetIdentity: { id: ids[(place + 1) % 3], displayName: "", details: {} },
    }),
  );
  await openFirst(log, ...events);
  const said = await readAll(log, page);
  expect(said["Story"]).toContain("3 events of Ouroboros");
  expect(said["Story"].match(/Belongs here by/g)).toHaveLength(2);
});

test("an event of the year 9999 stands in the story and in the log like others", async ({ log, page }) => {
  const of = (id: string, activityDateTime: string) =>
    madeUp(id, { activityDateTime, sourceIdentity: { id: "the same", displayName: "Ana Petrov", details: {} }, sourceSystem: { displayName: "HR" } });
  await openFirst(log, of("early", "1900-01-01T00:00:00Z"), of("now", "2026-11-18T10:00:00Z"), of("late", "9999-12-31T23:59:59Z"));
  const said = await readAll(log, page);
  expect(said["Summary"]).toContain("9999-12-31T23:59:59Z");
  expect(said["Story"]).toContain("3 events of Ana Petrov");
  expect(said["Story"]).toMatch(/1900-01-01.*2026-11-18.*9999-12-31/s);
  await expect(page.getByRole("figure", { name: "Events over time" })).toBeVisible();
  await expect(log.row(2)).toContainText("1900-01-01");
});
