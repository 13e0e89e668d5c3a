//! What is said of jobs.

use super::plain_text::blocks;
use crate::dossier::{AskedJobs, HeardJob, KeptJob, KnownJobs, jobs};
use crate::event::Instant;

const ID: &str = "scim.11111111111111111111111111111111.22222222-2222-2222-2222-222222222222";

fn record(schedule: &str, status: &str) -> String {
    format!(r#"{{"id":"{ID}","templateId":"scim","schedule":{schedule},"status":{status}}}"#)
}

fn active(status: &str) -> String {
    record(r#"{"interval":"PT40M","state":"Active"}"#, status)
}

fn known(raw: &str) -> KnownJobs {
    let newest = Instant::parse(b"2026-11-18T09:00:00Z");
    let heard = HeardJob { id: ID.to_owned(), application: "Contoso".to_owned(), events: 1300, failures: 12, newest };
    KnownJobs {
        heard: vec![heard],
        kept: vec![KeptJob { raw: raw.to_owned(), file: "jobs\u{202e}.json".to_owned() }],
        ..KnownJobs::default()
    }
}

fn told(known: &KnownJobs, asked: &[AskedJobs]) -> String {
    blocks(&jobs(known, asked), 0)
}

#[test]
fn a_job_in_quarantine_says_why_since_when_and_when_it_ends() {
    let raw = active(
        r#"{"code":"Quarantine","countSuccessiveCompleteFailures":3,"escrowsPruned":true,
            "steadyStateFirstAchievedTime":"2026-01-05T08:00:00Z","steadyStateLastAchievedTime":"2026-08-19T08:00:00Z",
            "quarantine":{"seriesBegan":"2026-08-20T00:00:00Z","currentBegan":"2026-08-22T00:00:00Z","seriesCount":2,
              "nextAttempt":"2026-08-23T00:00:00Z","reason":"EncounteredQuarantineException",
              "error":{"code":"InvalidCredentials","message":"no","tenantActionable":true}},
            "lastExecution":{"state":"Failed","timeBegan":"2026-08-22T00:00:00Z","timeEnded":"2026-08-22T00:00:05Z",
              "countImported":7000,"countExported":1,"countExports":4,"countEscrowed":2},
            "lastSuccessfulExecution":{"state":"Succeeded","timeEnded":"2026-08-19T08:00:00Z"},
            "synchronizedEntryCountByType":[{"key":"user to User","value":1312}],
            "troubleshootingUrl":"javascript:alert(1)"}"#,
    );
    insta::assert_snapshot!(told(&known(&raw), &[]));
}

#[test]
fn what_the_api_says_goes_before_what_lies_in_a_file() {
    let at = Instant::parse(b"2026-11-18T10:00:00Z").unwrap();
    let of = "22222222-2222-2222-2222-222222222222".to_owned();
    let known = known(&active(r#"{"code":"Paused"}"#));
    assert_eq!(known.service_principals(), [of.as_str()]);
    assert!(told(&known, &[]).contains("1 job: 1 paused."));
    let said = vec![active(r#"{"code":"Active","steadyStateFirstAchievedTime":"2026-01-05T08:00:00Z"}"#)];
    let asked = AskedJobs { service_principal: of.clone(), at, said: Ok(said) };
    let words = told(&known, &[asked]);
    assert!(words.contains("1 job: 1 active.") && words.contains("the API, 2026-11-18T10:00:00Z"), "{words}");
    let asked = AskedJobs { service_principal: of, at, said: Err("It may not be read.".to_owned()) };
    let words = told(&known, &[asked]);
    assert!(words.contains("1 job: 1 paused.") && words.contains("It may not be read."), "{words}");
}

#[test]
fn jobs_in_trouble_come_first_and_what_is_not_known_last() {
    let job = |code: &str, failed: bool| {
        let last = if failed { r#","lastExecution":{"state":"Failed"}"# } else { "" };
        format!(r#"{{"id":"{code}{failed}","status":{{"code":"{code}"{last}}}}}"#)
    };
    let raws =
        [job("Active", false), job("Active", true), job("NotRun", false), job("Quarantine", false), "[".to_owned()];
    let kept = raws.into_iter().map(|raw| KeptJob { raw, file: "f".to_owned() }).collect();
    let heard = vec![HeardJob { id: "heard".to_owned(), ..HeardJob::default() }];
    let words = told(&KnownJobs { heard, kept, ..KnownJobs::default() }, &[]);
    let first =
        "5 jobs: 1 in quarantine; 1 active, last run failed; 1 first run not finished; 1 active; 1 state not known.";
    assert!(words.contains(first) && words.contains("1 record of a job could not be read."), "{words}");
    let place = |id: &str| words.find(&format!("{id}  {{copy job id}}")).unwrap();
    let places = ["Quarantinefalse", "Activetrue", "NotRunfalse", "Activefalse", "heard"].map(place);
    assert!(places.is_sorted(), "{words}");
}

#[test]
fn of_jobs_that_nobody_has_told_of_it_is_not_said_of_each() {
    let heard = |id: &str| HeardJob { id: id.to_owned(), events: 2, ..HeardJob::default() };
    let words = told(&KnownJobs { heard: vec![heard("a"), heard("b")], ..KnownJobs::default() }, &[]);
    assert!(words.contains("2 jobs.") && words.contains("2 events <job>"), "{words}");
    assert!(!words.contains("not known"), "{words}");
}

#[test]
fn what_an_api_was_not_asked_for_is_not_told_of_a_job() {
    let heard = vec![HeardJob { id: "a".to_owned(), events: 2, failures: 2, ..HeardJob::default() }];
    let everything = KnownJobs { heard, ..KnownJobs::default() };
    let failures = KnownJobs { asked_for: "status:failure".to_owned(), ..everything.clone() };
    assert!(told(&failures, &[]).contains("asked only for"), "{}", told(&failures, &[]));
    assert!(!told(&everything, &[]).contains("asked"), "{}", told(&everything, &[]));
}

#[test]
fn nothing_known_is_said() {
    assert!(told(&KnownJobs::default(), &[]).contains("No job is known"));
}

#[test]
fn a_schedule_is_told_in_the_unit_that_it_is_written_in() {
    for (interval, said) in [
        ("PT40M", "every 40 minutes, on"),
        ("PT1H", "every hour, on"),
        ("P1D", "every day, on"),
        ("PT1H30M", "every PT1H30M, on"),
        ("", "none, on"),
        ("P10675199DT2H48M5.4775807S", "none, on"),
    ] {
        let raw = record(&format!(r#"{{"interval":"{interval}","state":"Active"}}"#), r#"{"code":"Active"}"#);
        let words = told(&known(&raw), &[]);
        assert!(words.contains(&format!("Bare: {said}\n")), "{said}: {words}");
    }
}

#[test]
fn hostile_texts_stay_texts() {
    for text in ["<img src=x onerror=alert(1)>", "\u{202e}evil", "\0", &"a".repeat(100_000)] {
        let text = serde_json::to_string(text).unwrap();
        let raw = format!(
            r#"{{"id":{text},"templateId":{text},"schedule":{{"interval":{text},"state":{text}}},"status":{{"code":{text},
                "quarantine":{{"reason":{text},"error":{{"code":{text},"message":{text}}}}},"troubleshootingUrl":{text},
                "lastExecution":{{"state":{text}}},"progress":[{{"units":{text}}}],
                "synchronizedEntryCountByType":[{{"key":{text},"value":1}}]}},
                "synchronizationJobSettings":[{{"name":{text},"value":{text}}}]}}"#
        );
        let words = told(&known(&raw), &[]);
        assert!(!words.contains('\u{202e}') && !words.contains('\0') && words.len() < 60_000, "{}", words.len());
    }
}
