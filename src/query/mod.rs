//! One question about the log as plain data ([`Query`], [`Sort`]), and its evaluation on a table.
//!
//! Every form a question takes (pills, text, address, OData, KQL) is one file that reads the same type.

mod count;
mod filter;
mod order;

use serde::{Deserialize, Serialize};

pub use count::count_values;
pub use filter::{filter, word_column};
pub use order::sort_to_indices;

use crate::event::Instant;
use crate::table::Column;

/// Which events: those that every term lets through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    pub terms: Vec<Term>,
}

/// One condition on an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Term {
    /// The field holds any of the words; with `negated`, none of them.
    Words { field: Field, words: Vec<String>, negated: bool },
    /// The event happened in this range.
    Time(TimeRange),
}

/// What a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Field {
    /// Names, ids and sign-in names of both sides: a case-insensitive part of any of them.
    Identity,
    /// One column: enumerations and ids match whole, other texts a case-insensitive part; the effective code
    /// (error code, else skip reason) for [`Column::ErrorCode`].
    Column(Column),
    /// Every text in the record, the names that all records have left out: a case-insensitive part of any of them.
    Text,
}

impl Field {
    /// Whether it looks inside records, which no column can answer.
    #[must_use]
    pub const fn is_inside(self) -> bool {
        matches!(self, Self::Text)
    }
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimeRange {
    /// The last so many microseconds up to the newest event of the log: an export of last month has a last day too.
    Last(i64),
    /// From `after` (included) to `before` (excluded), either end open.
    Between { after: Option<Instant>, before: Option<Instant> },
}

/// The order of rows. Ties keep the order of arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort {
    pub column: Column,
    pub descending: bool,
}

impl Default for Sort {
    /// Newest first.
    fn default() -> Self {
        Self { column: Column::Date, descending: true }
    }
}

impl Query {
    /// The words asked for in a field, as the portal's filters do: one term that is not negated.
    #[must_use]
    pub fn words(&self, field: Field) -> &[String] {
        let mut found = self.terms.iter().filter_map(|term| match term {
            Term::Words { field: of, words, negated: false } if *of == field => Some(words.as_slice()),
            _ => None,
        });
        found.next().unwrap_or(&[])
    }

    /// The same question with these words asked for in a field; none drops the condition.
    #[must_use]
    pub fn with_words(&self, field: Field, words: Vec<String>) -> Self {
        let mut terms = self.terms.clone();
        terms.retain(|term| !matches!(term, Term::Words { field: of, negated: false, .. } if *of == field));
        if !words.is_empty() {
            terms.push(Term::Words { field, words, negated: false });
        }
        Self { terms }
    }

    /// The conditions that look inside records: the field, its words, and whether they are negated.
    pub fn inside(&self) -> impl Iterator<Item = (Field, &[String], bool)> {
        self.terms.iter().filter_map(|term| match term {
            Term::Words { field, words, negated } if field.is_inside() => Some((*field, words.as_slice(), *negated)),
            _ => None,
        })
    }

    /// The range of time asked for.
    #[must_use]
    pub fn time(&self) -> Option<TimeRange> {
        self.terms.iter().find_map(|term| if let Term::Time(range) = term { Some(*range) } else { None })
    }

    /// The same question over another range of time; `None` asks for all of it.
    #[must_use]
    pub fn with_time(&self, range: Option<TimeRange>) -> Self {
        let mut terms = self.terms.clone();
        terms.retain(|term| !matches!(term, Term::Time(_)));
        terms.extend(range.map(Term::Time));
        Self { terms }
    }

    /// The question without its conditions on one field: what a picker of that field's values counts over.
    #[must_use]
    pub fn without(&self, field: Field) -> Self {
        let keep = |term: &&Term| !matches!(term, Term::Words { field: of, .. } if *of == field);
        Self { terms: self.terms.iter().filter(keep).cloned().collect() }
    }
}
