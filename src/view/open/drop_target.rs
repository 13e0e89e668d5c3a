//! The whole window takes files that are dropped, and files or text that are pasted.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, DragEvent, Element};

use crate::browser::{document, transfer};
use crate::state::Log;
use crate::state::signal::RwSignal;
use crate::view::dynamic::If;

/// The name that a pasted text goes by.
const PASTED: &str = "pasted text";

/// Listens to the window, and lies over it while files are dragged.
#[component]
pub fn DropTarget() -> impl IntoView {
    let log = expect_context::<Log>();
    // Entering an element comes before leaving the one around it, so that a count is needed.
    let depth = RwSignal::new(0_u32);
    let carrying = |event: &DragEvent| {
        let carries = transfer::carries_files(event);
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
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if !target.is_some_and(|target| document::takes_text(&target)) {
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
