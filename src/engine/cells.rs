//! The values of the grid, read from the columns.

use crate::event::Instant;
use crate::protocol::Cell;
use crate::query::word_column;
use crate::table::{Column, NO_DATE, NO_DURATION, Table, WordColumn};

/// The event's own id.
pub fn event_id(table: &Table, row: u32) -> String {
    table.identifiers(Column::Id).map(|ids| ids.text(row)).unwrap_or_default()
}

/// The value of a row in a column.
pub fn cell(table: &Table, row: u32, column: Column) -> Cell {
    match column {
        Column::Date => match table.dates()[row as usize] {
            NO_DATE => Cell::Empty,
            date => Cell::Instant(Instant(date)),
        },
        Column::Duration => match table.durations()[row as usize] {
            NO_DURATION => Cell::Empty,
            duration => Cell::Duration(u64::from(duration)),
        },
        Column::Identity => identity(table, row),
        column => {
            let text = text(table, row, column);
            if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
        }
    }
}

/// The text of a row in a column of texts or ids.
pub fn text(table: &Table, row: u32, column: Column) -> String {
    match (word_column(column), table.identifiers(column)) {
        (Some(words), _) => table.words().text(words, row).to_owned(),
        (None, Some(ids)) => ids.text(row),
        (None, None) => String::new(),
    }
}

fn identity(table: &Table, row: u32) -> Cell {
    let words = table.words();
    let name = words.dictionary(WordColumn::SourceName).get(words.identity_key(row)).to_owned();
    let sides = [Column::SourceId, Column::TargetId];
    let columns = sides.into_iter().filter_map(|side| table.identifiers(side));
    let id = columns.map(|ids| ids.text(row)).find(|id| !id.is_empty()).unwrap_or_default();
    if name.is_empty() && id.is_empty() { Cell::Empty } else { Cell::Identity { name, id, hit: None } }
}
