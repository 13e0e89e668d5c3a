//! The part of the address behind `#`, and the browser's history of it.

use wasm_bindgen::JsValue;
use web_sys::Window;

/// The fragment with its `#`; empty where there is none.
#[must_use]
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Writes the fragment: as a new step of the browser's history, or in place of the one that is there.
pub fn write(fragment: &str, is_step: bool) {
    let Some(history) = web_sys::window().and_then(|window: Window| window.history().ok()) else { return };
    let address = format!("#{fragment}");
    // A browser that is asked too often in a short time refuses; the next change writes what this one did not.
    let _ = if is_step {
        history.push_state_with_url(&JsValue::NULL, "", Some(&address))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&address))
    };
}
