//! Signals: what the page knows, and the one who asks the engine for the rest.
//!
//! Nothing here draws. The log itself stays in the engine: a signal holds which files, which question, which window and
//! which event, and of the rows only those of the window.

mod columns;
mod engine;
mod idle;
mod log;
mod question;
mod sample;
mod search;
mod selection;
mod settings;
mod window;

use leptos::prelude::*;

pub use columns::{ColumnLayout, ColumnSetting, MAX_WIDTH, MIN_WIDTH};
pub use engine::{AskError, Engine, Life};
pub use log::Log;
pub use question::Question;
pub use search::Search;
pub use selection::Selection;
pub use settings::{PanelWidth, SettingsStore, SettingsStoreFields};
pub use window::{Shown, Window, WindowRange};

use crate::browser::dates::DateFormat;

/// Writes moments in the person's time zone.
#[derive(Clone, Copy)]
pub struct Dates(StoredValue<DateFormat, LocalStorage>);

impl Dates {
    /// `2026-11-18 23:59:07`.
    #[must_use]
    pub fn format(self, instant: crate::event::Instant) -> String {
        self.0.with_value(|format| format.format(instant.0 as f64 / 1000.0))
    }

    /// The name of the time zone.
    #[must_use]
    pub fn zone(self) -> String {
        self.0.with_value(|format| format.zone().to_owned())
    }
}

/// Starts the engine and hands every part of the state to the views below, each as a context of its own.
pub fn provide() {
    let settings = settings::provide();
    let engine = Engine::start();
    let question = Question::new(settings);
    let log = Log::new(engine, question);
    let search = Search::new(engine, log, question);
    let window = Window::new(engine, log, question, search, settings);
    let selection = Selection::new(engine, log, question, window);
    provide_context(settings);
    provide_context(engine);
    provide_context(question);
    provide_context(log);
    provide_context(search);
    provide_context(window);
    provide_context(selection);
    provide_context(Dates(StoredValue::new_local(DateFormat::default())));
    idle::watch(engine, log);
}
