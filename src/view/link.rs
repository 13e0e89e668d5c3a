//! What is said about the link that the page was opened with.

use leptos::prelude::*;

use super::seldom::{Later, Seldom};
use crate::state::Link;
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

/// Says on the start page that the link's view waits for its log.
#[component]
pub fn LinkWaits() -> impl IntoView {
    let link = expect_context::<Link>();
    view! {
        <If when=link.is_waiting()>
            <p class="pl-note" role="status">
                "This link shows a view of a log. Open the same files to see it: a link holds no events."
            </p>
        </If>
    }
}
