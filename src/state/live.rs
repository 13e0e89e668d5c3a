//! The API that the log is read from: who is signed in there, and the orders to the connector.

use leptos::task::spawn_local;

use super::engine::{AskError, Engine};
use super::log::Log;
use super::question::Question;
use super::signal::{RwSignal, Signal, effect};
use crate::browser::beside::{call, origin};
use crate::browser::json::Json;
use crate::live::{Load, Order, Phase, Range, Said, Status};
use crate::protocol::{Reply, Request, from_bytes, to_bytes};
use crate::query::{Query, text};

/// The script that reads the configuration and signs in.
const SCRIPT: &str = "sign_in.js";

/// A handle to the connection; copies are handles to the same one.
#[derive(Clone, Copy)]
pub struct Live {
    engine: Engine,
    log: Log,
    question: Question,
    /// What was asked for, to be asked here too once the log is there.
    query: RwSignal<Query>,
    preset: RwSignal<Preset>,
    account: RwSignal<String>,
    split: RwSignal<(String, String)>,
    trouble: RwSignal<Option<String>>,
    is_open: RwSignal<bool>,
}

/// What whoever hosts the page has set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preset {
    /// The address of the API; empty where none is set.
    pub api: String,
    /// In the language of the filter box.
    pub filter: String,
    /// In hours.
    pub hours: u32,
    /// Whether there is an app to sign in with.
    pub can_sign_in: bool,
    /// Why there is none, or why what was set cannot be used.
    pub note: String,
}

/// How to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignIn {
    Popup,
    /// Leaves the page and comes back.
    Redirect,
}

impl Live {
    pub(super) fn new(engine: Engine, log: Log, question: Question) -> Self {
        let live = Self {
            engine,
            log,
            question,
            query: RwSignal::new(Query::default()),
            preset: RwSignal::new(Preset::default()),
            account: RwSignal::new(String::new()),
            split: RwSignal::new(Default::default()),
            trouble: RwSignal::new(None),
            is_open: RwSignal::new(false),
        };
        live.follow();
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

    #[must_use]
    pub fn preset(self) -> Signal<Preset> {
        self.preset.into()
    }

    /// Who is signed in; empty where nobody is.
    #[must_use]
    pub fn account(self) -> Signal<String> {
        self.account.into()
    }

    /// What the API filters, and what is filtered here.
    #[must_use]
    pub fn split(self) -> Signal<(String, String)> {
        self.split.into()
    }

    /// Why it could not be done, in a sentence.
    #[must_use]
    pub fn trouble(self) -> Signal<Option<String>> {
        self.trouble.into()
    }

    /// Whether the dialog is open.
    #[must_use]
    pub fn is_open(self) -> Signal<bool> {
        self.is_open.into()
    }

    /// Opens the dialog, with what the host of the page has set. Before that nothing is asked of any host.
    pub fn open(self) {
        self.trouble.set(None);
        spawn_local(async move {
            match call(SCRIPT, "preset", Json::from("")).await {
                Ok(preset) => {
                    let member = |name| preset.member(name).text().unwrap_or_default();
                    let filter = member("filter");
                    self.account.set(member("account"));
                    self.describe(&filter);
                    self.preset.set(Preset {
                        api: member("api"),
                        filter,
                        hours: preset.member("hours").number().unwrap_or_default(),
                        can_sign_in: preset.member("canSignIn").flag().unwrap_or_default(),
                        note: member("note"),
                    });
                }
                Err(error) => self.trouble.set(Some(error.to_string())),
            }
            self.is_open.set(true);
        });
    }

    pub fn close(self) {
        self.is_open.set(false);
    }

    /// Asks which part of a filter's text the API can answer.
    pub fn describe(self, filter: &str) {
        let query = text::parse(filter).query;
        self.order(Order::Describe { query });
    }

    /// Signs in at the API of this address.
    pub fn sign_in(self, api: &str, how: SignIn) {
        let how = if how == SignIn::Popup { "popup" } else { "redirect" };
        self.ask_account("signIn", Json::object([("api", api.into()), ("how", how.into())]));
    }

    /// Signs out; the log stays.
    pub fn sign_out(self) {
        self.ask_account("signOut", Json::from(""));
    }

    fn ask_account(self, what: &'static str, argument: Json) {
        self.trouble.set(None);
        spawn_local(async move {
            match call(SCRIPT, what, argument).await {
                Ok(account) => self.account.set(account.text().unwrap_or_default()),
                Err(error) => self.trouble.set(Some(error.to_string())),
            }
        });
    }

    /// Reads the log of an API in place of what is open. Without a token that of who is signed in is taken.
    pub fn load(self, base: String, token: String, range: Range, filter: &str) {
        let query = text::parse(filter).query;
        self.query.set(query.clone());
        self.with_token(base.clone(), token, move |token| {
            Order::Load(Load { base, page_origin: origin(), token, range, query })
        });
    }

    /// Goes on where it stopped, with another token.
    pub fn go_on(self, base: String, token: String) {
        self.with_token(base, token, |token| Order::Resume { token: Some(token) });
    }

    fn with_token(self, base: String, token: String, order: impl FnOnce(String) -> Order + 'static) {
        self.trouble.set(None);
        spawn_local(async move {
            let token =
                if token.is_empty() { call(SCRIPT, "token", (&*base).into()).await } else { Ok((&*token).into()) };
            match token {
                Ok(token) => {
                    self.close();
                    self.order(order(token.text().unwrap_or_default()));
                }
                Err(error) => self.trouble.set(Some(error.to_string())),
            }
        });
    }

    /// Gives the connector an order.
    pub fn order(self, order: Order) {
        spawn_local(async move {
            match self.engine.ask(Request::Live(to_bytes(&order))).await {
                Ok(Reply::Live { said, opened }) => match from_bytes(&said) {
                    Ok(Said::Split { sent, local }) => self.split.set((sent, local)),
                    Ok(Said::Done) => self.log.rest_live(opened),
                    Ok(Said::Refused(why)) => {
                        self.trouble.set(Some(why));
                        self.is_open.set(true);
                    }
                    // Both are of one build.
                    Err(_) => {}
                },
                Err(AskError::Engine(error)) => self.trouble.set(Some(error.to_string())),
                // An engine that is gone is told of by its own life.
                Ok(_) | Err(AskError::Gone | AskError::Unexpected) => {}
            }
        });
    }

    /// Makes place for the log when its first page is there.
    fn follow(self) {
        let begun = Signal::memo(move || {
            self.status()
                .with(|status| status.as_ref().filter(|status| status.has_begun).map(|status| status.host.clone()))
        });
        effect(move || {
            if let Some(host) = begun.get() {
                self.log.begin_live(host);
                self.question.ask(self.query.get_untracked());
            }
        });
    }
}
