import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { identityName, type LoggedEvent, sample } from "./fixtures/logs";

const status = (event: LoggedEvent) => event.provisioningStatusInfo.status;
const failures = sample.filter((event) => status(event) === "failure");
const application = (event: LoggedEvent) => event.servicePrincipal.displayName;

test("the filter box asks, and says where it cannot read", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("status:failure");
  expect(await log.matching()).toBe(failures.length);
  await log.filter("status:failure colour:red");
  expect(await log.matching()).toBe(failures.length);
  await expect(page.getByRole("status", { name: "Filter problems" })).toContainText("“colour:” at character 16");
  await expect(log.filterBox).toHaveAttribute("aria-invalid", "true");
  await log.filter(`app:${"x".repeat(10_000)}`);
  await expect(page.getByRole("status", { name: "Filter problems" })).toContainText("1,000 characters");
  expect(await log.matching()).toBe(sample.length);
  await log.filter("-status:failure");
  expect(await log.matching()).toBe(sample.length - failures.length);
  await expect(page.getByRole("status", { name: "Filter problems" })).toBeEmpty();
});

for (const [text, marked, words] of [
  ["--status:failure", "--", "one minus sign"],
  [":", ":", "name of a field is missing"],
  ["retry:yes", "yes", "done, due"],
  ["duration:500..100", "500..100", "smaller number"],
  ["last:0d", "0d", "no time at all"],
  ["error_code:x", "error_code:", "no such field"],
]) {
  test(`${text} is told of where it stands, and nothing is filtered by it`, async ({ log, page }) => {
    await log.goto();
    await log.openSample();
    await log.filter(`${text} status:failure`);
    const problems = page.getByRole("status", { name: "Filter problems" });
    await expect(problems).toContainText(`“${marked}” at character ${text.indexOf(marked) + 1}: `);
    await expect(problems).toContainText(words);
    await expect(page.locator(".pl-ask__mark")).toHaveText(marked);
    expect(await log.matching()).toBe(failures.length);
  });
}

test("an end before the start is told of where it stands, and only the start is asked for", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("after:2026-11-14 before:2026-11-12");
  const problems = page.getByRole("status", { name: "Filter problems" });
  await expect(problems).toContainText("“before:2026-11-12” at character 18: no event can lie in this time");
  const since = sample.filter((event) => Date.parse(event.activityDateTime) >= Date.parse("2026-11-14T00:00Z"));
  expect(await log.matching()).toBe(since.length);
  await log.filter("last:1d -last:7d");
  await expect(problems).toContainText("“-last:7d” at character 9");
});

test("words with wildcards find ids and names as a look at each of their letters does", async ({ log }) => {
  await log.goto();
  await log.openSample();
  for (const word of ["*a*1*", "0*", "*-4*f*", "*7", "*e*-*e*-*9*a", "*zz*"]) {
    const is = new RegExp(`^${word.replaceAll("*", ".*")}$`, "i");
    await log.filter(`id:${word}`);
    expect(await log.matching(), word).toBe(sample.filter(({ id }) => is.test(id)).length);
    await log.filter(word);
    const texts = ({ sourceIdentity: source, targetIdentity: target }: LoggedEvent) => [
      ...[source, target].flatMap(({ id, displayName }) => [id, displayName]),
      source.details?.UserPrincipalName || target.details?.UserPrincipalName,
    ];
    expect(await log.matching(), word).toBe(sample.filter((event) => texts(event).some((text) => text && is.test(text))).length);
  }
});

test("bars and outline have one scale, which can be fitted to the bars and says what it reaches to", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const figure = page.getByRole("figure", { name: "Events over time" });
  const failed = figure.locator(".pl-timeline__bars--failure");
  const [outline, tick] = [figure.locator(".pl-timeline__outline"), figure.locator(".pl-timeline__tick")];
  const fit = figure.getByRole("button", { name: "Fit bars" });
  await expect(fit).toBeHidden();
  const drawn = await failed.getAttribute("d");
  const [behind, number] = [await outline.getAttribute("d"), await tick.innerText()];
  await log.filter("status:failure");
  expect(await failed.getAttribute("d")).toBe(drawn);
  expect(await outline.getAttribute("d")).toBe(behind);
  await expect(tick).toHaveText(number);
  await expect(figure).toContainText("before the outline of all events");
  await fit.focus();
  await page.keyboard.press("Enter");
  await expect(fit).toHaveAttribute("aria-pressed", "true");
  expect(await failed.getAttribute("d")).not.toBe(drawn);
  expect(Number(await tick.innerText())).toBeLessThan(Number(number));
  await page.keyboard.press("Enter");
  await expect(tick).toHaveText(number);
  expect(await failed.getAttribute("d")).toBe(drawn);
});

