//! The bytes around a problem, while somebody looks at them.

use leptos::task::spawn_local;

use super::engine::Engine;
use super::signal::RwSignal;
use crate::protocol::{Reply, Request};
use crate::table::SourceId;

/// One place of one file at a time; copies are handles to the same one.
#[derive(Clone, Copy)]
pub struct Peek {
    engine: Engine,
    place: RwSignal<Option<(SourceId, u64)>>,
    words: RwSignal<String>,
}

impl Peek {
    pub(super) fn new(engine: Engine) -> Self {
        Self { engine, place: RwSignal::new(None), words: RwSignal::new(String::new()) }
    }

    /// Shows the bytes around this one, or hides them again.
    pub fn toggle(self, source: SourceId, offset: u64) {
        if self.is_at(source, offset) {
            return self.place.set(None);
        }
        let place = Some((source, offset));
        self.words.set(String::new());
        self.place.set(place);
        spawn_local(async move {
            let words = match self.engine.ask(Request::Excerpt { source, offset }).await {
                Ok(Reply::Excerpt(words)) => words,
                Ok(_) => return,
                Err(error) => error.to_string(),
            };
            if self.place.get_untracked() == place {
                self.words.set(words);
            }
        });
    }

    /// Whether the bytes around this one are shown.
    #[must_use]
    pub fn is_at(self, source: SourceId, offset: u64) -> bool {
        self.place.get() == Some((source, offset))
    }

    /// The bytes, as far as they are there.
    #[must_use]
    pub fn words(self) -> String {
        self.words.get()
    }
}
