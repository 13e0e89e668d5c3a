import type { Page } from "@playwright/test";

import { serve } from "../../scripts/serve.mjs";
import { serveGraph } from "../graph/server.mjs";
import { CLIENT, JOB_SCOPES, SCOPES, serveProvider } from "../graph/provider.mjs";
import { status } from "../graph/faults.mjs";
import { expectAccessible } from "./fixtures/axe";
import { ago, everythingKept, expect, test as base } from "./fixtures/live";
import type { LivePage } from "./fixtures/live-page";

interface Provider {
  url: string;
  grants: string[];
  /** Who each grant was for. */
  people: string[];
  /** The scopes that people were asked for. */
  asked: string[];
}

const test = base.extend<{ provider: Provider }>({
  /** The provider, named in the configuration of the page. */
  provider: async ({ site, graph, watch, context }, use) => {
    const { close, ...provider } = await serveProvider(site.url, (token: string, scopes: string[]) => {
      if (SCOPES.every((scope) => scopes.includes(scope))) graph.api.tokens.add(token);
      if (JOB_SCOPES.every((scope) => scopes.includes(scope))) {
        graph.api.tokens.add(token);
        graph.api.jobTokens.add(token);
      }
    });
    watch.allow(provider.url);
    const config = { api: graph.url, clientId: CLIENT, authority: provider.url, oidc: true, scopes: SCOPES, jobScopes: JOB_SCOPES };
    await context.route(/provlens\.config\.json/, (route) => route.fulfill({ json: config }));
    // The provider's own pages want a font from elsewhere; they do without.
    watch.allow("https://fonts.googleapis.com/");
    await context.route("https://fonts.googleapis.com/**", (route) => route.fulfill({ contentType: "text/css", body: "" }));
    await use(provider);
    await close();
  },
});

