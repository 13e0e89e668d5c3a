//! A memory that is full: reading stops, and what was read stays.

use provlens::format::ProblemKind;
use provlens::protocol::{OpenMode, Reply, Request};
use provlens::query::{Query, Sort};
use provlens::table::RowId;

use crate::host::Host;

fn log(first: usize, events: usize) -> Vec<u8> {
    let event = |number: usize| {
        format!(
            r#"{{"id":"e{number}","activityDateTime":"2026-11-18T10:00:00Z","changeId":"c{number}","x":"{:300}"}}"#,
            ""
        )
    };
    format!("[{}]", (first..first + events).map(event).collect::<Vec<_>>().join(",")).into_bytes()
}

fn problems(host: &mut Host) -> Vec<(String, ProblemKind, u64)> {
    let Reply::Report(report) = host.ask(Request::Report) else { panic!() };
    report.problems.into_iter().map(|problem| (problem.file, problem.kind, problem.count)).collect()
}

#[test]
fn reading_stops_with_a_clear_word_and_what_was_read_is_there() {
    let mut host = Host::default();
    host.engine.limit_memory(400_000);
    let file = log(0, 5000);
    let (next, small) = (log(9000, 5000), log(20_000, 10));
    let files = [("large.json", &file[..]), ("next.json", &next), ("small.json", &small)];
    let opened = host.open(OpenMode::Replace, &files, 10_000);
    assert!((100..4000).contains(&opened.events), "{} events", opened.events);
    let stopped = |file: &str| (file.to_owned(), ProblemKind::NoMemory, 0);
    assert_eq!(problems(&mut host), [stopped("large.json"), stopped("next.json")]);
    assert_eq!(host.view(&Query::default(), Sort::default()).len() as u32, opened.events);
    assert_eq!(host.record(99).unwrap().id, "e99");
    // For a small one there is room: what was made ahead for the large one is given back.
    assert_eq!(host.record(opened.events - 1).unwrap().id, "e20009");
    // Another log, with room for it, is read whole.
    host.engine.limit_memory(1 << 30);
    assert_eq!(host.open(OpenMode::Replace, &[("large.json", &file)], 10_000).events, 5000);
    assert_eq!(problems(&mut host), []);
}

#[test]
fn a_hundred_thousand_readings_of_one_event_are_one_event() {
    let mut host = Host::default();
    let one = String::from_utf8(log(7, 1)).unwrap();
    let record = &one[1..one.len() - 1];
    let file = format!("[{}{record}]", format!("{record},").repeat(99_999));
    let opened = host.open(OpenMode::Replace, &[("log.json", file.as_bytes())], 1 << 20);
    assert_eq!((opened.events, opened.problems), (1, 99_999));
    assert_eq!(host.view(&Query::default(), Sort::default()), [RowId(99_999)]);
    assert_eq!(problems(&mut host), [("log.json".to_owned(), ProblemKind::Duplicate, 99_999)]);
}
