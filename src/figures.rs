//! Numbers, durations and sizes as people read them.

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

/// `910 ms`, `2.3 s`, `4 min 5 s`, `3 h 20 min`, `5 days 2 h`.
#[must_use]
pub fn duration(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    match milliseconds {
        0..1_000 => format!("{milliseconds} ms"),
        1_000..60_000 => format!("{seconds}.{} s", milliseconds % 1000 / 100),
        60_000..3_600_000 => format!("{} min {} s", seconds / 60, seconds % 60),
        172_800_000.. => {
            let (days, hours) = (grouped(seconds / 86_400), seconds / 3600 % 24);
            if hours == 0 { format!("{days} days") } else { format!("{days} days {hours} h") }
        }
        _ => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(
            [0, 12, 123, 1_234, 100_000, 1_234_567].map(grouped),
            ["0", "12", "123", "1,234", "100,000", "1,234,567"]
        );
    }

    #[test]
    fn a_duration_is_told_in_the_unit_that_fits() {
        assert_eq!(
            [910, 1_000, 2_349, 59_999, 245_000, 12_000_000, 180_000_000, 259_200_000].map(duration),
            ["910 ms", "1.0 s", "2.3 s", "59.9 s", "4 min 5 s", "3 h 20 min", "2 days 2 h", "3 days"]
        );
    }

    #[test]
    fn a_size_is_told_in_the_unit_that_fits() {
        assert_eq!([1, 512, 3_450_000, 2_000_000_000].map(bytes), ["1 byte", "512 bytes", "3.4 MB", "2.0 GB"]);
    }
}
