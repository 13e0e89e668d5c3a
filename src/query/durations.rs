//! Durations as they are asked for: `500`, `>500`, `<=500`, `100..500`, in milliseconds.

use std::ops::RangeInclusive;

use crate::table::NO_DURATION;

/// The longest duration that a table holds.
const LONGEST: u32 = NO_DURATION - 1;

/// The durations that a word means: the empty word those that are not there, `*` those that are. `None` for what is
/// no such word.
#[must_use]
pub fn range(word: &str) -> Option<RangeInclusive<u32>> {
    match word {
        "" => return Some(NO_DURATION..=NO_DURATION),
        "*" => return Some(0..=LONGEST),
        _ => {}
    }
    if let Some((from, to)) = word.split_once("..") {
        return Some(milliseconds(from)?..=milliseconds(to)?);
    }
    let number = word.trim_start_matches(['<', '>', '=']);
    let limit = milliseconds(number)?;
    Some(match &word[..word.len() - number.len()] {
        "" | "=" => limit..=limit,
        ">" => limit + 1..=LONGEST,
        ">=" => limit..=LONGEST,
        "<=" => 0..=limit,
        // Nothing is shorter than nought.
        "<" => 0..=limit.checked_sub(1)?,
        _ => return None,
    })
}

fn milliseconds(digits: &str) -> Option<u32> {
    // `parse` would take a sign too.
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(LONGEST).min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_the_range_it_says() {
        let held = |word: &str| {
            let range = range(word).unwrap();
            [0, 99, 100, 101, LONGEST, NO_DURATION].map(|duration| range.contains(&duration))
        };
        assert_eq!(held("100"), [false, false, true, false, false, false]);
        assert_eq!(held("=100"), held("100"));
        assert_eq!(held(">100"), [false, false, false, true, true, false]);
        assert_eq!(held(">=100"), [false, false, true, true, true, false]);
        assert_eq!(held("<100"), [true, true, false, false, false, false]);
        assert_eq!(held("<=100"), [true, true, true, false, false, false]);
        assert_eq!(held("99..100"), [false, true, true, false, false, false]);
        assert_eq!(held(""), [false, false, false, false, false, true]);
        assert_eq!(held("*"), [true, true, true, true, true, false]);
        assert_eq!(held(">99999999999999999999"), [false; 6]);
    }

    #[test]
    fn what_is_no_duration_is_none() {
        for word in [">", "<0", "..", "1..", "..1", "5s", "=<5", ">>5", "-5", "+5", "1.5", "five", "> 5", "1..2..3"] {
            assert_eq!(range(word), None, "{word}");
        }
    }
}
