//! Looking inside records: what columns cannot answer is asked of every record that they leave.
//!
//! A condition is a test of a record's bytes ([`RecordTest`]). A [`Pass`] leads the bytes of the records that are left
//! through the tests, in stretches that the host reads; what comes of it is kept in [`Findings`], and grows while the
//! page already shows it.

mod findings;
mod marks;
mod needle;
mod pass;
mod record_test;
mod retry;

pub use findings::Findings;
pub use pass::Stretch;
pub use record_test::{RecordTest, record_test};

use super::Engine;
use crate::protocol::{Searched, Searching};
use crate::query::{Field, Query, Term, inside, word_column};
use crate::table::{Bitset, RowId, SourceId};
use pass::Pass;

/// Bytes of what the engine itself holds that are looked at in one step.
const STEP: u64 = 1 << 20;

/// What the host is to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchStep {
    /// Read this part of a file and hand it over with [`Engine::search_feed`]; or say with [`Engine::search_lost`] that
    /// it cannot be read.
    Read(Stretch),
    /// Ask again: something was done.
    Worked,
    /// All is looked at that can be.
    Done,
}

/// A search under way.
pub struct Search {
    query: Query,
    /// Whether all is looked at that the query itself needs, so that it is the facets' turn.
    is_for_facets: bool,
    pass: Pass,
    /// What is being read of the pass.
    stretch: Option<Stretch>,
    /// Sources that could not be read.
    lost: Vec<SourceId>,
    failure: Option<String>,
}

impl Engine {
    /// Begins to look inside the records for a query; a search before it is given up, and what it found is kept.
    pub fn begin_search(&mut self, query: Query) {
        let pass = self.pass(&query, false, &[]);
        self.search =
            Some(Search { query, is_for_facets: false, pass, stretch: None, lost: Vec::new(), failure: None });
    }

    /// Goes on with the search as far as the engine can without the host.
    pub fn search_step(&mut self) -> SearchStep {
        let Some(search) = &mut self.search else { return SearchStep::Done };
        let under_way = search.stretch.filter(|stretch| search.pass.position() < stretch.end);
        if let Some(stretch) = under_way {
            return self.read_held(stretch);
        }
        search.stretch = search.pass.next_stretch(&self.table);
        if let Some(stretch) = search.stretch {
            return if self.holds(stretch.source) { SearchStep::Worked } else { SearchStep::Read(stretch) };
        }
        // More events may have come meanwhile.
        let Some(mut search) = self.search.take() else { return SearchStep::Done };
        search.pass = self.pass(&search.query, false, &search.lost);
        if search.pass.is_empty() {
            search.is_for_facets = true;
            search.pass = self.pass(&search.query, true, &search.lost);
        }
        let step = if search.pass.is_empty() { SearchStep::Done } else { SearchStep::Worked };
        self.search = Some(search);
        step
    }

    /// Takes the next bytes of the stretch.
    pub fn search_feed(&mut self, bytes: &[u8]) {
        if let Some(search) = &mut self.search {
            search.pass.feed(bytes, &self.table, &mut self.findings);
        }
    }

    /// Says that the rest of the stretch's source cannot be read; its other records are left out.
    pub fn search_lost(&mut self, why: &str) {
        let Some(search) = &mut self.search else { return };
        if let Some(stretch) = search.stretch.take() {
            let name = self.sources.get(stretch.source.index()).map(|source| source.name.as_str());
            search.failure = Some(format!("{}: {why}", name.unwrap_or_default()));
            search.lost.push(stretch.source);
            search.pass.skip_source();
        }
    }

    /// How far the search has come.
    #[must_use]
    pub fn searching(&self) -> Searching {
        Searching {
            done: self.search.as_ref().map_or(1000, |search| search.pass.done()),
            found: self.findings.version(),
        }
    }

    /// Ends the search, whether all is looked at or not.
    pub fn end_search(&mut self) -> Searched {
        let Some(search) = self.search.take() else { return Searched::default() };
        Searched { failure: search.failure, ..self.unsearched(&search.query) }
    }

    /// What is still to be looked at for a query.
    pub fn unsearched(&mut self, query: &Query) -> Searched {
        let unsearched = self.open(query).map_or(0, |open| open.count());
        let uncounted = self.open_for_facets(query).count();
        Searched { unsearched, uncounted, failure: None }
    }

    /// The rows that a query may let through and whose records are still to be looked at; `None` for one that columns
    /// answer.
    pub(super) fn open(&mut self, query: &Query) -> Option<Bitset> {
        if !query.is_inside() {
            return None;
        }
        let by_columns = self.views.by_columns(&self.table, query.terms.iter());
        Some(self.findings.open(by_columns, &inside(&query.terms)))
    }

    /// The rows that must be looked at for the counts beside the query: those of a field with values to choose from are
    /// made without the conditions on the field itself, those of expected skips without that one.
    fn open_for_facets(&mut self, query: &Query) -> Bitset {
        let mut rows = Bitset::empty(self.table.len());
        for term in &query.terms {
            let Term::Words { field, .. } = term else { continue };
            let is_counted = match field {
                Field::Column(column) => word_column(*column).is_some(),
                field => *field == Field::Expected,
            };
            if let Some(open) = self.open(&query.without(*field)).filter(|_| is_counted) {
                rows.unite(&open);
            }
        }
        rows
    }

    fn pass(&mut self, query: &Query, is_for_facets: bool, lost: &[SourceId]) -> Pass {
        self.findings.prepare(&inside(&query.terms), self.table.len());
        let open = if is_for_facets { Some(self.open_for_facets(query)) } else { self.open(query) };
        let mut rows = open.unwrap_or_else(|| Bitset::empty(0));
        if !lost.is_empty() {
            let mut reachable = Bitset::empty(rows.len());
            let is_reachable = |row| self.table.place(RowId(row)).is_some_and(|place| !lost.contains(&place.source));
            reachable.add_rows(is_reachable);
            rows.keep(&reachable);
        }
        Pass::new(&inside(&query.terms), &rows, &self.table, &self.converter)
    }

    /// Looks at the next bytes of what the engine holds itself. What the host has left unread is lost.
    fn read_held(&mut self, stretch: Stretch) -> SearchStep {
        if !self.holds(stretch.source) {
            self.search_lost("the file is shorter than it was");
            return SearchStep::Worked;
        }
        let Some(position) = self.search.as_ref().map(|search| search.pass.position()) else { return SearchStep::Done };
        let length = STEP.min(stretch.end - position) as u32;
        match self.held(stretch.source, position, length) {
            Ok(bytes) if !bytes.is_empty() => self.search_feed(&bytes),
            Ok(_) => self.search_lost("it is shorter than it was"),
            Err(why) => self.search_lost(&why),
        }
        SearchStep::Worked
    }
}
