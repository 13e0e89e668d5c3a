//! What a person has arranged, kept by this browser between visits. Nothing of a log is ever in it.

use leptos::prelude::*;
use reactive_stores::Store;
use serde::{Deserialize, Serialize};

use super::columns::{ColumnLayout, SavedLayout};
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

/// A width of the panel in CSS pixels, never too narrow to read. How wide it may be is for the window to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PanelWidth(u32);

impl PanelWidth {
    pub const MIN: u32 = 320;

    #[must_use]
    pub fn new(pixels: u32) -> Self {
        Self(pixels.max(Self::MIN))
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
struct Saved {
    columns: SavedLayout,
    sort: String,
    descending: bool,
    panel_width: u32,
    report_open: bool,
}

impl Settings {
    /// Reads what was kept; anything that makes no sense is as if it had never been set.
    #[must_use]
    pub fn from_json(text: &str) -> Self {
        let Ok(saved) = serde_json::from_str::<Saved>(text) else { return Self::default() };
        let sort = Column::from_key(&saved.sort).map(|column| Sort { column, descending: saved.descending });
        Self {
            columns: ColumnLayout::from_saved(&saved.columns),
            sort: sort.unwrap_or_default(),
            panel_width: if saved.panel_width == 0 {
                PanelWidth::default()
            } else {
                PanelWidth::new(saved.panel_width)
            },
            report_open: saved.report_open,
        }
    }

    /// Writes what [`from_json`](Self::from_json) reads.
    #[must_use]
    pub fn to_json(&self) -> String {
        let saved = Saved {
            columns: self.columns.to_saved(),
            sort: self.sort.column.key().to_owned(),
            descending: self.sort.descending,
            panel_width: self.panel_width.pixels(),
            report_open: self.report_open,
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
