//! Damaged files: what can be read is read, and events shown plus records reported are the records that were there.

use provlens::format::{Fault, MemberFlaw, ProblemKind, read_event};

use crate::collect::collect;
use crate::wrong_bytes::{diagnostic, elastic, row_object};

/// A record of an ordinary log; `id` tells it from the others.
pub fn plain(id: usize) -> String {
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

pub fn array(records: &[String]) -> String {
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
    // Where the colon should stand, and not where the record begins.
    let offset = (text.find("Action\"\"").unwrap() + "Action\"".len()) as u64;
    assert_eq!(collected.events.len(), 4999);
    assert_eq!(collected.problems, [(ProblemKind::BrokenRecord { fault: Fault::ColonExpected }, offset, 1)]);
}

/// A file that is complete was once said to end in the middle, where its last record is broken.
#[test]
fn what_is_wrong_with_the_last_record_of_a_complete_file_is_told_once() {
    type Break = fn(&str) -> String;
    // With what stands before the place of the fault.
    let broken: [(Break, Fault, &str); 5] = [
        (|record| record.replace("\"changeId\":", "\"changeId\""), Fault::ColonExpected, "\"changeId\""),
        (|record| record.replace("\"c2\"", ""), Fault::ValueExpected, "\"changeId\":"),
        (|record| record.replace("\"c2\"", "nul"), Fault::ValueExpected, "\"changeId\":"),
        (|record| record.replace('"', "'"), Fault::NameExpected, "{"),
        (|record| record.replace("\"c2\"", "\"c2"), Fault::CommaExpected, "\"c2,\""),
    ];
    let around = [
        ["[", ",", "]"],
        ["[\r\n  ", ",\r\n  ", "\r\n]\r\n"],
        ["{\"value\":[", ",", "]}"],
        ["{\"value\":[", ",", "],\"@odata.nextLink\":\"https://example.com\"}"],
        ["{\n  \"value\": [\n", ",\n    ", "\n  ]\n}\n"],
        ["", "\n", "\n"],
    ];
    for ((broken, fault, sound), [before, between, after]) in
        broken.iter().flat_map(|broken| around.map(|around| (broken, around)))
    {
        let records = [plain(0), plain(1), broken(&plain(2))];
        let text = format!("{before}{}{after}", records.join(between));
        let offset = (text.find(&records[2]).unwrap() + records[2].find(sound).unwrap() + sound.len()) as u64;
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

/// The mark of the second export was once told as text that got lost.
#[test]
fn exports_that_begin_with_a_byte_order_mark_and_were_put_behind_each_other_are_whole() {
    const MARK: &str = "\u{FEFF}";
    let lines = |from: usize| format!("{MARK}{}\n{}\n", plain(from), plain(from + 1));
    let arrays = |from: usize| format!("{MARK}{}", array(&[plain(from), plain(from + 1)]));
    for text in [lines(0) + &lines(2), arrays(0) + &arrays(2), arrays(0) + "\r\n" + &arrays(2) + MARK] {
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, slice) in [text.as_bytes(), &utf16].into_iter().flat_map(|bytes| [(bytes, 1), (bytes, 5000)]) {
            let collected = collect(bytes, slice);
            assert_eq!((collected.ids(), &collected.problems), (vec!["0", "1", "2", "3"], &vec![]), "{text}");
        }
    }
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

#[test]
fn a_text_that_begins_with_a_comma_is_the_same_in_any_slices() {
    let text = format!(",\"@odata.nextLink\":\"x\"y\"errorCategory\":{{\"id\":\"4\"}},\n{},{}", plain(1), plain(2));
    let whole = collect(text.as_bytes(), text.len());
    assert_eq!(whole.ids(), ["1", "2"]);
    for slice in 1..300 {
        assert_eq!(collect(text.as_bytes(), slice), whole, "in slices of {slice}");
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

/// The front of a first line that lacks its beginning was once passed over without a count.
#[test]
fn words_before_an_array_are_none_of_its_records_and_a_half_first_line_is_one() {
    let records: Vec<String> = (0..3).map(plain).collect();
    let lines = records.join("\n");
    let array = array(&records);
    let half = "status\":\"success\"}]}";
    let texts = [
        (format!("{half}\n{lines}\n"), 1),
        (format!("{half}\n{half}\n{lines}\n"), 2),
        (format!("{{{half}\n{lines}\n"), 1),
        (format!("{{}}\nof Monday:\n{array}"), 1),
        (format!("[]\nThe log\nof Monday:\n{array}"), 0),
        (format!("[]\nThe log:\n{}", array.replace("},{\"act", "},\n{\"act")), 0),
    ];
    for (text, reported) in texts {
        for slice in [1, 300, 100_000] {
            let collected = collect(text.as_bytes(), slice);
            let found = (collected.ids(), collected.reported());
            assert_eq!(found, (vec!["0", "1", "2"], reported), "{:?}\n{text}", collected.problems);
        }
    }
}

#[test]
fn commas_too_many_and_control_characters_are_mended_and_said() {
    let record = plain(4).replace("\"a\":\"b\",", "\"a\":\"b\tc\nd\",,").replace("}]", "},]");
    let collected = collect(array(&[plain(3), record.clone()]).as_bytes(), 23);
    let at = array(&[plain(3), record.clone()]).find('\t').unwrap() as u64;
    let told = (ProblemKind::unread("provisioningSteps", MemberFlaw::ControlCharacter), at, 1);
    assert_eq!((collected.ids(), &collected.problems), (vec!["3", "4"], &vec![told]));
    let (event, flaw) = read_event(&record);
    assert_eq!(event.provisioning_steps[0].details.get("a").unwrap().as_str(), "b\tc\nd");
    let flaw = flaw.unwrap();
    assert!(flaw.said.contains("a comma too many") && flaw.said.contains("a control character"), "{flaw:?}");
    assert!(flaw.is_all_read);
}

/// The event shown once had the name of one and the outcome of another.
#[test]
fn a_record_that_lost_its_middle_and_runs_on_into_a_later_one_is_reported_and_not_shown() {
    let kinds = [
        (plain as fn(usize) -> String, "provisioningAction"),
        (diagnostic, "resultType"),
        // What stands twice is in the `properties`.
        (diagnostic, "changeId"),
        (row_object, "ChangeId"),
        (elastic, "change_id"),
    ];
    for (record, member) in kinds {
        let name = format!("\"{member}\"");
        let [before, from] = [record(1), record(3)].map(|record| record.find(&name).unwrap());
        // The first has the member, and the second has it once more.
        let end = before + record(1)[before..].find(',').unwrap();
        let joined = format!("{},{}", &record(1)[..end], &record(3)[from..]);
        for text in [array(&[record(0), joined.clone(), record(4)]), [record(0), joined, record(4)].join("\n")] {
            for slice in [1, 77, 5000] {
                let collected = collect(text.as_bytes(), slice);
                let told: Vec<_> =
                    collected.problems.iter().map(|(kind, _, records)| (kind.clone(), *records)).collect();
                let expected = (ProblemKind::Doubled { member: member.to_owned() }, 1);
                assert_eq!((collected.ids(), told), (vec!["0", "4"], vec![expected]), "{text}");
            }
        }
    }
}

/// It was told at the end of the file that text belongs to no record, and nothing at the place of the damage.
#[test]
fn an_event_that_brackets_too_many_close_with_its_list_is_told_of_where_its_rest_stands() {
    let rest = plain(1).find(",\"sourceIdentity\"").unwrap();
    // The steps have lost their beginning.
    let broken =
        format!("{}\"steps\":1}}]{}", &plain(1)[..plain(1).find("\"provisioningSteps\"").unwrap()], &plain(1)[rest..]);
    let text = format!("{{\"value\":[{},{broken},{}]}}", plain(0), plain(2));
    let at = (text.find(&broken).unwrap() + broken.find("\"sourceIdentity\"").unwrap()) as u64;
    for slice in [1, 80, 5000] {
        let collected = collect(text.as_bytes(), slice);
        let told = (ProblemKind::BrokenRecord { fault: Fault::ClosedEarly }, at, 0);
        assert_eq!((collected.ids(), &collected.problems), (vec!["0", "1", "2"], &vec![told]), "{text}");
    }
}
