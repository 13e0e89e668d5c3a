//! The log that the project ships, cut and spliced anywhere: records of a real size, most of whose bytes stand in steps
//! and changed properties.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

use crate::collect::collect;

/// The records of the sample log.
static RECORDS: LazyLock<Vec<Value>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../sample/provisioning-log.json")).unwrap());

/// As many records as each text has.
const COUNT: usize = 5;

/// Five records of the sample as a text, and where each of them stands.
struct Log {
    text: String,
    spans: Vec<(usize, usize)>,
    ids: Vec<String>,
}

impl Log {
    /// The records from `first` on, in one of the ways in which logs are written.
    fn written(first: usize, shape: usize) -> Self {
        let records = &RECORDS[first..first + COUNT];
        let pretty = |record| serde_json::to_string_pretty(record).unwrap();
        let (before, between, after) = match shape {
            0 => ("[", ",", "]"),
            1 => ("", "\n", "\n"),
            2 => ("[\n", ",\n", "\n]\n"),
            3 => (
                "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#auditLogs/provisioning\",\"value\":[",
                ",",
                "]}",
            ),
            _ => ("[\n", ",\n", "\n]"),
        };
        let (mut text, mut spans) = (before.to_owned(), Vec::new());
        for record in records {
            let separator = if spans.is_empty() { "" } else { between };
            text.push_str(separator);
            let start = text.len();
            text.push_str(&if shape == 4 { pretty(record) } else { record.to_string() });
            spans.push((start, text.len()));
        }
        text.push_str(after);
        Self { text, spans, ids: records.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect() }
    }

    /// A place inside of a record.
    fn inside(&self, record: usize, place: prop::sample::Index) -> usize {
        let (start, end) = self.spans[record];
        let mut at = start + 1 + place.index(end - start - 1);
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        at
    }
}

/// Shown and reported records of a text in which those with these ids are whole; that they are shown is held to already.
fn salvaged<'a>(text: &str, whole: impl IntoIterator<Item = &'a String>) -> u64 {
    let collected = collect(text.as_bytes(), text.len());
    let ids = collected.ids();
    for id in whole {
        assert!(ids.contains(&id.as_str()), "{id} is lost: {:?}\n{text}", collected.problems);
    }
    ids.len() as u64 + collected.reported()
}

#[test]
fn utf_16_without_its_first_letters_is_still_known() {
    let log = Log::written(7, 2);
    let units: Vec<u16> = log.text.encode_utf16().collect();
    for bytes in [
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>(),
        units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
    ] {
        for cut in [1000, 1002] {
            let collected = collect(&bytes[cut..], 700);
            let found = (collected.ids(), collected.reported());
            assert_eq!(found, (log.ids[1..].iter().map(String::as_str).collect(), 1), "{:?}", collected.problems);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, rng_seed: RngSeed::Fixed(5), ..ProptestConfig::default() })]

    #[test]
    fn a_log_without_its_beginning_loses_the_record_that_was_cut(
        first in 0..290_usize, shape in 0..5_usize, victim in 0..4_usize, place in any::<prop::sample::Index>(),
    ) {
        let log = Log::written(first, shape);
        let text = &log.text[log.inside(victim, place)..];
        prop_assert_eq!(salvaged(text, &log.ids[victim + 1..]), (COUNT - victim) as u64, "{}", text);
    }

    #[test]
    fn a_log_without_its_end_loses_the_record_that_was_cut(
        first in 0..290_usize, shape in 0..5_usize, victim in 0..5_usize, place in any::<prop::sample::Index>(),
    ) {
        let log = Log::written(first, shape);
        let text = &log.text[..log.inside(victim, place)];
        prop_assert_eq!(salvaged(text, &log.ids[..victim]), victim as u64 + 1, "{}", text);
    }

    /// The two halves may be one record or two, as far as anybody can tell.
    #[test]
    fn two_logs_spliced_in_the_middle_of_records_lose_no_others(
        first in 0..140_usize, second in 150..290_usize, shape in 0..5_usize, front in 0..5_usize, back in 0..5_usize,
        places in any::<[prop::sample::Index; 2]>(),
    ) {
        let (log, other) = (Log::written(first, shape), Log::written(second, shape));
        let text = [&log.text[..log.inside(front, places[0])], &other.text[other.inside(back, places[1])..]].concat();
        let whole = front + COUNT - 1 - back;
        let all = salvaged(&text, log.ids[..front].iter().chain(&other.ids[back + 1..]));
        prop_assert!((whole as u64 + 1..=whole as u64 + 2).contains(&all), "{all} of {whole} and one or two: {text}");
    }

    /// What is left may look like a record and the rest of another.
    #[test]
    fn a_record_that_lost_its_middle_costs_no_other(
        first in 0..290_usize, shape in 0..5_usize, victim in 0..5_usize, places in any::<[prop::sample::Index; 2]>(),
    ) {
        let log = Log::written(first, shape);
        let ends = places.map(|place| log.inside(victim, place));
        let (from, to) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
        let text = [&log.text[..from], &log.text[to..]].concat();
        let others = log.ids.iter().enumerate().filter(|(record, _)| *record != victim).map(|(_, id)| id);
        let all = salvaged(&text, others);
        prop_assert!((COUNT as u64..=COUNT as u64 + 1).contains(&all), "{all} of {COUNT}: {text}");
    }
}