test("round times are named below the bars, on the clock that is chosen", async ({ log, page }) => {
  await log.goto("#q=after:2026-11-13T00:00Z before:2026-11-14T00:00Z");
  await log.openSample();
  const names = page.locator(".pl-timeline__name");
  await expect(names).toHaveText(["2026-11-13", "06:00", "12:00", "18:00"]);
  const plot = (await page.locator(".pl-timeline__plot").boundingBox())!;
  const noon = (await names.nth(2).boundingBox())!;
  expect(Math.abs(noon.x - plot.x - plot.width / 2)).toBeLessThan(2);
});

test("the box offers fields and their values, and pills show what it asks", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filterBox.fill("sta");
  await page.getByRole("option", { name: /^status:/ }).click();
  await expect(log.filterBox).toHaveValue("status:");
  await log.filterBox.pressSequentially("fai");
  await expect(page.getByRole("option", { name: /^Failure/ })).toContainText(String(failures.length));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(log.filterBox).toHaveValue("status:failure");
  await page.keyboard.press("Enter");
  await log.idle();
  await expect(log.filterButton("Status")).toContainText("Failure");
  await page.getByRole("button", { name: /remove status/i }).click();
  await log.idle();
  await expect(log.filterBox).toHaveValue("");
});

test("the box offers what records say inside: names and values of properties, and steps", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const offered = page.getByRole("option");
  const said = new Set(sample.flatMap((event) => event.modifiedProperties.map((property) => property.displayName)));
  await log.filterBox.fill("attr:");
  await expect(offered).toHaveCount(8);
  for (const label of await offered.locator("span:first-child").allInnerTexts()) expect([...said]).toContain(label);
  await log.filterBox.pressSequentially("depart");
  await page.getByRole("option", { name: /^department/ }).click();
  await expect(log.filterBox).toHaveValue("attr:department");
  await log.filterBox.pressSequentially(" new:");
  await expect(offered.first()).toBeVisible();
  const departments = sample.flatMap((event) => event.modifiedProperties)
    .filter((property) => property.displayName.toLowerCase().includes("department"))
    .map((property) => property.newValue);
  for (const label of await offered.locator("span:first-child").allInnerTexts()) expect(departments).toContain(label);
  await offered.first().click();
  await log.idle();
  expect(await log.matching()).toBeGreaterThan(0);
  await expect(page.getByRole("status", { name: "Filter problems" })).toBeEmpty();
  // At one go, as people write what they know, so that nothing of it is asked yet.
  await log.filter("");
  await log.filterBox.pressSequentially("attr:department new:");
  await expect(offered.first()).toBeVisible();
  for (const label of await offered.locator("span:first-child").allInnerTexts()) expect(departments).toContain(label);
  await log.filter("");
  await log.filterBox.fill("step:Export");
  await page.getByRole("option", { name: /^EntryExportAdd/ }).click();
  await expect(log.filterBox).toHaveValue("step:EntryExportAdd");
});

test("facets count under all other filters; a click lets through, another rules out", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("status:failure");
  const facets = page.getByRole("region", { name: "Facets" });
  const counts = new Map<string, number>();
  for (const event of failures) counts.set(application(event), (counts.get(application(event)) ?? 0) + 1);
  const [name, count] = [...counts].sort((left, right) => right[1] - left[1])[0];
  const value = facets.getByRole("group", { name: "Application" }).getByRole("checkbox", { name: `${name}, ${count}`, exact: true });
  await value.click();
  await log.idle();
  expect(await log.matching()).toBe(count);
  await expect(value).toBeChecked();
  await value.click();
  await log.idle();
  expect(await log.matching()).toBe(failures.length - count);
  await expect(value).not.toBeChecked();
  await value.click();
  await log.idle();
  await expect(log.filterBox).toHaveValue("status:failure");
  await value.click({ modifiers: ["Shift"] });
  await log.idle();
  expect(await log.matching()).toBe(failures.length - count);
  // The facet of the field that is filtered on still counts the others.
  const successes = sample.filter((event) => status(event) === "success" && application(event) !== name);
  await expect(facets.getByRole("checkbox", { name: `Success, ${successes.length}` })).toBeVisible();
});

