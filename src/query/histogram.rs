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

/// Stretches of time, one after the other, each beginning at a multiple of the width on a person's clock: a day in which
/// clocks are changed is a bin of 23 or 25 hours. Those of an hour and less are all as wide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bins {
    /// Where the bins begin, in their order, and where the last one ends.
    pub edges: Vec<Instant>,
    /// In microseconds.
    pub width: i64,
}

/// What a person's clock shows: from each of these moments on it is so many microseconds ahead of UTC, by the first one
/// in the time before it too. In the order of time; an empty list is UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock(pub Vec<(Instant, i64)>);

impl Clock {
    /// What the clock shows at a moment, as if it were UTC; both in microseconds.
    fn at(&self, moment: i64) -> i64 {
        let set = self.0.partition_point(|(from, _)| from.0 <= moment);
        moment.saturating_add(self.0.get(set.saturating_sub(1)).map_or(0, |(_, ahead)| *ahead))
    }

    /// The first moment at which the clock shows this or, where it was put forward, more.
    fn first_to_show(&self, shown: i64) -> i64 {
        let ahead = self.0.first().map_or(0, |(_, ahead)| *ahead);
        let mut moment = shown.saturating_sub(ahead);
        for (from, ahead) in self.0.iter().skip(1) {
            if moment >= from.0 {
                moment = shown.saturating_sub(*ahead).max(from.0);
            }
        }
        moment
    }
}

impl Bins {
    /// At most `most` bins (which is to be two or more) over the time that a query asks for, as far as the table has
    /// events there, for a person with that clock. `None` where it has none. A short log has room around it, and bars of a
    /// minute at the least.
    #[must_use]
    pub fn of(table: &Table, query: &Query, most: u32, clock: &Clock) -> Option<Self> {
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
        let start = |width: i64| clock.at(first).div_euclid(width) * width;
        let begin = |width: i64| clock.first_to_show(start(width)).min(first);
        // Where bins are as wide as each other, it is no matter what the clock shows at the last.
        let length = |width: i64| if width > HOUR { clock.at(last) - start(width) } else { last - begin(width) };
        let count = |width: i64| length(width).div_euclid(width) + 1;
        let has_room = |width: &i64| *width >= narrowest && count(*width) <= i64::from(most);
        let width = WIDTHS.into_iter().find(has_room).unwrap_or(WIDTHS[WIDTHS.len() - 1]);
        let mut edges = vec![begin(width)];
        let mut shown = start(width);
        while edges.last().is_some_and(|edge| *edge <= last) {
            shown += width;
            let before = edges[edges.len() - 1];
            let edge = if width > HOUR { clock.first_to_show(shown) } else { before + width };
            edges.extend(Some(edge).filter(|edge| *edge > before));
        }
        Some(Self { edges: edges.into_iter().map(Instant).collect(), width })
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.edges.len().saturating_sub(1) as u32
    }

    /// The bin that a moment lies in, and its ends.
    fn find(&self, moment: i64) -> Option<(usize, i64, i64)> {
        let edge = |place: usize| self.edges.get(place).map(|edge| edge.0);
        // Clocks are changed by little, so that the bin is this one or stands beside it.
        let mut place = usize::try_from((moment - edge(0)?) / self.width).ok()?;
        place = place.min(self.edges.len().checked_sub(2)?);
        while moment < edge(place)? {
            place = place.checked_sub(1)?;
        }
        while moment >= edge(place + 1)? {
            place += 1;
        }
        Some((place, edge(place)?, edge(place + 1)?))
    }
}

/// The events of each bin by status; events without a date are in no bin.
#[must_use]
pub fn count_over_time(table: &Table, rows: &Bitset, bins: &Bins) -> Vec<[u32; STATUSES]> {
    let statuses = table.words().dictionary(WordColumn::Status);
    let slots: Vec<usize> = (0..statuses.len())
        .map(|key| {
            let status = statuses.get(key);
            Status::ALL.iter().position(|known| known.as_str() == status).unwrap_or(STATUSES - 1)
        })
        .collect();
    let (dates, keys) = (table.dates(), table.words().keys(WordColumn::Status));
    let mut counts = vec![[0; STATUSES]; bins.count() as usize];
    // Neighbours in a log are neighbours in time, so that the bin of the row before is the likeliest.
    let (mut bin, mut from, mut to) = (0, i64::MAX, i64::MAX);
    rows.visit(|row| {
        let date = dates[row as usize];
        if date < from || date >= to {
            if date == NO_DATE {
                return;
            }
            let Some(found) = bins.find(date) else { return };
            (bin, from, to) = found;
        }
        counts[bin][slots[keys[row as usize] as usize]] += 1;
    });
    counts
}
