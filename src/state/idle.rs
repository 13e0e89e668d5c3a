//! The mark by which browser tests know that the page owes nobody anything.

use leptos::prelude::*;

use super::engine::{Engine, Life};
use super::log::Log;
use super::question::Question;
use super::signal::{Signal, effect};
use crate::browser::document;

/// Keeps the mark: busy at once when anything is owed; idle when nothing is after the next frame is drawn, since a
/// frame may ask for more.
pub(super) fn watch(engine: Engine, log: Log, question: Question) {
    let busy = Signal::memo(move || {
        engine.is_asked().get()
            || question.is_typing().get()
            || log.is_fetching().get()
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
        request_animation_frame(move || {
            set_timeout(
                move || {
                    if changes.get_value() == change {
                        document::mark_idle(true);
                    }
                },
                std::time::Duration::ZERO,
            );
        });
    });
}
