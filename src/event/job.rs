//! The state of a provisioning job: Graph's `synchronizationJob`.
//!
//! Where Graph writes the year 1 for "never", there is no instant.

use serde::{Deserialize, Serialize};

use super::Instant;

/// A job with its schedule and how it fares.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SynchronizationJob {
    /// The job id of provisioning events.
    pub id: String,
    pub template_id: String,
    pub schedule: Schedule,
    pub status: JobStatus,
    /// Names and values, in their order.
    pub settings: Vec<(String, String)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    pub expiration: Option<Instant>,
    /// A duration as ISO 8601 writes it, such as `PT40M`; about 29,000 years where there is no schedule.
    pub interval: String,
    /// `Active`, `Disabled` or `Paused`, as written.
    pub state: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobStatus {
    /// `NotConfigured`, `NotRun`, `Active`, `Paused` or `Quarantine`, as written.
    pub code: String,
    /// Cycles in a row that failed wholly.
    pub count_successive_complete_failures: u64,
    /// Errors of the first cycle were dropped so that it could end.
    pub escrows_pruned: bool,
    pub last_execution: Option<TaskExecution>,
    pub last_successful_execution: Option<TaskExecution>,
    pub last_successful_execution_with_exports: Option<TaskExecution>,
    pub progress: Vec<JobProgress>,
    pub quarantine: Option<Quarantine>,
    /// When the first cycle was completed.
    pub steady_state_first_achieved_time: Option<Instant>,
    pub steady_state_last_achieved_time: Option<Instant>,
    /// Such as `user to User`, and how many.
    pub synchronized_entry_count_by_type: Vec<(String, u64)>,
    pub troubleshooting_url: String,
}

/// One cycle.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskExecution {
    pub activity_identifier: String,
    /// `Succeeded`, `Failed` or `EntryLevelErrors`, as written.
    pub state: String,
    pub time_began: Option<Instant>,
    pub time_ended: Option<Instant>,
    pub error: Option<JobError>,
    /// Graph's counters by their names without `count`, in the record's own order: `Imported`, `Exports`, ...
    pub counts: Vec<(String, u64)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobError {
    pub code: String,
    pub message: String,
    /// The administrator of the tenant can do something about it.
    pub tenant_actionable: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobProgress {
    /// Of `total_units`, which may be 0 where it is not known.
    pub completed_units: u64,
    pub total_units: u64,
    pub observed: Option<Instant>,
    /// What is counted.
    pub units: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarantine {
    /// Such as `EncounteredQuarantineException`, as written.
    pub reason: String,
    /// When the job was last looked at and held back again.
    pub current_began: Option<Instant>,
    /// When this series of quarantines began.
    pub series_began: Option<Instant>,
    pub series_count: u64,
    pub next_attempt: Option<Instant>,
    pub error: Option<JobError>,
}
