// Signing in with MSAL, and tokens of who has. The page loads this when somebody connects, and MSAL when somebody signs in;
// before that nothing is asked of anybody.
//
// Tokens live in memory and, with what MSAL needs to renew them, in this tab's session storage: never in the local one.

import { forgetHostToken, hostToken, nextHostToken } from "./connect_host.js";
import { CLOUDS, beside, configuration, graph, login, remembered } from "./connect_settings.js";
import { inWords } from "./sign_in_words.js";

const MSAL = "msal-browser.min.js";
/** Where the sign-in comes back to; it must be registered with the app, as a redirect address of the kind SPA. */
const REDIRECT = "signed_in.html";
const SCOPES = ["AuditLog.Read.All", "Directory.Read.All"];
/** What jobs need, which is asked for only when somebody wants to know how they fare. */
const JOB_SCOPES = ["Synchronization.Read.All"];
/** Milliseconds that a person has for signing in with all that an organisation may ask for. */
const PATIENCE = 900_000;

let msal;
/** MSAL, loaded once; its script makes a global of it. */
function client() {
  msal ??= (async () => {
    const config = await configuration();
    const { clientId, tenant = "organizations", authority, oidc = false } = config;
    if (!clientId) throw new Error("There is no app to sign in with: the host of this page must set one.");
    await new Promise((loaded, failed) => {
      const script = document.createElement("script");
      script.src = beside(MSAL);
      script.onload = loaded;
      script.onerror = () => failed(new Error("What signs in could not be loaded, try again when the host of this page can be reached."));
      document.head.append(script);
    });
    const address = authority ?? `${login(config)}/${tenant}`;
    const app = new window.msal.PublicClientApplication({
      auth: {
        clientId,
        authority: address,
        redirectUri: beside(REDIRECT),
        postLogoutRedirectUri: beside(REDIRECT),
        // A provider that is not Microsoft's is known by what it says of itself.
        ...(oidc && { knownAuthorities: [new URL(address).host] }),
      },
      system: { popupBridgeTimeout: PATIENCE, ...(oidc && { protocolMode: "OIDC" }) },
      cache: { cacheLocation: "sessionStorage" },
    });
    // It would tell all pages of this origin who signs in, with what the provider has handed out to this one alone.
    const told = app.controller.eventHandler;
    told.broadcastChannel.close();
    told.broadcastChannel = undefined;
    await app.initialize();
    return app;
  })();
  msal.catch(() => (msal = undefined));
  return msal;
}

/** MSAL where somebody has signed in, in this tab before it was loaded anew too; nothing where nobody has. */
async function known() {
  if (msal) return msal;
  const { clientId } = await configuration().catch(() => ({}));
  return clientId && hasAccounts() ? client() : undefined;
}

function hasAccounts() {
  try {
    return Object.keys(sessionStorage).some((key) => /^msal\b.*\baccount\.keys$/.test(key));
  } catch {
    // A browser that keeps nothing has kept no account either.
    return false;
  }
}

/** What accounts are called: two tenants may know somebody by the same name. */
function named(accounts) {
  const plain = ({ username, name, localAccountId }) => username || name || localAccountId;
  const isTwice = (name) => accounts.filter((other) => plain(other) === name).length > 1;
  return new Map(accounts.map((account) => [plain(account), account]).map(([name, account]) => [isTwice(name) ? `${name} of ${account.tenantId}` : name, account]));
}

/**
 * The names of all who have signed in, and which of them is the one whose token is used; that is empty where nobody is, and
 * where the page around this one has handed over a token.
 */
export async function accounts() {
  const app = await known();
  const all = named(app?.getAllAccounts() ?? []);
  const active = app?.getActiveAccount()?.homeAccountId;
  const own = [...all].find(([, account]) => account.homeAccountId === active)?.[0] ?? "";
  const isHost = hostToken() !== undefined;
  return { name: isHost ? "" : own, isHost, others: [...all.keys()].filter((name) => isHost || name !== own) };
}

/** Who has handed over a token, where that is the page around this one. */
const HOST = "host";
/** By what an account is known: somebody may be a guest of several tenants, and has a log in each. */
const idOf = ({ homeAccountId, tenantId }) => `${homeAccountId} ${tenantId}`;

/** Whose token is used: an id that stays the same while others sign in and out; nothing where nobody is signed in. */
export async function whose() {
  if (hostToken()) return HOST;
  const account = (await known())?.getActiveAccount();
  return account ? idOf(account) : undefined;
}

/** Takes another of those who have signed in. */
export async function use(name) {
  const app = await client();
  forgetHostToken();
  app.setActiveAccount(named(app.getAllAccounts()).get(name) ?? null);
}

/** Whether a token can be had without asking anybody. */
export const canRenew = async () => (await whose()) !== undefined;

/** The scopes, which belong to the API that they are for: those for the log, or those for jobs. */
async function scopes(api, ofJobs = false) {
  const { scopes, jobScopes } = await configuration();
  const whole = (names) => names.map((scope) => `${new URL(api).origin}/${scope}`);
  return ofJobs ? (jobScopes ?? whole(JOB_SCOPES)) : (scopes ?? whole(SCOPES));
}

