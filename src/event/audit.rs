//! What a directory audit tells of provisioning: Graph's `directoryAudit`, as the service *Account Provisioning*
//! writes it.

use serde::{Deserialize, Serialize};

use super::{Instant, ModifiedProperty};

/// One audited activity: an object read, a rule applied, a write to the target, or a change of the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryAudit {
    /// Unique per record; of provisioning `Sync_<correlation id>_...`.
    pub id: String,
    pub activity_date_time: Option<Instant>,
    /// Such as `Import`, `Synchronization rule action`, `Export`, `Quarantine`.
    pub activity_display_name: String,
    pub category: String,
    /// Groups the records of one operation.
    pub correlation_id: String,
    pub logged_by_service: String,
    pub operation_type: String,
    /// `success`, `failure` or `timeout`, as written.
    pub result: String,
    /// The sentence that tells what happened.
    pub result_reason: String,
    /// Who set it going: an application or a person; see [`AuditInitiator`].
    pub initiated_by: AuditInitiator,
    /// What it was done to; of provisioning the application, then the user or group.
    pub target_resources: Vec<TargetResource>,
    /// Named values in the record's own order, such as `ErrorCode`, `EventName`, `JoiningProperty`.
    pub additional_details: Vec<(String, String)>,
}

/// The application, or else the person, that set an activity going.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditInitiator {
    pub id: String,
    pub display_name: String,
    /// Only of people.
    pub user_principal_name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetResource {
    pub id: String,
    pub display_name: String,
    /// `ServicePrincipal`, `User`, `Group`.
    pub resource_type: String,
    pub user_principal_name: String,
    /// Their values are JSON in strings, as written.
    pub modified_properties: Vec<ModifiedProperty>,
}
