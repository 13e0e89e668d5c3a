import { expect, test } from "./fixtures";
import { identityName, type LoggedEvent, madeUp, newestFirst, sample } from "./fixtures/logs";

const newest = Math.max(...sample.map((event) => Date.parse(event.activityDateTime)));

function counts(values: string[]): Map<string, number> {
  const result = new Map<string, number>();
  for (const value of values) result.set(value, (result.get(value) ?? 0) + 1);
  return result;
}

test("Status and Action offer the values of the data with their counts", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const offered: [string, (event: LoggedEvent) => string][] = [
    ["Status", (event) => event.provisioningStatusInfo.status],
    ["Action", (event) => event.provisioningAction],
  ];
  for (const [name, value] of offered) {
    await log.filterButton(name).click();
    for (const [word, count] of counts(sample.map(value))) {
      const label = word.replace(/([A-Z])/g, " $1").toLowerCase();
      const choices = page.getByRole("dialog", { name });
      await expect(choices.getByRole("checkbox", { name: new RegExp(`^${label}, ${count}$`, "i") })).toBeVisible();
    }
    await page.keyboard.press("Escape");
  }
});

test("a status that is chosen filters, and its pill takes it away again", async ({ log, page }) => {
  const failures = sample.filter((event) => event.provisioningStatusInfo.status === "failure").length;
  await log.goto();
  await log.openSample();
  await log.filterButton("Status").click();
  await page.getByRole("dialog").getByRole("checkbox", { name: /^Failure, / }).check();
  await log.idle();
  await page.keyboard.press("Escape");
  await expect(log.recordCount).toHaveText(`${failures} of ${sample.length} events`);
  expect(await log.matching()).toBe(failures);
  await page.getByRole("button", { name: /(clear|remove).*status/i }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText(`${sample.length} events`);
});

test("Identity finds names and ids of either side", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const [event] = newestFirst(sample).filter((candidate) => candidate.sourceIdentity.displayName && candidate.sourceIdentity.id);
  const part = identityName(event).slice(0, 4).toLowerCase();
  const upn = (candidate: LoggedEvent) => [candidate.sourceIdentity, candidate.targetIdentity].map((side) => side.details?.UserPrincipalName ?? "");
  const named = sample.filter((candidate) =>
    [candidate.sourceIdentity.displayName, candidate.targetIdentity.displayName, ...upn(candidate)].some((name) => name?.toLowerCase().includes(part)),
  );
  const same = sample.filter((candidate) =>
    [candidate.sourceIdentity.id, candidate.targetIdentity.id].includes(event.sourceIdentity.id),
  );
  // An ID is found whole, or by a part with a wildcard, as the note at the box says.
  const id = event.sourceIdentity.id;
  for (const [words, truth] of [[part, named.length], [id, same.length], [id.slice(0, 8), 0], [`${id.slice(0, 8)}*`, same.length]] as const) {
    await log.filterButton("Identity").click();
    await page.getByRole("textbox", { name: /name or id/i }).fill(words);
    await page.keyboard.press("Enter");
    await log.idle();
    expect(await log.matching(), words).toBe(truth);
    // Enter has closed what the button opens, and nothing opens it again.
    await expect(page.getByRole("textbox", { name: /name or id/i })).toBeHidden();
  }
});

test("a pill shows every term of its field, and each is changed by itself", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("a e status:failure status:failure,warning app:o app:e");
  await expect(log.filterButton("Identity")).toContainText("a and e");
  await expect(log.filterButton("Status")).toContainText("Failure and Failure, Warning");
  await expect(log.filterButton("Application")).toContainText("o and e");

  await log.filterButton("Identity").click();
  await log.filterInput("Name or ID, as well").fill("li, e");
  await page.keyboard.press("Enter");
  await log.filterButton("Status").click();
  const statuses = page.getByRole("dialog", { name: "Status" });
  await expect(statuses).toContainText("The filter asks for this as well: Failure, Warning");
  await statuses.getByRole("checkbox", { name: /^Success,/ }).check();
  await log.filterButton("Application").click();
  await log.filterInput("Application").fill("");
  await page.keyboard.press("Enter");
  await log.idle();
  await expect(log.filterBox).toHaveValue(
    "identity:a identity:li,e status:failure,success status:failure,warning app:e",
  );
});

