//! The five tabs.

use serde::{Deserialize, Serialize};

/// One tab of the details.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
}
