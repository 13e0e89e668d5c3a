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

/// The room below a button, in CSS pixels, that is enough whatever opens there: it scrolls.
const ENOUGH: f64 = 240.0;
/// The room that a menu of a few entries needs, in CSS pixels.
const MENU: f64 = 112.0;

/// Puts a popover at the button that opens it, and within the window.
pub fn place_at(button: &str, popover: &HtmlElement) {
    if let Some(button) = document::element(button) {
        put_at(&button, popover, ENOUGH);
    }
}

/// Puts it below the element, or above where there is more room and less than enough below. What it holds is not drawn
/// yet and may change, so that it is given all the room there is; the style sheet keeps it within the window sideways.
fn put_at(element: &Element, popover: &HtmlElement, enough: f64) {
    let Some(height) = document::window_height() else { return };
    let place = element.get_bounding_client_rect();
    let (above, below) = (place.top() - 2.0 * GAP, height - place.bottom() - 2.0 * GAP);
    let (edge, inset, room) = if below < enough && above > below {
        ("bottom", height - place.top() + GAP, above)
    } else {
        ("top", place.bottom() + GAP, below)
    };
    let style = popover.style();
    // Values that are lengths are never refused.
    for other in ["top", "bottom"] {
        let _ = style.set_property(other, "auto");
    }
    let _ = style.set_property(edge, &whole_pixels(inset));
    let _ = style.set_property("max-height", &whole_pixels(room));
    let _ = style.set_property("--pl-popover-left", &whole_pixels(place.left()));
}

/// Gives the focus to the first control of a popover that has opened, or of radio buttons to the one that is chosen; to
/// the popover itself where it holds none yet.
pub fn enter(popover: &HtmlElement) {
    let find = |selector| popover.query_selector(selector).ok().flatten();
    if find(":focus").is_some() {
        return;
    }
    let control = find("[type=radio]:checked").or_else(|| find(":is(input, select, textarea, button):enabled"));
    let control = control.and_then(|control| control.dyn_into::<HtmlElement>().ok());
    // Fails for nothing that can be seen.
    let _ = control.as_ref().unwrap_or(popover).focus();
}

/// The controls of a popover have come late: a focus that waits at it goes on to them.
pub fn enter_waiting() {
    let document = web_sys::window().and_then(|window| window.document());
    let waiting = document.and_then(|document| document.query_selector("[popover]:focus").ok().flatten());
    if let Some(popover) = waiting.and_then(|popover| popover.dyn_into().ok()) {
        enter(&popover);
    }
}

fn whole_pixels(length: f64) -> String {
    format!("{}px", length.round() as i64)
}

/// Opens a small menu at an element, which has not opened it by itself.
pub fn open_at(id: &str, place: &Element) {
    if let Some(popover) = document::element(id) {
        // One that is open already refuses, and is where it should be after this all the same.
        let _ = popover.show_popover();
        put_at(place, &popover, MENU);
    }
}

/// Closes a popover; one that is closed stays so.
pub fn close(id: &str) {
    if let Some(popover) = document::element(id) {
        let _ = popover.hide_popover();
    }
}
