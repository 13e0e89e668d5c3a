//! A status as icon, colour and word.

use super::run::Run;
use super::text::{logged, words};
use crate::event::Status;

/// The status by its own word.
pub fn status_mark(status: &Status) -> Run {
    let label = if status.label().is_empty() { "Unknown" } else { status.label() };
    Run::Status(status.clone(), vec![logged(label)])
}

/// A status with a word of ours.
pub fn status_in_words(status: Status, word: &str) -> Run {
    Run::Status(status, vec![words(word)])
}
