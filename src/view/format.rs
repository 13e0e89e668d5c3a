//! How numbers, sizes and ids are written on the page.

pub use crate::figures::{bytes, counted, duration, grouped};

/// `one`, `one and two`, `one, two and three`.
#[must_use]
pub fn list(words: &[&str]) -> String {
    match words {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}

/// The ends of an id that people compare, in letters.
const ENDS: usize = 8;

/// An id with its middle left out, as long as the two ends that people compare.
#[must_use]
pub fn short_id(id: &str) -> String {
    if id.chars().count() <= 2 * ENDS + 3 {
        return id.to_owned();
    }
    let head = id.chars().take(ENDS).collect::<String>();
    format!("{head}…{}", split_id(id).1)
}

/// An id in two parts, the second of which is the end that people compare.
#[must_use]
pub fn split_id(id: &str) -> (&str, &str) {
    let end = id.char_indices().rev().nth(ENDS - 1).map_or(0, |(index, _)| index);
    id.split_at(end)
}
