//! What is asked of the log: the filter's text, and the order of rows.
//!
//! The text is what there is; the query is what it says. Pills, facets and the brush write their change into the text,
//! so that all of them edit one thing, and so that a step back is a text before.

use std::time::Duration;

use leptos::prelude::*;
use reactive_stores::Store;

use super::settings::{Settings, SettingsStoreFields as _};
use super::signal::{RwSignal, Signal};
use crate::query::text::{self, Flaw, Parsed};
use crate::query::{Order, Query, Sort, TimeRange};
use crate::table::Column;

/// How long typing must rest until what cannot be answered at once is asked for, and what cannot be read is told.
const PAUSE: Duration = Duration::from_millis(150);
/// Steps back that are kept.
const MAX_STEPS: usize = 100;

/// The one query that every form of filter edits, and the order of rows.
#[derive(Clone, Copy)]
pub struct Question {
    /// What stands in the box; ahead of what is asked while a person types.
    draft: RwSignal<String>,
    text: RwSignal<String>,
    /// What of the text cannot be read, and what can; that of the draft where no further records must be read for it.
    read: RwSignal<Parsed>,
    query: Signal<Query>,
    /// The time that a brush is being drawn over.
    brushed: RwSignal<Option<TimeRange>>,
    grouping: RwSignal<Option<Column>>,
    past: RwSignal<Past>,
    settings: Store<Settings>,
}

/// The texts before and after.
#[derive(Clone, Debug, Default)]
struct Past {
    undo: Vec<String>,
    redo: Vec<String>,
    /// Whether the last change may still be changed without a step of its own.
    is_revising: bool,
    /// How many steps there have been.
    steps: u32,
}

impl Question {
    pub(super) fn new(settings: Store<Settings>) -> Self {
        let read = RwSignal::new(Parsed::default());
        Self {
            draft: RwSignal::new(String::new()),
            text: RwSignal::new(String::new()),
            read,
            query: Signal::memo(move || read.with(|read| read.query.clone())),
            brushed: RwSignal::new(None),
            grouping: RwSignal::new(None),
            past: RwSignal::new(Past::default()),
            settings,
        }
    }

    #[must_use]
    pub fn query(self) -> Signal<Query> {
        self.query
    }

    /// The query of the rows in sight: narrowed while a brush is being drawn.
    #[must_use]
    pub fn in_sight(self) -> Signal<Query> {
        Signal::derive(move || {
            let query = self.query.get();
            let brushed = self.brushed.get();
            if brushed.is_some() { query.with_times(brushed.as_slice()) } else { query }
        })
    }

    /// Whether a brush is being drawn.
    #[must_use]
    pub fn is_brushing(self) -> Signal<bool> {
        Signal::derive(move || self.brushed.get().is_some())
    }

    /// Narrows what is in sight to a time, or no more, without asking for it.
    pub fn brush(self, range: Option<TimeRange>) {
        if self.brushed.get_untracked() != range {
            self.brushed.set(range);
        }
    }

    /// The column by which the log is grouped, if it is.
    #[must_use]
    pub fn grouping(self) -> Signal<Option<Column>> {
        self.grouping.into()
    }

    /// Groups the log by a column, or shows its events.
    pub fn group_by(self, column: Option<Column>) {
        self.grouping.set(column);
    }

    /// The text that is asked.
    #[must_use]
    pub fn text(self) -> Signal<String> {
        self.text.into()
    }

    /// The text as it stands in the box.
    #[must_use]
    pub fn draft(self) -> Signal<String> {
        self.draft.into()
    }

    /// What of the text cannot be read, with its positions there.
    #[must_use]
    pub fn flaws(self) -> Signal<Vec<Flaw>> {
        Signal::derive(move || self.read.with(|read| read.flaws.clone()))
    }

    /// Whether something is typed that is not asked yet.
    #[must_use]
    pub fn is_typing(self) -> Signal<bool> {
        Signal::derive(move || self.draft.with(|draft| self.text.with(|text| draft != text)))
    }

    /// Asks something else.
    pub fn ask(self, query: Query) {
        self.take_draft();
        if self.query.with_untracked(|now| *now != query) {
            self.write(self.written(&query), false);
        }
    }

    /// Asks something else in the middle of a change, such as a word that is being typed: all of it is one step.
    pub fn revise(self, query: Query) {
        self.take_draft();
        if self.query.with_untracked(|now| *now != query) {
            self.write(self.written(&query), true);
        }
    }

    /// The text of another query; what of the present text cannot be read is not lost.
    fn written(self, query: &Query) -> String {
        self.text.with_untracked(|text| self.read.with_untracked(|read| text::write_over(text, &read.flaws, query)))
    }

