// The jobs that a log is of: from its events, from files, and from the API, which is asked only when a person wants that.

import type { Page } from "@playwright/test";

import { drip, hangUp, link, redirect, status, throttle } from "../graph/faults.mjs";
import { serveGraph } from "../graph/server.mjs";
import { expectAccessible } from "./fixtures/axe";
import { ago, expect, type Graph, test } from "./fixtures/live";
import type { LivePage } from "./fixtures/live-page";
import type { LogPage } from "./fixtures/log-page";
import { madeUp } from "./fixtures/logs";

const TENANT = "11111111111111111111111111111111";
const PAYROLL = "22222222-2222-2222-2222-222222222222";
const INTRANET = "33333333-3333-3333-3333-333333333333";
const idOf = (application: string) => `scim.${TENANT}.${application}`;

/** The record of a job as Graph writes it. */
const job = (application: string, status: object) => ({
  id: idOf(application),
  templateId: "scim",
  schedule: { expiration: null, interval: "PT40M", state: "Active" },
  status: { code: "Active", steadyStateFirstAchievedTime: "2026-01-05T08:00:00Z", progress: [], ...status },
  synchronizationJobSettings: [],
});
const QUARANTINE = {
  code: "Quarantine",
  quarantine: {
    seriesBegan: "2026-11-01T06:00:00Z",
    currentBegan: "2026-11-17T06:00:00Z",
    seriesCount: 4,
    nextAttempt: "2026-11-18T06:00:00Z",
    reason: "EncounteredQuarantineException",
    error: { code: "InvalidCredentials", message: "The token was revoked.", tenantActionable: true },
  },
  lastExecution: { state: "Failed", timeBegan: "2026-11-17T06:00:00Z", timeEnded: "2026-11-17T06:00:09Z", countImported: 12 },
};
const HEALTHY = {
  lastExecution: {
    state: "Succeeded",
    timeBegan: "2026-11-18T09:00:00Z",
    timeEnded: "2026-11-18T09:02:03Z",
    countImported: 4000,
    countExports: 7,
    countExported: 7,
  },
  synchronizedEntryCountByType: [{ key: "user to User", value: 3120 }],
};

const event = (id: string, application: string, name: string, more: object = {}) =>
  madeUp(id, { jobId: idOf(application), servicePrincipal: { id: application, displayName: name }, ...more });

/** Events of two applications, of now. */
const events = () => {
  const [one, two, three] = ago(1, 2, 3) as any[];
  const of = (application: string, displayName: string) => ({ jobId: idOf(application), servicePrincipal: { id: application, displayName } });
  return [
    { ...one, ...of(PAYROLL, "Payroll"), provisioningStatusInfo: { status: "failure" } },
    { ...two, ...of(PAYROLL, "Payroll") },
    { ...three, ...of(INTRANET, "Intranet") },
  ];
};

/** Reads the log of the API with a token that may read jobs as well, and goes to them. */
async function jobsOf(graph: Graph, live: LivePage, log: LogPage) {
  graph.api.jobTokens.add("let-me-in");
  await log.goto();
  await live.load(graph.url);
  await live.complete();
  await log.page.getByRole("button", { name: "Jobs" }).click();
  await log.idle();
  return log.page.getByRole("region", { name: "Jobs" });
}

