//! The kinds of text that the public JSON parsing test suite has: what a JSON reader must take, what it must refuse, and
//! what it may do either with. Each stands in a record between two others.

use provlens::format::read_event;
use serde_json::Value;

use crate::collect::{Collected, collect};
use crate::damage::plain;
use crate::naive::naive;

/// What every reader of JSON takes.
const TAKEN: &[&[u8]] = &[
    b"[]",
    b"{}",
    b"[ ]",
    b"{ }",
    b"[[]   ]",
    b"[\"\"]",
    b"[false]",
    b"[null, 1, \"1\", {}]",
    b"[1\n]",
    b" [1]",
    b"[2] ",
    b"[1,null,null,null,2]",
    b"[123e65]",
    b"[0e+1]",
    b"[0e1]",
    b"[ 4]",
    b"[-0]",
    b"[-0.000000000000000000000001]",
    b"[20e1]",
    b"[-123]",
    b"[-1]",
    b"[1E22]",
    b"[1E-2]",
    b"[1E+2]",
    b"[123e45]",
    b"[123.456e78]",
    b"[1e-2]",
    b"[1e+2]",
    b"[123.456789]",
    b"{\"a\":\"b\",\"a\":\"c\"}",
    b"{\"a\":\"b\",\"a\":\"b\"}",
    b"{\"\":0}",
    b"{\"foo\\u0000bar\": 42}",
    b"{ \"min\": -1.0e+28, \"max\": 1.0e+28 }",
    b"{\"x\":[{\"id\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}]}",
    b"{\"a\":[]}",
    b"{\n\"a\": \"b\"\n}",
    b"true",
    b"false",
    b"null",
    b"42",
    b"-0.1",
    b"\"asd\"",
    b"\"\"",
    b"\" \"",
    b"\"\\u0060\\u012a\\u12AB\"",
    b"\"\\uD801\\udc37\"",
    b"\"\\ud83d\\ude39\\ud83d\\udc8d\"",
    b"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
    b"\"\\\\u0000\"",
    b"\"\\\"\"",
    b"\"a/*b*/c/*d//e\"",
    b"\"\\\\a\"",
    b"\"\\\\n\"",
    b"\"\\u0012\"",
    b"\"\\uFFFF\"",
    b"\"\xF4\x8F\xBF\xBF\"",
    b"\"\xEF\xBF\xBF\"",
    b"\"\\u0000\"",
    b"\"\\u002c\"",
    b"\"\xCF\x80\"",
    b"\"asd \"",
    b"\"\\uD834\\uDd1e\"",
    b"\"\\u0821\"",
    b"\"\\u0123\"",
    b"\"\xE2\x80\xA8\"",
    b"\"\xE2\x80\xA9\"",
    b"\"\\u0061\\u30af\\u30EA\\u30b9\"",
    b"\"new\\u000Aline\"",
    b"\"\x7F\"",
    b"\"\\uA66D\"",
    b"\"\\u005C\"",
    b"\"\xE2\x8D\x82\xE3\x88\xB4\"",
    b"\"\\u200B\"",
    b"\"\\u2064\"",
    b"\"\\uFDD0\"",
    b"\"\\u0022\"",
    b"\"aa\x7Fa\"",
    b"[\"a\",\n\t 4\r\n,{ } ]",
];

/// What JSON leaves to its readers: numbers of any size, surrogates by themselves. An event that has it is shown.
const LEFT_OPEN: &[&[u8]] = &[
    b"[1.5e+9999]",
    b"[-1e+9999]",
    b"[0.4e00669999999999999999999999999999999999999999999999999999999999999999999]",
    b"[123123e100000]",
    b"[-123123123123123123123123123123]",
    b"[100000000000000000000]",
    b"[123e-10000000]",
    b"\"\\uDADA\"",
    b"\"\\uD888\\u1234\"",
    b"\"\\uD800\\n\"",
    b"\"\\uDd1ea\"",
    b"\"\\uD800\\uD800\\n\"",
    b"\"\\ud800\"",
    b"\"\\ud800abc\"",
    b"\"\\uDd1e\\uD834\"",
    b"\"\\uDFAA\"",
];

