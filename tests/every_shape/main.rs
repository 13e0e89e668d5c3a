//! The same events, written as every export writes them, are the same events when they are read.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

mod envelopes;
#[path = "../generator/mod.rs"]
mod generator;
#[expect(dead_code, reason = "other tests ask it for more")]
#[path = "../asking/host.rs"]
mod host;

use std::sync::LazyLock;

use envelopes::Enveloped;
use generator::shapes::pascal_case;
use generator::{Log, Settings, Shape, writing};
use host::Host;
use provlens::dossier::EventRecord;
use provlens::event::{Details, ProvisioningEvent, Written};
use provlens::format::{Flaw, MemberFlaw, ProblemKind, read_event};
use provlens::protocol::{OpenMode, Reply, Request};
use provlens::query::{Query, Sort};
use provlens::table::Column;

const EVENTS: u64 = 500;

static LOG: LazyLock<Vec<ProvisioningEvent>> = LazyLock::new(|| Log::new(Settings::new(EVENTS, 23)).collect());

fn open(files: &[(&str, &[u8])], slice: usize) -> Host {
    let mut host = Host::default();
    let opened = host.open(OpenMode::Replace, files, slice);
    let Reply::Report(report) = host.ask(Request::Report) else { panic!() };
    assert_eq!((u64::from(opened.events), report.problems), (EVENTS, vec![]));
    host
}

/// An event with the record that it was read from.
struct Read {
    event: ProvisioningEvent,
    flaw: Option<Flaw>,
    record: EventRecord,
}

fn event(host: &mut Host, row: u32) -> Read {
    let record = host.record(row).unwrap();
    let (event, flaw) = read_event(&record.raw);
    // By its id a record is known to be the one that was read; every shape must say it in both readings.
    assert_eq!(event.id, record.id);
    Read { event, flaw, record }
}

/// Every cell of the grid, row by row as they were read.
fn cells(host: &mut Host) -> Vec<Vec<provlens::protocol::Cell>> {
    let mut rows = host.rows(&Query::default(), Sort::default(), Column::ALL, 0, u32::MAX).rows;
    rows.sort_unstable_by_key(|row| row.row);
    rows.into_iter().map(|row| row.cells).collect()
}

fn drop_nulls(details: &mut Details) {
    details.0.retain(|(_, value)| *value != Written::Null);
}

/// The event without what this export cannot say: Elastic has no null, and CSV does not tell it from an empty text.
fn as_said_by(mut event: ProvisioningEvent, shape: Shape, is_csv: bool) -> ProvisioningEvent {
    if shape != Shape::Elastic && !is_csv {
        return event;
    }
    for property in &mut event.modified_properties {
        for value in [&mut property.old_value, &mut property.new_value] {
            if *value == Written::Null || is_csv && value.as_str().is_empty() {
                *value = Written::Missing;
            }
        }
    }
    if shape == Shape::Elastic {
        event.provisioning_steps.iter_mut().for_each(|step| drop_nulls(&mut step.details));
        for details in [&mut event.source_identity.details, &mut event.target_identity.details] {
            drop_nulls(details);
        }
    }
    event
}

/// The log as the plain array is read: its events, and the cells of the grid.
struct Expected {
    events: Vec<ProvisioningEvent>,
    cells: Vec<Vec<provlens::protocol::Cell>>,
}

static EXPECTED: LazyLock<Expected> = LazyLock::new(|| {
    let mut host = open(&[("log.json", &writing::to_bytes(&*LOG, Shape::Array))], 1 << 16);
    let events = (0..EVENTS as u32).map(|row| event(&mut host, row).event).collect();
    Expected { events, cells: cells(&mut host) }
});

/// A file whose records are of a shape reads as the plain array.
fn assert_same(name: &str, shape: Shape, bytes: &[u8]) {
    let mut host = open(&[(name, bytes)], 8191);
    assert_eq!(cells(&mut host), EXPECTED.cells, "{name}");
    for (row, expected) in EXPECTED.events.iter().enumerate() {
        let read = event(&mut host, row as u32);
        assert_eq!(read.flaw, None);
        let expected = as_said_by(expected.clone(), shape, false);
        assert_eq!(as_said_by(read.event, shape, false), expected, "{name}: {}", read.record.raw);
        // Where the record is said to begin, it begins.
        let there = bytes[read.record.offset as usize];
        assert!(b"{[\"2".contains(&there), "{name}: {}", char::from(there));
    }
}

#[test]
fn every_shape_reads_as_the_plain_array() {
    assert_eq!(EXPECTED.events[0], LOG[0]);
    for (name, shape) in Shape::ALL {
        assert_same(name, shape, &writing::to_bytes(&*LOG, shape));
    }
}

