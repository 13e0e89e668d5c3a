// The dialog that connects to an API: which one, with what token, and which part of its log. The page loads it when
// somebody presses Connect. What is written in its fields stays there until the page is left. All but the token is kept in
// this tab's session storage, of a log that is read and of a sign-in that leads away from the page.

import { doWithout, preset, readAnew, remembered } from "./connect_settings.js";
import { accounts, canRenew, renewed as renew, signIn, signOut, takeMemory, token, use, whose } from "./sign_in.js";

const RANGES = { "Last 24 hours": 24, "Last 7 days": 168, "Last 30 days": 720, Custom: 0 };

/** Milliseconds without another letter, after which somebody has written what was meant. */
const REST = 400;
/** Milliseconds after which a person is told what is waited for. */
const SOON = 1_000;

/** Makes an element with properties and children; texts are taken as texts. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const input = (more) => make("input", { className: "pl-field__input", type: "text", autocomplete: "off", spellcheck: false, ...more });
const field = (name, control) => make("label", { className: "pl-field" }, make("span", { className: "pl-field__name" }, name), control);
const options = (pairs) => pairs.map(([name, value]) => new Option(name, value));
function button(word, press, more = "pl-button--small pl-button--quiet") {
  const element = make("button", { className: `pl-button ${more}`, type: "button" }, word);
  element.addEventListener("click", press);
  return element;
}

/** A dialog by the name of Connect. */
function dialogOf(id, ...children) {
  const dialog = make("dialog", { className: "pl-dialog pl-connect" }, make("h2", { id, className: "pl-dialog__title" }, "Connect"), ...children);
  dialog.setAttribute("aria-labelledby", id);
  document.body.append(dialog);
  return dialog;
}

/** The preset; says so where its host is slow, and lets a person go on without it. Nothing where that is given up. */
async function presetInTime() {
  const ways = make("div", { className: "pl-dialog__ways" }, button("Go on without it", doWithout, ""), button("Cancel", () => dialog.close(), "pl-button--quiet"));
  const what = make("p", {}, "Waiting for what the host of this page has set, in provlens.config.json beside it.");
  const dialog = dialogOf("pl-connect-wait", make("form", {}, what, ways));
  const late = setTimeout(() => dialog.showModal(), SOON);
  const closed = new Promise((resolve) => dialog.addEventListener("close", () => resolve()));
  const set = await Promise.race([preset(), closed]);
  clearTimeout(late);
  dialog.close();
  dialog.remove();
  return set;
}

/** Builds the dialog; everything in it that is looked at or changed later is handed out. */
function build(clouds) {
  const parts = {
    cloud: make("select", { className: "pl-field__input" }, ...options([...clouds, ["Own address", ""]])),
    base: input(),
    token: input({ id: "pl-connect-token" }),
    who: make("span", { className: "pl-field__note", ariaLive: "polite" }),
    ways: make("span", { className: "pl-connect__ways" }),
    range: make("select", { className: "pl-field__input" }, ...options(Object.entries(RANGES))),
    after: input({ type: "datetime-local" }),
    before: input({ type: "datetime-local" }),
    zone: make("p", { className: "pl-field__note" }, `In the time of this computer (${new Intl.DateTimeFormat().resolvedOptions().timeZone}).`),
    filter: input({ placeholder: "All, or such as status:failure app:ServiceNow" }),
    split: make("p", { className: "pl-field__note", ariaLive: "polite" }),
    trouble: make("p", { className: "pl-field__fault", role: "alert" }),
    both: make("p", { id: "pl-connect-both", className: "pl-field__note" }),
    resume: button("Go on", () => answer("resume"), ""),
    load: button("Load", () => answer("load"), ""),
  };
  const { both, cloud, base, load, range, resume, trouble } = parts;
  resume.setAttribute("aria-describedby", both.id);
  const custom = make("div", { className: "pl-connect__range" }, field("From", parts.after), field("Until", parts.before), parts.zone);
  const showCustom = () => (custom.hidden = range.value !== "0");
  const showCloud = () => (cloud.value = [...cloud.options].some(({ value }) => value === base.value) ? base.value : "");
  parts.set = (values) => {
    for (const [name, value] of Object.entries(values)) parts[name].value = value;
    showCloud();
    showCustom();
  };
  // What another token is wanted for is gone on with by Enter: to load it anew would throw away what was read.
  parts.offer = (needs) => {
    resume.hidden = !needs;
    both.textContent = needs && `Go on ${needs === "jobs" ? "asks for the jobs" : "reads on where it stopped"}; Load reads a log anew, as set above.`;
    for (const [way, isFirst] of [[resume, needs !== ""], [load, needs === ""]]) {
      way.type = isFirst ? "submit" : "button";
      way.classList.toggle("pl-button--primary", isFirst);
    }
  };
  cloud.addEventListener("change", () => {
    base.value = cloud.value;
    base.focus();
  });
  base.addEventListener("input", showCloud);
  range.addEventListener("change", showCustom);
  let typing;
  parts.filter.addEventListener("input", () => {
    clearTimeout(typing);
    // What is said of it moves what stands below, which must not happen under a pointer that presses there.
    typing = setTimeout(() => parts.dialog.open && answer("describe"), REST);
  });
  const form = make(
    "form",
    { method: "dialog" },
    field("Cloud", cloud),
    field("API base URL", base),
    make("p", { className: "pl-field__note" }, "Where it ends in /beta, the beta version is asked."),
    field("Access token", parts.token),
    make("p", { className: "pl-connect__account" }, parts.who, parts.ways),
    field("Range", range),
    custom,
    field("Events", parts.filter),
    parts.split,
    trouble,
    both,
    make("div", { className: "pl-dialog__ways" }, resume, load, button("Cancel", () => parts.dialog.close(), "pl-button--quiet")),
  );
  // Its buttons say what is done.
  form.addEventListener("submit", (event) => event.preventDefault());
  // What was told is of what stood there.
  form.addEventListener("input", () => (trouble.textContent = ""));
  parts.dialog = dialogOf("pl-connect-title", form);
  // It may be open again by the time that this is heard.
  parts.dialog.addEventListener("close", () => parts.dialog.open || settle?.({}));
  return parts;
}

