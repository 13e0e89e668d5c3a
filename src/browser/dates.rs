//! Dates in a time zone, by the browser's `Intl`.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// Milliseconds since 1970-01-01T00:00:00Z, as the browser counts time.
type Milliseconds = f64;

/// Writes and reads moments in a time zone. Making one costs far more than using one.
pub struct DateFormat {
    format: Function,
    zone: String,
}

impl Default for DateFormat {
    fn default() -> Self {
        Self::new("")
    }
}

impl DateFormat {
    /// For a zone of [`zones`]; the empty name stands for the person's own.
    #[must_use]
    pub fn new(zone: &str) -> Self {
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
        // The browser throws at a zone that it does not know.
        let zone = Some(("timeZone", zone)).filter(|_| zone == UTC || zones().iter().any(|known| known == zone));
        for (name, value) in choices.into_iter().chain(zone) {
            // Setting a member of a fresh object cannot fail.
            let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
        }
        // Sweden writes dates the way ISO 8601 does.
        let formatter = Intl::DateTimeFormat::new(&Array::of1(&JsValue::from_str("sv-SE")), &options);
        let zone = Reflect::get(&formatter.resolved_options(), &JsValue::from_str("timeZone"));
        let zone = zone.ok().and_then(|zone| zone.as_string()).unwrap_or_default();
        Self { format: formatter.format(), zone }
    }

    /// `2026-11-18 23:59:07`; empty for what is no moment.
    #[must_use]
    pub fn format(&self, moment: Milliseconds) -> String {
        let written = self.format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(moment));
        written.ok().and_then(|written| written.as_string()).unwrap_or_default()
    }

    /// The moment that a text such as `2026-11-18T23:59` names in this time zone; the last one where clocks were put
    /// back and show it twice, or else the first. `None` too where they were put forward and never show it.
    #[must_use]
    pub fn parse(&self, text: &str, is_last: bool) -> Option<Milliseconds> {
        const DAY: Milliseconds = 86_400_000.0;
        let wished = in_utc(text)?;
        // As the clock went a day before, and as it goes a day after.
        let moments = [wished - DAY, wished + DAY].map(|near| wished - self.ahead(near));
        let named = moments.into_iter().filter(|moment| in_utc(&self.format(*moment)) == Some(wished));
        named.reduce(if is_last { Milliseconds::max } else { Milliseconds::min })
    }

    /// How far the clock is ahead of UTC at a moment.
    #[must_use]
    pub fn ahead(&self, moment: Milliseconds) -> Milliseconds {
        // What is written has whole seconds.
        let moment = moment - moment % 1000.0;
        in_utc(&self.format(moment)).map_or(0.0, |written| written - moment)
    }

    /// The name of the time zone, such as `Europe/Amsterdam`.
    #[must_use]
    pub fn zone(&self) -> &str {
        &self.zone
    }
}

/// The zone without a country.
pub const UTC: &str = "UTC";

/// The time zones that the browser knows.
#[must_use]
pub fn zones() -> Vec<String> {
    let intl = Reflect::get(&js_sys::global(), &JsValue::from_str("Intl"));
    let member = |object: &JsValue, name: &str| Reflect::get(object, &JsValue::from_str(name)).ok();
    let zones = intl.ok().and_then(|intl| {
        let function = member(&intl, "supportedValuesOf")?.dyn_into::<Function>().ok()?;
        function.call1(&intl, &JsValue::from_str("timeZone")).ok()?.dyn_into::<Array>().ok()
    });
    zones.iter().flat_map(Array::iter).filter_map(|zone| zone.as_string()).collect()
}

fn in_utc(text: &str) -> Option<Milliseconds> {
    let moment = Date::new(&JsValue::from_str(&format!("{}Z", text.replace(' ', "T")))).get_time();
    moment.is_finite().then_some(moment)
}
