//! The log as a grid: a fixed number of row elements that change their words as the log passes by.
//!
//! Nothing scrolls but an empty element as tall as the log (or as tall as browsers allow, see `geometry`). The heading
//! and the rows stick to the hole in front of it and are drawn where the scroll says, and only from rows that are
//! there: no row is ever blank.

mod cell;
mod empty;
mod frame;
pub mod geometry;
mod heading;
mod heading_drag;
pub mod highlight;
mod ids;
mod keys;
mod menu;
mod row;
mod rows;
mod scrolling;
mod spot;
mod widths;

pub use empty::{Nothing, NothingFound};
pub use frame::Grid;
pub use ids::{GRID_ID, heading_id};
pub use menu::{CellEntries, CellMenu};
pub use widths::{NarrowGrid, given_way};
