//! Looking inside records, which takes the engine a while: how far it has come, what it came to, and how it is stopped.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::engine::Engine;
use super::log::Log;
use super::question::Question;
use super::signal::{RwSignal, Signal, effect};
use crate::protocol::{Reply, Request, Searched};
use crate::query::Query;

/// A handle to the search; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Search {
    engine: Engine,
    rows: Signal<u32>,
    is_reading: Signal<bool>,
    wanted: Signal<Option<Wanted>>,
    is_running: RwSignal<bool>,
    searched: RwSignal<Searched>,
    /// The number of the search that was begun last.
    number: StoredValue<u32>,
    /// The search waits for the engine, with as many rows as there were when it asked.
    under_way: StoredValue<Option<u32>>,
    /// As many rows as there were when the search that ended last began to look.
    looked_at: StoredValue<u32>,
    /// A person has stopped it, and it is not begun again for rows that come.
    is_stopped: StoredValue<bool>,
}

/// What is searched for, in which log.
#[derive(Clone, PartialEq)]
struct Wanted {
    query: Query,
    epoch: u32,
}

impl Search {
    pub(super) fn new(engine: Engine, log: Log, question: Question) -> Self {
        let wanted = Signal::memo(move || {
            let query = question.query().with(|query| query.is_inside().then(|| query.clone()))?;
            Some(Wanted { query, epoch: log.epoch().get() })
        });
        let search = Self {
            engine,
            rows: log.rows(),
            is_reading: log.is_reading(),
            wanted,
            is_running: RwSignal::new(false),
            searched: RwSignal::new(Searched::default()),
            number: StoredValue::new(0),
            under_way: StoredValue::new(None),
            looked_at: StoredValue::new(0),
            is_stopped: StoredValue::new(false),
        };
        let last = StoredValue::new(None::<Wanted>);
        effect(move || {
            let now = wanted.get();
            let before = last.get_value();
            last.set_value(now.clone());
            if now.is_some() {
                return search.start();
            }
            search.number.update_value(|number| *number += 1);
            search.searched.set(Searched::default());
            if let (true, Some(Wanted { query, .. })) = (search.is_running.get_untracked(), before) {
                search.is_running.set(false);
                spawn_local(async move {
                    // Nobody waits for what is left of it.
                    let _ = engine.ask(Request::StopSearch { query }).await;
                });
            }
        });
        effect(move || {
            search.rows.track();
            search.go_on(search.is_reading.get());
        });
        search
    }

    /// Looks inside the records that were not looked at yet.
    pub fn start(self) {
        let Some(Wanted { query, .. }) = self.wanted.get_untracked() else { return };
        let number = self.number.get_value() + 1;
        self.number.set_value(number);
        self.is_stopped.set_value(false);
        self.is_running.set(true);
        spawn_local(async move {
            loop {
                let rows = self.rows.get_untracked();
                self.under_way.set_value(Some(rows));
                let reply = self.engine.ask(Request::Search { query: query.clone() }).await;
                // Another search has taken its place.
                if self.number.get_value() != number {
                    return;
                }
                if let Ok(Reply::Searched(searched)) = reply {
                    self.searched.set(searched);
                }
                // What has come meanwhile is looked at in its turn.
                if self.is_stopped.get_value() || self.rows.get_untracked() == rows {
                    self.looked_at.set_value(rows);
                    break;
                }
            }
            self.under_way.set_value(None);
            self.is_running.set(!self.is_stopped.get_value() && self.is_reading.get_untracked());
        });
    }

    /// There may be more rows than before, or no more to come.
    fn go_on(self, is_reading: bool) {
        let Some(Wanted { query, .. }) = self.wanted.get_untracked() else { return };
        if self.under_way.get_value().is_some() {
            return;
        }
        if !self.is_stopped.get_value() {
            // The rows of an API come while nothing is read, and the last ones of a file with the word that it is.
            let has_more = is_reading || self.rows.get_untracked() != self.looked_at.get_value();
            return if has_more { self.start() } else { self.is_running.set(false) };
        }
        let number = self.number.get_value();
        spawn_local(async move {
            let left = self.engine.ask(Request::StopSearch { query }).await;
            if let (Ok(Reply::Searched(left)), true) = (left, self.number.get_value() == number) {
                self.searched.set(left);
            }
        });
    }

    /// Stops; what was found stays.
    pub fn stop(self) {
        let Some(Wanted { query, .. }) = self.wanted.get_untracked() else { return };
        self.is_stopped.set_value(true);
        // It may be waiting for rows.
        if self.under_way.get_value().is_none() {
            self.is_running.set(false);
        }
        spawn_local(async move {
            // The search's own answer says what it came to.
            let _ = self.engine.ask(Request::StopSearch { query }).await;
        });
    }

    #[must_use]
    pub fn is_running(self) -> Signal<bool> {
        self.is_running.into()
    }

    /// The share that is done, in parts of a thousand.
    #[must_use]
    pub fn done(self) -> Signal<u32> {
        Signal::derive(move || self.engine.searching().with(|searching| searching.done))
    }

    /// What the last search came to.
    #[must_use]
    pub fn searched(self) -> Signal<Searched> {
        self.searched.into()
    }

    /// Another value whenever more may have been found.
    #[must_use]
    pub fn found(self) -> (u64, bool) {
        (self.engine.searching().with(|searching| searching.found), self.is_running.get())
    }
}
