//! How far something long has come, and the button that stops it.

use leptos::prelude::*;

use crate::state::signal::Signal;
use crate::view::dynamic::text;

/// A bar with words and a button behind it.
#[component]
pub fn ProgressBar(
    /// What is going on.
    label: &'static str,
    /// In hundredths of the whole.
    percent: Signal<u64>,
    words: Signal<String>,
    /// What the button is called, by those who do not see where it stands.
    cancel_label: &'static str,
    cancel: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="pl-loading">
            <div
                class="pl-loading__bar"
                role="progressbar"
                aria-label=label
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=text(move || percent.get().to_string())
                aria-valuetext=text(move || words.get())
            >
                <div class="pl-loading__done" style:width=text(move || format!("{}%", percent.get()))></div>
            </div>
            <span class="pl-loading__words">{text(move || words.get())}</span>
            <button class="pl-button pl-button--small" type="button" aria-label=cancel_label on:click=move |_| cancel.run(())>
                "Cancel"
            </button>
        </div>
    }
}
