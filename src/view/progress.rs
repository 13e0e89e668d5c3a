//! How far reading has come, and the way to stop it.

use leptos::prelude::*;

use super::format::{bytes, counted};
use crate::invisible::bracketed;
use crate::state::signal::Signal;
use crate::state::{Engine, Log, Window};
use crate::view::dynamic::If;
use crate::view::widgets::ProgressBar;

/// There while a log is read, in a line that is always there, so that nothing moves.
#[component]
pub fn Loading() -> impl IntoView {
    let engine = expect_context::<Engine>();
    let log = expect_context::<Log>();
    let progress = engine.progress();
    // The same number as the record count says: one that runs ahead of the rows would be another.
    let counts = expect_context::<Window>().counts();
    let is_reading = Signal::memo(move || log.is_reading().get());
    let percent = Signal::memo(move || {
        progress.with(|progress| (progress.bytes_read * 100).checked_div(progress.bytes_total).unwrap_or(0).min(100))
    });
    let words = Signal::derive(move || {
        progress.with(|progress| {
            if progress.bytes_total == 0 {
                return format!("Opening {}", bracketed(&progress.file));
            }
            let events = counted(counts.get().1.into(), "event", "events");
            if progress.is_joining {
                return format!("Putting rows together, {events}");
            }
            let so_far = match progress.rows_waiting {
                0 => events,
                rows => format!("{} to be put together", counted(rows, "row", "rows")),
            };
            format!("{} of {}, {so_far}", bytes(progress.bytes_read), bytes(progress.bytes_total))
        })
    });
    let cancel = Callback::new(move |()| log.cancel());
    view! {
        <If when=is_reading>
            <ProgressBar label="Loading" percent words cancel_label="Cancel" cancel />
        </If>
    }
}
