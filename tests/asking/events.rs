//! One event whole: its record is read again from where it lies.

use provlens::dossier::{Dossier, DossierError};
use provlens::event::{Action, Status, Written};
use provlens::format::{Fault, MemberFlaw, PackFault, ProblemKind, read_event};
use provlens::protocol::{EngineError, OpenMode, Problem, Reply, Request};
use provlens::query::{Query, Sort};
use provlens::table::Column;

use crate::host::Host;

const RECORD: &str = r#"{ "id": "e1", "activityDateTime": "2026-11-18T23:59:07.1234567Z", "changeId": "c",
  "provisioningAction": "Update", "durationInMilliseconds": "910",
  "provisioningStatusInfo": { "status": 1, "errorInformation": { "errorCode": "EntryConflict", "reason": "taken" } },
  "servicePrincipal": [ { "id": "sp", "name": "ServiceNow" } ],
  "provisioningSteps": [ { "name": "EntryExportUpdate", "provisioningStepType": 5, "status": "failure",
                           "details": { "a": "1", "A": null, "n": { "x": [1, 2] } } } ],
  "modifiedProperties": [ { "displayName": "mail", "oldValue": null, "newValue": "" }, { "displayName": "x" } ] }"#;

#[test]
fn a_record_is_read_in_every_spelling_of_its_values() {
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("log.json", format!("[{RECORD}]").as_bytes())], 10);
    let record = host.record(0).unwrap();
    assert_eq!((record.id.as_str(), record.offset, record.file.as_str()), ("e1", 1, "log.json"));
    assert_eq!(record.raw, RECORD);
    let (event, flaw) = read_event(&record.raw);
    assert_eq!(flaw, None);
    assert_eq!(event.provisioning_action, Action::Update);
    assert_eq!(event.provisioning_status_info.status, Status::Failure);
    assert_eq!(event.duration_in_milliseconds, Some(910));
    assert_eq!(event.service_principal.display_name, "ServiceNow");
    assert_eq!(event.effective_code(), "EntryConflict");
    let details = &event.provisioning_steps[0].details;
    assert_eq!(details.0[1], ("A".to_owned(), Written::Null));
    assert_eq!(details.0[2], ("n".to_owned(), Written::Json(r#"{ "x": [1, 2] }"#.to_owned())));
    let changed = &event.modified_properties;
    assert_eq!((&changed[0].old_value, &changed[0].new_value), (&Written::Null, &Written::Text(String::new())));
    assert_eq!(changed[1].new_value, Written::Missing);
}

#[test]
fn a_record_with_a_flaw_shows_what_the_grid_shows_and_says_what_is_wrong() {
    let flawed = RECORD.replace(r#""a": "1","#, r#""a": "1",,"#);
    let mut host = Host::default();
    let opened = host.open(OpenMode::Replace, &[("log.json", flawed.as_bytes())], 10);
    assert_eq!((opened.events, opened.problems), (1, 0));
    let record = host.record(0).unwrap();
    assert_eq!(record.raw, flawed);
    let (event, flaw) = read_event(&record.raw);
    assert!(flaw.is_some());
    assert_eq!(event.effective_code(), "EntryConflict");
    assert_eq!(event.provisioning_action, Action::Update);
}

#[test]
fn a_record_of_an_api_s_log_is_there_as_soon_as_it_has_come() {
    let mut host = Host::default();
    host.engine.begin_live("graph.test", String::new());
    for (number, id) in (1..).zip(["a", "b"]) {
        let record = RECORD.replace('\n', " ").replace("\"e1\"", &format!("\"{id}\""));
        assert_eq!(host.engine.feed_live(format!("{record}\n").as_bytes()), Some(1));
        assert_eq!(host.engine.opened().events, number);
    }
    assert_eq!(host.record(1).unwrap().id, "b");
}

#[test]
fn a_record_of_an_api_s_log_that_is_no_event_is_reported() {
    // What is no object comes in a list.
    for junk in ["{\"value\":[[]]}", "[7]", "[null]", "[\"text\"]", "{}", "{\"a\":1}", "{\"id\":\"x\"}"] {
        let mut host = Host::default();
        host.engine.begin_live("graph.test", String::new());
        let good = RECORD.replace('\n', " ");
        let text = format!("{junk}\n{good}\n{junk}\n");
        assert_eq!(host.engine.feed_live(text.as_bytes()), Some(1), "{junk}");
        let opened = host.engine.opened();
        assert_eq!((opened.events, opened.problems), (1, 2), "{junk}");
        // And in the file that is saved they are what they were.
        let saved = host.engine.live_text(0, 1 << 20).unwrap();
        let opened = host.open(OpenMode::Replace, &[("saved.ndjson", &saved)], 1 << 20);
        assert_eq!((opened.events, opened.problems), (1, 2), "{junk}");
    }
}

#[test]
fn a_file_that_changed_is_said_to_have_changed() {
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("log.json", RECORD.as_bytes())], 10);
    host.change_file(0, RECORD.replace("\"e1\"", "\"e2\"").as_bytes());
    let changed = Dossier::of_record(&host.record(0).unwrap());
    assert_eq!(changed, Err(DossierError::Changed { file: "log.json".to_owned() }));
    host.change_file(0, b"");
    let Err(EngineError::RecordGone { file, .. }) = host.record(0) else { panic!() };
    assert_eq!(file, "log.json");
}

#[test]
fn a_row_that_is_not_there_is_said_to_be_missing() {
    assert_eq!(Host::default().record(5), Err(EngineError::NoSuchRow(5)));
}

#[test]
fn events_of_a_utf_16_file_are_read_from_its_text() {
    let units: Vec<u8> = RECORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("wide.json", &units)], 7);
    assert_eq!(host.record(0).unwrap().raw, RECORD);
}

