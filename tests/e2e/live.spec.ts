import { readFileSync } from "node:fs";

import { among, bytes, cut, drip, empty, endless, forbidInside, forbidOrigins, hangUp, hold, html, link, redirect, relative, shape, stall, status, throttle } from "../graph/faults.mjs";
import { serveGraph } from "../graph/server.mjs";
import { expectAccessible } from "./fixtures/axe";
import { PANIC, holdEngine, send } from "./fixtures/engine";
import { type Graph, HELD_CLOCK, ago, everythingKept, expect, hurry, test } from "./fixtures/live";
import type { LivePage } from "./fixtures/live-page";
import type { LogPage } from "./fixtures/log-page";
import { madeUp } from "./fixtures/logs";

/** What the console says of the missing configuration. The answers of the API come to the worker, which tells no console. */
const NO_CONFIG = /404.*provlens\.config\.json/;

/** Reads a page of an API's log, pauses, and takes the computer off the network. */
async function pauseOffline(graph: Graph, live: LivePage, log: LogPage) {
  graph.api.events = ago(1, 2, 3, 4);
  const second = hold();
  graph.api.faults.push(undefined, second.fault);
  await log.goto();
  await live.load(graph.url);
  await expect(log.recordCount).toHaveText("3 events");
  await live.button("Pause").click();
  second.release();
  // The browser asks for the icon again whenever the address changes.
  await log.page.evaluate(() => document.querySelector("link[rel=icon]")!.setAttribute("href", "data:,"));
  await log.page.context().setOffline(true);
}