test("a modifier rules a value out by its words and by key, too", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const facets = page.getByRole("region", { name: "Facets" });
  const create = facets.getByRole("checkbox", { name: /^Create, / });
  for (const modifier of ["Shift", "Control", "Alt"] as const) {
    await facets.getByText("Create", { exact: true }).click({ modifiers: [modifier] });
    await log.idle();
    await expect(log.filterBox, modifier).toHaveValue("-action:create");
    await expect(create).toBeChecked({ indeterminate: true });
    await expect(create).toBeFocused();
    await page.keyboard.press("Space");
    await log.idle();
    await expect(log.filterBox).toHaveValue("");
    await page.keyboard.press(`${modifier}+Space`);
    await log.idle();
    await expect(log.filterBox, `${modifier} and the space bar`).toHaveValue("-action:create");
    await facets.getByText("Create", { exact: true }).click();
    await log.idle();
    await expect(create).not.toBeChecked();
  }
});

test("values further down are found by searching", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const group = page.getByRole("region", { name: "Facets" }).getByRole("group", { name: "Application" });
  const counts = new Map<string, number>();
  for (const event of sample) counts.set(application(event), (counts.get(application(event)) ?? 0) + 1);
  const [name, count] = [...counts].sort((left, right) => left[1] - right[1])[0];
  await group.getByRole("searchbox").fill(name);
  await log.idle();
  await expect(group.getByRole("checkbox", { name: `${name}, ${count}`, exact: true })).toBeVisible();
});

test("while a stretch is drawn, the details and the groups tell of what is in it", async ({ log, page }) => {
  const dates = sample.map(({ activityDateTime }) => Date.parse(activityDateTime));
  const [oldest, newest] = [Math.min(...dates), Math.max(...dates)];
  await log.goto();
  await log.openSample();
  await log.row(0).click();
  await log.idle();
  await expect(log.details).toContainText(`Event 1 of ${sample.length}`);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("combobox", { name: "Group by" }).selectOption("app");
  await page.keyboard.press("Escape");
  const groups = page.getByRole("region", { name: "Groups" }).getByRole("status");
  await expect(groups).toHaveText(/^\d+ groups/);
  const whole = parseInt(await groups.innerText());
  const bars = (await page.getByRole("slider", { name: "Stretch of time" }).boundingBox())!;
  await page.mouse.move(bars.x + bars.width * 0.1, bars.y + bars.height / 2);
  await page.mouse.down();
  await page.mouse.move(bars.x + bars.width * 0.3, bars.y + bars.height / 2, { steps: 4 });
  await log.idle();
  // The newest event, which is open, is behind the stretch.
  expect(newest).toBeGreaterThan(oldest + (newest - oldest) / 2);
  await expect(log.details).toContainText("Not among the events that the filters show");
  const drawn = await groups.innerText();
  expect(parseInt(drawn)).toBeLessThan(whole);
  await page.mouse.up();
  await log.idle();
  await expect(groups).toHaveText(drawn);
  await expect(log.details).toContainText("Not among the events that the filters show");
});

test("on paper the details stand, whatever the facets cover", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.row(0).click();
  await log.idle();
  const facets = page.getByRole("region", { name: "Facets" });
  // As wide as A4 at 96 pixels an inch.
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.getByRole("button", { name: "Facets" }).click();
  await expect(facets).toBeVisible();
  await expect(log.details).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(facets).toBeHidden();
  await expect(log.details).toBeVisible();
});

