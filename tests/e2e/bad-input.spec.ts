import { gzipSync } from "node:zlib";

import { expect, test } from "./fixtures";
import { expectAccessible } from "./fixtures/axe";
import { madeUp } from "./fixtures/logs";

const three = [madeUp("a"), madeUp("b"), madeUp("c")];

/** Files that hold nothing to show: each ends in one clear sentence, and the page can be used on. */
const hopeless: [string, string | Buffer, RegExp][] = [
  ["an empty file", "", /empty/i],
  ["text that is no JSON", "Dear all, please find attached the log", /not JSON/i],
  ["a small table", "name,age\nAna,3\n", /table is no provisioning log.*with the columns name, age/],
  ["another program's file", JSON.stringify({ name: "x", version: "1.0.0", scripts: {} }), /members name, version, scripts.*Open a download/],
  ["an error answer", JSON.stringify({ error: { code: "Forbidden", message: "no" } }), /answer in the file is an error: Forbidden: no/],
  ["nesting without end", "[".repeat(5000), /nested too deep/],
  ["a picture", Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"), /picture/i],
  ["a web page", "<!DOCTYPE html><html><body>Sign in</body></html>", /web page/i],
  ["an event without a date", JSON.stringify([{ id: "a", changeId: "c", provisioningAction: "create" }]), /event without a date/],
  ["an array without records", "[]", /no (provisioning )?events|no records/i],
];

for (const [what, content, sentence] of hopeless) {
  test(`${what} ends in one clear sentence`, async ({ log }) => {
    await log.goto();
    await log.open({ name: "dropped.json", content });
    await expect(log.alert).toContainText(sentence);
    await expect(log.alert).toContainText("dropped.json");
    await log.open({ name: "good.json", content: JSON.stringify(three) });
    expect(await log.matching()).toBe(3);
  });
}

test("a date that cannot be read is shown as it is written", async ({ log }) => {
  await log.goto();
  await log.open({ name: "odd.json", content: JSON.stringify([madeUp("x", { activityDateTime: "yesterday noon" })]) });
  await log.row(0).click();
  await log.idle();
  await log.tab("Summary").click();
  await log.idle();
  await expect(log.details).toContainText("yesterday noon");
});

test("a file of one broken record is not said to show others", async ({ log }) => {
  await log.goto();
  await log.open({ name: "broken.json", content: JSON.stringify([madeUp("a")]).replace('"changeId":', '"changeId"') });
  await expect(log.alert).toContainText(/colon/);
  await log.openReport();
  await expect(log.page.locator("body")).not.toContainText(/(is|are) shown/);
});

/** Files with something wrong: what can be read is shown, the rest is reported with its place. */
const partly: [string, string | Buffer, number, RegExp][] = [
  ["a file cut off in a record", JSON.stringify(three).slice(0, -40), 2, /cut off|ends in the middle|incomplete/i],
  ["a record with a missing colon", JSON.stringify(three).replace('"changeId":"change-b"', '"changeId""change-b"'), 2, /colon/i],
  ["sign-in events among events", JSON.stringify([...three, { category: "SignInLogs", properties: {} }]), 3, /sign-in/i],
  [
    "a pool's log that shares the category's name",
    JSON.stringify([...three, { category: "ProvisioningLogs", resourceId: "/SUBSCRIPTIONS/1/PROVIDERS/MICROSOFT.DEVOPSINFRASTRUCTURE/POOLS/1", properties: {} }]),
    3,
    /another service/i,
  ],
  ["a page with more to follow", JSON.stringify({ "@odata.nextLink": "https://graph.example/next", value: three }), 3, /This file is partial: it ends with a page of a log that more pages follow/],
  ["a date that is missing", JSON.stringify([madeUp("x", { activityDateTime: undefined }), ...three]), 4, /activityDateTime could not be read: it is missing/],
  ["a date that is none", JSON.stringify([madeUp("x", { activityDateTime: "yesterday" }), ...three]), 4, /activityDateTime could not be read: it is no date/],
  [
    "a name that is no text",
    JSON.stringify([madeUp("x", { sourceIdentity: { displayName: ["Ana"] } }), ...three]),
    4,
    /sourceIdentity\.displayName could not be read: it is of another type/,
  ],
  ["bytes that are not UTF-8", Buffer.from(JSON.stringify(three).replace("Person", "P\xe9rson"), "latin1"), 3, /bytes that are no characters/],
  [
    "a control character inside quotes",
    JSON.stringify(three).replace("Person", "Per\u0001son"),
    3,
    /breaks a rule of JSON: it holds a control character.*read as it stands; nothing is lost/,
  ],
  [
    "an escape that JSON does not know",
    JSON.stringify(three).replace("Person", "C:\\Person"),
    3,
    /breaks a rule of JSON: it holds an escape that JSON does not know.*read as it stands; nothing is lost/,
  ],
  ["half a character", JSON.stringify(three).replace("Person", "P\\ud83d"), 3, /bytes that are no characters/],
  ["the same event twice", JSON.stringify([...three, three[0]]), 3, /twice|same event|duplicate/i],
];

for (const [what, content, shown, words] of partly) {
  test(`${what}: the rest is shown and the loss reported`, async ({ log }) => {
    await log.goto();
    await log.open({ name: "partly.json", content });
    expect(await log.matching()).toBe(shown);
    await expect(log.importReport).toBeVisible();
    await log.openReport();
    await expect(log.importReport).toContainText(words);
    await expect(log.importReport).toContainText("partly.json");
    await expect(log.row(0)).toBeVisible();
  });
}

test("the bytes around a problem are shown where it was met, and hidden again", async ({ log }) => {
  const content = JSON.stringify(three).replace('"changeId":"change-b"', '"changeId"\t"change-b"');
  await log.goto();
  for (const [name, file] of [["plain.json", content], ["wide.json", Buffer.from(`\ufeff${content}`, "utf16le")], ["packed.gz", gzipSync(content)]] as const) {
    await log.goto();
    await log.open({ name, content: file });
    await log.openReport();
    const button = log.importReport.getByRole("button", { name: /^Bytes around byte / });
    await button.click();
    await log.idle();
    await expect(button).toHaveAttribute("aria-pressed", "true");
    const rows = await log.importReport.locator("pre").innerText();
    // The row in which the colon is missing is the marked one.
    const marked = rows.split("\n").find((row) => row.startsWith(">"))!;
    const unit = content.indexOf('"change-b"');
    // Positions are those of the file: behind the mark of two bytes, two a letter.
    const at = name === "wide.json" ? 2 + 2 * unit : unit;
    expect(Number(marked.trim().split(/\s+/)[1])).toBe(Math.floor(at / 16) * 16);
    await expectAccessible(log.page);
    await button.press("Enter");
    await expect(log.importReport.locator("pre")).toHaveCount(0);
  }
});

test.describe("in a narrow window", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the report's words have the width of the window", async ({ log }) => {
    await log.goto();
    await log.open({ name: "a-name-as-long-as-downloads-have-2026-11-18.json", content: JSON.stringify(three).slice(0, -40) });
    await log.openReport();
    const words = log.importReport.getByRole("cell", { name: /ends in the middle/ });
    const { x, width } = (await words.boundingBox())!;
    expect(width).toBeGreaterThan(300);
    expect(x + width).toBeLessThanOrEqual(390 - 8);
  });
});

