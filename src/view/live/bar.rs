//! How the reading of an API stands, and what can be done about it: a line above the log.

use leptos::prelude::*;

use crate::browser::document;
use crate::live::{Order, Phase, Status};
use crate::state::signal::Signal;
use crate::state::{Dates, Live};
use crate::view::dynamic::{If, maybe, text};
use crate::view::seldom::{Later, Seldom};
use crate::view::widgets::ProgressBar;

/// The id of the line.
const LINE_ID: &str = "pl-live";

/// What a button of the line does.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Pause,
    Resume,
    Refresh,
    Older,
    Save,
    Cancel,
    Connect,
}

/// Every button: its word, and the phases in which it is there.
const WAYS: [(Way, &str, &[Phase]); 8] = [
    (Way::Pause, "Pause", &[Phase::Reading, Phase::Waiting]),
    (Way::Resume, "Resume", &[Phase::Paused]),
    (Way::Resume, "Try again", &[Phase::Troubled]),
    (Way::Connect, "Use another token", &[Phase::NeedsToken]),
    (Way::Refresh, "Refresh", &[Phase::Complete]),
    (Way::Older, "Load older", &[Phase::Complete]),
    (Way::Save, "Save to a file", &[Phase::Complete, Phase::Paused, Phase::Troubled, Phase::NeedsToken]),
    (Way::Cancel, "Cancel", &[Phase::Paused, Phase::Troubled, Phase::NeedsToken]),
];

/// There while an API is read, or was.
#[component]
pub fn LiveBar() -> impl IntoView {
    let live = expect_context::<Live>();
    let phase = live.phase();
    view! {
        <If when=move || phase.get().is_some()>
            <Later what=Seldom::Live />
        </If>
    }
}

/// The line.
#[component]
pub fn Standing() -> impl IntoView {
    let live = expect_context::<Live>();
    let phase = live.phase();
    let dates = expect_context::<Dates>();
    let words = Signal::derive(move || {
        live.status().with(|status| {
            let Some(Status { read, oldest, words, .. }) = status else { return String::new() };
            let back = oldest.map_or_else(String::new, |oldest| format!(" back to {}", dates.format(oldest)));
            format!("{read}{back}{words}")
        })
    });
    let percent = Signal::derive(move || {
        live.status().with(|status| status.as_ref().map_or(0, |status| u64::from(status.done / 10)))
    });
    let cancel = Callback::new(move |()| live.cancel());
    let is_under_way = Signal::memo(move || matches!(phase.get(), Some(Phase::Reading | Phase::Waiting)));
    let is_trouble = move || matches!(phase.get(), Some(Phase::Troubled | Phase::NeedsToken));
    let go = move |way| {
        if way != Way::Save {
            // The button that was pressed goes away, and others come.
            document::focus(LINE_ID);
        }
        match way {
            Way::Pause => live.order(Order::Pause),
            Way::Resume => live.order(Order::Resume { fresh: None }),
            Way::Refresh => live.order(Order::Refresh),
            Way::Older => live.order(Order::Older),
            Way::Save => live.save(),
            Way::Cancel => live.cancel(),
            Way::Connect => live.open(false),
        }
    };
    let has_begun =
        Signal::memo(move || live.status().with(|status| status.as_ref().is_some_and(|status| status.has_begun)));
    // A countdown is read out once, and not with every second.
    let told = Signal::memo(move || match phase.get() {
        Some(Phase::Waiting | Phase::Paused | Phase::Complete) => untrack(|| words.get()),
        _ => String::new(),
    });
    let ways = WAYS.into_iter().map(move |(way, word, phases)| {
        let is_there =
            move || phase.get().is_some_and(|phase| phases.contains(&phase)) && (way != Way::Save || has_begun.get());
        view! {
            <If when=is_there>
                <button class="pl-button pl-button--small" type="button" on:click=move |_| go(way)>
                    {word}
                </button>
            </If>
        }
    });
    view! {
        <section id=LINE_ID class="pl-live" aria-label="Connection" tabindex="-1">
            <If when=is_under_way>
                <ProgressBar label="Loading" percent words cancel_label="Cancel" cancel />
            </If>
            <If when=move || !is_under_way.get()>
                <span class="pl-live__words" role=maybe(move || is_trouble().then(|| "alert".to_owned()))>
                    {text(move || words.get())}
                </span>
            </If>
            {ways.collect_view()}
            <span class="pl-hidden" role="status" aria-label="Connection">{text(move || told.get())}</span>
        </section>
    }
}
