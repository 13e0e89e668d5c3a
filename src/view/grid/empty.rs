//! What stands in the grid's place when the filters let nothing through.

use leptos::prelude::*;

use crate::state::{Dates, Log, Question, Search, Window};
use crate::view::dynamic::{If, part};
use crate::view::filters;

/// Says so, names what is asked for, and offers to drop it.
#[component]
pub fn NothingFound() -> impl IntoView {
    let window = expect_context::<Window>();
    let question = expect_context::<Question>();
    let log = expect_context::<Log>();
    let search = expect_context::<Search>();
    let dates = expect_context::<Dates>();
    let is_empty = Memo::new(move |_| {
        let (matching, total) = window.counts().get();
        let may_come = log.is_reading().get()
            || search.is_running().get()
            || search.searched().with(|searched| searched.unsearched > 0);
        matching == 0 && total > 0 && window.is_current().get() && !may_come
    });
    let conditions = move || question.query().with(|query| filters::told(query, dates));
    view! {
        <If when=is_empty>
            <div class="pl-nothing">
                <p class="pl-nothing__words">"No event matches all of these filters:"</p>
                <ul class="pl-nothing__conditions">
                    {part(move || conditions().into_iter().map(|words| view! { <li>{words}</li> }).collect_view().into_any())}
                </ul>
                <button class="pl-button" type="button" on:click=move |_| question.clear()>
                    "Clear filters"
                </button>
            </div>
        </If>
    }
}
