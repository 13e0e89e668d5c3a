import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import type { Page } from "@playwright/test";

import { expect, test } from "./fixtures";
import type { LogPage } from "./fixtures/log-page";
import { madeUp } from "./fixtures/logs";

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

test("its piece weighs at most 80 KB, and is fetched at once when it is needed", async ({ log, watch }) => {
  expect(gzipped(isPiece)).toBeLessThanOrEqual(80 * KILOBYTE);
  await log.goto();
  await log.openSample();
  await log.page.getByRole("button", { name: "Columns" }).click();
  await expect(log.page.getByRole("dialog", { name: "Columns" }).getByRole("checkbox").first()).toBeVisible();
  expect(watch.requests.filter((url) => url.includes("/piece-"))).toHaveLength(1);
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

test("the converter weighs at most 100 KB", () => {
  expect(gzipped((name) => name === "converter_bg.wasm")).toBeLessThanOrEqual(100 * KILOBYTE);
});

// That nobody fetches it who does not connect, the tests of live mode hold; MSAL alone has 75 KB.
test("what connects weighs at most 200 KB with all that signs in", () => {
  expect(gzipped((name) => isCode(name) && isConnector(name))).toBeLessThanOrEqual(200 * KILOBYTE);
});

test("the explainer weighs at most 153 KB, and is fetched once", async ({ log, watch }) => {
  expect(gzipped((name) => isCode(name) && isExplainer(name))).toBeLessThanOrEqual(153 * KILOBYTE);
  await log.goto();
  await log.openSample();
  for (const row of [0, 1]) {
    await log.row(row).click();
    await log.idle();
    expect(watch.requests.filter((url) => url.includes("explainer"))).toHaveLength(2);
  }
});

test.describe("what may be needed later", () => {
  const LATER = ["engine_unpacker.js", "explainer.js", "explainer_bg.wasm", "knowledge.txt", "converter_bg.wasm", "piece-"];
  const isLater = (url: string) => LATER.some((name) => url.includes(name));
  const TABLE = "Date,Change ID,Action,Status\n2026-11-01T00:00:00Z,c,Create,Success\n";

  /** Has time go by at once. */
  const rest = (page: Page) => page.clock.fastForward("00:10");

  /** Opens the sample, and waits until all is there that is fetched when the page rests. */
  async function openAndRest(log: LogPage, page: Page) {
    const there: string[] = [];
    page.context().on("requestfinished", (request) => there.push(request.url()));
    await page.clock.install();
    await log.goto();
    await rest(page);
    await log.openSample();
    await rest(page);
    await expect.poll(() => LATER.filter((name) => !there.some((url) => url.includes(name)))).toEqual([]);
  }

  test("is fetched when the page rests with a log open, and not before", async ({ log, page, watch }) => {
    // The page tells when it rests with a log open by a request of its own.
    await page.addInitScript(() => {
      const observer = new MutationObserver(() => {
        if (document.documentElement.dataset.idle !== "true" || !document.querySelector("[role=grid]")) return;
        observer.disconnect();
        fetch("./?rests");
      });
      observer.observe(document, { subtree: true, attributeFilter: ["data-idle"] });
    });
    await openAndRest(log, page);
    const order = watch.requests.filter((url) => url.includes("?rests") || isLater(url));
    expect(order[0]).toContain("?rests");
    expect(order).toHaveLength(1 + LATER.length);
  });

  test("is not fetched again when it is needed", async ({ log, page, watch }) => {
    await openAndRest(log, page);
    await log.row(0).click();
    for (const name of ["one.csv", "two.csv"]) {
      await log.openInstead({ name, content: TABLE });
      await expect(log.recordCount).toHaveText("1 event");
    }
    expect(watch.requests.filter(isLater)).toHaveLength(LATER.length);
  });

  test("is there when the host is gone: events, tables, archives and choosers open", async ({ log, page, site, watch }) => {
    // The browser asks for the icon again whenever the address changes.
    watch.expect(/ERR_CONNECTION_REFUSED.*icon/);
    await openAndRest(log, page);
    await site.close();
    await log.row(0).click();
    await log.idle();
    await log.tab("Troubleshooting & Recommendations").click();
    await expect(log.details).toContainText("At a glance");
    await page.getByRole("button", { name: "Columns" }).click();
    await expect(page.getByRole("dialog", { name: "Columns" }).getByRole("checkbox").first()).toBeVisible();
    await page.keyboard.press("Escape");
    await log.openInstead({ name: "log.csv", content: TABLE });
    await expect(log.recordCount).toHaveText("1 event");
    await log.openInstead({ name: "log.json.gz", content: gzipSync(JSON.stringify([madeUp("a"), madeUp("b")])) });
    await expect(log.recordCount).toHaveText("2 events");
  });
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
