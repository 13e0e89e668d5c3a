//! Moments in the person's own time zone.

use crate::browser::dates::DateFormat;
use crate::event::Instant;

thread_local! {
    // Making one costs far more than using one, and the time zone of a page does not change.
    static FORMAT: DateFormat = DateFormat::default();
}

/// The moment in the person's time zone, without naming it.
#[must_use]
pub fn local(instant: Instant) -> String {
    FORMAT.with(|format| format.format(instant.0 as f64 / 1000.0))
}

/// The name of the person's time zone.
#[must_use]
pub fn zone() -> String {
    FORMAT.with(|format| format.zone().to_owned())
}
