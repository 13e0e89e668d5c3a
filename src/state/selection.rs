//! The event that a person is at, and whether its details are open.
//!
//! The event is known by its row, which stays the same whatever the view; its position in the view is asked for again
//! when the view changes.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::engine::Engine;
use super::log::Log;
use super::question::Question;
use super::signal::{RwSignal, Signal, effect};
use super::window::Window;
use crate::dossier::{Dossier, Tab};
use crate::event::Status;
use crate::protocol::{Reply, Request, RowsRequest};
use crate::query::{Field, Order, Query, Term};
use crate::table::{Column, RowId};

/// A handle to the selection; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Selection {
    engine: Engine,
    question: Question,
    window: Window,
    epoch: Signal<u32>,
    chosen: RwSignal<Chosen>,
    event: RwSignal<Option<Arc<Dossier>>>,
    /// The row of `event`, and the event's own id.
    known_as: RwSignal<Option<(RowId, String)>>,
    /// Why the event cannot be shown.
    failure: RwSignal<Option<String>>,
    /// The tab that a person has chosen.
    tab: RwSignal<Option<Tab>>,
    /// What a search for a failure came to, where it did not just go on to the next.
    said: RwSignal<String>,
}

/// What is selected; of another log than the open one, it is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Chosen {
    epoch: u32,
    /// Where the person is, or is going.
    position: Option<u32>,
    /// The row at that position; the one before it while `is_going`.
    row: Option<RowId>,
    /// Nobody knows yet which row stands at the position: until then the row before must not call the person back.
    is_going: bool,
    open: bool,
}

impl Chosen {
    /// The row selected, unless another one is on its way.
    fn arrived(self) -> Option<RowId> {
        self.row.filter(|_| !self.is_going)
    }

    fn arrive(&mut self, row: Option<RowId>) {
        (self.row, self.is_going) = (row, false);
    }
}

impl Selection {
    pub(super) fn new(engine: Engine, log: Log, question: Question, window: Window) -> Self {
        let selection = Self {
            engine,
            question,
            window,
            epoch: log.epoch(),
            chosen: RwSignal::new(Chosen::default()),
            event: RwSignal::new(None),
            known_as: RwSignal::new(None),
            failure: RwSignal::new(None),
            tab: RwSignal::new(None),
            said: RwSignal::new(String::new()),
        };
        selection.follow_the_view(log);
        selection.read_the_event();
        selection
    }

    fn chosen(self) -> Chosen {
        let chosen = self.chosen.get();
        if chosen.epoch == self.epoch.get() { chosen } else { Chosen::default() }
    }

    fn change(self, change: impl FnOnce(&mut Chosen)) {
        let mut chosen = untrack(|| self.chosen());
        chosen.epoch = self.epoch.get_untracked();
        change(&mut chosen);
        self.chosen.set(chosen);
    }

    /// The row selected.
    #[must_use]
    pub fn row(self) -> Signal<Option<RowId>> {
        Signal::memo(move || self.chosen().row)
    }

    /// The position in the view that a person is at or on the way to.
    #[must_use]
    pub fn position(self) -> Signal<Option<u32>> {
        Signal::derive(move || self.chosen().position)
    }

    /// Whether the details are open.
    #[must_use]
    pub fn is_open(self) -> Signal<bool> {
        Signal::memo(move || self.chosen().open)
    }

    /// The event whose details are open; the one before it until its own are there.
    #[must_use]
    pub fn event(self) -> Signal<Option<Arc<Dossier>>> {
        self.event.into()
    }

    /// The row that [`event`](Self::event) tells of.
    #[must_use]
    pub fn told(self) -> Signal<Option<RowId>> {
        Signal::derive(move || self.known_as.with(|known| known.as_ref().map(|(row, _)| *row)))
    }

    /// The same, and the event's own id.
    #[must_use]
    pub fn told_as(self) -> Signal<Option<(RowId, String)>> {
        self.known_as.into()
    }

    /// The tab of the details that a person has chosen, which stays from event to event.
    #[must_use]
    pub fn tab(self) -> RwSignal<Option<Tab>> {
        self.tab
    }

