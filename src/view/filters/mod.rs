//! The default filters, as in the Entra admin centre: Identity, Date, Status, Action; and Text. They all edit the one query.

mod always;
mod between;
mod date;
mod more;
mod pill;
mod values;
mod words;
mod words_filter;

use leptos::prelude::*;

use always::AlwaysFilter;
use date::DateFilter;
pub use date::Ranges;
pub use more::AddFilter;
use more::{ALWAYS, MoreFilters};
pub use values::{Choices, look};
pub use words::{UNKNOWN, field_name, length_label, moment, told, value_label};
pub use words_filter::{WordsFilter, WordsInput};

/// The row of filters.
#[component]
pub fn Filters() -> impl IntoView {
    view! {
        <div class="pl-filters" role="search" aria-label="Filters">
            <AlwaysFilter field=ALWAYS[0] />
            <DateFilter />
            <AlwaysFilter field=ALWAYS[1] />
            <AlwaysFilter field=ALWAYS[2] />
            <MoreFilters />
        </div>
    }
}
