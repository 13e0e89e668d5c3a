// What whoever hosts the page has set in provlens.config.json beside it, and signing in with MSAL. The page loads this
// when somebody connects, and MSAL when somebody signs in; before that nothing is asked of anybody.
//
// Tokens live in memory and, with what MSAL needs to renew them, in this tab's session storage: never in the local one.

const CONFIG = "provlens.config.json";
const MSAL = "msal-browser.min.js";
/** Where the sign-in comes back to; it must be registered with the app, as a redirect address of the kind SPA. */
const REDIRECT = "signed_in.html";
const SCOPES = ["AuditLog.Read.All", "Directory.Read.All"];
/** What jobs need, which is asked for only when somebody wants to know how they fare. */
const JOB_SCOPES = ["Synchronization.Read.All"];
/** The clouds: where Microsoft Graph is, and where one signs in. */
const CLOUDS = {
  global: ["https://graph.microsoft.com", "https://login.microsoftonline.com"],
  usgov: ["https://graph.microsoft.us", "https://login.microsoftonline.us"],
  dod: ["https://dod-graph.microsoft.us", "https://login.microsoftonline.us"],
  china: ["https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn"],
};
const HOURS = { "24h": 24, "7d": 168, "30d": 720 };

const beside = (file) => new URL(file, document.baseURI).href;

let config;
/** The configuration: empty where there is none. */
async function configuration() {
  if (config) return config;
  const response = await fetch(beside(CONFIG), { cache: "no-cache" });
  if (response.status === 404) return (config = {});
  const refuse = (why) => new Error(`${CONFIG} beside this page cannot be used: ${why}`);
  if (!response.ok) throw refuse(`its host answers ${response.status}`);
  const read = await response.json().catch(({ message }) => {
    throw refuse(message);
  });
  if (read === null || typeof read !== "object") throw refuse("it is no object");
  if (read.cloud !== undefined && !(read.cloud in CLOUDS)) {
    throw refuse(`"cloud" must be one of ${Object.keys(CLOUDS).join(", ")}`);
  }
  return (config = read);
}

/** The address of the API; one that is not whole begins beside the page. Empty where none is set. */
const graph = ({ api, cloud }) => {
  if (api) return URL.canParse(api) ? api : beside(api);
  return CLOUDS[cloud]?.[0] ?? "";
};

/** What fields of the dialog are to begin with. An address may name an API by `?api=`, if it is the configured one. */
export async function preset() {
  const config = await configuration();
  const own = graph(config);
  const asked = new URL(location.href).searchParams.get("api");
  const isOwn = asked !== null && own !== "" && URL.canParse(asked) && new URL(asked).origin === new URL(own).origin;
  return {
    api: isOwn ? asked : own,
    refused: isOwn ? null : asked,
    filter: config.filter ?? "",
    hours: HOURS[config.range] ?? 0,
    canSignIn: Boolean(config.clientId),
    note: config.clientId ? "" : "Paste an access token; to sign in here, the host of this page must set an app.",
  };
}

/** The name of who is signed in; empty where nobody is. */
export async function account() {
  if (hostToken) return "the page around this one";
  return (msal && (await msal).getActiveAccount()?.username) ?? "";
}

/** The names of all who have signed in. */
export async function accounts() {
  return msal ? (await msal).getAllAccounts().map(({ username }) => username) : [];
}

/** Takes another of those who have signed in. */
export async function use(name) {
  const app = await client();
  app.setActiveAccount(app.getAllAccounts().find(({ username }) => username === name));
}

/** Whether a token can be had without asking anybody. */
export const canRenew = async () => Boolean(hostToken ?? (await account()));

let msal;
/** MSAL, loaded once; its script makes a global of it. */
function client() {
  msal ??= (async () => {
    const { clientId, tenant = "organizations", authority, cloud = "global", oidc = false } = await configuration();
    if (!clientId) throw new Error("there is no app to sign in with: the host of this page must set one");
    await new Promise((loaded, failed) => {
      const script = document.createElement("script");
      script.src = beside(MSAL);
      script.onload = loaded;
      script.onerror = () => failed(new Error("what signs in could not be loaded, try again when its host can be reached"));
      document.head.append(script);
    });
    const address = authority ?? `${CLOUDS[cloud][1]}/${tenant}`;
    const app = new window.msal.PublicClientApplication({
      auth: {
        clientId,
        authority: address,
        redirectUri: beside(REDIRECT),
        postLogoutRedirectUri: beside(REDIRECT),
        // A provider that is not Microsoft's is known by what it says of itself.
        ...(oidc && { knownAuthorities: [new URL(address).host] }),
      },
      system: oidc ? { protocolMode: "OIDC" } : {},
      cache: { cacheLocation: "sessionStorage" },
    });
    await app.initialize();
    return app;
  })();
  msal.catch(() => (msal = undefined));
  return msal;
}

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

