//! The filter by words of any field, or by words ruled out there, as a text: words with commas between them.

use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;

use super::more::id;
use super::pill::Pill;
use super::words::{field_name, value_label, words_label};
use crate::browser::popover;
use crate::event::StepType;
use crate::protocol::FacetRequest;
use crate::query::text::{FlawKind, parse_words, write_words};
use crate::query::{Field, RETRIES, word_column};
use crate::state::signal::{RwSignal, Signal};
use crate::state::{Question, count_values};
use crate::table::Column;
use crate::view::dynamic::{each, maybe, text};
use crate::view::format::grouped;
use crate::view::seldom::Seldom;

/// The filter; `number` is its own, and `added` are those of the filters that stay without a condition.
#[component]
pub fn WordsFilter(field: Field, negated: bool, number: u32, added: RwSignal<Vec<u32>>) -> impl IntoView {
    let question = expect_context::<Question>();
    let value = move || {
        let label = question.query().with(|query| words_label(field, &query.words_of(field, negated)))?;
        Some(if negated { format!("not {label}") } else { label })
    };
    let clear = move |()| {
        question.ask(question.query().with_untracked(|query| query.without_words(field, negated)));
        added.update(|added| added.retain(|other| *other != number));
    };
    view! {
        <Pill
            id=id(number)
            name=field_name(field)
            value=Signal::derive(value)
            on_clear=clear
            holds=Seldom::WordsInput(field, negated, added, number)
        />
    }
}

/// What the filter opens: a box for each of its terms, all of which must hold.
#[component]
pub fn WordsInput(field: Field, negated: bool, number: u32, added: RwSignal<Vec<u32>>) -> impl IntoView {
    let question = expect_context::<Question>();
    // What was typed in the filter box or in another filter is a step of its own.
    question.enter();
    let mut lists = question.query().with_untracked(|query| query.words_of(field, negated));
    if lists.is_empty() {
        lists.push(Vec::new());
    }
    // Written once: while a person types, what they type is what there is.
    let written: Vec<String> = lists.iter().map(|words| write_words(words)).collect();
    let lists = StoredValue::new(lists);
    // What is wrong, and in which boxes.
    let flaws = RwSignal::new(Vec::<(usize, FlawKind)>::new());
    let typed = move |place: usize, event: &Event| {
        let read = parse_words(field, &event_target_value(event));
        flaws.update(|flaws| {
            flaws.retain(|(of, _)| *of != place);
            flaws.extend(read.as_ref().err().map(|kind| (place, *kind)));
        });
        // Nothing is filtered by half a condition.
        lists.update_value(|lists| lists[place] = read.unwrap_or_default());
        if !added.with_untracked(|added| added.contains(&number)) {
            // It stays while it is written, also where there is nothing in it.
            added.update(|added| added.push(number));
        }
        let query = question.query().get_untracked();
        question.revise(query.with_words(field, negated, lists.get_value()));
    };
    let offered = Signal::derive(offered_for(field));
    let note = match field {
        Field::Identity => {
            "A part of a name or of a user principal name, or a whole ID, on either side. c34511ef* finds an ID by its beginning:"
        }
        Field::Column(Column::Duration) => "Milliseconds, such as 500, >500, <=500 or 100..500.",
        Field::Retry => "done: it had been tried again before; due: another attempt is announced.",
        _ if field.is_whole() => "The whole value;",
        _ => "A part of the value;",
    };
    let signs = if matches!(field, Field::Column(Column::Duration) | Field::Retry) { "" } else { SIGNS };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            // The focus goes to a button, which the same key would press.
            event.prevent_default();
            // What cannot be read would be gone with its box.
            if flaws.with_untracked(Vec::is_empty) {
                popover::close(&id(number));
            }
        }
    };
    let name = if field == Field::Identity { "Name or ID" } else { field_name(field) };
    let flaw_id = format!("{}-flaw", id(number));
    let described_by = flaw_id.clone();
    let list_id = format!("{}-values", id(number));
    let list = is_listed(field).then(|| list_id.clone());
    let input = move |(place, written): (usize, String)| {
        let is_flawed = move || flaws.with(|flaws| flaws.iter().any(|(of, _)| *of == place));
        let (described_by, list) = (described_by.clone(), list.clone());
        view! {
            <label class="pl-field">
                <span class="pl-field__name">{told(field, negated, place)}</span>
                <input
                    class="pl-field__input"
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    list=list
                    aria-label=if place == 0 { name.to_owned() } else { format!("{name}, as well") }
                    aria-invalid=maybe(move || is_flawed().then(|| "true".to_owned()))
                    aria-describedby=maybe(move || is_flawed().then(|| described_by.clone()))
                    value=written
                    on:input=move |event| typed(place, &event)
                    on:keydown=key
                />
            </label>
        }
        .into_any()
    };
    let fault = move || {
        let told = |(_, kind): &(usize, FlawKind)| format!("Nothing is filtered by this: {kind}.");
        flaws.with(|flaws| flaws.first().map(told).unwrap_or_default())
    };
    view! {
        {written.into_iter().enumerate().map(input).collect::<Vec<_>>()}
        <datalist id=list_id>
            {each(
                move || (0..offered.with(Vec::len) as u32).collect(),
                move |place| {
                    let of = move |pick: fn(&(String, String)) -> &String| {
                        text(move || offered.with(|all| all.get(place as usize).map(pick).cloned().unwrap_or_default()))
                    };
                    view! { <option value=of(|offer| &offer.0) label=of(|offer| &offer.1) /> }.into_any()
                },
            )}
        </datalist>
        <p class="pl-field__note">{note} " " {signs}</p>
        <p id=flaw_id class="pl-field__fault" aria-live="polite">{text(fault)}</p>
    }
}

/// What can be written, each with what is told beside it: the most frequent values of the log, or all words there are.
fn offered_for(field: Field) -> impl Fn() -> Vec<(String, String)> + Send + Sync {
    const MOST: u32 = 200;
    let column = if let Field::Column(column) = field { Some(column).filter(|_| is_listed(field)) } else { None };
    let request = column.map(|column| FacetRequest { column, part: String::new(), limit: MOST, under_own: false });
    let facet = count_values(Signal::derive(move || request.clone()));
    let words: Vec<&str> = match field {
        Field::Retry => RETRIES.to_vec(),
        Field::Step => StepType::ALL.iter().map(StepType::as_str).collect(),
        _ => Vec::new(),
    };
    move || {
        let values = facet.get().map(|facet| facet.values).unwrap_or_default();
        let of_log = values.into_iter().filter(|value| value.count > 0).filter_map(|value| {
            let label = value_label(column?, &value.value);
            Some((write_words(&[field.word_for(&value.value)]), format!("{label}, {}", grouped(value.count))))
        });
        of_log.chain(words.iter().map(|word| ((*word).to_owned(), String::new()))).collect()
    }
}

/// Whether there are words to choose from.
fn is_listed(field: Field) -> bool {
    match field {
        Field::Column(column) => word_column(column).is_some(),
        field => matches!(field, Field::Retry | Field::Step),
    }
}

/// What the signs mean.
const SIGNS: &str = "* stands for any letters, a comma for “or”, unless it stands in quotes.";

/// What a person reads above a box.
fn told(field: Field, negated: bool, place: usize) -> &'static str {
    match (field, negated, place) {
        (Field::Identity, false, 0) => "Name or ID",
        (_, false, 0) => "Any of",
        (_, false, _) => "and any of",
        (_, true, _) => "None of",
    }
}
