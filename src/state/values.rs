//! The values of one column, counted for as long as somebody shows them.

use leptos::prelude::*;

use super::engine::Engine;
use super::latest::{Wanted, follow};
use super::log::Log;
use super::question::Question;
use super::search::Search;
use super::signal::{RwSignal, Signal, effect};
use crate::protocol::{Facet, FacetRequest, OverviewRequest, Reply, Request};

/// Counts what is asked for among the rows in sight, and again whenever that changes or more is known. `None` until it is known,
/// and while nothing is asked for.
#[must_use]
pub fn count_values(asked: Signal<Option<FacetRequest>>) -> Signal<Option<Facet>> {
    let engine = expect_context::<Engine>();
    let (question, log, search) = (expect_context::<Question>(), expect_context::<Log>(), expect_context::<Search>());
    let facet = RwSignal::new(None::<Facet>);
    effect(move || {
        if asked.with(Option::is_none) {
            facet.set(None);
        }
    });
    let wanted = Signal::memo(move || {
        let request = OverviewRequest {
            query: question.in_sight().get(),
            facets: vec![asked.get()?],
            ..OverviewRequest::default()
        };
        Some(Wanted {
            request: Request::Overview(request),
            epoch: log.epoch().get(),
            size: (log.rows().get(), search.found().0),
            is_growing: log.is_reading().get() || search.is_running().get(),
        })
    });
    follow(engine, wanted, move |of, reply| {
        if let (Request::Overview(request), Reply::Overview(mut overview)) = (&of.request, reply)
            && asked.try_with_untracked(|asked| asked.as_ref() == request.facets.first()) == Some(true)
        {
            facet.set(overview.facets.pop());
        }
    });
    facet.into()
}