let parts;
/**
 * The log that is read: the address of its API, the `fields` that were written for it, whether it `hasBegun`, and `who` it
 * is read as, which is nobody where the token was pasted. `ofJobs` is who jobs are asked for as, where that is another.
 */
let loaded;
/** The log that was read before, until the one that is wanted now is accepted. */
let former;
/** The log that is shown, while another one that is wanted has not begun. */
let shown;
/** The names of files that are open. */
let files = [];
/** What another token is wanted for: the log or jobs, or nothing. */
let needsToken;
/** Tells the page what a person wants, while it listens. */
let settle;
/** What a person wants while the page is busy with what was wanted before. */
let queued;

function tell(wanted) {
  if (settle) settle(wanted);
  else queued = wanted;
  settle = undefined;
}

/** Set while the log of an API is open: its host, and what it is read with. The page forgets it with that log. */
const KEPT = "provlens.connection";
const FIELDS = ["base", "range", "after", "before", "filter"];
const written = () => Object.fromEntries(FIELDS.map((name) => [name, parts[name].value]));

/** Keeps what the log that has begun is read with, so that it can be read again when the page was loaded anew. */
export async function begun(host) {
  if (loaded) loaded.hasBegun = true;
  shown = undefined;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ host, fields: loaded?.fields }));
  } catch {
    // A browser that keeps nothing offers nothing then.
  }
}

/** Goes back to the log that is shown, from one that has not begun. */
export async function givenUp() {
  [loaded, shown] = [shown, undefined];
}

/** Who is signed in, as the dialog says it. */
let who = "";
/** Says who is signed in, and offers what can be done about it. */
async function showAccount() {
  const { name, isHost, others } = await accounts();
  const { canSignIn, note } = await preset();
  parts.who.textContent = who = name ? `Signed in as ${name}.` : isHost ? "The page around this one has handed over a token." : note;
  const signInBy = (how, memory) => () => signIn({ api: parts.base.value, how, memory });
  const hadFocus = parts.ways.contains(document.activeElement);
  parts.ways.replaceChildren(
    ...(canSignIn
      ? [
          button("Sign in", () => attempt(signInBy("popup"), "Sign in in the window that has opened. Should it be gone, press again."), "pl-button--small"),
          button("Sign in without a popup", () => isWarned() && attempt(signInBy("redirect", { fields: written(), isAgain: isWantedAgain() }))),
        ]
      : []),
    ...others.map((other) => button(`Use ${other}`, () => attempt(() => use(other)))),
    ...(name || isHost ? [button(isHost ? "Do without it" : "Sign out", () => attempt(leave))] : []),
  );
  // The button that was pressed is another one now.
  if (hadFocus) (parts.ways.querySelector("button") ?? parts.token).focus();
}

