//! What is known of the conditions that look inside records: which rows were looked at, and which of them meet it. It is
//! kept from query to query, so that other filters, orders and counts over it cost no second look.

use crate::query::{Field, Query, Term};
use crate::table::Bitset;

/// Conditions that are remembered; each takes two bits a row.
const MAX_CONDITIONS: usize = 16;

/// The conditions asked about, the most recently asked last.
#[derive(Default)]
pub struct Findings {
    conditions: Vec<Condition>,
    /// Counts the changes.
    version: u64,
}

struct Condition {
    field: Field,
    words: Vec<String>,
    seen: Bitset,
    found: Bitset,
}

impl Findings {
    /// Another number whenever something else is known.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Makes room for what will be found of a query's conditions in the rows that there are.
    pub fn prepare(&mut self, query: &Query, rows: u32) {
        for (field, words, _) in query.inside() {
            let known = self.conditions.iter().position(|known| known.field == field && known.words == words);
            let mut condition = match known {
                Some(position) => self.conditions.remove(position),
                None => Condition { field, words: words.to_vec(), seen: Bitset::empty(0), found: Bitset::empty(0) },
            };
            condition.seen.grow(rows);
            condition.found.grow(rows);
            self.conditions.push(condition);
        }
        let wanted = query.inside().count().max(MAX_CONDITIONS);
        self.conditions.drain(..self.conditions.len().saturating_sub(wanted));
        self.version += 1;
    }

    /// Takes down whether a row meets a condition.
    pub fn add(&mut self, field: Field, words: &[String], row: u32, holds: bool) {
        let condition = self.conditions.iter_mut().find(|known| known.field == field && known.words == words);
        if let Some(condition) = condition {
            condition.seen.insert(row);
            if holds {
                condition.found.insert(row);
            }
            self.version += 1;
        }
    }

    fn of(&self, field: Field, words: &[String]) -> Option<&Condition> {
        self.conditions.iter().find(|known| known.field == field && known.words == words)
    }

    /// Whether a row was looked at for a condition.
    pub fn is_seen(&self, field: Field, words: &[String], row: u32) -> bool {
        self.of(field, words).is_some_and(|condition| condition.seen.contains(row))
    }

    /// Leaves of some rows those that a term which looks inside records is known to let through; any other term leaves
    /// them all.
    pub fn narrow(&self, rows: &mut Bitset, term: &Term) {
        let Some((field, words, negated)) = term.inside() else { return };
        match self.of(field, words) {
            Some(condition) => {
                rows.keep(if negated { &condition.seen } else { &condition.found });
                if negated {
                    rows.remove(&condition.found);
                }
            }
            None => *rows = Bitset::empty(rows.len()),
        }
    }

    /// The rows that a query may let through and that are still to be looked at, of those that its other terms let
    /// through.
    pub fn open(&self, by_columns: Bitset, query: &Query) -> Bitset {
        let mut rows = by_columns.clone();
        for (field, words, negated) in query.inside() {
            let Some(condition) = self.of(field, words) else { continue };
            let mut refuted = condition.seen.clone();
            refuted.grow(rows.len());
            if negated {
                refuted.keep(&condition.found);
            } else {
                refuted.remove(&condition.found);
            }
            rows.remove(&refuted);
        }
        let mut known = by_columns;
        for term in &query.terms {
            self.narrow(&mut known, term);
        }
        rows.remove(&known);
        rows
    }

    /// Bytes of memory held.
    pub fn memory(&self) -> usize {
        self.conditions.iter().map(|condition| condition.seen.len() as usize / 4).sum()
    }
}
