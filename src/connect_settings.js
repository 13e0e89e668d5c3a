// What whoever hosts the page has set for connecting, in provlens.config.json beside it. It is fetched when somebody
// connects, and at the start of a page that another one embeds.

const CONFIG = "provlens.config.json";
/** The clouds: where Microsoft Graph is, and where one signs in. */
export const CLOUDS = {
  global: ["https://graph.microsoft.com", "https://login.microsoftonline.com"],
  usgov: ["https://graph.microsoft.us", "https://login.microsoftonline.us"],
  dod: ["https://dod-graph.microsoft.us", "https://login.microsoftonline.us"],
  china: ["https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn"],
};
const HOURS = { "24h": 24, "7d": 168, "30d": 720 };

const isText = (value) => typeof value === "string" && value !== "";
const isOrigin = (value) => isText(value) && URL.canParse(value) && new URL(value).origin === value;
const isSecure = (value) => isText(value) && URL.canParse(value) && new URL(value).protocol === "https:";
/** Whether the engine takes it as an API: what it would refuse is named before anything is written. */
function isApi(value) {
  if (!isText(value) || /[?#]/.test(value) || !URL.canParse(value, document.baseURI)) return false;
  const { protocol, origin, username, password } = new URL(value, document.baseURI);
  return (protocol === "https:" || origin === location.origin) && username + password === "";
}
const isTenant = (value) => isText(value) && /^[\w-]+(\.[\w-]+)*$/.test(value);
const listOf = (is) => (value) => Array.isArray(value) && value.every(is);
const TEXT = [isText, "a text"];
const SCOPES = [listOf(isText), "a list of texts"];
const oneOf = (values) => [(value) => Object.hasOwn(values, value), `one of ${Object.keys(values).join(", ")}`];
/** Everything that can be set: what it must be, and the same in words. */
const KNOWN = {
  cloud: oneOf(CLOUDS),
  api: [isApi, "the address of an API: https, without a name before its host, ? and #"],
  clientId: TEXT,
  tenant: [isTenant, "a domain or an id"],
  authority: [isSecure, "an address that begins with https://"],
  oidc: [(value) => typeof value === "boolean", "true or false"],
  scopes: SCOPES,
  jobScopes: SCOPES,
  range: oneOf(HOURS),
  filter: [(value) => typeof value === "string", "a text"],
  hosts: [listOf(isOrigin), "a list of origins, each as https://portal.contoso.com"],
};

/** A text that this tab's session keeps, read as JSON; nothing where there is none, or where the browser keeps nothing. */
export function remembered(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

export const beside = (file) => new URL(file, document.baseURI).href;

/** Milliseconds after which a host that does not answer has no configuration. */
const PATIENCE = 20_000;

let known;
let hasFailed = false;
let giveUp;
/** The configuration: empty where there is none. It is asked for once; see `readAnew`. */
export function configuration() {
  if (known) return known;
  const patience = (giveUp = new AbortController());
  setTimeout(() => patience.abort(), PATIENCE);
  known = fetched(patience.signal);
  known.catch(() => (hasFailed = true));
  return known;
}

/** Goes on without a configuration whose host does not answer. */
export const doWithout = () => giveUp.abort();

/** Has a configuration that could not be used read anew. */
export function readAnew() {
  if (hasFailed) known = undefined;
  hasFailed = false;
}

async function fetched(signal) {
  const refuse = (why) => new Error(`${CONFIG} beside this page cannot be used: ${why}. Whoever hosts the page can mend it.`);
  const cannot = () => {
    if (!navigator.onLine) throw new Error("This computer is offline.");
    throw refuse(signal.aborted ? "its host does not answer" : "its host cannot be reached");
  };
  const response = await fetch(beside(CONFIG), { cache: "no-cache", signal }).catch(cannot);
  // Some hosts have nothing to say of a file that is not there, and some answer with the page itself.
  if ([403, 404, 410].includes(response.status)) return {};
  if (!response.ok) throw refuse(`its host answers ${response.status}`);
  const text = (await response.text().catch(cannot)).trim();
  if (text.startsWith("<")) return {};
  let config;
  try {
    config = JSON.parse(text);
  } catch ({ message }) {
    throw refuse(`it is no JSON, ${message}`);
  }
  if (config === null || typeof config !== "object" || Array.isArray(config)) throw refuse("it is no object");
  for (const [name, value] of Object.entries(config)) {
    if (!Object.hasOwn(KNOWN, name)) throw refuse(`nothing is known as "${name}", but ${Object.keys(KNOWN).join(", ")} are`);
    const [is, words] = KNOWN[name];
    if (!is(value)) throw refuse(`"${name}" must be ${words}`);
  }
  return config;
}

/** The address of the API as a browser asks it; one that is not whole begins beside the page. Empty where none is set. */
export const graph = ({ api, cloud }) => (api ? beside(api).replace(/\/$/, "") : (CLOUDS[cloud]?.[0] ?? ""));

/** Where one signs in: at the cloud whose Graph the API is, or, for one that is no cloud's own, at the one that is named. */
export function login(config) {
  const { origin } = new URL(graph(config), document.baseURI);
  const [, address] = Object.values(CLOUDS).find(([own]) => own === origin) ?? CLOUDS[config.cloud ?? "global"];
  return address;
}

/** Where the log of an API lies, and what names its versions: not part of the path that its versions lie under. */
const VERSION = /(\/(v1\.0|beta))?(\/auditLogs\/provisioning)?\/?$/;

/** Whether an address is that of this API, of its other version, or of something below it. */
function isPart(address, api) {
  if (!URL.canParse(address)) return false;
  const [part, whole] = [new URL(address), new URL(api)];
  const folder = ({ pathname }) => pathname.replace(/\/?$/, "/");
  const under = ({ pathname }) => pathname.replace(VERSION, "");
  // What is a slash to some hosts and none to others may lead out of a folder.
  if (part.origin !== whole.origin || /%(2f|5c|25)|;/i.test(part.pathname)) return false;
  return under(part) === under(whole) || folder(part).startsWith(folder(whole));
}

/**
 * What fields of the dialog are to begin with. An address may name an API by `?api=`, if it is the configured one.
 * `isLinked` is told where it does, and `fault` where it does not or the configuration could not be used.
 */
export async function preset() {
  let fault = "";
  const config = await configuration().catch(({ message }) => ((fault = message), {}));
  const own = graph(config);
  const asked = new URL(location.href).searchParams.get("api");
  const isLinked = asked !== null && own !== "" && isPart(asked, own);
  // A link may lead people to an API of its own, to have their token sent there.
  if (asked !== null && !isLinked) fault ||= `The address of this page names an API that is not configured here, and it is not used: ${asked}`;
  return {
    api: isLinked ? asked : own,
    isLinked,
    fault,
    filter: config.filter ?? "",
    hours: HOURS[config.range] ?? 24,
    canSignIn: Boolean(config.clientId),
    note: config.clientId ? "" : "Paste an access token; to sign in here, the host of this page must set an app.",
  };
}
