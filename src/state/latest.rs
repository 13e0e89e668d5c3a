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
    let answered = StoredValue::new(None::<Wanted>);
    // Whether the engine is left to its reading. Each rest has a number, by which its end is no other's.
    let (is_resting, rests) = (RwSignal::new(false), StoredValue::new(0_u32));
    let rest = move |milliseconds: f64| {
        rests.update_value(|rests| *rests += 1);
        let number = rests.get_value();
        is_resting.set(true);
        let end = move || {
            if rests.try_get_value() == Some(number) {
                is_resting.set(false);
            }
        };
        set_timeout(end, Duration::from_millis(milliseconds.clamp(1.0, LONGEST_REST) as u64));
    };
    effect(move || {
        let is_resting = is_resting.get();
        let is_wanted = wanted.with(|now| {
            let Some(now) = now else {
                // What was answered may have been forgotten by then.
                answered.set_value(None);
                return false;
            };
            let is_enough = |last: &Wanted| now == last || is_resting && now.is_but_larger_than(last);
            !answered.with_value(|last| last.as_ref().is_some_and(is_enough))
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
                take(&asked, reply);
                // The first rows are waited for.
                let may_rest = asked.is_growing && asked.size.0 > 0;
                if may_rest {
                    rest((date() - began) * REST);
                }
                let is_done = wanted.try_with_untracked(|now| {
                    now.as_ref().is_some_and(|now| *now == asked || may_rest && now.is_but_larger_than(&asked))
                });
                answered.set_value(Some(asked));
                if is_done == Some(true) {
                    break;
                }
            }
            under_way.set_value(false);
        });
    });
}
