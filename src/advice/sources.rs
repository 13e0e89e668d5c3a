//! Where the facts of the knowledge base come from, and the pages to read on.

/// A place that an entry's facts were read at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// What a person finds there.
    pub title: &'static str,
    /// `owner/repository: path`, or the name of a standard.
    pub key: &'static str,
    /// The page to read on; always https.
    pub page: Option<&'static str>,
    /// Told by users and not confirmed by documentation.
    pub is_report: bool,
}

/// What general help rests on; the sources of codes stand with them.
pub const LOGS: Source = Source {
    title: "Provisioning logs and their error codes",
    key: "MicrosoftDocs/entra-docs: docs/identity/monitoring-health/howto-analyze-provisioning-logs.md",
    page: Some("https://learn.microsoft.com/entra/identity/monitoring-health/howto-analyze-provisioning-logs"),
    is_report: false,
};

/// The same.
pub const HOW: Source = Source {
    title: "How provisioning works",
    key: "MicrosoftDocs/entra-docs: docs/identity/app-provisioning/how-provisioning-works.md",
    page: Some("https://learn.microsoft.com/entra/identity/app-provisioning/how-provisioning-works"),
    is_report: false,
};
