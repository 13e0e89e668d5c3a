import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gunzipSync, gzipSync } from "node:zlib";

import { expect, test } from "./fixtures";
import { zip } from "./fixtures/archives";
import { generatedLog, LARGE, madeUp } from "./fixtures/logs";

const log = (...ids: string[]) => JSON.stringify(ids.map((id) => madeUp(id)));

test("a gzip file opens as what it holds, and its events are read again", async ({ log: page }) => {
  await page.goto();
  await page.open({ name: "export.json.gz", content: gzipSync(log("a", "b", "c")) });
  await expect(page.recordCount).toHaveText("3 events");
  await page.row(0).click();
  await page.idle();
  await page.tab("JSON").click();
  await expect(page.details).toContainText("change-");
  await page.search("change-b");
  await expect(page.recordCount).toHaveText("1 of 3 events");
});

test("a gzip file of several members is read to the end of the last", async ({ log: page }) => {
  const lines = Array.from({ length: 300 }, (_, number) => `${JSON.stringify(madeUp(`id-${number}`))}\n`);
  const members = lines.map((line) => gzipSync(line));
  await page.goto();
  await page.open({ name: "grown.ndjson.gz", content: Buffer.concat(members) });
  await expect(page.recordCount).toHaveText("300 events");
  await expect(page.importReport).toHaveCount(0);
});

test("gzip files of large members are read whole, each member once", async ({ log: page }) => {
  const member = (name: string) => {
    const note = "x".repeat(1000);
    const lines = Array.from({ length: 9_000 }, (_, number) => `${JSON.stringify(madeUp(`${name}-${number}`, { note }))}\n`);
    return gzipSync(lines.join(""), { level: 1 });
  };
  await page.goto();
  await page.open({ name: "grown.ndjson.gz", content: Buffer.concat(["a", "b", "c"].map(member)) });
  await expect(page.recordCount).toHaveText("27,000 events");
  await expect(page.importReport).toHaveCount(0);
});

test("of packed files that are cut off, altered or followed by something else, all that is whole is shown", async ({ log: page }) => {
  const lines = (name: string) => Array.from({ length: 5000 }, (_, number) => JSON.stringify(madeUp(`${name}-${number}`))).join("\n");
  const packed = (name: string) => gzipSync(`${lines(name)}\n`);
  const cut = packed("cut").subarray(0, -200);
  const whole = gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH }).toString().split("\n").length - 1;
  const altered = Buffer.from(packed("altered"));
  altered[altered.length - 6]! ^= 1;
  await page.goto();
  await page.open(
    { name: "cut.gz", content: cut },
    { name: "altered.gz", content: altered },
    { name: "junk.gz", content: Buffer.concat([packed("junk"), Buffer.from("and more")]) },
    { name: "sum.zip", content: zip({ name: "a.ndjson", content: `${lines("sum")}\n`, altered: true }) },
    { name: "stored.zip", content: zip({ name: "a.ndjson", content: `${lines("stored")}\n`, altered: true, stored: true }) },
  );
  // A gap of a few lines may be lost where it breaks: what came out last is with the fault.
  const count = async () => Number((await page.recordCount.textContent())?.match(/^[\d,]+/)?.[0].replaceAll(",", ""));
  await expect.poll(count).toBeGreaterThan(20_000 + whole - 20);
  await page.openReport();
  for (const file of ["cut.gz", "altered.gz", "junk.gz", "sum.zip/a.ndjson", "stored.zip/a.ndjson"]) {
    const told = page.importReport.getByRole("row").filter({ hasText: file }).filter({ hasText: "cannot be unpacked" });
    await expect(told).toHaveCount(1);
  }
});

test("Cancel ends the reading of a packed file of which nothing comes, and another opens", async ({ log: file, page }) => {
  await page.route(/engine_unpacker\.js/, (route) => route.fulfill({ contentType: "text/javascript", body: "onmessage = () => {};" }));
  await file.goto();
  await file.choose({ name: "export.json.gz", content: gzipSync(log("a")) });
  await expect(file.progress).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(file.progress).toBeHidden();
  await file.idle();
  await file.open({ name: "plain.json", content: log("a", "b") });
  await expect(file.recordCount).toHaveText("2 events");
});

test("where what unpacks files cannot be loaded, that is said, and it is loaded for the next file", async ({ log: file, page }) => {
  await page.route(/engine_unpacker\.js/, (route) => route.fulfill({ status: 404, body: "" }));
  await file.goto();
  await file.open({ name: "export.json.gz", content: gzipSync(log("a")) });
  await expect(file.alert).toContainText("what unpacks files could not be loaded");
  await page.unroute(/engine_unpacker\.js/);
  await file.open({ name: "again.json.gz", content: gzipSync(log("a", "b")) });
  await expect(file.recordCount).toHaveText("2 events");
});

test("no worker is started by another, in which Firefox may stop for good", async ({ log: file, page }) => {
  await page.route(/engine_loader\.js/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `delete self.Worker;\n${await response.text()}` });
  });
  await file.goto();
  await file.open({ name: "export.json.gz", content: gzipSync(log("a", "b")) });
  await expect(file.recordCount).toHaveText("2 events");
});

