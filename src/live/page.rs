//! One page of the log: its records as they stand, and where the next page is.
//!
//! A page that ends in the middle still has the records before the cut. What only spoils a text, as files are read over it
//! too, spoils no page: bytes that are no UTF-8, control characters and unknown escapes inside quotes.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::api::LinkError;
use crate::event::Instant;

/// What was found.
#[derive(Debug, Default, PartialEq)]
pub struct Page<'a> {
    pub records: Vec<Record<'a>>,
    /// The link to the next page, as far as it is one.
    pub next: Option<Result<String, LinkError>>,
    /// Whether there was a list of records, whatever was in it.
    pub has_list: bool,
    pub end: End,
}

/// How the text of a page ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// With the page.
    #[default]
    Whole,
    /// Behind the page stands something else.
    Followed,
    /// Before the page does.
    Cut,
    /// It is no JSON from some place on, or no page.
    Broken,
}

/// A record as it stands, and what is asked of it here.
#[derive(Debug, PartialEq)]
pub struct Record<'a> {
    pub raw: &'a [u8],
    /// Nothing where it is blank, which says no more than none.
    pub id: Option<String>,
    pub date: Option<Instant>,
}

/// Reads a page.
#[must_use]
pub fn read(body: &[u8]) -> Page<'_> {
    if let Ok(text) = std::str::from_utf8(body) {
        let page = read_text(text, body);
        if matches!(page.end, End::Whole | End::Followed) {
            return page;
        }
    }
    read_text(&readable(body), body)
}

/// Reads a page from its text, which is as long as its `body`; its records are parts of that.
fn read_text<'a>(text: &str, body: &'a [u8]) -> Page<'a> {
    let mut page = Page::default();
    let mut reader = serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
    page.end = match (PageSeed { page: &mut page, text, body }).deserialize(&mut reader) {
        Err(error) if error.is_eof() => End::Cut,
        Err(_) => End::Broken,
        Ok(()) if reader.end().is_ok() => End::Whole,
        Ok(()) => End::Followed,
    };
    page
}

/// The same text, byte by byte as long, with other characters for what no text may hold, and no string of JSON.
fn readable(body: &[u8]) -> String {
    let mut text = String::with_capacity(body.len());
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    let mut bytes = text.into_bytes();
    let (mut is_quoted, mut at) = (false, 0);
    while let Some(byte) = bytes.get(at).copied() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\\' if is_quoted && is_escape(&bytes[at + 1..]) => at += 1,
            b'\\' | ..b' ' if is_quoted => bytes[at] = b'?',
            _ => {}
        }
        at += 1;
    }
    // Nothing but ASCII has taken the place of ASCII.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Whether this begins with what JSON knows behind a backslash, as far as it goes.
fn is_escape(rest: &[u8]) -> bool {
    match rest {
        [b'u', hex @ ..] => hex.iter().take(4).all(u8::is_ascii_hexdigit),
        [first, ..] => b"\"\\/bfnrt".contains(first),
        [] => true,
    }
}

/// What is asked of an object: of a record, of an answer that tells of an error, or of an error.
#[derive(Default, Deserialize)]
pub struct Members<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow, rename = "activityDateTime")]
    date: Option<&'a RawValue>,
    #[serde(borrow)]
    pub error: Option<&'a RawValue>,
    #[serde(borrow)]
    pub code: Option<&'a RawValue>,
    #[serde(borrow)]
    pub message: Option<&'a RawValue>,
    #[serde(borrow, rename = "innerError", alias = "innererror")]
    pub inner: Option<&'a RawValue>,
    #[serde(borrow)]
    pub details: Option<&'a RawValue>,
}

/// A member where it is a text, else an empty one.
pub fn text(member: Option<&RawValue>) -> String {
    member.and_then(|member| serde_json::from_str(member.get()).ok()).unwrap_or_default()
}

