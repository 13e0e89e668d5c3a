//! How many events of each status there are in each stretch of time.

use serde::{Deserialize, Serialize};

use super::{Query, Term};
use crate::event::instant::{DAY, SECOND};
use crate::event::{Instant, Status};
use crate::table::{Bitset, NO_DATE, Table, WordColumn};

/// Statuses that are counted apart: those of [`Status::ALL`], and all others together.
pub const STATUSES: usize = 5;

const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// A log of less than this is shown in the midst of so much time: its one bar would tell nothing.
const LEAST_SPAN: i64 = HOUR;

/// The widths that people know from clocks and calendars, in microseconds.
const WIDTHS: [i64; 28] = [
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    30 * DAY,
    90 * DAY,
    180 * DAY,
    365 * DAY,
    5 * 365 * DAY,
    25 * 365 * DAY,
    100 * 365 * DAY,
];

/// Stretches of time of one width, one after the other, each beginning at a multiple of the width on a
/// person's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bins {
    pub start: Instant,
    /// In microseconds.
    pub width: i64,
    pub count: u32,
}

impl Bins {
    /// At most `most` bins (which is to be two or more) over the time that a query asks for, as far as the table has
    /// events there, for a person whose clock is so many microseconds ahead of UTC. `None` where it has none. A short log
    /// has room around it, and bars of a minute at the least.
    #[must_use]
    pub fn of(table: &Table, query: &Query, most: u32, ahead: i64) -> Option<Self> {
        let (oldest, newest) = table.span()?;
        let margin = (LEAST_SPAN - 1 - newest.0.saturating_sub(oldest.0)).max(0) / 2;
        let (mut first, mut last) = (oldest.0 - margin, newest.0 + margin);
        let mut narrowest = if margin > 0 { MINUTE } else { SECOND };
        for term in &query.terms {
            if let Term::Time(range) = term {
                let (after, before) = range.ends(newest.0);
                first = first.max(after);
                last = last.min(before.saturating_sub(1));
                narrowest = SECOND;
            }
        }
        if first > last {
            return None;
        }
        let (first, last) = (first.saturating_add(ahead), last.saturating_add(ahead));
        let count = |width: i64| last.div_euclid(width) - first.div_euclid(width) + 1;
        let fitting = WIDTHS.into_iter().find(|width| *width >= narrowest && count(*width) <= i64::from(most));
        let width = fitting.unwrap_or(WIDTHS[WIDTHS.len() - 1]);
        Some(Self { start: Instant(first.div_euclid(width) * width - ahead), width, count: count(width) as u32 })
    }
}

/// The events of each bin by status; events without a date are in no bin.
#[must_use]
pub fn count_over_time(table: &Table, rows: &Bitset, bins: Bins) -> Vec<[u32; STATUSES]> {
    let statuses = table.words().dictionary(WordColumn::Status);
    let slots: Vec<usize> = (0..statuses.len())
        .map(|key| {
            let status = statuses.get(key);
            Status::ALL.iter().position(|known| known.as_str() == status).unwrap_or(STATUSES - 1)
        })
        .collect();
    let (dates, keys) = (table.dates(), table.words().keys(WordColumn::Status));
    let mut counts = vec![[0; STATUSES]; bins.count as usize];
    // Neighbours in a log are neighbours in time, so that the bin of the row before is the likeliest.
    let (mut from, mut bin) = (i64::MAX, 0);
    rows.visit(|row| {
        let date = dates[row as usize];
        if date < from || date - from >= bins.width {
            if date == NO_DATE || date < bins.start.0 {
                return;
            }
            let found = ((date - bins.start.0) / bins.width) as usize;
            if found >= counts.len() {
                return;
            }
            bin = found;
            from = bins.start.0 + found as i64 * bins.width;
        }
        counts[bin][slots[keys[row as usize] as usize]] += 1;
    });
    counts
}
