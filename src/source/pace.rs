//! When long work says how far it has come, and when it lets others work.

use std::cell::Cell;

use crate::browser::error::BrowserError;
use crate::browser::worker_scope::now;
use crate::browser::yielding::yield_to_tasks;

/// Milliseconds between two notices of progress.
const NOTICE_EVERY: f64 = 100.0;

/// Milliseconds of work after which questions of the page get their turn.
const TURN: f64 = 12.0;

/// The clock of one piece of work.
pub struct Pace {
    last_notice: Cell<f64>,
    turn_began: Cell<f64>,
}

impl Pace {
    /// The first notice is due at once: rows are to show as soon as there are any.
    pub fn new() -> Self {
        Self { last_notice: Cell::new(f64::NEG_INFINITY), turn_began: Cell::new(now()) }
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
        if now() - self.turn_began.get() >= TURN {
            yield_to_tasks().await?;
            self.turn_began.set(now());
        }
        Ok(())
    }
}
