//! The details of one event: a sentence and five tabs.
//!
//! Everything that comes from the log is drawn as text nodes and never as markup; what a tab says beyond the record is
//! worked out in `advice`, `insight` and `export`. A tab draws nothing until it is chosen.

mod copy_button;
mod header;
mod json;
mod logged_text;
mod long_text;
mod modified_properties;
mod moment;
mod scope_clauses;
mod status_mark;
mod steps;
mod summary;
mod tab;
mod tab_list;
mod troubleshooting;
mod value;

use std::sync::Arc;

use leptos::prelude::*;

use self::copy_button::Announcer;
use self::header::Header;
use self::json::Json;
use self::modified_properties::ModifiedProperties;
use self::steps::Steps;
use self::summary::Summary;
use self::tab::Tab;
use self::tab_list::TabList;
use self::troubleshooting::Troubleshooting;
use crate::protocol::EventReply;

/// Draws an event; nothing while there is none. The tab that a person has chosen stays from event to event.
#[component]
pub fn EventTabs(
    /// The event to draw.
    #[prop(into)]
    event: Signal<Option<Arc<EventReply>>>,
) -> impl IntoView {
    let chosen = RwSignal::new(None);
    let tab = Memo::new(move |_| {
        let by_event = || event.with(|reply| reply.as_ref().map_or(Tab::Steps, |reply| Tab::default_for(&reply.event)));
        chosen.get().unwrap_or_else(by_event)
    });
    let announcer = Announcer::new();
    provide_context(announcer);
    let panel = move |of: Tab| {
        let content = move || if tab.get() == of { event.get().map(|reply| draw(of, reply)) } else { None };
        view! {
            <div
                class="pl-detail__panel"
                role="tabpanel"
                id=of.panel_id()
                aria-labelledby=of.id()
                tabindex="0"
                hidden=move || tab.get() != of
            >
                {content}
            </div>
        }
    };
    let is_there = Memo::new(move |_| event.with(Option::is_some));
    view! {
        <Show when=move || is_there.get()>
            <div class="pl-detail">
                {move || event.get().map(|reply| view! { <Header reply /> })}
                <TabList selected=tab on_choose=move |tab| chosen.set(Some(tab)) />
                {Tab::ALL.map(panel).collect_view()}
                <p class="pl-hidden" aria-live="polite">
                    {move || announcer.last_words()}
                </p>
            </div>
        </Show>
    }
}

fn draw(tab: Tab, reply: Arc<EventReply>) -> AnyView {
    match tab {
        Tab::Steps => view! { <Steps reply /> }.into_any(),
        Tab::Troubleshooting => view! { <Troubleshooting reply /> }.into_any(),
        Tab::ModifiedProperties => view! { <ModifiedProperties reply /> }.into_any(),
        Tab::Summary => view! { <Summary reply /> }.into_any(),
        Tab::Json => view! { <Json reply /> }.into_any(),
    }
}
