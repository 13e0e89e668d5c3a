//! Which condition of a question leaves no event, and what there would be without each.

use super::engine::Engine;
use crate::protocol::{Reply, Request, RowsRequest};
use crate::query::{Order, Query};

/// What becomes of a question that nothing answers when one of its conditions is dropped. Empty where it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blame {
    /// The place of the condition that took the last events away, when they are taken one after the other.
    pub culprit: Option<usize>,
    /// For each condition, the events that there would be without it, as far as that is known without another look inside
    /// records.
    pub without: Vec<Option<u32>>,
}

impl Blame {
    /// Asks the engine.
    pub async fn find(engine: Engine, query: &Query) -> Self {
        let mut blame = Self::default();
        for place in 0..query.terms.len() {
            blame.without.push(matching(engine, dropped(query, place)).await);
            let so_far = Query { terms: query.terms[..=place].to_vec() };
            if blame.culprit.is_none() && matching(engine, so_far).await == Some(0) {
                blame.culprit = Some(place);
            }
        }
        blame
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

/// How many events a question lets through; `None` where not all are looked at that it may.
async fn matching(engine: Engine, query: Query) -> Option<u32> {
    let request = RowsRequest { query, sort: Order::default(), columns: Vec::new(), first: 0, count: 0 };
    match engine.ask(Request::Rows(request)).await {
        Ok(Reply::Rows(rows)) if rows.unsearched == 0 => Some(rows.matching),
        _ => None,
    }
}
