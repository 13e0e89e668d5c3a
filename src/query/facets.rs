//! How many events each value of a column has.

use super::filter::{effective_code, word_column};
use super::pattern::Pattern;
use crate::table::{Bitset, Column, Table};

/// The values of one column among some rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Most frequent first, then by text, no more than were asked for. Spellings of one value that differ by letter
    /// case only are one value, because a filter takes them for one.
    pub values: Vec<(String, u64)>,
    /// How many values there are in all.
    pub distinct: u32,
}

/// Counts the values of an interned column that a word is a part of (the empty word is a part of every value), and
/// keeps the `limit` most frequent ones. An event's code is its error code, else its skip reason. Columns that are not
/// interned have too many values to list.
#[must_use]
pub fn count_values(table: &Table, rows: &Bitset, column: Column, part: &str, limit: usize) -> Counted {
    let Some(words) = word_column(column) else { return Counted::default() };
    let dictionary = table.words().dictionary(words);
    let keys = table.words().keys(words);
    let mut counts = vec![0_u32; dictionary.len() as usize];
    if column == Column::ErrorCode {
        let code = effective_code(table);
        rows.visit(|row| counts[code(row) as usize] += 1);
    } else {
        rows.visit(|row| counts[keys[row as usize] as usize] += 1);
    }
    let pattern = Pattern::new(part, false);
    let is_wanted = |key: u32| part.is_empty() || pattern.matches(dictionary.folded(key));
    let mut counted: Vec<(u32, u64)> = Vec::new();
    for (key, count) in counts.into_iter().enumerate() {
        if count > 0 && is_wanted(key as u32) {
            counted.push((key as u32, u64::from(count)));
        }
    }
    counted.sort_by(|left, right| dictionary.folded(left.0).cmp(dictionary.folded(right.0)));
    counted.dedup_by(|later, kept| {
        let is_same = dictionary.folded(later.0) == dictionary.folded(kept.0);
        if is_same {
            kept.1 += later.1;
        }
        is_same
    });
    // Stable, so that values of one count stay in the order of their texts.
    counted.sort_by_key(|(_, count)| u64::MAX - count);
    let distinct = counted.len() as u32;
    counted.truncate(limit);
    Counted {
        values: counted.into_iter().map(|(key, count)| (dictionary.get(key).to_owned(), count)).collect(),
        distinct,
    }
}