test("a stretch of time is chosen with the pointer or with the keys, and given up again", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const figure = page.getByRole("figure", { name: "Events over time" });
  const stretch = figure.getByRole("slider", { name: "Stretch of time" });
  await expect(figure).toContainText(`${sample.length} events`);
  await stretch.focus();
  await page.keyboard.press("End");
  const last = await stretch.getAttribute("aria-valuetext");
  const count = Number(/: (\d+) event/.exec(last ?? "")?.[1]);
  await page.keyboard.press("Enter");
  await log.idle();
  expect(await log.matching()).toBe(count);
  await expect(log.filterBox).toHaveValue(/^after:\S+ before:\S+$/);
  await figure.getByRole("button", { name: "All time" }).click();
  await log.idle();
  expect(await log.matching()).toBe(sample.length);

  const box = await stretch.boundingBox();
  if (box === null) throw new Error("the bars are not drawn");
  await page.mouse.move(box.x + 1, box.y + 9);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 9, { steps: 3 });
  const words = await stretch.getAttribute("aria-valuetext");
  // The rows and the counts follow the pointer; nothing is asked before it lets go.
  const half = Number(/: (\d+) event/.exec(words ?? "")?.[1]);
  await log.idle();
  expect(await log.matching()).toBe(half);
  await expect(figure.getByRole("button", { name: "All time" })).toBeHidden();
  await expect(log.filterBox).toHaveValue("");
  await page.mouse.up();
  await log.idle();
  expect(await log.matching()).toBe(half);
});

test("Hide expected hides skips that are as they should be, and says how many", async ({ log, page }) => {
  const reason = (event: LoggedEvent) => JSON.stringify(event.provisioningSteps).match(/"SkipReason":"(\w+)"/)?.[1] ?? "";
  const code = (event: LoggedEvent) => event.provisioningStatusInfo.errorInformation?.errorCode || reason(event);
  const expected = sample.filter(
    (event) => status(event) === "skipped" && /^(RedundantExport|NotEffectivelyEntitled|EntrySynchronizationSkip.*|OutOfScope.*|NotInScope)$/.test(code(event)),
  );
  await log.goto();
  await log.openSample();
  const hide = page.getByRole("switch", { name: "Hide expected" });
  await expect(hide).toContainText(String(expected.length));
  await hide.click();
  await log.idle();
  expect(await log.matching()).toBe(sample.length - expected.length);
  await expect(hide).toContainText(`${expected.length} hidden`);
  await page.getByRole("button", { name: "What is expected" }).click();
  await page.getByRole("textbox").fill("NoSuchReason");
  await page.getByRole("textbox").blur();
  await log.idle();
  expect(await log.matching()).toBe(sample.length);
  await page.getByRole("button", { name: "As delivered" }).click();
  await page.keyboard.press("Escape");
  await hide.click();
  await log.idle();
  await expect(log.filterBox).toHaveValue("");
});

test("an added filter asks about its field", async ({ log, page }) => {
  const [event] = sample.filter((candidate) => candidate.jobId);
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("dialog", { name: "Add filter" }).getByRole("button", { name: /^Job ID/ }).click();
  await log.filterInput("Job ID").fill(event.jobId);
  await page.keyboard.press("Enter");
  await log.idle();
  expect(await log.matching()).toBe(sample.filter((other) => other.jobId === event.jobId).length);
  await expect(log.filterBox).toHaveValue(`job:${event.jobId}`);
});

test("a cell's menu asks for its value or rules it out", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const cell = await log.cell(0, "Status");
  const word = await cell.innerText();
  const count = sample.filter((event) => status(event) === word.toLowerCase()).length;
  await cell.click({ button: "right" });
  await page.getByRole("menuitem", { name: `Not Status: ${word}` }).click();
  await log.idle();
  expect(await log.matching()).toBe(sample.length - count);
  await page.keyboard.press("Control+z");
  await log.idle();
  expect(await log.matching()).toBe(sample.length);
  await page.keyboard.press("Control+y");
  await log.idle();
  expect(await log.matching()).toBe(sample.length - count);
  await page.getByRole("button", { name: "Undo" }).click();
  await log.idle();
  expect(await log.matching()).toBe(sample.length);
  await expect(page.getByRole("button", { name: "Undo" })).toBeDisabled();
  await page.getByRole("button", { name: "Redo" }).click();
  await log.idle();
  expect(await log.matching()).toBe(sample.length - count);
});

test("Next failure goes from one failure to the next", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const next = page.getByRole("button", { name: "Next failure" });
  let before = -1;
  for (let press = 0; press < 3; press += 1) {
    await next.click();
    await log.idle();
    const position = Number(await log.activeRow().getAttribute("aria-rowindex")) - 2;
    expect(position).toBeGreaterThan(before);
    await expect(log.activeRow()).toContainText("Failure");
    before = position;
  }
});

