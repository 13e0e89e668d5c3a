//! Filters beyond the four that are always there: one for each other field that is asked about or added, and the way
//! to add one.

use leptos::prelude::*;

use super::words::field_name;
use crate::browser::{document, popover};
use crate::query::{Field, Query, Term};
use crate::state::Question;
use crate::state::signal::RwSignal;
use crate::table::Column;
use crate::view::dynamic::each;
use crate::view::icon::Icon;
use crate::view::seldom::{Later, Seldom};
use crate::view::widgets::Popover;

const ADD_ID: &str = "pl-filter-add";

/// The fields of the filters that are always there, which show what is asked for but not what is ruled out.
pub const ALWAYS: [Field; 3] = [Field::Identity, Field::Column(Column::Status), Field::Column(Column::Action)];

/// A filter's number: its field, and whether it rules out.
pub fn number(field: Field, negated: bool) -> Option<u32> {
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
        {
            numbers.extend(number(*field, *negated));
        }
    }
    numbers
}

/// See the module.
#[component]
pub fn MoreFilters() -> impl IntoView {
    let question = expect_context::<Question>();
    let added = RwSignal::new(Vec::<u32>::new());
    // In the order of their fields, so that none is moved while somebody writes in it.
    let shown = move || {
        let (added, asked) = (added.get(), question.query().with(asked));
        let is_shown = |number: &u32| added.contains(number) || asked.contains(number);
        (0..2 * Field::all().count() as u32).filter(is_shown).collect()
    };
    let add = Callback::new(move |number: u32| {
        popover::close(ADD_ID);
        added.update(|added| added.push(number));
        // The filter is drawn by an effect that is due first.
        request_animation_frame(move || {
            if let Some(button) = document::element(&format!("{}-button", id(number))) {
                button.click();
            }
        });
    });
    view! {
        {each(
            shown,
            move |number| match of_number(number) {
                Some((field, negated)) => view! { <Later what=Seldom::Words(field, negated, added, number) /> }.into_any(),
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
        <Popover id=ADD_ID label="Add filter" holds=Seldom::AddFilter(add) />
    }
}

/// The filters that can be added.
#[component]
pub fn AddFilter(
    /// Told the number of the one that is.
    add: Callback<u32>,
) -> impl IntoView {
    let fields =
        (0..).map_while(of_number_positive).filter(|(_, field)| !ALWAYS.contains(field) && *field != Field::Expected);
    let entry = |(number, field): (u32, Field)| {
        view! {
            <li>
                <button class="pl-choices__choice pl-menu__item" type="button" on:click=move |_| add.run(number)>
                    {field_name(field)}
                    <span class="pl-choices__count">{field.key()} ":"</span>
                </button>
            </li>
        }
        .into_any()
    };
    view! { <ul class="pl-choices">{fields.map(entry).collect::<Vec<_>>()}</ul> }
}

fn of_number_positive(place: u32) -> Option<(u32, Field)> {
    of_number(2 * place).map(|(field, _)| (2 * place, field))
}

/// The id of an added filter.
pub fn id(number: u32) -> String {
    format!("pl-filter-{number}")
}
