//! A log of any size, newest event first: what happens to whom, when, and how often it is tried again.
//!
//! Time runs backwards, so a retry is made before the attempt that it repeats: whatever was tried before waits in a
//! heap until the clock has come down to it. The heap is bounded, and is all that is remembered.

use std::collections::BinaryHeap;

use provlens::event::instant::{DAY, SECOND};
use provlens::event::{Instant, ProvisioningEvent};

use super::clock::{END, gap};
use super::plan::Plan;
use super::random::Random;
use super::world::World;

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    pub events: u64,
    pub seed: u64,
    /// The time that the log spans, about.
    pub days: i64,
    /// How many of the first people and groups nothing happens to: a story has them for itself.
    pub reserved: u64,
}

impl Settings {
    /// A log of 30 days, which is what the service keeps.
    pub fn new(events: u64, seed: u64) -> Self {
        Self { events, seed, days: 30, reserved: 0 }
    }
}

/// The most changes that wait for their earlier attempts.
const MOST_WAITING: usize = 50_000;

/// One change with all its attempts, made from its number alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    /// When the attempt happened.
    at: i64,
    change: u64,
    attempt: u64,
    /// When the newest attempt happened.
    newest: i64,
}

/// Makes the events of a log.
pub struct Log {
    world: World,
    random: Random,
    clock: Instant,
    /// What was written last; dates never rise.
    written: Instant,
    mean_gap: i64,
    made: u64,
    events: u64,
    waiting: BinaryHeap<Waiting>,
}

impl Log {
    pub fn new(settings: Settings) -> Self {
        let events = i64::try_from(settings.events.max(1)).expect("a log has fewer events");
        Self {
            world: World { reserved: settings.reserved, ..World::new(settings.seed, settings.events) },
            random: Random::of(&[settings.seed, 20]),
            clock: END,
            written: END,
            mean_gap: settings.days * DAY / events,
            made: 0,
            events: settings.events,
            waiting: BinaryHeap::new(),
        }
    }

    /// The date as it is to be written: whole seconds mostly.
    fn date(&mut self, at: Instant) -> Instant {
        let whole = Instant(at.0.div_euclid(SECOND) * SECOND);
        let date = if self.random.chance(850) { whole } else { at };
        self.written = self.written.min(date);
        self.written
    }
}

impl Iterator for Log {
    type Item = ProvisioningEvent;

    fn next(&mut self) -> Option<ProvisioningEvent> {
        if self.made == self.events {
            return None;
        }
        let number = self.made;
        self.made += 1;
        let fresh = match number {
            0 => END,
            _ => Instant(self.clock.0 - gap(self.clock, self.mean_gap, &mut self.random)),
        };
        let due = self.waiting.peek().is_some_and(|waiting| waiting.at >= fresh.0);
        let waiting = if due { self.waiting.pop() } else { None };
        let is_retry = waiting.is_some();
        let Waiting { at, change, attempt, newest } =
            waiting.unwrap_or(Waiting { at: fresh.0, change: number, attempt: 0, newest: fresh.0 });
        self.clock = Instant(at);
        let date = self.date(self.clock);
        let plan = Plan::of(&self.world, change, Instant(newest));
        let attempt = if is_retry { attempt } else { plan.attempts };
        if attempt > 0 && self.waiting.len() < MOST_WAITING {
            let at = at - plan.pause_before(attempt);
            self.waiting.push(Waiting { at, change, attempt: attempt - 1, newest });
        }
        Some(plan.attempt(&self.world, attempt, date, number).tell())
    }
}
