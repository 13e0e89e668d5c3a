//! The frame of an event's details: at the right, as wide as a person likes; on a narrow screen a sheet over the log.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::detail::EventTabs;
use super::facets::{FacetsOpen, is_narrow};
use super::format::grouped;
use super::grid::GRID_ID;
use super::icon::Icon;
use super::widgets::{IconButton, Splitter};
use crate::browser::document;
use crate::invisible::bracketed;
use crate::state::signal::{RwSignal, Signal};
use crate::state::{Aside, Beside, PanelWidth, Selection, SettingsStore, SettingsStoreFields as _, Window};
use crate::view::dynamic::{If, text};

/// The id of the region.
pub const PANEL_ID: &str = "pl-details";

/// What the panel leaves to the log beside it at the least, in CSS pixels: its narrowest columns.
const LEFT_TO_THE_LOG: u32 = 376;

/// See the module.
#[component]
pub fn Panel(facets: FacetsOpen) -> impl IntoView {
    facets.give_way();
    if is_narrow() {
        // It is drawn first; the log behind it cannot have the focus any more.
        request_animation_frame(|| document::focus(PANEL_ID));
    }
    let selection = expect_context::<Selection>();
    let window = expect_context::<Window>();
    let settings = expect_context::<SettingsStore>();
    let beside = expect_context::<Beside>();
    let window_width = RwSignal::new(document::window_width());
    let resized = window_event_listener(ev::resize, move |_| window_width.set(document::window_width()));
    on_cleanup(move || resized.remove());
    let most = Signal::derive(move || {
        let room = window_width.get().map_or(u32::MAX, |width| width as u32);
        room.saturating_sub(LEFT_TO_THE_LOG + facets.width_beside_the_log()).max(PanelWidth::MIN)
    });
    let width = Signal::derive(move || settings.panel_width().get().pixels().min(most.get()));
    let place = move || selection.position().get();
    let last = move || window.counts().get().0.checked_sub(1);
    let has_next = move || place().is_some_and(|place| last().is_some_and(|last| place < last));
    let close = move || close(selection);
    let key = move |event| pressed(&event, selection, beside);
    view! {
        <Splitter
            label="Width of the details"
            controls=PANEL_ID
            width=width
            least=PanelWidth::MIN
            most=most
            on_resize=move |width| settings.panel_width().set(PanelWidth::new(width))
        />
        <section
            id=PANEL_ID
            class="pl-panel"
            aria-label="Event details"
            tabindex="-1"
            style:width=text(move || format!("{}px", width.get()))
            on:keydown=key
        >
            <div class="pl-panel__bar">
                <IconButton
                    name="Previous event"
                    title="Previous event (K)"
                    icon=Icon::Up
                    can=Signal::derive(move || place().is_some_and(|place| place > 0))
                    press=Callback::new(move |()| selection.go_by(-1))
                />
                <IconButton
                    name="Next event"
                    title="Next event (J)"
                    icon=Icon::Down
                    can=Signal::derive(has_next)
                    press=Callback::new(move |()| selection.go_by(1))
                />
                <span class="pl-panel__place">
                    {text(move || match place() {
                        Some(place) => {
                            format!("Event {} of {}", grouped(u64::from(place) + 1), grouped(window.counts().get().0.into()))
                        }
                        None => "Not among the events that the filters show".to_owned(),
                    })}
                </span>
                <button
                    class="pl-button pl-button--icon"
                    type="button"
                    aria-label="Close details"
                    title="Close (Esc)"
                    on:click=move |_| close()
                >
                    {Icon::Close.view()}
                </button>
            </div>
            <If when=move || selection.failure().with(Option::is_some)>
                <p class="pl-panel__failure" role="alert">
                    "This event could not be read: " {text(move || bracketed(&selection.failure().get().unwrap_or_default()))} "."
                </p>
            </If>
            <If when=move || selection.is_awaited()>
                <p class="pl-panel__wait pl-late" role="status">"Reading the event"</p>
            </If>
            <EventTabs event=selection.event() chosen=selection.tab() />
        </section>
    }
}

fn close(selection: Selection) {
    selection.close();
    document::focus(GRID_ID);
    if is_narrow() {
        // The log is out of sight until the details are gone.
        request_animation_frame(|| document::focus(GRID_ID));
    }
}

/// Keys that work all over the panel, but where text is written.
fn pressed(event: &KeyboardEvent, selection: Selection, beside: Beside) {
    let writes = event.target().and_then(|target| target.dyn_into().ok()).is_some_and(|on| document::takes_text(&on));
    let alone = !event.ctrl_key() && !event.meta_key() && !writes;
    match (event.key().as_str(), event.alt_key()) {
        ("Escape", _) if writes && document::clear_search(event) => {}
        ("Escape", _) if beside.close() => document::focus(PANEL_ID),
        ("Escape", _) => close(selection),
        ("s" | "S", false) if alone => beside.toggle(Aside::Story),
        ("j" | "J", false) | ("ArrowDown", true) if alone => selection.go_by(1),
        ("k" | "K", false) | ("ArrowUp", true) if alone => selection.go_by(-1),
        _ => return,
    }
    event.prevent_default();
}
