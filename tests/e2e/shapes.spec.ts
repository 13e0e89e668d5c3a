import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

import { expect, test } from "./fixtures";
import { zip } from "./fixtures/archives";
import type { LogPage } from "./fixtures/log-page";
import { generatedIn, madeUp } from "./fixtures/logs";

const EVENTS = 60;

/** The shapes that the generator writes beside the plain array; each holds the same events. */
const SHAPES = [
  "page", "ndjson", "diagnostic", "powershell", "elastic", "log-analytics", "explorer-v1", "explorer-v2", "csv",
];

/** A text in the encodings and packings that exports are found in. */
function written(text: string): [string, Buffer][] {
  const little = Buffer.from(`\ufeff${text}`, "utf16le");
  const big = Buffer.from(little).swap16();
  return [
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`)],
    ["UTF-16 LE", little],
    ["UTF-16 BE", big],
    ["gzip", gzipSync(text)],
    ["gzip of UTF-16", gzipSync(little)],
    ["zip", zip({ name: "log", content: text })],
    ["zip, stored, of UTF-16", zip({ name: "log", content: big, stored: true })],
  ];
}

/** What the page says of a log that is opened in place of another: its rows, and the steps of two of its events. */
async function told(page: LogPage, content: Buffer): Promise<string[]> {
  await page.openInstead({ name: "dropped", content });
  expect(await page.matching()).toBe(EVENTS);
  await expect(page.importReport).toBeHidden();
  const said = await page.grid.getByRole("row").allInnerTexts();
  for (const position of [0, 7]) {
    await page.row(position).click();
    await page.idle();
    await page.tab("Steps").click();
    await page.idle();
    said.push(...(await page.details.getByRole("tabpanel").getByRole("heading").allInnerTexts()));
  }
  return said;
}

for (const shape of SHAPES) {
  test(`the same events are shown of the shape ${shape}, however it is encoded and packed`, async ({ log: page }) => {
    // Nine logs, one after the other; the first test has them generated as well.
    test.slow();
    await page.goto();
    await page.openSample();
    const expected = await told(page, Buffer.from(generatedIn("array", EVENTS)));
    const text = generatedIn(shape, EVENTS);
    for (const [how, content] of written(text)) {
      await test.step(how, async () => expect(await told(page, content)).toEqual(expected));
    }
  });
}

/** The published samples, where their folder is there, and how many records each is said to hold. */
function samples(): [string, number][] {
  for (let folder = process.cwd(); folder !== dirname(folder); folder = dirname(folder)) {
    const index = join(folder, "shared/samples/INDEX.md");
    if (!existsSync(index)) continue;
    const rows = readFileSync(index, "utf8").matchAll(/^\| `([^`]+)` \|(?:[^|]*\|){3} (\d+) \|/gm);
    return [...rows].map(([, name, records]) => [join(dirname(index), name!), Number(records)]);
  }
  return [];
}

test("of every published sample each record is shown or told of", async ({ log: page }) => {
  // Thirty files, each in a page of its own.
  test.slow();
  for (const [path, records] of samples()) {
    await test.step(path, async () => {
      await page.goto();
      await page.open(path);
      const isOpen = (await page.grid.count()) > 0;
      const shown = isOpen ? await page.matching() : 0;
      await page.openReport();
      const numbers = await page.importReport.getByRole("row").locator("td:last-child").allInnerTexts();
      const reported = numbers.reduce((sum, number) => sum + Number(number.replaceAll(",", "")), 0);
      // An answer that the platform's own member is missing from is told of though its event is shown.
      expect(shown + reported).toBeGreaterThanOrEqual(records);
      expect(shown).toBeLessThanOrEqual(records);
      // Records of jobs alone open their own view.
      const places = [page.grid, page.page.getByRole("region", { name: "Jobs" }), page.alert];
      const filled = await Promise.all(places.map((place) => place.count()));
      expect(filled.filter((count) => count > 0)).toHaveLength(1);
      if (shown > 0) {
        await page.row(0).click();
        await page.idle();
        await expect(page.details.getByRole("heading", { level: 2 })).toBeVisible();
      }
    });
  }
});

test("what PowerShell cut off is told of with its remedy", async ({ log: page }) => {
  const collapsed = {
    ActivityDateTime: "2026-11-18T10:00:00Z",
    Id: "a",
    ChangeId: "c",
    ProvisioningAction: "create",
    ProvisioningStatusInfo: "Microsoft.Graph.PowerShell.Models.MicrosoftGraphProvisioningStatusInfo",
    ProvisioningSteps: "Microsoft.Graph.PowerShell.Models.MicrosoftGraphProvisioningStep",
  };
  await page.goto();
  await page.open({ name: "shallow.json", content: Buffer.from(`\ufeff${JSON.stringify([collapsed])}`, "utf16le") });
  expect(await page.matching()).toBe(1);
  await page.openReport();
  await expect(page.importReport).toContainText("ConvertTo-Json -Depth 10");
});

test("the bytes around a fault are those of the file, packed or wide", async ({ log: page }) => {
  const text = `${JSON.stringify(madeUp("a"))}\n{"here":"it broke",,}}\n${JSON.stringify(madeUp("b"))}\n`;
  for (const content of [Buffer.from(text), gzipSync(text), Buffer.from(text, "utf16le")]) {
    await page.goto();
    await page.open({ name: "odd.ndjson", content });
    expect(await page.matching()).toBe(2);
    await page.openReport();
    await page.importReport.getByRole("button", { name: /^Bytes around/ }).first().click();
    await page.idle();
    // In UTF-16 each letter has two bytes.
    await expect(page.importReport).toContainText(/b␀?r␀?o␀?k␀?e/);
  }
});
