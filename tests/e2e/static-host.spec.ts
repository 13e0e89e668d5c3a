import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { expect, test } from "./fixtures";

const KILOBYTE = 1000;

/** What these files of dist/ weigh on the wire, in bytes. */
function gzipped(belongs: (name: string) => boolean): number {
  const names = readdirSync("dist").filter(belongs);
  expect(names).not.toEqual([]);
  return names.reduce((sum, name) => sum + gzipSync(readFileSync(join("dist", name))).length, 0);
}

const isCode = (name: string) => /\.(wasm|js|css)$/.test(name);
const isEngine = (name: string) => name.startsWith("engine");
const isConverter = (name: string) => name.startsWith("converter");
const isExplainer = (name: string) => name.startsWith("explainer");
/** What is drawn when it is first needed. */
const isPiece = (name: string) => name.startsWith("piece-");
/** What connects to an API, and signs in there. */
const isConnector = (name: string) => /^(connect|sign|msal)/.test(name);

test("the page weighs at most 300 KB", () => {
  const isOther = (name: string) => [isEngine, isExplainer, isConverter, isConnector, isPiece].some((belongs) => belongs(name));
  expect(gzipped((name) => isCode(name) && !isOther(name))).toBeLessThanOrEqual(300 * KILOBYTE);
});

test("its piece weighs at most 80 KB, and is fetched once a log is open", async ({ log, watch }) => {
  expect(gzipped(isPiece)).toBeLessThanOrEqual(80 * KILOBYTE);
  await log.goto();
  const asked = () => watch.requests.filter((url) => url.includes("/piece-")).length;
  expect(asked()).toBe(0);
  await log.openSample();
  await log.page.getByRole("button", { name: "Columns" }).click();
  await expect(log.page.getByRole("dialog", { name: "Columns" }).getByRole("checkbox").first()).toBeVisible();
  expect(asked()).toBe(1);
});

test("a piece that could not be fetched is told of, and fetched on request", async ({ log, page, watch }) => {
  watch.expect(/ERR_FAILED|Failed to fetch/);
  await page.route(/\/piece-/, (route) => route.abort());
  await log.goto();
  await log.openSample();
  await page.getByRole("button", { name: "Columns" }).click();
  const chooser = page.getByRole("dialog", { name: "Columns" });
  await expect(chooser.getByRole("alert")).toHaveText("This part of the page could not be fetched from its host.");
  await page.unroute(/\/piece-/);
  await chooser.getByRole("button", { name: "Try again" }).click();
  await expect(chooser.getByRole("checkbox").first()).toBeVisible();
});

// Scripts are loaded with it, the converter's too.
test("the engine weighs at most 200 KB", () => {
  const isGlue = (name: string) => name === "converter.js";
  expect(gzipped((name) => isCode(name) && (isEngine(name) || isGlue(name)))).toBeLessThanOrEqual(200 * KILOBYTE);
});

test("the converter weighs at most 100 KB, and is not fetched before a file needs it", async ({ log, watch }) => {
  expect(gzipped((name) => name === "converter_bg.wasm")).toBeLessThanOrEqual(100 * KILOBYTE);
  await log.goto();
  await log.openSample();
  const asked = () => watch.requests.filter((url) => url.includes("converter_bg.wasm")).length;
  expect(asked()).toBe(0);
  for (const name of ["one.csv", "two.csv"]) {
    await log.openInstead({ name, content: "Date,Change ID,Action,Status\n2026-11-01T00:00:00Z,c,Create,Success\n" });
    await expect(log.recordCount).toHaveText("1 event");
  }
  expect(asked()).toBe(1);
});

// That nobody fetches it who does not connect, the tests of live mode hold; MSAL alone has 77 KB.
test("what connects weighs at most 200 KB with all that signs in", () => {
  expect(gzipped((name) => isCode(name) && isConnector(name))).toBeLessThanOrEqual(200 * KILOBYTE);
});

test("the explainer weighs at most 150 KB, and is not fetched before an event is opened", async ({ log, watch }) => {
  expect(gzipped((name) => isCode(name) && isExplainer(name))).toBeLessThanOrEqual(150 * KILOBYTE);
  await log.goto();
  await log.openSample();
  const asked = () => watch.requests.filter((url) => url.includes("explainer")).length;
  expect(asked()).toBe(0);
  await log.row(0).click();
  await log.idle();
  expect(asked()).toBe(2);
  await log.row(1).click();
  await log.idle();
  expect(asked()).toBe(2);
});

test.describe("under a path of its host", () => {
  test.use({ sitePath: "/some/sub/path/" });

  test("the page comes up and shows the sample log", async ({ log }) => {
    // The watch fails the test on any request outside the path.
    await log.goto();
    await log.openSample();
    await expect(log.grid).toBeVisible();
    expect(await log.matching()).toBeGreaterThan(0);
  });

  test("an event is explained", async ({ log }) => {
    await log.goto();
    await log.openSample();
    await log.row(0).click();
    await log.idle();
    await log.tab("Troubleshooting & Recommendations").click();
    await expect(log.details).toContainText("At a glance");
  });

  test("the policy of the page allows what is its own and nothing inline", async ({ log, page, watch }) => {
    watch.expect(/Content Security Policy/);
    await log.goto();
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "document.title = 'inline'";
      document.head.append(script);
      return document.title === "inline";
    });
    expect(ran).toBe(false);
  });
});
