import { expect, test } from "./fixtures";
import { identityName, newestFirst, sample } from "./fixtures/logs";

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

test("a skipped event shows the stages that it did not come to", async ({ log }) => {
  const truth = newestFirst(sample);
  const stages = (position: number) => truth[position].provisioningSteps.map((step) => step.provisioningStepType);
  const is = (position: number, status: string) => truth[position].provisioningStatusInfo.status === status;
  const positions = [...truth.keys()];
  const short = positions.find((position) => is(position, "skipped") && stages(position).join() === "import,processing")!;
  const shorter = positions.find((position) => is(position, "skipped") && stages(position).join() === "import,scoping,matching,processing")!;
  const whole = positions.find((position) => is(position, "success") && !stages(position).includes("referenceResolution"))!;
  await log.goto();
  await log.openSample();
  for (const [position, missing] of [
    [short, ["Export"]],
    [shorter, ["Export"]],
    [whole, []],
  ] as const) {
    await log.reveal(position);
    await log.row(position).click();
    await log.idle();
    await log.tab("Steps").click();
    const steps = log.details.getByRole("tabpanel").getByRole("listitem");
    await expect(steps.filter({ hasText: "Not reached" })).toHaveText(missing.map((stage) => `${stage}Not reached`));
    await expect(steps.filter({ hasText: /^Import/ }).first()).toContainText(truth[position].provisioningSteps[0].name);
  }
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
