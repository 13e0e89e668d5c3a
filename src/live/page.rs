//! One page of the log: its records as they stand, and where the next page is.
//!
//! A page that ends in the middle still has the records before the cut.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::event::Instant;

/// What was found.
#[derive(Debug, Default, PartialEq)]
pub struct Page<'a> {
    pub records: Vec<Record<'a>>,
    pub next: Option<Cow<'a, str>>,
    /// Whether there was a list of records, whatever was in it.
    pub has_list: bool,
    /// Whether it was read to its end.
    pub is_whole: bool,
}

/// A record as it stands, and what is asked of it here.
#[derive(Debug, PartialEq)]
pub struct Record<'a> {
    pub raw: &'a str,
    pub id: Option<Cow<'a, str>>,
    pub date: Option<Instant>,
}

/// Reads a page.
#[must_use]
pub fn read(body: &str) -> Page<'_> {
    let mut page = Page::default();
    let body = body.trim_start_matches('\u{feff}');
    let mut reader = serde_json::Deserializer::from_str(body);
    page.is_whole = PageSeed(&mut page).deserialize(&mut reader).is_ok() && reader.end().is_ok();
    page
}

impl<'a> Record<'a> {
    fn new(raw: &'a str) -> Self {
        #[derive(Default, Deserialize)]
        struct Head<'a> {
            #[serde(borrow, default)]
            id: Option<Cow<'a, str>>,
            #[serde(borrow, default, rename = "activityDateTime")]
            date: Option<Cow<'a, str>>,
        }
        let head: Head<'_> = serde_json::from_str(raw).unwrap_or_default();
        Self { raw, id: head.id, date: head.date.and_then(|date| Instant::parse(date.as_bytes())) }
    }
}

/// Fills a page while it is read, so that what was read stays when the reading fails.
struct PageSeed<'p, 'a>(&'p mut Page<'a>);

impl<'a> DeserializeSeed<'a> for PageSeed<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for PageSeed<'_, 'a> {
    type Value = ();

    fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        words.write_str("a page")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<Cow<'a, str>>()? {
            match &*name {
                // Some write an empty one on the last page.
                "@odata.nextLink" => {
                    self.0.next = members.next_value::<Option<Cow<'a, str>>>()?.filter(|link| !link.is_empty());
                }
                "value" => members.next_value_seed(ListSeed(self.0))?,
                _ => drop(members.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

struct ListSeed<'p, 'a>(&'p mut Page<'a>);

impl<'a> DeserializeSeed<'a> for ListSeed<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'a> Visitor<'a> for ListSeed<'_, 'a> {
    type Value = ();

    fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        words.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.has_list = true;
        while let Some(raw) = items.next_element::<&'a RawValue>()? {
            self.0.records.push(Record::new(raw.get()));
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
        let page = read(PAGE);
        assert!(page.is_whole && page.has_list);
        assert_eq!(page.next.as_deref(), Some("https://x/?$skiptoken=/1"));
        let raw: Vec<&str> = page.records.iter().map(|record| record.raw).collect();
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
            assert!(!read(body).has_list, "{body}");
        }
        let page = read("\u{feff}{\"value\":[]}");
        assert!(page.has_list && page.is_whole && page.next.is_none());
    }

    #[test]
    fn a_link_without_a_letter_is_none() {
        for link in ["null", "\"\""] {
            let body = format!(r#"{{"value":[],"@odata.nextLink":{link}}}"#);
            assert_eq!(read(&body).next, None, "{link}");
        }
    }

    proptest! {
        #[test]
        fn a_page_that_is_cut_has_just_the_records_before_the_cut(cut in 0..PAGE.len()) {
            let Some(part) = PAGE.get(..cut) else { return Ok(()) };
            let (page, whole) = (read(part), read(PAGE));
            prop_assert!(!page.is_whole);
            let expected = whole.records.iter().take(page.records.len()).map(|record| record.raw);
            prop_assert!(page.records.iter().map(|record| record.raw).eq(expected));
            // Records that end before the cut are there, but for a number, which may go on.
            let ends = whole.records.iter().filter(|record| record.raw != "7").map(|record| {
                record.raw.as_ptr() as usize - PAGE.as_ptr() as usize + record.raw.len()
            });
            prop_assert!(page.records.len() >= ends.filter(|end| *end <= cut).count());
        }

        #[test]
        fn no_body_is_too_strange(body in ".{0,60}") {
            let page = read(&body);
            prop_assert!(page.records.is_empty() || page.has_list);
        }
    }
}