    /// Whether nothing can be said of the open event yet, nor of one before it.
    #[must_use]
    pub fn is_awaited(self) -> bool {
        self.event.with(Option::is_none) && self.failure.with(Option::is_none)
    }

    /// Why the event cannot be shown.
    #[must_use]
    pub fn failure(self) -> Signal<Option<String>> {
        self.failure.into()
    }

    /// Goes to a position of the view and brings it into sight; where there is none, stays.
    pub fn go_to(self, position: u32) {
        if position >= self.window.counts().get_untracked().0 {
            return;
        }
        self.said.set(String::new());
        let known = self.window.shown().with_untracked(|shown| shown.row(position).map(|row| row.row));
        self.change(|chosen| {
            chosen.position = Some(position);
            chosen.row = known.or(chosen.row);
            chosen.is_going = known.is_none();
        });
        self.window.reveal(position);
        if known.is_none() {
            self.look_up(position);
        }
    }

    /// Goes on by so many events, no further than the ends; from nowhere to the first.
    pub fn go_by(self, events: i64) {
        let (matching, _) = self.window.counts().get_untracked();
        let Some(last) = matching.checked_sub(1) else { return };
        let now = self.position().get_untracked();
        let target = now.map_or(0, |now| (i64::from(now) + events).clamp(0, i64::from(last)));
        // Clamped to a u32 above.
        self.go_to(u32::try_from(target).unwrap_or(last));
    }

    /// Goes to the last event.
    pub fn go_to_end(self) {
        if let Some(last) = self.window.counts().get_untracked().0.checked_sub(1) {
            self.go_to(last);
        }
    }

    /// What there is to say of the last search for a failure; nothing where it just went on to the next.
    #[must_use]
    pub fn said(self) -> Signal<String> {
        self.said.into()
    }

    /// Goes on to the next event that failed, or back to the one before, around the ends. Where the log is grouped, its
    /// events are shown again.
    pub fn seek_failure(self, back: bool) {
        if self.question.grouping().get_untracked().is_some() {
            self.question.group_by(None);
        }
        // Said again, it is to be heard again.
        self.said.set(String::new());
        spawn_local(async move {
            let from = untrack(|| self.chosen().position);
            let field = Field::Column(Column::Status);
            let words = vec![Status::Failure.as_str().to_owned()];
            let request = Request::Seek {
                query: self.question.in_sight().get_untracked(),
                sort: self.question.sort().get_untracked(),
                term: Term::Words { field, words, negated: false },
                from,
                back,
            };
            let Ok(Reply::Position(found)) = self.engine.ask(request).await else { return };
            if let Some(position) = found {
                self.go_to(position);
            }
            self.said.set(
                match (found, from) {
                    (None, _) => "No event of this view has failed.",
                    (Some(found), Some(from)) if found == from => "No other event of this view has failed.",
                    (Some(found), Some(from)) if found < from && !back => "Went round the end to the first failure.",
                    (Some(found), Some(from)) if found > from && back => {
                        "Went round the beginning to the last failure."
                    }
                    _ => "",
                }
                .to_owned(),
            );
        });
    }

    /// Opens the details.
    pub fn open(self) {
        self.change(|chosen| chosen.open = chosen.position.is_some());
    }

    /// The row of the event of that id, wherever it is.
    pub async fn find(self, id: &str) -> Option<RowId> {
        let field = Field::Column(Column::Id);
        let query = Query::default().with_word(field, &field.word_for(id), Some(false));
        let request = RowsRequest { query, sort: Order::default(), columns: Vec::new(), first: 0, count: 1 };
        let Ok(Reply::Rows(rows)) = self.engine.ask(Request::Rows(request)).await else { return None };
        rows.rows.first().map(|row| row.row)
    }

    /// Opens the details of the event of that id; whether there is one.
    pub async fn show(self, id: &str) -> bool {
        let Some(row) = self.find(id).await else { return false };
        self.change(|chosen| {
            chosen.arrive(Some(row));
            (chosen.position, chosen.open) = (None, true);
        });
        self.find_place(row, true).await;
        true
    }

