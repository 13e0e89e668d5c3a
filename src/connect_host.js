// The token that a page around this one may hand over, where the configuration names that page.

import { configuration } from "./connect_settings.js";

/** What is sent as a token, written as the dialog takes it, too (src/live/token.rs). */
const TOKEN = /^\s*(authorization:\s*)?(bearer\s+)?["']?[\w.~+/=-][\w.~+/=\s-]*(["']\s*)?$/i;

/** The token, and the way to answer the message that has brought it. */
let held;
let bring;
/** Becomes the next token. */
let coming = new Promise((resolve) => (bring = resolve));

/** The token; nothing where there is none. */
export const hostToken = () => held?.token;

/** Forgets it. */
export const forgetHostToken = () => (held = undefined);

/** Says that the token does no good any more, and waits for another one. */
export function nextHostToken() {
  held.answer({ type: "error", message: "the API does not take the token any more, send another one" });
  return coming;
}

/**
 * Takes a token from the page around this one, if it is one of the configured `hosts`: a message of the type `token`. The
 * answer repeats its `id`.
 */
export async function listen() {
  // What is wrong with it is told when somebody connects.
  const { hosts = [] } = await configuration().catch(() => ({}));
  addEventListener("message", ({ data, origin, source }) => {
    if (data?.type !== "token" || source !== window.parent) return;
    if (!hosts.includes(origin)) return;
    const answer = (said) => source.postMessage({ ...said, id: data.id }, origin);
    const { token } = data;
    if (typeof token !== "string" || !TOKEN.test(token)) return answer({ type: "error", message: "that is no token" });
    held = { token, answer };
    answer({ type: "token" });
    bring(token);
    coming = new Promise((resolve) => (bring = resolve));
  });
}
