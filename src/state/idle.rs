//! The mark by which browser tests know that the page owes nobody anything, and what is done when it rests.

use std::time::Duration;

use leptos::prelude::*;

use super::engine::{Engine, Life};
use super::log::Log;
use super::question::Question;
use super::signal::{RwSignal, Signal, effect};
use crate::browser::document;

/// How long the page must owe nobody anything until it fetches what may be needed later.
const REST: Duration = Duration::from_secs(1);

/// Whether the page has rested with a log open, or somebody is about to connect to an API: what may be needed later is
/// fetched then, so that the first look at a log waits for nothing else, and nobody who opens none fetches it.
#[derive(Clone, Copy, Default)]
pub struct Rested(RwSignal<bool>);

impl Rested {
    #[must_use]
    pub fn get(self) -> bool {
        self.0.get()
    }

    /// It has, from now on.
    pub fn rest(self) {
        self.0.set(true);
    }
}

/// Parts of the page that are still to be drawn; copies are handles to the same count.
#[derive(Clone, Copy, Default)]
pub struct Undrawn(RwSignal<u32>);

impl Undrawn {
    pub fn begin(self) {
        self.0.update(|parts| *parts += 1);
    }

    pub fn end(self) {
        self.0.update(|parts| *parts = parts.saturating_sub(1));
    }
}

/// Keeps the mark: busy at once when anything is owed; idle when nothing is after the next frame is drawn, since a
/// frame may ask for more.
pub(super) fn watch(engine: Engine, log: Log, question: Question, undrawn: Undrawn) -> Rested {
    let rested = Rested::default();
    let busy = Signal::memo(move || {
        engine.is_asked().get()
            || question.is_typing().get()
            || log.is_fetching().get()
            || undrawn.0.get() > 0
            || engine.life().with(|life| *life == Life::Starting)
    });
    // Counts the changes, so that a frame asked for earlier does not speak for a later state.
    let changes = StoredValue::new(0_u32);
    effect(move || {
        let busy = busy.get();
        changes.update_value(|changes| *changes += 1);
        if busy {
            document::mark_idle(false);
            return;
        }
        let change = changes.get_value();
        let mark = move || {
            if changes.get_value() == change {
                document::mark_idle(true);
            }
        };
        request_animation_frame(move || set_timeout(mark, Duration::ZERO));
        set_timeout(
            move || {
                if changes.get_value() == change && log.is_open().get_untracked() {
                    rested.rest();
                    engine.fetch_ahead();
                }
            },
            REST,
        );
    });
    rested
}
