//! What is not needed at once: drawn by a piece of the page's program that is fetched when it is needed, or when the
//! page rests with a log open or somebody is about to connect, so that what everybody waits for is small. Whatever a
//! popover holds is drawn here, and so is what only some logs or some people see.
//!
//! scripts/split.mjs cuts the program (see `cut`); what both sides use stays in the page.

mod cut;
mod piece;

use leptos::prelude::*;

use super::filters::{AddFilter, Choices, Ranges, WordsFilter, WordsInput};
use super::grid::{CellEntries, CellMenu, Nothing};
use super::{columns, expected, groups, jobs, link, live, report, saved_views, search, zone};
use crate::query::Field;
use crate::state::signal::RwSignal;
use crate::table::Column;
pub use piece::{Later, provide, put_tree};

/// A part of the page that the piece draws, with what it is drawn from.
#[derive(Clone)]
pub enum Seldom {
    /// The filters that can be added; told the number of the one that is.
    AddFilter(Callback<u32>),
    /// What can be done with a cell's value.
    CellMenu(CellMenu),
    /// The columns to choose from.
    Columns,
    /// The codes of what is expected.
    Expected,
    /// The log in groups.
    Groups,
    /// The provisioning jobs.
    Jobs,
    /// What a link said and could not be shown as it was meant.
    LinkNotes,
    /// How the reading of an API stands.
    Live,
    /// What stands in the grid's place when the filters let nothing through.
    Nothing,
    /// The ranges of time.
    Ranges,
    /// Why nothing of what was opened can be shown.
    Refusal,
    /// What could not be read.
    Report,
    /// The views that were saved.
    SavedViews,
    /// What a search that did not come to its end left out.
    SearchRest,
    /// The values of a column to choose from.
    Values(Column),
    /// The filter by words of a field, or by words ruled out there; the filters that were added, and its number.
    Words(Field, bool, RwSignal<Vec<u32>>, u32),
    /// What that filter opens.
    WordsInput(Field, bool, RwSignal<Vec<u32>>, u32),
    /// The time zones to choose from.
    Zones,
}

/// Draws a part: everything that the piece holds hangs on this function.
fn draw(what: Seldom) -> AnyView {
    match what {
        Seldom::AddFilter(add) => view! { <AddFilter add=add /> }.into_any(),
        Seldom::CellMenu(menu) => view! { <CellEntries menu=menu /> }.into_any(),
        Seldom::Columns => view! { <columns::Entries /> }.into_any(),
        Seldom::Expected => view! { <expected::Codes /> }.into_any(),
        Seldom::Groups => view! { <groups::Listed /> }.into_any(),
        Seldom::Jobs => view! { <jobs::JobList /> }.into_any(),
        Seldom::LinkNotes => view! { <link::Notes /> }.into_any(),
        Seldom::Live => view! { <live::Standing /> }.into_any(),
        Seldom::Nothing => view! { <Nothing /> }.into_any(),
        Seldom::Ranges => view! { <Ranges /> }.into_any(),
        Seldom::Refusal => view! { <report::Refused /> }.into_any(),
        Seldom::Report => view! { <report::Report /> }.into_any(),
        Seldom::SavedViews => view! { <saved_views::Content /> }.into_any(),
        Seldom::SearchRest => view! { <search::Rest /> }.into_any(),
        Seldom::Values(column) => view! { <Choices column=column /> }.into_any(),
        Seldom::Words(field, negated, added, number) => {
            view! { <WordsFilter field=field negated=negated added=added number=number /> }.into_any()
        }
        Seldom::WordsInput(field, negated, added, number) => {
            view! { <WordsInput field=field negated=negated added=added number=number /> }.into_any()
        }
        Seldom::Zones => view! { <zone::Zones /> }.into_any(),
    }
}
