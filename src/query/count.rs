//! How many events each value of a column has.

use super::filter::word_column;
use crate::table::{Bitset, Column, Table};

/// The values of an interned column among the rows, with their counts: most frequent first, then by text. Columns
/// that are not interned have too many values to list.
#[must_use]
pub fn count_values(table: &Table, rows: &Bitset, column: Column) -> Vec<(String, u64)> {
    let Some(column) = word_column(column) else { return Vec::new() };
    let dictionary = table.words().dictionary(column);
    let keys = table.words().keys(column);
    let mut counts = vec![0_u64; dictionary.len() as usize];
    for row in rows.iter() {
        counts[keys[row as usize] as usize] += 1;
    }
    let with_rows = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let mut values: Vec<(String, u64)> =
        with_rows.map(|(key, count)| (dictionary.get(key as u32).to_owned(), *count)).collect();
    values.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    values
}
