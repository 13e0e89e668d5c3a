//! The filter by a part of a name or a sign-in name, or by an id, on either side.

use leptos::prelude::*;

use super::pill::Pill;
use crate::browser::popover;
use crate::invisible::bracketed;
use crate::query::Field;
use crate::state::Question;
use crate::state::signal::Signal;
use crate::view::dynamic;
use crate::view::seldom::Seldom;

const ID: &str = "pl-filter-identity";

/// See the module.
#[component]
pub fn IdentityFilter() -> impl IntoView {
    let question = expect_context::<Question>();
    let text = asked_for(question);
    let value = move || Some(bracketed(&text.get())).filter(|text| !text.is_empty());
    view! {
        <Pill id=ID name="Identity" value=Signal::derive(value) on_clear=move |()| ask(question, "") holds=Seldom::Identity />
    }
}

/// What the filter opens.
#[component]
pub fn Identity() -> impl IntoView {
    let question = expect_context::<Question>();
    let text = asked_for(question);
    let key = |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            // The focus goes to the filter's button, which the same key would press.
            event.prevent_default();
            popover::close(ID);
        }
    };
    view! {
        <label class="pl-field">
            <span class="pl-field__name">"Name or ID"</span>
            <input
                class="pl-field__input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                prop:value=dynamic::text(move || text.get())
                on:input=move |event| ask(question, event_target_value(&event).trim())
                on:keydown=key
            />
        </label>
        <p class="pl-field__note">"A part of a name or of a user principal name, or a whole ID, on either side. * stands for any letters: c34511ef* finds an ID by its beginning."</p>
    }
}

fn asked_for(question: Question) -> Signal<String> {
    Signal::derive(move || question.query().with(|query| query.words(Field::Identity).join(", ")))
}

fn ask(question: Question, text: &str) {
    let words = if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
    question.revise(question.query().with_untracked(|query| query.with_words(Field::Identity, words)));
}
