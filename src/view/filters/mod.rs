//! The default filters, as in the Entra admin centre: Identity, Date, Status, Action; and Text. They all edit the one query.

mod date;
mod identity;
mod pill;
mod text;
mod values;
mod words;

use leptos::prelude::*;

use crate::table::Column;
use date::DateFilter;
use identity::IdentityFilter;
use text::TextFilter;
use values::ValuesFilter;
pub use words::told;

/// The row of filters.
#[component]
pub fn Filters() -> impl IntoView {
    view! {
        <div class="pl-filters" role="search" aria-label="Filters">
            <IdentityFilter />
            <DateFilter />
            <ValuesFilter column=Column::Status />
            <ValuesFilter column=Column::Action />
            <TextFilter />
        </div>
    }
}
