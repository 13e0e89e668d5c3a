//! Words that some of the records say in a field, for as long as somebody types there.

use leptos::task::spawn_local;

use super::engine::Engine;
use super::log::Log;
use super::signal::{RwSignal, Signal};
use crate::protocol::{Reply, Request, from_bytes};
use crate::query::{Field, Query, text};

/// A handle to the words; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Sampled {
    engine: Engine,
    log: Log,
    /// What was asked for last.
    asked: RwSignal<Option<Asked>>,
    words: RwSignal<Vec<String>>,
}

/// A field, and which events are looked at: those of a log of so many that the rest of the query lets through.
type Asked = (Field, Query, u32);

impl Sampled {
    pub(super) fn new(engine: Engine, log: Log) -> Self {
        Self { engine, log, asked: RwSignal::new(None), words: RwSignal::new(Vec::new()) }
    }

    /// Has the words of a field found, unless they are there, among the events that the rest of a text asks for: what is
    /// asked of the log may be a word that the person has gone on from.
    pub fn look(self, field: Field, text: &str) {
        let query = text::parse(text).query.without(field);
        let asked = Some((field, query.clone(), self.log.events().get_untracked()));
        if self.asked.get_untracked() == asked {
            return;
        }
        self.asked.set(asked.clone());
        self.words.set(Vec::new());
        spawn_local(async move {
            if let Ok(Reply::Aside(bytes)) = self.engine.ask(Request::Sample { field, query }).await
                && self.asked.get_untracked() == asked
            {
                self.words.set(from_bytes(&bytes).unwrap_or_default());
            }
        });
    }

    /// The words that were found last, the most frequent first.
    #[must_use]
    pub fn words(self) -> Signal<Vec<String>> {
        self.words.into()
    }
}
