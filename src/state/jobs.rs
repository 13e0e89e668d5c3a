//! Provisioning jobs, while somebody looks at them: what the log and files say of them is told by the connector, which an
//! API can be asked by too.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::beside::Blocks;
use super::engine::Engine;
use super::live::Live;
use super::log::Log;
use super::signal::{RwSignal, Signal, effect};
use crate::live::{JobsStatus, Order, Said};
use crate::protocol::{Reply, Request, from_bytes, to_bytes};

/// A handle; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Jobs {
    engine: Engine,
    log: Log,
    live: Live,
    blocks: RwSignal<Blocks>,
    trouble: RwSignal<Option<String>>,
    /// How often it was asked what there is to tell; an answer to an earlier question counts for nothing.
    asked: StoredValue<u32>,
}

impl Jobs {
    /// Tells of the jobs of the log, for as long as its owner lives.
    #[must_use]
    pub fn new(engine: Engine, log: Log, live: Live) -> Self {
        let jobs = Self {
            engine,
            log,
            live,
            blocks: RwSignal::new(Blocks::default()),
            trouble: RwSignal::new(None),
            asked: StoredValue::new(0),
        };
        let answered = Signal::memo(move || jobs.status().with(|status| status.as_ref().map(|status| status.answered)));
        let mark = Signal::memo(move || log.mark().get());
        effect(move || {
            answered.track();
            mark.track();
            log.report().track();
            jobs.tell();
        });
        jobs
    }

    /// Everything there is to say of them.
    #[must_use]
    pub fn blocks(self) -> Signal<Blocks> {
        self.blocks.into()
    }

    /// What could not be done, and why, in a sentence.
    #[must_use]
    pub fn trouble(self) -> Signal<Option<String>> {
        self.trouble.into()
    }

    /// How the asking of the API stands; `None` where nobody has asked.
    #[must_use]
    pub fn status(self) -> Signal<Option<JobsStatus>> {
        let status = self.live.status();
        Signal::memo(move || status.with(|status| status.as_ref().and_then(|status| status.jobs.clone())))
    }

    /// The host of the API that can be asked.
    #[must_use]
    pub fn host(self) -> Signal<Option<String>> {
        self.log.host()
    }

    /// Asks the API, with a token for that where somebody has signed in.
    pub fn ask(self) {
        self.trouble.set(None);
        spawn_local(async move {
            if let Err(why) = self.live.ask_jobs().await {
                self.trouble.set(Some(why));
            }
        });
    }

    /// Stops asking; what was heard stays.
    pub fn stop(self) {
        self.live.order(Order::StopJobs);
    }

    fn tell(self) {
        let number = self.asked.try_update_value(|asked| {
            *asked = asked.wrapping_add(1);
            *asked
        });
        spawn_local(async move {
            let told = self.told().await;
            if self.asked.try_get_value() != number {
                return;
            }
            match told {
                Ok(blocks) => self.blocks.set(blocks),
                Err(why) => self.trouble.set(why.map(|why| format!("What is known of jobs could not be told: {why}."))),
            }
        });
    }

    /// What there is to tell, or why it cannot be told; an engine that is gone is told of by its own life.
    async fn told(self) -> Result<Blocks, Option<String>> {
        let Ok(Reply::Aside(known)) = self.engine.ask(Request::Jobs).await else { return Err(None) };
        match self.engine.ask(Request::Live(to_bytes(&Order::TellJobs { known }))).await {
            Ok(Reply::Live { said, .. }) => match from_bytes(&said) {
                Ok(Said::Jobs(blocks)) => Ok(Arc::new(blocks)),
                Ok(Said::Refused(why)) => Err(Some(why)),
                _ => Err(None),
            },
            Ok(_) => Err(None),
            Err(error) => Err(Some(error.to_string())),
        }
    }
}
