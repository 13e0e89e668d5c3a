//! Which condition of a question leaves no event, and what there would be without each.

use super::engine::Engine;
use crate::protocol::{Reply, Request, RowsRequest};
use crate::query::{Query, Sort, Term};

/// What becomes of a question that nothing answers when one of its conditions is dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blame {
    /// The place of the condition that took the last events away, when they are taken one after the other.
    pub culprit: usize,
    /// For each condition, the events that there would be without it.
    pub without: Vec<u32>,
}

impl Blame {
    /// Asks the engine; `None` where it does not answer.
    pub async fn find(engine: Engine, query: &Query) -> Option<Self> {
        let terms = &query.terms;
        let mut without = Vec::with_capacity(terms.len());
        for place in 0..terms.len() {
            without.push(matching(engine, &dropped(query, place).terms).await?);
        }
        let mut culprit = terms.len().saturating_sub(1);
        for place in 0..culprit {
            if matching(engine, &terms[..=place]).await? == 0 {
                culprit = place;
                break;
            }
        }
        Some(Self { culprit, without })
    }
}

/// The question without the condition at a place.
#[must_use]
pub fn dropped(query: &Query, place: usize) -> Query {
    let mut terms = query.terms.clone();
    if place < terms.len() {
        terms.remove(place);
    }
    Query { terms }
}

/// How many events all of these conditions let through.
async fn matching(engine: Engine, terms: &[Term]) -> Option<u32> {
    let request = RowsRequest {
        query: Query { terms: terms.to_vec() },
        sort: Sort::default(),
        columns: Vec::new(),
        first: 0,
        count: 0,
    };
    match engine.ask(Request::Rows(request)).await {
        Ok(Reply::Rows(rows)) => Some(rows.matching),
        _ => None,
    }
}