impl<'a> Record<'a> {
    /// Reads a record's text, which stands for these bytes.
    fn new(json: &str, raw: &'a [u8]) -> Self {
        let members: Members<'_> = serde_json::from_str(json).unwrap_or_default();
        let id = text(members.id);
        // One that was made readable may be that of others, too.
        let is_told = !id.trim().is_empty() && json.as_bytes() == raw;
        Self { raw, id: is_told.then_some(id), date: Instant::parse(text(members.date).as_bytes()) }
    }
}

/// Fills a page while it is read, so that what was read stays when the reading fails.
struct PageSeed<'p, 'a> {
    page: &'p mut Page<'a>,
    text: &'p str,
    body: &'a [u8],
}

impl<'t> DeserializeSeed<'t> for PageSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'t> Visitor<'t> for PageSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        words.write_str("a page")
    }

    fn visit_map<A: MapAccess<'t>>(mut self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            match &*name {
                "@odata.nextLink" => self.page.next = link(members.next_value()?),
                "value" => members.next_value_seed(ListSeed(&mut self))?,
                _ => drop(members.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// A link as JSON has it. Some write an empty one on the last page, or none.
fn link(json: &RawValue) -> Option<Result<String, LinkError>> {
    match (json.get(), text(Some(json))) {
        ("null" | "\"\"", _) => None,
        (_, link) if link.is_empty() => Some(Err(LinkError::Unreadable)),
        (_, link) => Some(Ok(link)),
    }
}

struct ListSeed<'l, 'p, 'a>(&'l mut PageSeed<'p, 'a>);