test("several times are shown together, and only what is chosen goes", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("last:7d before:2026-11-18T00:00Z");
  await expect(log.filterButton("Date")).toContainText("Last 7 days and Before ");
  await log.filterButton("Date").click();
  await page.getByLabel("Until").fill("2026-11-17T12:00");
  await page.getByLabel("Until").blur();
  await log.idle();
  await expect(log.filterBox).toHaveValue("last:7d before:2026-11-17T12:00Z");
  await page.getByRole("radio", { name: /24 hours/ }).check();
  await log.idle();
  await expect(log.filterBox).toHaveValue("last:1d");
});

test("in a pill's box blanks part nothing, and what cannot be read filters nothing", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("app:Box ana");
  await log.filterButton("Application").click();
  const box = log.filterInput("Application");
  await box.fill("Service Now, Box");
  await log.idle();
  await expect(log.filterBox).toHaveValue('app:"Service Now",Box identity:ana');
  await box.fill('Service Now, "Box');
  await log.idle();
  await expect(log.filterBox).toHaveValue("identity:ana");
  await expect(box).toHaveAttribute("aria-invalid", "true");
  await expect(box).toHaveAccessibleDescription(/Nothing is filtered by this/);
  // The box stays under the fingers of who writes in it.
  await expect(box).toBeFocused();
  await box.fill("Box");
  await log.idle();
  await expect(log.filterBox).toHaveValue("identity:ana app:Box");
  await expect(box).not.toHaveAttribute("aria-invalid");
});

for (const [choice, hours] of [["24 hours", 24], ["7 days", 168], ["30 days", 720]] as const) {
  test(`Date: the last ${choice} count back from the newest event`, async ({ log, page }) => {
    const truth = sample.filter((event) => Date.parse(event.activityDateTime) >= newest - hours * 3_600_000).length;
    await log.goto();
    await log.openSample();
    await log.filterButton("Date").click();
    await page.getByRole("radio", { name: new RegExp(choice) }).check();
    await log.idle();
    expect(await log.matching()).toBe(truth);
  });
}

test("Date: a range of one's own has a start and an end", async ({ log, page }) => {
  const [start, end] = ["2026-11-12T00:00", "2026-11-14T12:00"];
  const inside = (event: LoggedEvent) => {
    const time = Date.parse(event.activityDateTime);
    return time >= Date.parse(`${start}Z`) && time < Date.parse(`${end}Z`);
  };
  await log.goto();
  await log.openSample();
  await log.filterButton("Date").click();
  await page.getByRole("radio", { name: /custom/i }).check();
  await page.getByLabel(/^(from|start)/i).fill(start);
  await page.getByLabel(/^(to|end|until)/i).fill(end);
  await page.keyboard.press("Enter");
  await log.idle();
  expect(await log.matching()).toBe(sample.filter(inside).length);
});

test("Date: a range of one's own begins with the range that was chosen", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filterButton("Date").click();
  await page.getByRole("radio", { name: /24 hours/ }).check();
  await log.idle();
  const matching = await log.matching();
  await page.getByRole("radio", { name: /custom/i }).check();
  await log.idle();
  expect(await log.matching()).toBe(matching);
  await expect(page.getByLabel("From")).toHaveValue(new Date(newest - 24 * 3_600_000).toISOString().slice(0, 16));
});