test.describe("with an API", () => {
  test.use({ config: { range: "24h" } });

  test("its log is read page by page into the same views as a file", async ({ graph, live, log }) => {
    graph.api.events = [...ago(1, 2, 3, 4, 5, 6), madeUp("failed", { provisioningStatusInfo: { status: "failure" }, activityDateTime: new Date().toISOString() })];
    await log.goto();
    await live.load(graph.url);
    await live.complete();
    await expect(log.recordCount).toHaveText("7 events");
    expect(graph.api.asked).toHaveLength(3);
    await log.filter("status:failure");
    await expect(log.recordCount).toHaveText("1 of 7 events");
    // A record is read again from where it was put.
    await log.row(0).click();
    await log.idle();
    await expect(log.details).toContainText("Person failed");
    await log.search("change-failed");
    await expect(log.recordCount).toHaveText("1 of 7 events");
    await expect(log.importReport).toHaveCount(0);
  });

  test("the token is in no address, no storage, no page and no file", async ({ graph, live, log, page, watch }, info) => {
    graph.api.events = ago(1, 2, 3, 4);
    await log.goto();
    await live.load(graph.url);
    await live.complete();
    expect(graph.api.requests.filter(({ method }: any) => method === "GET").map(({ token }: any) => token)).toEqual(["let-me-in", "let-me-in"]);
    expect([...watch.requests, page.url()].filter((url) => url.includes("let-me-in"))).toEqual([]);
    const kept = await everythingKept(page);
    kept.push(await page.evaluate(() => JSON.stringify({ ...sessionStorage })));
    // What the API has sent lies on the private disk.
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.filter((text) => text.includes("let-me-in"))).toEqual([]);
    const download = page.waitForEvent("download");
    await live.button("Save to a file").click();
    const path = info.outputPath("saved.ndjson");
    await (await download).saveAs(path);
    expect(readFileSync(path, "utf8")).not.toContain("let-me-in");
  });

  test("a token that is over, or not yet valid by this computer's clock, is called so", async ({ graph, live, log }) => {
    const claims = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sig`;
    const now = Math.floor(Date.now() / 1000);
    await log.goto();
    await live.load(graph.url, { token: claims({ nbf: now - 7200, exp: now - 3600 }) });
    await expect(live.alert).toHaveText("The access token has expired. Sign in again or paste another, and reading goes on where it stopped.");
    await live.button("Use another token").click();
    await live.token.fill(claims({ nbf: now + 600, exp: now + 3600 }));
    await live.dialog.getByRole("button", { name: "Go on" }).click();
    await expect(live.alert).toContainText(/by this computer's clock holds only in (9|10) minutes\. The clock is probably slow/);
  });

  test("a token that is pasted to go on goes nowhere but to the API that is told, and what is no token goes nowhere", async ({ graph, live, log }) => {
    graph.api.events = ago(1);
    await log.goto();
    // The address of the log itself is one of its API, too.
    await live.load(`${graph.url}/v1.0/auditLogs/provisioning`, { token: "over" });
    await live.button("Use another token").click();
    const address = await live.base.inputValue();
    await live.base.fill("https://elsewhere.example");
    await live.token.fill("let-me-in");
    const fault = live.dialog.getByRole("alert");
    const goOn = live.dialog.getByRole("button", { name: "Go on" });
    await goOn.click();
    await expect(fault).toContainText("and not what stands in API base URL");
    await expect(live.base).toBeFocused();
    await live.base.fill(address);
    await live.token.fill("let-mé-in");
    await goOn.click();
    await expect(fault).toContainText("What stands in Access token is none: sign 6 of it");
    expect(graph.api.asked).toHaveLength(1);
    await live.token.fill("let-me-in");
    await goOn.click();
    await expect(log.recordCount).toHaveText("1 event");
  });

  test("events of the future are shown, and the clock is pointed out", async ({ graph, live, log }) => {
    graph.api.events = ago(-60, 5);
    await log.goto();
    await live.load(graph.url);
    await live.complete();
    await expect(log.recordCount).toHaveText("2 events");
    await expect(live.line).toContainText("this computer's clock is probably slow");
  });

  test("each cloud has its address, and another one is the own address", async ({ live, log }) => {
    await log.goto();
    await live.open();
    const cloud = live.dialog.getByRole("combobox", { name: "Cloud" });
    for (const [name, address] of [
      ["US Government L4", "https://graph.microsoft.us"],
      ["US Government L5 (DoD)", "https://dod-graph.microsoft.us"],
      ["China (21Vianet)", "https://microsoftgraph.chinacloudapi.cn"],
      ["Own address", ""],
      ["Global", "https://graph.microsoft.com"],
    ]) {
      await cloud.selectOption(name);
      await expect(live.base).toHaveValue(address);
    }
  });

  test("axe finds nothing on the dialog and on the line", async ({ graph, live, log, page }) => {
    graph.api.events = ago(1);
    await log.goto();
    await live.open();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await live.load(graph.url);
    await live.complete();
    await expectAccessible(page);
  });

  test("rows show before all is read, and reading can be paused, gone on with and cancelled", async ({ graph, live, log, page }) => {
    graph.api.events = ago(60, 120, 180, 240, 300, 360, 420, 480, 540);
    const second = hold();
    graph.api.faults.push(undefined, second.fault);
    await log.goto();
    await live.load(graph.url);
    await expect(log.recordCount).toHaveText("3 events");
    const progress = Number(await log.progress.getAttribute("aria-valuenow"));
    // Three hours of twenty-four.
    expect(progress).toBeGreaterThanOrEqual(12);
    expect(progress).toBeLessThanOrEqual(13);
    await live.button("Pause").press("Enter");
    await log.idle();
    await expect(live.line).toContainText("paused");
    // The next key leads to what can be done now.
    await expect(live.line).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(live.button("Resume")).toBeFocused();
    second.release();
    const third = hold();
    graph.api.faults.push(undefined, third.fault);
    await live.button("Resume").click();
    await expect(log.recordCount).toHaveText("6 events");
    await live.button("Cancel").click();
    await live.complete();
    await expect(live.line).toContainText("ended before the rest was read");
    await expect(log.recordCount).toHaveText("6 events");
    third.release();
    await live.button("Load older").click();
    await live.complete();
    await expect(log.recordCount).toHaveText("9 events");
  });

  test("in a narrow window what pauses reading and what ends it stand beside each other", async ({ graph, live, log, page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    graph.api.events = ago(60, 120, 180, 240);
    const second = hold();
    graph.api.faults.push(undefined, second.fault);
    await log.goto();
    await live.load(graph.url);
    await expect(log.recordCount).toHaveText("3 events");
    const box = async (name: string) => (await live.button(name).boundingBox())!;
    const [pause, cancel] = [await box("Pause"), await box("Cancel")];
    expect(pause.y).toBe(cancel.y);
    expect(pause.x + pause.width).toBeLessThanOrEqual(390);
    second.release();
    await live.complete();
  });

  test("Refresh reads what has come since, and what came late", async ({ graph, live, log }) => {
    graph.api.events = ago(1, 60, 600);
    await log.goto();
    await live.load(graph.url);
    await live.complete();
    const asked = graph.api.asked.length;
    graph.api.events = [...graph.api.events, ...ago(0, 90, 700)];
    await live.button("Refresh").click();
    await expect(log.recordCount).toHaveText("5 events");
    await live.complete();
    // The event of ten hours ago, which could not come so late, was not asked for again.
    const [, since] = /gt ([^ &]+)/.exec(graph.api.asked[asked])!;
    expect(Date.now() - Date.parse(since)).toBeLessThan(3 * 3600_000);
    await expect(log.importReport).toHaveCount(0);
  });

  test("a filter that looks inside records looks into every page, whenever it comes", async ({ graph, live, log }) => {
    graph.api.events = ago(1, 2, 3, 4, 5, 6, 7, 8);
    await log.goto();
    await live.load(graph.url, { events: "text:change-" });
    await live.complete();
    await expect(log.recordCount).toHaveText("8 events");
    graph.api.events = [...graph.api.events, ...ago(0)];
    await live.button("Refresh").click();
    await expect(log.recordCount).toHaveText("9 events");
  });

  test("no more requests are made than Graph allows, even by who connects again, and the wait is told", async ({ graph, live, log }) => {
    test.setTimeout(90_000);
    graph.api.events = ago(...Array.from({ length: 20 }, (_, number) => number + 1));
    await log.goto();
    for (const pages of [7, 14]) {
      await live.load(graph.url);
      await expect(live.line).toContainText(/next page in \d+ s/);
      await live.complete();
      await expect(log.recordCount).toHaveText("20 events");
      expect(graph.api.asked).toHaveLength(pages);
    }
    const made = graph.api.requests.filter(({ method }: any) => method === "GET").map(({ at }: any) => at);
    const within = (start: number) => made.filter((at: number) => at >= start && at < start + 10_000).length;
    expect(Math.max(...made.map(within))).toBe(5);
  });

  for (const [what, status, words] of [
    ["too many requests", 429, "still says that it is asked too often"],
    ["that it is out of order", 503, "is out of order (it answers 503)"],
  ] as const) {
    test(`an API that goes on to tell of ${what} is given up, and a press goes on`, async ({ graph, live, log }) => {
      test.setTimeout(60_000);
      graph.api.events = ago(1, 2, 3, 4);
      graph.api.faults.push(undefined, ...Array.from({ length: 7 }, () => throttle(0, status)));
      await log.goto();
      await live.load(graph.url);
      await expect(live.alert).toContainText(words, { timeout: 30_000 });
      expect(graph.api.asked).toHaveLength(8);
      // What was read stays, and can be looked at and saved.
      await expect(log.recordCount).toHaveText("3 events");
      await expect(live.button("Save to a file")).toBeVisible();
      await live.button("Try again").click();
      await live.complete();
      await expect(log.recordCount).toHaveText("4 events");
      // The page that it stopped at, and no other.
      expect(new Set(graph.api.asked.slice(1)).size).toBe(1);
    });
  }

  test("a range without events says so, and so does a screen reader", async ({ graph, live, log, page }) => {
    await log.goto();
    await live.load(graph.url, { events: "status:failure" });
    await live.complete();
    await expect(page.getByText("The API has no such event in this range of time.")).toBeVisible();
    await expect(live.line.getByRole("status", { name: "Connection" })).toHaveText("0 events");
  });

  test("a filter that cannot be read is told of, and nothing is asked before it is mended", async ({ graph, live, log }) => {
    graph.api.events = ago(1, 2);
    await log.goto();
    await live.open();
    await live.base.fill(graph.url);
    await live.token.fill("let-me-in");
    await live.events.fill("staus:failure identity:m2");
    await expect(live.dialog).toContainText("In the field Events, “staus:” at character 1: there is no such field");
    await expect(live.dialog).toContainText("This page filters: identity:m2.");
    await live.dialog.getByRole("button", { name: "Load" }).click();
    await expect(live.dialog.getByRole("alert")).toContainText("“staus:” at character 1");
    await expect(live.dialog.getByText("“staus:” at character 1")).toHaveCount(1);
    expect(graph.api.requests).toEqual([]);
    await live.fill(graph.url, { events: "identity:m2" });
    await live.complete();
    await expect(log.recordCount).toHaveText("1 of 2 events");
  });

  test("the dialog tells what the API filters and what the page does, and both hold", async ({ graph, live, log }) => {
    const events = ago(1, 2, 3);
    graph.api.events = [...events, { ...events[0], id: "x", provisioningAction: "delete" }, { ...events[1], id: "y", provisioningAction: "delete" }];
    await log.goto();
    await live.open();
    await live.events.fill("action:delete identity:m2");
    await live.events.press("Tab");
    await expect(live.dialog).toContainText("The API filters: action:delete. This page filters: identity:m2.");
    await live.fill(graph.url, { events: "action:delete identity:m2" });
    await live.complete();
    expect(graph.api.asked[0]).toContain("provisioningAction eq 'delete' and activityDateTime gt ");
    await expect(log.recordCount).toHaveText("1 of 2 events");
    await expect(log.filterBox).toHaveValue("action:delete identity:m2");
  });

  test("a token that expires is asked for, and reading goes on where it stopped", async ({ graph, live, log }) => {
    graph.api.events = ago(1, 2, 3, 4);
    graph.api.faults.push(undefined, () => undefined);
    graph.api.faults[1] = (_: unknown, __: unknown, response: any) => {
      graph.api.tokens = new Set(["another"]);
      status(401, "InvalidAuthenticationToken", "the token let-me-in is old")(_, __, response);
    };
    await log.goto();
    await live.load(graph.url);
    await expect(live.alert).toContainText("refuses the access token");
    await expect(live.alert).not.toContainText("let-me-in");
    await expect(log.recordCount).toHaveText("3 events");
    await live.button("Use another token").click();
    const goOn = live.dialog.getByRole("button", { name: "Go on" });
    await expect(goOn).toHaveAccessibleDescription("Go on reads on where it stopped; Load reads a log anew, as set above.");
    await expect(goOn).toHaveClass(/primary/);
    await expect(live.dialog.getByRole("button", { name: "Load" })).not.toHaveClass(/primary/);
    await live.token.fill("another");
    // It read the log anew, and threw away what was read.
    await live.token.press("Enter");
    await live.complete();
    await expect(log.recordCount).toHaveText("4 events");
    expect(graph.api.asked[1]).toBe(graph.api.asked[2]);
    // Where none is wanted, Enter loads.
    const asked = graph.api.asked.length;
    await live.open();
    await expect(goOn).toBeHidden();
    await expect(live.dialog).not.toContainText("reads a log anew");
    await live.token.press("Enter");
    await live.complete();
    expect(graph.api.asked).toHaveLength(asked + 2);
  });

  test("a pause that the API asks for is counted down and kept", async ({ graph, live, log }) => {
    graph.api.events = ago(1);
    graph.api.faults.push(throttle(3));
    await log.goto();
    await live.load(graph.url);
    await expect(live.line).toContainText(/asks for a pause: trying again in [1-4] s/);
    // It is read out when it begins, and not with every second.
    await expect(live.line.getByRole("status", { name: "Connection" })).toContainText("trying again in 4 s");
    await live.complete();
    const [first, second] = graph.api.requests.filter(({ method }: any) => method === "GET").map(({ at }: any) => at);
    expect(second - first).toBeGreaterThanOrEqual(3000);
  });

  test("a gateway that is out of order for a moment is passed over", async ({ graph, live, log }) => {
    graph.api.events = ago(1, 2, 3, 4);
    graph.api.faults.push(html(502), undefined, hangUp, hangUp);
    await log.goto();
    await live.load(graph.url);
    await live.complete();
    await expect(log.recordCount).toHaveText("4 events");
  });

  test("a page that is cut off is asked for again, and no record comes twice", async ({ graph, live, log }) => {
    graph.api.events = ago(1, 2, 3, 4);
    graph.api.faults.push(cut);
    await log.goto();
    await live.load(graph.url);
    await live.complete();
    await expect(log.recordCount).toHaveText("4 events");
    await expect(log.importReport).toHaveCount(0);
  });

  test("a body that stalls is given up in time, what it held is kept, and the rest is asked for again", async ({ graph, live, log }) => {
    test.setTimeout(90_000);
    graph.api.events = ago(1, 2, 3, 4, 5, 6);
    graph.api.faults.push(undefined, stall);
    await log.goto();
    await live.load(graph.url);
    // Of the page that stalls, a record and a half came.
    await expect(log.recordCount).toHaveText("4 events", { timeout: 40_000 });
    await live.complete();
    await expect(log.recordCount).toHaveText("6 events");
    await expect(log.importReport).toHaveCount(0);
  });

  test("a body that drips for ever is given up in time too, and what it held is kept", async ({ graph, live, log }) => {
    test.setTimeout(120_000);
    graph.api.events = ago(1, 2, 3, 4, 5, 6);
    graph.api.faults.push(undefined, drip);
    await log.goto();
    await live.load(graph.url);
    await expect(log.recordCount).toHaveText("4 events", { timeout: 60_000 });
    await live.complete();
    await expect(log.recordCount).toHaveText("6 events");
  });

  test("a body that drips can be paused, gone on with and cancelled meanwhile", async ({ graph, live, log }) => {
    graph.api.events = ago(1, 2, 3, 4, 5, 6);
    graph.api.faults.push(undefined, drip, drip);
    await log.goto();
    await live.load(graph.url);
    await expect(log.recordCount).toHaveText("3 events");
    await live.button("Pause").click();
    await expect(live.line).toContainText("paused");
    await live.button("Resume").click();
    await expect.poll(() => graph.api.asked.length).toBe(3);
    await live.button("Cancel").click();
    await live.complete();
    await expect(live.line).toContainText("ended before the rest was read");
    await expect(log.recordCount).toHaveText("3 events");
  });

  test("of a failure in a log of failures alone it is said that nobody knows what came of it", async ({ graph, live, log }) => {
    const [event] = ago(5);
    graph.api.events = [{ ...event, jobId: "box.t.s", provisioningStatusInfo: { status: "failure" } }, ...ago(4)];
    await log.goto();
    await live.load(graph.url, { events: "status:failure" });
    await live.complete();
    await expect(log.recordCount).toHaveText("1 event");
    await log.row(0).click();
    await log.idle();
    await expect(log.details).toContainText("whether a later one went well is not known, because the API was asked only for status:failure.");
    await expect(log.details).not.toContainText("still open");
    await log.page.getByRole("button", { name: "Jobs" }).click();
    await expect(log.page.getByRole("region", { name: "Jobs" })).toContainText("The API was asked only for status:failure");
  });

  test("a log that cannot be had leaves the one that is open as it is, and Cancel goes back to it", async ({ graph, live, log }) => {
    graph.api.events = ago(1, 2);
    await log.goto();
    await live.load(graph.url);
    await live.complete();
    await log.filter("id:m1");
    await expect(log.recordCount).toHaveText("1 of 2 events");
    await live.load(graph.url, { token: "wrong" });
    await expect(live.alert).toContainText("refuses the access token");
    await expect(live.alert).toContainText("stays open; Cancel leads back to it.");
    await live.button("Cancel").click();
    await live.complete();
    await expect(live.line).toContainText("2 events");
    // It is the same log with the same question, and is read on with its own token.
    await expect(log.recordCount).toHaveText("1 of 2 events");
    graph.api.events = ago(0, 1, 2);
    await live.button("Refresh").click();
    await expect(log.recordCount).toHaveText("1 of 3 events");
  });

  test("a connection that came to nothing over a file is gone with Cancel", async ({ graph, live, log }) => {
    await log.goto();
    await log.openSample();
    const count = await log.recordCount.textContent();
    await live.load(graph.url, { token: "wrong" });
    await expect(live.alert).toContainText("refuses the access token");
    await live.button("Cancel").click();
    await expect(live.line).toHaveCount(0);
    await expect(log.recordCount).toHaveText(count!);
    // And another attempt goes well.
    graph.api.events = ago(1);
    await live.load(graph.url);
    await expect(log.recordCount).toHaveText("1 event");
  });

  test("a computer that is offline when the log is first asked for is told so, and reading begins when it is back", async ({ graph, live, log, context, page }) => {
    graph.api.events = ago(1);
    await log.goto();
    await live.open();
    // What connects is fetched with the dialog.
    await log.idle();
    await page.evaluate(() => document.querySelector("link[rel=icon]")!.setAttribute("href", "data:,"));
    await context.setOffline(true);
    await live.fill(graph.url);
    await expect(live.line).toContainText(/this computer is offline: trying again in \d+ s/);
    await context.setOffline(false);
    await live.complete();
    await expect(log.recordCount).toHaveText("1 event");
  });

  test("a dialog that cannot be fetched offline says so, and opens when the computer is back", async ({ live, log, context, watch }) => {
    watch.expect(/ERR_INTERNET_DISCONNECTED/, /TypeError: Failed to fetch/);
    await log.goto();
    await context.setOffline(true);
    await live.connectButton.click();
    await expect(log.alert).toContainText("The dialog that connects could not be opened: this computer is offline.");
    await context.setOffline(false);
    await live.open();
    await expect(log.alert.filter({ hasText: "offline" })).toHaveCount(0);
  });

  test("a log that was read live is offered to be read again after a reload, with the same settings and in the same view", async ({ graph, live, log, page }) => {
    graph.api.events = ago(1, 2, 3, 4);
    await log.goto();
    await live.load(graph.url, { range: "Last 7 days", events: "action:create" });
    await live.complete();
    await log.filter("identity:m2");
    await log.row(0).click();
    await log.idle();
    const view = page.url();
    await page.reload();
    await log.idle();
    const note = page.getByRole("status").filter({ hasText: "was open in this tab" });
    await expect(note).toContainText(`The log of ${new URL(graph.url).host} was open in this tab.`);
    await expect(page.getByText("Open the same files")).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Connect again" }).click();
    await expect(live.dialog).toBeVisible();
    await expect(live.base).toHaveValue(graph.url);
    await expect(live.range).toHaveValue("168");
    await expect(live.events).toHaveValue("action:create");
    await expect(live.token).toHaveValue("");
    await expect(live.token).toBeFocused();
    await live.token.fill("let-me-in");
    await live.dialog.getByRole("button", { name: "Load" }).click();
    await live.complete();
    await expect(log.recordCount).toHaveText("1 of 4 events");
    await expect(log.details).toContainText("Person m2");
    await log.idle();
    expect(page.url()).toBe(view);
    await expect(page.getByText("About the link")).toHaveCount(0);
    // Files in its place are what is to be opened again.
    await log.openInstead({ name: "log.json", content: JSON.stringify([madeUp("a")]) });
    await page.reload();
    await log.idle();
    await expect(page.getByText("Open the same files")).toBeVisible();
    await expect(page.getByText("was open in this tab")).toHaveCount(0);
  });

  test("a link to a view of a live log says to connect", async ({ log, page }) => {
    await log.goto("#v=2&q=status:failure&log=live");
    await expect(page.getByText("Connect to the same API to see it")).toBeVisible();
    await expect(page.getByRole("button", { name: "Connect again" })).toHaveCount(0);
  });

  test("a computer that is offline is told so, and reading goes on when it is back", async ({ graph, live, log, context }) => {
    await pauseOffline(graph, live, log);
    await live.button("Resume").click();
    await expect(live.line).toContainText(/this computer is offline: trying again in \d+ s/);
    await context.setOffline(false);
    await live.complete();
    await expect(log.recordCount).toHaveText("4 events");
  });

  test("a range of one's own is asked for, in the time of this computer", async ({ graph, live, log, page }) => {
    const at = (id: string, activityDateTime: string) => madeUp(id, { activityDateTime });
    graph.api.events = [
      at("before", "2026-11-02T07:59:00Z"),
      at("first", "2026-11-02T08:00:00Z"),
      at("last", "2026-11-03T09:29:59Z"),
      at("behind", "2026-11-03T09:30:00Z"),
    ];
    await log.goto();
    await live.open();
    await live.base.fill(graph.url);
    await live.token.fill("let-me-in");
    await expect(live.dialog.getByLabel("From")).toBeHidden();
    await live.range.selectOption("Custom");
    await live.dialog.getByRole("button", { name: "Load" }).click();
    await expect(live.dialog.getByRole("alert")).toHaveText("Say from when on.");
    await expect(live.dialog.getByLabel("From")).toBeFocused();
    await expectAccessible(page);
    await live.dialog.getByLabel("From").fill("2026-11-02T08:00");
    await live.dialog.getByLabel("Until").fill("2026-11-02T07:00");
    await live.dialog.getByRole("button", { name: "Load" }).click();
    await expect(live.dialog.getByRole("alert")).toHaveText("The range ends before it begins.");
    await live.dialog.getByLabel("Until").fill("2026-11-03T09:30");
    await live.dialog.getByRole("button", { name: "Load" }).click();
    await live.complete();
    await expect(log.recordCount).toHaveText("2 events");
    expect(graph.api.asked[0]).toContain("activityDateTime gt 2026-11-02T07:59:59Z and activityDateTime lt 2026-11-03T09:30:00Z");
  });

  test("an engine that dies offers to connect again, with what was written in the dialog", async ({ graph, live, log, page, watch }) => {
    watch.expect(/a panic was asked for/);
    graph.api.events = ago(1, 2, 3, 4);
    await holdEngine(page);
    await log.goto();
    await live.load(graph.url, { range: "Last 7 days" });
    await live.complete();
    await send(page, PANIC);
    const alert = page.getByRole("alert").filter({ hasText: "has stopped" });
    await expect(alert).toContainText("what it had read of localhost:");
    await expect(alert.getByRole("button", { name: "Reopen files" })).toHaveCount(0);
    await alert.getByRole("button", { name: "Connect again" }).click();
    await expect(live.dialog).toBeVisible();
    await expect(alert).toHaveCount(0);
    await expect(live.base).toHaveValue(graph.url);
    await expect(live.token).toHaveValue("let-me-in");
    await expect(live.range).toHaveValue("168");
    await live.dialog.getByRole("button", { name: "Load" }).click();
    await live.complete();
    await expect(log.recordCount).toHaveText("4 events");
  });

  test("an address that names another API than the configured one is refused, and its API is not asked", async ({ graph, live, log, page, watch }) => {
    await page.goto(`./?api=${encodeURIComponent(graph.url)}`);
    await log.idle();
    await live.open();
    await expect(live.dialog.getByRole("alert")).toHaveText(
      `The address of this page names an API that is not configured here, and it is not used: ${graph.url}`,
    );
    await expect(live.base).toHaveValue("https://graph.microsoft.com");
    expect(graph.api.requests).toEqual([]);
    expect(watch.requests.filter((url) => url.startsWith(graph.url))).toEqual([]);
    // What is no address at all is refused no less.
    await page.goto("./?api=%2F%2Fevil.test%0A");
    await log.idle();
    await live.open();
    await expect(live.dialog.getByRole("alert")).toContainText("not configured here");
  });

  test("a filter that the API refuses is applied by the page", async ({ graph, live, log }) => {
    const events = ago(1, 2, 3);
    graph.api.events = [...events, { ...events[0], id: "x", provisioningAction: "delete" }];
    graph.api.faults.push(status(400, "BadRequest", "no"));
    await log.goto();
    await live.load(graph.url, { events: "action:delete" });
    await live.complete();
    await expect(log.recordCount).toHaveText("1 of 4 events");
    await expect(live.line).toContainText("refuses the filter");
    expect(graph.api.asked[1]).not.toContain("provisioningAction");
  });

  for (const [code, word] of [[410, "Gone"], [404, "NotFound"]] as const) {
    test(`a page that answers ${code} is read by asking anew`, async ({ graph, live, log }) => {
      graph.api.events = ago(1, 2, 3, 4, 5);
      graph.api.faults.push(undefined, status(code, word));
      await log.goto();
      await live.load(graph.url);
      await live.complete();
      await expect(log.recordCount).toHaveText("5 events");
    });
  }

  for (const [code, words] of [
    ["Authentication_MSGraphPermissionMissing", "AuditLog.Read.All and Directory.Read.All"],
    ["Authentication_RequestFromNonPremiumTenantOrB2CTenant", "Microsoft Entra ID P1 or P2"],
    ["Authorization_RequestDenied", "Reports Reader"],
  ]) {
    test(`the refusal ${code} is explained`, async ({ graph, live, log }) => {
      graph.api.faults.push(status(403, code));
      await log.goto();
      await live.load(graph.url);
      await expect(live.alert).toContainText(words);
    });
  }

  test("a refusal is told by its code wherever in the answer that stands", async ({ graph, live, log }) => {
    graph.api.faults.push(forbidInside("Authentication_MSGraphPermissionMissing"));
    await log.goto();
    await live.load(graph.url);
    await expect(live.alert).toContainText("AuditLog.Read.All and Directory.Read.All");
  });

  for (const [what, fault, words] of [
    ["a page for people", html(), "a page for people"],
    ["another shape", shape, "no page of a provisioning log"],
  ] as const) {
    test(`${what} in place of the second page ends reading in words, and what was read is kept`, async ({ graph, live, log }) => {
      graph.api.events = ago(1, 2, 3, 4);
      graph.api.faults.push(undefined, fault);
      await log.goto();
      await live.load(graph.url);
      await expect(live.alert).toContainText(words);
      await expect(log.recordCount).toHaveText("3 events");
      await live.button("Try again").click();
      await live.complete();
      await expect(log.recordCount).toHaveText("4 events");
    });
  }

  test("a token follows no redirect and no link to another host", async ({ graph, live, log, watch }) => {
    const evil = await serveGraph(ago(1, 2), {});
    // The browser's tools tell of the request that a redirect would have led to; it is never made.
    watch.allow(evil.url);
    graph.api.events = ago(1, 2, 3, 4);
    graph.api.faults.push(link(`${evil.url}/v1.0/auditLogs/provisioning`), redirect(`${evil.url}/v1.0/auditLogs/provisioning`));
    await log.goto();
    await live.load(graph.url);
    await expect(live.alert).toContainText("on another host. The access token is not sent there");
    await expect(log.recordCount).toHaveText("3 events");
    await live.button("Try again").click();
    await expect(live.alert).toContainText("The access token was not sent there");
    expect(evil.api.requests).toEqual([]);
    await evil.close();
  });

  test("a link that begins at the address of its page is followed", async ({ graph, live, log }) => {
    graph.api.events = ago(1, 2, 3, 4);
    graph.api.faults.push(relative);
    await log.goto();
    await live.load(graph.url);
    await live.complete();
    await expect(log.recordCount).toHaveText("4 events");
  });

  test("records of a page that are no events are counted apart, reported, and saved as they came", async ({ graph, live, log, page }, info) => {
    graph.api.events = ago(1, 2, 3, 4);
    const strangers = [7, { a: 1 }, null, 7];
    graph.api.faults.push(among(...strangers));
    await log.goto();
    await live.load(graph.url);
    await live.complete();
    const expectAll = async () => {
      await expect(log.recordCount).toHaveText("4 events");
      await log.openReport();
      await expect(log.importReport.getByRole("row", { name: /a bare value/ })).toContainText("3");
      await expect(log.importReport.getByRole("row", { name: /with the member a/ })).toContainText("1");
    };
    await expect(live.line).toContainText("4 events (and 4 records that cannot be shown) back to ");
    await expectAll();
    // The page comes again with the hours that are read once more, and brings nothing new.
    graph.api.faults.push(among(...strangers));
    await live.button("Refresh").click();
    await live.complete();
    await expect(live.line).toContainText("4 events (and 4 records that cannot be shown) back to ");
    await expectAll();
    const download = page.waitForEvent("download");
    await live.button("Save to a file").click();
    const path = info.outputPath("saved.ndjson");
    await (await download).saveAs(path);
    expect(readFileSync(path, "utf8").trimEnd().split("\n").slice(0, 4)).toEqual(["[7]", '{"a": 1}', "[null]", "[7]"]);
    await log.openInstead(path);
    await expectAll();
  });

  test("records whose ids are blank are all shown, also where their page comes again", async ({ graph, live, log }) => {
    graph.api.events = ago(1, 2, 3).map((event, index) => ({ ...event, id: index < 1 ? "" : " " }));
    await log.goto();
    await live.load(graph.url);
    await live.complete();
    await expect(log.recordCount).toHaveText("3 events");
    await live.button("Refresh").click();
    await live.complete();
    await expect(log.recordCount).toHaveText("3 events");
  });

  test("a page with a byte that is no UTF-8, or a control character, is read and reported as a file is", async ({ graph, live, log }) => {
    graph.api.events = ago(1, 2, 3, 4, 5);
    graph.api.faults.push(bytes("Person m2", [0xe9]), bytes("Person m4", [0x01]));
    await log.goto();
    await live.load(graph.url);
    await live.complete();
    await expect(log.recordCount).toHaveText("5 events");
    expect(graph.api.asked).toHaveLength(2);
    await log.openReport();
    await expect(log.importReport).toContainText("bytes that are no characters");
    await expect(log.importReport).toContainText("control character");
  });

  test("a link that is no address ends reading in words, wherever on its page it stands", async ({ graph, live, log }) => {
    graph.api.events = ago(1, 2, 3, 4);
    graph.api.faults.push(link(5));
    await log.goto();
    await live.load(graph.url);
    await expect(live.alert).toContainText("is no address");
    await expect(log.recordCount).toHaveText("3 events");
  });

  test("a link in a circle ends reading in words", async ({ graph, live, log }) => {
    graph.api.events = ago(1, 2, 3, 4);
    graph.api.faults.push(undefined, link((request: any) => graph.url + request.url));
    await log.goto();
    await live.load(graph.url);
    await expect(live.alert).toContainText("read already");
    await expect(log.recordCount).toHaveText("4 events");
  });

  test("pages without end and without events are given up", async ({ graph, live, log }) => {
    test.setTimeout(120_000);
    graph.api.events = ago(1, 2, 3, 4);
    graph.api.faults.push(undefined, ...Array.from({ length: 40 }, () => empty));
    await log.goto();
    await live.load(graph.url);
    await expect(live.alert).toContainText("nothing new", { timeout: 90_000 });
    await expect(log.recordCount).toHaveText("3 events");
  });

  test("an API that cannot be reached, or allows no page, is told with what to check", async ({ graph, live, log }) => {
    // A browser asks once more where a connection that was used before is closed.
    graph.api.faults.push(forbidOrigins, hangUp, hangUp);
    await log.goto();
    await live.load(graph.url);
    await expect(live.alert).toContainText(/cannot be reached.*CORS/);
    await live.button("Try again").click();
    await expect(live.alert).toContainText(/cannot be reached/);
  });

  test("what is no address of an API is refused in the dialog", async ({ live, log }) => {
    await log.goto();
    for (const [address, words] of [
      ["graph.microsoft.com", "no address of an API"],
      ["http://graph.microsoft.com", "must begin with https://"],
    ]) {
      await live.open();
      await live.base.fill(address);
      await live.token.fill("let-me-in");
      await live.dialog.getByRole("button", { name: "Load" }).click();
      await expect(live.dialog.getByRole("alert")).toContainText(words);
      await live.dialog.getByRole("button", { name: "Cancel" }).click();
      await expect(live.dialog).toBeHidden();
    }
  });

  test("an address in letters of another script is shown as computers know it before it is asked", async ({ graph, live, log }) => {
    graph.api.events = ago(1);
    await log.goto();
    await live.open();
    const press = () => live.dialog.getByRole("button", { name: "Load" }).click();
    await live.base.fill("https://gräph.example/beta");
    await live.token.fill("let-me-in");
    await press();
    await expect(live.dialog.getByRole("alert")).toContainText("That is how computers know this address.");
    await expect(live.base).toHaveValue("https://xn--grph-moa.example/beta");
    await expect(live.base).toBeFocused();
    // Wide letters are those of no other host.
    await live.base.fill(graph.url.replace("localhost", "ｌｏｃａｌｈｏｓｔ"));
    await press();
    await expect(live.base).toHaveValue(`${graph.url}/`);
    expect(graph.api.asked).toEqual([]);
    await press();
    await live.complete();
    await expect(log.recordCount).toHaveText("1 event");
  });

  test("what was read is saved to a file, which holds every record as the API has sent it", async ({ graph, live, log, page }, info) => {
    graph.api.events = [...ago(1, 2, 3, 4), madeUp("\u{1F600} \u2028", { activityDateTime: new Date().toISOString() })];
    await log.goto();
    await live.load(graph.url);
    await live.complete();
    const download = page.waitForEvent("download");
    await live.button("Save to a file").click();
    const path = info.outputPath("saved.ndjson");
    await (await download).saveAs(path);
    const shown = await log.grid.getByRole("row").allInnerTexts();
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    const byId = (left: any, right: any) => left.id.localeCompare(right.id);
    expect(lines.map((line) => JSON.parse(line)).sort(byId)).toEqual(graph.api.events.toSorted(byId));
    await log.open(path);
    await page.getByRole("button", { name: "Replace", exact: true }).click();
    await log.idle();
    await expect(log.recordCount).toHaveText("5 events");
    expect(await log.grid.getByRole("row").allInnerTexts()).toEqual(shown);
    await expect(log.importReport).toHaveCount(0);
  });

  test("files are opened in place of an API's log, and beside it", async ({ graph, live, log, page }) => {
    graph.api.events = ago(1, 2);
    await log.goto();
    await live.load(graph.url);
    await live.complete();
    const file = { name: "log.json", content: JSON.stringify([madeUp("a"), madeUp("b"), madeUp("c")]) };
    await log.open(file);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await log.idle();
    await expect(log.recordCount).toHaveText("5 events");
    await log.open(file);
    await page.getByRole("button", { name: "Replace", exact: true }).click();
    await log.idle();
    await expect(log.recordCount).toHaveText("3 events");
    await expect(live.line).toHaveCount(0);
  });
});

test.describe("with a clock that can be hurried", () => {
  test.use({ config: { range: "24h" }, beforeEngine: HELD_CLOCK });

  test("a page that never ends is left with what came of it, and a press goes on from there", async ({ graph, live, log, page }) => {
    graph.api.events = ago(1, 2, 3);
    graph.api.faults.push(endless);
    await log.goto();
    await live.connectButton.click();
    await hurry(page, 20);
    await live.fill(graph.url);
    await expect(live.alert).toContainText("does not come to its end.", { timeout: 20_000 });
    await expect(log.recordCount).toHaveText(/^[\d,]+ events$/);
    await live.button("Try again").click();
    await live.complete();
    expect(graph.api.asked[1]).toContain("activityDateTime lt");
  });

  test("a computer that stays offline is given up, and a press goes on", async ({ graph, live, log, page, context }) => {
    await pauseOffline(graph, live, log);
    await hurry(page, 20);
    await live.button("Resume").click();
    await expect(live.alert).toHaveText("This computer is offline. Try again when it is back.", { timeout: 20_000 });
    await expect(log.recordCount).toHaveText("3 events");
    await hurry(page, 1);
    await context.setOffline(false);
    await live.button("Try again").click();
    await live.complete();
    await expect(log.recordCount).toHaveText("4 events");
  });
});

test("without a configuration nothing is asked but the page's own files, even to open the dialog", async ({ live, log, watch }) => {
  watch.expect(NO_CONFIG);
  await log.goto();
  expect(watch.requests.filter((url) => /connector|sign_in|msal|config/.test(url))).toEqual([]);
  await live.open();
  await expect(live.base).toHaveValue("https://graph.microsoft.com");
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await expect(live.dialog.getByRole("alert")).toContainText("An access token is needed");
  expect(watch.requests.filter((url) => /msal/.test(url))).toEqual([]);
});

test("an address may name a part of the API that is configured", async ({ graph, live, log, page, context }) => {
  graph.api.events = ago(1);
  await context.route(/provlens\.config\.json/, (route) => route.fulfill({ json: { api: graph.url } }));
  await page.goto(`./?api=${encodeURIComponent(`${graph.url}/beta`)}`);
  await log.idle();
  await live.open();
  await expect(live.dialog.getByRole("alert")).toHaveText("");
  await expect(live.base).toHaveValue(`${graph.url}/beta`);
  await live.token.fill("let-me-in");
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  expect(graph.api.asked[0]).toMatch(/^\/beta\/auditLogs\/provisioning/);
});

test("a path below the configured one is a part of it, and one beside it is none", async ({ live, log, page, context, watch }) => {
  await context.route(/provlens\.config\.json/, (route) => route.fulfill({ json: { api: "https://proxy.test/graph/v1.0" } }));
  for (const [path, isPart] of [
    ["/graph/v1.0", true],
    ["/graph", true],
    ["/graph/beta/", true],
    ["/graph/beta/auditLogs/provisioning", true],
    ["/graph/v1.0/below", true],
    ["/x/../graph/beta", true],
    ["/", false],
    ["/other", false],
    ["/graphevil", false],
    ["/graph/v1.0evil", false],
    ["/graph/v1.0/../../other", false],
    ["/graph/v1.0/%2e%2e/%2E%2E/other", false],
    ["/graph/v1.0/..%2f..%2fother", false],
    ["/Graph/v1.0", false],
  ] as const) {
    const address = `https://proxy.test${path}`;
    await page.goto(`./?api=${encodeURIComponent(address)}`);
    await log.idle();
    await live.open();
    await expect(live.base, path).toHaveValue(isPart ? address : "https://proxy.test/graph/v1.0");
    await expect(live.dialog.getByRole("alert"), path).toHaveText(isPart ? "" : `The address of this page names an API that is not configured here, and it is not used: ${address}`);
  }
  expect(watch.requests.filter((url) => url.includes("proxy.test/"))).toEqual([]);
});

