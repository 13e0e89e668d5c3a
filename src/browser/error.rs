//! What the browser threw, as words.

use wasm_bindgen::{JsCast as _, JsValue};

/// Something that a browser API threw or rejected with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BrowserError(pub String);

/// What becomes of a file that is open; browsers speak of permissions, or of a network.
const OTHER_FILE: &str = "it was changed, moved or deleted, or may not be read";

impl BrowserError {
    /// What the stream of a file was broken off with, for whatever reason.
    pub fn of_file(_: JsValue) -> Self {
        Self(OTHER_FILE.to_owned())
    }
}

impl From<JsValue> for BrowserError {
    fn from(value: JsValue) -> Self {
        let name = |error: &js_sys::Error| String::from(error.name());
        let words = match value.dyn_ref::<js_sys::Error>() {
            // So a file is refused that is another by now.
            Some(error) if matches!(name(error).as_str(), "NotReadableError" | "NotFoundError") => {
                OTHER_FILE.to_owned()
            }
            // The plain name says nothing.
            Some(error) if error.name() == "Error" => error.message().into(),
            Some(error) => format!("{}: {}", name(error), String::from(error.message())),
            None => value.as_string().unwrap_or_else(|| format!("{value:?}")),
        };
        Self(words)
    }
}