test("Next failure leaves the groups of a log", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("combobox", { name: "Group by" }).selectOption("app");
  await page.keyboard.press("Escape");
  await log.idle();
  await expect(page.getByRole("region", { name: "Groups" })).toBeVisible();
  await page.getByRole("button", { name: "Next failure" }).click();
  await log.idle();
  await expect(page.getByRole("region", { name: "Groups" })).toBeHidden();
  await expect(log.activeRow()).toContainText("Failure");
});

test("Ctrl+Z in the filter box takes back a step of the filter", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("status:failure");
  await log.filter("status:failure ana");
  await log.filterBox.press("Control+z");
  await log.idle();
  await expect(log.filterBox).toHaveValue("status:failure");
  await log.filterBox.press("Control+y");
  await log.idle();
  await expect(log.filterBox).toHaveValue("status:failure ana");
});

test("what is typed in the filter box, in one filter and in another is a step each", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filterBox.fill("status:failure");
  await log.filterBox.blur();
  await page.getByRole("button", { name: /^Identity/ }).first().click();
  await log.filterInput("Name or ID").pressSequentially("ana");
  await page.keyboard.press("Enter");
  await log.idle();
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("dialog", { name: "Add filter" }).getByRole("button", { name: /^Job ID/ }).click();
  await log.filterInput("Job ID").pressSequentially("ab");
  await page.keyboard.press("Enter");
  await log.idle();
  for (const before of ["status:failure identity:ana", "status:failure", ""]) {
    await page.getByRole("button", { name: "Undo" }).click();
    await log.idle();
    await expect(log.filterBox).toHaveValue(before);
  }
});

test("each of two words that were looked for is marked where it stands", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const person = sample.find((event) => /^[A-Za-z]{3,} [A-Za-z]{3,}$/.test(event.sourceIdentity.displayName ?? ""))!;
  const [first, last] = person.sourceIdentity.displayName!.split(" ");
  await log.filter(`${last.toLowerCase()} ${first.toLowerCase()}`);
  await log.idle();
  const marks = (await log.cell(0, "Identity")).locator("mark:not(:empty)");
  await expect(marks).toHaveText([first, last]);
});

test("what can be read of a text is answered before its typing rests", async ({ log, page }) => {
  // What waits for that is not done.
  await page.addInitScript(() => {
    const setTimeout = window.setTimeout.bind(window);
    window.setTimeout = ((run: () => void, delay = 0) => (delay === 150 ? 0 : setTimeout(run, delay))) as typeof window.setTimeout;
  });
  await log.goto();
  await log.openSample();
  const failures = sample.filter((event) => status(event) === "failure").length;
  await log.filterBox.pressSequentially("status:failure");
  await expect.poll(() => log.matching()).toBe(failures);
  await log.filterBox.pressSequentially(" app:");
  await expect.poll(() => log.matching()).toBe(failures);
  await log.filterBox.press("Home");
  await log.filterBox.pressSequentially("-action: ");
  await expect(log.filterBox).toHaveValue("-action: status:failure app:");
  await expect.poll(() => log.matching()).toBe(failures);
  await expect(page.getByRole("status", { name: "Filter problems" })).toBeEmpty();
});

test("the words that people read for a value are offered, and asked back about", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filterBox.pressSequentially("category:outs");
  await page.getByRole("option", { name: /Outside the service/ }).click();
  await log.idle();
  await expect(log.filterBox).toHaveValue(/^category:nonServiceFailure/);
  const outside = await log.matching();
  expect(outside).toBeGreaterThan(0);
  await log.filter('category:"Outside the service"');
  await page.getByRole("button", { name: "Did you mean category:nonServiceFailure?" }).click();
  await log.idle();
  expect(await log.matching()).toBe(outside);
});

