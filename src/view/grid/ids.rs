//! The ids by which the grid tells assistive technology what the keyboard stands on.

use super::spot::Spot;

/// The grid itself, which takes the focus back when the details close.
pub const GRID_ID: &str = "pl-grid";

/// What the keyboard stands on.
#[must_use]
pub fn active_id(position: Option<u32>, spot: Spot) -> Option<String> {
    match spot {
        Spot::Row => position.map(row_id),
        Spot::Cell(index) => position.map(|position| cell_id(position, index)),
        Spot::Heading(index) => Some(heading_id(index)),
    }
}

/// The row at a position of the view.
#[must_use]
pub fn row_id(position: u32) -> String {
    format!("pl-row-{position}")
}

/// A cell of the row at a position, from the left.
#[must_use]
pub fn cell_id(position: u32, index: usize) -> String {
    format!("pl-cell-{position}-{index}")
}

/// A heading, from the left.
#[must_use]
pub fn heading_id(index: usize) -> String {
    format!("pl-heading-{index}")
}
