//! The column chooser: which columns are shown, and in which order.

use leptos::ev::DragEvent;
use leptos::prelude::*;

use super::format::list;
use super::grid::{NarrowGrid, given_way, heading_id};
use super::groups::GroupBy;
use super::icon::{Icon, drawing};
use super::seldom::Seldom;
use super::widgets::{IconButton, PopoverButton};
use crate::browser::document;
use crate::query::Sort;
use crate::state::signal::{RwSignal, Signal};
use crate::state::{
    ColumnLayout, MAX_PINNED, Question, SettingsStore, SettingsStoreFields as _, reset_columns, show_column,
};
use crate::table::Column;
use crate::view::dynamic::{If, each, flag, text};

/// A button, and behind it the columns.
#[component]
pub fn ColumnChooser() -> impl IntoView {
    view! { <PopoverButton id="pl-columns" name="Columns" icon=Icon::Columns holds=Seldom::Columns /> }
}

/// Every column with a checkbox, in the order of the grid.
#[component]
pub fn Entries() -> impl IntoView {
    let settings = expect_context::<SettingsStore>();
    // The column that is being dragged.
    let dragged = RwSignal::new(None::<Column>);
    let order = move || {
        settings.columns().with(|columns| columns.all().iter().map(|each| each.column.number()).collect::<Vec<_>>())
    };
    let NarrowGrid(is_narrow) = expect_context();
    let without_room = Signal::memo(move || settings.columns().with(|layout| given_way(layout, is_narrow.get())));
    let no_room = move || {
        let headings = without_room.with(|columns| columns.iter().map(|column| column.heading()).collect::<Vec<_>>());
        format!("There is no room here for {}.", list(&headings))
    };
    view! {
        <If when=move || without_room.with(|columns| !columns.is_empty())>
            <div class="pl-columns__head">
                <p class="pl-columns__note">{text(no_room)}</p>
                <button
                    class="pl-button pl-button--small"
                    type="button"
                    on:click=move |_| settings.columns().update(ColumnLayout::choose)
                >
                    "Show all, and scroll sideways"
                </button>
            </div>
        </If>
        <ul class="pl-columns__list">
            {each(order, move |number| {
                Column::from_number(number).map(|column| view! { <Entry column=column dragged=dragged /> }).into_any()
            })}
        </ul>
        <div class="pl-columns__foot">
            <GroupBy />
            <button
                class="pl-button pl-button--small"
                type="button"
                on:click=move |_| reset_columns(settings)
            >
                "Reset"
            </button>
        </div>
    }
}

/// One column: dragged by its grip, or moved by its buttons.
#[component]
fn Entry(column: Column, dragged: RwSignal<Option<Column>>) -> impl IntoView {
    let settings = expect_context::<SettingsStore>();
    let layout = move || settings.columns();
    let place = move || {
        layout().with(|columns| {
            let all = columns.all();
            (all.iter().position(|each| each.column == column).unwrap_or(0), all.len())
        })
    };
    let shown = move || layout().with(|columns| columns.shown().any(|each| each.column == column));
    let shift = move |by: isize| {
        let (place, _) = place();
        let other = place.checked_add_signed(by);
        let target =
            layout().with_untracked(|columns| other.and_then(|other| columns.all().get(other).map(|each| each.column)));
        if let Some(target) = target {
            layout().update(|columns| columns.move_to(column, target));
        }
    };
    let over = move |event: DragEvent| {
        let Some(other) = dragged.get_untracked() else { return };
        event.prevent_default();
        if other != column {
            layout().update(|columns| columns.move_to(other, column));
        }
    };
    let heading = column.heading();
    let question = expect_context::<Question>();
    let sorted = Signal::memo(move || question.sort().with(|sort| sort.of(column)));
    let sort_place = move || sorted.get().map(|(place, _)| (place + 1).to_string()).unwrap_or_default();
    let sort_icon = move || match sorted.get() {
        Some((_, Sort { descending: true, .. })) => Icon::Descending,
        Some(_) => Icon::Ascending,
        None => Icon::Sort,
    };
    let is_pinned = Signal::derive(move || layout().with(|columns| columns.is_pinned(column)));
    view! {
        <li
            class="pl-columns__entry"
            class:pl-columns__entry--dragged=flag(move || dragged.get() == Some(column))
            draggable="true"
            on:dragstart=move |_| dragged.set(Some(column))
            on:dragover=over
            on:drop=|event| event.prevent_default()
            on:dragend=move |_| dragged.set(None)
        >
            <span class="pl-columns__grip">{Icon::Grip.view()}</span>
            <label class="pl-columns__label">
                <input
                    type="checkbox"
                    prop:checked=flag(shown)
                    on:change=move |event| {
                        let wished = event_target_checked(&event);
                        show_column(settings, column, wished);
                        // Among the columns of a narrow grid it may stand out of sight.
                        request_animation_frame(move || bring_into_sight(settings, column));
                        event_target::<web_sys::HtmlInputElement>(&event).set_checked(untrack(shown));
                    }
                />
                {heading}
            </label>
            <button
                class="pl-button pl-button--icon"
                type="button"
                aria-label=format!("Sort by {heading} too")
                aria-description=text(sort_place)
                on:click=move |_| question.sort_by(column, true)
            >
                {drawing(sort_icon)}
                <span class="pl-grid__order">{text(sort_place)}</span>
            </button>
            <IconButton
                name=format!("Pin {heading}")
                icon=Icon::Pin
                can=Signal::derive(move || is_pinned.get() || layout().with(ColumnLayout::pinned) < MAX_PINNED)
                is_pressed=is_pinned
                press=Callback::new(move |()| layout().update(|columns| columns.pin(column)))
            />
            <IconButton
                name=format!("Move {heading} up")
                icon=Icon::Up
                can=Signal::derive(move || place().0 > 0)
                press=Callback::new(move |()| shift(-1))
            />
            <IconButton
                name=format!("Move {heading} down")
                icon=Icon::Down
                can=Signal::derive(move || place().0 + 1 < place().1)
                press=Callback::new(move |()| shift(1))
            />
        </li>
    }
}

/// Scrolls the grid sideways to a column, if that is shown.
fn bring_into_sight(settings: SettingsStore, column: Column) {
    let place = settings.columns().with_untracked(|layout| layout.shown().position(|each| each.column == column));
    if let Some(heading) = place.and_then(|place| document::element(&heading_id(place))) {
        document::scroll_to(&heading);
    }
}
