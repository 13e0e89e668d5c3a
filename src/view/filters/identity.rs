//! The filter by a part of a name or a sign-in name, or by an id, on either side.

use leptos::prelude::*;

use super::more::{id, number};
use super::pill::Pill;
use super::words::words_label;
use crate::query::Field;
use crate::state::Question;
use crate::state::signal::{RwSignal, Signal};
use crate::view::seldom::Seldom;

/// See the module. It is always there, so that it keeps no list of those that were added.
#[component]
pub fn IdentityFilter() -> impl IntoView {
    let question = expect_context::<Question>();
    let value =
        move || question.query().with(|query| words_label(Field::Identity, &query.words_of(Field::Identity, false)));
    let clear = move |()| {
        question.ask(question.query().with_untracked(|query| query.with_words(Field::Identity, false, Vec::new())));
    };
    let number = number(Field::Identity, false).unwrap_or_default();
    view! {
        <Pill
            id=id(number)
            name="Identity"
            value=Signal::derive(value)
            on_clear=clear
            holds=Seldom::WordsInput(Field::Identity, false, RwSignal::new(Vec::new()), number)
        />
    }
}
