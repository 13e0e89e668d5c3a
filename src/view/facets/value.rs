//! One value: a press lets it through, a second one rules it out, a third forgets it. With a modifier key the first
//! one rules it out.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html::Input;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use crate::protocol::Facet;
use crate::query::Field;
use crate::state::Question;
use crate::state::signal::Signal;
use crate::table::Column;
use crate::view::dynamic::{flag, maybe, text};
use crate::view::filters::{look, value_label};
use crate::view::format::grouped;
use crate::view::icon::drawing;

/// See the module.
#[component]
pub fn Value(
    column: Column,
    facet: Signal<Facet>,
    /// Which of the values.
    index: usize,
) -> impl IntoView {
    let question = expect_context::<Question>();
    let field = Field::Column(column);
    let value = Signal::derive(move || {
        facet.with(|facet| facet.values.get(index).map(|value| (value.value.clone(), value.count)).unwrap_or_default())
    });
    let word = move || value.with(|(value, _)| field.word_for(value));
    let label = move || value.with(|(value, _)| value_label(column, value));
    let count = move || grouped(value.with(|(_, count)| *count));
    let state = Signal::derive(move || {
        let word = word();
        question.query().with(|query| [false, true].into_iter().find(|negated| query.has_word(field, &word, *negated)))
    });
    let input = NodeRef::<Input>::new();
    let ask = move |excludes: bool| {
        let next = match (state.get_untracked(), excludes) {
            (None, false) => Some(false),
            (Some(false), _) | (None, true) => Some(true),
            (Some(true), _) => None,
        };
        let word = untrack(word);
        question.ask(question.query().with_untracked(|query| query.with_word(field, &word, next)));
        // The browser has made up its own mind about what a press does.
        if let Some(input) = input.get_untracked() {
            input.set_checked(next == Some(false));
            input.set_indeterminate(next == Some(true));
        }
    };
    // With a modifier, not every browser passes on a press of the words to the box, nor says of one by key that it had one.
    let pressed = move |event: MouseEvent| {
        let excludes = event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key();
        if is_of_box(&event) {
            ask(excludes);
        } else if excludes {
            event.prevent_default();
            if let Some(input) = input.get_untracked() {
                // What cannot take the focus leaves it where it is.
                let _ = input.focus();
            }
            ask(true);
        }
    };
    let typed = move |event: KeyboardEvent| {
        let excludes = event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key();
        if excludes && event.key() == " " {
            event.prevent_default();
            ask(true);
        }
    };
    let is_drawn = matches!(column, Column::Status | Column::Action);
    let icon = is_drawn.then(|| drawing(move || look(column, &value.with(|(value, _)| value.clone())).0));
    let class = move || {
        let class = if is_drawn { look(column, &value.with(|(value, _)| value.clone())).1 } else { "pl-facet__word" };
        class.to_owned()
    };
    view! {
        <li>
            <label
                class="pl-choices__choice"
                class:pl-choices__choice--out=flag(move || state.get() == Some(true))
                on:click=pressed
                title=maybe(move || Some(if state.get() == Some(true) { format!("Not {}", label()) } else { label() }))
            >
                <input
                    node_ref=input
                    type="checkbox"
                    aria-label=text(move || format!("{}, {}", label(), count()))
                    aria-description=maybe(move || (state.get() == Some(true)).then(|| "ruled out".to_owned()))
                    prop:checked=flag(move || state.get() == Some(false))
                    prop:indeterminate=flag(move || state.get() == Some(true))
                    on:keydown=typed
                />
                <span class=text(class) dir="auto">{icon}{text(label)}</span>
                <span class="pl-choices__count">{text(count)}</span>
            </label>
        </li>
    }
}

/// Whether the box itself was pressed, by its own press or that of its words.
fn is_of_box(event: &MouseEvent) -> bool {
    event.target().is_some_and(|target| target.has_type::<HtmlInputElement>())
}
