//! The filter by a text anywhere inside the records.

use leptos::prelude::*;

use super::pill::Pill;
use crate::browser::popover;
use crate::query::Field;
use crate::state::Question;
use crate::view::dynamic;

const ID: &str = "pl-filter-text";

/// See the module. What is typed is asked for when it is done, since every question goes through the whole log.
#[component]
pub fn TextFilter() -> impl IntoView {
    let question = expect_context::<Question>();
    let text = Signal::derive(move || question.query().with(|query| query.words(Field::Text).join(", ")));
    let ask = move |text: &str| {
        let words = if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
        question.ask(question.query().with_untracked(|query| query.with_words(Field::Text, words)));
    };
    let value = move || Some(text.get()).filter(|text| !text.is_empty());
    let key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            // The focus goes to the filter's button, which the same key would press.
            event.prevent_default();
            ask(event_target_value(&event).trim());
            popover::close(ID);
        }
    };
    view! {
        <Pill id=ID name="Text" value=Signal::derive(value) on_clear=move |()| ask("")>
            <label class="pl-field">
                <span class="pl-field__name">"Text in the records"</span>
                <input
                    class="pl-field__input"
                    type="text"
                    autofocus=true
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=dynamic::text(move || text.get())
                    on:change=move |event| ask(event_target_value(&event).trim())
                    on:keydown=key
                />
            </label>
            <p class="pl-field__note">
                "Press Enter to look inside every record: reasons, steps, details, properties."
            </p>
        </Pill>
    }
}
