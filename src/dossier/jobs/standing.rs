//! How a job fares, in a word.

use super::Entry;
use crate::event::Status;

/// How a job fares, the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Quarantine,
    Failing,
    NotConfigured,
    Off,
    NotRun,
    Active,
    Other,
    Unknown,
}

impl Standing {
    pub fn of(entry: &Entry<'_>) -> Self {
        let Some((job, _)) = &entry.state else { return Self::Unknown };
        let failed = job.status.last_execution.as_ref().is_some_and(|last| last.state.eq_ignore_ascii_case("Failed"));
        let is = |code: &str| job.status.code.eq_ignore_ascii_case(code);
        match () {
            () if is("Quarantine") || job.status.quarantine.is_some() => Self::Quarantine,
            () if is("NotConfigured") => Self::NotConfigured,
            () if is("Paused")
                || ["Disabled", "Paused"].iter().any(|off| job.schedule.state.eq_ignore_ascii_case(off)) =>
            {
                Self::Off
            }
            () if is("NotRun") => Self::NotRun,
            () if is("Active") && failed => Self::Failing,
            () if is("Active") => Self::Active,
            () => Self::Other,
        }
    }

    pub const fn word(self) -> &'static str {
        match self {
            Self::Quarantine => "In quarantine",
            Self::Failing => "Active, last run failed",
            Self::NotConfigured => "Not configured",
            Self::Off => "Paused",
            Self::NotRun => "First run not finished",
            Self::Active => "Active",
            Self::Other => "In another state",
            Self::Unknown => "State not known",
        }
    }

    /// The status whose drawing and colour it has.
    pub fn look(self) -> Status {
        match self {
            Self::Quarantine => Status::Failure,
            Self::Failing => Status::Warning,
            Self::NotConfigured | Self::Off | Self::NotRun => Status::Skipped,
            Self::Active => Status::Success,
            Self::Other | Self::Unknown => Status::Unknown(String::new()),
        }
    }
}
