//! What stands in the grid's place when the filters let nothing through, or there is nothing.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ids::GRID_ID;
use crate::browser::document;
use crate::live::Phase;
use crate::query::text::write;
use crate::query::{Query, meant};
use crate::state::signal::{RwSignal, Signal, effect};
use crate::state::{Blame, Dates, Engine, Live, Log, Question, Search, Window, dropped};
use crate::view::dynamic::{If, part};
use crate::view::filters;
use crate::view::format::counted;
use crate::view::seldom::{Later, Seldom};

/// Says so, names the condition that took the last events away, and offers to drop each.
#[component]
pub fn NothingFound() -> impl IntoView {
    let window = expect_context::<Window>();
    let log = expect_context::<Log>();
    let search = expect_context::<Search>();
    let is_brushing = expect_context::<Question>().is_brushing();
    let phase = expect_context::<Live>().phase();
    let is_empty = Signal::memo(move || {
        let (matching, total) = window.counts().get();
        let may_come = is_brushing.get() || log.is_reading().get() || search.is_running().get();
        let is_nowhere = total == 0 && (log.has_only_jobs().get() || phase.get() == Some(Phase::Complete));
        matching == 0 && (total > 0 || is_nowhere) && window.is_current().get() && !may_come
    });
    view! {
        <If when=is_empty>
            <Later what=Seldom::Nothing />
        </If>
    }
}

/// What is said and offered.
#[component]
pub fn Nothing() -> impl IntoView {
    let engine = expect_context::<Engine>();
    let question = expect_context::<Question>();
    let dates = expect_context::<Dates>();
    let query = question.query();
    let counts = expect_context::<Window>().counts();
    let has_only_jobs = expect_context::<Log>().has_only_jobs();
    let searched = expect_context::<Search>().searched();
    let blame = RwSignal::new(Blame::default());
    effect(move || {
        let asked = query.get();
        // What is known is of the question before.
        blame.set(Blame::default());
        spawn_local(async move {
            let found = Blame::find(engine, &asked).await;
            // Something else may stand here by now.
            if query.try_with_untracked(|now| *now == asked) == Some(true) {
                blame.set(found);
            }
        });
    });
    let drop_one = move |place| {
        question.ask(query.with_untracked(|query| dropped(query, place)));
        // The button that was pressed goes away.
        document::focus(GRID_ID);
    };
    part(move || {
        let Blame { culprit, without } = blame.get();
        let is_nowhere = counts.get().1 == 0;
        let told = if is_nowhere { Vec::new() } else { query.with(|query| filters::told(query, dates)) };
        let several = told.len() > 1;
        let words = if is_nowhere {
            nowhere(has_only_jobs.get()).to_owned()
        } else if searched.with(|searched| searched.unsearched > 0) {
            "None of the events that were searched passes. Search the rest, below, looks into the others.".to_owned()
        } else {
            none_passes(culprit.and_then(|place| told.get(place)).filter(|_| several), several)
        };
        let meant = move |place: usize| query.with(|query| query.terms.get(place).and_then(meant));
        let condition = |(place, words): (usize, String)| {
            let meant = meant(place).map(|term| {
                let asked = Query { terms: vec![term.clone()] };
                let told = filters::told(&asked, dates).concat();
                // What people read for the value may be what was written.
                let meant = if told == words { write(&asked) } else { told };
                let ask_it = move |_| {
                    let mut terms = query.with_untracked(|query| query.terms.clone());
                    terms[place] = term.clone();
                    question.ask(Query { terms });
                    document::focus(GRID_ID);
                };
                view! {
                    <button class="pl-button pl-button--small" type="button" on:click=ask_it>
                        {format!("Did you mean {meant}?")}
                    </button>
                }
                .into_any()
            });
            let left = without
                .get(place)
                .copied()
                .flatten()
                .map(|events| counted(events.into(), "event", "events") + " without it");
            let name = format!("Drop {words}");
            view! {
                <li class="pl-nothing__condition">
                    <span>{words}</span>
                    <span class="pl-muted">{left.unwrap_or_default()}</span>
                    <button
                        class="pl-button pl-button--small"
                        type="button"
                        aria-label=name
                        on:click=move |_| drop_one(place)
                    >
                        "Drop"
                    </button>
                    {meant}
                </li>
            }
            .into_any()
        };
        let conditions = told.into_iter().enumerate().map(condition).collect::<Vec<_>>();
        view! {
            <div class="pl-nothing">
                <p class="pl-nothing__words">{words}</p>
                <ul class="pl-nothing__conditions">{conditions}</ul>
                <button
                    class="pl-button"
                    type="button"
                    hidden=!several
                    on:click=move |_| {
                        question.clear();
                        document::focus(GRID_ID);
                    }
                >
                    "Clear all filters"
                </button>
            </div>
        }
        .into_any()
    })
}

/// Why there is no event at all.
fn nowhere(has_only_jobs: bool) -> &'static str {
    if has_only_jobs {
        "No provisioning event is in what was opened, but synchronization jobs are: Jobs tells of them."
    } else {
        "The API has no such event in this range of time. Load older looks further back."
    }
}

/// That no event passes one condition or several, and which of them took the last away.
fn none_passes(culprit: Option<&String>, several: bool) -> String {
    match culprit {
        Some(culprit) => format!("No event passes all of these filters: “{culprit}” took the last ones away."),
        None if several => "No event passes all of these filters.".to_owned(),
        None => "No event passes this filter.".to_owned(),
    }
}
