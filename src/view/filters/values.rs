//! The filter by the values of a column, each with the number of events that have it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::pill::Pill;
use super::words::value_label;
use crate::event::{Action, Status};
use crate::protocol::{Reply, Request, ValueCount};
use crate::query::Field;
use crate::state::{Engine, Log, Question};
use crate::table::Column;
use crate::view::dynamic::{If, flag};
use crate::view::format::grouped;
use crate::view::icon::Icon;
use crate::view::status::{action_icon, status_class, status_icon};

/// See the module; the column is an enumeration.
#[component]
pub fn ValuesFilter(column: Column) -> impl IntoView {
    let question = expect_context::<Question>();
    let field = Field::Column(column);
    let chosen = Signal::derive(move || question.query().with(|query| query.words(field).to_vec()));
    let ask =
        move |words: Vec<String>| question.ask(question.query().with_untracked(|query| query.with_words(field, words)));
    let value = move || {
        let labels = chosen.with(|words| words.iter().map(|word| value_label(column, word)).collect::<Vec<_>>());
        (!labels.is_empty()).then(|| labels.join(", "))
    };
    let id = if column == Column::Status { "pl-filter-status" } else { "pl-filter-action" };
    view! {
        <Pill id=id name=column.heading() value=Signal::derive(value) on_clear=move |()| ask(Vec::new())>
            <Choices column=column chosen=chosen ask=ask />
        </Pill>
    }
}

/// The values, asked for when this is drawn and whenever another condition changes.
#[component]
fn Choices(column: Column, chosen: Signal<Vec<String>>, #[prop(into)] ask: Callback<Vec<String>>) -> impl IntoView {
    let engine = expect_context::<Engine>();
    let question = expect_context::<Question>();
    let log = expect_context::<Log>();
    let field = Field::Column(column);
    let values = RwSignal::new(None::<Vec<ValueCount>>);
    let wanted = Memo::new(move |_| (question.query().with(|query| query.without(field)), log.events().get()));
    Effect::new(move || {
        let (query, events) = wanted.get();
        spawn_local(async move {
            let reply = engine.ask(Request::Values { query: query.clone(), column }).await;
            let is_wanted = wanted.try_get_untracked().is_some_and(|now| now == (query, events));
            if let (true, Ok(Reply::Values(counted))) = (is_wanted, reply) {
                values.set(Some(counted));
            }
        });
    });
    // What is chosen stays in sight although no event has it now.
    let listed = move || {
        let mut listed = values.get().unwrap_or_default();
        for word in chosen.get() {
            if values.with(Option::is_some) && listed.iter().all(|value| value.value != word) {
                listed.push(ValueCount { value: word, count: 0 });
            }
        }
        listed
    };
    let toggle = move |word: String, wished: bool| {
        let mut words = chosen.get_untracked();
        words.retain(|other| *other != word);
        if wished {
            words.push(word);
        }
        ask.run(words);
    };
    view! {
        <ul class="pl-choices">
            <For each=listed key=|value| (value.value.clone(), value.count) let:value>
                {
                    let word = value.value.clone();
                    let is_chosen = {
                        let word = word.clone();
                        move || chosen.with(|words| words.contains(&word))
                    };
                    let label = value_label(column, &value.value);
                    let count = grouped(value.count);
                    let (icon, class) = look(column, &value.value);
                    view! {
                        <li>
                            <label class="pl-choices__choice">
                                <input
                                    type="checkbox"
                                    aria-label=format!("{label}, {count}")
                                    prop:checked=flag(is_chosen)
                                    on:change=move |event| toggle(word.clone(), event_target_checked(&event))
                                />
                                <span class=class>{icon.view()} {label.clone()}</span>
                                <span class="pl-choices__count">{count.clone()}</span>
                            </label>
                        </li>
                    }
                }
            </For>
        </ul>
        <If when=move || values.with(|values| values.as_ref().is_some_and(Vec::is_empty))>
            <p class="pl-field__note">"No event has a value here."</p>
        </If>
    }
}

fn look(column: Column, value: &str) -> (Icon, &'static str) {
    if column == Column::Status {
        let status = Status::from_word(value);
        (status_icon(&status), status_class(&status))
    } else {
        (action_icon(&Action::from_word(value)), "pl-action")
    }
}
