//! What went wrong apart from a log's own problems: files that could not be had, a dialog that could not be opened.

use leptos::prelude::*;

use crate::state::signal::Signal;
use crate::state::{Live, Log};
use crate::view::dynamic::{If, text};

/// A line above everything else while something went wrong, until it is dismissed or a person does something else. On the
/// start page, `Refusal` says what was wrong with files. It needs nothing to be fetched, of which it may have to tell.
#[component]
pub fn Troubles() -> impl IntoView {
    let log = expect_context::<Log>();
    let live = expect_context::<Live>();
    let of_files = move || log.trouble().get().filter(|_| log.is_open().get());
    let words = Signal::memo(move || of_files().or_else(|| live.trouble().get()));
    let dismiss = move |_| {
        log.dismiss();
        live.dismiss();
    };
    view! {
        <If when=move || words.with(Option::is_some)>
            <div class="pl-alert" role="alert">
                <p class="pl-alert__words">{text(move || words.get().unwrap_or_default())}</p>
                <button class="pl-button pl-button--small" type="button" on:click=dismiss>
                    "Dismiss"
                </button>
            </div>
        </If>
    }
}
