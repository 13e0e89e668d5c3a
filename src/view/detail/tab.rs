//! The five tabs.

use crate::event::{ProvisioningEvent, Status};

/// One tab of the details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Steps,
    Troubleshooting,
    ModifiedProperties,
    Summary,
    Json,
}

impl Tab {
    /// In the order shown.
    pub const ALL: [Self; 5] =
        [Self::Steps, Self::Troubleshooting, Self::ModifiedProperties, Self::Summary, Self::Json];

    /// The tab to open with where the person has not chosen: a failure calls for help.
    #[must_use]
    pub fn default_for(event: &ProvisioningEvent) -> Self {
        match event.provisioning_status_info.status {
            Status::Failure => Self::Troubleshooting,
            _ => Self::Steps,
        }
    }

    /// The name, which is promised to assistive technology and tests.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Steps => "Steps",
            Self::Troubleshooting => "Troubleshooting & Recommendations",
            Self::ModifiedProperties => "Modified properties",
            Self::Summary => "Summary",
            Self::Json => "JSON",
        }
    }

    /// The id of the tab's element.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Steps => "event-tab-steps",
            Self::Troubleshooting => "event-tab-troubleshooting",
            Self::ModifiedProperties => "event-tab-modified-properties",
            Self::Summary => "event-tab-summary",
            Self::Json => "event-tab-json",
        }
    }

    /// The id of the panel's element.
    #[must_use]
    pub fn panel_id(self) -> &'static str {
        match self {
            Self::Steps => "event-panel-steps",
            Self::Troubleshooting => "event-panel-troubleshooting",
            Self::ModifiedProperties => "event-panel-modified-properties",
            Self::Summary => "event-panel-summary",
            Self::Json => "event-panel-json",
        }
    }

    /// The tab that a key leads to, round the ends; `None` for keys that lead nowhere.
    #[must_use]
    pub fn after_key(self, key: &str) -> Option<Self> {
        let here = Self::ALL.iter().position(|tab| *tab == self)?;
        let there = match key {
            "ArrowRight" => (here + 1) % Self::ALL.len(),
            "ArrowLeft" => (here + Self::ALL.len() - 1) % Self::ALL.len(),
            "Home" => 0,
            "End" => Self::ALL.len() - 1,
            _ => return None,
        };
        Some(Self::ALL[there])
    }
}
