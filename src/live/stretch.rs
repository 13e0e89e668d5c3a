//! Which stretch of time is read next.
//!
//! Records can reach the log two hours after what they tell of (`MicrosoftDocs/entra-docs`, on provisioning logs), so
//! that the last two hours are never taken for complete: each refresh reads them again.

use super::order::Range;
use crate::event::Instant;
use crate::event::instant::{DAY, SECOND};

/// Records may come so late, in microseconds.
pub const LAG: i64 = 2 * DAY / 24;

/// So long Microsoft keeps this log at the most, and a day more, for clocks that differ; in microseconds.
const KEPT: i64 = 31 * DAY;

/// A stretch of time: from `after` on, and before `before`, or up to the newest there is. An open end costs nothing, and
/// does without this computer's clock, which may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub after: Instant,
    pub before: Option<Instant>,
}

/// What of the log is known to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Covered {
    /// Everything from here on is read, up to `until`.
    pub from: Option<Instant>,
    /// When the newest end was last read, by this computer's clock.
    pub until: Option<Instant>,
    /// The newest event of all that was there then.
    pub newest: Option<Instant>,
}

impl Stretch {
    /// What a person asked for.
    #[must_use]
    pub fn first(range: Range, now: Instant) -> Self {
        match range {
            Range::Hours(hours) => Self { after: Instant(now.0 - i64::from(hours) * (DAY / 24)), before: None },
            Range::Between { after, before } => Self { after, before },
        }
    }

    /// What may have come since; not what lies before or behind the first stretch, which nobody asked for.
    #[must_use]
    pub fn refresh(self, covered: Covered) -> Self {
        let Covered { until, newest, .. } = covered;
        // The earlier of the two: the clock may run ahead, and the newest event may have a wrong date.
        let known = [until, newest].into_iter().flatten().min().filter(|_| until.is_some());
        let after = known.map_or(self.after, |known| Instant(known.0 - LAG));
        Self { after: after.max(self.after), before: self.before }
    }

    /// As long a stretch as the first, right before what is read. The edges overlap, and twins are dropped.
    #[must_use]
    pub fn older(self, covered: Covered, now: Instant) -> Self {
        let end = covered.from.map(|from| Instant(from.0 + SECOND)).or(self.before);
        let length = self.length(now);
        let after = Instant(end.unwrap_or(now).0 - length);
        Self { after, before: end }
    }

    /// Where nothing was in this stretch, one twice as long right before it; `None` where nothing is kept any more.
    #[must_use]
    pub fn further_back(self, now: Instant) -> Option<Self> {
        let first = Instant(now.0 - KEPT);
        let before = Instant(self.after.0 + SECOND);
        let after = Instant(self.after.0 - 2 * self.length(now)).max(first);
        (self.after > first).then_some(Self { after, before: Some(before) })
    }

    /// In microseconds.
    #[must_use]
    pub fn length(self, now: Instant) -> i64 {
        (self.before.unwrap_or(now).0 - self.after.0).max(DAY / 24)
    }

    /// How much of it is read when the oldest record so far is of this date, in parts of a thousand: the log is read from
    /// its newest end, and says nowhere how many records there are.
    #[must_use]
    pub fn done(self, oldest: Option<Instant>, now: Instant) -> u32 {
        let Some(oldest) = oldest else { return 0 };
        let read = (self.before.unwrap_or(now).0 - oldest.0).max(0);
        u32::try_from(read / (self.length(now) / 1000).max(1)).unwrap_or(u32::MAX).min(1000)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hours(hours: i64) -> Instant {
        Instant(hours * DAY / 24)
    }

    #[test]
    fn a_refresh_reads_again_what_may_have_come_late() {
        let first = Stretch::first(Range::Hours(24), hours(100));
        assert_eq!(first, Stretch { after: hours(76), before: None });
        let covered =
            |until, newest| Covered { from: Some(hours(76)), until: Some(hours(until)), newest: Some(hours(newest)) };
        assert_eq!(first.refresh(covered(100, 99)).after, hours(97));
        // A clock that runs ahead, and an event from the future.
        assert_eq!(first.refresh(covered(200, 99)).after, hours(97));
        assert_eq!(first.refresh(covered(100, 300)).after, hours(98));
        // Never before what was asked for, and all of it where the first reading came to nothing.
        assert_eq!(first.refresh(covered(77, 77)).after, hours(76));
        assert_eq!(first.refresh(Covered::default()).after, hours(76));
        // Nor after it.
        let range = Range::Between { after: hours(10), before: Some(hours(20)) };
        let refresh = Stretch::first(range, hours(100)).refresh(covered(20, 19));
        assert_eq!(refresh, Stretch { after: hours(17), before: Some(hours(20)) });
    }

    #[test]
    fn older_events_are_those_right_before_what_is_read() {
        let first = Stretch::first(Range::Hours(24), hours(100));
        let covered = Covered { from: Some(hours(76)), ..Covered::default() };
        let older = first.older(covered, hours(101));
        assert_eq!(older.before, Some(Instant(hours(76).0 + SECOND)));
        assert_eq!(older.after, Instant(hours(51).0 + SECOND));
        // What was ended in the middle goes on from there.
        let half = Covered { from: Some(hours(90)), ..Covered::default() };
        assert_eq!(first.older(half, hours(100)).before, Some(Instant(hours(90).0 + SECOND)));
    }

    #[test]
    fn where_nothing_is_each_stretch_is_twice_as_long_until_nothing_is_kept_any_more() {
        let now = hours(2000);
        let mut stretch = Stretch { after: hours(1952), before: Some(hours(1976)) };
        let mut lengths = Vec::new();
        while let Some(further) = stretch.further_back(now) {
            assert_eq!(further.before, Some(Instant(stretch.after.0 + SECOND)));
            // But for the seconds by which they overlap.
            lengths.push((stretch.after.0 - further.after.0 + DAY / 48) / (DAY / 24));
            stretch = further;
        }
        assert_eq!(lengths, [48, 96, 192, 360]);
        assert_eq!(stretch.after, hours(2000 - 31 * 24));
    }

    proptest! {
        #[test]
        fn progress_is_a_share_that_never_falls(length in 1_i64..2000, dates in prop::collection::vec(0_i64..2000, 1..20)) {
            let stretch = Stretch { after: hours(2000 - length), before: None };
            let (mut oldest, mut before) = (None::<Instant>, 0);
            for date in dates {
                let date = hours(date);
                oldest = Some(oldest.map_or(date, |oldest| oldest.min(date)));
                let done = stretch.done(oldest, hours(2000));
                prop_assert!(done >= before && done <= 1000);
                before = done;
            }
        }

        #[test]
        fn no_event_falls_between_two_stretches(late in 0_i64..LAG, until in 100_i64..200, behind in 0_i64..3) {
            // Each event came to the log at most two hours late, so it was there before `until` or is read again.
            let first = Stretch { after: hours(0), before: None };
            let covered = Covered { from: Some(hours(0)), until: Some(hours(until)), newest: Some(hours(until - behind)) };
            let came_after = hours(until).0 + 1;
            prop_assert!(first.refresh(covered).after.0 <= came_after - late);
        }
    }
}