/** Signs in on the provider's own pages. */
async function signIn(page: Page, name: string) {
  await page.locator("[name=login]").fill(name);
  await page.locator("[name=password]").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Does so in a popup of the open dialog. */
async function signInByPopup(live: LivePage, name: string) {
  const popup = live.dialog.page().waitForEvent("popup");
  await live.dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await signIn(await popup, name);
}

/** Leaves for the provider's pages, over an open log: one is told of that first. */
async function leave(live: LivePage) {
  const button = live.dialog.getByRole("button", { name: "Sign in without a popup" });
  await button.click();
  await expect(live.dialog.getByRole("alert")).toContainText("Press once more to go on.");
  await button.click();
}

/** Signs out whom the open dialog speaks of, in a popup. */
async function signOutByPopup(live: LivePage) {
  const popup = live.dialog.page().waitForEvent("popup");
  await live.dialog.getByRole("button", { name: "Sign out" }).click();
  await (await popup).getByRole("button", { name: /Yes/ }).click();
}

test("somebody signs in in a popup, and the log is read with that token", async ({ graph, live, log, page, provider }) => {
  graph.api.events = ago(1, 2, 3, 4);
  await log.goto();
  await live.open();
  await expect(live.base).toHaveValue(graph.url);
  await signInByPopup(live, "ana");
  await expect(live.dialog).toContainText("Signed in as ana@contoso.test.");
  expect(provider.grants).toEqual(["authorization_code"]);
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  await expect(log.recordCount).toHaveText("4 events");
  // The token is known to no address and to no storage that outlives the tab.
  const [{ token }] = graph.api.requests.filter(({ method }: any) => method === "GET");
  expect(token.length).toBeGreaterThan(20);
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(token);
  expect(page.url()).not.toContain(token);
});

test("somebody signs in without a popup, and comes back to the view and the dialog", async ({ graph, live, log, page, provider }) => {
  graph.api.events = ago(1, 2);
  await log.goto("#v=1&sort=app");
  const before = page.url();
  await live.open();
  await live.dialog.getByRole("button", { name: "Sign in without a popup" }).click();
  await signIn(page, "ben");
  await expect(live.dialog).toContainText("Signed in as ben@contoso.test.");
  expect(page.url()).toBe(before);
  expect(provider.grants).toEqual(["authorization_code"]);
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  await expect(log.recordCount).toHaveText("2 events");
});

test("a sign-in without a popup keeps what is written in the dialog", async ({ graph, live, log, page, provider }) => {
  graph.api.events = ago(1, 2);
  await log.goto();
  await live.open();
  await live.range.selectOption("Custom");
  await live.dialog.getByLabel("From").fill("2026-01-02T03:04");
  await live.events.fill("action:create identity:m2");
  await live.dialog.getByRole("button", { name: "Sign in without a popup" }).click();
  await signIn(page, "ben");
  await expect(live.dialog).toContainText("Signed in as ben@contoso.test.");
  await expect(live.range).toHaveValue("0");
  await expect(live.dialog.getByLabel("From")).toHaveValue("2026-01-02T03:04");
  await expect(live.events).toHaveValue("action:create identity:m2");
  await expect(live.dialog).toContainText("The API filters: action:create.");
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  await expect(log.recordCount).toHaveText("1 of 2 events");
  expect(provider.grants).toEqual(["authorization_code"]);
});

test("a log that is read live is read again after a sign-in without a popup, in the same view", async ({ graph, live, log, page, provider }) => {
  graph.api.tokens.add("pasted");
  graph.api.events = ago(1, 2, 3, 4);
  await log.goto();
  await live.load(graph.url, { token: "pasted", range: "Last 7 days" });
  await live.complete();
  await log.filter("identity:m2");
  await log.row(0).click();
  await log.idle();
  const view = page.url();
  graph.api.tokens.clear();
  await live.button("Refresh").click();
  await expect(live.alert).toContainText("refuses the access token");
  await live.button("Use another token").click();
  // What was pasted is no good any more.
  await expect(live.token).toHaveValue("");
  await live.events.fill("status:failure");
  await leave(live);
  await signIn(page, "ben");
  await live.complete();
  await expect(log.recordCount).toHaveText("1 of 4 events");
  await expect(log.details).toContainText("Person m2");
  await log.idle();
  expect(page.url()).toBe(view);
  expect(graph.api.asked.at(-1)).not.toContain("status");
  // What was written for another log is there.
  await live.open();
  await expect(live.dialog).toContainText("Signed in as ben@contoso.test.");
  await expect(live.events).toHaveValue("status:failure");
  expect(provider.grants).toEqual(["authorization_code"]);
});

test("a sign-in without a popup over a log that is read brings back what is written, and names first what it closes", async ({ graph, live, log, page, provider }) => {
  graph.api.tokens.add("pasted");
  graph.api.events = ago(1, 2, 3, 4);
  await log.goto();
  await live.load(graph.url, { token: "pasted" });
  await live.complete();
  const asked = graph.api.asked.length;
  await live.open();
  await live.range.selectOption("Last 7 days");
  await live.events.fill("status:failure");
  const button = live.dialog.getByRole("button", { name: "Sign in without a popup" });
  await button.click();
  await expect(live.dialog.getByRole("alert")).toHaveText(`That leaves this page and closes the log of ${new URL(graph.url).host}. Press once more to go on.`);
  await expect(button).toBeFocused();
  await button.click();
  await signIn(page, "ben");
  await expect(live.dialog).toContainText("Signed in as ben@contoso.test.");
  await expect(live.range).toHaveValue("168");
  await expect(live.events).toHaveValue("status:failure");
  expect(graph.api.asked.length).toBe(asked);
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  expect(graph.api.asked.at(-1)).toContain("status");
  // What is the same is read again at once.
  await live.open();
  await leave(live);
  await signIn(page, "ana");
  await live.complete();
  await expect(live.dialog).toBeHidden();
  expect(provider.people).toEqual(["ben", "ana"]);
});

// It was refused for the address of the log that was open, with the configured one in sight.
test("a sign-in without a popup at the configured API is no matter of a log that another API has let go", async ({ graph, live, log, page, provider, watch }) => {
  const other = await serveGraph(ago(1), { tokens: ["pasted"] });
  watch.allow(other.url);
  graph.api.events = ago(1, 2);
  await log.goto();
  await live.load(other.url, { token: "pasted" });
  await live.complete();
  other.api.tokens.clear();
  await live.button("Refresh").click();
  await live.button("Use another token").click();
  await live.base.fill(graph.url);
  await leave(live);
  await signIn(page, "ben");
  await expect(live.dialog).toContainText("Signed in as ben@contoso.test.");
  await expect(live.dialog.getByRole("alert")).toHaveText("");
  await expect(live.base).toHaveValue(graph.url);
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  await expect(log.recordCount).toHaveText("2 events");
  expect(provider.people).toEqual(["ben"]);
  await other.close();
});

test("files that a sign-in without a popup would take away are named first", async ({ live, log, page, provider }) => {
  await log.goto();
  await log.open({ name: "november.json", content: JSON.stringify(ago(1, 2)) });
  await live.open();
  const leave = live.dialog.getByRole("button", { name: "Sign in without a popup" });
  await leave.click();
  await expect(live.dialog.getByRole("alert")).toHaveText("That leaves this page and closes november.json. Press once more to go on.");
  await expect(leave).toBeFocused();
  await live.dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(log.recordCount).toHaveText("2 events");
  await live.open();
  await leave.click();
  await expect(live.dialog.getByRole("alert")).toContainText("november.json");
  // It is told anew where something else was told or written since.
  await live.events.fill("a");
  await leave.click();
  await expect(live.dialog.getByRole("alert")).toContainText("november.json");
  await leave.click();
  await signIn(page, "ben");
  await expect(live.dialog).toContainText("Signed in as ben@contoso.test.");
  await live.dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Open the same files to see it")).toBeVisible();
  expect(provider.grants).toEqual(["authorization_code"]);
});

test("who has signed in reads a log again after a reload with one press", async ({ graph, live, log, page, provider }) => {
  graph.api.events = ago(1, 2, 3, 4);
  await log.goto();
  await live.open();
  await signInByPopup(live, "ana");
  await expect(live.dialog).toContainText("Signed in as");
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  await page.reload();
  await log.idle();
  await page.getByRole("button", { name: "Connect again" }).click();
  await live.complete();
  await expect(log.recordCount).toHaveText("4 events");
  await expect(live.dialog).toBeHidden();
  expect(provider.grants).toEqual(["authorization_code"]);
});

test("who signs in is asked for with that account, whatever was pasted before", async ({ graph, live, log, provider }) => {
  graph.api.events = ago(1);
  await log.goto();
  await live.open();
  await live.token.fill("old");
  await signInByPopup(live, "ana");
  await expect(live.dialog).toContainText("Signed in as");
  await expect(live.token).toHaveValue("");
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  await expect(log.recordCount).toHaveText("1 event");
  expect(provider.grants).toEqual(["authorization_code"]);
});

test("who is let open no window can still give the right to read jobs", async ({ graph, live, log, page, provider, watch }) => {
  watch.expect(/400.*\/token/);
  const application = "22222222-2222-2222-2222-222222222222";
  const id = `scim.11111111111111111111111111111111.${application}`;
  const [event] = ago(1) as any[];
  graph.api.events = [{ ...event, jobId: id, servicePrincipal: { id: application, displayName: "Payroll" } }];
  graph.api.jobs.set(application, [{ id, templateId: "scim", schedule: { interval: "PT40M", state: "Active" }, status: { code: "Paused" } }]);
  await page.addInitScript(() => (window.open = () => null));
  await log.goto();
  await live.open();
  await live.dialog.getByRole("button", { name: "Sign in without a popup" }).click();
  await signIn(page, "ana");
  await expect(live.dialog).toContainText("Signed in as");
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  await page.getByRole("button", { name: "Jobs" }).click();
  const region = page.getByRole("region", { name: "Jobs" });
  await region.getByRole("button", { name: /^Ask / }).click();
  await expect(region.getByRole("alert")).toContainText("sign in without a popup");
  await live.open();
  await leave(live);
  await signIn(page, "ana");
  await live.complete();
  expect(provider.asked.at(-1)).toContain("Synchronization.Read.All");
  await region.getByRole("button", { name: /^Ask / }).click();
  await expect(region).toContainText("1 job: 1 paused.");
});

test("a token that is no good any more is renewed in silence, and reading goes on", async ({ graph, live, log, provider }) => {
  graph.api.events = ago(1, 2, 3, 4);
  graph.api.faults.push(undefined, (...words: any[]) => {
    graph.api.tokens.clear();
    status(401, "InvalidAuthenticationToken")(...(words as [any, any, any]));
  });
  await log.goto();
  await live.open();
  await signInByPopup(live, "ana");
  await expect(live.dialog).toContainText("Signed in as");
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  await expect(log.recordCount).toHaveText("4 events");
  expect(provider.grants).toEqual(["authorization_code", "refresh_token"]);
  const tokens = new Set(graph.api.requests.filter(({ method }: any) => method === "GET").map(({ token }: any) => token));
  expect(tokens.size).toBe(2);
});

test("the right to read jobs is asked for when they are asked for, and not at the sign-in", async ({ graph, live, log, page, provider, watch }) => {
  // The provider does not renew in silence what nobody has agreed to, and the console tells of that answer.
  watch.expect(/400.*\/token/);
  const application = "22222222-2222-2222-2222-222222222222";
  const id = `scim.11111111111111111111111111111111.${application}`;
  const [event] = ago(1) as any[];
  graph.api.events = [{ ...event, jobId: id, servicePrincipal: { id: application, displayName: "Payroll" } }];
  graph.api.jobs.set(application, [{ id, templateId: "scim", schedule: { interval: "PT40M", state: "Active" }, status: { code: "Paused" } }]);
  await log.goto();
  await live.open();
  await signInByPopup(live, "ana");
  await expect(live.dialog).toContainText("Signed in as");
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  await page.getByRole("button", { name: "Jobs" }).click();
  await log.idle();
  expect(provider.asked.length).toBe(1);
  expect(provider.asked[0]).toContain("AuditLog.Read.All");
  expect(provider.asked.join(" ")).not.toContain("Synchronization");
  const consent = page.waitForEvent("popup");
  const region = page.getByRole("region", { name: "Jobs" });
  await region.getByRole("button", { name: /^Ask / }).click();
  await (await consent).getByRole("button", { name: "Continue" }).click();
  await expect(region).toContainText("1 job: 1 paused.");
  expect(provider.asked.at(-1)).toContain("Synchronization.Read.All");
  const requests = graph.api.requests.filter(({ method }: any) => method === "GET");
  const [first, last] = [requests[0].token, requests.at(-1).token];
  expect(last).not.toBe(first);
  expect(graph.api.jobTokens.has(first)).toBe(false);
  // Once it is granted, nobody is asked again.
  const asked = provider.asked.length;
  await region.getByRole("button", { name: "Ask again" }).click();
  const ofJobs = ({ method, url }: any) => method === "GET" && url.endsWith("/synchronization/jobs");
  await expect.poll(() => graph.api.requests.filter(ofJobs).length).toBe(2);
  await log.idle();
  expect(provider.asked.length).toBe(asked);
  // Neither token is in the address or in a storage that outlives the tab.
  for (const token of [first, last]) {
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(token);
    expect(page.url()).not.toContain(token);
  }
});

test("a second account can be used beside the first, and each signs out", async ({ live, log, provider }) => {
  await log.goto();
  await live.open();
  for (const name of ["ana", "ben"]) {
    await signInByPopup(live, name);
    await expect(live.dialog).toContainText(`Signed in as ${name}@contoso.test.`);
  }
  await live.dialog.getByRole("button", { name: "Use ana@contoso.test" }).click();
  await expect(live.dialog).toContainText("Signed in as ana@contoso.test.");
  await signOutByPopup(live);
  await expect(live.dialog).not.toContainText("Signed in as ana@contoso.test.");
  await expect(live.dialog.getByRole("button", { name: "Use ben@contoso.test" })).toBeVisible();
  expect(provider.grants).toEqual(["authorization_code", "authorization_code"]);
});

test("a log is gone on with by the account that it was read as, whoever has signed in since", async ({ graph, live, log, provider }) => {
  graph.api.events = ago(1, 2);
  await log.goto();
  await live.open();
  await signInByPopup(live, "ana");
  await expect(live.dialog).toContainText("Signed in as ana@contoso.test.");
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  await live.open();
  await signInByPopup(live, "ben");
  await expect(live.dialog).toContainText("Signed in as ben@contoso.test.");
  await live.dialog.getByRole("button", { name: "Cancel" }).click();
  // What ana's token was good for is over.
  graph.api.tokens.clear();
  await live.button("Refresh").click();
  await live.complete();
  expect(provider.people).toEqual(["ana", "ben", "ana"]);

  // Ben goes, and ana's log stays.
  await live.open();
  await signOutByPopup(live);
  await expect(live.dialog).not.toContainText("Signed in as ben@contoso.test.");
  await live.dialog.getByRole("button", { name: "Cancel" }).click();
  await live.button("Refresh").click();
  await live.complete();
  await expect(log.recordCount).toHaveText("2 events");
});

test("a load that was refused leaves who reads the log as it was, and signing out ends that", async ({ graph, live, log, provider }) => {
  graph.api.events = ago(1, 2);
  await log.goto();
  await live.open();
  await signInByPopup(live, "ana");
  await expect(live.dialog).toContainText("Signed in as ana@contoso.test.");
  const address = await live.base.inputValue();
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  await live.open();
  await live.base.fill("no address");
  await live.token.fill("pasted");
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await expect(live.dialog.getByRole("alert")).not.toBeEmpty();
  await live.base.fill(address);
  await live.token.fill("");
  await signOutByPopup(live);
  await expect(live.dialog).not.toContainText("Signed in as");
  await live.dialog.getByRole("button", { name: "Cancel" }).click();
  await live.button("Refresh").click();
  await expect(live.alert).toContainText("signed out");
  expect(provider.people).toEqual(["ana"]);
});

test("a window that was closed is no hindrance: one presses again", async ({ live, log, page, provider }) => {
  await log.goto();
  await live.open();
  const signIn = live.dialog.getByRole("button", { name: "Sign in", exact: true });
  const popup = page.waitForEvent("popup");
  await signIn.click();
  const left = await popup;
  await left.locator("[name=login]").waitFor();
  await left.close();
  await expect(live.dialog).toContainText("Should it be gone, press again.");
  await signInByPopup(live, "ana");
  await expect(live.dialog).toContainText("Signed in as ana@contoso.test.");
  await expect(signIn).toBeFocused();
  expect(provider.grants).toEqual(["authorization_code"]);
  // Who is signed in still is while another one may sign in, and where that came to nothing.
  const again = page.waitForEvent("popup");
  await signIn.click();
  await (await again).close();
  await expect(live.dialog).toContainText("Signed in as ana@contoso.test. Sign in in the window that has opened. Should it be gone, press again.");
});

test("what cannot be renewed in silence is asked for when a person goes on", async ({ context, graph, live, log, page, provider, watch }) => {
  watch.expect(/400.*\/token/);
  // MSAL asks once more in a frame, and the console tells of its sandbox.
  watch.expect(/allow-scripts and allow-same-origin/);
  graph.api.events = ago(1, 2);
  await log.goto();
  await live.open();
  await signInByPopup(live, "ana");
  await expect(live.dialog).toContainText("Signed in as ana@contoso.test.");
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  // Neither the token nor what renews it is any good, and the provider knows nobody in this browser any more.
  const refused = { status: 400, headers: { "Access-Control-Allow-Origin": "*" }, json: { error: "invalid_grant" } };
  await context.route(/\/token(\?|$)/, (route) =>
    route.request().postData()?.includes("grant_type=refresh_token") ? route.fulfill(refused) : route.fallback(),
  );
  await context.clearCookies();
  graph.api.tokens.clear();
  graph.api.events = ago(0, 1, 2);
  await live.button("Refresh").click();
  await expect(live.alert).toContainText("refuses the access token");
  await live.button("Use another token").click();
  const popup = page.waitForEvent("popup");
  await live.dialog.getByRole("button", { name: "Go on" }).click();
  await signIn(await popup, "ana");
  await live.complete();
  await expect(log.recordCount).toHaveText("3 events");
  expect(provider.grants).toEqual(["authorization_code", "authorization_code"]);
});

test("who leaves the provider's page without signing in can do it later", async ({ live, log, page, provider }) => {
  await log.goto();
  await live.open();
  await live.dialog.getByRole("button", { name: "Sign in without a popup" }).click();
  await page.locator("[name=login]").waitFor();
  await page.goBack();
  await log.idle();
  if (!(await live.dialog.isVisible())) await live.open();
  await signInByPopup(live, "ana");
  await expect(live.dialog).toContainText("Signed in as ana@contoso.test.");
  expect(provider.grants).toEqual(["authorization_code"]);
});

test("what is in the way of signing in is told in words", async ({ context, live, log, page, provider, watch }) => {
  watch.expect(/ERR_FAILED/);
  await log.goto();
  await live.open();
  const alert = live.dialog.getByRole("alert");
  const press = () => live.dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await context.route(`${provider.url}/**`, (route) => route.abort());
  await press();
  await expect(alert).toContainText("What one signs in at cannot be reached: check the network.");
  await context.unroute(`${provider.url}/**`);
  const popup = page.waitForEvent("popup");
  await press();
  await (await popup).getByText("[ Cancel ]").click();
  await expect(alert).toContainText("The sign-in was ended, or is not allowed. It says: End-User aborted interaction");
  await page.evaluate(() => (window.open = () => null));
  await press();
  await expect(alert).toContainText("The browser has kept back the window to sign in.");
  await expectAccessible(page);
});

test("who has signed in still is after a reload, and signing out leaves no token behind", async ({ graph, live, log, page, provider }) => {
  graph.api.events = ago(1, 2, 3, 4);
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await log.goto();
  await live.open();
  await signInByPopup(live, "ana");
  await expect(live.dialog).toContainText("Signed in as ana@contoso.test.");
  await page.reload();
  await log.idle();
  await live.open();
  await expect(live.dialog).toContainText("Signed in as ana@contoso.test.");
  await live.dialog.getByRole("button", { name: "Load" }).click();
  await live.complete();
  const tokens = graph.api.requests.filter(({ method }: any) => method === "GET").map(({ token }: any) => token);
  // What lies in this tab's session storage is all that the browser keeps of them.
  const session = await page.evaluate(() => Object.values({ ...sessionStorage }));
  const secrets = session.flatMap((text) => [...text.matchAll(/"secret":"([^"]+)"/g)].map(([, secret]) => secret));
  expect(secrets).toContain(tokens[0]);
  expect(secrets.length).toBeGreaterThanOrEqual(3);
  for (const text of [...(await everythingKept(page)), ...said]) {
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  }
  await live.open();
  await signOutByPopup(live);
  await expect(live.dialog.getByRole("button", { name: "Sign out" })).toHaveCount(0);
  const left = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  expect(secrets.filter((secret) => left.includes(secret))).toEqual([]);
  // What was read stays, and nothing more is asked with the token that was held for it.
  await live.dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(log.recordCount).toHaveText("4 events");
  await live.button("Refresh").click();
  await expect(live.alert).toContainText("You have signed out.");
  expect(graph.api.requests.filter(({ method }: any) => method === "GET")).toHaveLength(tokens.length);
  await live.button("Use another token").click();
  await signInByPopup(live, "ben");
  await expect(live.dialog).toContainText("Signed in as ben@contoso.test.");
  await live.dialog.getByRole("button", { name: "Go on" }).click();
  await live.complete();
});

test("nobody signs in at another API than the one that is configured", async ({ live, log, provider }) => {
  await log.goto();
  await live.open();
  await live.base.fill("https://evil.test");
  await live.dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  const alert = live.dialog.getByRole("alert");
  await expect(alert).toContainText("only for the API that is configured");
  // That is said of what stood there.
  await live.dialog.getByRole("combobox", { name: "Cloud" }).selectOption("Global");
  await expect(alert).toHaveText("");
  expect(provider.grants).toEqual([]);
});

// MSAL posts the account with its ID token on a channel that every page of the origin can listen to.
test("no other page of the origin hears who signs in and out", async ({ context, live, log, page, provider, site }) => {
  await context.route(`${site.url}listener.html`, (route) => route.fulfill({ contentType: "text/html", body: "<title>another app</title>" }));
  const listener = await context.newPage();
  await listener.goto(`${site.url}listener.html`);
  await listener.evaluate(() => {
    const heard: unknown[] = ((window as any).heard = []);
    for (const name of ["msal.broadcast.event", "msal.broadcast.cache", "test"]) {
      new BroadcastChannel(name).onmessage = ({ data }) => heard.push(data);
    }
  });
  await log.goto();
  await live.open();
  await signInByPopup(live, "ana");
  await expect(live.dialog).toContainText("Signed in as ana@contoso.test.");
  await signInByPopup(live, "ben");
  await expect(live.dialog).toContainText("Signed in as ben@contoso.test.");
  await live.dialog.getByRole("button", { name: "Use ana@contoso.test" }).click();
  await expect(live.dialog).toContainText("Signed in as ana@contoso.test.");
  await signOutByPopup(live);
  await expect(live.dialog).not.toContainText("Signed in as");
  await live.dialog.getByRole("button", { name: "Sign in without a popup" }).click();
  await signIn(page, "cleo");
  await expect(live.dialog).toContainText("Signed in as cleo@contoso.test.");
  // What was posted before this would have been heard before it.
  await page.evaluate(() => new BroadcastChannel("test").postMessage("all"));
  const heard = () => listener.evaluate(() => (window as any).heard);
  await expect.poll(heard).toContain("all");
  expect(await heard()).toEqual(["all"]);
  expect(provider.people).toEqual(["ana", "ben", "cleo"]);
});

// A sovereign cloud that was named by the address of its API sent people to the login of the worldwide one.
test("one signs in at the cloud whose API is configured, however that is named", async ({ context, live, log, page, watch }) => {
  const at = (host: string) => `https://${host}/contoso.test`;
  for (const [config, authority] of [
    [{ api: "https://graph.microsoft.com/beta" }, at("login.microsoftonline.com")],
    [{ api: "https://GRAPH.microsoft.us:443/beta" }, at("login.microsoftonline.us")],
    [{ api: "https://dod-graph.microsoft.us/v1.0", cloud: "global" }, at("login.microsoftonline.us")],
    // MSAL knows the login of that cloud by another of its names.
    [{ api: "https://microsoftgraph.chinacloudapi.cn" }, at("login.partner.microsoftonline.cn")],
    [{ cloud: "china" }, at("login.partner.microsoftonline.cn")],
    [{ api: "https://graph.contoso.test", cloud: "usgov" }, at("login.microsoftonline.us")],
    [{ api: "https://graph.contoso.test" }, at("login.microsoftonline.com")],
    [{ api: "https://graph.microsoft.us", authority: at("login.contoso.test"), oidc: true }, at("login.contoso.test")],
  ] as const) {
    const { origin } = new URL(authority);
    watch.allow(origin);
    await context.route(/provlens\.config\.json/, (route) => route.fulfill({ json: { ...config, clientId: CLIENT, tenant: "contoso.test" } }));
    const ends = { issuer: authority, authorization_endpoint: `${authority}/authorize`, token_endpoint: `${authority}/token`, jwks_uri: `${authority}/keys` };
    await context.route(`${origin}/**`, (route) =>
      route.request().url().includes("openid-configuration")
        ? route.fulfill({ json: ends, headers: { "Access-Control-Allow-Origin": "*" } })
        : route.fulfill({ contentType: "text/html", body: "<title>login</title>" }),
    );
    await log.goto();
    await page.reload();
    await log.idle();
    await live.open();
    const popup = page.waitForEvent("popup");
    await live.dialog.getByRole("button", { name: "Sign in", exact: true }).click();
    const opened = await popup;
    await opened.waitForURL(`${authority}/**`);
    await opened.close();
    await context.unroute(/provlens\.config\.json/);
    await context.unroute(`${origin}/**`);
  }
});

test("a page around this one hands over a token, if it is a configured one", async ({ graph, page, site, watch, context }) => {
  graph.api.events = ago(1, 2);
  const around = (_: unknown, response: any) => {
    const frame = `<iframe src="${site.url}?embed=1" width="1200" height="700"></iframe>`;
    response.writeHead(200, { "Content-Type": "text/html" }).end(frame);
  };
  // Another port is another origin.
  const host = await serve("dist", { others: { "/host.html": around } });
  watch.allow(host.url);
  for (const [hosts, isTaken] of [[[new URL(host.url).origin], true], [["https://other.test"], false]] as const) {
    await context.route(/provlens\.config\.json/, (route) => route.fulfill({ json: { api: graph.url, hosts } }));
    await page.goto(`${host.url}host.html`);
    const frame = page.frameLocator("iframe");
    await frame.getByRole("button", { name: "Connect", exact: true }).click();
    const dialog = frame.getByRole("dialog", { name: "Connect" });
    // It listens as soon as it has read its configuration, which the dialog waits for too.
    await expect(dialog).toBeVisible();
    await page.evaluate(() => addEventListener("message", ({ data }) => ((window as any).heard = data)));
    const handOver = (token: string, id: number) =>
      page.evaluate((message) => document.querySelector("iframe")!.contentWindow!.postMessage(message, "*"), { type: "token", id, token });
    const heard = () => page.evaluate(() => (window as any).heard);
    // What the dialog would refuse is taken from nobody.
    for (const token of ["", "a b\nc é", '{"access_token":"a"}']) {
      await handOver(token, 6);
      if (isTaken) await expect.poll(heard).toEqual({ type: "error", id: 6, message: "that is no token" });
      await page.evaluate(() => ((window as any).heard = undefined));
    }
    await handOver("Bearer let-me-in", 7);
    if (isTaken) await expect.poll(heard).toEqual({ type: "token", id: 7 });
    await dialog.getByRole("button", { name: "Load" }).click();
    if (isTaken) {
      await expect(frame.getByRole("status", { name: "Record count" })).toHaveText("2 events");
      // A token that is over is told of to the page that has sent it, and reading goes on with the next one.
      graph.api.tokens = new Set(["fresh"]);
      graph.api.events = ago(0, 1, 2);
      await frame.getByRole("button", { name: "Refresh" }).click();
      await expect.poll(heard).toEqual({ type: "error", id: 7, message: "the API does not take the token any more, send another one" });
      await handOver("fresh", 8);
      await expect(frame.getByRole("status", { name: "Record count" })).toHaveText("3 events");
    } else {
      await expect(dialog.getByRole("alert")).toContainText("An access token is needed");
      expect(await heard()).toBe(undefined);
    }
    await context.unroute(/provlens\.config\.json/);
  }
  await host.close();
});