/** Signs in. A person chooses which, if there are several. */
export async function signIn({ api, how }) {
  await guard(api);
  const app = await client();
  const { oidc } = await configuration();
  // Microsoft asks which of the accounts that the browser knows. Others ask for a name; and by the rules of OpenID they
  // hand out what renews a token only to who has agreed to it there and then.
  const request = { scopes: await scopes(api), prompt: oidc ? "login consent" : "select_account" };
  if (how === "redirect") {
    sessionStorage.setItem(RETURNS, location.hash);
    return app.loginRedirect(request);
  }
  const { account } = await app.loginPopup(request);
  app.setActiveAccount(account);
}

/** Set while a sign-in leads away from the page: where it comes back to. */
const RETURNS = "provlens.sign-in";

let failure = "";
/** Why the sign-in that has led away from the page has failed; told once. */
export function takeFailure() {
  const told = failure;
  failure = "";
  return told;
}

/** Ends a sign-in that has led away from the page and back, and puts the address back as it was. */
export async function returned() {
  try {
    const app = await client();
    const result = await app.handleRedirectPromise();
    if (result) app.setActiveAccount(result.account);
  } catch ({ message }) {
    failure = message;
  } finally {
    history.replaceState(null, "", location.pathname + location.search + (sessionStorage.getItem(RETURNS) ?? ""));
    sessionStorage.removeItem(RETURNS);
  }
}

/** Signs the account out of this page, and forgets it. */
export async function signOut() {
  hostToken = undefined;
  const app = await client();
  const account = app.getActiveAccount();
  if (!account) return;
  // The account is forgotten here at once. That its provider forgets it too happens in a window of its own, which a person
  // may leave open or close.
  const forgotten = new Promise((resolve) => {
    const callback = app.addEventCallback(({ eventType }) => {
      if (eventType !== "msal:logoutSuccess") return;
      app.removeEventCallback(callback);
      resolve();
    });
  });
  await Promise.race([forgotten, app.logoutPopup({ account })]);
}

/** A token of who is signed in, renewed in silence where that is needed. One for jobs is consented to when it is first wanted. */
export async function token(api, { isForced = false, ofJobs = false } = {}) {
  const app = msal && (await msal);
  const account = app?.getActiveAccount();
  if (!hostToken && !account) throw new Error("An access token is needed: paste one, or sign in.");
  await guard(api);
  if (hostToken) return hostToken;
  const { oidc } = await configuration();
  const request = { scopes: await scopes(api, ofJobs), account, forceRefresh: isForced };
  const { accessToken } = await app.acquireTokenSilent(request).catch((error) => {
    // A provider that is not Microsoft's says in words of its own that a scope was never consented to.
    const mustAsk = error instanceof window.msal.InteractionRequiredAuthError || (ofJobs && error instanceof window.msal.ServerError);
    // A window that nobody has asked for is kept back by the browser.
    if ((isForced && !ofJobs) || !mustAsk) throw error;
    return app.acquireTokenPopup({ ...request, ...(oidc && { prompt: "consent" }) });
  });
  return accessToken;
}

let hostToken;
/**
 * Takes a token from the page around this one, if it is one of the configured `hosts`: a message of the type `token`. The
 * answer repeats its `id`.
 */
export async function listen() {
  const { hosts = [] } = await configuration();
  addEventListener("message", ({ data, origin, source }) => {
    if (data?.type !== "token" || source !== window.parent) return;
    if (!hosts.includes(origin)) return;
    const isToken = typeof data.token === "string" && data.token !== "";
    if (isToken) hostToken = data.token;
    source.postMessage(isToken ? { type: "token", id: data.id } : { type: "error", id: data.id, message: "the token is no text" }, origin);
  });
}
