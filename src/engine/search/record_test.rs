//! Conditions on what a record holds, each as a test of the record's bytes.

use super::needle::Needle;
use crate::format::RecordTexts;
use crate::query::{Field, Pattern};
use crate::table::fold;

/// Says of a record, as it lies in its file, whether it meets a condition. The columns have had their say before, and
/// every record that is left is asked: a test is to know quickly that a record does not meet it ([`Needle`]).
pub trait RecordTest {
    fn holds(&self, record: &[u8]) -> bool;
}

/// The test behind a field that looks inside records.
#[must_use]
pub fn record_test(field: Field, words: &[String]) -> Option<Box<dyn RecordTest>> {
    match field {
        Field::Text => Some(Box::new(AnyText(words.iter().map(|word| TextWord::new(word)).collect()))),
        _ => None,
    }
}

/// Any of the words stands in any text of the record, letter case aside, the names that all records have left out.
pub struct AnyText(Vec<TextWord>);

impl RecordTest for AnyText {
    fn holds(&self, record: &[u8]) -> bool {
        self.0.iter().any(|word| word.stands_in(record))
    }
}

struct TextWord {
    /// The longest part that every text which matches holds; `None` where the pattern names none.
    needle: Option<Needle>,
    pattern: Pattern,
}

impl TextWord {
    fn new(word: &str) -> Self {
        let pattern = Pattern::new(word, false);
        let needle = Some(pattern.longest_part()).filter(|part| !part.is_empty()).map(Needle::new);
        Self { needle, pattern }
    }

    fn stands_in(&self, record: &[u8]) -> bool {
        // Some text or other stands in every record.
        let Some(needle) = &self.needle else { return self.pattern.matches("any") };
        let mut texts = RecordTexts::new(record);
        let mut from = 0;
        while let Some(place) = needle.find(record, from) {
            let Some(text) = texts.find(|text| text.end > place) else { return false };
            if !text.is_schema() && self.pattern.matches(&fold(&text.text.decode())) {
                return true;
            }
            from = text.end;
        }
        false
    }
}
