//! Asking for what is wanted while that changes.
//!
//! One request is under way at a time. What is wanted may change meanwhile; when the answer is there, it is taken, and
//! what is wanted by then is asked for. So the engine is never behind by more than one question, however fast a
//! person types.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::engine::Engine;
use super::signal::{Signal, effect};
use crate::protocol::{Reply, Request};

/// A request, and the log that it is for: the number of rows and what was found inside records tell that there is
/// more to see.
#[derive(Clone, PartialEq)]
pub struct Wanted {
    pub request: Request,
    pub epoch: u32,
    pub rows: u32,
    pub found: (u64, bool),
}

type Take = Arc<dyn Fn(&Wanted, Reply) + Send + Sync>;

/// Asks for what is wanted whenever that changes, and hands over the answers.
pub fn follow(engine: Engine, wanted: Signal<Option<Wanted>>, take: impl Fn(&Wanted, Reply) + Send + Sync + 'static) {
    follow_any(engine, wanted, Arc::new(take));
}

fn follow_any(engine: Engine, wanted: Signal<Option<Wanted>>, take: Take) {
    let under_way = StoredValue::new(false);
    effect(move || {
        if wanted.with(Option::is_none) || under_way.get_value() {
            return;
        }
        under_way.set_value(true);
        let take = Arc::clone(&take);
        spawn_local(async move {
            while let Some(asked) = wanted.get_untracked() {
                let Ok(reply) = engine.ask(asked.request.clone()).await else { break };
                take(&asked, reply);
                if wanted.with_untracked(|now| now.as_ref() == Some(&asked)) {
                    break;
                }
            }
            under_way.set_value(false);
        });
    });
}
