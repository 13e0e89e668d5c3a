//! Damaged files: what can be read is read, and events shown plus records reported are the records that were there.

use proptest::prelude::*;
use provlens::format::{Fault, ProblemKind, read_event};
use serde_json::{Value, json};

use crate::collect::collect;

/// A record of an ordinary log; `id` tells it from the others.
fn plain(id: usize) -> String {
    format!(
        concat!(
            r#"{{"activityDateTime":"2026-11-01T00:00:0{digit}Z","changeId":"c{id}","id":"{id}","#,
            r#""provisioningAction":"create","provisioningStatusInfo":{{"errorInformation":null,"status":"success"}},"#,
            r#""provisioningSteps":[{{"description":"Received \"User {id}\" from [source]","details":{{"a":"b","id":"{id}"}},"#,
            r#""name":"EntryImport","status":"success"}},{{"description":"x","details":{{}},"name":"EntryExport"}}],"#,
            r#""sourceIdentity":{{"details":{{}},"displayName":"Person {id}","id":"s{id}"}}}}"#
        ),
        id = id,
        digit = id % 10,
    )
}

fn array(records: &[String]) -> String {
    format!("[{}]", records.join(","))
}

#[test]
fn a_file_cut_off_anywhere_gives_what_is_whole_and_reports_the_rest() {
    let records: Vec<String> = (0..3).map(plain).collect();
    let text = array(&records);
    let mut ends = Vec::new();
    let mut position = 1;
    for record in &records {
        ends.push((position, position + record.len()));
        position += record.len() + 1;
    }
    for cut in 1..text.len() {
        let collected = collect(&text.as_bytes()[..cut], 64);
        let whole = ends.iter().filter(|(_, end)| *end <= cut).count();
        let inside = ends.iter().any(|(start, end)| *start < cut && cut < *end);
        assert_eq!(collected.events.len(), whole, "cut at {cut}");
        assert_eq!(collected.reported(), u64::from(inside), "cut at {cut}");
        assert!(collected.problems.iter().any(|(kind, ..)| *kind == ProblemKind::Truncated), "cut at {cut}");
    }
}

#[test]
fn one_bad_record_among_thousands_is_reported_where_it_stands() {
    let mut records: Vec<String> = (0..5000).map(plain).collect();
    records[3210] = records[3210].replace("\"provisioningAction\":", "\"provisioningAction\"");
    let text = array(&records);
    let collected = collect(text.as_bytes(), 4096);
    let offset = text.find(&records[3210]).unwrap() as u64;
    assert_eq!(collected.events.len(), 4999);
    assert_eq!(collected.problems, [(ProblemKind::BrokenRecord { fault: Fault::ColonExpected }, offset, 1)]);
}

/// A file that is complete was once said to end in the middle, where its last record is broken.
#[test]
fn what_is_wrong_with_the_last_record_of_a_complete_file_is_told_once() {
    type Break = fn(&str) -> String;
    let broken: [(Break, Fault); 5] = [
        (|record| record.replace("\"changeId\":", "\"changeId\""), Fault::ColonExpected),
        (|record| record.replace("\"c2\"", ""), Fault::ValueExpected),
        (|record| record.replace("\"c2\"", "nul"), Fault::ValueExpected),
        (|record| record.replace('"', "'"), Fault::NameExpected),
        (|record| record.replace("\"c2\"", "\"c2"), Fault::CommaExpected),
    ];
    let around = [
        ["[", ",", "]"],
        ["[\r\n  ", ",\r\n  ", "\r\n]\r\n"],
        ["{\"value\":[", ",", "]}"],
        ["{\"value\":[", ",", "],\"@odata.nextLink\":\"https://example.com\"}"],
        ["{\n  \"value\": [\n", ",\n    ", "\n  ]\n}\n"],
        ["", "\n", "\n"],
    ];
    for ((broken, fault), [before, between, after]) in
        broken.iter().flat_map(|broken| around.map(|around| (broken, around)))
    {
        let records = [plain(0), plain(1), broken(&plain(2))];
        let text = format!("{before}{}{after}", records.join(between));
        let offset = text.find(&records[2]).unwrap() as u64;
        for slice in [1, 64, 5000] {
            let collected = collect(text.as_bytes(), slice);
            let kind = ProblemKind::BrokenRecord { fault: *fault };
            assert_eq!((collected.ids(), &collected.problems), (vec!["0", "1"], &vec![(kind, offset, 1)]), "{text}");
        }
        let all = [0, 1, 2].map(|_| broken(&plain(2))).join(between);
        let collected = collect(format!("{before}{all}{after}").as_bytes(), 64);
        let kinds: Vec<_> = collected.problems.iter().map(|(kind, ..)| kind.clone()).collect();
        assert_eq!(kinds, vec![ProblemKind::BrokenRecord { fault: *fault }; 3], "{before}{all}{after}");
    }
}

