//! The filter by the values of a column, each with the number of events that have it.

use leptos::prelude::*;

use super::words::{value_label, words_label};
use crate::browser::popover;
use crate::event::{Action, Status};
use crate::letters::are_same;
use crate::protocol::{FacetRequest, ValueCount};
use crate::query::Field;
use crate::state::signal::{Signal, effect};
use crate::state::{Question, count_values};
use crate::table::Column;
use crate::view::dynamic::{If, each, flag, maybe, text};
use crate::view::format::grouped;
use crate::view::icon::{Icon, drawing};
use crate::view::status::{action_icon, status_class, status_icon};

/// What the filter opens; the column is an enumeration. The values are asked for when this is drawn and whenever another
/// condition changes or more is known.
#[component]
pub fn Choices(column: Column) -> impl IntoView {
    let question = expect_context::<Question>();
    let field = Field::Column(column);
    let lists = move || question.query().with(|query| query.words_of(field, false));
    // The first term is what is chosen from; others, which only a text can ask for, stay as they are.
    let chosen = Signal::derive(move || lists().into_iter().next().unwrap_or_default());
    let ask = Callback::new(move |(word, is_asked): (String, bool)| {
        let mut query = question.query().get_untracked();
        if is_asked {
            query = query.admitting(field, &word);
        }
        let mut lists = query.words_of(field, false);
        let mut words = lists.first().cloned().unwrap_or_default();
        words.retain(|other| !are_same(other, &word));
        if is_asked {
            words.push(word);
        }
        lists.splice(..lists.len().min(1), [words]);
        question.ask(query.with_words(field, false, lists));
    });
    let others = Signal::derive(move || words_label(field, lists().get(1..).unwrap_or_default()));
    let request = FacetRequest { column, part: String::new(), limit: u32::MAX, under_own: false };
    let facet = count_values(Signal::derive(move || Some(request.clone())));
    let values = Signal::derive(move || facet.get().map(|facet| facet.values));
    effect(move || {
        if facet.with(Option::is_some) {
            // They are drawn by an effect that is due first.
            request_animation_frame(popover::enter_waiting);
        }
    });
    let listed = Signal::derive(move || values.get().unwrap_or_default());
    view! {
        <ul class="pl-choices">
            {each(
                move || (0..listed.with(Vec::len) as u32).collect(),
                move |index| view! { <Choice column=column values=listed index=index chosen=chosen ask=ask /> }.into_any(),
            )}
        </ul>
        <If when=move || values.with(|values| values.as_ref().is_some_and(Vec::is_empty))>
            <p class="pl-field__note">"No event has a value here."</p>
        </If>
        <If when=move || others.with(Option::is_some)>
            <p class="pl-field__note">
                {text(move || format!("The filter asks for this as well: {}", others.get().unwrap_or_default()))}
            </p>
        </If>
    }
}

/// One value, with its count in place.
#[component]
fn Choice(
    column: Column,
    values: Signal<Vec<ValueCount>>,
    /// Which of the values.
    index: u32,
    chosen: Signal<Vec<String>>,
    /// Takes a word, and whether it is asked for.
    ask: Callback<(String, bool)>,
) -> impl IntoView {
    let question = expect_context::<Question>();
    let field = Field::Column(column);
    let word =
        move || values.with(|values| values.get(index as usize).map(|value| value.value.clone()).unwrap_or_default());
    let count = move || grouped(values.with(|values| values.get(index as usize).map_or(0, |value| value.count)));
    let label = move || value_label(column, &word());
    let is_chosen = move || chosen.with(|words| words.iter().any(|other| are_same(other, &word())));
    let is_out = move || question.query().with(|query| query.has_word(field, &word(), true));
    let toggle = move |event| ask.run((untrack(word), event_target_checked(&event)));
    view! {
        <li>
            <label class="pl-choices__choice" class:pl-choices__choice--out=flag(is_out)>
                <input
                    type="checkbox"
                    aria-label=text(move || format!("{}, {}", label(), count()))
                    aria-description=maybe(move || is_out().then(|| "ruled out".to_owned()))
                    prop:checked=flag(is_chosen)
                    prop:indeterminate=flag(is_out)
                    on:change=toggle
                />
                <span class=text(move || look(column, &word()).1.to_owned())>
                    {drawing(move || look(column, &word()).0)} {text(label)}
                </span>
                <span class="pl-choices__count">{text(count)}</span>
            </label>
        </li>
    }
}

/// How a status or an action looks: its drawing, and the class of its colour.
#[must_use]
pub fn look(column: Column, value: &str) -> (Icon, &'static str) {
    if column == Column::Status {
        let status = Status::from_word(value);
        (status_icon(&status), status_class(&status))
    } else {
        (action_icon(&Action::from_word(value)), "pl-action")
    }
}
