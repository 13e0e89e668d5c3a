//! Conditions on what a record holds, each as a test of the record's bytes.

use memchr::memmem::Finder;

use super::needle::Needle;
use crate::format::RecordTexts;
use crate::query::Field;
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
        Field::Identity | Field::Column(_) => None,
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
    needle: Needle,
    finder: Finder<'static>,
}

impl TextWord {
    fn new(word: &str) -> Self {
        let folded = fold(word);
        Self { needle: Needle::new(&folded), finder: Finder::new(folded.as_bytes()).into_owned() }
    }

    fn stands_in(&self, record: &[u8]) -> bool {
        let mut texts = RecordTexts::new(record);
        let mut from = 0;
        while let Some(place) = self.needle.find(record, from) {
            let Some(text) = texts.find(|text| text.end > place) else { return false };
            if !text.is_schema() && self.finder.find(fold(&text.text.decode()).as_bytes()).is_some() {
                return true;
            }
            from = text.end;
        }
        false
    }
}
