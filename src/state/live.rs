//! The API that the log is read from: what a person asks for in the dialog, and the orders to the connector.
//!
//! The dialog and signing in are scripts of their own, which are loaded when somebody connects; before that nothing is
//! asked of any host.

use leptos::task::spawn_local;

use super::engine::{AskError, Engine, Life};
use super::log::Log;
use super::question::Question;
use super::signal::{RwSignal, Signal, effect};
use crate::browser::beside::call;
use crate::browser::error::BrowserError;
use crate::browser::json::Json;
use crate::event::Instant;
use crate::event::instant::SECOND;
use crate::live::{CLOUDS, Fresh, Load, Order, Phase, Range, Said, Status};
use crate::protocol::{Reply, Request, from_bytes, to_bytes};
use crate::query::Query;
use crate::query::text::{self, Parsed};

/// The script of the dialog.
const DIALOG: &str = "connect.js";

/// A handle to the connection; copies are handles to the same one.
#[derive(Clone, Copy)]
pub struct Live {
    engine: Engine,
    log: Log,
    question: Question,
    /// What was asked of the API, to be asked of its log too.
    query: RwSignal<Query>,
    /// What could not be done, and why.
    trouble: RwSignal<Option<String>>,
}

impl Live {
    pub(super) fn new(engine: Engine, log: Log, question: Question) -> Self {
        let (query, trouble) = (RwSignal::new(Query::default()), RwSignal::new(None));
        let live = Self { engine, log, question, query, trouble };
        live.make_place();
        live.renew();
        live
    }

    /// How reading stands; `None` where nobody is connected.
    #[must_use]
    pub fn status(self) -> Signal<Option<Status>> {
        self.engine.live()
    }

    /// What is going on.
    #[must_use]
    pub fn phase(self) -> Signal<Option<Phase>> {
        Signal::memo(move || self.status().with(|status| status.as_ref().map(|status| status.phase)))
    }

    /// What could not be done, and why, in a sentence.
    #[must_use]
    pub fn trouble(self) -> Signal<Option<String>> {
        self.trouble.into()
    }

    /// Forgets what could not be done.
    pub fn dismiss(self) {
        self.trouble.set(None);
    }

    /// Opens the dialog, and does what a person asks for there. With `again` the log that was open when the page was left
    /// is read at once, where a token can be had.
    pub fn open(self, again: bool) {
        let needs = |status: &Status| match status.jobs.as_ref().map(|jobs| jobs.phase) {
            _ if status.phase == Phase::NeedsToken => "log",
            Some(Phase::NeedsToken) => "jobs",
            _ => "",
        };
        self.begin(self.status().with_untracked(|status| status.as_ref().map(needs).unwrap_or_default()), again);
    }

    /// Opens the dialog for a token with which the jobs of the open log can be read.
    pub fn open_for_jobs(self) {
        self.begin("jobs", false);
    }

    fn begin(self, needs: &str, again: bool) {
        let clouds = CLOUDS.iter().map(|cloud| Json::list([cloud.name.into(), cloud.graph.into()].into_iter()));
        let files = self.log.file_names().get_untracked();
        let files = Json::list(files.iter().map(|name| name.as_str().into()));
        let opening =
            [("clouds", Json::list(clouds)), ("needs", needs.into()), ("open", files), ("again", again.into())];
        let opening = Json::object(opening);
        self.trouble.set(None);
        // So that the connector is there even where its host is gone by the time that it is needed; what is in the way now is
        // told then.
        self.order(Order::Describe { query: Query::default() });
        spawn_local(async move {
            if let Err(error) = self.talk(opening).await {
                self.trouble.set(Some(format!("The dialog that connects could not be opened: {error}.")));
            }
        });
    }

    /// Tells the dialog something, and hears what a person wants, until that is no more than an answer to be told.
    async fn talk(self, mut tell: Json) -> Result<(), BrowserError> {
        loop {
            let wanted = call(DIALOG, "connect", tell).await?;
            let member = |name| wanted.member(name).text().unwrap_or_default();
            let filter = member("filter");
            let Parsed { query, flaws } = text::parse(&filter);
            let flaw =
                flaws.first().map(|flaw| format!("in the field Events, {}", flaw.told(&filter))).unwrap_or_default();
            let order = match &*member("how") {
                "load" if !flaw.is_empty() => {
                    tell = Json::object([("trouble", (&*flaw).into())]);
                    continue;
                }
                "describe" => Order::Describe { query },
                "resume" => Order::Resume { fresh: fresh(&wanted) },
                "resumeJobs" => Order::AskJobs { fresh: fresh(&wanted) },
                "load" => {
                    self.query.set(query.clone());
                    let (base, page_origin, token) = (member("base"), member("origin"), member("token"));
                    Order::Load(Load { base, page_origin, token, range: range(&wanted), query })
                }
                "forget" => Order::ForgetToken,
                _ => return Ok(()),
            };
            if self.engine.life().with_untracked(|life| matches!(life, Life::Gone(_))) {
                let trouble = "the engine that reads logs has stopped: close this dialog, and restart it at the top";
                tell = Json::object([("trouble", trouble.into())]);
                continue;
            }
            tell = match self.ask(order).await {
                Some(Said::Split { sent, local }) => {
                    Json::object([("sent", (&*sent).into()), ("local", (&*local).into()), ("flaw", (&*flaw).into())])
                }
                Some(Said::Forgotten) => Json::object([]),
                Some(Said::Refused(why)) => Json::object([("trouble", (&*why).into())]),
                Some(Said::Done | Said::Jobs(_)) | None => return Ok(()),
            };
        }
    }

