//! The line between two regions that is dragged, or moved with the arrow keys, to give one of them more room.

use crate::state::signal::Signal;
use crate::view::dynamic::text;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

/// One press of an arrow key, in CSS pixels.
const STEP: i32 = 16;

/// Stands on the left of the region whose width it sets.
#[component]
pub fn Splitter(
    /// What a screen reader calls it.
    label: &'static str,
    /// The region that is resized.
    controls: &'static str,
    /// The width now, in CSS pixels.
    #[prop(into)]
    width: Signal<u32>,
    /// The narrowest.
    least: u32,
    /// The widest, which the window may change.
    #[prop(into)]
    most: Signal<u32>,
    /// Takes the width wished for.
    #[prop(into)]
    on_resize: Callback<u32>,
) -> impl IntoView {
    // Where the drag began, and the width then.
    let drag = StoredValue::new(None::<(i32, u32)>);
    let resize = move |width: i32| {
        on_resize.run(u32::try_from(width).unwrap_or(0).clamp(least, most.get_untracked().max(least)));
    };
    let pressed = move |event: PointerEvent| {
        drag.set_value(Some((event.client_x(), width.get_untracked())));
        if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
            // A pointer that is gone already cannot be captured, and then drags nothing.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        event.prevent_default();
    };
    let moved = move |event: PointerEvent| {
        if let Some((from, width)) = drag.get_value() {
            resize(width as i32 + from - event.client_x());
        }
    };
    let key = move |event: KeyboardEvent| {
        let now = width.get_untracked() as i32;
        let wished = match event.key().as_str() {
            "ArrowLeft" => now + STEP,
            "ArrowRight" => now - STEP,
            "Home" => least as i32,
            "End" => most.get_untracked() as i32,
            _ => return,
        };
        event.prevent_default();
        resize(wished);
    };
    view! {
        <div
            class="pl-splitter"
            role="separator"
            aria-orientation="vertical"
            aria-label=label
            aria-controls=controls
            aria-valuenow=text(move || width.get().to_string())
            aria-valuemin=least.to_string()
            aria-valuemax=text(move || most.get().to_string())
            tabindex="0"
            on:pointerdown=pressed
            on:pointermove=moved
            on:pointerup=move |_| drag.set_value(None)
            on:pointercancel=move |_| drag.set_value(None)
            on:keydown=key
        ></div>
    }
}
