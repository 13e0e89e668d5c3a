//! When long work says how far it has come, and when it lets others work.

use std::cell::Cell;

use crate::browser::error::BrowserError;
use crate::browser::worker_scope::now;
use crate::browser::yielding::yield_to_tasks;

/// Milliseconds between two notices of progress.
const NOTICE_EVERY: f64 = 100.0;

/// Milliseconds of work after which questions of the page get their turn. At first it is a part of the time that the work
/// has taken: what is asked then waits for the first rows, or findings, there are.
const TURN: f64 = 12.0;
const PART: f64 = 0.25;

/// The clock of one piece of work.
pub struct Pace {
    began: f64,
    last_notice: Cell<f64>,
    turn_began: Cell<f64>,
}

impl Pace {
    /// The first notice is due at once: rows are to show as soon as there are any.
    pub fn new() -> Self {
        let began = now();
        Self { began, last_notice: Cell::new(f64::NEG_INFINITY), turn_began: Cell::new(began) }
    }

    pub fn notice_is_due(&self) -> bool {
        let now = now();
        let due = now - self.last_notice.get() >= NOTICE_EVERY;
        if due {
            self.last_notice.set(now);
        }
        due
    }

    /// Lets the tasks that wait have their turn, if it is time.
    pub async fn take_turns(&self) -> Result<(), BrowserError> {
        let time = now();
        if time - self.turn_began.get() >= TURN.min((time - self.began) * PART) {
            yield_to_tasks().await?;
            self.turn_began.set(now());
        }
        Ok(())
    }
}
