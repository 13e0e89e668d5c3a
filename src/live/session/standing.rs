//! How a session stands, for the line above the log.

use super::run::Purpose;
use super::{Now, Session, State};
use crate::event::instant::{DAY, SECOND};
use crate::live::order::{Phase, Status};
use crate::live::trouble::Trouble;
use crate::live::words;

impl Session {
    /// Says, where the session of this status has come to nothing, that this one's log is open still.
    pub fn stay_open(&self, status: &mut Status) {
        if matches!(status.phase, Phase::Troubled | Phase::NeedsToken) {
            status.words.push_str(&words::stays_open(self.host()));
        }
    }

    /// How it stands.
    #[must_use]
    pub fn status(&self, now: Now, has_begun: bool) -> Status {
        let host = self.host();
        let mut read = words::read(self.events, self.others);
        let mut oldest = self.oldest;
        let (phase, mut words) = match &self.state {
            State::Reading => match self.limiter.next(now.steady).saturating_sub(now.steady) {
                0 => (Phase::Reading, String::new()),
                left if self.limiter.is_held(now.steady) => {
                    (Phase::Waiting, format!(", {}", words::wait(Some(&Trouble::Throttled), host, left)))
                }
                left => (Phase::Reading, format!(", {}", words::wait(None, host, left))),
            },
            State::Waiting { until, trouble } => {
                let left = until.saturating_sub(now.steady);
                (Phase::Waiting, format!(", {}", words::wait(Some(trouble), host, left)))
            }
            State::Paused => (Phase::Paused, ", paused".to_owned()),
            State::Troubled(trouble) => {
                (read, oldest) = (String::new(), None);
                (trouble.phase(), words::sentence(trouble, host))
            }
            State::Complete { is_ended: true } => (Phase::Complete, ", ended before the rest was read".to_owned()),
            State::Complete { is_ended: false } => {
                let has_nothing = self.run.purpose == Purpose::Older && !self.run.has_news;
                let days = (self.run.began.0 - self.run.stretch.after.0) / DAY;
                (Phase::Complete, if has_nothing { words::nothing_older(days.unsigned_abs()) } else { String::new() })
            }
        };
        let is_refused = self.refusal.is_some() && self.filter.is_some();
        if is_refused && matches!(phase, Phase::Reading | Phase::Waiting | Phase::Complete) {
            words.push_str(". The API refuses the filter, so that it is applied here");
        }
        if self.is_followed && !matches!(phase, Phase::Troubled | Phase::NeedsToken) {
            words.push_str(words::FOLLOWED);
        }
        if self.clock_is_slow(now) {
            words.push_str(". Events are dated in the future: this computer's clock is probably slow");
        } else if self.is_clock_fast && !matches!(phase, Phase::Troubled | Phase::NeedsToken) {
            words.push_str(words::FAST_CLOCK);
        }
        let done = match self.state {
            State::Complete { is_ended: false } => 1000,
            _ => self.run.stretch.done(self.run.oldest, self.run.began),
        };
        Status { phase, host: host.to_owned(), read, oldest, words, done, has_begun, logs: 0, jobs: None }
    }

    fn clock_is_slow(&self, now: Now) -> bool {
        self.covered.newest.max(self.run.newest).is_some_and(|newest| newest.0 > now.date.0 + 300 * SECOND)
    }
}
