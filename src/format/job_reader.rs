//! One synchronization job whole.

use super::members::Members;
use super::mend::mend;
use crate::event::{
    Instant, JobError, JobProgress, JobStatus, Quarantine, Schedule, SynchronizationJob, TaskExecution,
};

/// Reads a job; `None` where its JSON cannot be read.
#[must_use]
pub fn read_job(json: &str) -> Option<SynchronizationJob> {
    if let Ok(members) = Members::parse(json) {
        return Some(job(&members));
    }
    let (mended, _) = mend(json)?;
    Members::parse(&mended).ok().map(|members| job(&members))
}

fn job(members: &Members<'_>) -> SynchronizationJob {
    let schedule = members.object(&["schedule"]);
    let settings = members.list(&["synchronizationJobSettings"]);
    SynchronizationJob {
        id: members.text(&["id"]),
        template_id: members.text(&["templateId"]),
        schedule: Schedule {
            expiration: date(&schedule, "expiration"),
            interval: schedule.text(&["interval"]),
            state: schedule.text(&["state"]),
        },
        status: status(&members.object(&["status"])),
        settings: settings.iter().map(|one| (one.text(&["name"]), one.text(&["value"]))).collect(),
    }
}

fn status(members: &Members<'_>) -> JobStatus {
    let counts = members.list(&["synchronizedEntryCountByType"]);
    JobStatus {
        code: members.text(&["code"]),
        count_successive_complete_failures: number(members, "countSuccessiveCompleteFailures"),
        escrows_pruned: is_true(members, "escrowsPruned"),
        last_execution: some(members, "lastExecution").map(|one| execution(&one)),
        last_successful_execution: some(members, "lastSuccessfulExecution").map(|one| execution(&one)),
        last_successful_execution_with_exports: some(members, "lastSuccessfulExecutionWithExports")
            .map(|one| execution(&one)),
        progress: members.list(&["progress"]).iter().map(progress).collect(),
        quarantine: some(members, "quarantine").map(|one| quarantine(&one)),
        steady_state_first_achieved_time: date(members, "steadyStateFirstAchievedTime"),
        steady_state_last_achieved_time: date(members, "steadyStateLastAchievedTime"),
        synchronized_entry_count_by_type: counts.iter().map(|one| (one.text(&["key"]), number(one, "value"))).collect(),
        troubleshooting_url: members.text(&["troubleshootingUrl"]),
    }
}

fn execution(members: &Members<'_>) -> TaskExecution {
    let counts = members.iter().filter_map(|(name, value)| {
        let counted = name.strip_prefix("count").or_else(|| name.strip_prefix("Count"))?;
        Some((counted.to_owned(), value.get().parse().ok()?))
    });
    TaskExecution {
        activity_identifier: members.text(&["activityIdentifier"]),
        state: members.text(&["state"]),
        time_began: date(members, "timeBegan"),
        time_ended: date(members, "timeEnded"),
        error: error(members),
        counts: counts.collect(),
    }
}

fn progress(members: &Members<'_>) -> JobProgress {
    JobProgress {
        completed_units: number(members, "completedUnits"),
        total_units: number(members, "totalUnits"),
        observed: date(members, "progressObservationDateTime"),
        units: members.text(&["units"]),
    }
}

fn quarantine(members: &Members<'_>) -> Quarantine {
    Quarantine {
        reason: members.text(&["reason"]),
        current_began: date(members, "currentBegan"),
        series_began: date(members, "seriesBegan"),
        series_count: number(members, "seriesCount"),
        next_attempt: date(members, "nextAttempt"),
        error: error(members),
    }
}

/// The error, unless it says that there is none.
fn error(members: &Members<'_>) -> Option<JobError> {
    let error = some(members, "error")?;
    let code = error.text(&["code"]);
    let says = !code.is_empty() && !code.eq_ignore_ascii_case("None");
    says.then(|| JobError {
        code,
        message: error.text(&["message"]),
        tenant_actionable: is_true(&error, "tenantActionable"),
    })
}

/// A member that is an object and not empty.
fn some<'a>(members: &Members<'a>, name: &str) -> Option<Members<'a>> {
    Some(members.object(&[name])).filter(|object| !object.is_empty())
}

fn date(members: &Members<'_>, name: &str) -> Option<Instant> {
    Instant::parse(members.text(&[name]).as_bytes())
}

fn number(members: &Members<'_>, name: &str) -> u64 {
    members.text(&[name]).parse().unwrap_or_default()
}

fn is_true(members: &Members<'_>, name: &str) -> bool {
    members.text(&[name]).eq_ignore_ascii_case("true")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_in_quarantine_says_why_and_never_is_no_date() {
        let json = r#"{"id":"scim.t.s","templateId":"scim","schedule":{"expiration":null,"interval":"PT40M","state":"Active"},
            "status":{"code":"Quarantine","countSuccessiveCompleteFailures":3,"escrowsPruned":false,
              "steadyStateFirstAchievedTime":"2026-01-05T08:00:00Z","steadyStateLastAchievedTime":"0001-01-01T00:00:00Z",
              "quarantine":{"currentBegan":"","nextAttempt":"0001-01-01T00:00:00Z","reason":"TooManyDeletes","seriesCount":4,
                "error":{"code":"InvalidCredentials","message":"m","tenantActionable":true}},
              "lastExecution":{"activityIdentifier":null,"countImported":7,"countExports":2,"state":"Failed",
                "timeBegan":"2026-08-20T00:00:00Z","error":{"code":"None","message":"","tenantActionable":false}},
              "lastSuccessfulExecution":null,"progress":[{"completedUnits":1,"totalUnits":4,"units":"pages"}],
              "synchronizedEntryCountByType":[{"key":"user to User","value":312}],},
            "synchronizationJobSettings":[{"name":"LookaheadQueryEnabled","value":"False"}]}"#;
        let job = read_job(json).unwrap();
        let quarantine = job.status.quarantine.as_ref().unwrap();
        assert_eq!(
            (quarantine.reason.as_str(), quarantine.series_count, quarantine.next_attempt),
            ("TooManyDeletes", 4, None)
        );
        assert!(quarantine.error.as_ref().unwrap().tenant_actionable);
        let execution = job.status.last_execution.as_ref().unwrap();
        assert_eq!(execution.counts, [("Imported".to_owned(), 7), ("Exports".to_owned(), 2)]);
        assert_eq!(execution.error, None);
        assert_eq!(job.status.steady_state_last_achieved_time, None);
        assert_eq!(job.status.synchronized_entry_count_by_type, [("user to User".to_owned(), 312)]);
        assert_eq!((job.status.progress[0].completed_units, job.settings.len()), (1, 1));
        assert_eq!(read_job("["), None);
    }
}
