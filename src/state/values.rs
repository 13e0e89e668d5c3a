//! The values of one column, counted for as long as somebody shows them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::engine::Engine;
use super::log::Log;
use super::question::Question;
use super::search::Search;
use super::signal::{RwSignal, Signal, effect};
use crate::protocol::{Facet, FacetRequest, OverviewRequest, Reply, Request};

/// Counts what is asked for under the query, and again whenever that changes or more is known. `None` until it is known,
/// and while nothing is asked for.
#[must_use]
pub fn count_values(asked: Signal<Option<FacetRequest>>) -> Signal<Option<Facet>> {
    let engine = expect_context::<Engine>();
    let (question, log, search) = (expect_context::<Question>(), expect_context::<Log>(), expect_context::<Search>());
    let facet = RwSignal::new(None::<Facet>);
    let wanted = Signal::memo(move || (asked.get(), question.query().get(), log.rows().get(), search.found()));
    effect(move || {
        let asked = wanted.get();
        let Some(request) = asked.0.clone() else { return facet.set(None) };
        spawn_local(async move {
            let request =
                OverviewRequest { query: asked.1.clone(), facets: vec![request], ..OverviewRequest::default() };
            let reply = engine.ask(Request::Overview(request)).await;
            let is_wanted = wanted.try_with_untracked(|now| *now == asked) == Some(true);
            if let (true, Ok(Reply::Overview(mut overview))) = (is_wanted, reply) {
                facet.set(overview.facets.pop());
            }
        });
    });
    facet.into()
}
