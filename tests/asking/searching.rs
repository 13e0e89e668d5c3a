//! Looking inside records: what is found, as it is found, and what is known of it afterwards.

use proptest::prelude::*;
use provlens::engine::search::record_test;
use provlens::format::Converter;
use provlens::protocol::{OpenMode, Searched};
use provlens::query::{Field, InsideCondition, Query, Sort, Term};
use provlens::table::{Column, RowId};
use serde_json::{Value, json};

use crate::host::Host;
use crate::logs::any_text;

/// Whether a word stands in any text of a record.
fn text_holds(word: &str, record: &[u8]) -> bool {
    let parts = vec![(Field::Text, vec![word.to_owned()])];
    record_test(&InsideCondition { parts, negated: false }, &Converter::default())
        .is_some_and(|test| test.holds(record))
}

fn text(word: &str) -> Query {
    with(word, false)
}

fn with(word: &str, negated: bool) -> Query {
    Query { terms: vec![Term::Words { field: Field::Text, words: vec![word.to_owned()], negated }] }
}

fn status(word: &str) -> Term {
    Term::Words { field: Field::Column(Column::Status), words: vec![word.to_owned()], negated: false }
}

fn found(host: &mut Host, query: &Query) -> Vec<u32> {
    let mut rows: Vec<u32> = host.view(query, Sort::default()).into_iter().map(|row| row.0).collect();
    rows.sort_unstable();
    rows
}

fn unsearched(host: &mut Host, query: &Query) -> u32 {
    host.rows(query, Sort::default(), &[], 0, 0).unsearched
}

fn event(id: &str, reason: &str) -> Value {
    json!({
        "id": id, "activityDateTime": "2026-11-18T10:00:00Z", "changeId": "c",
        "provisioningStatusInfo": { "status": "failure", "errorInformation": { "reason": reason } },
    })
}

fn log(reasons: &[&str]) -> Vec<u8> {
    let events = reasons.iter().enumerate().map(|(row, reason)| event(&format!("e{row}"), reason));
    Value::from(events.collect::<Vec<_>>()).to_string().into_bytes()
}

/// A string of JSON in one of the many ways of writing it.
fn written(text: &str, ways: &[u8]) -> String {
    let mut written = String::new();
    for (position, character) in text.chars().enumerate() {
        let way = ways.get(position % ways.len().max(1)).copied().unwrap_or(0);
        let must = character < ' ' || matches!(character, '"' | '\\');
        match (character, way) {
            ('"' | '\\' | '/', 0) => written.extend(['\\', character]),
            _ if must || way == 1 => {
                written.extend(character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
            }
            _ => written.push(character),
        }
    }
    written
}

fn letters() -> impl Strategy<Value = String> {
    prop_oneof!["[a-cA-Ck-ziIK/\"\\\\ \n]{0,20}", "[aAåÅÅkKKiİıßẞσΣςωΩΩłŁé😀\u{fffd}-]{0,12}", "\\PC{0,10}",]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn a_text_is_found_where_a_person_sees_it_however_it_is_written(
        before in letters(), middle in letters(), after in letters(), other in letters(),
        ways in prop::collection::vec(0..6_u8, 1..8),
        case in 0..3,
    ) {
        let shown = format!("{before}{middle}{after}");
        let record = format!(
            r#"{{"id":"{}","provisioningSteps":[{{"name":"s","details":{{"{}":"{}"}}}},{{"details":{{"n":12.5}}}}]}}"#,
            written(&other, &ways), written(&before, &ways), written(&shown, &ways),
        );
        let value: Value = serde_json::from_str(&record).unwrap();
        let word = match case {
            0 => middle,
            1 => middle.to_uppercase(),
            _ => other,
        };
        prop_assert_eq!(text_holds(&word, record.as_bytes()), any_text(&value, &[word]), "{}", record);
    }

    #[test]
    fn a_record_that_is_no_json_is_searched_all_the_same(bytes in prop::collection::vec(any::<u8>(), 0..80), word in "\\PC{0,3}") {
        let _ = text_holds(&word, &bytes);
    }
}

#[test]
fn names_that_all_records_have_are_not_found() {
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("log.json", &log(&["an odd reason"]))], 50);
    for (word, count) in
        [("errorInformation", 0), ("provisioningStatusInfo", 0), ("reason", 1), ("ODD", 1), ("odd reasons", 0)]
    {
        host.search(&text(word), 10);
        assert_eq!(found(&mut host, &text(word)).len(), count, "{word}");
    }
}

