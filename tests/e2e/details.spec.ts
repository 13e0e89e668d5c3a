import { expect, test } from "./fixtures";
import { identityName, madeUp, newestFirst, sample } from "./fixtures/logs";

const TABS = ["Steps", "Troubleshooting & Recommendations", "Modified properties", "Summary", "JSON"];

test("an event has five tabs that the arrow keys walk", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.row(0).click();
  await log.idle();
  expect(await log.details.getByRole("tab").count()).toBe(TABS.length);
  // In one line, within the panel as wide as it is at first.
  const tops = new Set<number>();
  for (const tab of await log.details.getByRole("tab").all()) {
    await expect(tab).toBeInViewport({ ratio: 1 });
    const { y, height } = (await tab.boundingBox())!;
    tops.add(y).add(y + height);
  }
  expect(tops.size).toBe(2);
  await log.tab("Steps").click();
  for (const name of TABS.slice(1)) {
    await page.keyboard.press("ArrowRight");
    await expect(log.tab(name)).toBeFocused();
    await expect(log.tab(name)).toHaveAttribute("aria-selected", "true");
  }
  await page.keyboard.press("Home");
  await expect(log.tab("Steps")).toBeFocused();
});

test("each tab shows what the record says", async ({ log }) => {
  const truth = newestFirst(sample);
  const position = truth.findIndex(
    (event) => event.provisioningStatusInfo.errorInformation?.errorCode && event.modifiedProperties.length > 0,
  );
  const event = truth[position];
  await log.goto();
  await log.openSample();
  await log.reveal(position);
  await log.row(position).click();
  await log.idle();
  await log.tab("Steps").click();
  for (const step of event.provisioningSteps) await expect(log.details).toContainText(step.description.replace(/\s+/g, " ").trim());
  await log.tab("Troubleshooting & Recommendations").click();
  await expect(log.details).toContainText(event.provisioningStatusInfo.errorInformation!.errorCode);
  await log.tab("Modified properties").click();
  for (const property of event.modifiedProperties) await expect(log.details).toContainText(property.displayName);
  await log.tab("Summary").click();
  for (const text of [event.changeId, event.jobId, event.id, identityName(event)]) await expect(log.details).toContainText(text);
  await log.tab("JSON").click();
  await log.idle();
  const json = await log.details.getByRole("tabpanel").innerText();
  expect(json).toContain(`"id": "${event.id}"`);
});

test("next and previous walk through the view with the panel open", async ({ log, page }) => {
  const truth = newestFirst(sample);
  await log.goto();
  await log.openSample();
  await log.row(0).click();
  await log.idle();
  await log.tab("Summary").click();
  await log.details.getByRole("button", { name: /next/i }).click();
  await log.idle();
  await expect(log.details).toContainText(truth[1].id);
  await log.details.getByRole("button", { name: /previous/i }).click();
  await log.idle();
  await expect(log.details).toContainText(truth[0].id);
  await log.grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await log.idle();
  await expect(log.details).toContainText(truth[2].id);
});

