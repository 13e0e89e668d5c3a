//! The switch that hides what is expected, and the list of that.

use leptos::prelude::*;

use super::seldom::Seldom;
use super::widgets::Popover;
use crate::query::text::MAX_WORD;
use crate::state::signal::{RwSignal, Signal};
use crate::state::{Overview, SettingsStore, SettingsStoreFields as _};
use crate::view::dynamic::text;
use crate::view::format::grouped;
use crate::view::icon::Icon;

const ID: &str = "pl-expected";

/// See the module. How many are hidden, or would be, is always told.
#[component]
pub fn HideExpected() -> impl IntoView {
    let overview = expect_context::<Overview>();
    let is_on = Signal::derive(move || overview.hides_expected());
    let words = move || {
        let count = grouped(overview.expected().into());
        if is_on.get() { format!("{count} hidden") } else { count }
    };
    view! {
        <div class="pl-expected">
            <button
                class="pl-button pl-button--quiet"
                type="button"
                role="switch"
                aria-label="Hide expected"
                aria-checked=text(move || is_on.get().to_string())
                aria-description=text(words)
                title="Hides events that were skipped because all is as it should be"
                on:click=move |_| overview.hide_expected(!is_on.get_untracked())
            >
                <span class="pl-expected__switch"></span>
                <span class="pl-button__word--optional">"Hide expected"</span>
                <span class="pl-choices__count pl-expected__count">{text(words)}</span>
            </button>
            <button
                id="pl-expected-button"
                class="pl-button pl-button--icon"
                type="button"
                popovertarget=ID
                aria-haspopup="dialog"
                aria-label="What is expected"
                title="What is expected"
            >
                {Icon::Other.view()}
            </button>
            <Popover id=ID label="What is expected" holds=Seldom::Expected />
        </div>
    }
}

/// The list.
#[component]
pub fn Codes() -> impl IntoView {
    let overview = expect_context::<Overview>();
    let settings = expect_context::<SettingsStore>();
    let change = move |codes: Vec<String>| {
        settings.expected().set(codes);
        if untrack(|| overview.hides_expected()) {
            overview.hide_expected(true);
        }
    };
    // A code that is too long to be looked for would make the filter one that cannot be read.
    let is_too_long = |code: &String| code.chars().count() > MAX_WORD;
    let fault = RwSignal::new("");
    let read = move |text: String| {
        let mut codes: Vec<_> =
            text.split([',', '\n', ' ']).filter(|code| !code.is_empty()).map(str::to_owned).collect();
        fault.set(if codes.is_empty() {
            "A list without codes would hide nothing, as the switch does that is off: this is the one delivered."
        } else if codes.iter().any(is_too_long) {
            "A code of more than 1,000 characters was left out: no event has one."
        } else {
            ""
        });
        codes.retain(|code| !is_too_long(code));
        change(codes);
    };
    view! {
        <label class="pl-field">
            <span class="pl-field__name">"Skipped events with these codes are expected"</span>
            <textarea
                class="pl-field__input pl-expected__codes"
                rows="8"
                spellcheck="false"
                prop:value=text(move || overview.expected_codes().join("\n"))
                on:change=move |event| read(event_target_value(&event))
            ></textarea>
        </label>
        <p class="pl-field__fault" aria-live="polite">{text(move || fault.get().to_owned())}</p>
        <p class="pl-field__note">
            "One a line, or with commas or blanks between them. Only events of the status Skipped are ever hidden, and the list is kept in this browser. \
             As delivered, it holds what says that an object is out of scope or that both sides already match."
        </p>
        <button class="pl-button pl-button--small" type="button" on:click=move |_| change(Vec::new())>
            "As delivered"
        </button>
    }
}
