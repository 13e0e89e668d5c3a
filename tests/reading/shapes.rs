//! The shapes: an array, pages, lines, and all of them in every slice size.

use proptest::prelude::*;
use provlens::format::ProblemKind;
use serde_json::{Value, json};

use crate::collect::{Collected, collect};
use crate::naive::naive;
use crate::records::record;

/// Writes records in one of the shapes that are read.
pub fn write(records: &[Value], shape: usize) -> String {
    let lines = |separator: &str| records.iter().map(Value::to_string).collect::<Vec<_>>().join(separator);
    match shape % 8 {
        0 => Value::from(records).to_string(),
        1 => serde_json::to_string_pretty(&records).unwrap(),
        2 => json!({ "@odata.context": "x#auditLogs/provisioning", "value": records }).to_string(),
        3 => lines("\n"),
        4 => format!("{}\r\n\r\n", lines("\r\n")),
        5 => format!("\u{feff}{}", json!([{ "value": records }])),
        6 => records.iter().map(|record| json!({ "records": [record] }).to_string()).collect::<Vec<_>>().join("\n"),
        _ => records.iter().map(|record| json!({ "value": [record] }).to_string()).collect(),
    }
}

fn assert_read(text: &str, records: &[Value], collected: &Collected) -> Result<(), TestCaseError> {
    let expected: Vec<_> = records.iter().map(naive).collect();
    let read: Vec<_> = collected.events.iter().map(|(fields, _)| fields.clone()).collect();
    prop_assert_eq!(read, expected);
    for ((_, place), record) in collected.events.iter().zip(records) {
        let bytes = &text.as_bytes()[place.offset as usize..][..place.length as usize];
        prop_assert_eq!(&serde_json::from_slice::<Value>(bytes).unwrap(), record);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_record_is_read_as_its_twin_reads_it_in_any_shape_and_slices(
        records in prop::collection::vec(record(), 1..6),
        shape in 0..8_usize,
        slice in prop_oneof![1..10_usize, 10..5000_usize],
    ) {
        let text = write(&records, shape);
        let collected = collect(text.as_bytes(), slice);
        assert_read(&text, &records, &collected)?;
        prop_assert_eq!(collected.problems, vec![]);
    }

    /// Such files were called broken, and their records were not all counted.
    #[test]
    fn wrappers_inside_objects_that_nobody_knows_are_walked_into(
        pages in prop::collection::vec(prop::collection::vec(record(), 2..4), 1..4),
        around in prop::collection::vec(0..4_usize, 1..4),
        name in prop::sample::select(vec!["value", "records", "items", "rows"]),
        strangers in 0..4_u64,
        in_lines in any::<bool>(),
        slice in prop_oneof![1..10_usize, 10..5000_usize],
    ) {
        let mut elements: Vec<_> = pages.iter().map(|page| wrapped(json!({ name: page }), &around)).collect();
        elements.extend((0..strangers).map(|stranger| json!({ "note": stranger })));
        let text = write(&elements, if in_lines { 3 } else { 0 });
        let collected = collect(text.as_bytes(), slice);
        assert_read(&text, &pages.concat(), &collected)?;
        prop_assert_eq!(collected.reported(), strangers, "{}: {:?}", text, collected.problems);
        let is_fault = |kind: &ProblemKind| !matches!(kind, ProblemKind::OtherRecord { .. });
        prop_assert!(!collected.problems.iter().any(|(kind, ..)| is_fault(kind)), "{:?}", collected.problems);
    }
}

/// Puts objects of these kinds around a wrapper.
fn wrapped(wrapper: Value, around: &[usize]) -> Value {
    around.iter().fold(wrapper, |inner, kind| match kind {
        0 => json!({ "body": inner }),
        1 => json!({ "statusCode": 200, "body": inner, "offset": 1 }),
        2 => json!({ "responses": [inner] }),
        _ => json!({ "head": { "list": [1, {}] }, "eventHubMessage": inner }),
    })
}

#[test]
fn a_reply_to_a_batch_is_read_large_and_cut_off_too() {
    let page = |page: usize| -> Vec<_> {
        let record = |id| json!({ "id": id, "activityDateTime": "2026-11-01T00:00:00Z", "changeId": "c".repeat(200) });
        (0..2000).map(|id| record(format!("{page}-{id}"))).collect()
    };
    let pages = [page(0), page(1)];
    let replies: Vec<_> = pages.iter().map(|page| json!({ "status": 200, "body": { "value": page } })).collect();
    let text = json!({ "responses": replies }).to_string();
    let collected = collect(text.as_bytes(), 60_000);
    assert_eq!((collected.events.len(), collected.problems), (4000, vec![]));
    let beside = json!({ "a": { "value": pages[0] }, "b": { "value": pages[1] } }).to_string();
    let collected = collect(beside.as_bytes(), 60_000);
    assert_eq!((collected.events.len(), collected.problems), (4000, vec![]));
    let unknown = json!({ "took": 3, "items": pages[0], "more": { "rows": pages[1] } }).to_string();
    let collected = collect(unknown.as_bytes(), 60_000);
    assert_eq!((collected.events.len(), collected.problems), (4000, vec![]));
    let collected = collect(&text.as_bytes()[..text.len() - 30], 60_000);
    let told: Vec<_> = collected.problems.iter().map(|(kind, ..)| kind).collect();
    assert_eq!((collected.events.len() as u64 + collected.reported(), told), (4000, vec![&ProblemKind::Truncated]));
}

#[test]
fn a_page_with_a_link_to_more_says_so() {
    let record = json!({ "id": "1", "activityDateTime": "2026-11-01T00:00:00Z", "changeId": "c" });
    for text in [
        json!({ "@odata.nextLink": "https://graph.example/next", "value": [record] }).to_string(),
        json!({ "value": [record], "@odata.nextLink": "https://graph.example/next" }).to_string(),
    ] {
        let collected = collect(text.as_bytes(), 7);
        assert_eq!(collected.ids(), ["1"]);
        assert_eq!(collected.problems.len(), 1, "{text}");
        assert_eq!(collected.problems[0].0, ProblemKind::MorePages);
    }
}

#[test]
fn an_empty_list_among_records_is_reported_and_an_empty_page_among_pages_is_not() {
    let record = json!({ "id": "1", "activityDateTime": "2026-11-01T00:00:00Z", "changeId": "c" });
    for slice in [1, 5, 500] {
        let collected = collect(json!({ "value": [[], record, []] }).to_string().as_bytes(), slice);
        let told: Vec<_> = collected.problems.iter().map(|(kind, _, records)| (kind.clone(), *records)).collect();
        let none = (ProblemKind::OtherRecord { looks_like: "an empty list".to_owned() }, 1);
        assert_eq!((collected.ids(), told), (vec!["1"], vec![none.clone(), none]), "{slice}");
        let pages = json!([[record], [], { "value": [] }]).to_string();
        let collected = collect(pages.as_bytes(), slice);
        assert_eq!((collected.ids(), &collected.problems), (vec!["1"], &vec![]), "{slice}");
    }
}

#[test]
fn what_fills_up_a_file_behind_its_records_is_no_record() {
    let line = r#"{"id":"1","activityDateTime":"2026-11-01T00:00:00Z","changeId":"c"}"#;
    let (start, filling) = (format!("{line}\n{}\n", line.replace("\"1\"", "\"2\"")), "\0".repeat(4096));
    for slice in [7, 300, 9_000] {
        let collected = collect(format!("{start}{filling}").as_bytes(), slice);
        let told = [(ProblemKind::Leftover, start.len() as u64, 0)];
        assert_eq!((collected.ids(), collected.problems.as_slice()), (vec!["1", "2"], &told[..]), "{slice}");
    }
}

#[test]
fn a_page_that_the_next_one_stands_behind_is_no_partial_file() {
    let page = |id: &str, link: Option<&str>| {
        let record = json!({ "id": id, "activityDateTime": "2026-11-01T00:00:00Z", "changeId": "c" });
        json!({ "value": [record], "@odata.nextLink": link })
    };
    let (first, last) = (page("1", Some("https://graph.example/next")), page("2", None));
    for text in [json!([first, last]).to_string(), format!("{first}\n{last}")] {
        let collected = collect(text.as_bytes(), 7);
        assert_eq!((collected.ids(), &collected.problems), (vec!["1", "2"], &vec![]), "{text}");
    }
    // Where the last one has a link too, that is told, once.
    let text = json!([first, first]).to_string();
    let told: Vec<_> = collect(text.as_bytes(), 7).problems.into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(told, [ProblemKind::MorePages]);
}

#[test]
fn of_a_name_that_stands_twice_the_last_one_counts_and_escaped_names_are_names() {
    let text = r#"[{"id":"first","\u0069d":"second","activityDateTime":"2026-11-01T00:00:00Z","changeId":"c"}]"#;
    assert_eq!(collect(text.as_bytes(), 3).ids(), ["second"]);
}

#[test]
fn an_export_in_utf_16_is_read_in_both_byte_orders() {
    let text = r#"[{"id":"Ω1","activityDateTime":"2026-11-01T00:00:00Z","changeId":"c"}]"#;
    for mark in ["\u{feff}", ""] {
        let units: Vec<u16> = format!("{mark}{text}").encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for bytes in [little, big] {
            assert_eq!(collect(&bytes, 5).ids(), ["Ω1"]);
        }
    }
}