test("records of jobs in files are told in the view Jobs, those in trouble first", async ({ log, page }) => {
  await log.goto();
  const jobs = { value: [job(INTRANET, HEALTHY), job(PAYROLL, QUARANTINE)] };
  await log.open(
    { name: "log.json", content: JSON.stringify([event("1", PAYROLL, "Payroll"), event("2", INTRANET, "Intranet")]) },
    { name: "jobs.json", content: JSON.stringify(jobs) },
  );
  const view = page.getByRole("navigation", { name: "Views" });
  await view.getByRole("button", { name: "Jobs" }).press("Enter");
  await log.idle();
  await expect(view.getByRole("button", { name: "Jobs" })).toHaveAttribute("aria-current", "page");
  await expect(log.grid).toBeHidden();
  const region = page.getByRole("region", { name: "Jobs" });
  await expect(region).toContainText("2 jobs: 1 in quarantine; 1 active.");
  await expect(region.getByRole("article").first()).toHaveAccessibleName("Payroll");
  const payroll = region.getByRole("article", { name: "Payroll" });
  for (const words of [
    "In quarantine",
    "held back since 2026-11-01 06:00:00",
    "InvalidCredentials: The token was revoked.",
    "An administrator of the tenant can mend this.",
    "looked at again 4 times and kept back, last 2026-11-17 06:00:00",
    "tried again 2026-11-18 06:00:00",
    "mended by 2026-11-29 06:00:00, the job is disabled",
    "every 40 minutes, on",
    "failed 2026-11-17 06:00:09, took 9.0 s",
    "the file jobs.json",
    idOf(PAYROLL),
  ]) {
    await expect(payroll).toContainText(words);
  }
  const intranet = region.getByRole("article", { name: "Intranet" });
  await expect(intranet).toContainText("Active");
  await expect(intranet).toContainText("4,000 read, 7 written");
  await expect(intranet).toContainText("3,120 user to User");
  await expectAccessible(page);
  // The address says where one is; it can be sent, and one can go back.
  expect(page.url()).toContain("view=jobs");
  await page.goBack();
  await log.idle();
  await expect(log.grid).toBeVisible();
  await expect(log.recordCount).toHaveText("2 events");
  await page.goForward();
  await log.idle();
  await expect(region).toBeVisible();
  // What a job did is a click away.
  await payroll.getByRole("link", { name: "1 event" }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText("1 of 2 events");
  await expect(page.getByRole("searchbox", { name: "Filter" })).toHaveValue(`job:${idOf(PAYROLL)}`);
});

test("a file with nothing but jobs opens the view Jobs, and the log behind it says why it is empty", async ({ log, page }) => {
  await log.goto();
  await log.open({ name: "jobs.json", content: JSON.stringify({ value: [job(PAYROLL, QUARANTINE)] }) });
  const region = page.getByRole("region", { name: "Jobs" });
  await expect(region).toContainText("1 job: 1 in quarantine.");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Events", exact: true }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText("0 events");
  await expect(page.getByText("No provisioning event is in what was opened, but synchronization jobs are")).toBeVisible();
  await expectAccessible(page);
  // The log of these jobs joins them.
  await log.open({ name: "log.json", content: JSON.stringify([event("1", PAYROLL, "Payroll")]) });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await log.idle();
  await expect(log.recordCount).toHaveText("1 event");
  await page.getByRole("button", { name: "Jobs" }).click();
  await expect(region.getByRole("article", { name: "Payroll" })).toContainText("1 event");
  // And jobs alone take the place of a log again.
  await log.openInstead({ name: "jobs.json", content: JSON.stringify([job(INTRANET, HEALTHY)]) });
  await expect(region).toContainText("1 job: 1 active.");
});

test("a log without jobs says so, and what could tell of them", async ({ log, page }) => {
  await log.goto();
  await log.open({ name: "log.json", content: JSON.stringify([madeUp("1")]) });
  await page.getByRole("button", { name: "Jobs" }).click();
  await log.idle();
  const region = page.getByRole("region", { name: "Jobs" });
  await expect(region).toContainText("No job is known");
  await expect(region).toContainText("told by the API of a log that is read live, and by files with synchronization jobs");
  await page.getByRole("button", { name: "Events", exact: true }).click();
  await log.idle();
  await expect(log.grid.getByRole("row")).toHaveCount(2);
});

test("in dark colours and on a narrow screen the view is as accessible", async ({ log, page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await log.goto();
  await log.open(
    { name: "log.json", content: JSON.stringify([event("1", PAYROLL, "Payroll")]) },
    { name: "jobs.json", content: JSON.stringify(job(PAYROLL, QUARANTINE)) },
  );
  const button = page.getByRole("button", { name: "Jobs" });
  await expect(button).toBeInViewport({ ratio: 1 });
  await button.click();
  await log.idle();
  await expect(page.getByRole("article", { name: "Payroll" })).toBeVisible();
  await expectAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});

test.describe("with an API", () => {
  test.use({ config: { range: "24h" } });

  test.beforeEach(({ graph }) => {
    graph.api.events = events();
    graph.api.jobs.set(PAYROLL, [job(PAYROLL, QUARANTINE)]);
    graph.api.jobs.set(INTRANET, [job(INTRANET, HEALTHY)]);
  });

  /** The applications whose jobs were asked for, and with which token. */
  const askedJobs = (api: any) =>
    api.requests.filter(({ method, url }: any) => method === "GET" && url.includes("/servicePrincipals/")).map(({ url, token }: any) => [url.split("/")[3], token]);

  test("a pasted token that may read jobs is used when a person asks, application by application", async ({ graph, live, log, page }) => {
    const region = await jobsOf(graph, live, log);
    // The log is known, and nobody was asked for more.
    await expect(region).toContainText("2 jobs.");
    await expect(region).not.toContainText("not known");
    await expect(region.getByRole("article", { name: "Payroll" })).toContainText("2 events, 1 failed");
    await expect(region).toContainText("needs Synchronization.Read.All, which is asked for only then");
    expect(askedJobs(graph.api)).toEqual([]);
    await region.getByRole("button", { name: /^Ask localhost:\d+ how they fare$/ }).press("Enter");
    await expect(region).toContainText("2 applications asked");
    await log.idle();
    await expect(region).toBeFocused();
    await expect(region).toContainText("2 jobs: 1 in quarantine; 1 active.");
    await expect(region.getByRole("article", { name: "Payroll" })).toContainText("the API, ");
    expect(askedJobs(graph.api).sort()).toEqual([[PAYROLL, "let-me-in"], [INTRANET, "let-me-in"]]);
    // They change, and are asked for again.
    graph.api.jobs.set(PAYROLL, [job(PAYROLL, HEALTHY)]);
    await region.getByRole("button", { name: "Ask again" }).click();
    await expect(region).toContainText("2 jobs: 2 active.");
    await expectAccessible(page);
  });

  /** The view of a log whose token has been refused for jobs; "another" would be taken. */
  async function jobsWithoutTheRight(graph: Graph, live: LivePage, log: LogPage, page: Page) {
    const claims = Buffer.from(JSON.stringify({ scp: "AuditLog.Read.All Directory.Read.All" })).toString("base64url");
    graph.api.tokens.add(`e30.${claims}.sig`).add("another");
    graph.api.jobTokens.add("another");
    await log.goto();
    await live.load(graph.url, { token: `e30.${claims}.sig` });
    await live.complete();
    await page.getByRole("button", { name: "Jobs" }).click();
    const region = page.getByRole("region", { name: "Jobs" });
    await region.getByRole("button", { name: /^Ask / }).click();
    await expect(region.getByRole("alert")).toContainText("The access token does not hold Synchronization.Read.All");
    return { claims, region };
  }

  test("a pasted token that lacks the right is told so, and another one is asked with", async ({ graph, live, log, page }) => {
    const { claims, region } = await jobsWithoutTheRight(graph, live, log, page);
    await expectAccessible(page);
    expect(askedJobs(graph.api)).toHaveLength(1);
    await region.getByRole("button", { name: "Use another token" }).click();
    await expect(live.dialog).toContainText("Go on asks for the jobs; Load reads a log anew, as set above.");
    await live.token.fill("another");
    await live.token.press("Enter");
    await expect(region).toContainText("2 jobs: 1 in quarantine; 1 active.");
    await expect(region.getByRole("alert")).toHaveCount(0);
    // The log goes on with its own.
    await live.button("Refresh").click();
    await live.complete();
    expect(graph.api.requests.at(-1).token).toContain(claims);
  });

  test("a token for the jobs of the open log goes to its API, also while another API wants a token of its own", async ({ graph, live, log, page, watch }) => {
    const other = await serveGraph([], {});
    watch.allow(other.url);
    const { region } = await jobsWithoutTheRight(graph, live, log, page);
    await live.load(other.url, { token: "wrong" });
    await expect(live.alert).toContainText("refuses the access token");
    await region.getByRole("button", { name: "Use another token" }).click();
    await expect(live.base).toHaveValue(graph.url);
    await live.token.fill("another");
    await live.dialog.getByRole("button", { name: "Go on" }).click();
    await expect(region).toContainText("2 jobs: 1 in quarantine; 1 active.");
    expect(other.api.requests.map(({ token }: any) => token)).not.toContain("another");
    await expect(live.alert).toContainText("refuses the access token");
    await other.close();
  });

  test("who may not read jobs is told which roles may; what of one application is in the way does not hold up the others", async ({ graph, live, log }) => {
    const region = await jobsOf(graph, live, log);
    graph.api.faults.push(status(403, "Authorization_RequestDenied"));
    await region.getByRole("button", { name: /^Ask / }).click();
    await expect(region.getByRole("alert")).toContainText("Hybrid Identity Administrator");
    graph.api.faults.push(undefined, status(404, "Request_ResourceNotFound"));
    await region.getByRole("button", { name: "Try again" }).click();
    await expect(region).toContainText("2 of 2 applications asked");
    await expect(region.getByRole("article").filter({ hasText: "has no such application any more" })).toHaveCount(1);
    await expect(region.getByRole("article").filter({ hasText: "the API, " })).toHaveCount(1);
  });

  test("a pause that the API asks for is counted down, and asking can be stopped and gone on with", async ({ graph, live, log }) => {
    const region = await jobsOf(graph, live, log);
    graph.api.faults.push(throttle(5));
    await region.getByRole("button", { name: /^Ask / }).click();
    await expect(region).toContainText(/asks for a pause: trying again in \d+ s/);
    await region.getByRole("button", { name: "Cancel" }).click();
    await expect(region).toContainText("0 of 2 applications asked, stopped");
    graph.api.faults.push(drip);
    await region.getByRole("button", { name: "Go on" }).click();
    // No press makes the pause shorter.
    await expect(region).toContainText(/asks for a pause: trying again in \d+ s/);
    await expect.poll(() => askedJobs(graph.api).length, { timeout: 15_000 }).toBe(2);
    await region.getByRole("button", { name: "Cancel" }).click();
    await region.getByRole("button", { name: "Go on" }).click();
    await expect(region).toContainText("2 jobs: 1 in quarantine; 1 active.");
  });

  test("a token follows no link and no redirect to another host for jobs either", async ({ graph, live, log, watch }) => {
    test.setTimeout(60_000);
    const evil = await serveGraph([], {});
    watch.allow(evil.url);
    const region = await jobsOf(graph, live, log);
    graph.api.faults.push(link(`${evil.url}/v1.0/servicePrincipals/x/synchronization/jobs`));
    await region.getByRole("button", { name: /^Ask / }).click();
    await expect(region.getByRole("alert")).toContainText("on another host. The access token is not sent there");
    graph.api.faults.push(redirect(`${evil.url}/x`));
    await region.getByRole("button", { name: "Try again" }).click();
    await expect(region.getByRole("alert")).toContainText("The access token was not sent there");
    expect(evil.api.requests).toEqual([]);
    await evil.close();
    // A browser asks once more by itself where a connection is closed, so that the API may ask for a pause.
    graph.api.faults.push(hangUp, hangUp);
    await region.getByRole("button", { name: "Try again" }).click();
    await expect(region).toContainText(/does not answer: trying again in \d+ s/);
    await expect(region).toContainText("2 jobs: 1 in quarantine; 1 active.", { timeout: 40_000 });
  });

  test("jobs of an API are nothing to another log", async ({ graph, live, log, page }) => {
    const region = await jobsOf(graph, live, log);
    await region.getByRole("button", { name: /^Ask / }).click();
    await expect(region).toContainText("1 in quarantine");
    await log.openInstead({ name: "log.json", content: JSON.stringify([event("1", INTRANET, "Another tenant's")]) });
    await expect(log.grid).toBeVisible();
    await page.getByRole("button", { name: "Jobs" }).click();
    await log.idle();
    await expect(region).toContainText("1 job.");
    await expect(region).not.toContainText("in quarantine");
    await expect(region.getByRole("button", { name: /^Ask/ })).toHaveCount(0);
  });
});