#[test]
fn opening_adds_or_replaces_and_every_event_is_read_from_its_own_file() {
    let other = RECORD.replace("\"e1\"", "\"e2\"");
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("one.json", RECORD.as_bytes())], 100);
    let opened = host.open(OpenMode::Add, &[("two.json", other.as_bytes()), ("empty.json", b"")], 100);
    assert_eq!(opened.events, 2);
    let record = host.record(1).unwrap();
    assert_eq!((record.file.as_str(), record.id.as_str()), ("two.json", "e2"));
    assert!(Dossier::of_record(&record).is_ok());
    let Reply::Report(report) = host.ask(Request::Report) else { panic!() };
    assert_eq!(report.problems.len(), 1);
    assert_eq!(report.problems[0].file, "empty.json");
    let opened = host.open(OpenMode::Replace, &[("two.json", other.as_bytes())], 100);
    assert_eq!(opened.events, 1);
    let rows = host.rows(&Query::default(), Sort::default(), &[Column::Id], 0, 9);
    assert_eq!(rows.rows[0].id, "e2");
}

/// The problems of what was opened last: what, and at which byte.
fn problems(host: &mut Host) -> Vec<(ProblemKind, u64, u64)> {
    let Reply::Report(report) = host.ask(Request::Report) else { panic!() };
    report.problems.into_iter().map(|problem| (problem.kind, problem.offset, problem.count)).collect()
}

/// What stands in a record before the place of a colon that is missing.
const NO_COLON: &str = "\"changeId\" ";

#[test]
fn problems_of_a_utf_16_file_stand_at_the_bytes_of_the_file() {
    let good = RECORD.replace("EntryConflict", "Ünïcödé \u{1F600}");
    let broken = RECORD.replace("\"changeId\":", "\"changeId\"");
    let text = format!("[{good},{good},{broken},{good}]").replacen("e1", "e0", 1);
    let kind = ProblemKind::BrokenRecord { fault: Fault::ColonExpected };
    for (mark, big, slice) in [("", false, 7), ("\u{feff}", false, 1), ("\u{feff}", true, 64), ("", false, 1 << 20)] {
        let text = format!("{mark}{text}");
        let bytes: Vec<u8> =
            text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
        let before = &text[..text.find(NO_COLON).unwrap() + NO_COLON.len()];
        let offset = 2 * before.encode_utf16().count() as u64;
        let mut host = Host::default();
        host.open(OpenMode::Replace, &[("wide.json", &bytes)], slice);
        assert!(problems(&mut host).contains(&(kind.clone(), offset, 1)), "{offset} {:?}", problems(&mut host));
        let start = 2 * (mark.encode_utf16().count() + 1) as u64;
        assert_eq!(host.record(0).unwrap().offset, start);
        // The bytes around are those of the file.
        assert!(host.is_read_from_file(0, offset));
    }
}

