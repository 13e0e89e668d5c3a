//! What a provisioning log says, in the words of Microsoft Graph's `provisioningObjectSummary`.
//!
//! Plain data. How the many written forms become these types is the business of `format`; what a code means is the
//! business of `advice`. An empty string stands for a member that was absent, null or empty, except where the
//! difference means something to a person ([`Written`]).

mod audit;
pub mod instant;
mod job;
mod words;

use serde::{Deserialize, Serialize};

pub use audit::{AuditInitiator, DirectoryAudit, TargetResource};
pub use instant::Instant;
pub use job::{JobError, JobProgress, JobStatus, Quarantine, Schedule, SynchronizationJob, TaskExecution};
pub use words::{Action, ErrorCategory, InitiatorType, Status, StepType};

/// One attempt to create, change, disable or delete one object in one target system.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisioningEvent {
    /// Unique per record; the key by which duplicates are known.
    pub id: String,
    /// When it happened; `None` where the record's own words could not be read.
    pub activity_date_time: Option<Instant>,
    /// What the record says in the place of a date where that could not be read.
    pub unread_date: String,
    pub tenant_id: String,
    /// `<template>.<tenant>.<service principal>`.
    pub job_id: String,
    /// One pass of a job over its source.
    pub cycle_id: String,
    /// The identifier to hand to support.
    pub change_id: String,
    /// The whole operation, in milliseconds.
    pub duration_in_milliseconds: Option<u64>,
    pub provisioning_action: Action,
    pub provisioning_status_info: ProvisioningStatusInfo,
    pub initiated_by: Initiator,
    /// The application that is provisioned to or from.
    pub service_principal: ServicePrincipal,
    pub source_system: ProvisioningSystem,
    pub target_system: ProvisioningSystem,
    pub source_identity: ProvisionedIdentity,
    pub target_identity: ProvisionedIdentity,
    /// In the record's own order, which is the order of happening.
    pub provisioning_steps: Vec<ProvisioningStep>,
    pub modified_properties: Vec<ModifiedProperty>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisioningStatusInfo {
    pub status: Status,
    /// Absent, as a rule, unless the event failed.
    pub error_information: Option<ProvisioningErrorInfo>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisioningErrorInfo {
    pub error_code: String,
    pub error_category: ErrorCategory,
    pub reason: String,
    pub additional_details: String,
    pub recommended_action: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Initiator {
    pub id: String,
    pub display_name: String,
    pub initiator_type: InitiatorType,
}

/// Shown to people as *Application*.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServicePrincipal {
    pub id: String,
    pub display_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisioningSystem {
    pub id: String,
    pub display_name: String,
    pub details: Details,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisionedIdentity {
    pub id: String,
    pub display_name: String,
    /// `User`, `Group`, or the schema's URN; see [`short_type`].
    pub identity_type: String,
    pub details: Details,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvisioningStep {
    /// What the service calls it, such as `EntryImportUpdate`.
    pub name: String,
    pub provisioning_step_type: StepType,
    pub status: Status,
    pub description: String,
    pub details: Details,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModifiedProperty {
    pub display_name: String,
    pub old_value: Written,
    pub new_value: Written,
}

/// A value as it stood in the record: empty, null and missing are three different things to say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Written {
    #[default]
    Missing,
    Null,
    Text(String),
    /// A number, a truth value, an array or an object: its JSON, as written.
    Json(String),
}

impl Written {
    /// The words of the value; empty for null and missing.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Missing | Self::Null => "",
            Self::Text(text) | Self::Json(text) => text,
        }
    }
}

/// Named values in the record's own order. Names may differ by letter case only, and may repeat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details(pub Vec<(String, Written)>);

impl Details {
    /// The first value of that name, letter for letter, else of that name in another letter case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Written> {
        let exact = self.0.iter().find(|(key, _)| key == name);
        exact.or_else(|| self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))).map(|(_, value)| value)
    }
}

impl ProvisioningEvent {
    /// The reason a step gives for passing the object over; empty if there is none.
    #[must_use]
    pub fn skip_reason(&self) -> &str {
        let mut reasons = self.provisioning_steps.iter().filter_map(|step| step.details.get("SkipReason"));
        reasons.next().map_or("", Written::as_str)
    }

    /// The error code, else the skip reason: live skipped records carry only the latter.
    #[must_use]
    pub fn effective_code(&self) -> &str {
        match &self.provisioning_status_info.error_information {
            Some(error) if !error.error_code.is_empty() => &error.error_code,
            _ => self.skip_reason(),
        }
    }

    /// The name a person would call the object by: source name, else target name, else sign-in name, else an id.
    #[must_use]
    pub fn identity_label(&self) -> &str {
        let upn = self.user_principal_name();
        let candidates = [
            self.source_identity.display_name.as_str(),
            self.target_identity.display_name.as_str(),
            upn,
            self.source_identity.id.as_str(),
            self.target_identity.id.as_str(),
        ];
        candidates.into_iter().find(|text| !text.is_empty()).unwrap_or("")
    }

    /// The user principal name of the source identity, else of the target; empty if neither has one.
    #[must_use]
    pub fn user_principal_name(&self) -> &str {
        let sides = [&self.source_identity, &self.target_identity];
        let mut found = sides.into_iter().filter_map(|side| side.details.get("UserPrincipalName"));
        found.next().map_or("", Written::as_str)
    }

    /// The short type of the source identity, else of the target identity; empty if neither has one.
    #[must_use]
    pub fn object_type(&self) -> &str {
        match short_type(&self.source_identity.identity_type) {
            "" => short_type(&self.target_identity.identity_type),
            kind => kind,
        }
    }
}

/// The short word for an identity type: `urn:…:2.0:User` is a `User`.
#[must_use]
pub fn short_type(identity_type: &str) -> &str {
    if identity_type.starts_with("urn:") {
        identity_type.rsplit(':').next().unwrap_or(identity_type)
    } else {
        identity_type
    }
}