test("Date: an end before the start is remarked on at the field", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filterButton("Date").click();
  await page.getByRole("radio", { name: /custom/i }).check();
  await page.getByLabel("From").fill("2026-11-14T00:00");
  const until = page.getByLabel("Until");
  await until.fill("2026-11-12T00:00");
  await until.blur();
  await log.idle();
  await expect(until).toHaveAttribute("aria-invalid", "true");
  await expect(until).toHaveAccessibleDescription(/not after/);
  await until.fill("2026-11-15T00:00");
  await until.blur();
  await log.idle();
  await expect(until).toHaveAttribute("aria-invalid", "false");
});

test("filters that match nothing name the one that took the last events away, and offer to drop each", async ({ log, page }) => {
  const failures = sample.filter((event) => event.provisioningStatusInfo.status === "failure").length;
  await log.goto();
  await log.openSample();
  await log.filterButton("Status").click();
  await page.getByRole("dialog").getByRole("checkbox", { name: /^Failure, / }).check();
  await page.keyboard.press("Escape");
  await log.filterButton("Identity").click();
  await page.getByRole("textbox", { name: /name or id/i }).fill("nobody of that name");
  await page.keyboard.press("Enter");
  await log.idle();
  await expect(log.recordCount).toHaveText(`0 of ${sample.length} events`);
  await expect(page.getByText("No event passes all of these filters")).toContainText("Identity: nobody of that name");
  await expect(page.getByText(`${failures} events without it`)).toBeVisible();
  await expect(page.getByText("0 events without it")).toBeVisible();
  await expect(page.getByRole("button", { name: "Drop Status: Failure" })).toBeVisible();
  await page.getByRole("button", { name: "Drop Identity: nobody of that name" }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText(`${failures} of ${sample.length} events`);
  await expect(log.grid).toBeFocused();
});

test("all filters are cleared at once", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  for (const [name, choice] of [["Status", /^Success, /], ["Action", /^Delete, /]] as const) {
    await log.filterButton(name).click();
    await page.getByRole("dialog").getByRole("checkbox", { name: choice }).check();
    await page.keyboard.press("Escape");
  }
  await log.filterButton("Identity").click();
  await page.getByRole("textbox", { name: /name or id/i }).fill("nobody of that name");
  await page.keyboard.press("Enter");
  await log.idle();
  await page.getByRole("button", { name: "Clear all filters" }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText(`${sample.length} events`);
});

test("what a filter opens takes the focus, and gives it back", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  for (const name of ["Identity", "Date", "Status", "Action", "Add filter"]) {
    const button = log.filterButton(name);
    await button.focus();
    await page.keyboard.press("Enter");
    const opened = page.getByRole("dialog", { name });
    await expect(opened.locator(":focus"), name).toHaveCount(1);
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
  }
});

test("a filter that nothing passes leaves what it names in the facets, to be taken back there", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("status:failure -action:delete app:nowhere");
  await expect(log.recordCount).toHaveText(`0 of ${sample.length} events`);
  const facets = page.getByRole("region", { name: "Facets" });
  const failure = facets.getByRole("checkbox", { name: "Failure, 0", exact: true });
  await expect(failure).toBeChecked();
  await expect(facets.getByRole("checkbox", { name: "Delete, 0", exact: true })).toHaveAccessibleDescription("ruled out");
  await log.filterButton("Status").click();
  await expect(page.getByRole("dialog").getByRole("checkbox", { name: "Failure, 0", exact: true })).toBeChecked();
  await page.keyboard.press("Escape");
  // Once to rule it out, once to forget it.
  await failure.click();
  await log.idle();
  await failure.click();
  await log.idle();
  await expect(log.filterBox).toHaveValue("-action:delete app:nowhere");
  await expect(failure).toHaveCount(0);
});