test("every event of the sample opens, and tells a sentence about itself", async ({ log, page }) => {
  // There are three hundred; how long that takes is no matter of this test.
  test.slow();
  await log.goto();
  await log.openSample();
  await log.row(0).click();
  await log.idle();
  await log.tab("Summary").click();
  const truth = newestFirst(sample);
  const told = await log.walk(truth.length);
  for (const [position, event] of truth.entries()) {
    expect(told[position]).toContain(event.id);
    expect(told[position]).toContain(`Event ${position + 1} of ${truth.length}`);
  }
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("every event shows the stages that it has no step of, and whether it came so far", async ({ log }) => {
  const truth = newestFirst(sample);
  const stages = (position: number) => truth[position].provisioningSteps.map((step) => step.provisioningStepType).join();
  const find = (status: string, steps: string) =>
    [...truth.keys()].find((position) => truth[position].provisioningStatusInfo.status === status && stages(position) === steps)!;
  await log.goto();
  await log.openSample();
  for (const [position, path] of [
    [find("skipped", "import,processing"), ["Import", "Matching: Not in the record", "Scoping: Not in the record", "Processing", "Export: Not reached"]],
    [find("skipped", "import,scoping,matching,processing"), ["Import", "Scoping", "Matching", "Processing", "Export: Not reached"]],
    [find("skipped", "import,matching,scoping,export"), ["Import", "Matching", "Scoping", "Processing: Not in the record", "Export"]],
    [find("failure", "import,scoping,matching,processing"), ["Import", "Scoping", "Matching", "Processing", "Export: Not reached"]],
    [find("success", "import,export"), ["Import", ...["Matching", "Scoping", "Processing"].map((stage) => `${stage}: Not in the record`), "Export"]],
    [find("success", "import,matching,scoping,processing,export"), ["Import", "Matching", "Scoping", "Processing", "Export"]],
  ] as const) {
    await log.reveal(position);
    await log.row(position).click();
    await log.idle();
    await log.tab("Steps").click();
    const steps = log.details.getByRole("tabpanel").getByRole("list").first().locator("> li");
    await expect(steps).toHaveText(path.map((step) => new RegExp(`^${step.replace(": ", "")}`)));
    await expect(steps.first()).toContainText(truth[position].provisioningSteps[0].name);
  }
});

test("reasons that are a target's answer alone are split into their parts", async ({ log, page }) => {
  const failed = (id: string, errorCode: string, reason: string) =>
    madeUp(id, { provisioningStatusInfo: { status: "failure", errorInformation: { errorCode, reason } } });
  const scim = { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], scimType: "uniqueness", detail: "Ana is taken.", status: "409" };
  const unavailable = "HTTP 503 Service Unavailable. Retry-After: 120. This operation was retried 4 times.";
  await log.goto();
  await log.open({ name: "failed.json", content: JSON.stringify([failed("bare", "Odd", JSON.stringify(scim)), failed("line", "Odd", unavailable)]) });
  const part = (name: string) => log.details.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
  await log.filter("id:bare");
  await log.row(0).click();
  await log.idle();
  await expect(part("HTTP status")).toContainText("409 Conflict");
  await expect(part("SCIM error type")).toContainText("uniqueness");
  await expect(log.details.getByRole("heading", { name: /^What .* said$/ }).locator("xpath=..")).toContainText("Ana is taken.");
  await expect(log.details.getByRole("tabpanel")).toContainText("A value that must be unique is already taken in the target.");
  await log.filter("id:line");
  await log.row(0).click();
  await log.idle();
  await expect(part("HTTP status")).toContainText("503 ServiceUnavailable");
  await expect(part("Pause asked for")).toContainText("120 seconds");
  await expect(part("Tried again")).toContainText("4 times");
  await expect(log.details.getByRole("tabpanel")).toContainText("The target asks for a pause: 120 seconds.");
});

test("the line beside the details is moved to both ends by the keyboard, and its ends follow the window", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.row(0).click();
  await log.idle();
  const line = page.getByRole("separator", { name: "Width of the details" });
  await line.focus();
  await page.keyboard.press("Home");
  await expect(line).toHaveAttribute("aria-valuenow", "320");
  await page.keyboard.press("End");
  await expect(line).toHaveAttribute("aria-valuemax", "832");
  await expect(line).toHaveAttribute("aria-valuenow", "832");
  await page.setViewportSize({ width: 1024, height: 768 });
  await expect(line).toHaveAttribute("aria-valuemax", "416");
  await expect(line).toHaveAttribute("aria-valuenow", "416");
  expect((await log.details.boundingBox())!.width).toBe(416);
  // What is left to the log beside the facets holds its narrowest columns whole.
  expect(await log.grid.evaluate((grid) => grid.scrollWidth - grid.clientWidth)).toBe(0);
});
