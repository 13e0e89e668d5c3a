//! One question about the log as plain data ([`Query`], [`Sort`]), and its evaluation on a table.
//!
//! Every form a question takes (pills, text, address, OData, KQL) is one file that reads the same type.

pub mod address;
pub mod completion;
mod durations;
mod facets;
mod filter;
mod histogram;
mod inside;
mod misspelt;
pub mod odata;
mod order;
mod pattern;
pub mod text;

use serde::{Deserialize, Serialize};

pub use facets::{Counted, count_ids, count_keys, rank_values};
pub use filter::{filter, word_column};
pub use histogram::{Bins, Clock, STATUSES, count_over_time};
pub use inside::{InsideCondition, inside};
pub use misspelt::meant;
pub use order::{reversed, sort_stably, sort_to_indices};
pub use pattern::{Pattern, beginning, literal, only_value};

use crate::event::Instant;
use crate::letters::{are_same, lower};
use crate::table::{Column, NO_DATE};
use text::MAX_WORD;

/// Which events: those that every term lets through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    pub terms: Vec<Term>,
}

/// One condition on an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Term {
    /// The field holds any of the words (see [`pattern`]; for durations [`durations`]); with `negated`, none of them.
    Words { field: Field, words: Vec<String>, negated: bool },
    /// The event happened in this range.
    Time(TimeRange),
}

impl Term {
    /// Whether it is searched for inside records.
    #[must_use]
    pub fn is_inside(&self) -> bool {
        matches!(self, Self::Words { field, .. } if field.is_inside())
    }

    /// Whether it asks for words in a field, or, with `negated`, rules them out.
    fn is_of(&self, field: Field, negated: bool) -> bool {
        matches!(self, Self::Words { field: of, negated: out, .. } if *of == field && *out == negated)
    }

    /// Whether it hides expected skips.
    #[must_use]
    pub fn hides_expected(&self) -> bool {
        matches!(self, Self::Words { field: Field::Expected, negated: true, .. })
    }
}

/// What a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Field {
    /// Names, ids and sign-in names of both sides: a case-insensitive part of any of them.
    Identity,
    /// One column: enumerations and ids match whole, other texts a case-insensitive part; the effective code
    /// (error code, else skip reason) for [`Column::ErrorCode`].
    Column(Column),
    /// The effective code of events that were skipped, and of no others: what the switch for expected skips hides is
    /// never a failure.
    Expected,
    /// Every text of the record.
    Text,
    /// The steps: their names, stages, statuses, descriptions and details.
    Step,
    /// The names of modified properties.
    Attr,
    /// The old and new values of modified properties.
    Value,
    /// The old values of modified properties.
    Old,
    /// The new values of modified properties.
    New,
    /// Whether the change was tried again before (`done`), and whether another attempt is announced (`due`).
    Retry,
}

/// What [`Field::Retry`] may be.
pub const RETRIES: [&str; 2] = ["done", "due"];

/// The fields that are no columns, by the names that a filter's text has for them.
const OTHER_FIELDS: [(&str, Field); 9] = [
    ("identity", Field::Identity),
    ("expected", Field::Expected),
    ("text", Field::Text),
    ("step", Field::Step),
    ("attr", Field::Attr),
    ("value", Field::Value),
    ("old", Field::Old),
    ("new", Field::New),
    ("retry", Field::Retry),
];

impl Field {
    /// Every field that a word can be looked for in.
    pub fn all() -> impl Iterator<Item = Self> {
        let columns = Column::ALL.iter().filter(|column| !matches!(column, Column::Date | Column::Identity));
        OTHER_FIELDS.into_iter().map(|(_, field)| field).chain(columns.map(|column| Self::Column(*column)))
    }

    /// The name in a filter's text.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Column(column) => column.key(),
            _ => OTHER_FIELDS.iter().find(|(_, field)| *field == self).map_or("", |(key, _)| key),
        }
    }

    /// The field of that name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|field| field.key() == key)
    }

    /// Whether it is the record that must be looked into, and not the columns.
    #[must_use]
    pub const fn is_inside(self) -> bool {
        matches!(self, Self::Text | Self::Step | Self::Attr | Self::Value | Self::Old | Self::New | Self::Retry)
    }

    /// Whether it is a part of a modified property.
    #[must_use]
    pub const fn is_of_property(self) -> bool {
        matches!(self, Self::Attr | Self::Value | Self::Old | Self::New)
    }

    /// Whether a word must be the whole value: so it is for enumerations, codes and ids.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Expected
                | Self::Retry
                | Self::Column(
                    Column::Action
                        | Column::Status
                        | Column::ErrorCategory
                        | Column::ErrorCode
                        | Column::SkipReason
                        | Column::ObjectType
                        | Column::InitiatorType
                        | Column::JobId
                        | Column::CycleId
                        | Column::ChangeId
                        | Column::SourceId
                        | Column::TargetId
                        | Column::Id
                )
        )
    }

    /// The word that looks for just this value; of one that is longer than any word, for those that begin as it does.
    #[must_use]
    pub fn word_for(self, value: &str) -> String {
        let word = beginning(value, MAX_WORD - 1);
        // The empty word means no value already.
        if self.is_whole() || word.is_empty() { word } else { format!("={word}") }
    }
}

