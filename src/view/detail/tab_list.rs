//! The row of tabs: one stop for the Tab key, arrows, Home and End from there.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::tab::{after_key, panel_id, tab_id};
use crate::browser::document;
use crate::dossier::Tab;
use crate::state::signal::Signal;
use crate::view::dynamic::text;

/// Draws the tabs; a tab is chosen by a click or by moving to it.
#[component]
pub fn TabList(
    /// The tab that is shown.
    #[prop(into)]
    selected: Signal<Tab>,
    /// Called with the tab that the person chose.
    on_choose: impl Fn(Tab) + Copy + 'static,
) -> impl IntoView {
    let move_by_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let Some(next) = after_key(selected.get_untracked(), &event.key()) else { return };
        event.prevent_default();
        event.stop_propagation();
        on_choose(next);
        document::focus(tab_id(next));
    };
    let tab = move |tab: Tab| {
        let is_selected = move || selected.get() == tab;
        view! {
            <button
                type="button"
                class="pl-detail__tab"
                role="tab"
                id=tab_id(tab)
                title=tab.name()
                aria-controls=panel_id(tab)
                aria-selected=text(move || is_selected().to_string())
                tabindex=text(move || if is_selected() { "0" } else { "-1" }.to_owned())
                on:click=move |_| on_choose(tab)
            >
                {tab.name()}
            </button>
        }
    };
    view! {
        <div class="pl-detail__tabs" role="tablist" aria-label="Event details" on:keydown=move_by_key>
            {Tab::ALL.map(tab).collect_view()}
        </div>
    }
}
