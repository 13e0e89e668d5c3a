//! JSON by the browser's own reader and writer, for small texts of ours: a reader of our own would be in the page for
//! these alone.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::JsValue;

/// A value of JSON.
#[derive(Clone, Debug)]
pub struct Json(JsValue);

impl Json {
    /// Reads a text; `None` if it is not JSON.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        JSON::parse(text).ok().map(Self)
    }

    /// Of members by name.
    #[must_use]
    pub fn object<const N: usize>(members: [(&str, Self); N]) -> Self {
        let object = Object::new();
        for (name, Self(value)) in members {
            // Setting a member of a fresh object cannot fail.
            let _ = Reflect::set(&object, &JsValue::from_str(name), &value);
        }
        Self(object.into())
    }

    /// Of items in their order.
    #[must_use]
    pub fn list(items: impl Iterator<Item = Self>) -> Self {
        Self(items.map(|Self(value)| value).collect::<Array>().into())
    }

    /// The value as text.
    #[must_use]
    pub fn write(&self) -> String {
        JSON::stringify(&self.0).map(String::from).unwrap_or_default()
    }

    /// A member of an object; nothing of what is none, or lacks it.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        Self(Reflect::get(&self.0, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED))
    }

    /// The items of a list; none of what is no list.
    #[must_use]
    pub fn items(&self) -> Vec<Self> {
        if Array::is_array(&self.0) { Array::from(&self.0).iter().map(Self).collect() } else { Vec::new() }
    }

    /// The text that it is.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    /// The whole number that it is; one out of bounds is brought within.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        self.0.as_f64().map(|number| number as u32)
    }

    /// The truth value that it is.
    #[must_use]
    pub fn flag(&self) -> Option<bool> {
        self.0.as_bool()
    }
}

impl From<JsValue> for Json {
    fn from(value: JsValue) -> Self {
        Self(value)
    }
}

impl From<Json> for JsValue {
    fn from(json: Json) -> Self {
        json.0
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self(JsValue::from_str(text))
    }
}

impl From<u32> for Json {
    fn from(number: u32) -> Self {
        Self(JsValue::from(number))
    }
}

impl From<bool> for Json {
    fn from(flag: bool) -> Self {
        Self(JsValue::from_bool(flag))
    }
}
