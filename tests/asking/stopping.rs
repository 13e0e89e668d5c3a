//! A person says stop: wherever the reading is, what was read stays and answers.

use provlens::format::ProblemKind;
use provlens::protocol::{OpenMode, Reply, Request};
use provlens::query::{Query, Sort};

use crate::host::Host;

/// The front of a file is looked at as a whole before its first record is read.
const FRONT: usize = 64 << 10;

fn records() -> Vec<String> {
    let record = |number: usize| {
        format!(
            r#"{{"id":"e{number}","activityDateTime":"2026-11-18T10:00:00Z","changeId":"c{number}","provisioningSteps":[{{"name":"a{:1000}"}}]}}"#,
            ""
        )
    };
    (0..100).map(record).collect()
}

#[test]
fn a_log_that_is_stopped_at_any_byte_answers_and_takes_more() {
    let records = records();
    let file = format!("[{}]", records.join(","));
    let more = file.replace("\"e", "\"more");
    for read in (0..=file.len()).step_by(331) {
        let mut host = Host::default();
        let opened = host.open_and_stop("log.json", file.as_bytes(), read);
        let most = if read < FRONT { 0 } else { records.len() };
        let there = (0..=most).rev().find(|count| length(&records[..*count]) < read).unwrap_or(0);
        assert_eq!((opened.cancelled, opened.events, opened.problems), (true, there as u32, 0), "after {read} bytes");
        let Reply::Report(report) = host.ask(Request::Report) else { panic!() };
        let problems: Vec<_> = report.problems.iter().map(|problem| &problem.kind).collect();
        assert_eq!(problems, [&ProblemKind::Stopped], "after {read} bytes");
        assert_eq!(host.view(&Query::default(), Sort::default()).len(), there);
        if let Some(last) = there.checked_sub(1) {
            assert_eq!(host.record(last as u32).unwrap().id, format!("e{last}"));
        }
        let opened = host.open(OpenMode::Add, &[("more.json", more.as_bytes())], 1000);
        assert_eq!((opened.cancelled, opened.events as usize), (false, there + records.len()), "after {read} bytes");
    }
}

/// The bytes of records with commas between them.
fn length(records: &[String]) -> usize {
    records.iter().map(|record| record.len() + 1).sum::<usize>().saturating_sub(1)
}
