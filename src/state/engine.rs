//! The engine as the page sees it: something that is asked and answers, that may be gone, and can be started anew.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::signal::{RwSignal, Signal};
use crate::browser::worker_handle::WorkerHandle;
use crate::live::Status;
use crate::protocol::{
    BUILD, EngineError, FromEngine, Progress, Reply, Request, Searching, ToEngine, from_bytes, to_bytes,
};

/// The worker's script, beside the page.
const SCRIPT: &str = "./engine_loader.js";

/// Where the engine is in its life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Life {
    Starting,
    Ready,
    /// It has ended, and how.
    Gone(Fate),
}

/// How an engine has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It never came to listen; its last words are for those who mend it.
    NotStarted(String),
    /// It has failed; its last words are for those who mend it.
    Failed(String),
    /// The browser holds an engine of another build than the page.
    OtherBuild,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    #[error("the engine is gone")]
    Gone,
    #[error("the engine answered something else")]
    Unexpected,
    #[error(transparent)]
    Engine(#[from] EngineError),
}

/// A handle to the engine; copies are handles to the same one.
#[derive(Clone, Copy)]
pub struct Engine {
    line: StoredValue<Line, LocalStorage>,
    life: RwSignal<Life>,
    progress: RwSignal<Progress>,
    searching: RwSignal<Searching>,
    live: RwSignal<Option<Status>>,
    unanswered: RwSignal<usize>,
}

/// The connection to one worker.
#[derive(Default)]
struct Line {
    worker: Option<WorkerHandle>,
    /// Told apart from those before it, whose last messages may still be under way.
    generation: u32,
    last_number: u32,
    slots: BTreeMap<u32, Slot>,
    /// What was asked before the engine was ready.
    queue: Vec<(Vec<u8>, Vec<File>)>,
    /// Whether the worker was told to fetch ahead.
    fetches_ahead: bool,
}

/// The place where the answer to one request will lie.
enum Slot {
    Waiting(Option<Waker>),
    Answered(Result<Reply, AskError>),
}

impl Engine {
    /// Starts the worker.
    #[must_use]
    pub fn start() -> Self {
        let engine = Self {
            line: StoredValue::new_local(Line::default()),
            life: RwSignal::new(Life::Starting),
            progress: RwSignal::new(Progress::default()),
            searching: RwSignal::new(Searching::default()),
            live: RwSignal::new(None),
            unanswered: RwSignal::new(0),
        };
        engine.restart();
        engine
    }

    /// Ends the worker, if there is one, and starts another, which knows nothing of any log.
    pub fn restart(self) {
        self.end(Life::Starting);
        let generation = self.line.with_value(|line| line.generation);
        let worker = WorkerHandle::start(
            SCRIPT,
            move |build, body| self.receive(generation, build, body),
            move |why| self.lose(generation, why),
        );
        match worker {
            Ok(worker) => self.line.update_value(|line| line.worker = Some(worker)),
            Err(error) => self.lose(generation, error.to_string()),
        }
    }

    #[must_use]
    pub fn life(self) -> Signal<Life> {
        self.life.into()
    }

    /// How far reading has come, as last told.
    #[must_use]
    pub fn progress(self) -> Signal<Progress> {
        self.progress.into()
    }

    /// Begins to tell how far reading has come, with a file of which the engine has told nothing yet, and the events and
    /// rows so far.
    pub(super) fn expect_file(self, file: String, (events, rows): (u32, u32)) {
        self.progress.set(Progress { file, events, rows, ..Progress::default() });
    }

    /// How far looking inside records has come, as last told.
    #[must_use]
    pub fn searching(self) -> Signal<Searching> {
        self.searching.into()
    }

    /// How the reading of an API stands, as last told; `None` where there is none.
    #[must_use]
    pub fn live(self) -> Signal<Option<Status>> {
        self.live.into()
    }

    /// Forgets the API, whose log made place for another.
    pub(super) fn forget_live(self) {
        self.live.set(None);
    }

    /// Whether an answer is still owed.
    #[must_use]
    pub fn is_asked(self) -> Signal<bool> {
        Signal::derive(move || self.unanswered.get() > 0)
    }

    /// Asks; the answer is dropped if the future is.
    pub fn ask(self, request: Request) -> Answer {
        self.ask_with(request, Vec::new())
    }

    /// Asks, sending files along.
    pub fn ask_with(self, request: Request, files: Vec<File>) -> Answer {
        let number = self.line.try_update_value(|line| {
            line.last_number += 1;
            let number = line.last_number;
            let body = to_bytes(&ToEngine { number, request });
            let slot = match (&line.worker, self.life.get_untracked()) {
                (_, Life::Starting) => {
                    line.queue.push((body, files));
                    Slot::Waiting(None)
                }
                (Some(worker), Life::Ready) if worker.post(BUILD, &body, &files).is_ok() => Slot::Waiting(None),
                _ => Slot::Answered(Err(AskError::Gone)),
            };
            line.slots.insert(number, slot);
            number
        });
        self.count();
        Answer { engine: self, number: number.unwrap_or_default() }
    }

