//! How many events each value of a column has.

use std::cmp::Ordering;

use super::filter::{effective_code, word_column};
use super::pattern::Pattern;
use crate::table::{Bitset, Column, Table, fold, sort_by};

/// The values of one column among some rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Most frequent first, then by text, no more than were asked for. Spellings of one value that differ by letter
    /// case only are one value, because a filter takes them for one.
    pub values: Vec<(String, u64)>,
    /// How many values there are in all.
    pub distinct: u32,
}

/// How many of the rows have each key of an interned column; `None` for a column of another kind. An event's code is its
/// error code, else its skip reason.
#[must_use]
pub fn count_keys(table: &Table, rows: &Bitset, column: Column) -> Option<Vec<u32>> {
    let words = word_column(column)?;
    let keys = table.words().keys(words);
    let mut counts = vec![0_u32; table.words().dictionary(words).len() as usize];
    if column == Column::ErrorCode {
        let code = effective_code(table);
        rows.visit(|row| counts[code(row) as usize] += 1);
    } else {
        rows.visit(|row| counts[keys[row as usize] as usize] += 1);
    }
    Some(counts)
}

/// The values of an interned column, of which the keys are so frequent, that a word is a part of (the empty word is a part
/// of every value): the `limit` most frequent ones.
#[must_use]
pub fn rank_values(table: &Table, column: Column, counts: &[u32], part: &str, limit: usize) -> Counted {
    let Some(words) = word_column(column) else { return Counted::default() };
    let dictionary = table.words().dictionary(words);
    let pattern = Pattern::new(part, false);
    let is_wanted = |key: u32| part.is_empty() || pattern.matches(dictionary.folded(key));
    let mut there: Vec<u32> =
        (0..dictionary.len()).filter(|key| counts[*key as usize] > 0 && is_wanted(*key)).collect();
    dictionary.sort(&mut there);
    // Larger counts have smaller numbers; the place among the texts is the tie-breaker.
    let mut ranked: Vec<(u64, u32)> = Vec::new();
    let mut spellings: Vec<u32> = Vec::new();
    for key in there {
        let count = u64::from(counts[key as usize]);
        match (spellings.last(), ranked.last_mut()) {
            (Some(last), Some((rank, _))) if dictionary.folded(*last) == dictionary.folded(key) => *rank -= count,
            _ => {
                ranked.push((u64::MAX - count, spellings.len() as u32));
                spellings.push(key);
            }
        }
    }
    ranked.sort_unstable();
    let value = |(rank, place): &(u64, u32)| (dictionary.get(spellings[*place as usize]).to_owned(), u64::MAX - rank);
    Counted { distinct: ranked.len() as u32, values: ranked.iter().take(limit).map(value).collect() }
}

/// An id by its place among all: its frequency, the most frequent first, then its first letters; and a row that has it.
type Ranked = (u32, u64, u32);

/// As many ids as are ranked together at the least.
const MANY: usize = 4096;

/// The same for a column of ids, each spelling by itself; dates and durations are not counted.
#[must_use]
pub fn count_ids(table: &Table, rows: &Bitset, column: Column, part: &str, limit: usize) -> Counted {
    let Some(ids) = table.identifiers(column) else { return Counted::default() };
    let pattern = Pattern::new(part, false);
    let is_wanted = |row: u32| part.is_empty() || pattern.matches(&fold(&ids.text(row)));
    // The most frequent ones first, which have the smaller numbers; the place among the ids is the tie-breaker.
    let by_rank = |left: &Ranked, right: &Ranked| {
        (left.0, left.1).cmp(&(right.0, right.1)).then_with(|| ids.compare(left.2, right.2))
    };
    let first = |ranked: &[Ranked]| -> Vec<Ranked> {
        let mut places: Vec<u32> = (0..ranked.len() as u32).collect();
        sort_by(&mut places, &|left, right| by_rank(&ranked[left as usize], &ranked[right as usize]));
        places.iter().take(limit).map(|place| ranked[*place as usize]).collect()
    };
    let (mut best, mut worst, mut distinct): (Vec<Ranked>, Option<Ranked>, u32) = (Vec::new(), None, 0);
    let enough = limit.saturating_mul(2).max(MANY);
    for (row, count) in ids.count(rows) {
        if !is_wanted(row) {
            continue;
        }
        distinct += 1;
        let ranked = (u32::MAX - count, ids.sort_key(row), row);
        // Where there are many, those that can no more be among the first are left out on the way.
        if worst.is_some_and(|worst| by_rank(&worst, &ranked) == Ordering::Less) {
            continue;
        }
        best.push(ranked);
        if best.len() >= enough {
            best = first(&best);
            worst = best.last().copied();
        }
    }
    Counted {
        distinct,
        values: first(&best).iter().map(|(rank, _, row)| (ids.text(*row), u64::from(u32::MAX - rank))).collect(),
    }
}
