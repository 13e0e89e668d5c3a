//! Dates among the values of a record: told whole, and what lies between two of them; and what stands for none.

use super::block::Block;
use super::run::Run;
use super::text::{bare, chip, logged, muted, words};
use super::value::value;
use crate::event::{Instant, ProvisioningEvent, Written};
use crate::figures::duration;

/// What the service writes where a date was never set: the first day that its programs know.
const NEVER: &str = "0001-01-01";

/// Whether a text stands for a date that was never set.
#[must_use]
pub fn is_never(text: &str) -> bool {
    text.starts_with(NEVER)
}

/// When an event happened; where that is not known, why, with what the record says instead.
pub fn date(event: &ProvisioningEvent) -> Vec<Run> {
    let written = event.unread_date.as_str();
    let why = match event.activity_date_time {
        Some(instant) => return vec![Run::Moment(instant)],
        None if written.is_empty() => "date not given",
        None if is_never(written) => "date not set",
        None => "date not readable",
    };
    let mut runs = vec![chip(why)];
    runs.extend((!written.is_empty()).then(|| [words(" "), logged(written)]).into_iter().flatten());
    runs
}

/// Both values whole where both are dates, and how far the new one is from the old: single digits of a date that
/// differ tell nobody anything.
pub fn old_and_new(old: &Written, new: &Written) -> Option<(Block, Block)> {
    let dates = [old.as_str(), new.as_str()];
    if !dates.into_iter().all(is_date) {
        return None;
    }
    let [from, to] = dates.map(|text| Instant::parse(text.as_bytes()));
    let new = match from.zip(to) {
        Some((from, to)) => bare([logged(new.as_str()), words(" "), muted(apart(from, to))]),
        None => value(new),
    };
    Some((value(old), new))
}

/// `3 h 20 min later`.
pub fn apart(from: Instant, to: Instant) -> String {
    let length = duration(to.0.abs_diff(from.0) / 1000);
    match to.cmp(&from) {
        std::cmp::Ordering::Less => format!("{length} earlier"),
        std::cmp::Ordering::Equal => "the same moment".to_owned(),
        std::cmp::Ordering::Greater => format!("{length} later"),
    }
}

/// Whether a text is a date of the form `2026-11-18…`, be it one that was never set.
fn is_date(text: &str) -> bool {
    let is_like = |(byte, like): (u8, u8)| if like == b'-' { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() >= NEVER.len()
        && text.bytes().zip(NEVER.bytes()).all(is_like)
        && (is_never(text) || Instant::parse(text.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_texts_that_begin_as_dates_do_are_dates() {
        for (text, expected) in [
            ("2026-11-18", true),
            ("2026-11-18T10:00:00.123Z", true),
            ("0001-01-01T00:00:00Z", true),
            ("2026-11-18 and more", false),
            ("2026-99-18", false),
            ("1/9/2007", false),
            ("42", false),
            ("", false),
        ] {
            assert_eq!(is_date(text), expected, "{text}");
        }
    }

    #[test]
    fn what_lies_between_two_moments_is_told_with_its_direction() {
        let at = |text: &str| Instant::parse(text.as_bytes()).unwrap();
        let (one, other) = (at("2026-11-18T10:00:00Z"), at("2026-11-21T12:30:00Z"));
        assert_eq!(apart(one, other), "3 days 2 h later");
        assert_eq!(apart(other, one), "3 days 2 h earlier");
        assert_eq!(apart(one, one), "the same moment");
    }
}
