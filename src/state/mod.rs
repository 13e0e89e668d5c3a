//! Signals: what the page knows, and the one who asks the engine for the rest.
//!
//! Nothing here draws. The log itself stays in the engine: a signal holds which files, which question, which window and
//! which event, and of the rows only those of the window.

mod beside;
mod blame;
mod columns;
mod engine;
mod idle;
mod jobs;
mod latest;
mod link;
mod live;
mod log;
mod meanings;
mod overview;
mod peek;
mod place;
mod question;
mod sample;
mod sampled;
mod saved_views;
mod search;
mod selection;
mod settings;
pub mod signal;
mod values;
mod window;

use leptos::prelude::*;

pub use beside::{Aside, Beside, Blocks};
pub use blame::{Blame, dropped};
pub use columns::{ColumnLayout, ColumnSetting, MAX_PINNED, MAX_WIDTH, MIN_WIDTH, SavedColumn, SavedLayout};
pub use engine::{AskError, Engine, Fate, Life};
pub use idle::{Rested, Undrawn};
pub use jobs::Jobs;
pub use link::Link;
pub use live::Live;
pub use log::Log;
pub use meanings::Meanings;
pub use overview::Overview;
pub use peek::Peek;
pub use place::{Place, Places};
pub use question::Question;
pub use sampled::Sampled;
pub use saved_views::{ImportError, Imported, LARGEST, LONGEST_NAME, SavedView, SavedViews};
pub use search::Search;
pub use selection::Selection;
pub use settings::{
    PanelWidth, Settings, SettingsStore, SettingsStoreFields, remember_table, reset_columns, show_column,
};
pub use values::count_values;
pub use window::{Shown, Window, WindowRange};

use crate::browser::dates::DateFormat;
use crate::event::Instant;
use crate::event::instant::{DAY, SECOND};
use crate::query::Clock;

/// Writes and reads moments in the time zone that a person has chosen.
#[derive(Clone, Copy)]
pub struct Dates {
    format: leptos::prelude::RwSignal<DateFormat, LocalStorage>,
    settings: SettingsStore,
}

impl Dates {
    /// In the zone of the settings.
    #[must_use]
    pub fn new(settings: SettingsStore) -> Self {
        Self {
            format: leptos::prelude::RwSignal::new_local(settings.zone().with_untracked(|zone| DateFormat::new(zone))),
            settings,
        }
    }

    /// `2026-11-18 23:59:07`.
    #[must_use]
    pub fn format(self, instant: Instant) -> String {
        self.format.with(|format| format.format(instant.0 as f64 / 1000.0))
    }

    /// The moment that a text such as `2026-11-18T23:59` names, see [`DateFormat::parse`].
    #[must_use]
    pub fn parse(self, text: &str, is_last: bool) -> Option<Instant> {
        // Whole milliseconds, far within the range of an i64.
        self.format.with_untracked(|format| format.parse(text, is_last)).map(|moment| Instant(moment as i64 * 1000))
    }

    /// What the zone's clock shows from one moment to another.
    #[must_use]
    pub fn clock(self, oldest: Instant, newest: Instant) -> Clock {
        /// Clocks are put back sooner than that after they were put forward nowhere.
        const STEP: i64 = 14 * DAY;
        /// A log of thousands of years is looked at in larger steps.
        const MOST_STEPS: i64 = 1000;
        // Whole milliseconds, far within the range of an i64.
        let ahead = |moment: i64| self.format.with(|format| format.ahead((moment / 1000) as f64)) as i64 * 1000;
        let step = STEP.max((newest.0 - oldest.0) / MOST_STEPS);
        let mut changes = vec![(oldest, ahead(oldest.0))];
        let (mut from, mut shown) = (oldest.0, ahead(oldest.0));
        while from < newest.0 {
            let next = newest.0.min(from.saturating_add(step));
            let then = ahead(next);
            if then != shown {
                let (mut before, mut after) = (from.div_euclid(SECOND), next.div_euclid(SECOND) + 1);
                while after - before > 1 {
                    let middle = before.midpoint(after);
                    let is_changed = ahead(middle * SECOND) == then;
                    *(if is_changed { &mut after } else { &mut before }) = middle;
                }
                changes.push((Instant(after * SECOND), then));
            }
            (from, shown) = (next, then);
        }
        Clock(changes)
    }

    /// The name of the time zone.
    #[must_use]
    pub fn zone(self) -> String {
        self.format.with(|format| format.zone().to_owned())
    }

    /// Shows dates in another zone from now on; the empty name stands for the person's own.
    pub fn set_zone(self, zone: String) {
        self.format.set(DateFormat::new(&zone));
        self.settings.zone().set(zone);
    }
}

/// Starts the engine and hands every part of the state to the views below, each as a context of its own.
pub fn provide() {
    let settings = settings::provide();
    let engine = Engine::start();
    let question = Question::new(settings);
    let log = Log::new(engine, question, settings);
    let search = Search::new(engine, log, question);
    let window = Window::new(engine, log, question, search, settings);
    let dates = Dates::new(settings);
    let overview = Overview::new(engine, log, question, search, settings, dates);
    let selection = Selection::new(engine, log, question, window);
    provide_context(Live::new(engine, log, question));
    let places = Places::new(log);
    provide_context(Sampled::new(engine, log));
    let beside = Beside::new(engine, log, selection);
    provide_context(Link::new(log, question, &selection, beside, settings, places));
    provide_context(places);
    provide_context(overview);
    provide_context(settings);
    provide_context(engine);
    provide_context(question);
    provide_context(log);
    provide_context(Peek::new(engine));
    provide_context(search);
    provide_context(window);
    provide_context(beside);
    provide_context(selection);
    provide_context(dates);
    let undrawn = Undrawn::default();
    provide_context(idle::watch(engine, log, question, undrawn));
    provide_context(undrawn);
}
