//! Moments, in the person's own time zone and in UTC.

use leptos::prelude::*;

use crate::browser::dates::DateFormat;
use crate::event::Instant;

thread_local! {
    // Making one costs far more than using one, and the time zone of a page does not change.
    static FORMAT: DateFormat = DateFormat::default();
}

/// Draws `2026-11-18 23:59:07` in the person's time zone, with UTC on hover.
pub fn local_time(instant: Instant) -> impl IntoView {
    view! {
        <time datetime=instant.to_rfc3339() title=format!("{} (UTC)", instant.to_rfc3339())>
            {local(instant)}
        </time>
    }
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