    /// Takes what a person is typing, and asks it: at once where columns can answer, when they pause where records must
    /// be read. What cannot be read is told when they pause: half a word will be read when it is whole.
    pub fn type_in(self, draft: String) {
        let parsed = text::parse(&draft);
        if !self.query.with_untracked(|now| parsed.query.looks_further_than(now)) {
            if parsed.flaws.is_empty() {
                return self.write(draft, true);
            }
            self.read.update(|read| read.query = parsed.query);
        }
        self.draft.set(draft.clone());
        set_timeout(
            move || {
                if self.draft.with_untracked(|now| *now == draft) {
                    self.write(draft, true);
                }
            },
            PAUSE,
        );
    }

    /// Asks what is typed at once, and ends the step: what is typed from now on is another.
    pub fn enter(self) {
        self.take_draft();
        self.past.update(|past| past.is_revising = false);
    }

    /// Asks a text.
    pub fn ask_text(self, text: String) {
        self.write(text, false);
    }

    /// Asks for every event.
    pub fn clear(self) {
        self.write(String::new(), false);
    }

    /// Asks for every event of another log, which has no past.
    pub(super) fn forget(self) {
        self.past.set(Past::default());
        self.grouping.set(None);
        self.show(String::new());
    }

    /// Asks what was asked before the last change; whether there was anything.
    pub fn undo(self) -> bool {
        self.step(|past| (&mut past.undo, &mut past.redo))
    }

    /// Makes the change again that was undone last.
    pub fn redo(self) -> bool {
        self.step(|past| (&mut past.redo, &mut past.undo))
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn has_undo(self) -> Signal<bool> {
        Signal::derive(move || self.past.with(|past| !past.undo.is_empty()))
    }

    /// Whether there is something to redo.
    #[must_use]
    pub fn has_redo(self) -> Signal<bool> {
        Signal::derive(move || self.past.with(|past| !past.redo.is_empty()))
    }

    fn step(self, sides: impl FnOnce(&mut Past) -> (&mut Vec<String>, &mut Vec<String>)) -> bool {
        // What is typed and not asked yet is a step, too.
        self.take_draft();
        let now = self.text.get_untracked();
        let target = self.past.try_update(|past| {
            past.is_revising = false;
            past.steps += 1;
            let (from, to) = sides(past);
            let target = from.pop()?;
            to.push(now);
            Some(target)
        });
        let Some(target) = target.flatten() else { return false };
        self.show(target);
        true
    }

    /// How many steps there have been, by which links know a step from its middle.
    #[must_use]
    pub fn steps(self) -> Signal<u32> {
        Signal::derive(move || self.past.with(|past| past.steps))
    }

    /// The texts asked before, the latest first, each once.
    #[must_use]
    pub fn asked_before(self) -> Vec<String> {
        let mut texts = Vec::new();
        self.past.with_untracked(|past| {
            for text in past.undo.iter().rev().chain(&past.redo) {
                if !text.is_empty() && !texts.contains(text) {
                    texts.push(text.clone());
                }
            }
        });
        texts
    }

    /// Asks what is typed, as a change of the step that typing is.
    fn take_draft(self) {
        self.write(self.draft.get_untracked(), true);
    }

    fn write(self, text: String, is_revision: bool) {
        let before = self.text.get_untracked();
        if before != text {
            self.past.update(|past| {
                if !(is_revision && past.is_revising) {
                    past.undo.push(before);
                    if past.undo.len() > MAX_STEPS {
                        past.undo.remove(0);
                    }
                    past.steps += 1;
                }
                past.redo.clear();
                past.is_revising = is_revision;
            });
        }
        self.show(text);
    }

    fn show(self, text: String) {
        self.read.set(text::parse(&text));
        self.draft.set(text.clone());
        if self.text.with_untracked(|now| *now != text) {
            self.text.set(text);
        }
    }

    #[must_use]
    pub fn sort(self) -> Signal<Order> {
        Signal::derive(move || self.settings.sort().get())
    }

    /// Sorts by one column alone.
    pub fn order_by(self, sort: Sort) {
        self.settings.sort().set(sort.into());
    }

    /// Sorts by a column; by the one that is sorted by, the other way round. Dates and durations begin with the
    /// newest and the longest, which is what is looked for. With `among` the other columns stay: the column comes behind
    /// them, then runs the other way round, then goes.
    pub fn sort_by(self, column: Column, among: bool) {
        let Order(mut order) = self.settings.sort().get_untracked();
        let first = Sort { column, descending: matches!(column, Column::Date | Column::Duration) };
        let place = order.iter().position(|sort| sort.column == column);
        match place.and_then(|place| Some((place, order.get(place).copied()?))) {
            Some((place, now)) if among && now != first && order.len() > 1 => drop(order.remove(place)),
            Some((place, now)) if among || order.len() == 1 => {
                order[place].descending = !now.descending;
            }
            _ if among => order.push(first),
            _ => order = vec![first],
        }
        self.settings.sort().set(Order(order));
    }
}
