//! The filter by words of any field, or by words ruled out there, as a text of the filter language.

use leptos::prelude::*;

use super::more::id;
use super::pill::Pill;
use super::words::{field_name, value_label};
use crate::browser::popover;
use crate::invisible::bracketed;
use crate::query::Field;
use crate::query::text::{parse, write_word};
use crate::state::Question;
use crate::state::signal::{RwSignal, Signal};
use crate::table::Column;
use crate::view::dynamic::text;
use crate::view::seldom::Seldom;

/// The filter; `number` is its own, and `added` are those of the filters that were added.
#[component]
pub fn WordsFilter(field: Field, negated: bool, number: u32, added: RwSignal<Vec<u32>>) -> impl IntoView {
    let question = expect_context::<Question>();
    let words = asked_for(question, field, negated);
    let value = move || {
        let label = |word: &String| match field {
            Field::Column(column) => value_label(column, word.strip_prefix('=').unwrap_or(word)),
            _ => bracketed(word),
        };
        let labels = words.with(|words| words.iter().map(label).collect::<Vec<_>>().join(", "));
        let sign = if negated { "not " } else { "" };
        words.with(|words| !words.is_empty()).then(|| format!("{sign}{labels}"))
    };
    let clear = move |()| {
        ask(question, field, negated, Vec::new());
        added.update(|added| added.retain(|other| *other != number));
    };
    view! {
        <Pill
            id=id(number)
            name=field_name(field)
            value=Signal::derive(value)
            on_clear=clear
            holds=Seldom::WordsInput(field, negated, number)
        />
    }
}

/// What the filter opens.
#[component]
pub fn WordsInput(field: Field, negated: bool, number: u32) -> impl IntoView {
    let question = expect_context::<Question>();
    let words = asked_for(question, field, negated);
    let failure = RwSignal::new(String::new());
    let typed = move |event| {
        let value = event_target_value(&event);
        let parsed = parse(&format!("{}:{value}", field.key()));
        let flaw = parsed.flaws.first().filter(|_| !value.is_empty());
        failure.set(flaw.map(|flaw| flaw.kind.to_string()).unwrap_or_default());
        if flaw.is_none() {
            ask(question, field, negated, parsed.query.words_of(field, false).to_vec());
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
    view! {
        <label class="pl-field">
            <span class="pl-field__name">{if negated { "None of" } else { "Any of" }}</span>
            <input
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
        <p class="pl-field__note">{note} " " {text(move || failure.get())}</p>
    }
}

fn asked_for(question: Question, field: Field, negated: bool) -> Signal<Vec<String>> {
    Signal::derive(move || question.query().with(|query| query.words_of(field, negated).to_vec()))
}

fn ask(question: Question, field: Field, negated: bool, words: Vec<String>) {
    question.revise(question.query().with_untracked(|query| query.with_words_of(field, negated, words)));
}
