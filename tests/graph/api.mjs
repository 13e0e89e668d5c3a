// An API like Microsoft Graph's for the provisioning log and for synchronization jobs: it pages, filters, orders, throttles
// and refuses as Graph does, and can be told to misbehave. Facts: the documentation of `provisioningObjectSummary: list`
// and `synchronizationJob: list`.

import { randomUUID } from "node:crypto";

import { filter } from "./filter.mjs";

const REQUESTS = 5;
const WINDOW = 10_000;
const MOST_ON_A_PAGE = 1000;
/** What Graph lets a page of another origin read. */
const EXPOSED = "ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, WWW-Authenticate";

/** An answer that tells of an error as Graph does. */
export function refusal(status, code, message = "") {
  const innerError = { date: "2026-11-18T10:00:00", "request-id": randomUUID() };
  return { status, body: JSON.stringify({ error: { code, message, innerError } }) };
}

/**
 * An API of its own.
 *
 * @param {object[]} events records, in any order
 * @param {{ tokens?: string[], path?: string, mostOnAPage?: number }} how `tokens` are those that are let in; `path` stands
 *   before the version; pages may be shorter than what is asked for, as Graph's are
 */
export class GraphApi {
  /** Every request: its method, address and token, and when it came. */
  requests = [];
  /** What to do instead of answering, a request each: a function that gets the answer that there would be. */
  faults = [];
  /** The jobs of applications, by the ids of these. */
  jobs = new Map();
  /** The tokens that may read jobs too. */
  jobTokens = new Set();

  constructor(events, { tokens = ["let-me-in"], path = "", mostOnAPage = MOST_ON_A_PAGE } = {}) {
    this.events = events;
    this.tokens = new Set(tokens);
    this.path = path;
    this.mostOnAPage = mostOnAPage;
    this.places = new Map();
    this.made = [];
  }

  /** The addresses of the log that were asked for. */
  get asked() {
    return this.requests.filter(({ method }) => method === "GET").map(({ url }) => decodeURIComponent(url));
  }

  /** Answers a request of Node's server. */
  handle(request, response) {
    const origin = `${request.socket.encrypted ? "https" : "http"}://${request.headers.host}`;
    const token = request.headers.authorization?.replace(/^Bearer /, "");
    this.requests.push({ method: request.method, url: request.url, token, at: Date.now() });
    response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*");
    response.setHeader("Access-Control-Allow-Headers", "Authorization, Accept, ConsistencyLevel, Content-Type");
    response.setHeader("Access-Control-Expose-Headers", EXPOSED);
    if (request.method === "OPTIONS") return response.writeHead(204).end();
    const answer = this.answer(new URL(request.url, origin), token, origin);
    const fault = this.faults.shift();
    if (fault) return fault(answer, request, response);
    send(response, answer);
  }

  answer(url, token, origin) {
    const path = url.pathname.startsWith(this.path) ? url.pathname.slice(this.path.length) : "";
    const application = /^\/(?:v1\.0|beta)\/servicePrincipals\/([^/]+)\/synchronization\/jobs$/.exec(path)?.[1];
    if (!application && !/^\/(v1\.0|beta)\/auditLogs\/provisioning$/.test(path)) return refusal(404, "ResourceNotFound");
    if (!this.tokens.has(token)) return refusal(401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.");
    if (this.isTooOften()) {
      return { ...refusal(429, "TooManyRequests", "Too many requests."), headers: { "Retry-After": "10" } };
    }
    if (application) return this.jobsOf(application, token);
    const link = url.searchParams.get("$skiptoken");
    if (link !== null && !this.places.has(link)) return refusal(400, "BadRequest", "Skip token is invalid or has expired.");
    try {
      const place = this.places.get(link) ?? this.first(url.searchParams);
      return this.page(place, (skip) => {
        const next = randomUUID();
        this.places.set(next, { ...place, skip });
        return `${origin}${url.pathname}?$skiptoken=${next}`;
      });
    } catch ({ message }) {
      return refusal(400, "BadRequest", message);
    }
  }

  /** The jobs of an application, for who may know. */
  jobsOf(application, token) {
    if (!this.jobTokens.has(token)) {
      return refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }
    const value = this.jobs.get(application);
    if (!value) return refusal(404, "Request_ResourceNotFound", `Resource '${application}' does not exist.`);
    return { status: 200, body: JSON.stringify({ "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#jobs", value }) };
  }

  isTooOften() {
    const now = Date.now();
    this.made = this.made.filter((at) => at > now - WINDOW);
    const isTooOften = this.made.length >= REQUESTS;
    if (!isTooOften) this.made.push(now);
    return isTooOften;
  }

  /** What a question asks for. */
  first(parameters) {
    for (const name of parameters.keys()) {
      if (!["$filter", "$top", "$orderby"].includes(name)) throw new Error(`The query parameter '${name}' is not supported.`);
    }
    const top = Number(parameters.get("$top") ?? 100);
    if (!(top >= 1 && top <= MOST_ON_A_PAGE)) throw new Error("Invalid page size.");
    const [property, direction = "asc"] = (parameters.get("$orderby") ?? "activityDateTime desc").split(" ");
    if (property !== "activityDateTime") throw new Error(`Ordering by '${property}' is not supported.`);
    const test = filter(parameters.get("$filter") || "durationInMilliseconds gt 0 or durationInMilliseconds lt 1");
    const sign = direction === "desc" ? -1 : 1;
    const date = (event) => Date.parse(event.activityDateTime);
    const events = this.events.filter(test).sort((left, right) => sign * (date(left) - date(right)));
    return { events, top: Math.min(top, this.mostOnAPage), skip: 0 };
  }

  page({ events, top, skip }, link) {
    const end = skip + top;
    const page = { "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#auditLogs/provisioning" };
    if (end < events.length) page["@odata.nextLink"] = link(end);
    page.value = events.slice(skip, end);
    return { status: 200, body: JSON.stringify(page) };
  }
}

/** Sends an answer. */
export function send(response, { status, body, headers = {} }) {
  const type = body.startsWith("<") ? "text/html" : "application/json";
  response.writeHead(status, { "Content-Type": type, ...headers }).end(body);
}

/** Dates moved so that the newest event is of this moment, in milliseconds. */
export function moved(events, newest) {
  const last = Math.max(...events.map((event) => Date.parse(event.activityDateTime)));
  const date = (event) => new Date(Date.parse(event.activityDateTime) - last + newest);
  return events.map((event) => ({ ...event, activityDateTime: `${date(event).toISOString().slice(0, 19)}Z` }));
}