test("a filter of words offers what the log has, and what there is to choose from", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const offered = async (name: string) => {
    await page.getByRole("button", { name: "Add filter" }).click();
    await page.getByRole("dialog", { name: "Add filter" }).getByRole("button", { name: new RegExp(`^${name}`) }).click();
    const box = log.filterInput(name);
    await expect(box).toBeFocused();
    const list = page.locator(`#${await box.getAttribute("list")} option`);
    await expect(list).not.toHaveCount(0);
    const options = await list.evaluateAll((options) => options.map((option) => [(option as HTMLOptionElement).value, (option as HTMLOptionElement).label]));
    await page.keyboard.press("Escape");
    return options;
  };
  expect((await offered("Retry")).map(([value]) => value)).toEqual(["done", "due"]);
  const count = sample.filter((event) => event.provisioningStatusInfo?.errorInformation?.errorCategory === "nonServiceFailure").length;
  expect(await offered("Error category")).toContainEqual(["nonServiceFailure", `Outside the service, ${count}`]);
});

test("of an identity the name is copied, and the id where that is wanted", async ({ context, log, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await log.goto();
  await log.openSample();
  const cell = await log.cell(0, "Identity");
  const [name] = (await cell.innerText()).split("\n");
  for (const [item, wanted] of [["Copy", name.trim()], ["Copy ID", /^[0-9a-f]{8}-/]] as const) {
    await cell.click({ button: "right" });
    await page.getByRole("menuitem", { name: item, exact: true }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(wanted);
  }
});

test("a misspelt value is asked back about, and what is meant is a press away", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("status:faliure app:o");
  await page.getByRole("button", { name: "Did you mean Status: Failure?" }).click();
  await log.idle();
  await expect(log.filterBox).toHaveValue("status:failure app:o");
  await expect(log.grid).toBeFocused();
});

test("a choice takes the place of the whole word that the caret stands in", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filterBox.fill("status:suc");
  await log.filterBox.pressSequentially("cess, ");
  await expect(page.getByRole("option", { name: /^Failure/ })).toBeVisible();
  await log.filterBox.fill("status:failed app:o");
  for (let step = 0; step < " app:o".length + 2; step++) await page.keyboard.press("ArrowLeft");
  await log.filterBox.press("Backspace");
  await log.idle();
  await page.getByRole("option", { name: /^Failure/ }).click();
  await log.idle();
  await expect(log.filterBox).toHaveValue("status:failure app:o");
});

test("a code that is too long to be looked for is left out of what is expected, and told", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "What is expected" }).click();
  await page.getByRole("textbox").fill(`RedundantExport ${"x".repeat(1_001)}`);
  await page.getByRole("textbox").blur();
  await expect(page.getByText("A code of more than 1,000 characters was left out")).toBeVisible();
  await expect(page.getByRole("textbox")).toHaveValue("RedundantExport");
  await page.keyboard.press("Escape");
  await page.getByRole("switch", { name: "Hide expected" }).click();
  await log.idle();
  await expect(log.filterBox).toHaveValue("-expected:RedundantExport");
  // Where none is left, the page says what it does.
  await page.getByRole("button", { name: "What is expected" }).click();
  await page.getByRole("textbox").fill("");
  await page.getByRole("textbox").blur();
  await expect(page.getByText("this is the one delivered")).toBeVisible();
  await expect(page.getByRole("textbox")).toHaveValue(/^RedundantExport\n/);
  await page.keyboard.press("Escape");
  await log.filterBox.fill("expected:notin");
  await expect(page.getByRole("option", { name: /^NotInScope/ })).toBeVisible();
});

test("Next failure says so where there is none, or no other", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const said = page.getByRole("status", { name: "Search for failures" });
  await expect(said).toBeEmpty();
  await log.filter("status:success");
  await page.getByRole("button", { name: "Next failure" }).click();
  await expect(said).toHaveText("No event of this view has failed.");
  await expect(said).toBeVisible();
  await log.filter(`id:${failures[0].id}`);
  await expect(said).toBeEmpty();
  await log.grid.focus();
  await page.keyboard.press("f");
  await log.idle();
  await expect(said).toBeEmpty();
  await page.keyboard.press("f");
  await expect(said).toHaveText("No other event of this view has failed.");
  await log.filter(`id:${failures[0].id},${failures[1].id}`);
  await log.grid.focus();
  for (const words of ["", "", "Went round the end to the first failure."]) {
    await page.keyboard.press("f");
    await log.idle();
    await expect(said).toHaveText(words);
  }
  await page.keyboard.press("F");
  await expect(said).toHaveText("Went round the beginning to the last failure.");
  await page.keyboard.press("Home");
  await expect(said).toBeEmpty();
});

