//! The problems met while reading, one entry a file and kind: a million bad records are one line with a count.

use super::Source;
use crate::format::ProblemKind;
use crate::protocol::{ImportReport, Problem};
use crate::table::SourceId;

/// In the order of their first appearance.
#[derive(Default)]
pub struct Report {
    entries: Vec<Entry>,
}

struct Entry {
    source: SourceId,
    kind: ProblemKind,
    first_offset: u64,
    first_record: u64,
    records: u64,
}

/// Where a problem was met: the byte of the file, and the number of the record, or 0 where it is the file's.
#[derive(Clone, Copy)]
pub struct Where {
    pub offset: u64,
    pub record: u64,
}

impl Where {
    /// A place that is in no record.
    pub const fn file(offset: u64) -> Self {
        Self { offset, record: 0 }
    }
}

/// Kinds that one file may have an entry of; the fault of a broken record and what another record looks like come
/// from short lists, so that this is never met unless a list grows.
const MAX_ENTRIES: usize = 10_000;

impl Report {
    /// Adds a problem; where it is the first of its kind, the position that is told of the kind is lent, to be corrected.
    pub fn add(&mut self, source: SourceId, kind: ProblemKind, place: Where, records: u64) -> Option<&mut u64> {
        // The last file's entries stand at the end.
        let same = self.entries.iter_mut().rev().take_while(|entry| entry.source == source);
        let mut same = same.filter(|entry| entry.kind == kind);
        if let Some(entry) = same.next() {
            entry.records += records;
            return None;
        }
        if self.entries.len() >= MAX_ENTRIES {
            return None;
        }
        let Where { offset: first_offset, record: first_record } = place;
        self.entries.push(Entry { source, kind, first_offset, first_record, records });
        self.entries.last_mut().map(|entry| &mut entry.first_offset)
    }

    /// Records that are shown nowhere.
    pub fn records(&self) -> u64 {
        self.entries.iter().filter(|entry| entry.kind.is_loss()).map(|entry| entry.records).sum()
    }

    pub fn to_import_report(&self, sources: &[Source]) -> ImportReport {
        let name = |source: SourceId| sources.get(source.index()).map(|source| source.name.clone());
        let problems = self.entries.iter().map(|entry| Problem {
            file: name(entry.source).unwrap_or_default(),
            source: entry.source,
            kind: entry.kind.clone(),
            offset: entry.first_offset,
            record: entry.first_record,
            count: entry.records,
        });
        ImportReport { problems: problems.collect() }
    }
}