/** Whether the log of an API that is open is to be read again by who signs in: it needs a token, or it is what is written. */
function isWantedAgain() {
  const kept = remembered(KEPT)?.fields;
  const now = written();
  return kept?.base === now.base && (needsToken !== "" || FIELDS.every((name) => kept[name] === now[name]));
}

/** Whether somebody knows what goes when the page is left, which no page can keep over that. */
function isWarned() {
  const host = (shown ?? loaded)?.hasBegun && remembered(KEPT)?.host;
  const open = [...(files.length > 1 ? [`${files.length} files`] : files), ...(host ? [`the log of ${host}`] : [])];
  const warning = `That leaves this page and closes ${open.join(" and ")}. Press once more to go on.`;
  if (open.length === 0 || parts.trouble.textContent === warning) return true;
  parts.trouble.textContent = warning;
  return false;
}

let attempts = 0;
/** Does something with an account, and says what came of it, unless something else was begun meanwhile. */
async function attempt(what, meanwhile = "") {
  const number = (attempts += 1);
  parts.trouble.textContent = "";
  // Until another one has signed in, who has is used: a window that is closed tells nobody.
  if (meanwhile) parts.who.textContent = `${who} ${meanwhile}`;
  const trouble = await what().then(
    () => "",
    ({ message }) => message,
  );
  if (number !== attempts) return;
  // Who has signed in wants to be that account, and not what was pasted before.
  if (!trouble && (await canRenew())) parts.token.value = "";
  parts.trouble.textContent = trouble;
  await showAccount();
}

/** Signs out; what was read with the account's token is not gone on with. */
async function leave() {
  const leaving = await whose();
  await signOut();
  const left = [loaded, loaded?.ofJobs, shown, shown?.ofJobs].filter((part) => leaving && part?.who === leaving);
  // Who signs in then and goes on has chosen to.
  for (const part of left) part.who = undefined;
  if (left.length) tell({ how: "forget" });
}

/** The log that is read, or whose jobs are asked for: they are those of the log that is shown. */
const logOf = (ofJobs) => (ofJobs && shown) || loaded;

/** Who that log is read as, or jobs are asked for as: nobody where that token was pasted. */
const reader = (ofJobs) => ((ofJobs && logOf(true)?.ofJobs) || logOf(ofJobs))?.who;

/** Hands the page what a person wants, with a token where one is needed. */
async function answer(how) {
  const { base, token: pasted, range, after, before, filter, trouble, dialog } = parts;
  if (how !== "describe") trouble.textContent = "";
  if (how === "load" && range.value === "0" && !after.value) {
    trouble.textContent = "Say from when on.";
    return after.focus();
  }
  if (how === "load" && range.value === "0" && before.value && before.value <= after.value) {
    trouble.textContent = "The range ends before it begins.";
    return before.focus();
  }
  // Letters of other scripts may look like those of another host: the name that it has for computers is shown first.
  if (how === "load" && /[^\0-~]/.test(base.value) && URL.canParse(base.value)) {
    base.value = new URL(base.value).href;
    trouble.textContent = "That is how computers know this address. Press Load once more if it is the right one.";
    return base.focus();
  }
  const readFrom = logOf(how === "resume" && needsToken === "jobs")?.base;
  if (how === "resume" && base.value !== readFrom) {
    trouble.textContent = `Go on asks ${readFrom}, and not what stands in API base URL. Press Load to read from there.`;
    return base.focus();
  }
  try {
    const wanted = { how, base: base.value, origin: location.origin, hours: Number(range.value), filter: filter.value };
    // In seconds; the fields are in the time of this computer.
    const seconds = ({ value }) => Math.floor(Date.parse(value) / 1000);
    if (after.value) wanted.after = seconds(after);
    if (before.value) wanted.before = seconds(before);
    if (how !== "describe") {
      const ofJobs = how === "resume" && needsToken === "jobs";
      const isPasted = pasted.value.trim() !== "";
      const fields = written();
      // What is there of a log is of one account; jobs may be for another to read.
      const isBound = how === "resume" && !ofJobs && loaded?.hasBegun;
      const of = isPasted ? undefined : ((isBound && loaded.who) || (await whose()));
      // One that the API has refused is no good, however long it would hold.
      const needed = how === "resume" ? [readFrom, { of, isForced: true, ofJobs }] : [fields.base, { of }];
      wanted.token = isPasted ? pasted.value : await token(...needed);
      if (ofJobs) wanted.how = "resumeJobs";
      former = loaded;
      if (how === "load" && loaded?.hasBegun) shown = loaded;
      if (how === "load") loaded = { base: fields.base, fields, who: of };
      else if (ofJobs && shown) shown = { ...shown, ofJobs: { who: of } };
      else loaded = { ...loaded, ...(ofJobs ? { ofJobs: { who: of } } : { who: of }) };
    }
    tell(wanted);
    if (how !== "describe") dialog.close();
  } catch ({ message }) {
    trouble.textContent = message;
  }
}

