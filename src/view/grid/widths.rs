//! Which columns a window has room for, and how they share it.

use std::fmt::Write as _;

use leptos::prelude::RwSignal;

use crate::state::{ColumnLayout, ColumnSetting};
use crate::table::Column;

/// The widest grid that is narrow, in CSS pixels: below, the columns of a fresh page do not fit even at their least.
pub const NARROW: f64 = 640.0;

/// What stays in a narrow grid: when, who, and how it ended.
const NARROW_COLUMNS: [Column; 3] = [Column::Date, Column::Identity, Column::Status];

/// Whether the grid is narrow, for those outside of it who speak of its columns.
#[derive(Clone, Copy, Default)]
pub struct NarrowGrid(pub RwSignal<bool>);

/// The columns of the grid. Those that a person has chosen are all there, and are reached by scrolling sideways; those
/// of a fresh page give way where there is no room.
#[must_use]
pub fn drawn(layout: &ColumnLayout, is_narrow: bool) -> Vec<ColumnSetting> {
    layout.shown().filter(|setting| !gives_way(layout, is_narrow, setting.column)).copied().collect()
}

/// The columns that are shown where there is room, and not in this grid.
#[must_use]
pub fn given_way(layout: &ColumnLayout, is_narrow: bool) -> Vec<Column> {
    layout.shown().map(|setting| setting.column).filter(|column| gives_way(layout, is_narrow, *column)).collect()
}

fn gives_way(layout: &ColumnLayout, is_narrow: bool, column: Column) -> bool {
    is_narrow && !layout.is_chosen() && !NARROW_COLUMNS.contains(&column)
}

/// The widths, for the style sheet's grid. What room is left over goes to all columns alike, or, where a person has
/// given them widths, to the last.
#[must_use]
pub fn template(layout: &ColumnLayout, is_narrow: bool) -> String {
    let columns = drawn(layout, is_narrow);
    let last = columns.len().saturating_sub(1);
    let mut template = String::new();
    for (index, ColumnSetting { column, width, .. }) in columns.into_iter().enumerate() {
        let written = if layout.is_fitted() {
            let needed = if is_narrow || !layout.is_chosen() { least(column).min(width) } else { width };
            write!(template, "minmax({needed}px, {width}fr) ")
        } else if index == last {
            write!(template, "minmax({width}px, 1fr)")
        } else {
            write!(template, "{width}px ")
        };
        // Writing to a string never fails.
        debug_assert!(written.is_ok());
    }
    template
}

/// What a column needs for its usual words, in CSS pixels: a date goes without its seconds.
const fn least(column: Column) -> u32 {
    match column {
        Column::Date => 136,
        Column::Status => 96,
        Column::Identity => 112,
        _ => 88,
    }
}
