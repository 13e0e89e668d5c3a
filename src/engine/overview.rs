//! What there is to count under a query: facets, events over time, expected skips.

use super::Engine;
use crate::protocol::{Facet, FacetRequest, Overview, OverviewRequest, Timeline, ValueCount};
use crate::query::{Bins, Field, Query, Term, count_over_time, count_values};
use crate::table::Bitset;

impl Engine {
    pub(super) fn overview(&mut self, request: &OverviewRequest) -> Overview {
        let query = &request.query;
        let matching = self.views.filtered(&self.table, &self.findings, query.terms.iter());
        let facets = request.facets.iter().map(|facet| self.facet(query, &matching, facet)).collect();
        Overview { facets, timeline: self.timeline(request, &matching), expected: self.expected(request) }
    }

    fn facet(&mut self, query: &Query, matching: &Bitset, request: &FacetRequest) -> Facet {
        let others = query.without(Field::Column(request.column));
        let has_own = !request.under_own && others.terms.len() < query.terms.len();
        let own = has_own.then(|| self.views.filtered(&self.table, &self.findings, others.terms.iter()));
        let rows = own.as_ref().unwrap_or(matching);
        let counted = count_values(&self.table, rows, request.column, &request.part, request.limit as usize);
        let values = counted.values.into_iter().map(|(value, count)| ValueCount { value, count });
        Facet { values: values.collect(), distinct: counted.distinct }
    }

    fn timeline(&mut self, request: &OverviewRequest, matching: &Bitset) -> Option<Timeline> {
        let bins = Bins::of(&self.table, &request.query, request.bins, &request.clock).filter(|_| request.bins > 0)?;
        let all = count_over_time(&self.table, &self.table.live(), &bins);
        Some(Timeline {
            counts: count_over_time(&self.table, matching, &bins),
            all: all.iter().map(|statuses| statuses.iter().sum()).collect(),
            bins,
        })
    }

    fn expected(&mut self, request: &OverviewRequest) -> u32 {
        let others = request.query.without(Field::Expected);
        let expected = Term::Words { field: Field::Expected, words: request.expected.clone(), negated: false };
        self.views.filtered(&self.table, &self.findings, others.terms.iter().chain([&expected])).count()
    }
}
