//! How the tabs hang together.

use crate::dossier::Tab;

/// The id of the tab's element.
#[must_use]
pub fn tab_id(tab: Tab) -> &'static str {
    match tab {
        Tab::Steps => "event-tab-steps",
        Tab::Troubleshooting => "event-tab-troubleshooting",
        Tab::ModifiedProperties => "event-tab-modified-properties",
        Tab::Summary => "event-tab-summary",
        Tab::Json => "event-tab-json",
    }
}

/// The id of the panel's element.
#[must_use]
pub fn panel_id(tab: Tab) -> &'static str {
    match tab {
        Tab::Steps => "event-panel-steps",
        Tab::Troubleshooting => "event-panel-troubleshooting",
        Tab::ModifiedProperties => "event-panel-modified-properties",
        Tab::Summary => "event-panel-summary",
        Tab::Json => "event-panel-json",
    }
}

/// The tab that a key leads to, round the ends; `None` for keys that lead nowhere.
#[must_use]
pub fn after_key(tab: Tab, key: &str) -> Option<Tab> {
    let here = tab as usize;
    let there = match key {
        "ArrowRight" => (here + 1) % Tab::ALL.len(),
        "ArrowLeft" => (here + Tab::ALL.len() - 1) % Tab::ALL.len(),
        "Home" => 0,
        "End" => Tab::ALL.len() - 1,
        _ => return None,
    };
    Some(Tab::ALL[there])
}
