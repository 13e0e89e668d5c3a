//! One element of the pool: the row that has come to it.

use std::sync::Arc;

use leptos::prelude::*;

use super::cell::CellView;
use super::geometry::{ROW_HEIGHT, pixels, position_of};
use super::ids::{cell_id, row_id};
use super::spot::Spot;
use crate::protocol::{Cell, Row as RowData};
use crate::query::Query;
use crate::state::signal::{RwSignal, Signal};
use crate::state::{ColumnSetting, Selection, Shown, Window};
use crate::table::Column;
use crate::view::dynamic::{each, flag, maybe, text};

/// A row of an answer, without a copy of it.
#[derive(Clone)]
pub struct Held {
    shown: Arc<Shown>,
    pub position: u32,
}

impl Held {
    fn row(&self) -> Option<&RowData> {
        self.shown.row(self.position)
    }

    /// The value in a column; `None` until it is there.
    #[must_use]
    pub fn cell(&self, column: Column) -> Option<&Cell> {
        self.row().and_then(|row| self.shown.cell(row, column))
    }

    /// What was asked for.
    #[must_use]
    pub fn sought(&self) -> &Query {
        &self.shown.sought
    }
}

impl PartialEq for Held {
    /// Whether both say the same, whichever answer they are from.
    fn eq(&self, other: &Self) -> bool {
        self.position == other.position
            && self.row() == other.row()
            && self.shown.columns == other.shown.columns
            && self.shown.sought == other.shown.sought
    }
}

/// See the module; `number` says which of the pool.
#[component]
pub fn Row(
    number: u32,
    pool: Signal<u32>,
    /// The position that rows are placed from.
    base: Signal<u32>,
    columns: Signal<Vec<ColumnSetting>>,
    spot: RwSignal<Spot>,
) -> impl IntoView {
    let window = expect_context::<Window>();
    let selection = expect_context::<Selection>();
    let selected = selection.row();
    let held = Signal::memo(move || {
        if !window.is_current().get() {
            return None;
        }
        let shown = window.shown().get();
        let position = position_of(number, pool.get(), shown.rows.first);
        let held = Held { shown, position };
        held.row().is_some().then_some(held)
    });
    let position = Signal::memo(move || held.with(|held| held.as_ref().map(|held| held.position)));
    let is_selected = Signal::memo(move || {
        let row = held.with(|held| held.as_ref().and_then(Held::row).map(|row| row.row));
        row.is_some() && row == selected.get()
    });
    let clicked = move |_| {
        if let Some(position) = position.get_untracked() {
            spot.set(Spot::Row);
            selection.go_to(position);
            selection.open();
        }
    };
    let place = move || {
        let position = position.get().unwrap_or_default();
        format!("translateY({})", pixels((f64::from(position) - f64::from(base.get())) * ROW_HEIGHT))
    };
    let numbers = move || columns.with(|columns| columns.iter().map(|each| each.column.number()).collect());
    let cell = move |number| {
        let Some(column) = Column::from_number(number) else { return ().into_any() };
        let index = Signal::derive(move || {
            columns.with(|columns| columns.iter().position(|each| each.column == column).unwrap_or(0))
        });
        let id = Signal::derive(move || position.get().map(|position| cell_id(position, index.get())));
        let is_active = Signal::derive(move || is_selected.get() && spot.get() == Spot::Cell(index.get()));
        view! { <CellView column=column held=held id=id is_active=is_active /> }.into_any()
    };
    view! {
        <div
            id=maybe(move || position.get().map(row_id))
            class="pl-grid__row"
            class:pl-grid__row--selected=flag(move || is_selected.get())
            role="row"
            aria-rowindex=maybe(move || position.get().map(|position| (u64::from(position) + 2).to_string()))
            aria-selected=text(move || is_selected.get().to_string())
            hidden=flag(move || position.get().is_none())
            style:transform=text(place)
            on:click=clicked
        >
            {each(numbers, cell)}
        </div>
    }
}
