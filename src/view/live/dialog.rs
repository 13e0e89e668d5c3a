//! The dialog that connects: which API, with what token, and which part of its log.

use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlInputElement, HtmlSelectElement};

use crate::browser::document;
use crate::live::{CLOUDS, Phase, Range};
use crate::state::signal::{RwSignal, Signal, effect};
use crate::state::{Dates, Live, Preset, SignIn};
use crate::view::dynamic::{If, flag, text};

const BASE: &str = "pl-connect-base";
const TOKEN: &str = "pl-connect-token";
const FROM: &str = "pl-connect-from";
const UNTIL: &str = "pl-connect-until";
const FILTER: &str = "pl-connect-filter";

/// The ranges to choose from, in hours; none stands for one of one's own.
const RANGES: [(u32, &str); 4] = [(24, "Last 24 hours"), (168, "Last 7 days"), (720, "Last 30 days"), (0, "Custom")];

/// A modal dialog, whose fields keep what is written in them until the page is left; the token is kept nowhere else.
#[component]
pub fn ConnectDialog() -> impl IntoView {
    let live = expect_context::<Live>();
    let dates = expect_context::<Dates>();
    let dialog = NodeRef::<Dialog>::new();
    let hours = RwSignal::new(RANGES[0].0);
    effect(move || {
        let is_open = live.is_open().get();
        let Some(dialog) = dialog.get() else { return };
        if is_open && !dialog.open() {
            // Fails only where the dialog is open already.
            let _ = dialog.show_modal();
        } else if !is_open {
            dialog.close();
        }
    });
    effect(move || live.preset().with(|preset| fill_in(preset, hours)));
    let needs_token = Signal::memo(move || live.phase().get() == Some(Phase::NeedsToken));
    let range = move || match hours.get_untracked() {
        0 => dates.parse(&value(FROM)).map(|after| Range::Between { after, before: dates.parse(&value(UNTIL)) }),
        hours => Some(Range::Hours(hours)),
    };
    let load = move || {
        if let Some(range) = range() {
            live.load(value(BASE), value(TOKEN), range, &value(FILTER));
        } else {
            document::focus(FROM);
        }
    };
    let parts = move || {
        let (sent, local) = live.split().get();
        let part = |who: &str, what: String| if what.is_empty() { String::new() } else { format!("{who}: {what}. ") };
        part("The API filters", sent) + &part("This page filters", local)
    };
    let trouble = move || live.trouble().get().unwrap_or_default();
    view! {
        <dialog class="pl-dialog pl-connect" node_ref=dialog aria-labelledby="pl-connect-title" on:close=move |_| live.close()>
            <h2 id="pl-connect-title" class="pl-dialog__title">"Connect"</h2>
            <form
                method="dialog"
                on:submit=move |event| {
                    event.prevent_default();
                    load();
                }
            >
                <label class="pl-field">
                    <span class="pl-field__name">"Cloud"</span>
                    <select class="pl-field__input" on:change=move |event| set(BASE, &chosen(&event))>
                        {CLOUDS.into_iter().map(|cloud| view! { <option value=cloud.graph>{cloud.name}</option> }).collect_view()}
                    </select>
                </label>
                {field(BASE, "API base URL", "text")}
                {field(TOKEN, "Access token", "text")}
                <Account />
                <label class="pl-field">
                    <span class="pl-field__name">"Range"</span>
                    <select
                        class="pl-field__input"
                        prop:value=text(move || hours.get().to_string())
                        on:change=move |event| hours.set(chosen(&event).parse().unwrap_or_default())
                    >
                        {RANGES.into_iter().map(|(hours, name)| view! { <option value=hours>{name}</option> }).collect_view()}
                    </select>
                </label>
                <div class="pl-connect__range" hidden=flag(move || hours.get() != 0)>
                    {field(FROM, "From", "datetime-local")} {field(UNTIL, "Until", "datetime-local")}
                </div>
                <div on:change=move |_| live.describe(&value(FILTER))>{field(FILTER, "Events", "text")}</div>
                <p class="pl-field__note" aria-live="polite">{text(parts)}</p>
                <p class="pl-field__fault" role="alert">{text(trouble)}</p>
                <div class="pl-dialog__ways">
                    <button class="pl-button pl-button--primary" type="submit">
                        "Load"
                    </button>
                    <If when=needs_token>
                        <button class="pl-button" type="button" on:click=move |_| live.go_on(value(BASE), value(TOKEN))>
                            "Go on"
                        </button>
                    </If>
                    <button class="pl-button pl-button--quiet" type="button" on:click=move |_| live.close()>
                        "Cancel"
                    </button>
                </div>
            </form>
        </dialog>
    }
}

/// Who is signed in, and the ways to sign in and out.
#[component]
fn Account() -> impl IntoView {
    let live = expect_context::<Live>();
    let note = move || live.preset().with(|preset| preset.note.clone());
    let can_sign_in = Signal::memo(move || live.preset().with(|preset| preset.can_sign_in));
    view! {
        <p class="pl-connect__account">
            <span class="pl-field__note">{text(move || signed_in(&live.account().get(), note()))}</span>
            <If when=can_sign_in>
                <button class="pl-button pl-button--small" type="button" on:click=move |_| live.sign_in(&value(BASE), SignIn::Popup)>
                    "Sign in"
                </button>
                <button
                    class="pl-button pl-button--small pl-button--quiet"
                    type="button"
                    on:click=move |_| live.sign_in(&value(BASE), SignIn::Redirect)
                >
                    "Sign in without a popup"
                </button>
            </If>
            <If when=move || live.account().with(|account| !account.is_empty())>
                <button class="pl-button pl-button--small pl-button--quiet" type="button" on:click=move |_| live.sign_out()>
                    "Sign out"
                </button>
            </If>
        </p>
    }
}

fn field(id: &'static str, name: &'static str, kind: &'static str) -> AnyView {
    view! {
        <label class="pl-field">
            <span class="pl-field__name">{name}</span>
            <input id=id class="pl-field__input" type=kind autocomplete="off" spellcheck="false" />
        </label>
    }
    .into_any()
}

fn signed_in(account: &str, note: String) -> String {
    if account.is_empty() { note } else { format!("Signed in as {account}.") }
}

/// Writes what is set into the fields that hold nothing yet.
fn fill_in(preset: &Preset, hours: RwSignal<u32>) {
    let api = if preset.api.is_empty() { CLOUDS[0].graph } else { &preset.api };
    for (id, text) in [(BASE, api), (FILTER, &preset.filter)] {
        if value(id).is_empty() {
            set(id, text);
        }
    }
    if preset.hours > 0 {
        hours.set(preset.hours);
    }
}

fn input(id: &str) -> Option<HtmlInputElement> {
    document::element(id)?.dyn_into().ok()
}

fn value(id: &str) -> String {
    input(id).map(|input| input.value()).unwrap_or_default()
}

fn set(id: &str, text: &str) {
    if let Some(input) = input(id) {
        input.set_value(text);
    }
}

/// The value that was chosen from a list.
fn chosen(event: &leptos::ev::Event) -> String {
    event_target::<HtmlSelectElement>(event).value()
}
