//! What is counted under the query beside the rows: facets, events over time, expected skips.

use std::sync::Arc;

use leptos::prelude::*;

use super::Dates;
use super::engine::Engine;
use super::latest::{Wanted, follow};
use super::log::Log;
use super::question::Question;
use super::search::Search;
use super::settings::{SettingsStore, SettingsStoreFields as _};
use super::signal::{RwSignal, Signal};
use crate::protocol::{self, Facet, FacetRequest, OverviewRequest, Reply, Request, Timeline};
use crate::query::{Clock, Field, Query, Term};
use crate::table::Column;

/// Codes of skips that say that all is as it should be: the object is out of scope, or both sides are equal already.
pub const EXPECTED: [&str; 5] =
    ["RedundantExport", "NotEffectivelyEntitled", "EntrySynchronizationSkip*", "OutOfScope*", "NotInScope"];

/// A handle to the counts; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Overview {
    /// The facets that are in sight.
    facets: RwSignal<Option<Signal<Vec<FacetRequest>>>>,
    /// The facet whose values the filter box offers.
    offered: RwSignal<Option<FacetRequest>>,
    /// The most bins that there is room for.
    bins: RwSignal<u32>,
    shown: RwSignal<Arc<Shown>>,
    timeline: RwSignal<Option<Timeline>>,
    settings: SettingsStore,
    question: Question,
}

/// An answer, with what it was asked for.
#[derive(Debug, Default)]
struct Shown {
    request: OverviewRequest,
    overview: protocol::Overview,
    /// Those that were known when it was asked for.
    rows: u32,
}

impl Overview {
    pub(super) fn new(
        engine: Engine,
        log: Log,
        question: Question,
        search: Search,
        settings: SettingsStore,
        dates: Dates,
    ) -> Self {
        let overview = Self {
            facets: RwSignal::new(None),
            offered: RwSignal::new(None),
            bins: RwSignal::new(0),
            shown: RwSignal::new(Arc::new(Shown::default())),
            timeline: RwSignal::new(None),
            settings,
            question,
        };
        let clock = Signal::memo(move || {
            log.span().map_or_else(Clock::default, |(oldest, newest)| dates.clock(oldest, newest))
        });
        let wanted = Signal::memo(move || {
            let mut facets = overview.facets.get().map(Signal::get).unwrap_or_default();
            facets.extend(overview.offered.get());
            log.is_open().get().then(|| Wanted {
                request: Request::Overview(OverviewRequest {
                    query: question.in_sight().get(),
                    facets,
                    // What a brush is drawn over stays.
                    bins: if question.is_brushing().get() { 0 } else { overview.bins.get() },
                    // Known when all is read.
                    clock: clock.get(),
                    expected: overview.expected_codes(),
                }),
                epoch: log.epoch().get(),
                size: (log.rows().get(), search.found().0),
                is_growing: log.is_reading().get() || search.is_running().get(),
            })
        });
        follow(engine, wanted, move |asked, reply| {
            if let (Request::Overview(request), Reply::Overview(mut counted)) = (&asked.request, reply)
                && log.epoch().get_untracked() == asked.epoch
            {
                if request.bins > 0 && overview.timeline.with_untracked(|shown| *shown != counted.timeline) {
                    overview.timeline.set(counted.timeline.take());
                }
                let shown = Shown { request: request.clone(), overview: counted, rows: asked.size.0 };
                overview.shown.set(Arc::new(shown));
            }
        });
        overview
    }

    /// Counts these facets from now on.
    pub fn look_at(self, facets: Signal<Vec<FacetRequest>>) {
        self.facets.set(Some(facets));
    }

    /// Counts no facets any more.
    pub fn look_away(self) {
        self.facets.set(None);
    }

    /// Counts a facet whose values are offered to be written, until told otherwise.
    pub fn offer(self, facet: Option<FacetRequest>) {
        self.offered.set(facet);
    }

    /// Counts events over time from now on, in no more bins than this.
    pub fn divide(self, bins: u32) {
        self.bins.set(bins);
    }

    /// The values of a column, as last counted among the facets in sight.
    #[must_use]
    pub fn facet(self, column: Column) -> Option<Facet> {
        self.find(|request| request.column == column)
    }

    /// Whether facets in sight were counted over any events.
    #[must_use]
    pub fn has_facets(self) -> bool {
        self.shown.with(|shown| shown.rows > 0 && !shown.overview.facets.is_empty())
    }

    /// The values offered, as last counted.
    #[must_use]
    pub fn offered(self) -> Option<Facet> {
        let offered = self.offered.get()?;
        self.find(|request| *request == offered)
    }

    fn find(self, is_it: impl Fn(&FacetRequest) -> bool) -> Option<Facet> {
        self.shown.with(|shown| {
            let place = shown.request.facets.iter().position(is_it)?;
            shown.overview.facets.get(place).cloned()
        })
    }

    /// The events over time, as last counted.
    #[must_use]
    pub fn timeline(self) -> Signal<Option<Timeline>> {
        self.timeline.into()
    }

    /// How many expected skips are hidden, or would be.
    #[must_use]
    pub fn expected(self) -> u32 {
        self.shown.with(|shown| shown.overview.expected)
    }

    /// The codes of skips that are expected: a person's own list, else ours.
    #[must_use]
    pub fn expected_codes(self) -> Vec<String> {
        let own = self.settings.expected().get();
        if own.is_empty() { EXPECTED.map(str::to_owned).to_vec() } else { own }
    }

    /// Whether expected skips are hidden.
    #[must_use]
    pub fn hides_expected(self) -> bool {
        self.question.query().with(|query| query.terms.iter().any(Term::hides_expected))
    }

    /// Hides expected skips, or shows them.
    pub fn hide_expected(self, hide: bool) {
        let mut terms = self.question.query().with_untracked(|query| query.terms.clone());
        terms.retain(|term| !term.hides_expected());
        if hide {
            let words = untrack(|| self.expected_codes());
            terms.push(Term::Words { field: Field::Expected, words, negated: true });
        }
        self.question.ask(Query { terms });
    }
}