#[test]
fn a_record_that_lost_a_colon_and_brackets_is_one() {
    let half = r#"{"provisioningSteps":[{"details":{"a":"b"},"name""5","provisioningAction":"create"}}"#.to_owned();
    let collected = collect(array(&[plain(0), half, plain(2)]).as_bytes(), 64);
    assert_eq!((collected.ids(), collected.reported()), (vec!["0", "2"], 1), "{:?}", collected.problems);
}

#[test]
fn a_missing_bracket_does_not_swallow_the_rest_of_a_large_file() {
    let mut records: Vec<String> = (0..4000).map(plain).collect();
    records[7] = records[7].replacen('}', "", 1);
    let collected = collect(array(&records).as_bytes(), 1 << 16);
    assert_eq!(collected.events.len(), 3999);
    assert_eq!(collected.reported(), 1);
}

#[test]
fn nesting_ten_thousand_deep_is_a_reported_record() {
    let deep = plain(1).replace("\"a\":\"b\"", &format!("\"a\":{}{}", "[".repeat(10_000), "]".repeat(10_000)));
    let collected = collect(array(&[plain(0), deep, plain(2)]).as_bytes(), 777);
    assert_eq!(collected.ids(), ["0", "2"]);
    assert_eq!(collected.problems[0].0, ProblemKind::BrokenRecord { fault: Fault::TooDeep });
}

#[test]
fn a_half_written_line_is_reported_and_the_next_line_read() {
    let half = &plain(1)[..200];
    let text = [plain(0), half.to_owned(), plain(2), plain(3)].join("\n");
    let collected = collect(text.as_bytes(), 50);
    assert_eq!(collected.ids(), ["0", "2", "3"]);
    assert_eq!(collected.reported(), 1);
}

#[test]
fn two_exports_pasted_together_are_both_read() {
    let text = format!("{}{}\n{}", array(&[plain(0)]), array(&[plain(1), plain(2)]), plain(3));
    let collected = collect(text.as_bytes(), 33);
    assert_eq!(collected.ids(), ["0", "1", "2", "3"]);
    assert_eq!(collected.problems, []);
}

/// What is passed over after damage was once forgotten up to 256 bytes before the end of a slice, and with it the colon
/// that tells a member's value from a record, where it stood just there.
#[test]
fn how_a_damaged_file_is_sliced_makes_no_difference() {
    for filling in 0..256 {
        let broken = plain(1)
            .replace("\"changeId\":", "\"changeId\"")
            .replace("Received", &"R".repeat(filling))
            .replace("{\"a\":\"b\",\"id\"", "{\"id\"")
            .replace("Person", &"P".repeat(600));
        let text = array(&[broken, plain(2)]);
        let whole = collect(text.as_bytes(), text.len());
        assert_eq!((whole.ids(), whole.reported()), (vec!["2"], 1));
        assert_eq!(collect(text.as_bytes(), 16), whole, "filled up with {filling}");
    }
}

