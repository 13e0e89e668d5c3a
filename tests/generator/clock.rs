//! Time, going back from the newest event at the pace of a company: busy by day, quiet by night and on weekends.

use provlens::event::Instant;
use provlens::event::instant::{DAY, SECOND};

use super::random::Random;

/// 2026-11-18T17:42:09Z: the newest event of every log happens then.
pub const END: Instant = Instant(1_795_023_729 * SECOND);

/// Microseconds in a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Microseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// The time between two cycles of a job.
pub const CYCLE: i64 = 40 * MINUTE;

/// The pauses between attempts of a change that fails: they grow to a day and stay there.
pub fn pause(attempt: u64, passing: bool) -> i64 {
    match attempt {
        0 if passing => CYCLE,
        0 | 1 => 6 * HOUR,
        2 => 12 * HOUR,
        _ => DAY,
    }
}

/// The time between two events around this moment, where `mean` is the mean of the whole log. Some are zero: events
/// of one cycle share a second.
pub fn gap(now: Instant, mean: i64, random: &mut Random) -> i64 {
    if random.chance(80) {
        return 0;
    }
    // Events in a hundred seconds where the mean is a hundred; 60, 60 and 48 hours of the week.
    let pace = match now {
        _ if is_weekend(now) => 35,
        _ if (6..18).contains(&(now.0.rem_euclid(DAY) / HOUR)) => 200,
        _ => 50,
    };
    let longest = u64::try_from(2 * mean * 100 / pace).expect("pauses are not negative");
    i64::try_from(random.below(longest + 1)).expect("a pause is short")
}

fn is_weekend(instant: Instant) -> bool {
    // 1970-01-01 was a Thursday.
    (instant.0.div_euclid(DAY) + 3).rem_euclid(7) >= 5
}
