//! Filters beyond the four that are always there: one for each other field that is asked about or added, and the way
//! to add one.

use leptos::prelude::*;

use super::pill::Pill;
use super::words::{field_name, value_label};
use crate::browser::{document, popover};
use crate::query::text::{parse, write_word};
use crate::query::{Field, Query, Term};
use crate::state::Question;
use crate::state::signal::{RwSignal, Signal};
use crate::table::Column;
use crate::view::dynamic::{each, text};
use crate::view::icon::Icon;
use crate::view::widgets::Popover;

const ADD_ID: &str = "pl-filter-add";

/// The fields of the filters that are always there, which show what is asked for but not what is ruled out.
const ALWAYS: [Field; 3] = [Field::Identity, Field::Column(Column::Status), Field::Column(Column::Action)];

/// A filter's number: its field, and whether it rules out.
fn number(field: Field, negated: bool) -> Option<u32> {
    let place = Field::all().position(|other| other == field)? as u32;
    Some(2 * place + u32::from(negated))
}

fn of_number(number: u32) -> Option<(Field, bool)> {
    Field::all().nth(number as usize / 2).map(|field| (field, number % 2 == 1))
}

/// The filters that a query asks for and that are not always there.
fn asked(query: &Query) -> Vec<u32> {
    let mut numbers = Vec::new();
    for term in &query.terms {
        if let Term::Words { field, negated, .. } = term
            && (*negated || !ALWAYS.contains(field))
            && *field != Field::Expected
            && let Some(number) = number(*field, *negated)
            && !numbers.contains(&number)
        {
            numbers.push(number);
        }
    }
    numbers
}

/// See the module.
#[component]
pub fn MoreFilters() -> impl IntoView {
    let question = expect_context::<Question>();
    let added = RwSignal::new(Vec::<u32>::new());
    let shown = move || {
        let mut numbers = question.query().with(asked);
        for number in added.get() {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    };
    let add = move |number: u32| {
        popover::close(ADD_ID);
        added.update(|added| added.push(number));
        // The filter is drawn by an effect that is due first.
        request_animation_frame(move || {
            if let Some(button) = document::element(&format!("{}-button", id(number))) {
                button.click();
            }
        });
    };
    let fields =
        (0..).map_while(of_number_positive).filter(|(_, field)| !ALWAYS.contains(field) && *field != Field::Expected);
    let entries = move || {
        fields
            .clone()
            .map(|(number, field)| {
                view! {
                    <li>
                        <button class="pl-choices__choice pl-menu__item" type="button" on:click=move |_| add(number)>
                            {field_name(field)}
                            <span class="pl-choices__count">{field.key()} ":"</span>
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect::<Vec<_>>()
    };
    view! {
        {each(
            shown,
            move |number| match of_number(number) {
                Some((field, negated)) => view! { <WordsFilter field=field negated=negated number=number added=added /> }.into_any(),
                None => ().into_any(),
            },
        )}
        <button
            id="pl-filter-add-button"
            class="pl-button pl-button--quiet pl-filters__add"
            type="button"
            popovertarget=ADD_ID
            aria-haspopup="dialog"
        >
            {Icon::Create.view()}
            "Add filter"
        </button>
        <Popover id=ADD_ID label="Add filter">
            <ul class="pl-choices">{entries()}</ul>
        </Popover>
    }
}

fn of_number_positive(place: u32) -> Option<(u32, Field)> {
    of_number(2 * place).map(|(field, _)| (2 * place, field))
}

fn id(number: u32) -> String {
    format!("pl-filter-{number}")
}

fn input_id(number: u32) -> String {
    format!("pl-filter-{number}-input")
}

/// The words asked for in a field, or ruled out, as a text of the filter language.
#[component]
fn WordsFilter(field: Field, negated: bool, number: u32, added: RwSignal<Vec<u32>>) -> impl IntoView {
    let question = expect_context::<Question>();
    let words = Signal::derive(move || question.query().with(|query| query.words_of(field, negated).to_vec()));
    let failure = RwSignal::new(String::new());
    let ask = move |words| {
        question.revise(question.query().with_untracked(|query| query.with_words_of(field, negated, words)));
    };
    let typed = move |event| {
        let value = event_target_value(&event);
        let parsed = parse(&format!("{}:{value}", field.key()));
        let flaw = parsed.flaws.first().filter(|_| !value.is_empty());
        failure.set(flaw.map(|flaw| flaw.kind.to_string()).unwrap_or_default());
        if flaw.is_none() {
            ask(parsed.query.words_of(field, false).to_vec());
        }
    };
    let written = move || {
        let mut text = String::new();
        for word in words.get() {
            if !text.is_empty() {
                text.push(',');
            }
            write_word(&mut text, &word);
        }
        text
    };
    let value = move || {
        let label = |word: &String| match field {
            Field::Column(column) => value_label(column, word.strip_prefix('=').unwrap_or(word)),
            _ => word.clone(),
        };
        let labels = words.with(|words| words.iter().map(label).collect::<Vec<_>>().join(", "));
        let sign = if negated { "not " } else { "" };
        words.with(|words| !words.is_empty()).then(|| format!("{sign}{labels}"))
    };
    let clear = move |()| {
        ask(Vec::new());
        added.update(|added| added.retain(|other| *other != number));
    };
    let note = match field {
        Field::Column(Column::Duration) => "Milliseconds, such as 500, >500, <=500 or 100..500.",
        _ if field.is_whole() => "The whole value; * stands for any letters, a comma for “or”.",
        _ => "A part of the value; * stands for any letters, a comma for “or”.",
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            // The focus goes to a button, which the same key would press.
            event.prevent_default();
            popover::close(&id(number));
        }
    };
    // The input is there once the popover is open.
    let focus = move || request_animation_frame(move || document::focus(&input_id(number)));
    view! {
        <Pill id=id(number) name=field_name(field) value=Signal::derive(value) on_clear=clear>
            <label class="pl-field">
                <span class="pl-field__name">{if negated { "None of" } else { "Any of" }}</span>
                <input
                    id=input_id(number)
                    class="pl-field__input"
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=field_name(field)
                    // Written once: while a person types, what they type is what there is.
                    value=untrack(written)
                    on:input=typed
                    on:keydown=key
                />
            </label>
            {focus()}
            <p class="pl-field__note">{note} " " {text(move || failure.get())}</p>
        </Pill>
    }
}