test("a large gzip file is read to its last event", async ({ log: page }, info) => {
  const path = info.outputPath("large.json.gz");
  writeFileSync(path, gzipSync(readFileSync(generatedLog(LARGE)), { level: 1 }));
  await page.goto();
  await page.open(path);
  await expect(page.recordCount).toHaveText("40,000 events");
  await page.row(0).click();
  await page.idle();
  await expect(page.details.getByRole("tab", { selected: true })).toBeVisible();
});

test("every log of a zip archive opens, stored or packed, packed twice, in any shape", async ({ log: page }) => {
  const csv = "Date,ID,Change ID,Action,Status\n2026-11-01T00:00:00Z,csv,c,Create,Success\n";
  const wide = Buffer.from(`\ufeff${log("wide")}`, "utf16le");
  const content = zip(
    { name: "a.json", content: log("a1", "a2") },
    { name: "day/b.json", content: log("b"), stored: true },
    { name: "c.json.gz", content: gzipSync(log("c")) },
    { name: "d.json.gz", content: gzipSync(log("d")), stored: true },
    { name: "day/", content: "", stored: true },
    { name: "table.csv", content: csv },
    { name: "wide.json", content: wide },
    { name: "picture.png", content: Buffer.from("\x89PNG\r\n\x1a\n\0", "latin1") },
  );
  await page.goto();
  await page.open({ name: "logs.zip", content });
  await expect(page.recordCount).toHaveText("7 events");
  await page.openReport();
  await expect(page.importReport.getByRole("row")).toHaveCount(2);
  await expect(page.importReport).toContainText("logs.zip/picture.png");
  for (let position = 0; position < 7; position += 1) {
    await page.row(position).click();
    await page.idle();
    await expect(page.details.getByRole("heading", { level: 2 })).toBeVisible();
  }
});

test("what must not be unpacked is told of by its name, and the rest is read", async ({ log: page }) => {
  const content = zip(
    { name: "locked.json", content: log("x"), encrypted: true },
    { name: "../../etc/passwd", content: log("x") },
    { name: "inner.zip", content: zip({ name: "a.json", content: log("x") }) },
    { name: "stored.zip", content: zip({ name: "a.json", content: log("x") }), stored: true },
    { name: "bomb.json", content: Buffer.alloc(64 << 20, " ") },
    { name: "good.json", content: log("good"), stored: true },
    { name: "better.json", content: log("better") },
  );
  await page.goto();
  await page.open({ name: "logs.zip", content });
  await expect(page.recordCount).toHaveText("2 events");
  await page.openReport();
  const told = (name: string) => page.importReport.getByRole("row").filter({ hasText: `logs.zip/${name}` });
  await expect(told("locked.json")).toContainText("locked with a password");
  await expect(told("../../etc/passwd")).toContainText("its name leads out of the archive");
  await expect(told("inner.zip")).toContainText("an archive within an archive");
  await expect(told("stored.zip")).toContainText("an archive within an archive");
  await expect(told("bomb.json")).toContainText("more than 250 times its size");
});

/** Archives that hold nothing to show: each ends in one clear sentence. */
const hopeless: [string, Buffer, RegExp][] = [
  ["a gzip bomb", gzipSync(Buffer.alloc(300 << 20, " ")), /more than 250 times its size/],
  ["a gzip file that is damaged", Buffer.concat([gzipSync(log("a")).subarray(0, 12), Buffer.from("damage")]), /cannot be unpacked.*download it again/],
  ["a zip archive that is cut off", zip({ name: "a.json", content: log("a") }).subarray(0, -30), /list of files is damaged/],
  ["an empty archive", zip(), /holds no files/],
  ["a workbook", zip({ name: "[Content_Types].xml", content: "<Types/>" }, { name: "xl/workbook.xml", content: "<x/>" }), /Office document/],
];

for (const [what, content, words] of hopeless) {
  test(`${what} ends in one clear sentence`, async ({ log: page }) => {
    await page.goto();
    await page.open({ name: "packed", content });
    await expect(page.alert).toContainText("packed");
    await expect(page.alert).toContainText(words);
    await page.open({ name: "good.json", content: log("a", "b") });
    await expect(page.recordCount).toHaveText("2 events");
  });
}

test("a folder is dropped whole, and each file is known by its path", async ({ log: page, page: tab }, info) => {
  const folder = info.outputPath("insights-logs");
  for (const hour of ["h=01", "h=02"]) mkdirSync(join(folder, hour), { recursive: true });
  writeFileSync(join(folder, "h=01", "PT1H.json"), log("a"));
  writeFileSync(join(folder, "h=02", "PT1H.json.gz"), gzipSync(log("b")));
  writeFileSync(join(folder, "h=02", "notes.txt"), "Dear all");
  for (const hidden of [".hidden", "desktop.ini", "Thumbs.db"]) writeFileSync(join(folder, hidden), "[nothing]");
  await page.goto();
  const browser = await tab.context().newCDPSession(tab);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await browser.send("Input.dispatchDragEvent", { type, x: 200, y: 200, data });
  }
  await expect(page.recordCount).toHaveText("2 events");
  await page.idle();
  await page.openReport();
  await expect(page.importReport).toContainText("insights-logs/h=02/notes.txt");
  await expect(page.importReport.getByRole("row")).toHaveCount(2);
});
