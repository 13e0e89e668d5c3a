//! The default filters, as in the Entra admin centre: Identity, Date, Status, Action; and Text. They all edit the one query.

mod date;
mod identity;
mod more;
mod pill;
mod values;
mod words;
mod words_filter;

use leptos::prelude::*;

use crate::table::Column;
use date::DateFilter;
pub use date::Ranges;
use identity::IdentityFilter;
pub use more::AddFilter;
use more::MoreFilters;
use values::ValuesFilter;
pub use values::{Choices, look};
pub use words::{UNKNOWN, field_name, length_label, moment, told, value_label};
pub use words_filter::{WordsFilter, WordsInput};

/// The row of filters.
#[component]
pub fn Filters() -> impl IntoView {
    view! {
        <div class="pl-filters" role="search" aria-label="Filters">
            <IdentityFilter />
            <DateFilter />
            <ValuesFilter column=Column::Status />
            <ValuesFilter column=Column::Action />
            <MoreFilters />
        </div>
    }
}
