//! What the browser threw, as words.

use wasm_bindgen::{JsCast as _, JsValue};

/// Something that a browser API threw or rejected with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BrowserError(pub String);

impl From<JsValue> for BrowserError {
    fn from(value: JsValue) -> Self {
        let words = match value.dyn_ref::<js_sys::Error>() {
            // The plain name says nothing.
            Some(error) if error.name() == "Error" => error.message().into(),
            Some(error) => format!("{}: {}", String::from(error.name()), String::from(error.message())),
            None => value.as_string().unwrap_or_else(|| format!("{value:?}")),
        };
        Self(words)
    }
}
