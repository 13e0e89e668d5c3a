//! Numbers and durations as people read them. Pure.

/// `1,234,567`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 event`, `1,234 events`.
#[must_use]
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// `one`, `one and two`, `one, two and three`.
#[must_use]
pub fn list(words: &[&str]) -> String {
    match words {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}

/// `910 ms`, `2.3 s`, `4 min 5 s`, `3 h 20 min`.
#[must_use]
pub fn duration(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    match milliseconds {
        0..1_000 => format!("{milliseconds} ms"),
        1_000..60_000 => format!("{seconds}.{} s", milliseconds % 1000 / 100),
        60_000..3_600_000 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", grouped(seconds / 3600), seconds / 60 % 60),
    }
}

/// `512 bytes`, `3.4 MB`: in powers of ten, as file managers of today count.
#[must_use]
pub fn bytes(number: u64) -> String {
    let (unit, name) = match number {
        0..1_000 => return counted(number, "byte", "bytes"),
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    format!("{}.{} {name}", grouped(number / unit), number % unit / (unit / 10))
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