test("a value that is ruled out stands so in its pill, and a tick or a press lets it in", async ({ log, page }) => {
  const failures = sample.filter((event) => event.provisioningStatusInfo.status === "failure");
  await log.goto();
  await log.openSample();
  const facets = page.getByRole("region", { name: "Facets" });
  await facets.getByRole("checkbox", { name: /^Failure, / }).click({ modifiers: ["Shift"] });
  await log.idle();
  await expect(log.filterBox).toHaveValue("-status:failure");
  await log.filterButton("Status").first().click();
  const failure = page.getByRole("dialog", { name: "Status" }).getByRole("checkbox", { name: /^Failure, / });
  await expect(failure).toHaveAccessibleDescription("ruled out");
  await expect(failure).toBeChecked({ indeterminate: true });
  await failure.click();
  await log.idle();
  await expect(log.filterBox).toHaveValue("status:failure");
  await expect(failure).toBeChecked();
  expect(await log.matching()).toBe(failures.length);
  await page.keyboard.press("Escape");

  // A part of the name rules it out, too.
  const application = sample[0].servicePrincipal.displayName;
  const value = facets.getByRole("checkbox", { name: new RegExp(`^${application}, `) });
  await log.filter(`-app:"${application.slice(1).toUpperCase()}"`);
  await value.click();
  await log.idle();
  await expect(value).toBeChecked();
  expect(await log.matching()).toBe(sample.filter((event) => event.servicePrincipal.displayName === application).length);
});

test("values and marks know their words in another letter case, in any script", async ({ log, page }) => {
  const names = ["Αλέξης", "ΑΛΈΞΗΣ", "Zażółć"];
  const events = names.map((displayName, index) =>
    madeUp(`e${index}`, { sourceIdentity: { displayName }, servicePrincipal: { displayName: "Φορτωτική" } }),
  );
  await log.goto();
  await log.open({ name: "names.json", content: JSON.stringify(events) });
  await log.filter("αλέξης app:=φορτωτική");
  expect(await log.matching()).toBe(2);
  for (const position of [0, 1]) {
    const mark = (await log.cell(position, "Identity")).locator("mark").first();
    expect((await mark.innerText()).toLowerCase()).toBe("αλέξης");
  }
  const value = page.getByRole("region", { name: "Facets" }).getByRole("checkbox", { name: "Φορτωτική, 2" });
  await expect(value).toBeChecked();
  await value.click();
  await log.idle();
  await expect(log.filterBox).toHaveValue("identity:αλέξης -app:=Φορτωτική");
});

test("a value that is longer than any word is asked for by its beginning", async ({ log, page }) => {
  const long = "Long ".repeat(400).trim();
  const events = [long, "Short"].map((displayName, index) => madeUp(`e${index}`, { servicePrincipal: { displayName } }));
  await log.goto();
  await log.open({ name: "long.json", content: JSON.stringify(events) });
  const value = page.getByRole("region", { name: "Facets" }).getByRole("checkbox", { name: /^Long Long / });
  await value.click();
  await log.idle();
  await expect(value).toBeChecked();
  await expect(log.recordCount).toHaveText("1 of 2 events");
});

test("a status and an initiator's type have one word wherever they stand", async ({ log, page }) => {
  await log.goto();
  const event = madeUp("a", { provisioningStatusInfo: null, initiatedBy: { displayName: "Service", initiatorType: "system" } });
  await log.open({ name: "one.json", content: JSON.stringify([event]) });
  const facets = page.getByRole("region", { name: "Facets" });
  await expect(facets.getByRole("checkbox", { name: "Unknown, 1" })).toBeVisible();
  await expect(page.getByRole("figure", { name: "Events over time" })).toContainText("1 event (1 unknown)");
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await page.getByRole("dialog", { name: "Columns" }).getByRole("checkbox", { name: "Initiator type" }).check();
  await page.keyboard.press("Escape");
  await expect(await log.cell(0, "Initiator type")).toHaveText("System");
  await facets.getByRole("button", { name: "Values of Initiator type" }).click();
  await expect(facets.getByRole("checkbox", { name: "System, 1", exact: true })).toBeVisible();
});
