//! The scanner as it runs in the browser, with SIMD128, compared with a naive twin.

use provlens::engine::{Answer, Engine};
use provlens::event::Instant;
use provlens::format::{ProblemKind, read_event};
use provlens::protocol::{OpenMode, Reply, Request, RowsRequest};
use provlens::query::{Order, Query};
use provlens::table::Column;
use serde_json::{Map, Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::collect::collect;
use crate::generator::random::Random;
use crate::generator::{Log, Settings, Shape, writing};
use crate::naive::naive;

/// Texts full of what ends strings, opens brackets and fills blocks to their edges.
fn text(random: &mut Random) -> String {
    match random.below(5) {
        0 => "\\".repeat(random.index(70)),
        1 => "\"[{,:}]\n ".chars().cycle().take(random.index(40)).collect(),
        2 => "é\u{1F600}x".repeat(random.index(25)),
        _ => "abcdefghijklmnopqrstuvwxyz".chars().cycle().take(random.index(80)).collect(),
    }
}

fn value(random: &mut Random, depth: u64) -> Value {
    match random.below(if depth == 0 { 4 } else { 6 }) {
        0 => Value::Null,
        1 => Value::from(random.number() as i64),
        2 => Value::from(random.chance(500)),
        3 => Value::from(text(random)),
        4 => (0..random.below(5)).map(|_| value(random, depth - 1)).collect(),
        _ => {
            let members = (0..random.below(5)).map(|_| (format!("x{}", text(random)), value(random, depth - 1)));
            Value::Object(members.collect::<Map<_, _>>())
        }
    }
}

fn record(random: &mut Random) -> Value {
    json!({
        "a": value(random, 4),
        "activityDateTime": text(random),
        "id": text(random),
        "provisioningStatusInfo": { "status": text(random), "errorInformation": value(random, 1) },
        "provisioningSteps": [{ "details": { "x": value(random, 3), "SkipReason": text(random) } }],
        "sourceIdentity": { "details": value(random, 3), "displayName": text(random), "id": text(random) },
        "z": value(random, 4),
    })
}

#[wasm_bindgen_test]
fn records_of_any_content_at_any_place_of_a_block_are_read_as_the_twin_reads_them() {
    let mut random = Random::new(11);
    for round in 0..400 {
        let records: Vec<Value> = (0..3).map(|_| record(&mut random)).collect();
        let text = format!("{}{}", " ".repeat(round % 64), Value::from(records.clone()));
        let collected = collect(text.as_bytes(), 1 + random.index(900));
        let read: Vec<_> = collected.events.iter().map(|(fields, _)| fields.clone()).collect();
        assert_eq!(read, records.iter().map(naive).collect::<Vec<_>>(), "{text}");
        // Values of any type stand where texts and objects are looked for; no record is lost over them.
        let is_told_of = |kind: &ProblemKind| matches!(kind, ProblemKind::UnreadMember { .. });
        assert!(collected.problems.iter().all(|(kind, ..)| is_told_of(kind)), "{:?}", collected.problems);
    }
}

#[wasm_bindgen_test]
fn one_wrong_byte_in_a_name_is_told_where_the_standard_library_takes_it_for_none() {
    let mut random = Random::new(12);
    for _ in 0..4000 {
        let letters = ["a", "é", "ж", "߿", "€", "\u{1F600}"];
        let name: String = (0..random.index(40)).map(|_| letters[random.index(letters.len())]).collect();
        let mut name = name.into_bytes();
        if !name.is_empty() && random.chance(700) {
            let at = random.index(name.len());
            name[at] = random.below(256) as u8;
        }
        if name.contains(&b'"') || name.contains(&b'\\') {
            continue;
        }
        let record = [
            br#"{"activityDateTime":"2026-01-02T03:04:05Z","cycleId":"1","sourceIdentity":{"displayName":""#.as_slice(),
            &name,
            br#""},"provisioningSteps":[{"name":"a step whose words are long enough for some blocks of bytes behind"}]}"#,
        ]
        .concat();
        let is_sound = std::str::from_utf8(&name).is_ok() && name.iter().all(|byte| *byte >= b' ');
        let collected = collect(&record, 1 + random.index(500));
        assert_eq!((collected.events.len(), collected.problems.is_empty()), (1, is_sound), "{name:?}");
    }
}

#[wasm_bindgen_test]
fn a_generated_log_comes_out_of_the_engine_as_it_was_made() {
    let events: Vec<_> = Log::new(Settings::new(1500, 3)).collect();
    let bytes = writing::to_bytes(&events, Shape::Array);
    let mut engine = Engine::default();
    engine.begin_opening(OpenMode::Replace, &[]);
    engine.start_file("log.json", Instant(0));
    for slice in bytes.chunks(10_007) {
        engine.feed(slice);
    }
    engine.end_file(None);
    assert_eq!(engine.end_opening(false).events as usize, events.len());
    let request = RowsRequest {
        query: Query::default(),
        sort: Order::default(),
        columns: vec![Column::ChangeId],
        first: 0,
        count: u32::MAX,
    };
    let Answer::Reply(Reply::Rows(view)) = engine.answer(Request::Rows(request)) else { unreachable!() };
    let mut rows: Vec<_> = view.rows.iter().map(|row| row.row).collect();
    rows.sort_unstable();
    for (row, event) in rows.into_iter().zip(&events) {
        let Answer::Read { place, .. } = engine.answer(Request::Event { row }) else { unreachable!() };
        let start = place.offset as usize;
        let answer = engine.event(row, Ok(&bytes[start..start + place.length as usize]));
        let Answer::Record(record) = answer else { unreachable!("{answer:?}") };
        assert_eq!(read_event(&record.raw).0, *event);
    }
}
