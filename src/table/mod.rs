//! Columns of events: strings are interned, a row is a few dozen bytes and where its record lies.
//!
//! A table only grows: rows are appended, never changed, so that a reader of the first *n* rows is never wrong.
//! Knows nothing of JSON (`format`) nor of questions (`query`).

mod column;

use serde::{Deserialize, Serialize};

pub use column::Column;

/// The number of a row of the table, in the order of arrival; not a position in a sorted or filtered view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowId(pub u32);
