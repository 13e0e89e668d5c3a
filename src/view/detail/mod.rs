//! The details of one event: a sentence, five tabs, and what can take their place.
//!
//! What they say is a [`Dossier`], made beside the engine; here it is only drawn, one file for each kind of thing that
//! it is made of. Everything that comes from the log becomes a text node and never markup. A tab draws nothing until it
//! is chosen.

mod aside;
mod block;
mod copy_button;
mod long_text;
mod parts;
mod path;
mod record;
mod run;
mod sheet;
mod tab;
mod tab_list;
mod table;
mod tree;
mod variants;

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::Element;

use self::aside::{actions, aside, notes};
use self::block::put_blocks;
use self::copy_button::Announcer;
use self::sheet::Hands;
pub use self::sheet::Sheet;
use self::tab::{panel_id, tab_id};
use self::tab_list::TabList;
pub use self::tree::put_tree;
use crate::browser::document;
use crate::dossier::{Block, Dossier, Tab};
use crate::state::signal::{RwSignal, Signal, effect};
use crate::state::{Beside, Blocks};
use crate::view::dynamic::{If, flag, text};

/// Draws an event; nothing while there is none.
#[component]
pub fn EventTabs(
    /// The event to draw.
    #[prop(into)]
    event: Signal<Option<Arc<Dossier>>>,
    /// The tab that a person has chosen, which stays from event to event.
    chosen: RwSignal<Option<Tab>>,
) -> impl IntoView {
    let tab = Signal::memo(move || {
        let by_event = || event.with(|dossier| dossier.as_ref().map_or(Tab::Steps, |dossier| dossier.first));
        chosen.get().unwrap_or_else(by_event)
    });
    let beside = use_context::<Beside>();
    let hands = Hands { announcer: Announcer::new(), dates: expect_context(), beside, undrawn: expect_context() };
    let panel = move |of: Tab| {
        let panel = NodeRef::<Div>::new();
        let part = move || if tab.get() == of { Part::of(event.get(), Some(of)) } else { None };
        draw_into(panel, Signal::derive(part), hands);
        view! {
            <div
                node_ref=panel
                class="pl-detail__panel"
                role="tabpanel"
                id=panel_id(of)
                aria-labelledby=tab_id(of)
                tabindex="0"
                hidden=flag(move || tab.get() != of)
            ></div>
        }
    };
    let header = move || {
        let header = NodeRef::<Div>::new();
        draw_into(header, Signal::derive(move || Part::of(event.get(), None)), hands);
        view! {
            <header class="pl-detail__header">
                <div node_ref=header></div>
                {beside.map(|beside| notes(beside, hands))}
                {beside.map(actions)}
            </header>
        }
    };
    let is_there = Signal::memo(move || event.with(Option::is_some));
    let has_aside = move || beside.is_some_and(|beside| beside.open().get().is_some());
    view! {
        <If when=is_there>
            <div class="pl-detail" class:pl-detail--aside=flag(has_aside)>
                {header()}
                {beside.map(|beside| aside(beside, hands))}
                <TabList selected=tab on_choose=move |tab| chosen.set(Some(tab)) />
                {Tab::ALL.map(panel).collect_view()}
                <p class="pl-hidden" aria-live="polite">
                    {text(move || hands.announcer.last_words())}
                </p>
            </div>
        </If>
    }
}

/// Draws blocks that belong to no event, and to be read as one text.
pub fn blocks(blocks: Signal<Blocks>) -> AnyView {
    let hands = Hands { announcer: Announcer::new(), dates: expect_context(), beside: None, undrawn: expect_context() };
    let element = NodeRef::<Div>::new();
    draw_into(element, Signal::derive(move || Some(Part::Blocks(blocks.get()))), hands);
    view! {
        <div class="pl-detail__blocks" node_ref=element></div>
        <p class="pl-hidden" aria-live="polite">
            {text(move || hands.announcer.last_words())}
        </p>
    }
    .into_any()
}

/// What is drawn into one element.
#[derive(Clone)]
enum Part {
    /// The header of a dossier, or a tab of it.
    Dossier(Arc<Dossier>, Option<Tab>),
    Blocks(Blocks),
}

impl Part {
    fn of(dossier: Option<Arc<Dossier>>, tab: Option<Tab>) -> Option<Self> {
        dossier.map(|dossier| Self::Dossier(dossier, tab))
    }

    fn blocks(&self) -> &[Block] {
        match self {
            Self::Dossier(dossier, None) => &dossier.header,
            Self::Dossier(dossier, Some(tab)) => dossier.tab(*tab),
            Self::Blocks(blocks) => blocks,
        }
    }
}

/// Keeps an element filled with blocks.
fn draw_into(element: NodeRef<Div>, part: Signal<Option<Part>>, hands: Hands) {
    let last = StoredValue::new_local(None::<Sheet>);
    let end_last = move || {
        if let Some(sheet) = last.try_update_value(Option::take).flatten() {
            sheet.end();
        }
    };
    effect(move || {
        let Some(element) = element.get() else { return };
        let element: &Element = &element;
        document::rescue_focus(element);
        end_last();
        element.set_text_content(None);
        let Some(part) = part.get() else { return };
        let sheet = Sheet::new(hands);
        put_blocks(&sheet, element, part.blocks());
        last.set_value(Some(sheet));
    });
    on_cleanup(end_last);
}
