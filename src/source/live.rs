//! The log of an API: carries out what a [`Session`] decides. It asks, waits, and brings the engine what came.

use std::cell::{Cell, RefCell};

use crate::browser::alarm::{Alarm, date};
use crate::browser::fetching::{Abort, Fetched, get};
use crate::browser::worker_scope::now;
use crate::event::Instant;
use crate::live::{Answer, Api, Load, Now, Order, Said, Session, Step, Target, Token};
use crate::protocol::{FromConnector, to_bytes};
use crate::query::odata::split;
use crate::query::text::write;

/// Milliseconds between two words of a countdown.
const COUNT: u64 = 1000;

/// A connection to an API, or to none yet.
pub struct Connection {
    session: RefCell<Option<Session>>,
    /// Brings the engine something, and says whether it has room for more.
    bring: fn(&FromConnector) -> bool,
    /// Wakes the run from its waits.
    alarm: Alarm,
    /// Ends the request under way.
    abort: RefCell<Option<Abort>>,
    /// The number of the run under way; one that has another number is given up.
    run: Cell<u32>,
    /// Whether the engine was told that this log begins.
    has_begun: Cell<bool>,
}

impl Connection {
    #[must_use]
    pub fn new(bring: fn(&FromConnector) -> bool) -> Self {
        Self {
            session: RefCell::new(None),
            bring,
            alarm: Alarm::default(),
            abort: RefCell::new(None),
            run: Cell::new(0),
            has_begun: Cell::new(false),
        }
    }

    /// Carries out an order; comes back when that is done, or given up for another.
    pub async fn carry_out(&self, order: Order) -> Said {
        match order {
            Order::Describe { query } => {
                let parts = split(&query);
                return Said::Split { sent: write(&parts.sent), local: write(&parts.local) };
            }
            Order::Load(load) => match session_for(&load) {
                Ok(session) => {
                    self.interrupt();
                    *self.session.borrow_mut() = Some(session);
                    self.has_begun.set(false);
                }
                Err(why) => return Said::Refused(why),
            },
            Order::Pause => return self.rest(Session::pause),
            Order::Cancel => return self.rest(Session::cancel),
            Order::Resume { token } => {
                let token = token.as_deref().and_then(Token::new);
                self.change(|session| session.resume(token));
            }
            Order::Refresh => self.change(|session| session.refresh(clocks())),
            Order::Older => self.change(|session| session.older(clocks())),
        }
        self.run().await;
        Said::Done
    }

    fn change(&self, change: impl FnOnce(&mut Session)) {
        self.interrupt();
        if let Some(session) = self.session.borrow_mut().as_mut() {
            change(session);
        }
    }

    fn rest(&self, how: fn(&mut Session)) -> Said {
        self.change(how);
        self.tell();
        Said::Done
    }

    /// Ends the run that is under way.
    fn interrupt(&self) {
        self.run.set(self.run.get() + 1);
        if let Some(abort) = self.abort.borrow_mut().take() {
            abort.abort();
        }
        self.alarm.ring();
    }

    /// Goes on until there is nothing to do, or another order comes.
    async fn run(&self) {
        let number = self.run.get();
        while self.run.get() == number {
            let now = clocks();
            let step = self.session.borrow_mut().as_mut().map_or(Step::Rest, |session| session.step(now));
            self.tell();
            match step {
                Step::Rest => break,
                Step::Wait(until) => {
                    let left = until.saturating_sub(now.steady);
                    // To the next whole second, so that each is told.
                    let pause = if left % COUNT == 0 { COUNT } else { left % COUNT };
                    self.alarm.sleep(pause.min(left).max(1) as u32).await;
                }
                Step::Fetch(target) => {
                    let Some(fetched) = self.fetch(&target).await else { break };
                    if self.run.get() == number {
                        self.take(&fetched);
                    }
                }
            }
        }
    }

    async fn fetch(&self, target: &Target) -> Option<Fetched> {
        let header = self.session.borrow().as_ref().map(|session| session.token().header())?;
        let abort = Abort::new().ok()?;
        *self.abort.borrow_mut() = Some(abort.clone());
        Some(get(target.address(), &header, &abort).await)
    }

    /// Hands what came to the session, and what is new of it to the engine.
    fn take(&self, fetched: &Fetched) {
        let body;
        let answer = match fetched {
            Fetched::Response { status, retry_after, body: bytes, is_whole } => {
                body = String::from_utf8_lossy(bytes);
                let retry_after = retry_after.as_deref();
                Answer::Response { status: *status, retry_after, body: &body, is_whole: *is_whole }
            }
            Fetched::Redirected => Answer::Redirected,
            Fetched::Nothing { is_offline } => Answer::Nothing { is_offline: *is_offline },
        };
        let random = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
        let mut held = self.session.borrow_mut();
        let Some(session) = held.as_mut() else { return };
        let taken = session.take(&answer, clocks(), random);
        if taken.is_page && !self.has_begun.replace(true) {
            (self.bring)(&FromConnector::Begin { name: session.host().to_owned() });
        }
        let has_room = taken.records.is_empty() || (self.bring)(&FromConnector::Records(taken.records.into_bytes()));
        if !has_room {
            // The import report says why.
            session.cancel();
        }
    }

    /// Says how it stands.
    fn tell(&self) {
        let has_begun = self.has_begun.get();
        let status = self.session.borrow().as_ref().map(|session| session.status(clocks(), has_begun));
        if let Some(status) = status {
            (self.bring)(&FromConnector::Status(to_bytes(&status)));
        }
    }
}

fn session_for(load: &Load) -> Result<Session, String> {
    let api = Api::parse(&load.base, &load.page_origin).map_err(|error| error.to_string())?;
    let token = Token::new(&load.token).ok_or("an access token is needed to read the log")?;
    let filter = split(&load.query).filter;
    Ok(Session::new(api, token, load.range, filter, clocks()))
}

fn clocks() -> Now {
    // Both are positive, and far within the range.
    Now { steady: now() as u64, date: Instant((date() * 1000.0) as i64) }
}