/** A token is asked for only for the API that is configured. */
async function guard(api) {
  const own = graph(await configuration()) || CLOUDS.global[0];
  if (!URL.canParse(api) || new URL(own).origin !== new URL(api).origin) {
    throw new Error(`A token is had only for the API that is configured, ${own}.`);
  }
}

/** Set while a sign-in leads away from the page: what is kept until it comes back. */
const RETURNS = "provlens.sign-in";
/** Set by MSAL while somebody is signing in or out. */
const UNDER_WAY = "msal.interaction.status";

/** Forgets what was begun and never ended, such as in a window that was closed, of which a browser tells nobody. */
const beginAnew = () => sessionStorage.removeItem(UNDER_WAY);

/** Whether somebody has wanted to know of jobs, for which a window may have been kept back. */
let wantsJobs = false;

/** Signs in. A person chooses which, if there are several. One that leads away keeps `memory` for when it comes back. */
export async function signIn({ api, how, memory }) {
  await guard(api);
  const app = await client();
  const { oidc } = await configuration();
  // Microsoft asks which of the accounts that the browser knows. Others ask for a name; and by the rules of OpenID they
  // hand out what renews a token only to who has agreed to it there and then.
  const request = { scopes: await scopes(api), prompt: oidc ? "login consent" : "select_account" };
  if (wantsJobs) request.extraScopesToConsent = await scopes(api, true);
  try {
    if (how === "redirect") {
      beginAnew();
      sessionStorage.setItem(RETURNS, JSON.stringify({ ...memory, hash: location.hash }));
      return await app.loginRedirect(request);
    }
    const { account } = await app.loginPopup({ ...request, overrideInteractionInProgress: true });
    forgetHostToken();
    app.setActiveAccount(account);
  } catch (error) {
    const told = inWords(error);
    if (told) throw told;
  }
}

let memory = {};
/** What was kept over the sign-in that has led away from the page, with `failure` where that has failed; told once. */
export function takeMemory() {
  const told = memory;
  memory = {};
  return told;
}

/** Ends a sign-in that has led away from the page and back, and puts the address back as it was. */
export async function returned() {
  try {
    const app = await client();
    const result = await app.handleRedirectPromise();
    if (result) app.setActiveAccount(result.account);
  } catch (error) {
    memory.failure = inWords(error)?.message;
  } finally {
    Object.assign(memory, remembered(RETURNS));
    history.replaceState(null, "", location.pathname + location.search + (memory.hash ?? ""));
    sessionStorage.removeItem(RETURNS);
  }
}

/** Signs the account out of this page, and forgets it. */
export async function signOut() {
  if (hostToken()) return forgetHostToken();
  const app = await client();
  const account = app.getActiveAccount();
  if (!account) return;
  beginAnew();
  // The account is forgotten here at once. That its provider forgets it too happens in a window of its own, which a person
  // may leave open or close.
  const forgotten = new Promise((resolve) => {
    const callback = app.addEventCallback(({ eventType }) => {
      if (eventType !== "msal:logoutSuccess") return;
      app.removeEventCallback(callback);
      resolve();
    });
  });
  const out = app.logoutPopup({ account }).catch((error) => {
    throw inWords(error);
  });
  await Promise.race([forgotten, out]);
}

/**
 * A token of who is signed in, or of `of`, whom a log was read as: another's would go on with another log. `isForced` asks
 * for a fresh one; with `isQuiet` nobody is asked anything, else a window may open. One for jobs is consented to when it is
 * first wanted.
 */
export async function token(api, { of, isForced = false, isQuiet = false, ofJobs = false } = {}) {
  wantsJobs ||= ofJobs;
  const who = await whose();
  const app = await known();
  const account = app?.getAllAccounts().find((account) => idOf(account) === (of ?? who));
  const isHost = who === HOST && (of ?? HOST) === HOST;
  if (!isHost && !account) {
    throw new Error(of && who ? "This log was read as another account: sign in with that one to go on, or press Load to read it anew." : "An access token is needed: paste one, or sign in.");
  }
  await guard(api);
  if (isHost) return hostToken();
  const { oidc } = await configuration();
  const request = { scopes: await scopes(api, ofJobs), account, forceRefresh: isForced };
  try {
    const { accessToken, account: signedIn } = await app.acquireTokenSilent(request).catch((error) => {
      // A provider that is not Microsoft's says in words of its own that a scope was never consented to.
      const mustAsk = error instanceof window.msal.InteractionRequiredAuthError || (ofJobs && error instanceof window.msal.ServerError);
      // A window that nobody has asked for is kept back by the browser.
      if (isQuiet || !mustAsk) throw error;
      return app.acquireTokenPopup({ ...request, ...(oidc && { prompt: "consent" }), overrideInteractionInProgress: true });
    });
    if (idOf(signedIn) === idOf(account)) return accessToken;
  } catch (error) {
    throw inWords(error) ?? new Error("Another sign-in has taken the place of this one.");
  }
  // In a window a person may become somebody else.
  throw new Error("That is another account than the one that was asked for.");
}

/** A fresh token of `of` without asking anybody: one that is renewed in silence, or the next one of the page around this. */
export async function renewed(api, of) {
  return of === HOST && hostToken() ? nextHostToken() : token(api, { of, isForced: true, isQuiet: true });
}
