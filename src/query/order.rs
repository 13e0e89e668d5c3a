//! The order of rows by columns: every row of the table once, ties in the order of arrival.

use std::cmp::Ordering;

use super::Sort;
use super::filter::word_column;
use crate::table::{Column, IdentifierColumn, NO_DATE, NO_DURATION, Table, WordColumn};

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
        Column::Date => {
            let dates = table.dates();
            by_number(table.len(), |row| dates[row as usize] != NO_DATE, |row| flip(dates[row as usize]), sort)
        }
        Column::Duration => {
            let durations = table.durations();
            let has_one = |row: u32| durations[row as usize] != NO_DURATION;
            by_number(table.len(), has_one, |row| u64::from(durations[row as usize]), sort)
        }
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

fn by_number(rows: u32, has_one: impl Fn(u32) -> bool, number: impl Fn(u32) -> u64, sort: Sort) -> Vec<u32> {
    let (with, without): (Vec<u32>, Vec<u32>) = (0..rows).partition(|row| has_one(*row));
    let number = |row: u32| if sort.descending { !number(row) } else { number(row) };
    let mut sorted = by_keys(with, &number, true, &|left, right| number(left).cmp(&number(right)));
    sorted.extend(without);
    sorted
}

/// Sorts rows, which are in rising order, by numbers, and those of the same number by a comparison; then they keep their
/// order. `tells_all` says that a number needs no comparison beside it.
fn by_keys(
    rows: Vec<u32>,
    number: &dyn Fn(u32) -> u64,
    tells_all: bool,
    compare: &dyn Fn(u32, u32) -> Ordering,
) -> Vec<u32> {
    let (mut least, mut most) = (u64::MAX, 0);
    for row in &rows {
        let number = number(*row);
        (least, most) = (least.min(number), most.max(number));
    }
    // What is sorted is the first half of a number and its row, as one number.
    let bits = u64::BITS - most.saturating_sub(least).leading_zeros();
    let lost = bits.saturating_sub(u32::BITS);
    let mut keyed: Vec<u64> =
        rows.iter().map(|row| (number(*row) - least) >> lost << u32::BITS | u64::from(*row)).collect();
    if !keyed.is_sorted() {
        keyed = sorted(&keyed, bits - lost);
    }
    if lost > 0 || !tells_all {
        for run in keyed.chunk_by_mut(|left, right| left >> u32::BITS == right >> u32::BITS) {
            let first = run[0] as u32;
            if run[1..].iter().any(|entry| compare(first, *entry as u32) != Ordering::Equal) {
                run.sort_unstable_by(|left, right| compare(*left as u32, *right as u32).then(left.cmp(right)));
            }
        }
    }
    keyed.into_iter().map(|entry| entry as u32).collect()
}

/// Sorts numbers of so many bits, each with a row below it; the rows are in rising order. They are dealt into stretches of
/// the numbers' range first: what is left to sort in each is little, and lies near each other.
fn sorted(keyed: &[u64], bits: u32) -> Vec<u64> {
    /// Few enough that the ends of all stretches stay at hand.
    const STRETCH_BITS: u32 = 14;
    let shift = u32::BITS + bits.saturating_sub(STRETCH_BITS);
    let mut next = vec![0_u32; (1 << STRETCH_BITS) + 1];
    for entry in keyed {
        next[(entry >> shift) as usize + 1] += 1;
    }
    for place in 1..next.len() {
        next[place] += next[place - 1];
    }
    let mut dealt = vec![0; keyed.len()];
    for entry in keyed {
        let slot = &mut next[(entry >> shift) as usize];
        dealt[*slot as usize] = *entry;
        *slot += 1;
    }
    // In a stretch of one number the rows are in order.
    if bits > STRETCH_BITS {
        let mut start = 0;
        for end in next {
            dealt[start..end as usize].sort_unstable();
            start = end as usize;
        }
    }
    dealt
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
    let (without, with): (Vec<u32>, Vec<u32>) = (0..rows).partition(|row| ids.is_empty_at(*row));
    let number = |row: u32| if sort.descending { !ids.sort_key(row) } else { ids.sort_key(row) };
    let compare = |left: u32, right: u32| {
        let by_id = ids.compare(left, right);
        if sort.descending { by_id.reverse() } else { by_id }
    };
    let mut sorted = by_keys(with, &number, false, &compare);
    sorted.extend(without);
    sorted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_are_dealt_out_into_the_order_that_a_stable_sort_gives(
            numbers in prop::collection::vec(prop_oneof![any::<u64>(), 0..4_u64, 1 << 40..(1 << 40) + 99_999_u64], 0..200),
            part in 0..3_u32, tells_all in any::<bool>(),
        ) {
            // What a number leaves out is for the comparison to tell.
            let number = |row: u32| numbers[row as usize] >> if tells_all { 0 } else { 8 * part };
            let mut rows: Vec<u32> = (0..numbers.len() as u32).filter(|row| row % 5 != part).collect();
            let compare = |left: u32, right: u32| numbers[left as usize].cmp(&numbers[right as usize]);
            let found = by_keys(rows.clone(), &number, tells_all, &compare);
            rows.sort_by(|left, right| compare(*left, *right));
            prop_assert_eq!(found, rows);
        }
    }
}
