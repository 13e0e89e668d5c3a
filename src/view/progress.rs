//! How far reading has come, and the way to stop it.

use leptos::prelude::*;

use super::format::{bytes, counted};
use super::grid::GRID_ID;
use crate::browser::document;
use crate::state::signal::Signal;
use crate::state::{Engine, Log, Window};
use crate::view::dynamic::{If, text};

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
    let words = move || {
        progress.with(|progress| {
            format!(
                "{} of {}, {}",
                bytes(progress.bytes_read),
                bytes(progress.bytes_total),
                counted(counts.get().1.into(), "event", "events")
            )
        })
    };
    let cancel = move || {
        log.cancel();
        // The button goes away, and would take the focus along.
        document::focus(GRID_ID);
    };
    view! {
        <If when=is_reading>
            <div class="pl-loading">
                <div
                    class="pl-loading__bar"
                    role="progressbar"
                    aria-label="Loading"
                    aria-valuemin="0"
                    aria-valuemax="100"
                    aria-valuenow=text(move || percent.get().to_string())
                    aria-valuetext=text(words)
                >
                    <div class="pl-loading__done" style:width=text(move || format!("{}%", percent.get()))></div>
                </div>
                <span class="pl-loading__words">{text(words)}</span>
                <button class="pl-button pl-button--small" type="button" on:click=move |_| cancel()>
                    "Cancel"
                </button>
            </div>
        </If>
    }
}
