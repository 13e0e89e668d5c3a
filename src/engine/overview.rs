//! What there is to count under a query: facets, events over time, expected skips.

use std::collections::BTreeMap;

use super::Engine;
use crate::protocol::{Facet, FacetRequest, Overview, OverviewRequest, Timeline, ValueCount};
use crate::query::{Bins, Field, Query, Term, count_ids, only_value, rank_values};
use crate::table::{Bitset, fold};

impl Engine {
    pub(super) fn overview(&mut self, request: &OverviewRequest) -> Overview {
        let query = &request.query;
        let matching = self.views.filtered(&self.table, &self.findings, query.terms.iter());
        let facets = request.facets.iter().map(|facet| self.facet(query, &matching, facet)).collect();
        Overview { facets, timeline: self.timeline(request, &matching), expected: self.expected(request, &matching) }
    }

    fn facet(&mut self, query: &Query, matching: &Bitset, request: &FacetRequest) -> Facet {
        let field = Field::Column(request.column);
        let others = query.without(field);
        let has_own = !request.under_own && others.terms.len() < query.terms.len();
        let own = has_own.then(|| self.views.filtered(&self.table, &self.findings, others.terms.iter()));
        let rows = own.as_ref().unwrap_or(matching);
        let most = if has_own { usize::MAX } else { request.limit as usize };
        let counted = match self.views.count_keys(&self.table, rows, request.column) {
            Some(counts) => rank_values(&self.table, request.column, &counts, &request.part, most),
            None => count_ids(&self.table, rows, request.column, &request.part, most),
        };
        let mut values: Vec<_> = counted.values.into_iter().map(|(value, count)| ValueCount { value, count }).collect();
        if has_own {
            keep_named(&mut values, query, request);
        }
        Facet { values, distinct: counted.distinct }
    }

    fn timeline(&mut self, request: &OverviewRequest, matching: &Bitset) -> Option<Timeline> {
        let bins = Bins::of(&self.table, &request.query, request.bins, &request.clock).filter(|_| request.bins > 0)?;
        let (counts, all) = self.views.count_over_time(&self.table, matching, &bins);
        Some(Timeline { counts, all: all.iter().map(|statuses| statuses.iter().sum()).collect(), bins })
    }

    /// How many events are hidden by what the query says is expected, whatever the person's own list says; else how
    /// many that list would hide.
    fn expected(&mut self, request: &OverviewRequest, matching: &Bitset) -> u32 {
        let terms = &request.query.terms;
        if terms.iter().any(Term::hides_expected) {
            let others = terms.iter().filter(|term| !term.hides_expected());
            return self.views.filtered(&self.table, &self.findings, others).count() - matching.count();
        }
        let expected = Term::Words { field: Field::Expected, words: request.expected.clone(), negated: false };
        self.views.filtered(&self.table, &self.findings, terms.iter().chain([&expected])).count()
    }
}

/// Leaves of all values those that are wanted, and behind them those that the query names, had by any event or not: what
/// is asked for or ruled out can be seen, and taken back.
fn keep_named(values: &mut Vec<ValueCount>, query: &Query, request: &FacetRequest) {
    let own = Field::Column(request.column);
    let words = query.terms.iter().filter_map(|term| match term {
        Term::Words { field, words, .. } if *field == own => Some(words),
        _ => None,
    });
    let values_named = words.flatten().filter_map(|word| only_value(word, own.is_whole()));
    // To collect them would bring another way to sort.
    let mut named = BTreeMap::new();
    for value in values_named {
        named.insert(fold(&value), value);
    }
    let mut place = 0;
    values.retain(|ValueCount { value, .. }| {
        place += 1;
        named.remove(&fold(value)).is_some() || place <= request.limit
    });
    if request.part.is_empty() {
        values.extend(named.into_values().map(|value| ValueCount { value, count: 0 }));
    }
}
