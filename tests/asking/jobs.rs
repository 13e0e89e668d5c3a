//! What is known of jobs: what events say of them, and their records in files of any kind.

use provlens::dossier::{HeardJob, KnownJobs};
use provlens::event::Instant;
use provlens::protocol::OpenMode;

use crate::host::Host;

fn event(id: &str, job: &str, application: &str, status: &str, date: &str) -> String {
    format!(
        r#"{{"id":"{id}","activityDateTime":"{date}","changeId":"c","jobId":"{job}","provisioningAction":"create",
            "provisioningStatusInfo":{{"status":"{status}"}},"servicePrincipal":{{"id":"s","displayName":"{application}"}}}}"#
    )
}

/// With the records of jobs, which are read again from where they lie.
fn known(host: &Host, files: &[&[u8]]) -> KnownJobs {
    let (mut known, places) = host.engine.known_jobs();
    for (job, at) in known.kept.iter_mut().zip(places) {
        let bytes = match host.engine.held_record(at) {
            Some(held) => held.unwrap(),
            None => {
                let start = at.place.offset as usize;
                files[at.source.index()][start..start + at.place.length as usize].to_vec()
            }
        };
        job.raw = String::from_utf8(bytes).unwrap();
    }
    known
}

#[test]
fn a_job_is_known_by_its_events_each_counted_once() {
    let events = [
        event("1", "a", "Old name", "failure", "2026-11-18T10:00:00Z"),
        event("2", "a", "New name", "success", "2026-11-18T12:00:00Z"),
        event("3", "b", "Other", "Failure", "never"),
        event("4", "", "None", "failure", "2026-11-18T10:00:00Z"),
        // The same event again, which has gone for this one.
        event("1", "a", "Old name", "success", "2026-11-18T11:00:00Z"),
    ];
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("log.json", format!("[{}]", events.join(",")).as_bytes())], 64);
    let heard = |id: &str, application: &str, events, failures, newest: Option<&str>| HeardJob {
        id: id.to_owned(),
        application: application.to_owned(),
        events,
        failures,
        newest: newest.and_then(|date| Instant::parse(date.as_bytes())),
    };
    let expected = vec![heard("a", "New name", 2, 0, Some("2026-11-18T12:00:00Z")), heard("b", "Other", 1, 1, None)];
    assert_eq!(known(&host, &[]), KnownJobs { heard: expected, ..KnownJobs::default() });
}

#[test]
fn records_of_jobs_are_kept_from_files_as_they_are_and_from_those_that_are_rewritten() {
    let job = r#"{"id":"scim.t.s","templateId":"scim","schedule":{"interval":"PT40M","state":"Active"},"status":{"code":"Paused"}}"#;
    let page = format!(r#"{{"value":[{job},{job}]}}"#);
    let wide: Vec<u8> = std::iter::once(0xFEFF).chain(page.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("jobs.json", page.as_bytes()), ("wide.json", &wide)], 100);
    let known = known(&host, &[page.as_bytes(), &wide]);
    let told: Vec<(&str, &str)> = known.kept.iter().map(|kept| (kept.file.as_str(), kept.raw.as_str())).collect();
    assert_eq!(told, [("jobs.json", job), ("jobs.json", job), ("wide.json", job), ("wide.json", job)]);
}
