//! How long to wait before something is tried again.

use crate::event::Instant;

/// What was in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The API says that it is asked too often.
    Throttled,
    /// The API, or the way to it, is out of order.
    Broken,
}

/// How often something is tried again before a person is asked.
pub const ATTEMPTS: u32 = 6;

/// Milliseconds of the longest wait that the API may ask for and get: a day.
const LONGEST_ASKED: u64 = 86_400_000;

/// Milliseconds to wait after the `attempt`th failure in a row (from 1), twice as long each time. Up to a quarter of it
/// is added by chance, so that tabs which failed together do not come back together; `random` is any number. A wait that
/// the API asks for takes the place of ours, and is never cut short.
#[must_use]
pub fn wait(obstacle: Obstacle, attempt: u32, retry_after: Option<u64>, random: u32) -> u64 {
    let (first, longest) = match obstacle {
        Obstacle::Throttled => (10_000, 160_000),
        Obstacle::Broken => (1_000, 60_000),
    };
    let doubled = first << attempt.saturating_sub(1).min(10);
    let plain = doubled.min(longest);
    match retry_after.map(|asked| asked.min(LONGEST_ASKED)) {
        // What the API says is better than any guess.
        Some(asked) => asked + u64::from(random) % 500,
        None => plain + u64::from(random) % (plain / 4),
    }
}

/// Reads `Retry-After`, as milliseconds: a number of seconds, as Graph writes it, or a date (RFC 9110, 10.2.3). A date that
/// is past says nothing, since clocks differ.
#[must_use]
pub fn retry_after(header: &str, now: Instant) -> Option<u64> {
    let header = header.trim();
    if let Some(date) = date(header) {
        return u64::try_from(date.0 - now.0).ok().map(|left| left / 1000);
    }
    let seconds: u64 = header.parse().ok()?;
    seconds.checked_mul(1000)
}

/// Reads `Wed, 21 Oct 2026 07:28:00 GMT`.
fn date(text: &str) -> Option<Instant> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, date) = text.strip_suffix(" GMT")?.split_once(", ")?;
    let mut parts = date.split(' ');
    let (day, month, year, time) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    Instant::parse(format!("{year}-{month:02}-{day}T{time}Z").as_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_wait_is_twice_the_one_before_up_to_the_longest() {
        let waits = |obstacle| (1..=8).map(|attempt| wait(obstacle, attempt, None, 0) / 1000).collect::<Vec<_>>();
        assert_eq!(waits(Obstacle::Throttled), [10, 20, 40, 80, 160, 160, 160, 160]);
        assert_eq!(waits(Obstacle::Broken), [1, 2, 4, 8, 16, 32, 60, 60]);
    }

    #[test]
    fn seconds_and_dates_are_read_and_nothing_else() {
        let now = Instant::parse(b"2026-10-21T07:27:30Z").unwrap();
        assert_eq!(retry_after(" 17 ", now), Some(17_000));
        assert_eq!(retry_after("Wed, 21 Oct 2026 07:28:00 GMT", now), Some(30_000));
        for header in [
            "",
            "soon",
            "-1",
            "1.5",
            "99999999999999999999",
            "Wed, 21 Oct 2026 07:27:00 GMT",
            "Wed, 21 Okt 2026 07:28:00 GMT",
            "Wed, 21 Oct 2026",
            "Wed, 21 Oct 2026 07:28:00 CET",
        ] {
            assert_eq!(retry_after(header, now), None, "{header}");
        }
    }

    proptest! {
        #[test]
        fn chance_adds_at_most_a_quarter(attempt in 0_u32..100, random in any::<u32>()) {
            for obstacle in [Obstacle::Throttled, Obstacle::Broken] {
                let (plain, with) = (wait(obstacle, attempt, None, 0), wait(obstacle, attempt, None, random));
                prop_assert!(with >= plain && with < plain + plain / 4);
            }
        }

        #[test]
        fn what_the_api_asks_for_is_never_cut_short(attempt in 1_u32..9, asked in 0_u64..86_400_000, random in any::<u32>()) {
            let waited = wait(Obstacle::Throttled, attempt, Some(asked), random);
            prop_assert!(waited >= asked && waited < asked + 500);
        }
    }
}
