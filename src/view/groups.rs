//! The log in groups: the values of one column with their counts, in the grid's place; a press asks for one of them.

use leptos::prelude::*;

use super::filters::value_label;
use super::format::{counted, grouped};
use super::grid::GRID_ID;
use crate::browser::document;
use crate::protocol::FacetRequest;
use crate::query::Field;
use crate::state::signal::Signal;
use crate::state::{Question, count_values};
use crate::table::Column;
use crate::view::dynamic::{If, each, text};
use crate::view::seldom::{Later, Seldom};

/// Groups that are listed; what is further down is found by filtering.
const MOST: u32 = 500;

/// The id of the button that leaves the groups, which takes the focus of what they lie over.
pub const LEAVE_ID: &str = "pl-groups-leave";

/// Chooses the column.
#[component]
pub fn GroupBy() -> impl IntoView {
    let question = expect_context::<Question>();
    let chosen = move || question.grouping().get().map_or("", Column::key).to_owned();
    let options = Column::ALL
        .iter()
        .filter(|column| column.has_groups())
        .map(|column| view! { <option value=column.key()>{column.heading()}</option> }.into_any());
    view! {
        <label class="pl-columns__group">
            "Group by"
            <select
                class="pl-field__input"
                prop:value=text(chosen)
                on:change=move |event| question.group_by(Column::from_key(&event_target_value(&event)))
            >
                <option value="">"nothing"</option>
                {options.collect::<Vec<_>>()}
            </select>
        </label>
    }
}

/// The log in groups, while it is.
#[component]
pub fn Groups() -> impl IntoView {
    let by = expect_context::<Question>().grouping();
    view! { <If when=move || by.get().is_some()><Later what=Seldom::Groups /></If> }
}

/// The groups.
#[component]
pub fn Listed() -> impl IntoView {
    let question = expect_context::<Question>();
    let by = question.grouping();
    let facet = count_values(Signal::derive(move || {
        by.get().map(|column| FacetRequest { column, part: String::new(), limit: MOST, under_own: true })
    }));
    let listed = move || facet.with(|facet| facet.as_ref().map_or(0, |facet| facet.values.len() as u32));
    let largest = Signal::memo(move || {
        facet.with(|facet| facet.as_ref().and_then(|facet| facet.values.first()).map_or(1, |value| value.count.max(1)))
    });
    let words = move || {
        let distinct = facet.with(|facet| facet.as_ref().map_or(0, |facet| facet.distinct));
        let groups = counted(distinct.into(), "group", "groups");
        let heading = by.get().map_or("", Column::heading);
        let cut = if distinct > MOST { format!("; the {MOST} largest") } else { String::new() };
        format!("{groups} by {heading}{cut}")
    };
    let leave = move || {
        question.group_by(None);
        focus_grid();
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            leave();
        }
    };
    view! {
        <section class="pl-groups" aria-label="Groups" on:keydown=pressed>
            <div class="pl-groups__words">
                <p role="status">{text(words)}</p>
                <button id=LEAVE_ID class="pl-button pl-button--small" type="button" on:click=move |_| leave()>
                    "Show events"
                </button>
            </div>
            <ul class="pl-choices">
                {each(move || (0..listed()).collect(), move |index| {
                    let value = Signal::derive(move || facet.with(|facet| {
                        let value = facet.as_ref().and_then(|facet| facet.values.get(index as usize));
                        value.map(|value| (value.value.clone(), value.count)).unwrap_or_default()
                    }));
                    view! { <Group index=index value=value largest=largest /> }.into_any()
                })}
            </ul>
        </section>
    }
}

/// Goes to the grid, which an effect that is due first lets be gone to again.
fn focus_grid() {
    request_animation_frame(|| document::focus(GRID_ID));
}

#[component]
fn Group(index: u32, value: Signal<(String, u64)>, largest: Signal<u64>) -> impl IntoView {
    let question = expect_context::<Question>();
    let by = question.grouping();
    let label = move || by.get().map(|column| value_label(column, &value.get().0)).unwrap_or_default();
    let enter = move |_| {
        let Some(column) = by.get_untracked() else { return };
        let field = Field::Column(column);
        let word = value.with_untracked(|(value, _)| field.word_for(value));
        question.group_by(None);
        question.ask(question.query().with_untracked(|query| query.with_word(field, &word, Some(false))));
        focus_grid();
    };
    let id = |index: u32| format!("pl-group-{index}");
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        let target = match event.key().as_str() {
            "ArrowDown" => index + 1,
            "ArrowUp" => index.saturating_sub(1),
            "Home" => 0,
            _ => return,
        };
        event.prevent_default();
        document::focus(&id(target));
    };
    let share = move || format!("{}%", value.get().1 * 100 / largest.get());
    view! {
        <li>
            <button id=id(index) class="pl-choices__choice pl-menu__item" type="button" on:click=enter on:keydown=pressed>
                <span class="pl-groups__share" style:width=text(share)></span>
                <span class="pl-facet__word" dir="auto">{text(label)}</span>
                <span class="pl-choices__count">{text(move || grouped(value.get().1))}</span>
            </button>
        </li>
    }
}