/// Each place where a record might begin was once looked for to the end of the text, once for each of the names that a
/// first record may begin with: a large file of another kind kept the reader busy for hours.
#[test]
fn a_large_object_full_of_things_with_ids_is_read_in_one_go() {
    let things = vec![r#"{"id":"7"}"#; 400_000].join(",");
    let other = collect(format!(r#"{{"users":[{things}]}}"#).as_bytes(), 1 << 16);
    assert_eq!((other.events.len(), other.reported()), (0, 1));

    let broken = vec![r#"{"id" "7"}"#; 400_000].join("\n");
    assert_eq!(collect(broken.as_bytes(), 1 << 22).reported(), 400_000);
}

/// A record in another export's shape, with what stands before the first, between two, and behind the last.
struct Export {
    record: fn(usize) -> String,
    around: [String; 3],
}

fn steps() -> String {
    r#"[{"name":"EntryImport","provisioningStepType":0,"status":0,"details":{"a":"b","c":"[[\"x\"],{}]"}}]"#.to_owned()
}

fn diagnostic(id: usize) -> String {
    json!({ "time": "2026-11-01T00:00:00.0000000Z", "resourceId": "/tenants/t/providers/Microsoft.aadiam", "category": "ProvisioningLogs",
        "resultType": "Success", "properties": { "id": id.to_string(), "activityDateTime": "2026-11-01T00:00:00.0000000Z", "changeId": "c",
        "provisioningSteps": [{ "name": "EntryImport", "details": { "id": "x" } }] } })
    .to_string()
}

fn cells(id: usize) -> [String; 6] {
    let identity = format!(r#"{{"Id":"s{id}","Name":"Person, \"{id}\"","identityType":"User"}}"#);
    ["2026-11-01T00:00:00Z".to_owned(), id.to_string(), "Success".to_owned(), "c".to_owned(), identity, steps()]
}

const NAMES: [&str; 6] = ["TimeGenerated", "Id", "ResultType", "ChangeId", "SourceIdentity", "ProvisioningSteps"];

fn row(id: usize) -> String {
    json!(cells(id)).to_string()
}

fn row_object(id: usize) -> String {
    let members = NAMES.iter().zip(cells(id)).map(|(name, cell)| format!("\"{name}\":{}", json!(cell)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

fn elastic(id: usize) -> String {
    format!(
        r#"{{"@timestamp":"2026-11-01T00:00:00Z","azure":{{"provisioning":{{"properties":{{"id":"{id}","change_id":"c","provisioning_steps":[{{"name":"x"}}]}}}}}},"event":{{"kind":"event"}}}}"#
    )
}

fn csv_row(id: usize) -> String {
    cells(id).map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).join(",")
}

fn exports() -> Vec<Export> {
    let around = |parts: [&str; 3]| parts.map(str::to_owned);
    let columns: Vec<_> = NAMES.iter().map(|name| json!({ "name": name })).collect();
    vec![
        Export { record: diagnostic, around: around(["", "\r\n", "\r\n"]) },
        Export { record: diagnostic, around: around(["{\"records\":[", ",", "]}"]) },
        Export { record: row_object, around: around(["[", ",", "]"]) },
        Export { record: elastic, around: around(["", "\n", "\n"]) },
        Export {
            record: row,
            around: [
                format!("{{\"tables\":[{{\"columns\":{},\"rows\":[", json!(columns)),
                ",".to_owned(),
                "]}]}".to_owned(),
            ],
        },
        Export { record: csv_row, around: [format!("{}\n", NAMES.join(",")), "\n".to_owned(), "\n".to_owned()] },
    ]
}

/// The naive twin of the count: how many records begin in what a damaged record has become. Its own bracket begins one,
/// or its place does. Whole objects at its front are one each; what follows an event there, behind a comma, has lost its
/// bracket. An event inside stands for the record, but for one behind a comma, where the next record would begin. Where
/// lines part records, commas do not. Commas too many are
/// none, as everywhere.
fn begun(damaged: &str, lines: bool) -> u64 {
    let damaged = &damaged.replace(",,", ",").replace(",}", "}").replace(",]", "]");
    let is_event = |value: &Value| {
        let has = |name: &str| [value, &value["properties"]].iter().any(|part| !part[name].is_null());
        let marks = ["changeId", "provisioningAction", "provisioningStatusInfo", "provisioningSteps"];
        let has_mark = marks.iter().any(|name| has(name));
        has("activityDateTime") && has_mark
            || has("category") && (has("activityDateTime") || has("time") || has_mark)
            || has("TimeGenerated") && ["ChangeId", "SourceIdentity", "ProvisioningSteps"].iter().any(|name| has(name))
            || !value["azure"]["provisioning"]["properties"].is_null()
    };
    let first = |text: &str| {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        let value = values.next()?.ok().filter(Value::is_object)?;
        Some((is_event(&value), values.byte_offset()))
    };
    let front = damaged.trim_start_matches(['[', ' ', '\n']);
    let (mut rest, mut count, mut ends_with_event) = (front, 0, false);
    while let Some((is_event, length)) = first(rest) {
        (rest, count, ends_with_event) = (rest[length..].trim_start(), count + 1, is_event);
        match rest.strip_prefix(',') {
            Some(behind) => rest = behind.trim_start(),
            None => break,
        }
    }
    if count > 0 {
        let is_behind_comma = damaged[..damaged.len() - rest.len()].trim_end().ends_with(',');
        return count + u64::from(!lines && ends_with_event && is_behind_comma && !rest.is_empty());
    }
    let inside = damaged
        .match_indices('{')
        .skip(1)
        .filter(|(at, _)| first(&damaged[*at..]).is_some_and(|(is_event, _)| is_event));
    let behind_commas = inside.filter(|(at, _)| damaged[..*at].trim_end().ends_with(',')).count() as u64;
    u64::from(!damaged.trim_matches([',', ' ', '\n']).is_empty()) + if lines { 0 } else { behind_commas }
}

/// Every byte that can do harm, in every place of a record: written over another, put between two, taken away.
fn with_one_wrong_byte(record: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..record.len()).flat_map(move |at| {
        let bytes = b"\"\\{}[],: x0\xff";
        let over = bytes.iter().map(move |byte| [&record[..at], &[*byte], &record[at + 1..]].concat());
        let between = bytes.iter().map(move |byte| [&record[..at], &[*byte], &record[at..]].concat());
        over.chain(between).chain([[&record[..at], &record[at + 1..]].concat()])
    })
}

#[test]
fn one_wrong_byte_anywhere_costs_the_records_that_it_makes_of_one_in_any_export() {
    let ours = |before: &str, between: &str, after: &str| Export {
        record: plain,
        around: [before, between, after].map(str::to_owned),
    };
    let mut exports = exports();
    exports.extend([ours("[", ",", "]"), ours("", "\n", "\n")]);
    for (number, Export { record, around: [before, between, after] }) in exports.iter().enumerate() {
        let records: Vec<Vec<u8>> = (0..5).map(|id| record(id).into_bytes()).collect();
        for damaged in with_one_wrong_byte(&records[2]) {
            let mut records = records.clone();
            records[2].clone_from(&damaged);
            let text = [before.as_bytes(), &records.join(between.as_bytes()), after.as_bytes()].concat();
            let collected = collect(&text, text.len());
            let ids = collected.ids();
            let shown = format!("{ids:?} {:?}\n{}", collected.problems, String::from_utf8_lossy(&damaged));
            assert!(["0", "1", "3", "4"].iter().all(|id| ids.contains(id)), "an event is lost: {shown}");
            let all = collected.events.len() as u64 + collected.reported();
            // The rows of a table are counted by their values, which the twin does not know.
            if matches!(number, 4 | 5) {
                assert!((5..=6).contains(&all), "{all}: {shown}");
            } else {
                let lines = between.ends_with('\n');
                assert_eq!(all, 4 + begun(&String::from_utf8_lossy(&damaged), lines), "{shown}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn one_wrong_byte_costs_the_same_in_any_slices(
        export in 0..6_usize,
        victim in 1..12_usize,
        place in any::<prop::sample::Index>(),
        change in 0..3_u8,
        byte in prop_oneof![prop::sample::select(b"\"\\{}[],: xn\n".to_vec()), any::<u8>()],
        slice in 1..300_usize,
    ) {
        let export = &exports()[export];
        let mut records: Vec<Vec<u8>> = (0..12).map(|id| (export.record)(id).into_bytes()).collect();
        let at = place.index(records[victim].len());
        match change {
            0 => records[victim][at] = byte,
            1 => records[victim].insert(at, byte),
            _ => { records[victim].remove(at); }
        }
        let [before, between, after] = &export.around;
        let text = [before.as_bytes(), &records.join(between.as_bytes()), after.as_bytes()].concat();
        let collected = collect(&text, slice);
        prop_assert_eq!(&collected, &collect(&text, text.len()));
        let all = collected.events.len() as u64 + collected.reported();
        // A line end makes two lines of one, an event closed too early leaves a rest, and so on: see `begun`.
        prop_assert!((12..=13).contains(&all), "{all} {:?} {}", collected.problems, String::from_utf8_lossy(&records[victim]));
    }
}

#[test]
fn a_bracket_of_the_wrong_kind_before_a_record_costs_that_record_in_any_slices() {
    let export = &exports()[1];
    let mut records: Vec<String> = (0..4).map(export.record).collect();
    records[1].replace_range(..1, "]");
    let text = format!("{}{}{}", export.around[0], records.join(&export.around[1]), export.around[2]);
    for slice in [1, 11, 100_000] {
        let collected = collect(text.as_bytes(), slice);
        assert_eq!((collected.ids(), collected.reported()), (vec!["0", "2", "3"], 1), "{:?}", collected.problems);
    }
}

#[test]
fn a_text_that_begins_with_a_comma_is_the_same_in_any_slices() {
    let text = format!(",\"@odata.nextLink\":\"x\"y\"errorCategory\":{{\"id\":\"4\"}},\n{},{}", plain(1), plain(2));
    let whole = collect(text.as_bytes(), text.len());
    assert_eq!(whole.ids(), ["1", "2"]);
    for slice in 1..300 {
        assert_eq!(collect(text.as_bytes(), slice), whole, "in slices of {slice}");
    }
}

/// A record that begins with another member than its neighbours do.
fn turned(id: usize, turn: usize) -> String {
    let members: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&plain(id)).unwrap();
    let mut members: Vec<String> = members.iter().map(|(name, value)| format!("{}:{value}", json!(name))).collect();
    members.push(format!("\"shade of {turn}\":[{{\"a\":\"{{b\"}}]"));
    let turn = turn % members.len();
    members.rotate_left(turn);
    format!("{{{}}}", members.join(","))
}

/// The bracket of a record and the name behind it.
fn first_member(record: &str) -> String {
    record.split_inclusive('"').take(3).collect()
}

fn written(records: &[String], shape: usize) -> String {
    match shape {
        0 => array(records),
        1 => records.join("\n") + "\n",
        2 => format!("[\n{}\n]", records.join(",\n")),
        _ => format!("{{\"value\":[{}]}}", records.join(", ")),
    }
}

/// The ids that are shown are those of all but the victims; and what is shown and what is reported are the records.
fn assert_salvaged(records: &[String], victims: &[usize], shape: usize) {
    let (all, there, told) = salvaged(records, victims, shape);
    assert_eq!(all, there, "{told}");
}

/// Records shown and reported, records there, and what to say if they differ; the ids are held to already.
fn salvaged(records: &[String], victims: &[usize], shape: usize) -> (u64, u64, String) {
    let text = written(records, shape);
    let whole = collect(text.as_bytes(), text.len());
    let ids = whole.ids();
    for id in (0..records.len()).filter(|id| !victims.contains(id)) {
        assert!(ids.contains(&id.to_string().as_str()), "{id} is lost: {ids:?} {:?}\n{text}", whole.problems);
    }
    let all = ids.len() as u64 + whole.reported();
    let there = (records.len() - victims.len()) as u64
        + victims.iter().map(|victim| begun(&records[*victim], shape == 1)).sum::<u64>();
    (all, there, format!("{ids:?} {:?}\n{text}", whole.problems))
}

#[test]
fn a_record_cut_at_any_place_costs_itself_whatever_the_others_begin_with() {
    for shape in 0..4 {
        let records: Vec<String> = (0..6).map(|id| turned(id, if id < 3 { 0 } else { id })).collect();
        for victim in 1..5 {
            for cut in (1..records[victim].len()).filter(|cut| records[victim].is_char_boundary(*cut)) {
                for kept in [&records[victim][..cut], &records[victim][cut..]] {
                    let mut records = records.clone();
                    records[victim] = kept.to_owned();
                    assert_salvaged(&records, &[victim], shape);
                }
            }
        }
    }
}

/// A record's first half ends anywhere behind its first name, its second half begins in the middle of a word: what begins
/// with a member could be the half before it.
#[test]
fn half_records_next_to_each_other_are_counted_each() {
    let whole: Vec<String> = (0..7).map(|id| turned(id, 0)).collect();
    let name = r#"{"activityDateTime":"#.len();
    let is_inside_word = |record: &str, at: usize| {
        record[at..].starts_with(char::is_lowercase) && record[..at].ends_with(char::is_lowercase)
    };
    let places: Vec<usize> = (name..whole[0].len() - 1).collect();
    let words: Vec<usize> = places.iter().copied().filter(|at| is_inside_word(&whole[0], *at)).collect();
    assert!(words.len() > 20);
    for (shape, at) in (0..4).flat_map(|shape| (0..places.len()).map(move |at| (shape, at))) {
        for count in 2..=3 {
            for first in [2, 7 - count] {
                let mut fronts = whole.clone();
                let mut ends = whole.clone();
                let victims: Vec<usize> = (first..first + count).collect();
                for victim in &victims {
                    // Another place in each.
                    let turn = at + (victim - first) * 31;
                    fronts[*victim].truncate(places[turn % places.len()]);
                    ends[*victim].replace_range(..words[turn % words.len()], "");
                }
                assert_salvaged(&fronts, &victims, shape);
                assert_salvaged(&ends, &victims, shape);
                // The file itself ends with the last half.
                let text = written(&fronts[..first + count], shape);
                let cut = &text[..text.rfind(&fronts[first + count - 1]).unwrap() + fronts[first + count - 1].len()];
                let collected = collect(cut.as_bytes(), 90);
                assert_eq!(
                    (collected.events.len(), collected.reported()),
                    (first, count as u64),
                    "{:?}",
                    collected.problems
                );
            }
        }
    }
}

#[test]
fn lines_that_are_no_records_are_counted_one_by_one() {
    let records: Vec<String> = (0..9).map(|id| turned(id, id)).collect();
    let mut damaged = records;
    damaged[3] = "connection reset".to_owned();
    damaged[4] = "connection reset".to_owned();
    damaged[6] = damaged[6][200..].to_owned();
    let collected = collect(written(&damaged, 1).as_bytes(), 50);
    assert_eq!((collected.ids(), collected.reported()), (vec!["0", "1", "2", "5", "7", "8"], 3));
    let collected = collect(written(&damaged, 0).as_bytes(), 50);
    assert_eq!((collected.ids(), collected.reported()), (vec!["0", "1", "2", "5", "7", "8"], 3));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn logs_of_many_orders_cut_spliced_and_corrupted_lose_nothing_unsaid_in_any_slices(
        turns in prop::collection::vec(0..20_usize, 8),
        victim in 1..7_usize,
        place in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        change in 0..5_u8,
        byte in prop::sample::select(b"\"\\{}[],: xn".to_vec()),
        shape in 0..4_usize,
        slice in 1..300_usize,
    ) {
        let mut records: Vec<String> = turns.iter().enumerate().map(|(id, turn)| turned(id, *turn)).collect();
        let record = records[victim].clone();
        let at = 1 + place.index(record.len() - 1);
        let end = at + other.index(record.len() - at);
        records[victim] = match change {
            0 => record[..at].to_owned(),
            1 => record[at..].to_owned(),
            2 => format!("{}{}", &record[..at], &record[end..]),
            3 => format!("{}{}{}", &record[..at], byte as char, &record[at..]),
            _ => format!("{}{}{}", &record[..at], byte as char, &record[at + 1..]),
        };
        let (all, there, told) = salvaged(&records, &[victim], shape);
        // A bracket put before a member that records begin with begins another as far as anybody can tell.
        let begins_another = change > 2 && records[victim].match_indices('{').any(|(from, _)| {
            from == at && records.iter().any(|other| records[victim][from..].starts_with(&first_member(other)))
        });
        prop_assert!(all == there || begins_another && all == there + 1, "{all} of {there}: {told}");
        let text = written(&records, shape);
        prop_assert_eq!(collect(text.as_bytes(), slice), collect(text.as_bytes(), text.len()));
    }
}

#[test]
fn an_error_answer_spliced_into_a_page_costs_what_it_cut_off() {
    let error = r#"{"error":{"code":"InternalServerError","message":"try again"}}"#;
    let expected = ProblemKind::ErrorAnswer { error: "InternalServerError: try again".to_owned() };
    let records: Vec<String> = (0..3).map(plain).collect();
    // Between two records, and instead of the rest of the page.
    for text in [
        format!(r#"{{"value":[{},{error},{}]}}"#, records[0], records[1]),
        format!(r#"{{"value":[{},{}{error}"#, records[0], records[1]),
        format!(
            r#"{{"value":[{},{}],"error":{{"code":"InternalServerError","message":"try again"}}}}"#,
            records[0], records[1]
        ),
    ] {
        let collected = collect(text.as_bytes(), 40);
        assert_eq!((collected.ids(), collected.reported()), (vec!["0", "1"], 0), "{text}");
        assert!(collected.problems.iter().any(|(kind, ..)| *kind == expected), "{:?}", collected.problems);
    }
    // In the middle of a record, another page behind it.
    let text = format!(r#"{{"value":[{},{}{error}{}"#, records[0], &records[1][..300], array(&records[2..]));
    let collected = collect(text.as_bytes(), 40);
    assert_eq!((collected.ids(), collected.reported()), (vec!["0", "2"], 1), "{:?}", collected.problems);
}

#[test]
fn a_page_without_its_opening_is_read() {
    let records: Vec<String> = (0..3).map(plain).collect();
    for start in ["\"@odata.context\":\"x\",\"value\":[", "{\"@odata.context\":\"x\",\"value\":[", ""] {
        let text = format!("{start}{}]}}", records.join(","));
        let collected = collect(text.as_bytes(), 17);
        assert_eq!((collected.ids(), collected.reported()), (vec!["0", "1", "2"], 0), "{:?}", collected.problems);
    }
}

#[test]
fn commas_too_many_and_control_characters_are_mended_and_said() {
    let record = plain(4).replace("\"a\":\"b\",", "\"a\":\"b\tc\nd\",,").replace("}]", "},]");
    let collected = collect(array(&[plain(3), record.clone()]).as_bytes(), 23);
    assert_eq!((collected.ids(), &collected.problems), (vec!["3", "4"], &vec![]));
    let (event, flaw) = read_event(&record);
    assert_eq!(event.provisioning_steps[0].details.get("a").unwrap().as_str(), "b\tc\nd");
    let flaw = flaw.unwrap();
    assert!(flaw.contains("a comma too many") && flaw.contains("a control character"), "{flaw}");
}
