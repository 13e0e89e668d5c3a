//! What is asked of the log: the query and the order.

use leptos::prelude::*;
use reactive_stores::Store;

use super::settings::{Settings, SettingsStoreFields as _};
use crate::query::{Query, Sort};
use crate::table::Column;

/// The one query that every form of filter edits, and the order of rows.
#[derive(Clone, Copy)]
pub struct Question {
    query: RwSignal<Query>,
    settings: Store<Settings>,
}

impl Question {
    pub(super) fn new(settings: Store<Settings>) -> Self {
        Self { query: RwSignal::new(Query::default()), settings }
    }

    #[must_use]
    pub fn query(self) -> Signal<Query> {
        self.query.into()
    }

    /// Asks something else.
    pub fn ask(self, query: Query) {
        if self.query.with_untracked(|now| *now != query) {
            self.query.set(query);
        }
    }

    /// Asks for every event.
    pub fn clear(self) {
        self.ask(Query::default());
    }

    #[must_use]
    pub fn sort(self) -> Signal<Sort> {
        Signal::derive(move || self.settings.sort().get())
    }

    /// Sorts by a column; by the one that is sorted by, the other way round. Dates and durations begin with the
    /// newest and the longest, which is what is looked for.
    pub fn sort_by(self, column: Column) {
        let now = self.settings.sort().get_untracked();
        let descending =
            if now.column == column { !now.descending } else { matches!(column, Column::Date | Column::Duration) };
        self.settings.sort().set(Sort { column, descending });
    }
}