test("a link that names a part of the API is followed in a tab that has read another", async ({ graph, live, log, page, context }) => {
  graph.api.events = ago(1);
  await context.route(/provlens\.config\.json/, (route) => route.fulfill({ json: { api: graph.url } }));
  await log.goto();
  await live.load(graph.url, { range: "Last 7 days" });
  await live.complete();
  await page.goto(`./?api=${encodeURIComponent(`${graph.url}/beta`)}`);
  await log.idle();
  await live.open();
  await expect(live.base).toHaveValue(`${graph.url}/beta`);
  await expect(live.range).toHaveValue("168");
  await page.keyboard.press("Escape");
  // What was read before is read again as it was.
  await page.getByRole("button", { name: "Connect again" }).click();
  await expect(live.base).toHaveValue(graph.url);
});

test("a configuration that does not come is waited for in sight, and one can go on without it or give up", async ({ graph, live, log, page, context }) => {
  graph.api.events = ago(1);
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await context.route(/provlens\.config\.json/, async (route) => {
    await held;
    await route.fulfill({ json: {} }).catch(() => {});
  });
  await log.goto();
  await live.open();
  await expect(live.dialog).toContainText("Waiting for what the host of this page has set");
  await expectAccessible(page);
  await live.dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(live.dialog).toBeHidden();
  await expect(live.connectButton).toBeFocused();
  await page.keyboard.press("Enter");
  await live.dialog.getByRole("button", { name: "Go on without it" }).click();
  await expect(live.dialog.getByRole("alert")).toContainText("provlens.config.json beside this page cannot be used: its host does not answer");
  await live.fill(graph.url);
  await live.complete();
  await expect(log.recordCount).toHaveText("1 event");
  answer();
});

