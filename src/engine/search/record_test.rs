//! Conditions on what a record holds, each as a test of the record's bytes.

use super::needle::Needle;
use super::retry::AnyRetry;
use crate::event::{Status, StepType};
use crate::format::{Converter, Inside, Piece, RecordTexts};
use crate::query::{Field, InsideCondition, Pattern};
use crate::table::fold;

/// Says of a record, as it lies in its file, whether it meets a condition. The columns have had their say before, and
/// every record that is left is asked: a test is to know quickly that a record does not meet it ([`Needle`]).
pub trait RecordTest {
    fn holds(&self, record: &[u8]) -> bool;
}

/// The test of a condition; whether that is negated is for others to mind. The converter is asked about records of rare
/// shapes.
#[must_use]
pub fn record_test(condition: &InsideCondition, converter: &Converter) -> Option<Box<dyn RecordTest>> {
    Some(match condition.parts.as_slice() {
        [(Field::Text, words)] => Box::new(AnyText(Words::new(words, false).0)),
        [(Field::Step, words)] => Box::new(AnyStep::new(words, converter)),
        [(Field::Retry, words)] => Box::new(AnyRetry::new(words)),
        parts if parts.iter().all(|(field, _)| field.is_of_property()) && !parts.is_empty() => {
            let parts = parts.iter().map(|(field, words)| (*field, Words::new(words, false))).collect();
            Box::new(OneProperty { parts, converter: converter.clone() })
        }
        _ => return None,
    })
}

/// Any of the words stands in any text of the record, letter case aside, the names that all records have left out.
struct AnyText(Vec<Word>);

impl RecordTest for AnyText {
    fn holds(&self, record: &[u8]) -> bool {
        self.0.iter().any(|word| word.stands_in(record))
    }
}

/// Any of the words is what a text of a step says.
struct AnyStep {
    words: Words,
    /// Whether a word may be one that exports write as a number, so that its letters need not stand in the record.
    may_be_number: bool,
    converter: Converter,
}

impl AnyStep {
    fn new(words: &[String], converter: &Converter) -> Self {
        let words = Words::new(words, false);
        let mut numbered = StepType::ALL.iter().map(StepType::as_str).chain(Status::ALL.iter().map(Status::as_str));
        let may_be_number = numbered.any(|word| words.match_text(word));
        Self { words, may_be_number, converter: converter.clone() }
    }
}

impl RecordTest for AnyStep {
    fn holds(&self, record: &[u8]) -> bool {
        if !self.may_be_number && !self.words.may_stand_in(record) {
            return false;
        }
        let mut are_there = false;
        let is_found = Inside::Steps.any(record, &self.converter, &mut |piece, text| {
            are_there |= piece == Piece::Step;
            piece == Piece::Step && self.words.match_text(text)
        });
        is_found || !are_there && self.words.match_text("")
    }
}

/// One modified property is all that is asked of it: each field holds any of its words. A record without any is one whose
/// property says nothing.
struct OneProperty {
    parts: Vec<(Field, Words)>,
    converter: Converter,
}

impl RecordTest for OneProperty {
    fn holds(&self, record: &[u8]) -> bool {
        if self.parts.iter().any(|(_, words)| !words.may_stand_in(record)) {
            return false;
        }
        // For each field, whether it says something in the property, and whether that is what is looked for.
        let nothing = vec![(false, false); self.parts.len()];
        let is_it = |said: Vec<(bool, bool)>| {
            let mut parts = self.parts.iter().zip(said);
            parts.all(|((_, words), (is_there, is_found))| is_found || !is_there && words.match_text(""))
        };
        let (mut said, mut are_there) = (nothing.clone(), false);
        let is_found = Inside::Properties.any(record, &self.converter, &mut |piece, text| {
            are_there = true;
            if piece == Piece::End {
                return is_it(std::mem::replace(&mut said, nothing.clone()));
            }
            for ((field, words), (is_there, is_found)) in self.parts.iter().zip(&mut said) {
                let is_asked = match field {
                    Field::Attr => piece == Piece::Name,
                    Field::Old => piece == Piece::OldValue,
                    Field::New => piece == Piece::NewValue,
                    _ => piece != Piece::Name,
                };
                *is_there |= is_asked;
                *is_found |= is_asked && words.match_text(text);
            }
            false
        });
        is_found || !are_there && is_it(nothing)
    }
}

/// Words of which any is enough.
pub struct Words(Vec<Word>);

struct Word {
    /// The longest part that every text which matches holds; `None` where the pattern names none.
    needle: Option<Needle>,
    pattern: Pattern,
}

impl Words {
    /// `is_whole` says whether they are to be the whole text in any case.
    pub fn new(words: &[String], is_whole: bool) -> Self {
        Self(words.iter().map(|word| Word::new(word, is_whole)).collect())
    }

    /// Whether a record may hold a text that any of the words is looking for.
    fn may_stand_in(&self, record: &[u8]) -> bool {
        self.0.iter().any(|word| word.needle.as_ref().is_none_or(|needle| needle.find(record, 0).is_some()))
    }

    /// Whether any of the words is looking for this text.
    #[inline(never)]
    pub fn match_text(&self, text: &str) -> bool {
        let folded = fold(text);
        self.0.iter().any(|word| word.pattern.matches(&folded))
    }
}

impl Word {
    fn new(word: &str, is_whole: bool) -> Self {
        let pattern = Pattern::new(word, is_whole);
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
