//! The view as a link: what the address says is shown, and what is shown is written there.

use leptos::ev::popstate;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::log::Log;
use super::question::Question;
use super::selection::Selection;
use super::settings::{SettingsStore, SettingsStoreFields as _};
use super::signal::{RwSignal, Signal, effect};
use crate::browser::address;
use crate::query::Sort;
use crate::query::address::Address;

/// The only place in the app so far.
const EVENTS: &str = "events";

/// What a person would go back to: a change of the filter, the order, whether details are open. To walk from event to
/// event is no step.
type Step = (u32, Sort, bool);

/// A handle to the link; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Link {
    /// What the address says and is not shown yet.
    waiting: RwSignal<Option<Address>>,
    /// What of it cannot be shown as it was meant, in sentences.
    notes: RwSignal<Vec<String>>,
    /// What the address said that nobody here knows.
    others: StoredValue<Vec<(String, String)>>,
    log: Log,
    question: Question,
    selection: Selection,
    settings: SettingsStore,
}

impl Link {
    pub(super) fn new(log: Log, question: Question, selection: &Selection, settings: SettingsStore) -> Self {
        let link = Self {
            waiting: RwSignal::new(None),
            notes: RwSignal::new(Vec::new()),
            others: StoredValue::new(Vec::new()),
            log,
            question,
            selection: *selection,
            settings,
        };
        link.read();
        // Back, forward, and an address that is edited by hand.
        let listener = window_event_listener(popstate, move |_| link.read());
        on_cleanup(move || listener.remove());
        effect(move || link.show());
        let mut written = None;
        effect(move || written = link.write(written));
        link
    }

    /// Whether the address tells of a view, which waits for its log.
    #[must_use]
    pub fn is_waiting(self) -> Signal<bool> {
        Signal::derive(move || self.waiting.with(Option::is_some))
    }

    /// What could not be shown as it was meant.
    #[must_use]
    pub fn notes(self) -> Signal<Vec<String>> {
        self.notes.into()
    }

    /// Forgets the notes.
    pub fn dismiss(self) {
        self.notes.set(Vec::new());
    }

    fn read(self) {
        let fragment = address::fragment();
        if fragment.len() > 1 || self.log.is_open().get_untracked() {
            let (address, notes) = Address::parse(&fragment);
            self.others.set_value(address.others.clone());
            self.notes.set(notes.iter().map(ToString::to_string).collect());
            self.waiting.set(Some(address));
        }
    }

    /// Shows what the address says once all of the log is there.
    fn show(self) {
        let Some(mark) = self.log.mark().get() else { return };
        let Some(address) = self.waiting.get() else { return };
        if !address.log.is_empty() && address.log != mark {
            self.notes.update(|notes| {
                notes.push("this link was made for another log, and may show something else here".to_owned());
            });
        }
        if !address.view.is_empty() && address.view != EVENTS {
            self.notes.update(|notes| notes.push(format!("there is no place “{}” in this page", address.view)));
        }
        self.question.ask_text(address.query.clone());
        self.settings.sort().set(address.sort.unwrap_or_default());
        if !address.columns.is_empty() {
            self.settings.columns().update(|columns| columns.show_only(&address.columns));
        }
        let event = address.event;
        if event.is_empty() {
            self.selection.close();
            self.waiting.set(None);
            return;
        }
        spawn_local(async move {
            if !self.selection.show(&event).await {
                self.notes.update(|notes| notes.push(format!("this log has no event {event}")));
            }
            self.waiting.set(None);
        });
    }

    /// Writes what is shown, as a step of the browser's history where it is one.
    fn write(self, before: Option<Step>) -> Option<Step> {
        let (Some(mark), false) = (self.log.mark().get(), self.waiting.with(Option::is_some)) else { return before };
        let Some(event) = self.selection.shown_id().get() else { return before };
        let sort = self.question.sort().get();
        let columns = self.settings.columns();
        let step = (self.question.steps().get(), sort, !event.is_empty());
        let address = Address {
            view: EVENTS.to_owned(),
            query: self.question.text().get(),
            sort: Some(sort),
            event,
            columns: columns.with(|columns| columns.shown().map(|setting| setting.column).collect()),
            log: mark,
            others: self.others.get_value(),
        };
        let fragment = address.write();
        if address::fragment().trim_start_matches('#') != fragment {
            address::write(&fragment, before.as_ref().is_some_and(|before| *before != step));
        }
        Some(step)
    }
}
