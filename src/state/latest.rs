//! Asking for what is wanted while that changes.
//!
//! One request is under way at a time. What is wanted may change meanwhile; when the answer is there, it is taken, and
//! what is wanted by then is asked for. So the engine is never behind by more than one question, however fast a
//! person types. Where nothing but the log has changed, which grows, the engine is left to its reading for a while.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::engine::Engine;
use super::signal::{RwSignal, Signal, effect};
use crate::browser::alarm::date;
use crate::protocol::{Reply, Request};

/// How many times as long as an answer took the next one has to wait, while the log grows: an answer costs the more the
/// more rows there are, and without this most of a long load would go into answers that the next one makes stale.
const REST: f64 = 4.0;
/// The longest wait, in milliseconds.
const LONGEST_REST: f64 = 2000.0;

/// A request, and the log that it is for.
#[derive(Clone, PartialEq)]
pub struct Wanted {
    pub request: Request,
    pub epoch: u32,
    /// Rows, and what was found inside records: more of either, and there is more to see.
    pub size: (u32, u64),
    /// Whether there will be more.
    pub is_growing: bool,
}

impl Wanted {
    /// Whether nothing but the size is another one.
    fn is_but_larger_than(&self, other: &Self) -> bool {
        self.is_growing
            && other.is_growing
            && self.size != other.size
            && self.epoch == other.epoch
            && self.request == other.request
    }
}

type Take = Arc<dyn Fn(&Wanted, Reply) + Send + Sync>;

/// Asks for what is wanted whenever that changes, and hands over the answers.
pub fn follow(engine: Engine, wanted: Signal<Option<Wanted>>, take: impl Fn(&Wanted, Reply) + Send + Sync + 'static) {
    follow_any(engine, wanted, Arc::new(take));
}

fn follow_any(engine: Engine, wanted: Signal<Option<Wanted>>, take: Take) {
    let under_way = StoredValue::new(false);
    // What was answered last, until the rest after it is over.
    let rests = RwSignal::new(None::<Wanted>);
    effect(move || {
        let is_wanted = wanted.with(|now| {
            now.as_ref()
                .is_some_and(|now| rests.with(|last| last.as_ref().is_none_or(|last| !now.is_but_larger_than(last))))
        });
        if !is_wanted || under_way.get_value() {
            return;
        }
        under_way.set_value(true);
        let take = Arc::clone(&take);
        spawn_local(async move {
            // Nothing is wanted any more by a part of the page that has gone.
            while let Some(Some(asked)) = wanted.try_with_untracked(Clone::clone) {
                let began = date();
                let Ok(reply) = engine.ask(asked.request.clone()).await else { break };
                let took = date() - began;
                take(&asked, reply);
                let is_done = wanted.try_with_untracked(|now| {
                    now.as_ref().is_some_and(|now| *now == asked || now.is_but_larger_than(&asked))
                });
                // The first rows are waited for.
                if asked.is_growing && asked.size.0 > 0 {
                    rests.set(Some(asked));
                    let rest = Duration::from_millis((took * REST).clamp(1.0, LONGEST_REST) as u64);
                    set_timeout(move || rests.set(None), rest);
                }
                if is_done == Some(true) {
                    break;
                }
            }
            under_way.set_value(false);
        });
    });
}
