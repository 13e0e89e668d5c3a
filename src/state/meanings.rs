//! What the columns of a table mean, while a person says it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::engine::Engine;
use super::signal::{RwSignal, Signal};
use crate::protocol::{CsvColumns, Reply, Request, from_bytes};
use crate::table::SourceId;

/// One table at a time; copies are handles to the same one.
#[derive(Clone, Copy)]
pub struct Meanings {
    engine: Engine,
    table: RwSignal<CsvColumns>,
    /// What was said so far, apart from the table, so that a choice does not draw it anew under the hand.
    said: StoredValue<Vec<String>>,
}

impl Meanings {
    /// Nothing is asked about yet.
    #[must_use]
    pub fn new(engine: Engine) -> Self {
        let table = RwSignal::new(CsvColumns::default());
        Self { engine, table, said: StoredValue::default() }
    }

    /// Asks what the columns of a file mean.
    pub fn ask(self, source: SourceId) {
        spawn_local(async move {
            let reply = self.engine.ask(Request::Columns { source }).await;
            if let Ok(Reply::Aside(bytes)) = reply
                && let Ok(Some(columns)) = from_bytes::<Option<CsvColumns>>(&bytes)
            {
                self.said.set_value(columns.columns.iter().map(|column| column.meaning.clone()).collect());
                self.table.set(columns);
            }
        });
    }

    /// The columns that are asked about; none while nothing is.
    #[must_use]
    pub fn table(self) -> Signal<CsvColumns> {
        self.table.into()
    }

    /// Says what a column means.
    pub fn choose(self, position: usize, meaning: String) {
        self.said.update_value(|said| {
            if let Some(said) = said.get_mut(position) {
                *said = meaning;
            }
        });
    }

    /// Ends the asking with what was said: heading and meaning in turns.
    #[must_use]
    pub fn end(self) -> Vec<String> {
        let columns = self.table.get_untracked().columns;
        self.table.set(CsvColumns::default());
        let meanings = self.said.try_update_value(std::mem::take).unwrap_or_default();
        columns.into_iter().zip(meanings).flat_map(|(column, meaning)| [column.heading, meaning]).collect()
    }
}