/**
 * Opens the dialog, or tells it what the page has found out, and answers with what a person wants then: nothing where it
 * is closed. `clouds` are names and addresses, `needs` is what another token is wanted for, `open` are the names of files,
 * and `again` asks for the log that was read before the page was loaded anew; `sent` and `local` are parts of a filter, and
 * `flaw` is what in it cannot be read.
 */
export async function connect({ clouds, needs, open, again, sent, local, flaw, trouble }) {
  // What is refused is so before anything is asked for, and what was read before still is.
  if (trouble) loaded = former;
  former = loaded;
  if (clouds) {
    readAnew();
    const set = await presetInTime();
    if (!set) return {};
    const { api, isLinked, fault, filter, hours } = set;
    const { fields, isAgain, failure = "" } = takeMemory();
    const kept = remembered(KEPT)?.fields;
    if (!parts) {
      parts = build(clouds);
      const base = api || clouds[0][1];
      // A link that names an API is followed by who reads something else in this tab.
      parts.set({ base, filter, range: String(hours), ...(fields ?? { ...kept, ...(isLinked && { base }) }) });
    }
    [needsToken, files] = [needs, open];
    parts.offer(needs);
    if (needs && !reader(needs === "jobs")) parts.token.value = "";
    // What is pasted to go on with goes there and nowhere else.
    if (needs && logOf(needs === "jobs")) parts.set({ base: logOf(needs === "jobs").base });
    parts.trouble.textContent = failure || fault;
    await showAccount();
    if (kept && (again || isAgain) && !failure) {
      const other = written();
      const isAtOnce = await canRenew();
      if (again || isAtOnce) parts.set(kept);
      if (isAtOnce) {
        await answer("load");
        // What is told of it is of what it was read with.
        if (!parts.trouble.textContent) parts.set(other);
      }
    }
  }
  if (sent !== undefined) {
    const part = (who, what) => (what ? [`${who}: ${what}.`] : []);
    parts.split.textContent = [...sentence(flaw), ...part("The API filters", sent), ...part("This page filters", local)].join(" ");
  }
  if (trouble) {
    [parts.trouble.textContent] = sentence(trouble);
    // It may have been told while it was written.
    parts.split.textContent = parts.split.textContent.replace(parts.trouble.textContent, "");
  }
  if (queued) {
    const wanted = queued;
    queued = undefined;
    return wanted;
  }
  const isAsked = clouds || trouble;
  if (isAsked && !parts.dialog.open) parts.dialog.showModal();
  if (needs || again) (needs && (await canRenew()) ? parts.resume : parts.token).focus();
  // What was set for the filter is told of like what is written.
  if (clouds && parts.filter.value) return { how: "describe", filter: parts.filter.value };
  return parts.dialog.open ? new Promise((resolve) => (settle = resolve)) : {};
}

const sentence = (words) => (words ? [`${words[0].toUpperCase()}${words.slice(1)}.`] : []);

/** Has the browser keep a file that lies at an address of its own. */
export async function download(address) {
  make("a", { href: address, download: "provisioning-log.ndjson" }).click();
  // The browser has its hands on the file by the time that this is done.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A token with the API that it is got for: what is read may be another by the time that it is there. */
const boundTo = async (base, get) => ({ base, origin: location.origin, token: await get(base) });

let renewedAt = -Infinity;
/** A fresh token in place of one that was not pasted; none where nobody is signed in, or where the last one was made just now. */
export async function renewed() {
  const of = reader(false);
  if (!of || !(await canRenew()) || performance.now() - renewedAt < 60_000) return undefined;
  renewedAt = performance.now();
  return boundTo(loaded.base, (base) => renew(base, of));
}

/** A token that reads jobs too, of who has signed in; none where the one for the log was pasted, which is asked with then. */
export async function jobsToken(isForced) {
  const of = reader(true);
  if (!of || !(await canRenew())) return undefined;
  return boundTo(logOf(true).base, (base) => token(base, { of, isForced, ofJobs: true }));
}