/// A stretch of time. What has no date is in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimeRange {
    /// The last so many microseconds up to the newest event of the log: an export of last month has a last day too.
    Last(i64),
    /// All that is before them.
    BeforeLast(i64),
    /// From `after` (included) to `before` (excluded), either end open.
    Between { after: Option<Instant>, before: Option<Instant> },
}

impl TimeRange {
    /// The first moment in it, and the first one after it, in microseconds, for a log whose newest event is of
    /// `newest`.
    #[must_use]
    pub fn ends(self, newest: i64) -> (i64, i64) {
        const FIRST: i64 = NO_DATE + 1;
        match self {
            Self::Last(length) => (newest.saturating_sub(length).max(FIRST), i64::MAX),
            Self::BeforeLast(length) => (FIRST, newest.saturating_sub(length)),
            Self::Between { after, before } => {
                (after.map_or(FIRST, |instant| instant.0), before.map_or(i64::MAX, |instant| instant.0))
            }
        }
    }
}

/// An order of rows by one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort {
    pub column: Column,
    pub descending: bool,
}

/// The order of rows: by the first column, where that is the same by the second, and so on. Ties keep the order of
/// arrival. Every column stands in it once at the most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order(pub Vec<Sort>);

impl Default for Order {
    fn default() -> Self {
        Sort::default().into()
    }
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Self {
        Self(vec![sort])
    }
}

impl Order {
    /// Reads `-date,app`: names of columns, those that run down with a minus.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut order = Vec::new();
        for word in text.split(',') {
            let name = word.strip_prefix('-').unwrap_or(word);
            let sort = Sort { column: Column::from_key(name)?, descending: name.len() < word.len() };
            if order.iter().any(|other: &Sort| other.column == sort.column) {
                return None;
            }
            order.push(sort);
        }
        Some(Self(order))
    }

    /// Writes what [`parse`](Self::parse) reads.
    #[must_use]
    pub fn write(&self) -> String {
        let word = |sort: &Sort| format!("{}{}", if sort.descending { "-" } else { "" }, sort.column.key());
        self.0.iter().map(word).collect::<Vec<_>>().join(",")
    }

    /// The place of a column in it, and which way it runs.
    #[must_use]
    pub fn of(&self, column: Column) -> Option<(usize, Sort)> {
        self.0.iter().copied().enumerate().find(|(_, sort)| sort.column == column)
    }
}

impl Default for Sort {
    /// Newest first.
    fn default() -> Self {
        Self { column: Column::Date, descending: true }
    }
}

impl Query {
    /// The words asked for in a field: a list for each of its terms, all of which must hold. With `negated` those ruled
    /// out, in one list: which term rules a word out is no matter.
    #[must_use]
    pub fn words_of(&self, field: Field, negated: bool) -> Vec<Vec<String>> {
        let mut lists: Vec<Vec<String>> = Vec::new();
        for term in &self.terms {
            if let Term::Words { words, .. } = term
                && term.is_of(field, negated)
            {
                match lists.first_mut() {
                    Some(first) if negated => first.extend(words.iter().cloned()),
                    _ => lists.push(words.clone()),
                }
            }
        }
        lists
    }

    /// The same question with these lists in place of those that [`words_of`](Self::words_of) gives; an empty one drops
    /// its condition.
    #[must_use]
    pub fn with_words(&self, field: Field, negated: bool, mut lists: Vec<Vec<String>>) -> Self {
        if self.terms.iter().filter(|term| term.is_of(field, negated)).count() < lists.len() {
            // Its condition was dropped before.
            lists.retain(|words| !words.is_empty());
        }
        let mut lists = lists.into_iter();
        let asked = |words: Vec<String>| (!words.is_empty()).then_some(Term::Words { field, words, negated });
        let mut terms = Vec::new();
        for term in &self.terms {
            if term.is_of(field, negated) {
                terms.extend(lists.next().and_then(asked));
            } else {
                terms.push(term.clone());
            }
        }
        terms.extend(lists.filter_map(asked));
        Self { terms }
    }

    /// The same question without its conditions on what a field holds, or, with `negated`, does not hold.
    #[must_use]
    pub fn without_words(&self, field: Field, negated: bool) -> Self {
        let mut terms = self.terms.clone();
        terms.retain(|term| !term.is_of(field, negated));
        Self { terms }
    }

