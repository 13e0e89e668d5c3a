import { expect, test } from "./fixtures";
import { type LoggedEvent, sample } from "./fixtures/logs";

const skip = (event: LoggedEvent) =>
  event.provisioningStatusInfo.status === "success"
    ? ""
    : String(event.provisioningSteps.map(({ details }) => details?.SkipReason).find((reason) => reason !== undefined) ?? "");
const code = (event: LoggedEvent) => event.provisioningStatusInfo.errorInformation?.errorCode || skip(event);
const short = (type: string) => (type.startsWith("urn:") ? type.slice(type.lastIndexOf(":") + 1) : type);
const upn = (event: LoggedEvent) => event.sourceIdentity.details?.UserPrincipalName || event.targetIdentity.details?.UserPrincipalName || "";

/** What each column holds of an event, by the column's name. */
const columns: Record<string, (event: LoggedEvent) => string> = {
  Status: (event) => event.provisioningStatusInfo.status,
  Action: (event) => event.provisioningAction,
  Application: (event) => event.servicePrincipal.displayName,
  "Error code": code,
  "Source system": (event) => event.sourceSystem.displayName,
  "Target system": (event) => event.targetSystem.displayName,
  "Error category": (event) => event.provisioningStatusInfo.errorInformation?.errorCategory ?? "",
  "Skip reason": skip,
  "Object type": (event) => short(event.sourceIdentity.identityType || event.targetIdentity.identityType),
  "Initiated by": (event) => event.initiatedBy.displayName,
  "Initiator type": (event) => event.initiatedBy.initiatorType,
  "Job ID": (event) => event.jobId,
  "Cycle ID": (event) => event.cycleId,
};

/** What a word of the record is called on the page, where it is called otherwise. */
const called: Record<string, Record<string, string>> = {
  "Error category": { failure: "Provisioning service", nonServiceFailure: "Outside the service", success: "Informational" },
  "Initiator type": { system: "System", user: "User", application: "Application" },
};
const label = (name: string, word: string) => called[name]?.[word] ?? word;

/** Columns that have filters and no facet. */
const more: Record<string, (event: LoggedEvent) => string> = {
  "Change ID": (event) => event.changeId,
  "Source ID": (event) => event.sourceIdentity.id,
  "Target ID": (event) => event.targetIdentity.id,
  "User principal name": upn,
  "Event ID": (event) => event.id,
};

function counts(value: (event: LoggedEvent) => string): [string, number][] {
  const found = new Map<string, number>();
  const spelled = new Map<string, string>();
  for (const event of sample) {
    // Spellings that differ by letter case only are one value.
    const folded = value(event).toLowerCase();
    if (!spelled.has(folded)) spelled.set(folded, value(event));
    const word = spelled.get(folded)!;
    found.set(word, (found.get(word) ?? 0) + 1);
  }
  return [...found].sort((left, right) => right[1] - left[1]);
}

/** Values that a facet lists; what is further down is found by searching. */
const MOST = 200;

test("every facet counts each of its values as the log has them", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const facets = page.getByRole("region", { name: "Facets" });
  for (const [name, value] of Object.entries(columns)) {
    const group = facets.getByRole("group", { name, exact: true });
    const heading = group.getByRole("button", { name: `Values of ${name}` });
    if ((await heading.getAttribute("aria-expanded")) === "false") await heading.click();
    await log.idle();
    const more = group.getByRole("button", { name: /^Show more/ });
    if (await more.isVisible()) await more.click();
    await log.idle();
    const truth = counts(value);
    await expect(group.getByRole("checkbox"), name).toHaveCount(Math.min(truth.length, MOST));
    const listed = await group.getByRole("checkbox").evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label")!));
    const plain = (label: string) => label.toLowerCase().replaceAll(/[ ,]/g, "");
    const expected = truth.map(([word, count]) => plain(`${label(name, word) || "(none)"}${count}`));
    if (truth.length <= MOST) {
      expect(listed.map(plain).sort(), name).toEqual(expected.sort());
    } else {
      expect(expected, name).toEqual(expect.arrayContaining(listed.map(plain)));
    }
  }
});

for (const [name, value] of Object.entries({ ...columns, ...more }).filter(([name]) => name !== "Status" && name !== "Action")) {
  test(`the filter ${name} asks for a value, and its pill drops it`, async ({ log, page }) => {
    const [word, count] = counts(value).find(([word]) => word !== "")!;
    await log.goto();
    await log.openSample();
    await page.getByRole("button", { name: "Add filter" }).click();
    await page.getByRole("dialog", { name: "Add filter" }).getByRole("button", { name: new RegExp(`^${name} ?\\w+:$`) }).click();
    await log.filterInput(name).fill(`="${word}"`);
    await page.keyboard.press("Enter");
    await log.idle();
    expect(await log.matching()).toBe(count);
    await expect(log.filterButton(name)).toContainText(label(name, word));
    await page.getByRole("button", { name: `Remove ${name} filter` }).click();
    await log.idle();
    expect(await log.matching()).toBe(sample.length);
    await expect(log.filterBox).toHaveValue("");
  });
}

for (const [name, words, is] of [
  ["Duration", ">500", (event: LoggedEvent) => event.durationInMilliseconds > 500],
  ["Step", "scoping", (event: LoggedEvent) => /scoping/i.test(JSON.stringify(event.provisioningSteps))],
  ["Modified property", "name", (event: LoggedEvent) => event.modifiedProperties.some(({ displayName }) => /name/i.test(displayName))],
  ["Retry", "due", (event: LoggedEvent) => /retried again after this date/.test(JSON.stringify(event))],
] as const) {
  test(`the filter ${name} looks at what the grid does not show`, async ({ log, page }) => {
    await log.goto();
    await log.openSample();
    await page.getByRole("button", { name: "Add filter" }).click();
    await page.getByRole("dialog", { name: "Add filter" }).getByRole("button", { name: new RegExp(`^${name} ?\\w+:$`) }).click();
    await log.filterInput(name).fill(words);
    await page.keyboard.press("Enter");
    await log.idle();
    expect(await log.matching()).toBe(sample.filter(is).length);
  });
}

for (const text of ['id:"o\'brien ""x"""', `text:"${'""'.repeat(20)}"`, `text:${"\\".repeat(40)}`, '"', "after:2026-02-30", "last:99999999999999999999d", `${"x".repeat(10_000)} status:failure`, "status:,", "-", "colour:red"]) {
  test(`odd text is read or marked, and nothing is filtered by half of it: ${text.slice(0, 30)}`, async ({ log, page }) => {
    await log.goto();
    await log.openSample();
    await log.filter(text);
    const told = await page.getByRole("status", { name: "Filter problems" }).innerText();
    const found = await log.matching();
    if (told === "") {
      // It was read, and no record holds such a thing.
      expect(found).toBe(0);
    } else {
      expect(told).toContain("at character");
      const failures = sample.filter((event) => event.provisioningStatusInfo.status === "failure").length;
      expect(found).toBe(text.endsWith(" status:failure") ? failures : sample.length);
    }
    await log.filter("");
    expect(await log.matching()).toBe(sample.length);
  });
}
