//! The details of one event: a sentence and five tabs.
//!
//! What they say is a [`Dossier`], made beside the engine; here it is only drawn, one file for each kind of thing that
//! it is made of. Everything that comes from the log becomes a text node and never markup. A tab draws nothing until it
//! is chosen.

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

use std::sync::Arc;

use leptos::html::{Div, ElementType, Header};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use self::block::put_blocks;
use self::copy_button::Announcer;
use self::sheet::{Hands, Sheet};
use self::tab::{panel_id, tab_id};
use self::tab_list::TabList;
use crate::dossier::{Dossier, Tab};
use crate::state::signal::{RwSignal, Signal, effect};
use crate::view::dynamic::{If, flag, text};

/// Draws an event; nothing while there is none. The tab that a person has chosen stays from event to event.
#[component]
pub fn EventTabs(
    /// The event to draw.
    #[prop(into)]
    event: Signal<Option<Arc<Dossier>>>,
) -> impl IntoView {
    let chosen = RwSignal::new(None);
    let tab = Signal::memo(move || {
        let by_event = || event.with(|dossier| dossier.as_ref().map_or(Tab::Steps, |dossier| dossier.first));
        chosen.get().unwrap_or_else(by_event)
    });
    let hands = Hands { announcer: Announcer::new(), dates: expect_context() };
    let panel = move |of: Tab| {
        let panel = NodeRef::<Div>::new();
        let dossier = Signal::derive(move || if tab.get() == of { event.get() } else { None });
        draw_into(panel, dossier, Some(of), hands);
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
        let header = NodeRef::<Header>::new();
        draw_into(header, event, None, hands);
        view! { <header class="pl-detail__header" node_ref=header></header> }
    };
    let is_there = Signal::memo(move || event.with(Option::is_some));
    view! {
        <If when=is_there>
            <div class="pl-detail">
                {header()}
                <TabList selected=tab on_choose=move |tab| chosen.set(Some(tab)) />
                {Tab::ALL.map(panel).collect_view()}
                <p class="pl-hidden" aria-live="polite">
                    {text(move || hands.announcer.last_words())}
                </p>
            </div>
        </If>
    }
}

/// Keeps an element filled with the header of a dossier, or with a tab of it.
fn draw_into<E>(element: NodeRef<E>, dossier: Signal<Option<Arc<Dossier>>>, tab: Option<Tab>, hands: Hands)
where
    E: ElementType,
    E::Output: AsRef<Element> + JsCast + Clone + 'static,
{
    let last = StoredValue::new_local(None::<Sheet>);
    let end_last = move || {
        if let Some(sheet) = last.try_update_value(Option::take).flatten() {
            sheet.end();
        }
    };
    effect(move || {
        let Some(element) = element.get() else { return };
        let element: &Element = element.as_ref();
        end_last();
        element.set_text_content(None);
        let Some(dossier) = dossier.get() else { return };
        let sheet = Sheet::new(hands);
        put_blocks(&sheet, element, tab.map_or(&dossier.header, |tab| dossier.tab(tab)));
        last.set_value(Some(sheet));
    });
    on_cleanup(end_last);
}
