//! The document as a whole: its idle mark, its address, its theme of sizes.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Says on the root element (`data-idle`) whether the page owes nobody anything; browser tests wait on it.
pub fn mark_idle(idle: bool) {
    if let Some(root) = web_sys::window().and_then(|window| window.document()?.document_element()) {
        // The name is a valid one, so that this cannot fail.
        let _ = root.set_attribute("data-idle", if idle { "true" } else { "false" });
    }
}

/// The width of the window, in CSS pixels.
#[must_use]
pub fn window_width() -> Option<f64> {
    web_sys::window()?.inner_width().ok()?.as_f64()
}

/// The height of the window, in CSS pixels.
#[must_use]
pub fn window_height() -> Option<f64> {
    web_sys::window()?.inner_height().ok()?.as_f64()
}

/// The element of that id, if it is in the document.
#[must_use]
pub fn element(id: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the keyboard's focus to an element; one that is gone or cannot take it leaves the focus where it is.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// The element that has the keyboard's focus.
#[must_use]
pub fn focused() -> Option<HtmlElement> {
    web_sys::window()?.document()?.active_element()?.dyn_into().ok()
}

/// Moves the focus from what an element holds, which is about to go, to the region around the element.
pub fn rescue_focus(element: &Element) {
    let Some(focused) = focused() else { return };
    let is_within = element.contains(Some(&focused)) && !element.is_same_node(Some(&focused));
    if let (true, Ok(Some(around))) = (is_within, element.closest("section[tabindex]")) {
        let _ = around.unchecked_ref::<HtmlElement>().focus();
    }
}

/// Whether no element has the keyboard's focus.
#[must_use]
pub fn is_focus_lost() -> bool {
    focused().is_none_or(|focused| focused.tag_name() == "BODY")
}

/// Whether the focus is within an element that a selector chooses.
#[must_use]
pub fn is_focus_within(selector: &str) -> bool {
    focused().is_some_and(|focused| focused.closest(selector).is_ok_and(|around| around.is_some()))
}

/// Whether a key was pressed in a box to search in that holds a text, which is gone now: browsers differ in what Escape
/// does there.
#[must_use]
pub fn clear_search(event: &Event) -> bool {
    let on = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = on.filter(|input| input.type_() == "search" && !input.value().is_empty()) else { return false };
    input.set_value("");
    if let Ok(change) = Event::new("input") {
        // It is heard at the box itself.
        let _ = input.dispatch_event(&change);
    }
    true
}

/// Whether keys pressed in the element write text there.
#[must_use]
pub fn takes_text(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        && element.get_attribute("type").is_none_or(|kind| !matches!(kind.as_str(), "checkbox" | "radio" | "file"))
}

/// Scrolls the frames around an element, which are known by their classes, until it stands a little below their upper
/// edge; nothing where there is none, and where it is in sight already. Whatever else is around stays as it is.
pub fn bring_into_sight(id: &str, frames: &[&str]) {
    /// In CSS pixels: what is before the element is seen too, in part.
    const ABOVE: f64 = 96.0;
    let Some(element) = element(id) else { return };
    for frame in frames {
        let Ok(Some(frame)) = element.closest(frame) else { continue };
        let (own, around) = (element.get_bounding_client_rect(), frame.get_bounding_client_rect());
        let below = own.top() - around.top() - ABOVE;
        if below < 0.0 || own.bottom() > around.bottom() {
            frame.set_scroll_top(frame.scroll_top() + below as i32);
        }
    }
}

/// Scrolls what is around an element, by as little as will show it.
pub fn scroll_to(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
