//! What is known of jobs: from the log's events, from the files, and from an API that was asked.

use serde::{Deserialize, Serialize};

use crate::event::Instant;
use crate::format::read_job;
use crate::insight::job_id::JobId;

/// What is known of jobs without asking an API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownJobs {
    /// Those that the log's events are of.
    pub heard: Vec<HeardJob>,
    /// The records of jobs among the files, in their order.
    pub kept: Vec<KeptJob>,
    /// The filter of an API that was asked for some events alone; empty where there is none.
    pub asked_for: String,
}

/// What the log's events say of a job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeardJob {
    pub id: String,
    /// As the newest event names it.
    pub application: String,
    pub events: u32,
    /// Of these.
    pub failures: u32,
    pub newest: Option<Instant>,
}

/// The record of a job in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptJob {
    pub raw: String,
    pub file: String,
}

/// What an API has said of the jobs of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedJobs {
    /// The application's id, with which job ids end.
    pub service_principal: String,
    pub at: Instant,
    /// The records of its jobs, or in a sentence why there are none.
    pub said: Result<Vec<String>, String>,
}

impl KnownJobs {
    /// The applications whose jobs an API can be asked for, each once.
    #[must_use]
    pub fn service_principals(&self) -> Vec<String> {
        let mut found = Vec::new();
        let kept = self.kept.iter().filter_map(|kept| read_job(&kept.raw)).map(|job| job.id);
        for id in self.heard.iter().map(|heard| heard.id.clone()).chain(kept) {
            let JobId { service_principal, .. } = JobId::parse(&id);
            if !service_principal.is_empty() && !found.contains(&service_principal) {
                found.push(service_principal);
            }
        }
        found
    }
}
