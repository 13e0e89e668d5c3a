//! What is said beside an event: the story of its object, another event next to it, a text for support.
//!
//! The story is asked for with every event, because the event itself says what comes of it; the rest when a person asks.

use std::sync::Arc;

use leptos::prelude::{GetValue as _, StoredValue};
use leptos::task::spawn_local;

use super::engine::Engine;
use super::log::Log;
use super::selection::Selection;
use super::signal::{RwSignal, Signal, effect};
use crate::dossier::{Block, Role, Run, Story};
use crate::protocol::{Reply, Request, from_bytes};
use crate::query::address::{STORY, SUPPORT, WITH};
use crate::table::RowId;

/// What can stand in place of the tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    Story,
    Comparison,
    Support,
}

impl Aside {
    /// In the order shown.
    pub const ALL: [Self; 3] = [Self::Story, Self::Comparison, Self::Support];
}

/// What is drawn.
pub type Blocks = Arc<Vec<Block>>;

/// A handle; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Beside(StoredValue<State>);

#[derive(Clone, Copy)]
struct State {
    engine: Engine,
    selection: Selection,
    open: RwSignal<Option<Aside>>,
    /// The event that others are compared with, by its row and its own id.
    first: RwSignal<Option<(RowId, String)>>,
    on_event: RwSignal<Blocks>,
    story: RwSignal<Blocks>,
    answer: RwSignal<Blocks>,
}

impl Beside {
    pub(super) fn new(engine: Engine, log: Log, selection: Selection) -> Self {
        let beside = Self(StoredValue::new(State {
            engine,
            selection,
            open: RwSignal::new(None),
            first: RwSignal::new(None),
            on_event: RwSignal::new(Blocks::default()),
            story: RwSignal::new(Blocks::default()),
            answer: RwSignal::new(Blocks::default()),
        }));
        let state = beside.state();
        effect(move || {
            // Of another log nothing stays.
            log.epoch().track();
            state.open.set(None);
            state.first.set(None);
        });
        effect(move || {
            state.selection.event().track();
            // That of the event before is nothing of this one.
            state.on_event.set(Blocks::default());
            state.story.set(Blocks::default());
            beside.ask(true, |row| Some(Request::Story { row }));
        });
        effect(move || {
            state.selection.event().track();
            let (open, first) = (state.open.get(), state.first.get());
            state.answer.set(Blocks::default());
            beside.ask(false, move |row| match (open, first) {
                (Some(Aside::Support), _) => Some(Request::Support { row }),
                (Some(Aside::Comparison), Some((first, _))) if first != row => {
                    Some(Request::Compare { rows: [first, row] })
                }
                _ => None,
            });
        });
        beside
    }

    fn state(self) -> State {
        self.0.get_value()
    }

    /// What stands in place of the tabs.
    #[must_use]
    pub fn open(self) -> Signal<Option<Aside>> {
        self.state().open.into()
    }

    /// What of the story is to be said on the event.
    #[must_use]
    pub fn on_event(self) -> Signal<Blocks> {
        self.state().on_event.into()
    }

    /// What stands in place of the tabs, as blocks.
    #[must_use]
    pub fn blocks(self) -> Signal<Blocks> {
        let (State { open, story, answer, .. }, is_choosing) = (self.state(), self.is_choosing());
        Signal::derive(move || match open.get() {
            None => Blocks::default(),
            Some(Aside::Story) => story.get(),
            Some(Aside::Comparison) if is_choosing.get() => story.get(),
            Some(_) => answer.get(),
        })
    }

    /// Whether the other event to compare with is still to be chosen.
    #[must_use]
    pub fn is_choosing(self) -> Signal<bool> {
        let State { selection, open, first, .. } = self.state();
        let told = selection.told_as();
        Signal::derive(move || open.get() == Some(Aside::Comparison) && first.get() == told.get())
    }

    /// What stands in place of the tabs, as an address tells it; nothing while the other event is still to be chosen.
    #[must_use]
    pub fn key(self) -> Signal<String> {
        let (State { open, first, .. }, is_choosing) = (self.state(), self.is_choosing());
        Signal::derive(move || match (open.get(), first.get()) {
            _ if is_choosing.get() => String::new(),
            (Some(Aside::Story), _) => STORY.to_owned(),
            (Some(Aside::Support), _) => SUPPORT.to_owned(),
            (Some(Aside::Comparison), Some((_, id))) => format!("{WITH}{id}"),
            _ => String::new(),
        })
    }

    /// Opens what an address tells of, or brings the tabs back; whether the log has it.
    pub async fn open_key(self, key: &str) -> bool {
        let State { selection, open, first, .. } = self.state();
        let mut aside = match key {
            STORY => Some(Aside::Story),
            SUPPORT => Some(Aside::Support),
            _ => None,
        };
        if let Some(id) = key.strip_prefix(WITH)
            && let Some(row) = selection.find(id).await
        {
            first.set(Some((row, id.to_owned())));
            aside = Some(Aside::Comparison);
        }
        open.set(aside);
        key.is_empty() || aside.is_some()
    }

    /// Opens it in place of the tabs, or closes it if it is open.
    pub fn toggle(self, aside: Aside) {
        let State { selection, open, first, .. } = self.state();
        let is_open = open.get_untracked() == Some(aside);
        first.set(if is_open { None } else { selection.told_as().get_untracked() });
        open.set(if is_open { None } else { Some(aside) });
    }

    /// Brings the tabs back; whether something else was there.
    pub fn close(self) -> bool {
        let open = self.state().open;
        let was_open = open.get_untracked().is_some();
        if was_open {
            open.set(None);
        }
        was_open
    }

    /// Opens an event by its id: its tabs, unless it is chosen to be compared with.
    pub fn go_to(self, id: String) {
        if !self.is_choosing().get_untracked() {
            self.close();
        }
        spawn_local(async move {
            self.state().selection.show(&id).await;
        });
    }

    /// Asks about the event whose dossier is there, if there is something to ask.
    fn ask(self, is_story: bool, request: impl FnOnce(RowId) -> Option<Request>) {
        let Some(row) = self.state().selection.told().get_untracked() else { return };
        let Some(request) = request(row) else { return };
        self.ask_for(row, is_story, request);
    }

    fn ask_for(self, row: RowId, is_story: bool, request: Request) {
        let State { engine, selection, on_event: of_event, story: all_of_it, answer, .. } = self.state();
        let dossier = selection.event().get_untracked();
        spawn_local(async move {
            let reply = engine.ask(request).await;
            let now = selection.event().get_untracked();
            let is_same = match (&dossier, &now) {
                (Some(before), Some(now)) => Arc::ptr_eq(before, now),
                _ => false,
            };
            if !is_same || selection.told().get_untracked() != Some(row) {
                return;
            }
            let story = match reply {
                Ok(Reply::Aside(bytes)) if is_story => from_bytes(&bytes).ok(),
                Ok(Reply::Aside(bytes)) => from_bytes(&bytes).ok().map(|whole| Story { on_event: Vec::new(), whole }),
                Ok(_) => None,
                Err(error) => Some(failed(&error.to_string())),
            };
            let Story { on_event, whole } = story.unwrap_or_default();
            if is_story {
                of_event.set(Arc::new(on_event));
                all_of_it.set(Arc::new(whole));
            } else {
                answer.set(Arc::new(whole));
            }
        });
    }
}

fn failed(why: &str) -> Story {
    let words = format!("This could not be told: {why}.");
    Story { on_event: Vec::new(), whole: vec![Block::Line(Role::Note, vec![Run::Words(words)])] }
}