#[test]
fn records_are_found_wherever_the_slices_end() {
    let reasons = ["taken", "none", "Already \u{212A}", "t\u{e9}", "TAKEN again", ""];
    let file = log(&reasons);
    for slice in (1..=100).chain([500, file.len()]) {
        let mut host = Host::default();
        host.open(OpenMode::Replace, &[("log.json", &file)], 999);
        for (word, rows) in [("taken", vec![0, 4]), ("already k", vec![2]), ("É", vec![3])] {
            assert_eq!(host.search(&text(word), slice), Searched::default());
            assert_eq!(found(&mut host, &text(word)), rows, "{word} in slices of {slice}");
        }
    }
}

#[test]
fn what_is_found_shows_while_the_rest_is_still_to_be_looked_at() {
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("log.json", &log(&["taken"; 50]))], 999);
    let query = text("taken");
    assert_eq!((found(&mut host, &query).len(), unsearched(&mut host, &query)), (0, 50));
    let stopped = host.search_some(&query, 1000, 3);
    let some = found(&mut host, &query).len() as u32;
    assert!((5..45).contains(&some), "{some} rows of 3 slices");
    assert_eq!(stopped, Searched { unsearched: 50 - some, ..Searched::default() });
    assert_eq!(unsearched(&mut host, &query), 50 - some);
    // The opposite shows only what is known not to hold the text.
    assert_eq!(found(&mut host, &with("taken", true)), [] as [u32; 0]);
    assert_eq!(host.search(&query, 1000), Searched::default());
    assert_eq!((found(&mut host, &query).len(), unsearched(&mut host, &query)), (50, 0));
}

#[test]
fn what_is_known_is_not_read_again() {
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("log.json", &log(&["taken", "free", "taken"]))], 999);
    host.search(&text("taken"), 1000);
    let mut terms = text("taken").terms;
    terms.push(status("failure"));
    for query in [with("taken", true), Query { terms }, text("taken")] {
        // Without a slice of the file.
        assert_eq!(host.search_some(&query, 1000, 0), Searched::default(), "{query:?}");
    }
    assert_eq!(found(&mut host, &with("taken", true)), [1]);
}

#[test]
fn a_search_goes_on_over_what_is_added() {
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("log.json", &log(&["taken", "free"]))], 999);
    let query = text("taken");
    host.search(&query, 1000);
    let more = Value::from(vec![event("new", "taken"), event("e0", "free")]).to_string();
    host.open(OpenMode::Add, &[("more.json", more.as_bytes())], 999);
    // The first event has gone for its newer reading.
    assert_eq!((found(&mut host, &query), unsearched(&mut host, &query)), (vec![], 2));
    host.search(&query, 1000);
    assert_eq!((found(&mut host, &query), unsearched(&mut host, &query)), (vec![2], 0));
}

#[test]
fn just_the_records_that_the_columns_leave_are_read() {
    let mut host = Host::default();
    let long = "x".repeat(3 << 20);
    let mut events = vec![event("a", "taken"), event("b", &long), event("c", "taken")];
    events[1]["provisioningStatusInfo"]["status"] = json!("success");
    host.open(OpenMode::Replace, &[("log.json", Value::from(events).to_string().as_bytes())], 1 << 20);
    let mut query = text("taken");
    query.terms.push(status("failure"));
    // Two slices are enough for the two short records around the long one.
    assert_eq!(host.search_some(&query, 1000, 2), Searched { uncounted: 1, ..Searched::default() });
    assert_eq!(found(&mut host, &query), [0, 2]);
    // Then it is the turn of the counts of the other statuses.
    assert_eq!(host.search(&query, 1000), Searched::default());
}

