//! How far something long has come, and the button that stops it.

use leptos::prelude::*;

use crate::browser::document;
use crate::state::signal::Signal;
use crate::view::dynamic::text;
use crate::view::focus;

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
    // When it is done, the button goes away.
    on_cleanup(|| {
        if document::is_focus_within(".pl-loading") {
            focus::fall_to_the_log();
        }
    });
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
