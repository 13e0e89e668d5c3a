//! Which columns a window has room for, and how they share it.

use std::fmt::Write as _;

use crate::state::ColumnSetting;
use crate::table::Column;

/// The widest grid that is narrow, in CSS pixels: a telephone held upright.
pub const NARROW: f64 = 600.0;

/// What stays in a narrow grid: when, who, and how it ended.
const NARROW_COLUMNS: [Column; 3] = [Column::Date, Column::Identity, Column::Status];

/// The columns of a narrow grid, as far as they are chosen; where none is, the first that are.
#[must_use]
pub fn narrowed(chosen: &[ColumnSetting]) -> Vec<ColumnSetting> {
    let kept = chosen.iter().filter(|setting| NARROW_COLUMNS.contains(&setting.column)).copied().collect::<Vec<_>>();
    if kept.is_empty() { chosen.iter().take(NARROW_COLUMNS.len()).copied().collect() } else { kept }
}

/// The widths, for the style sheet's grid. What room is left over goes to all columns alike, or, where a person has
/// given them widths, to the last.
#[must_use]
pub fn template(columns: &[ColumnSetting], is_fitted: bool, is_narrow: bool) -> String {
    let last = columns.len().saturating_sub(1);
    let mut template = String::new();
    for (index, ColumnSetting { column, width, .. }) in columns.iter().enumerate() {
        let written = match (is_narrow, column) {
            (true, Column::Date) => write!(template, "112px "),
            (true, Column::Status) => write!(template, "104px "),
            (true, _) => write!(template, "minmax(0, 1fr) "),
            (false, _) if is_fitted => write!(template, "minmax({width}px, {width}fr) "),
            (false, _) if index == last => write!(template, "minmax({width}px, 1fr)"),
            (false, _) => write!(template, "{width}px "),
        };
        // Writing to a string never fails.
        debug_assert!(written.is_ok());
    }
    template
}
