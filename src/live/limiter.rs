//! Never more requests than Graph allows for its reports: 5 in 10 seconds for an app and tenant
//! (`microsoftgraph/microsoft-graph-docs-contrib`: concepts/throttling-limits.md). And none before the pause is over that
//! an API has asked for, whoever wants one meanwhile.

use std::collections::VecDeque;

const REQUESTS: usize = 5;

/// In milliseconds: a little longer than Graph's, because the way there does not take every request as long.
const WINDOW: u64 = 10_300;

/// When the last requests were made, in milliseconds of a clock that never goes back.
#[derive(Clone, Debug, Default)]
pub struct Limiter {
    made: VecDeque<u64>,
    /// The end of a pause that the API has asked for.
    not_before: u64,
}

impl Limiter {
    /// When the next request may be made; `now` where it may be made at once.
    #[must_use]
    pub fn next(&self, now: u64) -> u64 {
        let first = self.made.len().checked_sub(REQUESTS).and_then(|first| self.made.get(first));
        first.map_or(now, |first| now.max(first + WINDOW)).max(self.not_before)
    }

    /// Notes that the API has asked for a pause.
    pub fn hold(&mut self, until: u64) {
        self.not_before = self.not_before.max(until);
    }

    /// Whether such a pause is not over.
    #[must_use]
    pub const fn is_held(&self, now: u64) -> bool {
        self.not_before > now
    }

    /// Notes that a request is made.
    pub fn note(&mut self, now: u64) {
        self.made.push_back(now);
        if self.made.len() > REQUESTS {
            self.made.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_ten_seconds_hold_more_than_five_requests(pauses in prop::collection::vec(0_u64..6_000, 1..60)) {
            let mut limiter = Limiter::default();
            let (mut now, mut made) = (0, Vec::new());
            for pause in pauses {
                now = limiter.next(now + pause);
                limiter.note(now);
                made.push(now);
            }
            for start in &made {
                let within = made.iter().filter(|other| (*start..start + 10_000).contains(other)).count();
                prop_assert!(within <= 5);
            }
        }
    }

    #[test]
    fn a_pause_that_is_asked_for_is_kept_and_a_shorter_one_does_not_end_it() {
        let mut limiter = Limiter::default();
        limiter.hold(40_000);
        limiter.hold(3_000);
        assert_eq!((limiter.next(1), limiter.is_held(39_999)), (40_000, true));
        assert_eq!((limiter.next(40_000), limiter.is_held(40_000)), (40_000, false));
    }

    #[test]
    fn the_first_five_wait_for_nothing_and_the_sixth_for_the_first() {
        let mut limiter = Limiter::default();
        for now in 0..5 {
            assert_eq!(limiter.next(now), now);
            limiter.note(now);
        }
        assert_eq!(limiter.next(5), 10_300);
        assert_eq!(limiter.next(20_000), 20_000);
    }
}