impl<'t> DeserializeSeed<'t> for ListSeed<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'t> Visitor<'t> for ListSeed<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        words.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<(), A::Error> {
        let PageSeed { page, text, body } = self.0;
        page.has_list = true;
        while let Some(record) = items.next_element::<&'t RawValue>()? {
            let record = record.get();
            let start = record.as_ptr().addr() - text.as_ptr().addr();
            let raw = body.get(start..start + record.len()).unwrap_or_default();
            page.records.push(Record::new(record, raw));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PAGE: &str = r#"{"@odata.context":"https://x/$metadata","value":[{"id":"a","activityDateTime":"2026-11-18T10:00:00Z","n":[1,{"value":[2]}]},
        {"activityDateTime":"never","id":"bé"}, 7],"@odata.nextLink":"https://x/?$skiptoken=\/1"}"#;

    #[test]
    fn records_are_taken_as_they_stand() {
        let page = read(PAGE.as_bytes());
        assert!(page.end == End::Whole && page.has_list);
        assert_eq!(page.next, Some(Ok("https://x/?$skiptoken=/1".to_owned())));
        let raw: Vec<&str> = page.records.iter().map(|record| std::str::from_utf8(record.raw).unwrap()).collect();
        assert_eq!(
            raw,
            [
                r#"{"id":"a","activityDateTime":"2026-11-18T10:00:00Z","n":[1,{"value":[2]}]}"#,
                r#"{"activityDateTime":"never","id":"bé"}"#,
                "7"
            ]
        );
        assert_eq!(page.records[0].date, Instant::parse(b"2026-11-18T10:00:00Z"));
        assert_eq!((page.records[1].id.as_deref(), page.records[1].date), (Some("bé"), None));
    }

    #[test]
    fn what_is_no_page_has_no_list() {
        for body in
            ["", "<!DOCTYPE html><p>Sign in</p>", "[]", "null", "{}", r#"{"value":{}}"#, r#"{"error":{"code":"x"}}"#]
        {
            assert!(!read(body.as_bytes()).has_list, "{body}");
        }
        let page = read("\u{feff}{\"value\":[]}".as_bytes());
        assert!(page.has_list && page.end == End::Whole && page.next.is_none());
    }

    #[test]
    fn a_link_without_a_letter_is_none_and_one_that_is_no_text_costs_no_record() {
        for (link, next) in [
            ("null", None),
            ("\"\"", None),
            ("5", Some(Err(LinkError::Unreadable))),
            (r#"{"a":"b"}"#, Some(Err(LinkError::Unreadable))),
        ] {
            for body in [
                format!(r#"{{"value":[{{}}],"@odata.nextLink":{link}}}"#),
                format!(r#"{{"@odata.nextLink":{link},"value":[{{}}]}}"#),
            ] {
                let page = read(body.as_bytes());
                assert_eq!((page.next, page.records.len(), page.end), (next.clone(), 1, End::Whole), "{body}");
            }
        }
    }

    #[test]
    fn blank_ids_are_none() {
        // Of ten records of an API that has none but "" one was left.
        for (id, expected) in [("", None), (" \t", None), ("\u{a0}", None), (" a", Some(" a"))] {
            let body = serde_json::json!({ "value": [{ "id": id }] }).to_string();
            assert_eq!(read(body.as_bytes()).records[0].id.as_deref(), expected, "{id:?}");
        }
    }

    #[test]
    fn what_spoils_a_text_spoils_no_page_and_stays_in_its_record() {
        let records = [
            b"{\"id\":\"a\",\"n\":\"caf\xE9\"}".as_slice(),
            b"{\"id\":\"\xE9\"}",
            b"{\"id\":\"\xE8\"}",
            b"{\"id\":\"b\",\"n\":\"x\x01\ny\"}",
            b"{\"id\":\"c\",\"n\":\"c:\\windows \\u12 \\\\\"}",
            b"{\"id\":\"d\"}",
        ];
        let body = [b"{\"value\":[".as_slice(), &records.join(&b','), b"],\"@odata.nextLink\":\"/next\"}"].concat();
        let page = read(&body);
        assert_eq!((page.end, &page.next), (End::Whole, &Some(Ok("/next".to_owned()))));
        assert!(page.records.iter().map(|record| record.raw).eq(records));
        let ids: Vec<Option<&str>> = page.records.iter().map(|record| record.id.as_deref()).collect();
        assert_eq!(ids, [None, None, None, None, None, Some("d")]);
    }

    #[test]
    fn what_stands_behind_a_page_is_told_apart_from_a_page_that_is_cut_or_no_json() {
        for (body, end) in [
            ("{\"value\":[7]} \n", End::Whole),
            ("{\"value\":[7]}}}}garbage", End::Followed),
            ("{\"value\":[7]}{\"value\":[8]}", End::Followed),
            ("{\"value\":[7],", End::Cut),
            ("{\"value\":[7],}", End::Broken),
            ("{\"value\":[7 8]}", End::Broken),
        ] {
            let page = read(body.as_bytes());
            assert_eq!(page.end, end, "{body}");
            assert_eq!(page.records.first().map(|record| record.raw), Some(b"7".as_slice()), "{body}");
        }
    }

    proptest! {
        #[test]
        fn a_page_that_is_cut_has_just_the_records_before_the_cut(cut in 0..PAGE.len()) {
            let (page, whole) = (read(&PAGE.as_bytes()[..cut]), read(PAGE.as_bytes()));
            prop_assert_eq!(page.end, End::Cut);
            let expected = whole.records.iter().take(page.records.len()).map(|record| record.raw);
            prop_assert!(page.records.iter().map(|record| record.raw).eq(expected));
            // Records that end before the cut are there, but for a number, which may go on.
            let ends = whole.records.iter().filter(|record| record.raw != b"7").map(|record| {
                record.raw.as_ptr().addr() - PAGE.as_ptr().addr() + record.raw.len()
            });
            prop_assert!(page.records.len() >= ends.filter(|end| *end <= cut).count());
        }

        #[test]
        fn no_body_is_too_strange(body in prop::collection::vec(any::<u8>(), 0..60)) {
            let page = read(&body);
            prop_assert!(page.records.is_empty() || page.has_list);
        }

        #[test]
        fn what_is_made_readable_is_as_long_and_a_text_without_fault_stays_as_it_is(
            parts in prop::collection::vec("[\"\\\\u{}0a\n\u{1}é]{0,4}", 0..8), spoilt in any::<u8>(),
        ) {
            let mut body = parts.join("").into_bytes();
            if let Ok(value) = serde_json::from_slice::<serde_json::Value>(&body) {
                prop_assert_eq!(readable(&body).into_bytes(), body.clone(), "{}", value);
            }
            body.push(spoilt);
            prop_assert_eq!(readable(&body).len(), body.len());
        }
    }
}
