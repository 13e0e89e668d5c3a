//! One pass over the records that a query leaves to be looked at: which bytes are to be read, and what their records say.

use super::findings::Findings;
use super::record_test::{RecordTest, record_test};
use crate::format::{Converter, Place};
use crate::query::InsideCondition;
use crate::table::{Bitset, RowId, SourceId, Table};

/// Bytes between two records that are read rather than passed over: opening another stretch costs as much.
const GAP: u64 = 1 << 20;

/// A part of a source to be read from its start to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub source: SourceId,
    pub start: u64,
    /// Behind the last byte.
    pub end: u64,
}

/// See the module.
pub struct Pass {
    conditions: Vec<Condition>,
    /// What is left to read, the next source last; its rows by their place.
    sources: Vec<(SourceId, Vec<u32>)>,
    /// The next of the rows of that source.
    next: usize,
    /// The byte of the source that comes next.
    position: u64,
    /// A record of which only the beginning has come.
    carry: Vec<u8>,
    bytes_total: u64,
    bytes_done: u64,
}

struct Condition {
    asked: InsideCondition,
    test: Box<dyn RecordTest>,
}

impl Pass {
    /// A pass over these rows.
    pub fn new(asked: &[InsideCondition], rows: &Bitset, table: &Table, converter: &Converter) -> Self {
        // Where there is nothing to look at, no test is made.
        let conditions = asked
            .iter()
            .filter(|_| !rows.is_empty())
            .filter_map(|asked| record_test(asked, converter).map(|test| Condition { asked: asked.clone(), test }));
        let mut sources: Vec<(SourceId, Vec<u32>)> = Vec::new();
        let mut bytes_total = 0;
        rows.visit(|row| {
            let Some(place) = table.place(RowId(row)) else { return };
            bytes_total += u64::from(place.place.length);
            // Rows of one source stand together.
            match sources.iter_mut().rev().find(|(source, _)| *source == place.source) {
                Some((_, rows)) => rows.push(row),
                None => sources.push((place.source, vec![row])),
            }
        });
        sources.reverse();
        Self {
            conditions: conditions.collect(),
            sources,
            next: 0,
            position: 0,
            carry: Vec::new(),
            bytes_total,
            bytes_done: 0,
        }
    }

    /// The next stretch to read; `None` when all is looked at. Call it when there is nothing more of the last one.
    pub fn next_stretch(&mut self, table: &Table) -> Option<Stretch> {
        self.carry.clear();
        while self.sources.last().is_some_and(|(_, rows)| self.next >= rows.len()) {
            self.sources.pop();
            self.next = 0;
        }
        let (source, rows) = self.sources.last()?;
        let mut places = rows[self.next..].iter().filter_map(|row| place(table, *row));
        let first = places.next()?;
        let mut end = end_of(first);
        for place in places {
            if place.offset > end + GAP {
                break;
            }
            end = end.max(end_of(place));
        }
        self.position = first.offset;
        Some(Stretch { source: *source, start: first.offset, end })
    }

    /// Takes the next bytes of the stretch, as many as come.
    pub fn feed(&mut self, bytes: &[u8], table: &Table, findings: &mut Findings) {
        let start = self.position;
        let end = start + bytes.len() as u64;
        self.position = end;
        let Some((_, rows)) = self.sources.last() else { return };
        let known = |condition: &Condition| findings.place(&condition.asked);
        let known: Vec<Option<usize>> = self.conditions.iter().map(known).collect();
        while let Some(row) = rows.get(self.next) {
            let Some(place) = place(table, *row).filter(|place| place.offset < end) else { break };
            let from = (place.offset.max(start) - start) as usize;
            if end_of(place) > end {
                self.carry.extend_from_slice(&bytes[from..]);
                break;
            }
            let part = &bytes[from..(end_of(place).max(start) - start) as usize];
            let record = if self.carry.is_empty() {
                part
            } else {
                self.carry.extend_from_slice(part);
                &self.carry
            };
            // What is refuted by one condition need not be asked about the others.
            for (Condition { asked, test }, known) in self.conditions.iter().zip(&known) {
                if known.is_some_and(|known| findings.is_seen(known, *row)) {
                    continue;
                }
                let holds = test.holds(record);
                if let Some(known) = *known {
                    findings.add(known, *row, holds);
                }
                if holds == asked.negated {
                    break;
                }
            }
            self.carry.clear();
            self.bytes_done += u64::from(place.length);
            self.next += 1;
        }
    }

    /// The byte of the source that comes next.
    pub const fn position(&self) -> u64 {
        self.position
    }

    /// Whether there is nothing to look at.
    pub const fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// Gives up the rest of the source that is being read.
    pub fn skip_source(&mut self) {
        self.sources.pop();
        self.next = 0;
    }

    /// The share that is done, in parts of a thousand.
    pub fn done(&self) -> u32 {
        (self.bytes_done * 1000).checked_div(self.bytes_total).unwrap_or(1000) as u32
    }
}

fn place(table: &Table, row: u32) -> Option<Place> {
    table.place(RowId(row)).map(|place| place.place)
}

fn end_of(place: Place) -> u64 {
    place.offset + u64::from(place.length)
}
