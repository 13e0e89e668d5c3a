//! Which of the bars are named below their left edge, and how: those that begin at round times, at most a handful. Pure.

/// Names at the most: each has room in a window of a tablet.
const MOST: usize = 7;

const DAY: u32 = 86_400;

/// Seconds between round times of a day, from the finest.
const STEPS: [u32; 13] = [1, 5, 10, 30, 60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, DAY];

/// The places of the bars that are named, and their names, from what a person's clock shows where each begins
/// (`2026-11-18 14:00:00`). What begins a day is named by its date, all else by the time of day.
#[must_use]
pub fn names(starts: &[String]) -> Vec<(usize, &str)> {
    let mut names = Vec::new();
    for step in STEPS {
        names.clear();
        for (place, start) in starts.iter().enumerate() {
            if is_round(start, step) {
                names.push((place, name(start)));
            }
        }
        if names.len() <= MOST {
            return names;
        }
    }
    // Of many days each so many-th is named.
    let each = names.len().div_ceil(MOST);
    let mut day = 0;
    names.retain(|_| {
        day += 1;
        day % each == 1
    });
    names
}

fn name(start: &str) -> &str {
    match start.split_once(' ') {
        Some((date, "00:00:00")) => date,
        Some((_, time)) => time.strip_suffix(":00").unwrap_or(time),
        None => start,
    }
}

fn is_round(start: &str, step: u32) -> bool {
    let Some(time) = start.as_bytes().last_chunk::<8>() else { return false };
    let number = |place: usize| u32::from(time[place] & 15) * 10 + u32::from(time[place + 1] & 15);
    (number(0) * 3600 + number(3) * 60 + number(6)).is_multiple_of(step)
}