#[test]
fn whatever_tools_put_around_records_they_read_as_the_plain_array() {
    for Enveloped { name, shape, text } in envelopes::all(&LOG) {
        assert_same(name, shape, text.as_bytes());
    }
}

/// What an event must be to be found, told by a look at all of it.
type Naive = Box<dyn Fn(&ProvisioningEvent) -> bool>;

/// Every text of an event's steps, as people read them.
fn step_texts(event: &ProvisioningEvent) -> Vec<String> {
    let mut texts = Vec::new();
    for step in &event.provisioning_steps {
        texts.extend(
            [&step.name, step.provisioning_step_type.as_str(), step.status.as_str(), &step.description]
                .map(str::to_owned),
        );
        texts.extend(step.details.0.iter().flat_map(|(name, value)| [name.clone(), value.as_str().to_owned()]));
    }
    texts
}

#[test]
fn what_stands_inside_is_found_in_every_shape() {
    let has = |text: &str, part: &str| text.to_lowercase().contains(part);
    let step =
        |part: &'static str| move |event: &ProvisioningEvent| step_texts(event).iter().any(|text| has(text, part));

    let questions: [(&str, Naive); 7] = [
        ("step:export", Box::new(step("export"))),
        ("step:failure", Box::new(step("failure"))),
        ("step:escrow", Box::new(step("escrow"))),
        ("step:skipreason", Box::new(step("skipreason"))),
        (
            "attr:name",
            Box::new(move |event| event.modified_properties.iter().any(|each| has(&each.display_name, "name"))),
        ),
        (
            "value:an",
            Box::new(move |event| {
                event
                    .modified_properties
                    .iter()
                    .any(|each| has(each.old_value.as_str(), "an") || has(each.new_value.as_str(), "an"))
            }),
        ),
        (
            "attr:name new:a -old:e",
            Box::new(move |event| {
                let is_it = |name: &str, new: &str| has(name, "name") && has(new, "a");
                let properties = &event.modified_properties;
                properties.iter().any(|each| is_it(&each.display_name, each.new_value.as_str()))
                    && !properties.iter().any(|each| has(each.old_value.as_str(), "e"))
            }),
        ),
    ];
    for (name, shape) in Shape::ALL {
        let bytes = writing::to_bytes(&*LOG, shape);
        let mut host = open(&[(name, &bytes)], 8191);
        for (text, naive) in &questions {
            let query = provlens::query::text::parse(text).query;
            host.search(&query, 70_000);
            let found = host.rows(&query, Sort::default(), &[], 0, 0).matching as usize;
            let expected = LOG.iter().filter(|event| naive(event)).count();
            assert!((1..LOG.len()).contains(&expected), "{text} tells events apart");
            assert_eq!(found, expected, "{text} in {name}");
        }
    }
}

#[test]
fn utf_16_holds_every_shape_too() {
    for (name, shape) in Shape::ALL {
        let text = String::from_utf8(writing::to_bytes(&*LOG, shape)).unwrap();
        let wide: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut host = open(&[(name, &wide)], 4001);
        assert_eq!(event(&mut host, 7).event.id, LOG[7].id, "{name}");
    }
}

fn csv_line<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<_> = values.into_iter().map(|value| format!("\"{}\"", value.replace('"', "\"\""))).collect();
    cells.join(",") + "\r\n"
}