    /// The id of the event whose details are open, empty where they are closed; `None` while they are on the way.
    #[must_use]
    pub fn shown_id(self) -> Signal<Option<String>> {
        Signal::memo(move || {
            let chosen = self.chosen();
            if !chosen.open {
                return Some(String::new());
            }
            self.known_as.get().filter(|(row, _)| chosen.arrived() == Some(*row)).map(|(_, id)| id)
        })
    }

    /// Asks where a row stands in the view, and goes there if the row is still selected by then.
    async fn find_place(self, row: RowId, reveal: bool) {
        let (query, sort) = (self.question.in_sight().get_untracked(), self.question.sort().get_untracked());
        let view = (query.clone(), sort.clone());
        let reply = self.engine.ask(Request::Position { query, sort, row }).await;
        let Ok(Reply::Position(position)) = reply else { return };
        let now = (self.question.in_sight().get_untracked(), self.question.sort().get_untracked());
        if untrack(|| self.chosen().arrived()) != Some(row) || now != view {
            return;
        }
        self.change(|chosen| chosen.position = position);
        if reveal {
            self.window.reveal(position.unwrap_or(0));
        }
    }

    /// Closes the details; the selection stays.
    pub fn close(self) {
        self.change(|chosen| chosen.open = false);
    }

    /// Learns which row stands at a position that is out of sight.
    fn look_up(self, position: u32) {
        spawn_local(async move {
            let (query, sort) = (self.question.in_sight().get_untracked(), self.question.sort().get_untracked());
            let request = RowsRequest { query, sort, columns: Vec::new(), first: position, count: 1 };
            let reply = self.engine.ask(Request::Rows(request)).await;
            let now = untrack(|| self.chosen());
            if !now.is_going || now.position != Some(position) {
                return;
            }
            let found = match reply {
                Ok(Reply::Rows(rows)) => rows.rows.first().map(|row| row.row),
                _ => None,
            };
            self.change(|chosen| chosen.arrive(found.or(chosen.row)));
            // The log may have grown meanwhile, which nobody has looked at.
            if let Some(row) = untrack(|| self.chosen().row) {
                self.find_place(row, false).await;
            }
        });
    }

    /// Asks where the selected row stands whenever the view changes. One that the query does not let through has no
    /// position, and stays open. Another question is read from its beginning, unless the row is in its answer.
    fn follow_the_view(self, log: Log) {
        let mut before = None;
        effect(move || {
            let view = (self.question.in_sight().get(), self.question.sort().get());
            log.events().track();
            let asked_anew = before.replace(view.clone()).is_some_and(|before| before != view);
            let followed = untrack(|| self.chosen());
            if !asked_anew {
                if let Some(row) = followed.arrived() {
                    spawn_local(self.find_place(row, false));
                }
                return;
            }
            self.said.set(String::new());
            // Only an event that is being read is followed; a person who sorts a list wants its beginning.
            let row = followed.row.filter(|_| followed.open);
            self.change(|chosen| {
                chosen.arrive(row);
                chosen.position = chosen.position.filter(|_| row.is_some());
            });
            match row {
                Some(row) => spawn_local(self.find_place(row, true)),
                None => self.window.reveal(0),
            }
        });
    }

    /// Asks for the event whenever another one is to be shown.
    fn read_the_event(self) {
        let wanted = Signal::memo(move || {
            let chosen = self.chosen();
            chosen.arrived().filter(|_| chosen.open).map(|row| (chosen.epoch, row))
        });
        effect(move || {
            let Some((epoch, row)) = wanted.get() else { return };
            spawn_local(async move {
                let reply = self.engine.ask(Request::Event { row }).await;
                if wanted.get_untracked() != Some((epoch, row)) {
                    return;
                }
                let (id, dossier) = match reply {
                    Ok(Reply::Event { id, explained }) => (id, explained.read().map_err(|error| error.to_string())),
                    Ok(Reply::Unexplained { id, why, raw }) => (id, Ok(Dossier::unexplained(&raw, &why))),
                    Ok(_) => return,
                    Err(error) => (String::new(), Err(error.to_string())),
                };
                self.known_as.set(Some((row, id)));
                match dossier {
                    Ok(dossier) => {
                        self.failure.set(None);
                        self.event.set(Some(Arc::new(dossier)));
                    }
                    Err(why) => self.failure.set(Some(why)),
                }
            });
        });
    }
}
