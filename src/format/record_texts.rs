//! Every text in a record, one after the other, whatever the record looks like: names, strings, numbers.
//!
//! It knows no levels and breaks no record: what is not valid JSON still has its texts.

use super::Text;
use super::cursor::Cursor;
use super::member::Member;

/// Names that Graph and the wrappers around events give to members, beside those that the scanner knows: they stand in
/// every record and are nothing that the record says.
const SCHEMA: [&str; 17] = [
    "additionalDetails",
    "callerIpAddress",
    "description",
    "durationMs",
    "initiatingUser",
    "level",
    "location",
    "newValue",
    "oldValue",
    "operationName",
    "operationVersion",
    "provisioningStepType",
    "reason",
    "recommendedAction",
    "resultDescription",
    "tenantId",
    "timeGenerated",
];

/// Walks the texts of a record.
pub struct RecordTexts<'a> {
    record: &'a [u8],
    at: usize,
}

/// A text and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordText<'a> {
    pub text: Text<'a>,
    /// Where in the record it ends, its quotes left out.
    pub end: usize,
    pub is_name: bool,
}

impl RecordText<'_> {
    /// Whether it is part of the form that all records share, so that no person looks for it.
    #[must_use]
    pub fn is_schema(&self) -> bool {
        if !self.is_name {
            return false;
        }
        let name = self.text.decode_bytes();
        Member::of(&name, 0, name.len()) != Member::Unknown
            || SCHEMA.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
    }
}

impl<'a> RecordTexts<'a> {
    #[must_use]
    pub const fn new(record: &'a [u8]) -> Self {
        Self { record, at: 0 }
    }
}

impl<'a> Iterator for RecordTexts<'a> {
    type Item = RecordText<'a>;

    // Once is enough: it is long, and asked for in several places.
    #[inline(never)]
    fn next(&mut self) -> Option<RecordText<'a>> {
        loop {
            let byte = *self.record.get(self.at)?;
            if byte == b'"' {
                let mut cursor = Cursor::new(self.record, self.at);
                // A string that is never closed reaches to the end.
                let text = cursor.string().unwrap_or_else(|_| {
                    cursor.at = self.record.len() + 1;
                    Text::new(&self.record[self.at + 1..], true)
                });
                self.at = cursor.at.min(self.record.len());
                let end = cursor.at - 1;
                let is_name = matches!(cursor.peek(), Ok(b':'));
                return Some(RecordText { text, end, is_name });
            }
            let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
            let length = self.record[self.at..].iter().take_while(|byte| is_part(byte)).count();
            let literal = &self.record[self.at..self.at + length];
            self.at += length.max(1);
            if !matches!(literal, b"" | b"null") {
                return Some(RecordText { text: Text::new(literal, false), end: self.at, is_name: false });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(record: &str) -> Vec<(String, bool)> {
        RecordTexts::new(record.as_bytes()).map(|text| (text.text.decode().into_owned(), text.is_schema())).collect()
    }

    #[test]
    fn names_strings_and_numbers_are_texts_and_brackets_are_not() {
        let record = r#"{ "id" : "a\u0026b", "details": {"Department":null, "n": -1.5}, "x": [true, "\"q\""] }"#;
        let expected = [("id", true), ("a&b", false), ("details", true), ("Department", false), ("n", false)];
        let expected = expected.into_iter().chain([("-1.5", false), ("x", false), ("true", false), ("\"q\"", false)]);
        assert_eq!(texts(record), expected.map(|(text, schema)| (text.to_owned(), schema)).collect::<Vec<_>>());
    }

    #[test]
    fn a_string_that_is_never_closed_is_a_text_to_the_end() {
        assert_eq!(texts(r#"{"a":"b\"#), [("a".to_owned(), false), ("b".to_owned(), false)]);
        assert_eq!(texts("\""), [(String::new(), false)]);
    }

    proptest! {
        #[test]
        fn any_bytes_have_texts_that_stand_in_their_order(bytes in prop::collection::vec(prop_oneof![
            Just(b'"'), Just(b'\\'), Just(b':'), Just(b'{'), any::<u8>(),
        ], 0..60)) {
            let mut before = 0;
            for text in RecordTexts::new(&bytes) {
                prop_assert!(text.end >= before && text.end <= bytes.len());
                before = text.end;
            }
        }
    }
}
