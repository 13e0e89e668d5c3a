// Everything that an API has been seen to do instead of answering. Each gets the answer that there would be.

import { refusal, send } from "./api.mjs";

/** Forbids what is asked, with the code inside another error. */
export const forbidInside = (code) => (_, __, response) =>
  send(response, { status: 403, body: JSON.stringify({ error: { code: "Forbidden", message: "no", innerError: { code } } }) });

/** Answers with another status, as Graph words it. */
export const status = (status, code = "", message = "") => (_, __, response) => send(response, refusal(status, code, message));

/** Says that it is asked too often, or is out of order; a browser may read for how long only where that is given here. */
export const throttle = (seconds, status = 429) => (_, __, response) => {
  if (seconds !== undefined) response.setHeader("Access-Control-Expose-Headers", "Retry-After");
  const headers = { "Retry-After": String(seconds ?? 1) };
  send(response, { ...refusal(status, status === 429 ? "TooManyRequests" : "ServiceUnavailable"), headers });
};

/** A page for people, as a gateway or a network's sign-in sends it. */
export const html = (status = 200) => (_, __, response) => send(response, { status, body: "<!DOCTYPE html><title>Sign in</title>" });

/** JSON of another shape. */
export const shape = (_, __, response) => send(response, { status: 200, body: JSON.stringify({ items: [] }) });

/** The body ends in the middle, and the connection with it. */
export const cut = ({ body }, _, response) => {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
  response.write(body.slice(0, body.length * 0.6), () => response.destroy());
};

/** The body stops in the middle, and nothing more comes. */
export const stall = ({ body }, _, response) => {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
  response.write(body.slice(0, body.length * 0.6));
};

/** Of the body comes a part, then a byte at a time, and it would take an hour. */
export const drip = ({ body }, _, response) => {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
  let at = Math.floor(body.length * 0.6);
  response.write(body.slice(0, at));
  const timer = setInterval(() => response.write(body.slice(at, (at += 1))), 2_000);
  response.on("close", () => clearInterval(timer));
};

/** A page of one record after another, each a second older, that never ends. */
export const endless = ({ body }, _, response) => {
  const [first] = JSON.parse(body).value;
  response.writeHead(200, { "Content-Type": "application/json" });
  response.write('{"value":[');
  let number = 0;
  const timer = setInterval(() => {
    number += 1;
    const date = new Date(Date.parse(first.activityDateTime) - number * 1_000).toISOString();
    response.write(`${JSON.stringify({ ...first, id: `endless-${number}`, activityDateTime: date })},`);
  }, 20);
  response.on("close", () => clearInterval(timer));
};

/** The same page with other bytes for a text on it. */
export const bytes = (text, bytes) => ({ body }, _, response) => {
  response.writeHead(200, { "Content-Type": "application/json" });
  const [before, behind] = body.split(text);
  response.end(Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(behind)]));
};

/** Sends the browser elsewhere. */
export const redirect = (to) => (_, __, response) => response.writeHead(302, { Location: to }).end();

/** Keeps the answer back until the test lets it go. */
export function hold() {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  const fault = async (answer, _, response) => {
    await released;
    send(response, answer);
  };
  return { fault, release };
}

/** Closes the connection without a word. */
export const hangUp = (_, request) => request.socket.destroy();

/** Answers without the leave that a browser asks for. */
export const forbidOrigins = (answer, _, response) => {
  response.removeHeader("Access-Control-Allow-Origin");
  send(response, answer);
};

/** Names another next page. */
export const link = (to) => ({ body }, request, response) => {
  const page = { ...JSON.parse(body), "@odata.nextLink": typeof to === "function" ? to(request) : to };
  send(response, { status: 200, body: JSON.stringify(page) });
};

/** The same page with the part of its link that leads there from the page itself. */
export const relative = ({ body }, request, response) => {
  const page = JSON.parse(body);
  const { search } = new URL(page["@odata.nextLink"]);
  send(response, { status: 200, body: JSON.stringify({ ...page, "@odata.nextLink": search }) });
};

/** Puts what is no record of the log before the records of a page. */
export const among = (...strangers) => ({ body }, _, response) => {
  const page = JSON.parse(body);
  send(response, { status: 200, body: JSON.stringify({ ...page, value: [...strangers, ...page.value] }, null, 2) });
};

/** An empty page, and another after it. */
export const empty = (_, request, response) => {
  const [path] = request.url.split("?");
  const next = `https://${request.headers.host}${path}?$skiptoken=${Math.random()}`;
  send(response, { status: 200, body: JSON.stringify({ value: [], "@odata.nextLink": next }) });
};
