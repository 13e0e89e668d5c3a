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
    records: u64,
}

/// Kinds that one file may have an entry of; the fault of a broken record and what another record looks like come
/// from short lists, so that this is never met unless a list grows.
const MAX_ENTRIES: usize = 10_000;

impl Report {
    pub fn add(&mut self, source: SourceId, kind: ProblemKind, offset: u64, records: u64) {
        // The last file's entries stand at the end.
        let same = self.entries.iter_mut().rev().take_while(|entry| entry.source == source);
        let mut same = same.filter(|entry| entry.kind == kind);
        if let Some(entry) = same.next() {
            entry.records += records;
        } else if self.entries.len() < MAX_ENTRIES {
            self.entries.push(Entry { source, kind, first_offset: offset, records });
        }
    }

    /// Records that are shown nowhere.
    pub fn records(&self) -> u64 {
        self.entries.iter().filter(|entry| entry.kind.is_loss()).map(|entry| entry.records).sum()
    }

    pub fn to_import_report(&self, sources: &[Source]) -> ImportReport {
        let of = |source: SourceId| sources.get(source.index());
        let is_about_columns =
            |kind: &ProblemKind| matches!(kind, ProblemKind::UnknownColumns { .. } | ProblemKind::OtherRecord { .. });
        let problems = self.entries.iter().map(|entry| Problem {
            file: of(entry.source).map(|source| source.name.clone()).unwrap_or_default(),
            source: entry.source,
            has_columns: is_about_columns(&entry.kind)
                && of(entry.source).is_some_and(|source| source.columns.is_some()),
            kind: entry.kind.clone(),
            offset: entry.first_offset,
            count: entry.records,
        });
        ImportReport { problems: problems.collect() }
    }
}