#[test]
fn a_step_and_a_property_are_found_in_every_shape_of_an_export() {
    const STEPS: &str = r#"[{"name":"EntryExportAdd","provisioningStepType":5,"details":{"Cause":"d\u00fcplicate"}}]"#;
    const PROPERTIES: &str = r#"[{"displayName":"mail","oldValue":"a@x","newValue":"b@x"},{"displayName":"title","oldValue":"b@x","newValue":null}]"#;
    let record = |id: &str, more: &str| {
        format!(
            r#"{{"id":"{id}","activityDateTime":"2026-11-18T10:00:00Z","changeId":"c",{more},"provisioningSteps":{STEPS},"modifiedProperties":{PROPERTIES}}}"#
        )
    };
    let graph = format!("[{}]", record("graph", r#""tenantId":"t""#));
    let diagnostic =
        format!(r#"{{"category":"ProvisioningLogs","properties":{}}}"#, record("diagnostic", r#""jobId":"j""#));
    let columns = ["TimeGenerated", "Id", "ChangeId", "ProvisioningSteps", "ModifiedProperties"];
    let columns = columns.map(|name| json!({ "name": name }));
    let row = json!(["2026-11-18T10:00:00Z", "row", "c", STEPS, PROPERTIES]);
    let table = json!({ "tables": [{ "columns": columns, "rows": [row] }] }).to_string();
    let mut host = Host::default();
    let files = [("a.json", graph.as_bytes()), ("b.json", diagnostic.as_bytes()), ("c.json", table.as_bytes())];
    assert_eq!(host.open(OpenMode::Replace, &files, 77).events, 3);
    for (asked, count) in [
        ("step:export", 3),
        ("step:DÜPLICATE", 3),
        ("step:cause", 3),
        ("step:import", 0),
        ("step:mail", 0),
        ("attr:mail", 3),
        ("attr:cause", 0),
        ("attr:mail new:b@x", 3),
        ("attr:title new:b@x", 0),
        ("attr:title new:\"\"", 3),
        ("attr:mail attr:title", 3),
        ("value:a@x", 3),
        ("value:a@x -old:b@x", 0),
        ("-attr:department", 3),
    ] {
        let query = provlens::query::text::parse(asked).query;
        assert_eq!(host.search(&query, 50), Searched::default());
        assert_eq!(found(&mut host, &query).len(), count, "{asked}");
    }
}

#[test]
fn a_file_that_became_shorter_is_told_of_and_the_others_are_searched() {
    let mut host = Host::default();
    let (one, two) = (log(&["taken"; 3]), Value::from(vec![event("z", "taken")]).to_string());
    host.open(OpenMode::Replace, &[("one.json", &one), ("two.json", two.as_bytes())], 999);
    host.change_file(0, &one[..one.len() / 2]);
    let searched = host.search(&text("taken"), 1000);
    assert_eq!(searched.unsearched, 2);
    assert_eq!(searched.failure.as_deref(), Some("one.json: the file is shorter than it was"));
    assert_eq!(found(&mut host, &text("taken")), [0, 3]);
}

#[test]
fn what_is_rewritten_or_in_another_encoding_is_searched_too() {
    let wide: Vec<u8> =
        String::from_utf8(log(&["t\u{e9}ken", "free"])).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [vec![0xFF, 0xFE], wide].concat();
    let columns = r#"[{"name":"TimeGenerated"},{"name":"Id"},{"name":"ChangeId"},{"name":"ResultDescription"}]"#;
    let rows = r#"[["2026-11-18T10:00:00Z","t1","c","t\u00e9ken"],["2026-11-18T10:00:00Z","t2","c","free"]]"#;
    let table = format!(r#"{{"tables":[{{"columns":{columns},"rows":{rows}}}]}}"#);
    let mut host = Host::default();
    let opened = host.open(OpenMode::Replace, &[("wide.json", &wide), ("table.json", table.as_bytes())], 77);
    assert_eq!(opened.events, 4);
    assert_eq!(host.search(&text("TÉKEN"), 1000), Searched::default());
    assert_eq!(found(&mut host, &text("TÉKEN")), [0, 2]);
    assert_eq!(host.view(&with("TÉKEN", true), Sort::default()), [RowId(1), RowId(3)]);
}

#[test]
fn words_of_properties_and_steps_are_offered_from_the_records_that_columns_let_through() {
    let record = |id: &str, application: &str, properties: &str| {
        format!(
            r#"{{"id":"{id}","activityDateTime":"2026-11-18T10:00:00Z","changeId":"c","provisioningAction":"update",
            "servicePrincipal":{{"displayName":"{application}"}},"sourceIdentity":{{"id":"a"}},"targetIdentity":{{"id":"b"}},
            "provisioningSteps":[{{"name":"EntryExportUpdate","provisioningStepType":"export","status":"success",
            "description":"Done with a blank"}}],"modifiedProperties":[{properties}]}}"#
        )
    };
    let property = |name: &str, old: &str, new: &str| {
        format!(r#"{{"displayName":"{name}","oldValue":"{old}","newValue":"{new}"}}"#)
    };
    let log = [
        record("1", "Box", &[property("department", "Sales", "R*D"), property("mail", "", "a@b.test")].join(",")),
        record("2", "Box", &property("department", "R*D", "Sales")),
        record("3", "Slack", &property("title", "Clerk", "Sales")),
    ];
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("log.json", format!("[{}]", log.join(",")).as_bytes())], 4096);
    let mut sample = |field, text: &str| host.sample(field, &provlens::query::text::parse(text).query);
    assert_eq!(sample(Field::Attr, ""), ["department", "mail", "title"]);
    assert_eq!(sample(Field::Attr, "app:Slack"), ["title"]);
    assert_eq!(sample(Field::New, ""), ["Sales", "R\\*D", "a@b.test"]);
    assert_eq!(sample(Field::Old, "attr:dep"), ["R\\*D", "Sales"]);
    assert_eq!(sample(Field::Value, "app:Slack"), ["Clerk", "Sales"]);
    assert_eq!(sample(Field::Step, ""), ["EntryExportUpdate", "export", "success"]);
    assert_eq!(sample(Field::Attr, "app:Nobody"), [""; 0]);
}
