//! The whole window takes files and texts that are dropped or pasted.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, DragEvent, Element, Event};

use crate::browser::{document, transfer};
use crate::state::Log;
use crate::state::signal::RwSignal;
use crate::view::dynamic::If;

/// The name that a pasted text goes by.
const PASTED: &str = "pasted text";

/// Listens to the window, and lies over it while something is dragged that it takes.
#[component]
pub fn DropTarget() -> impl IntoView {
    let log = expect_context::<Log>();
    // Entering an element comes before leaving the one around it, so that a count is needed.
    let depth = RwSignal::new(0_u32);
    // What comes from the page itself is no log: a word that slipped, a column on its way.
    let is_own = StoredValue::new(false);
    window_event_listener(ev::dragstart, move |_| is_own.set_value(true));
    window_event_listener(ev::dragend, move |_| is_own.set_value(false));
    let carrying = move |event: &DragEvent| {
        let is_text = || transfer::carries(event, "text/plain") && !is_own.get_value() && !writes(event);
        let carries = transfer::carries(event, "Files") || is_text();
        if carries {
            event.prevent_default();
        }
        carries
    };
    window_event_listener(ev::dragenter, move |event| {
        if carrying(&event) {
            depth.update(|depth| *depth += 1);
        }
    });
    window_event_listener(ev::dragover, move |event| {
        carrying(&event);
    });
    window_event_listener(ev::dragleave, move |event| {
        if carrying(&event) {
            depth.update(|depth| *depth = depth.saturating_sub(1));
        }
    });
    window_event_listener(ev::drop, move |event| {
        if carrying(&event) {
            depth.set(0);
            log.bring_dropped(event.data_transfer(), PASTED);
        }
    });
    window_event_listener(ev::paste, move |event: ClipboardEvent| {
        if !writes(&event) {
            log.bring_dropped(event.clipboard_data(), PASTED);
        }
    });
    view! {
        <If when=move || { depth.get() > 0 }>
            <div class="pl-drop" aria-hidden="true">
                <p class="pl-drop__word">"Drop to open"</p>
            </div>
        </If>
    }
}

/// Whether it happens where text is written, which is for the browser.
fn writes(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| document::takes_text(&target))
}