test("exports in UTF-16 and with a byte order mark open as they are", async ({ log }) => {
  const text = JSON.stringify(three);
  const wide = Buffer.from(`\ufeff${text}`, "utf16le");
  await log.goto();
  await log.open({ name: "wide.json", content: wide });
  expect(await log.matching()).toBe(3);
  await log.row(0).click();
  await log.idle();
  await expect(log.details).toContainText("Person");
  await log.goto();
  await log.open({ name: "marked.json", content: `\ufeff${text}` });
  expect(await log.matching()).toBe(3);
});

test("lines, pages and arrays dropped together become one log", async ({ log }) => {
  await log.goto();
  await log.open(
    { name: "lines.ndjson", content: `${JSON.stringify(madeUp("l1"))}\r\n${JSON.stringify(madeUp("l2"))}\r\n` },
    { name: "page.json", content: JSON.stringify({ value: [madeUp("p1")] }) },
    { name: "array.json", content: JSON.stringify(three) },
  );
  expect(await log.matching()).toBe(6);
});

test("markup in every field is shown as text and never run", async ({ log, page }) => {
  const evil = "<img src=x onerror=document.title='run'><script>document.title='run'</script>";
  const record = madeUp(evil, {
    changeId: evil,
    servicePrincipal: { id: evil, displayName: evil },
    sourceIdentity: { id: evil, displayName: evil, identityType: evil, details: { [evil]: evil } },
    provisioningStatusInfo: {
      status: "failure",
      errorInformation: { errorCode: evil, reason: evil, recommendedAction: "javascript:document.title='run'" },
    },
    provisioningSteps: [{ name: evil, description: evil, status: evil, provisioningStepType: evil, details: { [evil]: evil } }],
    modifiedProperties: [{ displayName: evil, oldValue: evil, newValue: evil }],
  });
  await log.goto();
  await log.open({ name: `${"x".repeat(20)}.json`, content: JSON.stringify([record]) });
  await log.row(0).click();
  await log.idle();
  for (const tab of ["Steps", "Troubleshooting & Recommendations", "Modified properties", "Summary", "JSON"]) {
    await log.tab(tab).click();
    await log.idle();
    await expect(log.details).toContainText("onerror");
    await expect(log.details.locator("img, script")).toHaveCount(0);
    for (const link of await log.details.getByRole("link").all()) {
      await expect(link).toHaveAttribute("href", /^https:/);
    }
  }
  await expect(page).toHaveTitle(/provlens/);
});

test("the import report, unfolded, leaves the last row and what is said of a refused file in sight", async ({ log, page }) => {
  await log.goto();
  const records = Array.from({ length: 60 }, (_, index) => JSON.stringify(madeUp(String(index))));
  await log.open({ name: "log.ndjson", content: [...records, '{"id": oops'].join("\n") });
  await log.openReport();
  await log.grid.focus();
  await page.keyboard.press("Control+End");
  await log.idle();
  const middle = (await log.activeRow().boundingBox())!;
  const drawn = await page.evaluate(
    ([x, y]) => document.elementFromPoint(x, y)!.closest("[role=row]")?.getAttribute("aria-rowindex"),
    [middle.x + 200, middle.y + middle.height / 2],
  );
  expect(drawn).toBe("61");
  await log.choose({ name: "empty.json", content: "" });
  await page.getByRole("button", { name: "Replace" }).click();
  await log.idle();
  await expect(log.alert).toHaveText("empty.json: The file is empty. Your log stays open.");
});

test("the facets, a sheet over the log in a narrow window, go away with Escape", async ({ log, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await log.goto();
  await log.openSample();
  const facets = page.getByRole("region", { name: "Facets" });
  await page.getByRole("button", { name: "Facets" }).click();
  await expect(facets).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(facets).toBeHidden();
  await page.getByRole("button", { name: "Facets" }).click();
  await facets.getByRole("checkbox").first().focus();
  await page.keyboard.press("Escape");
  await expect(facets).toBeHidden();
  await expect(page.getByRole("button", { name: "Facets" })).toBeFocused();
});
