//! Dates as cultures, spreadsheets and PowerShell write them: `1/9/2007 9:41:00 AM +01:00`, `9.1.2007 09:41`,
//! `2/25/2025, 9:19:25.391 AM`, `/Date(1168335660000)/`.
//!
//! Three numbers with a slash between them are month, day and year, as the diagnostic exports have them, unless the
//! first is no month; with dots they are day, month and year.

use super::{Instant, digits, fraction_in_microseconds, zone_in_minutes};

pub fn parse(text: &[u8]) -> Option<Instant> {
    let text = std::str::from_utf8(text).ok()?.trim();
    if let Some(milliseconds) = text.strip_prefix("/Date(") {
        return milliseconds_since_1970(milliseconds);
    }
    let (date, rest) = date(text.as_bytes())?;
    let rest = rest.trim_ascii_start();
    if rest.is_empty() {
        return Instant::from_parts(date, [0; 3], 0, 0);
    }
    let rest = rest.strip_prefix(b",").unwrap_or(rest);
    let rest = rest.strip_prefix(b"T").unwrap_or(rest);
    let (mut time, fraction, rest) = time(without_blanks(rest))?;
    let (half, rest) = half_of_day(rest);
    if let Some(is_afternoon) = half {
        if !(1..=12).contains(&time[0]) {
            return None;
        }
        time[0] = time[0] % 12 + if is_afternoon { 12 } else { 0 };
    }
    Instant::from_parts(date, time, fraction, zone(without_blanks(rest))?)
}

/// Windows PowerShell's `/Date(1168335660000)/`; an offset behind the number says where it was written, not when.
fn milliseconds_since_1970(text: &str) -> Option<Instant> {
    let number = text.strip_suffix(")/")?;
    let end = number.bytes().skip(1).position(|byte| matches!(byte, b'+' | b'-')).map_or(number.len(), |at| at + 1);
    let milliseconds: i64 = number[..end].parse().ok()?;
    let instant = Instant(milliseconds.checked_mul(1000)?);
    // From 1900 to the year 9999: what is earlier is a filler, what is later no date of ours.
    (-2_208_988_800_000_000..253_402_300_800_000_000).contains(&instant.0).then_some(instant)
}

/// Year, month and day, and what follows them.
fn date(text: &[u8]) -> Option<([u32; 3], &[u8])> {
    let (first, rest) = number(text)?;
    let (separator, rest) = rest.split_first()?;
    let (second, rest) = number(rest)?;
    let (third, rest) = number(rest.strip_prefix(std::slice::from_ref(separator))?)?;
    let year_first = first > 31;
    let date = match separator {
        b'-' | b'/' | b'.' if year_first => [first, second, third],
        b'/' | b'-' if first <= 12 => [third, first, second],
        b'/' | b'-' | b'.' => [third, second, first],
        _ => return None,
    };
    Some((date, rest))
}

/// Hour, minute and second, microseconds, and what follows them.
fn time(text: &[u8]) -> Option<([u32; 3], i64, &[u8])> {
    let (hour, rest) = number(text)?;
    let (minute, rest) = number(rest.strip_prefix(b":")?)?;
    let Some(rest) = rest.strip_prefix(b":") else { return Some(([hour, minute, 0], 0, rest)) };
    let (second, rest) = number(rest)?;
    let (fraction, rest) = fraction_in_microseconds(rest)?;
    Some(([hour, minute, second], fraction, rest))
}

/// Whether it is said to be afternoon, if it is said, and what follows.
fn half_of_day(text: &[u8]) -> (Option<bool>, &[u8]) {
    let text = without_blanks(text);
    match text {
        [b'A' | b'a', b'M' | b'm', rest @ ..] => (Some(false), rest),
        [b'P' | b'p', b'M' | b'm', rest @ ..] => (Some(true), rest),
        _ => (None, text),
    }
}

fn zone(text: &[u8]) -> Option<i64> {
    if text.eq_ignore_ascii_case(b"UTC") || text.eq_ignore_ascii_case(b"GMT") {
        return Some(0);
    }
    zone_in_minutes(text)
}

/// A number of up to four digits, and what follows it.
fn number(text: &[u8]) -> Option<(u32, &[u8])> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if length == 0 || length > 4 {
        return None;
    }
    Some((digits(&text[..length])?, &text[length..]))
}

/// Passes over spaces, also the narrow one that browsers set before AM and PM.
fn without_blanks(mut text: &[u8]) -> &[u8] {
    loop {
        let rest =
            [&b" "[..], "\u{202f}".as_bytes(), "\u{a0}".as_bytes()].iter().find_map(|blank| text.strip_prefix(*blank));
        match rest {
            Some(rest) => text = rest,
            None => return text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_one_moment_is_one_instant() {
        let expected = Instant::parse(b"2027-03-04T15:06:07Z");
        assert!(expected.is_some());
        for text in [
            "03/04/2027 15:06:07",
            "3/4/2027 15:06:07",
            "03/04/2027 03:06:07 PM",
            "3/4/2027 3:06:07 pm",
            "3/4/2027, 3:06:07.000 PM",
            "3/4/2027, 3:06:07\u{202f}PM",
            "3/4/2027 4:06:07 PM +01:00",
            "3/4/2027 15:06:07Z",
            "4.3.2027 15:06:07",
            "04.03.2027, 15:06:07",
            "2027/03/04 15:06:07",
            "2027-03-04 15:06:07 UTC",
            "2027-3-4T15:06:07",
            "2027-03-04T17:06:07 +02:00",
            "/Date(1804172767000)/",
            "/Date(1804172767000+0100)/",
            " 2027-03-04T15:06:07.000000000Z ",
        ] {
            assert_eq!(Instant::parse(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn a_number_that_is_no_month_is_a_day() {
        assert_eq!(Instant::parse(b"25/02/2027 10:00"), Instant::parse(b"2027-02-25T10:00:00Z"));
    }

    #[test]
    fn midnight_and_noon_are_twelve() {
        assert_eq!(Instant::parse(b"2/25/2027 12:00:00 AM"), Instant::parse(b"2027-02-25T00:00:00Z"));
        assert_eq!(Instant::parse(b"2/25/2027 12:30 PM"), Instant::parse(b"2027-02-25T12:30:00Z"));
        assert_eq!(Instant::parse(b"2/25/2027"), Instant::parse(b"2027-02-25T00:00:00Z"));
    }

    #[test]
    fn what_only_looks_like_a_date_is_none() {
        for text in [
            "13/13/2027 10:00",
            "1/2/27 10:00",
            "1/2/2027 13:00:00 PM",
            "1/2/2027 0:00:00 AM",
            "1/2-2027 10:00",
            "1/2/2027 ten",
            "1/2/2027 10:00 MEZ",
            "/Date(x)/",
            "/Date(-62135596800000)/",
            "/Date(253402300800000)/",
            "12:30",
            "1/2/",
        ] {
            assert_eq!(Instant::parse(text.as_bytes()), None, "{text}");
        }
    }
}
