//! Logs in every shape, cut off, pasted together and damaged: what is whole is shown, and events shown plus records
//! reported are the records that were there.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

#[path = "generator/mod.rs"]
mod generator;
#[expect(dead_code, reason = "other tests ask it for more")]
#[path = "asking/host.rs"]
mod host;

use std::ops::Range;
use std::sync::LazyLock;

use generator::writing::LogWriter;
use generator::{Log, Settings, Shape};
use host::Host;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use provlens::event::ProvisioningEvent;
use provlens::protocol::{OpenMode, Reply, Request};
use provlens::query::{Query, Sort};

const EVENTS: usize = 14;

static EVENTS_OF: LazyLock<[Vec<ProvisioningEvent>; 2]> =
    LazyLock::new(|| [31, 32].map(|seed| Log::new(Settings::new(EVENTS as u64, seed)).collect()));

/// A log in a shape, and where each of its records stands in it.
struct Written {
    bytes: Vec<u8>,
    records: Vec<Range<usize>>,
    ids: Vec<String>,
}

fn written(shape: Shape, log: usize) -> Written {
    let events = &EVENTS_OF[log];
    let length = |events: &[ProvisioningEvent]| {
        let mut bytes = Vec::new();
        let mut writer = LogWriter::new(&mut bytes, shape, false).unwrap();
        for event in events {
            writer.write(event).unwrap();
        }
        drop(writer);
        bytes.len()
    };
    let ends: Vec<usize> = (0..=events.len()).map(|count| length(&events[..count])).collect();
    let bytes = generator::writing::to_bytes(events, shape);
    // What stands between two records belongs to neither.
    let between = |byte: &u8| matches!(byte, b',' | b'\r' | b'\n');
    let start = |end: usize| end + bytes[end..].iter().take_while(|byte| between(byte)).count();
    let records = ends.windows(2).map(|pair| start(pair[0])..pair[1]).collect();
    Written { bytes, records, ids: events.iter().map(|event| event.id.clone()).collect() }
}

/// The ids of the events shown, in the order of reading; how many records are reported; and the whole report.
fn read(files: &[&[u8]], slice: usize) -> (Vec<String>, usize, String) {
    let mut host = Host::default();
    let files: Vec<(&str, &[u8])> = files.iter().map(|bytes| ("log", *bytes)).collect();
    let opened = host.open(OpenMode::Replace, &files, slice);
    let mut rows = host.rows(&Query::default(), Sort::default(), &[], 0, u32::MAX).rows;
    rows.sort_unstable_by_key(|row| row.row);
    let Reply::Report(report) = host.ask(Request::Report) else { panic!() };
    (rows.into_iter().map(|row| row.id).collect(), opened.problems as usize, format!("{:?}", report.problems))
}

fn shape() -> impl Strategy<Value = (&'static str, Shape)> {
    select(Shape::ALL.to_vec())
}

/// Shapes that hold brackets: a table in text is one table, whatever is pasted behind it.
fn json_shape() -> impl Strategy<Value = (&'static str, Shape)> {
    select(Shape::ALL.into_iter().filter(|(_, shape)| *shape != Shape::Csv).collect::<Vec<_>>())
}

/// What follows the rows of an answer of Data Explorer is no record, however little of it there is.
#[test]
fn what_is_cut_off_behind_the_last_record_is_none() {
    for (name, shape) in Shape::ALL {
        let Written { bytes, records, ids } = written(shape, 0);
        for cut in records.last().unwrap().end..bytes.len() {
            let (shown, reported, report) = read(&[&bytes[..cut]], 5000);
            assert_eq!((&shown, reported), (&ids, 0), "{name} cut at {cut}: {report}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_log_that_is_cut_off_shows_what_is_whole((name, shape) in shape(), cut in any::<Index>(), slice in 1_usize..9000) {
        let Written { bytes, records, ids } = written(shape, 0);
        let cut = records[0].start + cut.index(bytes.len() - records[0].start);
        let whole = records.iter().filter(|record| record.end <= cut).count();
        let begun = records.iter().filter(|record| record.start < cut).count();
        let (shown, reported, report) = read(&[&bytes[..cut]], slice);
        prop_assert!(shown.starts_with(&ids[..whole]), "{name} cut at {cut}: {shown:?} {report}");
        prop_assert_eq!(shown.len() + reported, begun, "{} cut at {}: {}", name, cut, report);
    }

    #[test]
    fn logs_pasted_together_are_both_read(
        (first_name, first) in json_shape(), (second_name, second) in json_shape(), slice in 1_usize..9000,
    ) {
        let (first, second) = (written(first, 0), written(second, 1));
        let (shown, reported, report) = read(&[&[first.bytes, second.bytes].concat()], slice);
        prop_assert_eq!(shown, [first.ids, second.ids].concat(), "{} and {}: {}", first_name, second_name, report);
        prop_assert_eq!(reported, 0, "{} and {}: {}", first_name, second_name, report);
    }

    #[test]
    fn a_stretch_that_is_lost_inside_a_record_costs_that_record(
        (name, shape) in shape(), victim in 0..EVENTS, from in any::<Index>(), length in 1_usize..300, slice in 1_usize..9000,
    ) {
        let Written { mut bytes, records, ids } = written(shape, 0);
        let record = records[victim].clone();
        let from = record.start + from.index(record.len());
        bytes.drain(from..(from + length).min(record.end));
        let (shown, reported, report) = read(&[&bytes], slice);
        let lost: Vec<&String> = ids.iter().filter(|id| !shown.contains(id)).collect();
        // What is lost may be the id, of a record that is whole all the same.
        prop_assert!(lost.iter().all(|id| **id == ids[victim]), "{name}, {from} of {record:?}: {lost:?} {report}");
        prop_assert!(shown.len() + reported >= EVENTS, "{name}, {from} of {record:?}: {shown:?} {report}");
    }

    #[test]
    fn wrong_bytes_here_and_there_never_lose_a_record_that_has_none(
        (name, shape) in shape(), wrong in prop::collection::vec((0..EVENTS, any::<Index>(), select(b"\"\\{}[],: x0\xFF\n\x01".to_vec())), 1..4), slice in 1_usize..9000,
    ) {
        let Written { mut bytes, records, ids } = written(shape, 0);
        let mut around = Vec::new();
        for (victim, at, byte) in &wrong {
            let at = records[*victim].start + at.index(records[*victim].len());
            bytes[at] = *byte;
            around.push(String::from_utf8_lossy(&bytes[at.saturating_sub(30)..bytes.len().min(at + 30)]).into_owned());
        }
        let (shown, reported, report) = read(&[&bytes], slice);
        let is_victim = |position: usize| wrong.iter().any(|(victim, ..)| *victim == position);
        for (position, id) in ids.iter().enumerate() {
            prop_assert!(is_victim(position) || shown.contains(id), "{name}: {position} of {shown:?} {report}");
        }
        // Of two neighbours the second is the rest of the first where its beginning is what is wrong.
        let are_apart = |position: usize| !(is_victim(position) && is_victim(position + 1));
        let least = if (0..EVENTS).all(are_apart) { EVENTS } else { EVENTS - wrong.len() + 1 };
        prop_assert!(shown.len() + reported >= least, "{name}: {around:?} {shown:?} {report}");
    }
}
