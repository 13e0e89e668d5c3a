import { expect, test } from "./fixtures";
import { type LoggedEvent, sample } from "./fixtures/logs";

type Property = LoggedEvent["modifiedProperties"][number];

const has = (text: string | null | undefined, part: string) => (text ?? "").toLowerCase().includes(part.toLowerCase());
const status = (event: LoggedEvent) => event.provisioningStatusInfo.status;

/** Whether any text of a step holds a part. */
function step(event: LoggedEvent, part: string): boolean {
  const texts = event.provisioningSteps.flatMap((each) => [
    each.name, each.provisioningStepType, each.status, each.description,
    ...Object.entries(each.details ?? {}).flatMap(([name, value]) => [name, String(value ?? "")]),
  ]);
  return texts.some((text) => has(text, part));
}

const property = (is: (property: Property) => boolean) => (event: LoggedEvent) => event.modifiedProperties.some(is);
const wasRetried = (event: LoggedEvent) =>
  event.provisioningSteps.some(({ name }) => name === "EntryEscrowRetry") || /retried [1-9]\d* time/.test(JSON.stringify(event));

const questions: [string, (event: LoggedEvent) => boolean][] = [
  ["step:export", (event) => step(event, "export")],
  ["step:EntryEscrowRetry", (event) => step(event, "EntryEscrowRetry")],
  ["attr:department", property(({ displayName }) => has(displayName, "department"))],
  ["-attr:department", (event) => !event.modifiedProperties.some(({ displayName }) => has(displayName, "department"))],
  ["attr:department new:s", property((each) => has(each.displayName, "department") && has(each.newValue, "s"))],
  ["old:a", property(({ oldValue }) => has(oldValue, "a"))],
  ["value:an", property(({ oldValue, newValue }) => has(oldValue, "an") || has(newValue, "an"))],
  ["retry:done", wasRetried],
  ["retry:due", (event) => has(JSON.stringify(event), "retried again after this date")],
];

for (const [question, naive] of questions) {
  test(`${question} looks inside every record, and the counts beside it are exact`, async ({ log, page }) => {
    const found = sample.filter(naive);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(sample.length);
    await log.goto();
    await log.openSample();
    // The facet of a field that is filtered on counts what the filter on it rules out.
    await log.filter(`status:failure ${question}`);
    expect(await log.matching()).toBe(found.filter((event) => status(event) === "failure").length);
    const facets = page.getByRole("region", { name: "Facets" }).getByRole("group", { name: "Status" });
    for (const word of ["success", "failure", "skipped"]) {
      const count = found.filter((event) => status(event) === word).length;
      const value = facets.getByRole("checkbox", { name: new RegExp(`^${word}, ${count}$`, "i") });
      await expect(value, `${word} of ${question}`).toHaveCount(count > 0 ? 1 : 0);
    }
    await log.filter(question);
    expect(await log.matching()).toBe(found.length);
  });
}

test("a picker counts under a filter that looks inside records", async ({ log, page }) => {
  const found = sample.filter((event) => step(event, "export"));
  await log.goto();
  await log.openSample();
  await log.filter("action:create step:export");
  await log.filterButton("Action").click();
  for (const word of ["create", "update"]) {
    const count = found.filter((event) => event.provisioningAction === word).length;
    const choices = page.getByRole("dialog", { name: "Action" });
    await expect(choices.getByRole("checkbox", { name: new RegExp(`^${word}, ${count}$`, "i") })).toBeVisible();
  }
});

test("initiator:system asks for the type of who began it, and its facet counts", async ({ log, page }) => {
  const counts = new Map<string, number>();
  for (const { initiatedBy } of sample) counts.set(initiatedBy.initiatorType, (counts.get(initiatedBy.initiatorType) ?? 0) + 1);
  await log.goto();
  await log.openSample();
  const group = page.getByRole("region", { name: "Facets" }).getByRole("group", { name: "Initiator type" });
  await group.getByRole("button").click();
  for (const [type, count] of counts) {
    await log.filter(`initiator:${type}`);
    expect(await log.matching(), type).toBe(count);
    await expect(group.getByRole("checkbox", { name: `${type}, ${count}` })).toBeVisible();
  }
});
