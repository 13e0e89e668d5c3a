//! How far looking inside records has come, the way to stop it, and what it left out.

use leptos::prelude::*;

use super::format::counted;
use super::seldom::{Later, Seldom};
use crate::invisible::bracketed;
use crate::protocol::Searched;
use crate::state::Search;
use crate::state::signal::Signal;
use crate::view::dynamic::{If, text};
use crate::view::widgets::ProgressBar;

/// There while the records are searched, and after a search that did not come to its end.
#[component]
pub fn Searching() -> impl IntoView {
    let search = expect_context::<Search>();
    let is_running = search.is_running();
    let percent = Signal::derive(move || u64::from(search.done().get() / 10));
    let words = Signal::derive(move || format!("Searching inside records, {} %", percent.get()));
    let cancel = Callback::new(move |()| search.stop());
    let is_partial =
        move || !is_running.get() && search.searched().with(|searched| searched.unsearched + searched.uncounted > 0);
    view! {
        <If when=is_running>
            <ProgressBar label="Searching inside records" percent words cancel_label="Cancel search" cancel />
        </If>
        <If when=is_partial>
            <Later what=Seldom::SearchRest />
        </If>
    }
}

/// What was left out, and the way to go on.
#[component]
pub fn Rest() -> impl IntoView {
    let search = expect_context::<Search>();
    view! {
        <div class="pl-loading">
            <span class="pl-loading__words" role="status" aria-label="Search">
                {text(move || search.searched().with(partial))}
            </span>
            <button class="pl-button pl-button--small" type="button" on:click=move |_| search.start()>
                "Search the rest"
            </button>
        </div>
    }
}

/// What a search that did not come to its end left out, and why.
fn partial(searched: &Searched) -> String {
    let (left, of) = match searched.unsearched {
        0 => (searched.uncounted, " for the counts of the facets"),
        left => (left, ""),
    };
    let left = counted(left.into(), "event was", "events were");
    match &searched.failure {
        Some(why) => format!("{left} not searched{of}: {}", bracketed(why)),
        None => format!("The search was stopped: {left} not searched{of}"),
    }
}
