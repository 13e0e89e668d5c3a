//! What is known of the conditions that look inside records: which rows were looked at, and which of them meet it. It is
//! kept from query to query, so that other filters, orders and counts over it cost no second look.

use crate::query::InsideCondition;
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
    asked: InsideCondition,
    seen: Bitset,
    found: Bitset,
}

impl Findings {
    /// Another number whenever something else is known.
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Makes room for what will be found of some conditions in the rows that there are.
    pub fn prepare(&mut self, conditions: &[InsideCondition], rows: u32) {
        for asked in conditions {
            let known = self.conditions.iter().position(|known| known.asked.asks_as(asked));
            let mut condition = match known {
                Some(position) => self.conditions.remove(position),
                None => Condition { asked: asked.clone(), seen: Bitset::empty(0), found: Bitset::empty(0) },
            };
            condition.seen.grow(rows);
            condition.found.grow(rows);
            self.conditions.push(condition);
        }
        let wanted = conditions.len().max(MAX_CONDITIONS);
        self.conditions.drain(..self.conditions.len().saturating_sub(wanted));
        self.version += 1;
    }

    /// Where a condition is remembered, up to the next [`prepare`](Self::prepare): it is asked about for every record.
    pub fn place(&self, asked: &InsideCondition) -> Option<usize> {
        self.conditions.iter().position(|known| known.asked.asks_as(asked))
    }

    /// Takes down whether a row meets the condition at a place.
    pub fn add(&mut self, place: usize, row: u32, holds: bool) {
        if let Some(condition) = self.conditions.get_mut(place) {
            condition.seen.insert(row);
            if holds {
                condition.found.insert(row);
            }
            self.version += 1;
        }
    }

    /// Whether a row was looked at for the condition at a place.
    pub fn is_seen(&self, place: usize, row: u32) -> bool {
        self.conditions.get(place).is_some_and(|condition| condition.seen.contains(row))
    }

    fn of(&self, asked: &InsideCondition) -> Option<&Condition> {
        self.conditions.get(self.place(asked)?)
    }

    /// Leaves of some rows those that the conditions are known to let through.
    pub fn narrow(&self, rows: &mut Bitset, conditions: &[InsideCondition]) {
        for asked in conditions {
            match self.of(asked) {
                Some(condition) => {
                    rows.keep(if asked.negated { &condition.seen } else { &condition.found });
                    if asked.negated {
                        rows.remove(&condition.found);
                    }
                }
                None => *rows = Bitset::empty(rows.len()),
            }
        }
    }

    /// The rows that the conditions may let through and that are still to be looked at, of those that columns let
    /// through.
    pub fn open(&self, by_columns: Bitset, conditions: &[InsideCondition]) -> Bitset {
        let mut rows = by_columns.clone();
        for asked in conditions {
            let Some(condition) = self.of(asked) else { continue };
            let mut refuted = condition.seen.clone();
            refuted.grow(rows.len());
            if asked.negated {
                refuted.keep(&condition.found);
            } else {
                refuted.remove(&condition.found);
            }
            rows.remove(&refuted);
        }
        let mut known = by_columns;
        self.narrow(&mut known, conditions);
        rows.remove(&known);
        rows
    }

    /// Bytes of memory held.
    pub fn memory(&self) -> usize {
        self.conditions.iter().map(|condition| condition.seen.len() as usize / 4).sum()
    }
}
