//! What stands in the grid's place when the filters let nothing through.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ids::GRID_ID;
use crate::browser::document;
use crate::query::Query;
use crate::state::{Blame, Dates, Engine, Log, Question, Window, dropped};
use crate::view::dynamic::{If, part, text};
use crate::view::filters;
use crate::view::format::counted;

/// Says so, names the condition that took the last events away, and offers to drop each.
#[component]
pub fn NothingFound() -> impl IntoView {
    let window = expect_context::<Window>();
    let log = expect_context::<Log>();
    let is_empty = Memo::new(move |_| {
        let (matching, total) = window.counts().get();
        matching == 0 && total > 0 && window.is_current().get() && !log.is_reading().get()
    });
    view! {
        <If when=is_empty>
            <Nothing />
        </If>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let engine = expect_context::<Engine>();
    let question = expect_context::<Question>();
    let dates = expect_context::<Dates>();
    let query = question.query();
    let blame = RwSignal::new(None::<(Query, Blame)>);
    Effect::new(move || {
        let asked = query.get();
        spawn_local(async move {
            let found = Blame::find(engine, &asked).await;
            if let (Some(found), Some(true)) = (found, query.try_with_untracked(|now| *now == asked)) {
                blame.set(Some((asked, found)));
            }
        });
    });
    let ask = move |query: Query| {
        question.ask(query);
        // The button that was pressed goes away.
        document::focus(GRID_ID);
    };
    // Of a question asked since then, the conditions alone.
    let known = move || blame.get().filter(|(asked, _)| query.with(|now| now == asked)).map(|(_, blame)| blame);
    let words = move || {
        let told = query.with(|query| filters::told(query, dates));
        match (told.as_slice(), known()) {
            ([_], _) => "No event passes this filter.".to_owned(),
            (many, Some(blame)) if blame.culprit < many.len() => {
                format!("No event passes all of these filters: “{}” took the last ones away.", many[blame.culprit])
            }
            _ => "No event passes all of these filters.".to_owned(),
        }
    };
    let conditions = move || {
        let blame = known();
        let condition = |(place, words): (usize, String)| {
            let left = blame.as_ref().and_then(|blame| blame.without.get(place).copied());
            let left = left.map(|events| format!("{} without it", counted(events.into(), "event", "events")));
            let name = format!("Drop {words}");
            view! {
                <li class="pl-nothing__condition">
                    <span>{words}</span>
                    <span class="pl-muted">{left}</span>
                    <button
                        class="pl-button pl-button--small"
                        type="button"
                        aria-label=name
                        on:click=move |_| ask(query.with_untracked(|query| dropped(query, place)))
                    >
                        "Drop"
                    </button>
                </li>
            }
            .into_any()
        };
        let told = query.with(|query| filters::told(query, dates));
        told.into_iter().enumerate().map(condition).collect::<Vec<_>>().into_any()
    };
    let is_several = Memo::new(move |_| query.with(|query| query.terms.len() > 1));
    view! {
        <div class="pl-nothing">
            <p class="pl-nothing__words">{text(words)}</p>
            <ul class="pl-nothing__conditions">{part(conditions)}</ul>
            <If when=is_several>
                <button class="pl-button" type="button" on:click=move |_| ask(Query::default())>
                    "Clear all filters"
                </button>
            </If>
        </div>
    }
}