/// What every reader of JSON refuses.
const REFUSED: &[&[u8]] = &[
    b"[1 true]",
    b"[a\xE5]",
    b"[\"\": 1]",
    b"[\"\"],",
    b"[,1]",
    b"[1,,2]",
    b"[\"x\",,]",
    b"[\"x\"]]",
    b"[\"\",]",
    b"[\"x\"",
    b"[x",
    b"[3[4]]",
    b"[\xFF]",
    b"[1:2]",
    b"[,]",
    b"[-]",
    b"[   , \"\"]",
    b"[\"a\",\n4\n,1,",
    b"[1,]",
    b"[1,,]",
    b"[\"\x0Ba\"\\f]",
    b"[*]",
    b"[1,1",
    b"[fals]",
    b"[nul]",
    b"[tru]",
    b"[\"a\0a\"]",
    b"[++1234]",
    b"[+1]",
    b"[+Inf]",
    b"[-01]",
    b"[-1.0.]",
    b"[-2.]",
    b"[-NaN]",
    b"[.-1]",
    b"[.2e-3]",
    b"[0.1.2]",
    b"[0.3e+]",
    b"[0.3e]",
    b"[0.e1]",
    b"[0E+]",
    b"[0e]",
    b"[1.0e-]",
    b"[1 000.0]",
    b"[1eE2]",
    b"[2.e3]",
    b"[9.e+]",
    b"[Inf]",
    b"[NaN]",
    b"[1+2]",
    b"[0x1]",
    b"[0x42]",
    b"[Infinity]",
    b"[-Infinity]",
    b"[-foo]",
    b"[- 1]",
    b"[-012]",
    b"[-.123]",
    b"[1ea]",
    b"[1.]",
    b"[.123]",
    b"[1.2a-3]",
    b"[012]",
    b"[\"x\", truth]",
    b"{[: \"x\"}",
    b"{\"x\", null}",
    b"{\"x\"::\"b\"}",
    b"{\"a\":\"a\" 123}",
    b"{key: 'value'}",
    b"{\"a\" b}",
    b"{:\"b\"}",
    b"{\"a\" \"b\"}",
    b"{\"a\":",
    b"{\"a\"",
    b"{1:1}",
    b"{9999E9999:1}",
    b"{null:null,null:null}",
    b"{\"id\":0,,,,,}",
    b"{'a':0}",
    b"{\"id\":0,}",
    b"{\"a\":\"b\"}/**/",
    b"{\"a\":\"b\"}#",
    b"{\"a\":\"b\",,\"c\":\"d\"}",
    b"{a: \"b\"}",
    b"{\"a\":\"a",
    b"{ \"foo\" : \"bar\", \"a\" }",
    b" ",
    b"\"\\uD800\\\"",
    b"\"\\uD800\\u\"",
    b"\"\\uD800\\u1\"",
    b"\"\\uD800\\u1x\"",
    b"\"\\x00\"",
    b"\"\\\\\\\"",
    b"\"\\\t\"",
    b"\"\\u00A\"",
    b"\"\\a\"",
    b"\"\\uqqqq\"",
    b"'single'",
    b"abc",
    b"\"\\",
    b"\"a\x00a\"",
    b"\"new\nline\"",
    b"\"\t\"",
    b"\"x\"x",
    b"<.>",
    b"[1]x",
    b"[1}",
    b"{]",
    b"{}}",
    b"[\\n]",
    b"[\"asd]",
    b"True",
    b"]",
    b"[][]",
    b"{\"a\": true} \"x\"",
    b"[\xE2\x81\xA0]",
    b"\"\xFF\"",
    b"\"\xED\xA0\x80\"",
    b"\"\xF4\xBF\xBF\xBF\"",
    b"\"\xC0\xAF\"",
    b"\"\x81\"",
    b"\"\xE0\xFF\"",
];

/// Where a value may stand in a record: among what is passed over in one go, where a name that nobody knows is followed by
/// it, and where a column takes it.
const PLACES: &[(&str, &str)] = &[
    (r#""a":"b""#, r#""a":"#),
    (r#""provisioningAction""#, r#""x":,"provisioningAction""#),
    (r#""changeId":"c1""#, r#""jobId":,"changeId":"c1""#),
];

/// A record with the value at a place.
fn with(value: &[u8], (before, after): (&str, &str)) -> Vec<u8> {
    let record = plain(1).replacen(before, after, 1);
    let at = record.find(after).unwrap() + after.find(':').unwrap() + 1;
    let (start, end) = record.as_bytes().split_at(at);
    [start, value, end].concat()
}

/// Reads the record between two others, in slices of some sizes, which are to make no difference.
fn read(record: &[u8]) -> Collected {
    let text = [b"[", plain(0).as_bytes(), b",", record, b",", plain(2).as_bytes(), b"]"].concat();
    let whole = collect(&text, text.len());
    for slice in [1, 7, 64] {
        assert_eq!(collect(&text, slice), whole, "in slices of {slice}: {}", text.escape_ascii());
    }
    whole
}

fn every(kinds: &[&[u8]], check: impl Fn(&[u8], &Collected)) {
    for value in kinds {
        for place in PLACES {
            let record = with(value, *place);
            check(&record, &read(&record));
        }
    }
}

#[test]
fn what_every_reader_takes_is_read_as_serde_json_reads_it() {
    every(TAKEN, |record, read| {
        let value: Value = serde_json::from_slice(record).unwrap();
        let odd = read.problems.iter().any(|(kind, ..)| kind.is_loss());
        assert_eq!((read.ids(), odd), (vec!["0", "1", "2"], false), "{}", record.escape_ascii());
        let mut expected = naive(&value);
        // A number is shown as it was written.
        if value["jobId"].is_number() {
            expected[2].1.clone_from(&read.events[1].0[2].1);
        }
        assert_eq!(read.events[1].0, expected, "{}", record.escape_ascii());
    });
}

#[test]
fn what_readers_may_refuse_is_shown() {
    every(LEFT_OPEN, |record, read| {
        assert_eq!(read.ids(), ["0", "1", "2"], "{}", record.escape_ascii());
    });
}

#[test]
fn what_every_reader_refuses_is_said_and_costs_no_other_record() {
    every(REFUSED, |record, read| {
        assert!(serde_json::from_slice::<Value>(record).is_err(), "{}", record.escape_ascii());
        let ids = read.ids();
        assert!(ids.starts_with(&["0"]) && ids.ends_with(&["2"]), "{ids:?} of {}", record.escape_ascii());
        let is_said = match ids.as_slice() {
            // It is told of when the record is opened, or already in the report.
            ["0", "1", "2"] => !read.problems.is_empty() || read_event(&String::from_utf8_lossy(record)).1.is_some(),
            _ => read.reported() > 0,
        };
        assert!(is_said, "{:?} of {}", read.problems, record.escape_ascii());
    });
}
