//! Looking inside records, which takes the engine a while: how far it has come, what it came to, and how it is stopped.

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
    wanted: Signal<Option<Wanted>>,
    is_running: RwSignal<bool>,
    searched: RwSignal<Searched>,
}

/// What is searched for, and in how many events of which log.
#[derive(Clone, PartialEq)]
struct Wanted {
    query: Query,
    epoch: u32,
    events: u32,
}

impl Search {
    pub(super) fn new(engine: Engine, log: Log, question: Question) -> Self {
        let wanted = Signal::memo(move || {
            let query = question.query().with(|query| query.is_inside().then(|| query.clone()))?;
            Some(Wanted { query, epoch: log.epoch().get(), events: log.events().get() })
        });
        let (is_running, searched) = (RwSignal::new(false), RwSignal::new(Searched::default()));
        let search = Self { engine, wanted, is_running, searched };
        effect(move || {
            if wanted.with(Option::is_some) {
                search.start();
            } else {
                if is_running.get_untracked() {
                    search.stop();
                }
                is_running.set(false);
                searched.set(Searched::default());
            }
        });
        search
    }

    /// Looks inside the records that were not looked at yet.
    pub fn start(self) {
        let Some(asked) = self.wanted.get_untracked() else { return };
        self.is_running.set(true);
        spawn_local(async move {
            let reply = self.engine.ask(Request::Search { query: asked.query.clone() }).await;
            // Another search has taken its place.
            if self.wanted.get_untracked().as_ref() != Some(&asked) {
                return;
            }
            self.is_running.set(false);
            if let Ok(Reply::Searched(searched)) = reply {
                self.searched.set(searched);
            }
        });
    }

    /// Stops; what was found stays.
    pub fn stop(self) {
        spawn_local(async move {
            // The search's own answer says what it came to.
            let _ = self.engine.ask(Request::StopSearch).await;
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
