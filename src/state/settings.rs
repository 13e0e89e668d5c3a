//! What a person has arranged, kept by this browser between visits. Nothing of a log is ever in it.

use leptos::prelude::*;
use reactive_stores::Store;
use serde::{Deserialize, Serialize};

use super::columns::{ColumnLayout, SavedColumn};
use crate::browser::storage;
use crate::query::Sort;
use crate::table::Column;

/// The name under which the settings are kept.
const NAME: &str = "provlens.settings";
/// In CSS pixels: a step's name and its words side by side.
const PANEL_WIDTH: u32 = 464;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Store)]
pub struct Settings {
    pub columns: ColumnLayout,
    pub sort: Sort,
    /// Width of the panel with an event's details.
    pub panel_width: PanelWidth,
    /// Whether the import report lies open.
    pub report_open: bool,
    /// Whether the facets are put away.
    pub facets_closed: bool,
    /// The codes of skips that are expected; empty for ours.
    pub expected: Vec<String>,
    /// The time zone that dates are shown in; empty for the person's own.
    pub zone: String,
}

/// Where the settings live.
pub type SettingsStore = Store<Settings>;

/// A width of the panel in CSS pixels, never too narrow to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PanelWidth(u32);

impl PanelWidth {
    pub const MIN: u32 = 320;
    pub const MAX: u32 = 1200;

    #[must_use]
    pub fn new(pixels: u32) -> Self {
        Self(pixels.clamp(Self::MIN, Self::MAX))
    }

    #[must_use]
    pub fn pixels(self) -> u32 {
        self.0
    }
}

impl Default for PanelWidth {
    fn default() -> Self {
        Self(PANEL_WIDTH)
    }
}

/// The settings as they are written; what is missing takes its default.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
struct Saved {
    columns: Vec<SavedColumn>,
    columns_sized: bool,
    sort: String,
    descending: bool,
    panel_width: u32,
    report_open: bool,
    facets_closed: bool,
    expected: Vec<String>,
    zone: String,
}

impl Settings {
    /// Reads what was kept; anything that makes no sense is as if it had never been set.
    fn from_json(text: &str) -> Self {
        let Ok(saved) = serde_json::from_str::<Saved>(text) else { return Self::default() };
        let sort = Column::from_key(&saved.sort).map(|column| Sort { column, descending: saved.descending });
        Self {
            columns: ColumnLayout::from_saved(&saved.columns, !saved.columns_sized),
            sort: sort.unwrap_or_default(),
            panel_width: if saved.panel_width == 0 {
                PanelWidth::default()
            } else {
                PanelWidth::new(saved.panel_width)
            },
            report_open: saved.report_open,
            facets_closed: saved.facets_closed,
            expected: saved.expected,
            zone: saved.zone,
        }
    }

    fn to_json(&self) -> String {
        let saved = Saved {
            columns: self.columns.to_saved(),
            columns_sized: !self.columns.is_fitted(),
            sort: self.sort.column.key().to_owned(),
            descending: self.sort.descending,
            panel_width: self.panel_width.pixels(),
            report_open: self.report_open,
            facets_closed: self.facets_closed,
            expected: self.expected.clone(),
            zone: self.zone.clone(),
        };
        // Plain data: writing it cannot fail.
        serde_json::to_string(&saved).unwrap_or_default()
    }
}

/// Reads the settings, and writes them again whenever one changes.
pub(super) fn provide() -> SettingsStore {
    let settings = Store::new(storage::load(NAME).map(|text| Settings::from_json(&text)).unwrap_or_default());
    Effect::new(move |before: Option<String>| {
        let text = settings.with(Settings::to_json);
        if before.is_some_and(|before| before != text) {
            storage::save(NAME, &text);
        }
        text
    });
    settings
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn what_is_kept_is_read_back() {
        let mut settings = Settings { panel_width: PanelWidth::new(700), report_open: true, ..Settings::default() };
        settings.columns.resize(Column::Date, 222);
        settings.sort = Sort { column: Column::Identity, descending: false };
        assert_eq!(Settings::from_json(&settings.to_json()), settings);
    }

    #[test]
    fn nonsense_reads_as_never_set() {
        for text in ["", "null", "[1]", "{\"columns\":7}", "{\"sort\":\"colour\",\"extra\":{}}"] {
            assert_eq!(Settings::from_json(text), Settings::default(), "{text}");
        }
    }

    #[test]
    fn a_width_out_of_bounds_is_brought_within() {
        assert_eq!(Settings::from_json("{\"panel_width\":5}").panel_width.pixels(), PanelWidth::MIN);
    }
}
