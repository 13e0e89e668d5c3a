//! Which columns a window has room for, and how they share it.

use std::fmt::Write as _;

use crate::state::signal::RwSignal;
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
    for (index, setting) in columns.iter().enumerate() {
        let is_pinned = setting.pinned && !is_narrow;
        // What lies beside a pinned column must know how wide that is.
        let share = if is_pinned {
            0
        } else if layout.is_fitted() {
            setting.width
        } else {
            u32::from(index == last)
        };
        let needed = needed(layout, is_narrow, setting);
        let written = if share > 0 {
            write!(template, "minmax({needed}px, {share}fr) ")
        } else {
            write!(template, "{needed}px ")
        };
        // Writing to a string never fails.
        debug_assert!(written.is_ok());
    }
    template
}

/// How far from the left each pinned column ends, in CSS pixels. In a narrow grid none is pinned: they would cover it.
#[must_use]
pub fn pins(layout: &ColumnLayout, is_narrow: bool) -> Vec<u32> {
    let mut end = 0;
    let columns = drawn(layout, is_narrow);
    let pinned = columns.iter().take_while(|setting| setting.pinned && !is_narrow);
    let ends = pinned.map(|setting| {
        end += needed(layout, is_narrow, setting);
        end
    });
    ends.collect()
}

/// The width below which the grid scrolls sideways, in CSS pixels.
#[must_use]
pub fn least_width(layout: &ColumnLayout, is_narrow: bool) -> u32 {
    drawn(layout, is_narrow).iter().map(|setting| needed(layout, is_narrow, setting)).sum()
}

/// What a column has at the least: the width that a person has given it; where nobody has, what its usual words need.
fn needed(layout: &ColumnLayout, is_narrow: bool, setting: &ColumnSetting) -> u32 {
    if !layout.is_fitted() || layout.is_chosen() && !is_narrow {
        return setting.width;
    }
    match setting.column {
        // It goes without its seconds.
        Column::Date => 136,
        Column::Status => 96,
        // Beside columns that are out of sight anyway it need not give all it has.
        Column::Identity => {
            if layout.is_chosen() {
                160
            } else {
                112
            }
        }
        _ if layout.is_chosen() => setting.width,
        _ => 88,
    }
}