/// The portal's three files. Their headings are a guess.
fn portal_files() -> [String; 3] {
    let mut events = String::from(
        "Date (UTC),ID,Tenant ID,Job ID,Cycle ID,Change ID,Action,Duration (ms),Status,Error code,Error category,Reason,\
         Additional details,Recommended action,Application,Application ID,Initiated by,Initiated by ID,Initiator type,\
         Source system,Source system ID,Target system,Target system ID,Source identity,Source ID,Source type,\
         User principal name,Target identity,Target ID,Target type\r\n",
    );
    let mut steps = String::from("Change ID,Name,Type,Status,Description,Details\r\n");
    let mut properties = String::from("Change ID,Display name,Old value,New value\r\n");
    for event in LOG.iter() {
        let error = event.provisioning_status_info.error_information.clone().unwrap_or_default();
        let date = event.activity_date_time.unwrap().to_rfc3339();
        let duration = event.duration_in_milliseconds.map(|number| number.to_string()).unwrap_or_default();
        let action = pascal_case(event.provisioning_action.as_str());
        let status = pascal_case(event.provisioning_status_info.status.as_str());
        let (source, target) = (&event.source_identity, &event.target_identity);
        let (from, to, initiator) = (&event.source_system, &event.target_system, &event.initiated_by);
        let values: [&str; 30] = [
            &date,
            &event.id,
            &event.tenant_id,
            &event.job_id,
            &event.cycle_id,
            &event.change_id,
            &action,
            &duration,
            &status,
            &error.error_code,
            error.error_category.as_str(),
            &error.reason,
            &error.additional_details,
            &error.recommended_action,
            &event.service_principal.display_name,
            &event.service_principal.id,
            &initiator.display_name,
            &initiator.id,
            initiator.initiator_type.as_str(),
            &from.display_name,
            &from.id,
            &to.display_name,
            &to.id,
            &source.display_name,
            &source.id,
            &source.identity_type,
            source.details.get("UserPrincipalName").map_or("", Written::as_str),
            &target.display_name,
            &target.id,
            &target.identity_type,
        ];
        events += &csv_line(values);
        for step in &event.provisioning_steps {
            let details = step.details.0.iter().map(|(name, value)| {
                let name = serde_json::to_string(name).unwrap();
                format!(
                    "{name}:{}",
                    if *value == Written::Null {
                        "null".to_owned()
                    } else {
                        serde_json::to_string(value.as_str()).unwrap()
                    }
                )
            });
            let details = format!("{{{}}}", details.collect::<Vec<_>>().join(","));
            let status = step.status.as_str();
            steps += &csv_line([
                event.change_id.as_str(),
                &step.name,
                step.provisioning_step_type.as_str(),
                status,
                &step.description,
                &details,
            ]);
        }
        for property in &event.modified_properties {
            let values = [property.old_value.as_str(), property.new_value.as_str()];
            properties += &csv_line([event.change_id.as_str(), &property.display_name, values[0], values[1]]);
        }
    }
    [events, steps, properties]
}

#[test]
fn the_portals_three_files_make_the_same_events_in_any_order() {
    let [events, steps, properties] = portal_files();
    let files =
        [("events.csv", events.as_bytes()), ("steps.csv", steps.as_bytes()), ("properties.csv", properties.as_bytes())];
    for order in [[0, 1, 2], [2, 1, 0]] {
        let mut host = open(&order.map(|position| files[position]), 1001);
        let mut told_apart = LOG.len();
        for (row, expected) in LOG.iter().enumerate() {
            let read = event(&mut host, row as u32);
            assert_eq!(read.record.file, "events.csv");
            let mut read = as_said_by(read.event, Shape::Csv, true);
            let mut expected = as_said_by(expected.clone(), Shape::Csv, true);
            // These files tell nothing more of systems and identities.
            expected.source_system.details = Details::default();
            expected.target_system.details = Details::default();
            let sign_in = |(name, _): &(String, Written)| name == "UserPrincipalName";
            expected.source_identity.details.0.retain(sign_in);
            expected.target_identity.details = Details::default();
            // Attempts at one change that stand together in the files cannot be told apart.
            let is_retried = LOG.iter().filter(|event| event.change_id == expected.change_id).count() > 1;
            if is_retried
                && (read.provisioning_steps.len(), read.modified_properties.len())
                    != (expected.provisioning_steps.len(), expected.modified_properties.len())
            {
                told_apart -= 1;
                read.provisioning_steps.clone_from(&expected.provisioning_steps);
                read.modified_properties.clone_from(&expected.modified_properties);
            }
            assert_eq!(read, expected);
        }
        assert!(told_apart * 10 > LOG.len() * 9, "{told_apart}");
    }
}

#[test]
fn one_of_the_portals_files_alone_opens_too() {
    let [events, steps, _] = portal_files();
    let mut host = open(&[("events.csv", events.as_bytes())], 99_999);
    assert_eq!(event(&mut host, 3).event.provisioning_steps, []);
    let mut host = Host::default();
    let opened = host.open(OpenMode::Replace, &[("steps.csv", steps.as_bytes())], 99_999);
    let mut changes: Vec<_> = LOG.iter().map(|event| event.change_id.as_str()).collect();
    changes.sort_unstable();
    changes.dedup();
    assert_eq!((opened.events as usize, opened.problems), (changes.len(), 0));
    let Reply::Report(report) = host.ask(Request::Report) else { panic!() };
    // Whence the dates are missing is told before that they are.
    let kinds: Vec<_> = report.problems.into_iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [ProblemKind::WithoutEvents, ProblemKind::unread("activityDateTime", MemberFlaw::Missing)]);
    assert_eq!(event(&mut host, 0).event.change_id, LOG[0].change_id);
}