test("whoever hosts the page presets the dialog, and a preset that makes no sense is named", async ({ live, log, page, context }) => {
  let config: object = { cloud: "usgov", range: "7d", filter: "status:failure" };
  await context.route(/provlens\.config\.json/, (route) => route.fulfill({ json: config }));
  await log.goto();
  await live.open();
  await expect(live.base).toHaveValue("https://graph.microsoft.us");
  await expect(live.dialog.getByRole("combobox", { name: "Cloud" })).toHaveValue("https://graph.microsoft.us");
  await expect(live.range).toHaveValue("168");
  await expect(live.events).toHaveValue("status:failure");
  // What a browser forgives in an address stands there as it is asked.
  config = { api: "https:\\\\GRÄPH.example\\beta\n/" };
  await log.goto();
  await page.reload();
  await log.idle();
  await live.open();
  await expect(live.base).toHaveValue("https://xn--grph-moa.example/beta");
  config = { filter: "status:failure code:X" };
  await log.goto();
  await page.reload();
  await log.idle();
  await live.open();
  await expect(live.dialog).toContainText("The API filters: status:failure. This page filters: code:X.");
  await live.events.fill("job:scim.Ab");
  await expect(live.dialog).toContainText("The API filters: job:scim.Ab (it tells capitals from small letters in ids).");
});

