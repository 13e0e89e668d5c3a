//! What is said about the link that the page was opened with.

use leptos::prelude::*;

use super::seldom::{Later, Seldom};
use crate::state::{Link, Live, Log};
use crate::view::dynamic::{If, text};

/// What the link said and could not be shown as it was meant.
#[component]
pub fn LinkNotes() -> impl IntoView {
    let link = expect_context::<Link>();
    let has_notes = move || link.notes().with(|notes| !notes.is_empty());
    view! {
        <If when=has_notes>
            <Later what=Seldom::LinkNotes />
        </If>
    }
}

/// What is said then.
#[component]
pub fn Notes() -> impl IntoView {
    let link = expect_context::<Link>();
    view! {
        <div class="pl-note" role="status" aria-label="About the link">
            <p>{text(move || link.notes().with(|notes| format!("About the link: {}.", notes.join("; "))))}</p>
            <button class="pl-button pl-button--small" type="button" on:click=move |_| link.dismiss()>
                "Dismiss"
            </button>
        </div>
    }
}

const READ_AGAIN: &str = "What was read of it is gone: connect again to read it once more.";
const WAITS_FOR_API: &str = "This link shows a view of a log that was read from an API. Connect to the same API to see it: \
    a link holds no events.";
const WAITS_FOR_FILES: &str = "This link shows a view of a log. Open the same files to see it: a link holds no events.";

/// Says on the start page that the link's view waits for its log, and how that is had: the log of an API that was open
/// before the page was loaded anew is read once more.
#[component]
pub fn LinkWaits() -> impl IntoView {
    let link = expect_context::<Link>();
    let live = expect_context::<Live>();
    let former = Log::former_host();
    let has_former = former.is_some();
    let (is_waiting, waits_for_api) = (link.is_waiting(), link.waits_for_api());
    let words = move || match &former {
        Some(host) => format!("The log of {host} was open in this tab. {READ_AGAIN}"),
        None if waits_for_api.get() => WAITS_FOR_API.to_owned(),
        None => WAITS_FOR_FILES.to_owned(),
    };
    view! {
        <If when=move || has_former || is_waiting.get()>
            <div class="pl-note" role="status">
                <p>{text(words.clone())}</p>
                <If when=move || has_former>
                    <button class="pl-button pl-button--small" type="button" on:click=move |_| live.open(true)>
                        "Connect again"
                    </button>
                </If>
            </div>
        </If>
    }
}
