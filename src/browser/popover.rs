//! Popovers of the browser's own: they close on Escape and on a press elsewhere, and give the focus back by themselves.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, ToggleEvent};

use super::document;

/// Distance between a button and what it opens, and between that and the window's edge, in CSS pixels.
const GAP: f64 = 4.0;

/// Whether a `toggle` or `beforetoggle` event tells of an opening.
#[must_use]
pub fn is_opening(event: &Event) -> bool {
    event.dyn_ref::<ToggleEvent>().is_some_and(|event| event.new_state() == "open")
}

/// Puts a popover below the button that opens it, and within the window.
pub fn place_below(button: &str, popover: &HtmlElement) {
    if let Some(button) = document::element(button) {
        put_below(&button, popover);
    }
}

fn put_below(element: &Element, popover: &HtmlElement) {
    let Some(window_width) = document::window_width() else { return };
    let place = element.get_bounding_client_rect();
    let right_half = place.left() > window_width / 2.0;
    let style = popover.style();
    let (near, far) = if right_half { ("right", "left") } else { ("left", "right") };
    let inset = if right_half { window_width - place.right() } else { place.left() };
    // Values that are lengths are never refused.
    let _ = style.set_property("top", &whole_pixels(place.bottom() + GAP));
    let _ = style.set_property(near, &whole_pixels(inset.max(GAP)));
    let _ = style.set_property(far, "auto");
}

fn whole_pixels(length: f64) -> String {
    format!("{}px", length.round() as i64)
}

/// Opens a popover below an element, which has not opened it by itself.
pub fn open_at(id: &str, place: &Element) {
    if let Some(popover) = document::element(id) {
        // One that is open already refuses, and is where it should be after this all the same.
        let _ = popover.show_popover();
        put_below(place, &popover);
    }
}

/// Closes a popover; one that is closed stays so.
pub fn close(id: &str) {
    if let Some(popover) = document::element(id) {
        let _ = popover.hide_popover();
    }
}
