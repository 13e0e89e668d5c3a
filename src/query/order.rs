//! The order of rows by columns: every row of the table once, ties in the order of arrival.

use std::cmp::Ordering;

use super::Sort;
use super::filter::word_column;
use crate::table::{Column, IdentifierColumn, NO_DATE, NO_DURATION, Table, WordColumn, sort_by};

/// Puts rows that are in some order into one by a column first, in which rows with the same value keep theirs. `by` are
/// all rows in the order of that column alone.
pub fn sort_stably(table: &Table, by: &[u32], column: Column, rows: &[u32]) -> Vec<u32> {
    // Where in the result the next row of each value goes, and which value each row has.
    let mut next = Vec::new();
    let mut value = vec![0_u32; by.len()];
    for (position, row) in by.iter().enumerate() {
        if position == 0 || !is_same(table, column, by[position - 1], *row) {
            next.push(position as u32);
        }
        value[*row as usize] = next.len() as u32 - 1;
    }
    let mut sorted = vec![0_u32; rows.len()];
    for row in rows {
        let slot = &mut next[value[*row as usize] as usize];
        sorted[*slot as usize] = *row;
        *slot += 1;
    }
    sorted
}

/// Whether two rows have the same value in a column.
fn is_same(table: &Table, column: Column, left: u32, right: u32) -> bool {
    match column {
        Column::Date => table.dates()[left as usize] == table.dates()[right as usize],
        Column::Duration => table.durations()[left as usize] == table.durations()[right as usize],
        Column::Identity => table.words().identity_key(left) == table.words().identity_key(right),
        column => match (word_column(column), table.identifiers(column)) {
            (Some(words), _) => {
                let keys = table.words().keys(words);
                keys[left as usize] == keys[right as usize]
            }
            (None, Some(ids)) => ids.compare(left, right) == Ordering::Equal,
            (None, None) => true,
        },
    }
}

/// All rows in the opposite of their order by a column. Rows with the same value keep their places among each other, and
/// those without a value come last again.
#[must_use]
pub fn reversed(table: &Table, column: Column, rows: &[u32]) -> Vec<u32> {
    let mut end = rows.partition_point(|row| has_value(table, column, *row));
    let without = &rows[end..];
    let mut reversed = Vec::with_capacity(rows.len());
    while end > 0 {
        let last = rows[end - 1];
        let other = rows[..end].iter().rposition(|row| !is_same(table, column, *row, last));
        let start = other.map_or(0, |other| other + 1);
        reversed.extend_from_slice(&rows[start..end]);
        end = start;
    }
    reversed.extend_from_slice(without);
    reversed
}

fn has_value(table: &Table, column: Column, row: u32) -> bool {
    match column {
        Column::Date => table.dates()[row as usize] != NO_DATE,
        Column::Duration => table.durations()[row as usize] != NO_DURATION,
        Column::Identity => table.words().identity_key(row) != 0,
        column => match (word_column(column), table.identifiers(column)) {
            (Some(words), _) => table.words().keys(words)[row as usize] != 0,
            (None, Some(ids)) => !ids.is_empty_at(row),
            (None, None) => true,
        },
    }
}

/// All rows in the order asked for. Rows without a value come last, whichever way the order runs.
#[must_use]
pub fn sort_to_indices(table: &Table, sort: Sort) -> Vec<u32> {
    let mut rows = match sort.column {
        Column::Date => by_number(table.dates().iter().map(|date| present(*date != NO_DATE, flip(*date))), sort),
        Column::Duration => by_number(
            table.durations().iter().map(|duration| present(*duration != NO_DURATION, u64::from(*duration))),
            sort,
        ),
        Column::Identity => by_rank(table, sort, |row| table.words().identity_key(row), WordColumn::SourceName),
        column => match (word_column(column), table.identifiers(column)) {
            (Some(words), _) => {
                let keys = table.words().keys(words);
                by_rank(table, sort, |row| keys[row as usize], words)
            }
            (None, Some(ids)) => by_identifier(ids, table.len(), sort),
            (None, None) => (0..table.len()).collect(),
        },
    };
    rows.shrink_to_fit();
    rows
}

/// A date as a number that sorts the same.
const fn flip(date: i64) -> u64 {
    (date as u64) ^ (1 << 63)
}

const fn present(is_present: bool, value: u64) -> Option<u64> {
    if is_present { Some(value) } else { None }
}

fn by_number(values: impl ExactSizeIterator<Item = Option<u64>>, sort: Sort) -> Vec<u32> {
    let (keyed, without) = numbered(values, sort);
    keyed.into_iter().map(|(_, row)| row).chain(without).collect()
}

