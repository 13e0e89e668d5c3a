//! The view as a link: what the address says is shown, and what is shown is written there.

use leptos::ev::popstate;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::beside::Beside;
use super::columns::ColumnLayout;
use super::log::Log;
use super::place::{Place, Places};
use super::question::Question;
use super::selection::Selection;
use super::settings::{SettingsStore, SettingsStoreFields as _};
use super::signal::{RwSignal, Signal, effect};
use crate::browser::address;
use crate::dossier::Tab;
use crate::query::Order;
use crate::query::address::{Address, LIVE, TABS};
use crate::table::Column;

/// What a person would go back to: a change of the place, the filter, the order, the groups, whether details are open, and
/// what stands in place of their tabs. To walk from event to event is no step.
type Step = (Place, u32, Order, Option<Column>, bool, String);

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
    beside: Beside,
    settings: SettingsStore,
    places: Places,
}

impl Link {
    pub(super) fn new(
        log: Log,
        question: Question,
        selection: &Selection,
        beside: Beside,
        settings: SettingsStore,
        places: Places,
    ) -> Self {
        let link = Self {
            waiting: RwSignal::new(None),
            notes: RwSignal::new(Vec::new()),
            others: StoredValue::new(Vec::new()),
            log,
            question,
            selection: *selection,
            beside,
            settings,
            places,
        };
        link.read();
        // Back, forward, and an address that is edited by hand.
        let listener = window_event_listener(popstate, move |_| link.read());
        on_cleanup(move || listener.remove());
        effect(move || link.show());
        effect(move || {
            // What was said of another log is nothing of this one.
            log.epoch().track();
            if link.waiting.with_untracked(Option::is_none) {
                link.dismiss();
            }
        });
        let mut written = None;
        effect(move || written = link.write(written.take()));
        link
    }

    /// Whether the address tells of a view, which waits for its log.
    #[must_use]
    pub fn is_waiting(self) -> Signal<bool> {
        Signal::derive(move || self.waiting.with(Option::is_some))
    }

    /// Whether that log is one of an API.
    #[must_use]
    pub fn waits_for_api(self) -> Signal<bool> {
        Signal::derive(move || self.waiting.with(|address| address.as_ref().is_some_and(|address| address.log == LIVE)))
    }

    /// A mark of the log; `None` until all is read.
    fn mark(self) -> Option<String> {
        let mark = self.log.mark().get()?;
        Some(if self.log.host().with(Option::is_some) { LIVE.to_owned() } else { mark })
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
        let Some(mark) = self.mark() else { return };
        let Some(address) = self.waiting.get() else { return };
        let is_bare = address == Address::default();
        if !address.log.is_empty() && address.log != mark {
            self.notes.update(|notes| {
                notes.push("this link was made for another log, and may show something else here".to_owned());
            });
        }
        match Place::from_key(&address.view) {
            Some(place) => self.places.go(place),
            None => {
                self.notes.update(|notes| notes.push(format!("there is no place “{}” in this page", address.view)));
            }
        }
        self.question.ask_text(address.query.clone());
        self.settings.sort().set(address.sort.unwrap_or_default());
        self.question.group_by(address.group);
        // What a link does not tell is as on a fresh page, so that it shows everybody the same. An address without a view
        // leaves a person's own columns alone.
        if !is_bare {
            self.settings.columns().update(|columns| {
                if address.columns.is_empty() {
                    columns.show_default();
                } else {
                    columns.show_only(&address.columns);
                }
                columns.pin_first(address.pinned);
            });
        }
        let (event, beside) = (address.event, address.beside);
        if event.is_empty() {
            self.selection.close();
            self.waiting.set(None);
            return;
        }
        spawn_local(async move {
            let tab = TABS.iter().position(|key| *key == address.tab);
            self.selection.tab().set(tab.and_then(|tab| Tab::ALL.get(tab).copied()));
            if !self.selection.show(&event).await {
                self.notes.update(|notes| notes.push(format!("this log has no event {event}")));
            }
            if !self.beside.open_key(&beside).await {
                self.notes.update(|notes| notes.push(format!("there is nothing to compare with: {beside}")));
            }
            self.waiting.set(None);
        });
    }

    /// Shows the view that an address tells of.
    pub fn follow(self, address: Address) {
        self.waiting.set(Some(address));
    }

    /// What is shown, as an address.
    #[must_use]
    pub fn address(self) -> Address {
        let columns = self.settings.columns();
        let event = self.selection.shown_id().get().unwrap_or_default();
        let beside = self.beside.key().get();
        let tab = self.selection.tab().get().filter(|_| !event.is_empty());
        Address {
            view: self.places.shown().get().key().to_owned(),
            query: self.question.text().get(),
            sort: Some(self.question.sort().get()),
            tab: tab.map(|tab| TABS[tab as usize].to_owned()).unwrap_or_default(),
            beside: if event.is_empty() { String::new() } else { beside },
            event,
            columns: columns.with(|columns| columns.shown().map(|setting| setting.column).collect()),
            pinned: columns.with(ColumnLayout::pinned),
            group: self.question.grouping().get(),
            log: self.mark().unwrap_or_default(),
            others: self.others.get_value(),
        }
    }

    /// Writes what is shown, as a step of the browser's history where it is one.
    fn write(self, before: Option<Step>) -> Option<Step> {
        let is_settled = self.mark().is_some() && self.selection.shown_id().get().is_some();
        if !is_settled || self.waiting.with(Option::is_some) {
            return before;
        }
        let address = self.address();
        let place = self.places.shown().get();
        let (steps, sort) = (self.question.steps().get(), self.question.sort().get());
        let step = (place, steps, sort, address.group, !address.event.is_empty(), address.beside.clone());
        let fragment = address.write();
        if address::fragment().trim_start_matches('#') != fragment {
            address::write(&fragment, before.as_ref().is_some_and(|before| *before != step));
        }
        Some(step)
    }
}