    /// Whether a word is among those asked for in a field, or, with `negated`, among those ruled out.
    #[must_use]
    pub fn has_word(&self, field: Field, word: &str, negated: bool) -> bool {
        self.terms.iter().any(|term| match term {
            Term::Words { field: of, words, negated: out } => {
                *of == field && *out == negated && words.iter().any(|other| are_same(other, word))
            }
            Term::Time(_) => false,
        })
    }

    /// The same question without the words that rule out the value which a word asks for, as far as they have no wildcard.
    #[must_use]
    pub fn admitting(&self, field: Field, word: &str) -> Self {
        let folded = lower(word);
        let value = folded.strip_prefix('=').filter(|_| !field.is_whole()).unwrap_or_default();
        // A part of a whole value, both as words have them.
        let is_part = |other: &str| {
            let part = lower(other);
            let mut stretches = value.as_bytes().windows(part.len().max(1));
            !part.starts_with('=') && stretches.any(|stretch| stretch == part.as_bytes())
        };
        self.without_each(field, &|other, negated| negated && (are_same(other, word) || is_part(other)))
    }

    /// The same question without some words of a field; whether they are ruled out is told with each.
    fn without_each(&self, field: Field, goes: &dyn Fn(&str, bool) -> bool) -> Self {
        let mut terms = self.terms.clone();
        terms.retain_mut(|term| match term {
            Term::Words { field: of, words, negated } if *of == field => {
                words.retain(|word| !goes(word, *negated));
                !words.is_empty()
            }
            _ => true,
        });
        Self { terms }
    }

    /// The same question with a word asked for in a field (`Some(false)`), ruled out (`Some(true)`), or neither. What would
    /// rule out a value that is asked for goes.
    #[must_use]
    pub fn with_word(&self, field: Field, word: &str, negated: Option<bool>) -> Self {
        let rest = self.without_each(field, &|other, _| are_same(other, word));
        let Self { mut terms } = if negated == Some(false) { rest.admitting(field, word) } else { rest };
        let Some(negated) = negated else { return Self { terms } };
        let mut is_said = false;
        // All terms must hold, so that each has to let the word through; to rule it out, one is enough.
        let most = if negated { 1 } else { usize::MAX };
        for term in terms.iter_mut().filter(|term| term.is_of(field, negated)).take(most) {
            if let Term::Words { words, .. } = term {
                words.push(word.to_owned());
                is_said = true;
            }
        }
        if !is_said {
            terms.push(Term::Words { field, words: vec![word.to_owned()], negated });
        }
        Self { terms }
    }

    /// Whether records must be looked into to answer it.
    #[must_use]
    pub fn is_inside(&self) -> bool {
        self.terms.iter().any(Term::is_inside)
    }

    /// Whether records must be looked into for it that need not be for the other.
    #[must_use]
    pub fn looks_further_than(&self, other: &Self) -> bool {
        self.terms.iter().any(|term| term.is_inside() && !other.terms.contains(term))
    }

    /// The ranges of time asked for, all of which must hold.
    #[must_use]
    pub fn times(&self) -> Vec<TimeRange> {
        self.terms.iter().filter_map(|term| if let Term::Time(range) = term { Some(*range) } else { None }).collect()
    }

    /// The same question over other ranges of time; none asks for all of it.
    #[must_use]
    pub fn with_times(&self, ranges: &[TimeRange]) -> Self {
        let mut terms = self.terms.clone();
        terms.retain(|term| !matches!(term, Term::Time(_)));
        for range in ranges {
            terms.push(Term::Time(*range));
        }
        Self { terms }
    }

    /// The ends of the time asked for, where they are moments.
    #[must_use]
    pub fn ends(&self) -> (Option<Instant>, Option<Instant>) {
        let ends = self.terms.iter().find_map(|term| match term {
            Term::Time(TimeRange::Between { after, before }) => Some((*after, *before)),
            _ => None,
        });
        ends.unwrap_or_default()
    }

    /// The same question between other ends; the lengths of time that it asks for stay.
    #[must_use]
    pub fn with_ends(&self, after: Option<Instant>, before: Option<Instant>) -> Self {
        let mut ranges = self.times();
        ranges.retain(|range| !matches!(range, TimeRange::Between { .. }));
        if after.is_some() || before.is_some() {
            ranges.push(TimeRange::Between { after, before });
        }
        self.with_times(&ranges)
    }

    /// The question without its conditions on one field: what a picker of that field's values counts over.
    #[must_use]
    pub fn without(&self, field: Field) -> Self {
        let keep = |term: &&Term| !matches!(term, Term::Words { field: of, .. } if *of == field);
        Self { terms: self.terms.iter().filter(keep).cloned().collect() }
    }
}