    /// Saves the log as far as it is read, as records in JSON, one a line.
    pub fn save(self) {
        spawn_local(async move {
            let said = match self.engine.ask(Request::SaveLive).await {
                Ok(Reply::Saved { address }) => {
                    call(DIALOG, "download", (&*address).into()).await.map_err(|error| error.to_string())
                }
                Ok(_) => return,
                Err(error) => Err(error.to_string()),
            };
            if let Err(why) = said {
                self.trouble.set(Some(format!("The log could not be saved: {why}.")));
            }
        });
    }

    /// Asks the API for jobs, with a token for that if somebody has signed in: it holds one right more than that for the log.
    pub(super) async fn ask_jobs(self) -> Result<(), String> {
        let of_jobs = |status: &Status| status.jobs.as_ref().map(|jobs| jobs.phase);
        let last = self.status().with_untracked(|status| status.as_ref().and_then(of_jobs));
        let is_forced = last == Some(Phase::NeedsToken);
        let token = call(DIALOG, "jobsToken", is_forced.into()).await.map_err(|error| error.to_string())?;
        match self.ask(Order::AskJobs { fresh: fresh(&token) }).await {
            Some(Said::Refused(why)) => Err(why),
            _ => Ok(()),
        }
    }

    /// Ends reading; a log that has not begun is given up for the one that is open.
    pub fn cancel(self) {
        if self.status().with_untracked(|status| status.as_ref().is_some_and(|status| !status.has_begun)) {
            spawn_local(async move {
                // The dialog is there, and says nothing to that.
                let _ = call(DIALOG, "givenUp", Json::from("")).await;
            });
        }
        self.order(Order::Cancel);
    }

    /// Gives the connector an order.
    pub fn order(self, order: Order) {
        spawn_local(async move {
            self.ask(order).await;
        });
    }

    async fn ask(self, order: Order) -> Option<Said> {
        match self.engine.ask(Request::Live(to_bytes(&order))).await {
            Ok(Reply::Live { said, opened }) => {
                // Both are of one build.
                let said = from_bytes(&said).ok();
                if said == Some(Said::Done) {
                    self.log.rest_live(opened);
                }
                said
            }
            Err(AskError::Engine(error)) => Some(Said::Refused(error.to_string())),
            // An engine that is gone is told of by its own life.
            Ok(_) | Err(AskError::Gone | AskError::Unexpected) => None,
        }
    }

    /// Makes place for the log when its first page is there.
    fn make_place(self) {
        let logs = Signal::memo(move || self.status().with(|status| status.as_ref().map_or(0, |status| status.logs)));
        let host = |status: &Status| status.has_begun.then(|| status.host.clone());
        effect(move || {
            logs.track();
            if let Some(host) = self.status().with_untracked(|status| status.as_ref().and_then(host)) {
                let told = Json::from(&*host);
                spawn_local(async move {
                    // The dialog is there, and says nothing to that.
                    let _ = call(DIALOG, "begun", told).await;
                });
                self.log.begin_live(host);
                self.question.ask(self.query.get_untracked());
            }
        });
    }

    /// Has a token that is no good any more replaced in silence, where somebody has signed in.
    fn renew(self) {
        let phase = self.phase();
        effect(move || {
            if phase.get() != Some(Phase::NeedsToken) {
                return;
            }
            spawn_local(async move {
                // What cannot be renewed in silence is asked for in the line above the log.
                let fresh = call(DIALOG, "renewed", Json::from("")).await.ok().and_then(|token| fresh(&token));
                if fresh.is_some() && phase.get_untracked() == Some(Phase::NeedsToken) {
                    self.ask(Order::Resume { fresh }).await;
                }
            });
        });
    }
}

/// The token that the dialog has got, if it has, and what for.
fn fresh(wanted: &Json) -> Option<Fresh> {
    let member = |name| wanted.member(name).text();
    let base = member("base").unwrap_or_default();
    Some(Fresh { token: member("token")?, base, page_origin: member("origin").unwrap_or_default() })
}

/// The range of time that was chosen; moments are seconds since 1970.
fn range(wanted: &Json) -> Range {
    let moment = |name| wanted.member(name).number().map(|seconds| Instant(i64::from(seconds) * SECOND));
    match (wanted.member("hours").number(), moment("after")) {
        (None | Some(0), Some(after)) => Range::Between { after, before: moment("before") },
        (hours, _) => Range::Hours(hours.unwrap_or_default()),
    }
}
