//! Moments in time, as written in logs.

mod other_forms;

use chrono::{DateTime, NaiveDate, SecondsFormat};
use serde::{Deserialize, Serialize};

/// A moment in UTC: microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Instant(pub i64);

/// Microseconds in a second.
pub const SECOND: i64 = 1_000_000;
/// Microseconds in a day.
pub const DAY: i64 = 86_400 * SECOND;

impl Instant {
    /// Reads a date and time in every form that exports write (see [`other_forms`]); without a zone it is taken as
    /// UTC, and what is finer than a microsecond is cut off. A year before 1900 is a filler for "never" and reads as
    /// `None`.
    #[must_use]
    pub fn parse(text: &[u8]) -> Option<Self> {
        Self::parse_rfc3339(text).or_else(|| other_forms::parse(text))
    }

    /// The form that Graph and the portal write, `2026-11-18T23:59:07Z` or with a fraction: it is met once a record in
    /// files of millions.
    fn parse_rfc3339(text: &[u8]) -> Option<Self> {
        if text.len() < 19 || text[4] != b'-' || text[7] != b'-' || text[13] != b':' || text[16] != b':' {
            return None;
        }
        if !matches!(text[10], b'T' | b't' | b' ') {
            return None;
        }
        let date = [pair(text, 0)? * 100 + pair(text, 2)?, pair(text, 5)?, pair(text, 8)?];
        let time = [pair(text, 11)?, pair(text, 14)?, pair(text, 17)?];
        let (fraction, rest) = fraction_in_microseconds(&text[19..])?;
        Self::from_parts(date, time, fraction, zone_in_minutes(rest)?)
    }

    /// The moment of a year, month and day; an hour, minute and second; microseconds; and minutes east of UTC.
    fn from_parts(
        [year, month, day]: [u32; 3],
        [hour, minute, second]: [u32; 3],
        fraction: i64,
        offset_minutes: i64,
    ) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        if year < 1900 || hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let days = i64::from(date.signed_duration_since(NaiveDate::default()).num_days() as i32);
        let seconds = days * 86_400 + i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        Some(Self((seconds - offset_minutes * 60) * SECOND + fraction))
    }

    /// `2026-11-18T23:59:07Z`, with a fraction only where there is one.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        DateTime::from_timestamp_micros(self.0)
            .map_or_else(|| self.0.to_string(), |date| date.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

/// The number that the two decimal digits at this place write.
#[inline]
fn pair(text: &[u8], at: usize) -> Option<u32> {
    let (tens, ones) = (text[at].wrapping_sub(b'0'), text[at + 1].wrapping_sub(b'0'));
    (tens <= 9 && ones <= 9).then(|| u32::from(tens) * 10 + u32::from(ones))
}

/// The number that a run of decimal digits writes.
fn digits(text: &[u8]) -> Option<u32> {
    let mut number = 0_u32;
    for byte in text {
        number = number * 10 + u32::from(byte.wrapping_sub(b'0')).le(&9).then(|| u32::from(byte - b'0'))?;
    }
    Some(number)
}

/// The fraction of a second at the front, if there is one, and what follows it.
fn fraction_in_microseconds(text: &[u8]) -> Option<(i64, &[u8])> {
    let Some((b'.', after)) = text.split_first() else { return Some((0, text)) };
    let length = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if length == 0 {
        return None;
    }
    let mut microseconds = 0_i64;
    let padded = after[..length].iter().chain(b"000000");
    for digit in padded.take(6) {
        microseconds = microseconds * 10 + i64::from(digit - b'0');
    }
    Some((microseconds, &after[length..]))
}

/// The offset east of UTC that a zone designator writes.
fn zone_in_minutes(text: &[u8]) -> Option<i64> {
    match text {
        b"" | b"Z" | b"z" => Some(0),
        [sign @ (b'+' | b'-'), hours @ ..] => {
            let (hours, minutes) = match hours.len() {
                5 if hours[2] == b':' => (digits(&hours[0..2])?, digits(&hours[3..5])?),
                4 => (digits(&hours[0..2])?, digits(&hours[2..4])?),
                2 => (digits(hours)?, 0),
                _ => return None,
            };
            let total = i64::from(hours * 60 + minutes);
            Some(if *sign == b'-' { -total } else { total })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_precisions_and_every_zone_form_are_one_instant() {
        let expected = Instant::parse(b"2026-11-18T23:59:07Z");
        assert_eq!(expected, Some(Instant(1_795_046_347 * SECOND)));
        for text in [
            "2026-11-18T23:59:07.0000000Z",
            "2026-11-19T01:59:07+02:00",
            "2026-11-18T18:29:07-0530",
            "2026-11-18 23:59:07",
        ] {
            assert_eq!(Instant::parse(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn a_fraction_finer_than_a_microsecond_is_cut_off() {
        assert_eq!(Instant::parse(b"1970-01-01T00:00:00.123456789Z"), Some(Instant(123_456)));
        assert_eq!(Instant::parse(b"1970-01-01T00:00:00.5Z"), Some(Instant(500_000)));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "0001-01-01T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-11-18T24:00:00Z",
            "yesterday, around ten",
            "2026-11-18T23:59:07.Z",
            "2026-11-18T23:59:07+1",
        ] {
            assert_eq!(Instant::parse(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(microseconds in -2_000_000_000_000_000_i64..4_000_000_000_000_000) {
            let written = Instant(microseconds).to_rfc3339();
            prop_assert_eq!(Instant::parse(written.as_bytes()), Some(Instant(microseconds)));
        }

        #[test]
        fn chrono_reads_the_same(text in "[12][0-9]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-][01][0-9]:[0-5][0-9])") {
            let theirs = DateTime::parse_from_rfc3339(&text).ok().map(|date| Instant(date.timestamp_micros()));
            let ours = Instant::parse(text.as_bytes());
            let before_1900 = text.as_str() < "1900";
            prop_assert_eq!(ours, if before_1900 { None } else { theirs });
        }
    }
}
