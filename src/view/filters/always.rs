//! A filter that is always there: of names and ids, of a status, or of an action.

use leptos::prelude::*;

use super::more::{id, number};
use super::pill::Pill;
use super::words::words_label;
use crate::query::Field;
use crate::state::Question;
use crate::state::signal::{RwSignal, Signal};
use crate::view::seldom::Seldom;

/// See the module. It shows what is asked for; what is ruled out has a filter of its own.
#[component]
pub fn AlwaysFilter(field: Field) -> impl IntoView {
    let question = expect_context::<Question>();
    let value = move || question.query().with(|query| words_label(field, &query.words_of(field, false)));
    let clear = move |()| question.ask(question.query().with_untracked(|query| query.without_words(field, false)));
    let number = number(field, false).unwrap_or_default();
    let (name, holds) = match field {
        Field::Column(column) => (column.heading(), Seldom::Values(column)),
        _ => ("Identity", Seldom::WordsInput(field, false, RwSignal::new(Vec::new()), number)),
    };
    view! { <Pill id=id(number) name=name value=Signal::derive(value) on_clear=clear holds=holds /> }
}