    /// Has the programs beside the engine fetched before they are needed, once for each engine. There is no answer.
    pub(super) fn fetch_ahead(self) {
        self.line.update_value(|line| {
            let Some(worker) = line.worker.as_ref().filter(|_| !line.fetches_ahead) else { return };
            let message = ToEngine { number: 0, request: Request::FetchAhead };
            // What cannot be fetched now is fetched when it is needed.
            line.fetches_ahead = worker.post(BUILD, &to_bytes(&message), &[]).is_ok();
        });
    }

    fn receive(self, generation: u32, build: &str, body: &[u8]) {
        if self.line.with_value(|line| line.generation) != generation {
            return;
        }
        if build != BUILD {
            return self.end(Life::Gone(Fate::OtherBuild));
        }
        let message: FromEngine = match from_bytes(body) {
            Ok(message) => message,
            Err(error) => return self.lose(generation, format!("its message could not be read: {error}")),
        };
        match (message.number, message.reply) {
            (_, Reply::Ready) => self.send_queue(),
            (_, Reply::Panicked { message }) => self.lose(generation, message),
            (None, Reply::Progress(progress)) => self.progress.set(progress),
            (None, Reply::Searching(searching)) => self.searching.set(searching),
            (None, Reply::LiveStatus(status)) => self.live.set(from_bytes(&status).ok()),
            (Some(number), Reply::Failed(error)) => self.answer(number, Err(error.into())),
            (Some(number), reply) => self.answer(number, Ok(reply)),
            // A message of ours that the engine could not read; its number is unknown.
            (None, Reply::Failed(error)) => self.lose(generation, error.to_string()),
            (None, _) => {}
        }
    }

    fn send_queue(self) {
        self.life.set(Life::Ready);
        let queue = self.line.try_update_value(|line| std::mem::take(&mut line.queue));
        self.line.with_value(|line| {
            let Some(worker) = &line.worker else { return };
            for (body, files) in queue.into_iter().flatten() {
                // A worker that cannot be posted to raises an error of its own.
                let _ = worker.post(BUILD, &body, &files);
            }
        });
    }

    fn answer(self, number: u32, result: Result<Reply, AskError>) {
        let waker = self.line.try_update_value(|line| {
            let slot = line.slots.get_mut(&number)?;
            match std::mem::replace(slot, Slot::Answered(result)) {
                Slot::Waiting(waker) => waker,
                Slot::Answered(_) => None,
            }
        });
        if let Some(waker) = waker.flatten() {
            waker.wake();
        }
    }

    fn lose(self, generation: u32, why: String) {
        if self.line.with_value(|line| line.generation) == generation {
            let fate = if self.life.get_untracked() == Life::Starting { Fate::NotStarted } else { Fate::Failed };
            self.end(Life::Gone(fate(why)));
        }
    }

    /// Ends the worker; what it still owes is answered with [`AskError::Gone`].
    fn end(self, life: Life) {
        self.life.set(life);
        self.progress.set(Progress::default());
        self.forget_live();
        let ended = self.line.try_update_value(|line| {
            line.generation += 1;
            line.fetches_ahead = false;
            line.queue.clear();
            let waiting = line.slots.iter().filter(|(_, slot)| matches!(slot, Slot::Waiting(_)));
            let waiting = waiting.map(|(number, _)| *number).collect::<Vec<_>>();
            (line.worker.take(), waiting)
        });
        let Some((worker, waiting)) = ended else { return };
        if let Some(worker) = worker {
            worker.end();
            // It may be its own call that has brought us here.
            spawn_local(async move { drop(worker) });
        }
        for number in waiting {
            self.answer(number, Err(AskError::Gone));
        }
    }

    fn count(self) {
        self.unanswered.set(self.line.with_value(|line| line.slots.len()));
    }
}

/// The answer to come.
pub struct Answer {
    engine: Engine,
    number: u32,
}

impl Future for Answer {
    type Output = Result<Reply, AskError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let polled = self.engine.line.try_update_value(|line| match line.slots.get_mut(&self.number) {
            Some(Slot::Waiting(waker)) => {
                *waker = Some(context.waker().clone());
                Poll::Pending
            }
            Some(Slot::Answered(result)) => Poll::Ready(result.clone()),
            None => Poll::Ready(Err(AskError::Gone)),
        });
        polled.unwrap_or(Poll::Ready(Err(AskError::Gone)))
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        // The page itself may be going away, and the engine with it.
        let known = self.engine.line.try_update_value(|line| line.slots.remove(&self.number));
        if known.is_some() {
            self.engine.count();
        }
    }
}
