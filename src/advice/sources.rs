//! Where the facts of the knowledge base come from, and the pages to read on.

/// A place that an entry's facts were read at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// A page of Microsoft's documentation on Entra, of which the repository's path gives the address.
macro_rules! entra_page {
    ($name:ident, $path:literal, $title:literal) => {
        pub const $name: Source = Source {
            title: $title,
            key: concat!("MicrosoftDocs/entra-docs: docs/identity/", $path, ".md"),
            page: Some(concat!("https://learn.microsoft.com/entra/identity/", $path)),
            is_report: false,
        };
    };
}

entra_page!(LOGS, "monitoring-health/howto-analyze-provisioning-logs", "Provisioning logs and their error codes");
entra_page!(HOW, "app-provisioning/how-provisioning-works", "How provisioning works");
entra_page!(
    QUARANTINE,
    "app-provisioning/application-provisioning-quarantine-status",
    "Provisioning jobs in quarantine"
);
entra_page!(DELETIONS, "app-provisioning/accidental-deletions", "Guarding against accidental deletions");
entra_page!(KNOWN_ISSUES, "app-provisioning/known-issues", "Known limits of provisioning");
entra_page!(SCIM, "app-provisioning/use-scim-to-provision-users-and-groups", "What the SCIM client expects");
entra_page!(
    SCIM_FLAGS,
    "app-provisioning/application-provisioning-config-problem-scim-compatibility",
    "SCIM compatibility of the client"
);
entra_page!(
    NO_USERS,
    "app-provisioning/application-provisioning-config-problem-no-users-provisioned",
    "When users are not provisioned"
);
entra_page!(SCOPING, "app-provisioning/define-conditional-rules-for-provisioning-user-accounts", "Scoping filters");
entra_page!(MAPPING, "app-provisioning/customize-application-attributes", "Attribute mappings");
entra_page!(FUNCTIONS, "app-provisioning/functions-for-customizing-application-data", "Functions for mappings");
entra_page!(
    LOG_ANALYTICS,
    "app-provisioning/application-provisioning-log-analytics",
    "Provisioning logs in Azure Monitor"
);
entra_page!(HR_CREATE, "app-provisioning/hr-user-creation-issues", "HR provisioning: accounts are not created");
entra_page!(HR_UPDATE, "app-provisioning/hr-user-update-issues", "HR provisioning: accounts are not updated");
entra_page!(HR_MANAGER, "app-provisioning/hr-manager-update-issues", "HR provisioning: managers are not set");
entra_page!(HR_WRITE_BACK, "app-provisioning/hr-writeback-issues", "HR provisioning: trouble with write-back");
entra_page!(
    AD_RIGHTS,
    "app-provisioning/insufficient-access-rights-error-troubleshooting",
    "Rights of the agent in Active Directory"
);
entra_page!(
    INBOUND_API,
    "app-provisioning/inbound-provisioning-api-issues",
    "API-driven provisioning: troubleshooting"
);
entra_page!(WORKDAY, "saas-apps/workday-inbound-tutorial", "Workday to Active Directory");
entra_page!(ECMA, "app-provisioning/on-premises-ecma-troubleshoot", "On-premises applications: troubleshooting");
entra_page!(CLOUD_SYNC, "hybrid/cloud-sync/reference-error-codes", "Cloud sync error codes");
entra_page!(CLOUD_SYNC_HELP, "hybrid/cloud-sync/how-to-troubleshoot", "Cloud sync: troubleshooting");
entra_page!(
    CROSS_TENANT,
    "multi-tenant-organizations/cross-tenant-synchronization-configure",
    "Setting up cross-tenant synchronization"
);

/// The samples of Graph's synchronization API.
pub const GRAPH_JOBS: Source = Source {
    title: "Graph's synchronization jobs",
    key: "microsoftgraph/microsoft-graph-docs: api-reference/beta/api/synchronization-synchronizationjob-get.md",
    page: None,
    is_report: false,
};

/// The members of Graph's `quarantineReason`.
pub const GRAPH_QUARANTINE: Source = Source {
    title: "Graph's quarantine reasons",
    key: "microsoftgraph/microsoft-graph-docs-contrib: \
          api-reference/v1.0/resources/synchronization-synchronizationquarantine.md",
    page: None,
    is_report: false,
};

/// The standard that SCIM's error replies follow.
pub const SCIM_PROTOCOL: Source =
    Source { title: "The SCIM protocol", key: "IETF RFC 7644: section 3.12", page: None, is_report: false };

/// A discussion of SCIM requests that an endpoint refused.
pub const SCIM_EXAMPLES: Source =
    Source { title: "A refused SCIM request", key: "1Password/scim-examples: issue 82", page: None, is_report: true };

/// A discussion of SCIM replies that the service could not read.
pub const SENTRY: Source = Source {
    title: "A SCIM reply that was not accepted",
    key: "getsentry/sentry: issue 84941",
    page: None,
    is_report: true,
};

/// A published record.
pub const PUBLISHED_RECORD: Source = Source {
    title: "A published record",
    key: "SumoLogic/sumologic-documentation: docs/integrations/saas-cloud/microsoft-graph-azure-ad-reporting.md",
    page: None,
    is_report: false,
};

/// A complaint that managers make users look failed.
pub const MANAGER_ISSUE: Source = Source {
    title: "A manager that could not be set",
    key: "MicrosoftDocs/azure-docs: issue 99255",
    page: None,
    is_report: true,
};

/// Questions and answers, blogs and issues.
pub const REPORTS: Source = Source {
    title: "Reports of users, not confirmed by documentation",
    key: "community reports",
    page: None,
    is_report: true,
};
