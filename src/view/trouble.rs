//! What went wrong apart from a log's own problems: files that could not be had, a dialog that could not be opened.

use leptos::prelude::*;

use super::seldom::{Later, Seldom};
use crate::state::signal::Signal;
use crate::state::{Live, Log};
use crate::view::dynamic::{If, text};

/// There while something went wrong. On the start page, `Refusal` says what was wrong with files.
#[component]
pub fn Troubles() -> impl IntoView {
    let log = expect_context::<Log>();
    let live = expect_context::<Live>();
    let of_files = move || log.trouble().get().filter(|_| log.is_open().get());
    let words = Signal::memo(move || of_files().or_else(|| live.trouble().get()));
    view! {
        <If when=move || words.with(Option::is_some)>
            <Later what=Seldom::Trouble(words) />
        </If>
    }
}

/// A line above everything else, until it is dismissed or a person does something else.
#[component]
pub fn Trouble(words: Signal<Option<String>>) -> impl IntoView {
    let log = expect_context::<Log>();
    let live = expect_context::<Live>();
    let dismiss = move |_| {
        log.dismiss();
        live.dismiss();
    };
    view! {
        <div class="pl-alert" role="alert">
            <p class="pl-alert__words">{text(move || words.get().unwrap_or_default())}</p>
            <button class="pl-button pl-button--small" type="button" on:click=dismiss>
                "Dismiss"
            </button>
        </div>
    }
}