/// The problems of what was opened last: what, at which byte, in which record, and how many.
fn places(host: &mut Host) -> Vec<(String, u64, u64, u64)> {
    let Reply::Report(report) = host.ask(Request::Report) else { panic!() };
    let place = |problem: Problem| (format!("{:?}", problem.kind), problem.offset, problem.record, problem.count);
    report.problems.into_iter().map(place).collect()
}

#[test]
fn a_problem_says_the_number_of_its_record_in_the_file() {
    let event = |id: &str| RECORD.replace("e1", id);
    let broken = RECORD.replace("\"changeId\":", "\"changeId\"");
    let dateless = event("e5").replace("2026-11-18T23:59:07.1234567Z", "soon");
    let other = r#"{"some":"thing"}"#;
    let records = [event("e0"), broken, event("e2"), other.to_owned(), dateless, event("e0"), RECORD[..40].to_owned()];
    for between in [",", ",\n"] {
        let text = format!("[{}", records.join(between));
        for slice in [7, 1 << 16] {
            let mut host = Host::default();
            host.open(OpenMode::Replace, &[("log.json", text.as_bytes())], slice);
            let offset =
                |record: usize| records[..record].iter().map(|each| each.len() + between.len()).sum::<usize>() + 1;
            let numbers: Vec<_> =
                places(&mut host).into_iter().map(|(_, at, record, count)| (at, record, count)).collect();
            let fault = records[1].find(NO_COLON).unwrap() + NO_COLON.len();
            let faults = [(1, fault), (3, 0), (4, 0), (5, 0), (6, 0)];
            let expected =
                faults.map(|(record, within)| ((offset(record) + within) as u64, record as u64 + 1, 1)).to_vec();
            assert_eq!(numbers, expected, "{:?}", places(&mut host));
        }
    }
}

#[test]
fn a_problem_of_a_table_says_the_number_of_its_row() {
    let text = "Date,ID,Change ID,Action,Status\n2026-11-01T00:00:00Z,e1,c1,Create,Success\nsoon,e2,c2,Create,Success\n\
        too,few\n2026-11-01T00:00:00Z,e1,c1,Create,Success\n2026-11-01T00:00:00Z,e5,c5\u{e9},Create,Success\n";
    let bytes: Vec<u8> = text.chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    for slice in [5, 1 << 16] {
        let mut host = Host::default();
        host.open(OpenMode::Replace, &[("table.csv", &bytes)], slice);
        let numbers: Vec<_> = places(&mut host).into_iter().map(|(kind, _, record, _)| (kind, record)).collect();
        let number = |word: &str| numbers.iter().find(|(kind, _)| kind.contains(word)).map(|(_, record)| *record);
        let told = ["ColumnCount", "Encoding", "NoDate", "Duplicate"].map(number);
        assert_eq!(told, [Some(3), Some(5), Some(2), Some(4)], "{numbers:?}");
    }
}

#[test]
fn a_date_that_is_missing_is_told_of_as_one_that_is_none() {
    let event = |id: &str, date: &str| {
        format!(
            r#"{{"id":"{id}",{date}"changeId":"c","provisioningAction":"create","provisioningStatusInfo":{{"status":"success"}}}}"#
        )
    };
    let dates = ["", r#""activityDateTime":null,"#, r#""activityDateTime":"","#, r#""activityDateTime":"soon","#];
    let events: Vec<String> = dates.iter().enumerate().map(|(id, date)| event(&id.to_string(), date)).collect();
    let mut host = Host::default();
    let opened = host.open(OpenMode::Replace, &[("log.json", format!("[{}]", events.join(",")).as_bytes())], 10);
    let unread = |flaw| ProblemKind::unread("activityDateTime", flaw);
    assert_eq!((opened.events, opened.problems), (4, 0));
    let soon = 1 + events[..3].iter().map(|event| event.len() as u64 + 1).sum::<u64>();
    assert_eq!(problems(&mut host), [(unread(MemberFlaw::Missing), 1, 3), (unread(MemberFlaw::NoDate), soon, 1)]);
}

#[test]
fn a_packed_file_that_is_cut_off_keeps_what_came_out_and_is_said_to_be_broken() {
    let mut host = Host::default();
    let text = format!("[{RECORD},{}", &RECORD[..40]);
    host.open_broken("log.gz", text.as_bytes(), "unexpected end");
    let broken = ProblemKind::Packed { fault: PackFault::Broken { why: "unexpected end".to_owned() } };
    let told: Vec<ProblemKind> = problems(&mut host).into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(told, [ProblemKind::Truncated, broken]);
}
