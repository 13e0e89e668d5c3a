//! Dates in the person's own time zone, by the browser's `Intl`.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// Milliseconds since 1970-01-01T00:00:00Z, as the browser counts time.
type Milliseconds = f64;

/// Writes moments in the person's time zone. Making one costs far more than using one.
pub struct DateFormat {
    format: Function,
    zone: String,
}

impl Default for DateFormat {
    fn default() -> Self {
        let options = Object::new();
        let choices = [
            ("year", "numeric"),
            ("month", "2-digit"),
            ("day", "2-digit"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("second", "2-digit"),
            ("hourCycle", "h23"),
            ("calendar", "gregory"),
            ("numberingSystem", "latn"),
        ];
        for (name, value) in choices {
            // Setting a member of a fresh object cannot fail.
            let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
        }
        // Sweden writes dates the way ISO 8601 does.
        let formatter = Intl::DateTimeFormat::new(&Array::of1(&JsValue::from_str("sv-SE")), &options);
        let zone = Reflect::get(&formatter.resolved_options(), &JsValue::from_str("timeZone"));
        let zone = zone.ok().and_then(|zone| zone.as_string()).unwrap_or_default();
        Self { format: formatter.format(), zone }
    }
}

impl DateFormat {
    /// `2026-11-18 23:59:07`; empty for what is no moment.
    #[must_use]
    pub fn format(&self, moment: Milliseconds) -> String {
        let written = self.format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(moment));
        written.ok().and_then(|written| written.as_string()).unwrap_or_default()
    }

    /// The name of the time zone, such as `Europe/Amsterdam`.
    #[must_use]
    pub fn zone(&self) -> &str {
        &self.zone
    }
}

/// The moment that a text such as `2026-11-18T23:59` names in the person's time zone.
#[must_use]
pub fn parse_local(text: &str) -> Option<Milliseconds> {
    let moment = Date::new(&JsValue::from_str(text)).get_time();
    moment.is_finite().then_some(moment)
}
