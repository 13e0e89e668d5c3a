//! What a person has arranged, kept by this browser between visits. Nothing of a log is ever in it.

use leptos::prelude::*;
use reactive_stores::Store;

use super::columns::{ColumnLayout, SavedColumn};
use crate::browser::json::Json;
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

impl Settings {
    /// Reads what was kept; what is missing or makes no sense is as if it had never been set.
    fn from_json(text: &str) -> Self {
        let Some(saved) = Json::parse(text) else { return Self::default() };
        let flag = |name| saved.member(name).flag().unwrap_or_default();
        let columns: Vec<SavedColumn> = saved.member("columns").items().iter().filter_map(saved_column).collect();
        let sort = saved.member("sort").text().and_then(|key| Column::from_key(&key));
        Self {
            columns: ColumnLayout::from_saved(&columns, !flag("columns_sized")),
            sort: sort.map(|column| Sort { column, descending: flag("descending") }).unwrap_or_default(),
            panel_width: saved.member("panel_width").number().map(PanelWidth::new).unwrap_or_default(),
            report_open: flag("report_open"),
        }
    }

    fn to_json(&self) -> String {
        let columns = self.columns.to_saved().into_iter().map(|saved| {
            let SavedColumn { column, width, shown } = saved;
            Json::object([("column", (&*column).into()), ("width", width.into()), ("shown", shown.into())])
        });
        let settings = Json::object([
            ("columns", Json::list(columns)),
            ("columns_sized", (!self.columns.is_fitted()).into()),
            ("sort", self.sort.column.key().into()),
            ("descending", self.sort.descending.into()),
            ("panel_width", self.panel_width.pixels().into()),
            ("report_open", self.report_open.into()),
        ]);
        settings.write()
    }
}

fn saved_column(saved: &Json) -> Option<SavedColumn> {
    Some(SavedColumn {
        column: saved.member("column").text()?,
        width: saved.member("width").number()?,
        shown: saved.member("shown").flag()?,
    })
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
