//! What a person has arranged, kept by this browser between visits. Nothing of a log is ever in it.

use leptos::prelude::*;
use reactive_stores::Store;

use super::columns::{ColumnLayout, SavedColumn, SavedLayout};
use super::signal::effect;
use crate::browser::json::Json;
use crate::browser::storage;
use crate::query::Order;
use crate::table::Column;

/// The name under which the settings are kept.
const NAME: &str = "provlens.settings";
/// In CSS pixels: a step's name and its words side by side.
const PANEL_WIDTH: u32 = 464;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Store)]
pub struct Settings {
    pub columns: ColumnLayout,
    pub sort: Order,
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

impl Settings {
    /// Reads what was kept; what is missing or makes no sense is as if it had never been set.
    #[must_use]
    pub fn from_json(text: &str) -> Self {
        let Some(saved) = Json::parse(text) else { return Self::default() };
        let flag = |name| saved.member(name).flag().unwrap_or_default();
        // Once there was one column, and its way a member of its own.
        let sign = if flag("descending") { "-" } else { "" };
        let sort = saved.member("sort").text().and_then(|text| Order::parse(&format!("{sign}{text}")));
        Self {
            columns: ColumnLayout::from_saved(&saved_layout(&saved.member("columns"))),
            sort: sort.unwrap_or_default(),
            panel_width: saved.member("panel_width").number().map(PanelWidth::new).unwrap_or_default(),
            report_open: flag("report_open"),
            facets_closed: flag("facets_closed"),
            expected: saved.member("expected").items().iter().filter_map(Json::text).collect(),
            zone: saved.member("zone").text().unwrap_or_default(),
        }
    }

    /// Writes what [`from_json`](Self::from_json) reads.
    #[must_use]
    pub fn to_json(&self) -> String {
        let layout = self.columns.to_saved();
        let columns = layout.order.into_iter().map(|SavedColumn { column, width, shown, pinned }| {
            Json::object([
                ("column", (&*column).into()),
                ("width", width.into()),
                ("shown", shown.into()),
                ("pinned", pinned.into()),
            ])
        });
        let columns = Json::object([
            ("order", Json::list(columns)),
            ("sized", layout.sized.into()),
            ("chosen", layout.chosen.into()),
        ]);
        let settings = Json::object([
            ("columns", columns),
            ("sort", (&*self.sort.write()).into()),
            ("panel_width", self.panel_width.pixels().into()),
            ("report_open", self.report_open.into()),
            ("facets_closed", self.facets_closed.into()),
            ("expected", Json::list(self.expected.iter().map(|term| term.as_str().into()))),
            ("zone", self.zone.as_str().into()),
        ]);
        settings.write()
    }
}

/// Shows or hides a column. An order by a column that is hidden could not be explained, and goes with it.
pub fn show_column(settings: SettingsStore, column: Column, shown: bool) {
    settings.columns().update(|columns| columns.show(column, shown));
    let is_hidden = settings.columns().with_untracked(|columns| columns.shown().all(|each| each.column != column));
    let Order(mut order) = settings.sort().get_untracked();
    order.retain(|sort| !is_hidden || sort.column != column);
    settings.sort().set(if order.is_empty() { Order::default() } else { Order(order) });
}

/// The columns and the order of a fresh page.
pub fn reset_columns(settings: SettingsStore) {
    settings.columns().set(ColumnLayout::default());
    settings.sort().set(Order::default());
}

fn saved_layout(saved: &Json) -> SavedLayout {
    let flag = |name| saved.member(name).flag().unwrap_or_default();
    SavedLayout {
        order: saved.member("order").items().iter().filter_map(saved_column).collect(),
        sized: flag("sized"),
        chosen: flag("chosen"),
    }
}

fn saved_column(saved: &Json) -> Option<SavedColumn> {
    Some(SavedColumn {
        column: saved.member("column").text()?,
        width: saved.member("width").number()?,
        shown: saved.member("shown").flag()?,
        pinned: saved.member("pinned").flag().unwrap_or_default(),
    })
}

/// Reads the settings, and writes them again whenever one changes.
pub(super) fn provide() -> SettingsStore {
    let settings = Store::new(storage::load(NAME).map(|text| Settings::from_json(&text)).unwrap_or_default());
    let mut before = None;
    effect(move || {
        let text = settings.with(Settings::to_json);
        if before.as_ref().is_some_and(|before| *before != text) {
            // Full or forbidden: the page works without what it would have remembered.
            let _ = storage::save(NAME, &text);
        }
        before = Some(text);
    });
    settings
}