test("a link that names no columns shows those of a fresh page, and a page without one a person's own", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const fresh = await log.columns();
  await log.columnHeader("Action").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Hide Action" }).click();
  const own = await log.columns();
  expect(own).not.toContain("Action");
  await log.idle();
  await page.goto("about:blank");
  await log.goto();
  await log.openSample();
  expect(await log.columns()).toEqual(own);
  await page.goto("about:blank");
  await log.goto("#q=status:failure");
  await log.openSample();
  expect(await log.columns()).toEqual(fresh);
  expect(await log.matching()).toBe(failures.length);
});

test("a link opens the same view, back goes back, and another log is told of", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("status:failure");
  await log.filter(`status:failure ${identityName(failures[0])}`);
  await log.row(0).click();
  await log.idle();
  const matching = await log.matching();
  const link = new URL(page.url()).hash;
  const title = await log.details.getByRole("heading").first().innerText();

  await page.goBack();
  await log.idle();
  await page.goBack();
  await log.idle();
  await expect(log.filterBox).toHaveValue("status:failure");
  expect(await log.matching()).toBe(failures.length);
  await page.goForward();
  await log.idle();
  expect(await log.matching()).toBe(matching);

  await page.goto("about:blank");
  await log.goto(`${link}&later=kept&sort=-nonsense`);
  await expect(page.getByText(/open the same files/i)).toBeVisible();
  await log.openSample();
  expect(await log.matching()).toBe(matching);
  await expect(log.details.getByRole("heading").first()).toHaveText(title);
  await expect(page.getByRole("status", { name: "About the link" })).toContainText("sort=-nonsense");
  expect(new URL(page.url()).hash).toContain("later=kept");

  await page.goto("about:blank");
  await log.goto(link);
  await log.open({ name: "other.json", content: JSON.stringify(sample.slice(0, 5)) });
  await expect(page.getByRole("status", { name: "About the link" })).toContainText("another log");
  // A log that is opened in its place comes from no link.
  await log.openInstead({ name: "third.json", content: JSON.stringify(sample.slice(0, 3)) });
  await expect(log.recordCount).toHaveText("3 events");
  await expect(page.getByRole("status", { name: "About the link" })).toHaveCount(0);
});

test("a link opens the tab that was chosen, and one without a tab that of a fresh page", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.row(0).click();
  await log.idle();
  const before = new URL(page.url()).hash;
  expect(before).not.toContain("tab=");
  await log.tab("Modified properties").click();
  await log.idle();
  const link = new URL(page.url()).hash;
  expect(link).toContain("&tab=properties");
  for (const [hash, tab] of [[link, "Modified properties"], [before, "Steps"]]) {
    await page.goto("about:blank");
    await log.goto(hash);
    await log.openSample();
    await expect(log.tab(tab)).toHaveAttribute("aria-selected", "true");
  }
});

test("dates are shown in the time zone that is chosen, on the next visit too", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  const cell = await log.cell(0, "Date");
  const before = (await cell.textContent())!;
  await page.getByRole("button", { name: "UTC" }).click();
  await page.getByRole("combobox", { name: "Time zone" }).selectOption("Asia/Tokyo");
  const expected = new Date(Date.parse(`${before.replace(" ", "T")}Z`) + 9 * 3_600_000).toISOString();
  await expect(cell).toHaveText(expected.slice(0, 19).replace("T", " "));
  // Bars of two hours begin at even hours there too, although Tokyo is nine ahead.
  const figure = page.getByRole("figure", { name: "Events over time" });
  await expect(figure).toContainText("bars of 2 hours");
  await expect(figure).toContainText(/^\S+ \d[02468]:00 to \S+ \d[02468]:00: /);
  await log.goto();
  await log.openSample();
  await expect(cell).toHaveText(expected.slice(0, 19).replace("T", " "));
});

test("assistive technology finds nothing to object to, with a filter that cannot be read and suggestions open", async ({ log, page }) => {
  await log.goto();
  await log.openSample();
  await log.filter("status:failure colour:red");
  await log.filterBox.pressSequentially(" app:S");
  await expect(page.getByRole("option").first()).toBeVisible();
  await log.idle();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("figure", { name: "Events over time" }).getByRole("slider").focus();
  await page.keyboard.press("Home");
  await expectAccessible(page);
});
