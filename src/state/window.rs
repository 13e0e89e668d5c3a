//! The rows in sight: which are wanted, which are there. Until the answer is there the rows before stay, so that
//! nothing flickers.

use std::sync::Arc;

use leptos::prelude::*;

use super::engine::Engine;
use super::latest::{Wanted, follow};
use super::log::Log;
use super::question::Question;
use super::search::Search;
use super::settings::{SettingsStore, SettingsStoreFields as _};
use super::signal::{RwSignal, Signal};
use crate::protocol::{Cell, Reply, Request, Row, Rows, RowsRequest};
use crate::query::Query;
use crate::table::Column;

/// A stretch of positions in the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WindowRange {
    pub first: u32,
    pub count: u32,
}

/// An answer, with the columns that it was asked for.
#[derive(Debug, Default)]
pub struct Shown {
    pub columns: Vec<Column>,
    pub rows: Rows,
    /// What was asked for but for the time, to be marked in the cells: read from here, since every signal that hundreds of
    /// cells read is left and joined again by each of them, one after the other.
    pub sought: Query,
    /// The log that the rows are of.
    epoch: u32,
}

impl Shown {
    /// The row at a position of the view, if it is in the window.
    #[must_use]
    pub fn row(&self, position: u32) -> Option<&Row> {
        let index = position.checked_sub(self.rows.first)?;
        self.rows.rows.get(index as usize)
    }

    /// A row's value in a column; `None` where the column was not asked for.
    #[must_use]
    pub fn cell<'row>(&self, row: &'row Row, column: Column) -> Option<&'row Cell> {
        let index = self.columns.iter().position(|other| *other == column)?;
        row.cells.get(index)
    }
}

/// A wish to have a position brought into sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reveal {
    pub position: u32,
    /// Counts the wishes, from 1.
    pub number: u32,
}

/// A handle to the rows in sight; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Window {
    /// Where the grid looks, while there is one.
    in_sight: RwSignal<Option<Signal<WindowRange>>>,
    shown: RwSignal<Arc<Shown>>,
    reveal: RwSignal<Option<Reveal>>,
    epoch: Signal<u32>,
}

impl Window {
    pub(super) fn new(engine: Engine, log: Log, question: Question, search: Search, settings: SettingsStore) -> Self {
        let window = Self {
            in_sight: RwSignal::new(None),
            shown: RwSignal::new(Arc::new(Shown::default())),
            reveal: RwSignal::new(None),
            epoch: log.epoch(),
        };
        let columns = Signal::memo(move || {
            settings.columns().with(|columns| columns.shown().map(|setting| setting.column).collect::<Vec<_>>())
        });
        let wanted = Signal::memo(move || {
            let range = window.in_sight.get()?.get();
            log.is_open().get().then(|| Wanted {
                request: Request::Rows(RowsRequest {
                    query: question.in_sight().get(),
                    sort: question.sort().get(),
                    columns: columns.get(),
                    first: range.first,
                    count: range.count,
                }),
                epoch: log.epoch().get(),
                size: (log.rows().get(), search.found().0),
                is_growing: log.is_reading().get() || search.is_running().get(),
            })
        });
        follow(engine, wanted, move |asked, reply| {
            if let (Request::Rows(request), Reply::Rows(rows)) = (&asked.request, reply)
                && log.epoch().get_untracked() == asked.epoch
            {
                let columns = request.columns.clone();
                let sought = request.query.with_times(&[]);
                window.shown.set(Arc::new(Shown { columns, rows, sought, epoch: asked.epoch }));
            }
        });
        window
    }

    /// Takes note of where the grid looks, from now on.
    pub fn look_at(self, in_sight: Signal<WindowRange>) {
        self.in_sight.set(Some(in_sight));
    }

    /// The grid is going away.
    pub fn look_away(self) {
        self.in_sight.set(None);
    }

    /// The rows that are there.
    #[must_use]
    pub fn shown(self) -> Signal<Arc<Shown>> {
        self.shown.into()
    }

    /// Events that the query lets through, and all events, as of the rows that are there.
    #[must_use]
    pub fn counts(self) -> Signal<(u32, u32)> {
        Signal::derive(move || {
            let epoch = self.epoch.get();
            self.shown.with(|shown| if shown.epoch == epoch { (shown.rows.matching, shown.rows.total) } else { (0, 0) })
        })
    }

    /// Whether the rows that are there are of the log that is open.
    #[must_use]
    pub fn is_current(self) -> Signal<bool> {
        Signal::derive(move || self.shown.with(|shown| shown.epoch) == self.epoch.get())
    }

    /// Wishes a position brought into sight.
    pub fn reveal(self, position: u32) {
        self.reveal.update(|reveal| {
            let number = reveal.map_or(0, |reveal| reveal.number) + 1;
            *reveal = Some(Reveal { position, number });
        });
    }

    /// The last such wish.
    #[must_use]
    pub fn revealed(self) -> Signal<Option<Reveal>> {
        self.reveal.into()
    }
}