test("a configuration that makes no sense is named, and one can connect without it", async ({ graph, live, log, page, context, watch }) => {
  watch.expect(/500.*provlens\.config\.json/);
  graph.api.events = ago(1);
  let answer = {};
  await context.route(/provlens\.config\.json/, (route) => route.fulfill(answer));
  for (const [wrong, words] of [
    [{ body: "{ cloud" }, "it is no JSON"],
    [{ body: "[]" }, "it is no object"],
    [{ status: 500 }, "its host answers 500"],
    [{ json: { cloud: "moon" } }, '"cloud" must be one of global, usgov, dod, china'],
    [{ json: { clientID: "x" } }, 'nothing is known as "clientID", but cloud, api, clientId'],
    [{ json: { range: "3d" } }, '"range" must be one of 24h, 7d, 30d'],
    [{ json: { hosts: "https://portal.contoso.com" } }, '"hosts" must be a list of origins'],
    [{ json: { hosts: ["https://portal.contoso.com/"] } }, '"hosts" must be a list of origins'],
    [{ json: { authority: "http://login.test" } }, '"authority" must be an address that begins with https://'],
    [{ json: { tenant: 7 } }, '"tenant" must be a domain or an id'],
    [{ json: { tenant: "../evil" } }, '"tenant" must be a domain or an id'],
    [{ json: { tenant: "https://evil.test" } }, '"tenant" must be a domain or an id'],
    [{ json: { api: "http://graph.microsoft.com" } }, '"api" must be the address of an API: https'],
    [{ json: { api: "https://ana@graph.microsoft.com" } }, '"api" must be the address of an API'],
    [{ json: { api: "https://graph.microsoft.com?" } }, '"api" must be the address of an API'],
  ] as const) {
    answer = wrong;
    await log.goto();
    await page.reload();
    await log.idle();
    await live.open();
    await expect(live.dialog.getByRole("alert")).toContainText(`provlens.config.json beside this page cannot be used: ${words}`);
  }
  await live.fill(graph.url);
  await live.complete();
  await expect(log.recordCount).toHaveText("1 event");
});

for (const [what, answer] of [
  ["answers with the page itself", { contentType: "text/html", body: "<!DOCTYPE html><title>provlens</title>" }],
  ["says nothing of files that are not there", { status: 403 }],
] as const) {
  test(`on a host that ${what} there is no configuration`, async ({ live, log, context, watch }) => {
    if ("status" in answer) watch.expect(/403.*provlens\.config\.json/);
    await context.route(/provlens\.config\.json/, (route) => route.fulfill(answer));
    await log.goto();
    await live.open();
    await expect(live.dialog.getByRole("alert")).toHaveText("");
    await expect(live.base).toHaveValue("https://graph.microsoft.com");
  });
}
