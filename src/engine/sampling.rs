//! Words to offer where columns hold none: what steps and modified properties say, as far as a look at some of the
//! records tells. All of them would take as long as a search.

use super::Engine;
use crate::format::{Converter, Inside, Piece};
use crate::query::{Field, Pattern, Query, Term, literal};
use crate::table::{RowId, fold, sort_by};

/// Records that are looked at: with each the host reads its file once.
const RECORDS: u32 = 64;
/// The longest word that is worth offering, in bytes.
const LONGEST: usize = 80;
/// Words that are told of.
const MOST: usize = 400;

/// A look at some records.
pub struct Sampling {
    /// The records to look at.
    pub rows: Vec<RowId>,
    field: Field,
    /// The names of the properties that are asked for; none where any will do.
    names: Vec<Pattern>,
    converter: Converter,
    /// The words with how often they were met.
    words: Vec<(String, u32)>,
}

impl Engine {
    /// Begins a look at what records say in a field, spread over those that the columns let through for a query.
    pub fn begin_sampling(&mut self, field: Field, query: &Query) -> Sampling {
        let there = self.views.by_columns(&self.table, query.terms.iter());
        let stride = there.count().div_ceil(RECORDS).max(1);
        let (mut rows, mut place) = (Vec::new(), 0);
        there.visit(|row| {
            if place % stride == 0 {
                rows.push(RowId(row));
            }
            place += 1;
        });
        let mut names = Vec::new();
        for term in &query.terms {
            if let Term::Words { field: Field::Attr, words, negated: false } = term
                && field != Field::Attr
            {
                names.extend(words.iter().map(|word| Pattern::new(word, false)));
            }
        }
        Sampling { rows, field, names, converter: self.converter.clone(), words: Vec::new() }
    }
}

impl Sampling {
    /// Looks at a record.
    pub fn look_at(&mut self, record: &[u8]) {
        let Self { field, names, converter, words, .. } = self;
        let inside = if *field == Field::Step { Inside::Steps } else { Inside::Properties };
        // What a property says, until its name is known as well.
        let mut said: Vec<String> = Vec::new();
        let mut is_asked = names.is_empty();
        inside.any(record, converter, &mut |piece, text| {
            let is_it = match piece {
                Piece::Step => *field == Field::Step && text.bytes().all(|byte| byte.is_ascii_alphanumeric()),
                Piece::Name => {
                    is_asked |= names.iter().any(|name| name.matches(&fold(text)));
                    *field == Field::Attr
                }
                Piece::OldValue => matches!(field, Field::Old | Field::Value),
                Piece::NewValue => matches!(field, Field::New | Field::Value),
                Piece::End => {
                    for text in said.drain(..).filter(|_| is_asked) {
                        match words.iter_mut().find(|(word, _)| *word == text) {
                            Some((_, times)) => *times += 1,
                            None => words.push((text, 1)),
                        }
                    }
                    is_asked = names.is_empty();
                    false
                }
            };
            if is_it && text.len() <= LONGEST && !text.trim().is_empty() {
                said.push(text.to_owned());
            }
            false
        });
    }

    /// The words for a filter, those that were met most often first.
    #[must_use]
    pub fn finish(self) -> Vec<String> {
        let mut places: Vec<u32> = (0..self.words.len() as u32).collect();
        sort_by(&mut places, &|one, other| {
            let ((one, times), (other, others)) = (&self.words[one as usize], &self.words[other as usize]);
            others.cmp(times).then_with(|| one.cmp(other))
        });
        places.iter().take(MOST).map(|place| literal(&self.words[*place as usize].0)).collect()
    }
}