/// The rows that have a number, in the order of their numbers, and those that have none.
fn numbered(values: impl ExactSizeIterator<Item = Option<u64>>, sort: Sort) -> (Vec<(u64, u32)>, Vec<u32>) {
    let mut keyed = Vec::with_capacity(values.len());
    let mut without = Vec::new();
    for (row, value) in values.enumerate() {
        match value {
            Some(value) => keyed.push((if sort.descending { !value } else { value }, row as u32)),
            None => without.push(row as u32),
        }
    }
    sort_keyed(&mut keyed);
    (keyed, without)
}

/// Sorts rows, which are in rising order, by their numbers, and then by the rows. They are dealt into stretches of the
/// numbers' range first: what is left to sort there is little, and lies near each other.
fn sort_keyed(keyed: &mut Vec<(u64, u32)>) {
    /// Few enough that the ends of all stretches stay at hand.
    const STRETCHES: u32 = 1 << 14;
    if keyed.is_sorted() {
        return;
    }
    let least = keyed.iter().map(|(number, _)| *number).min().unwrap_or(0);
    let most = keyed.iter().map(|(number, _)| *number).max().unwrap_or(0);
    let shift = (most - least).checked_ilog2().map_or(0, |bits| bits + 1).saturating_sub(STRETCHES.ilog2());
    let stretch = |number: u64| ((number - least) >> shift) as usize;
    let mut next = vec![0_u32; STRETCHES as usize + 1];
    for (number, _) in keyed.iter() {
        next[stretch(*number) + 1] += 1;
    }
    for place in 1..next.len() {
        next[place] += next[place - 1];
    }
    let mut dealt = vec![(0, 0); keyed.len()];
    for entry in keyed.iter() {
        let slot = &mut next[stretch(entry.0)];
        dealt[*slot as usize] = *entry;
        *slot += 1;
    }
    // In a stretch of one number the rows are in order.
    if shift > 0 {
        let mut start = 0;
        for end in next {
            // The row number is the tie-breaker, so that an unstable sort is enough.
            dealt[start..end as usize].sort_unstable();
            start = end as usize;
        }
    }
    *keyed = dealt;
}

/// Ranks the dictionary once, then counts rows into their ranks.
fn by_rank(table: &Table, sort: Sort, key_of: impl Fn(u32) -> u32, column: WordColumn) -> Vec<u32> {
    let dictionary = table.words().dictionary(column);
    let mut keys: Vec<u32> = (1..dictionary.len()).collect();
    dictionary.sort(&mut keys);
    if sort.descending {
        keys.reverse();
    }
    // Rank 0 to n - 2 for texts; the empty text comes last.
    let mut rank = vec![0_u32; dictionary.len() as usize];
    for (position, key) in keys.iter().enumerate() {
        rank[*key as usize] = position as u32;
    }
    rank[0] = dictionary.len() - 1;
    let mut next = vec![0_u32; dictionary.len() as usize + 1];
    for row in 0..table.len() {
        next[rank[key_of(row) as usize] as usize + 1] += 1;
    }
    for position in 1..next.len() {
        next[position] += next[position - 1];
    }
    let mut rows = vec![0_u32; table.len() as usize];
    for row in 0..table.len() {
        let slot = &mut next[rank[key_of(row) as usize] as usize];
        rows[*slot as usize] = row;
        *slot += 1;
    }
    rows
}

/// Sorts by a number; only where that is the same for several rows are whole ids compared.
fn by_identifier(ids: &IdentifierColumn, rows: u32, sort: Sort) -> Vec<u32> {
    let number = |row| if ids.is_empty_at(row) { None } else { Some(ids.sort_key(row)) };
    let (keyed, without) = numbered((0..rows).map(number), sort);
    let mut sorted: Vec<u32> = keyed.iter().map(|(_, row)| *row).collect();
    let mut rest = sorted.as_mut_slice();
    for same in keyed.chunk_by(|left, right| left.0 == right.0) {
        let (run, others) = rest.split_at_mut(same.len());
        if run.iter().skip(1).any(|row| ids.compare(run[0], *row) != Ordering::Equal) {
            sort_by(run, &|left, right| {
                let by_id = ids.compare(left, right);
                if sort.descending { by_id.reverse() } else { by_id }.then(left.cmp(&right))
            });
        }
        rest = others;
    }
    sorted.extend(without);
    sorted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn stretches_make_the_order_that_one_sort_does(
            numbers in prop::collection::vec(
                prop_oneof![any::<u64>(), 0..3_u64, (u64::MAX - 2)..=u64::MAX, (1_u64 << 40)..(1 << 40) + 9000], 0..300,
            ),
        ) {
            let mut keyed: Vec<(u64, u32)> = numbers.into_iter().zip(0..).collect();
            let mut naive = keyed.clone();
            naive.sort_unstable();
            sort_keyed(&mut keyed);
            prop_assert_eq!(keyed, naive);
        }
    }
}
