//! The log of an API, and the jobs behind it: carries out what a [`Session`] and a [`JobRound`] decide. It asks, waits, and
//! brings the engine what came.

use std::cell::{Cell, RefCell};

use crate::browser::alarm::{Alarm, date};
use crate::browser::fetching::{self, Abort, Fetched, get};
use crate::browser::worker_scope::now;
use crate::dossier::{KnownJobs, jobs};
use crate::event::Instant;
use crate::live::{Answer, Api, Ended, Fresh, JobRound, Load, Now, Order, Said, Session, Step, Target, Token};
use crate::protocol::{FromConnector, from_bytes, to_bytes};
use crate::query::odata::split;

/// Milliseconds between two words of a countdown.
const COUNT: u64 = 1000;

/// A connection to an API, or to none yet.
pub struct Connection {
    session: RefCell<Option<Session>>,
    /// The session of the log that is open, while that of another has not begun.
    former: RefCell<Option<Session>>,
    reading: Run,
    jobs: RefCell<Option<JobRound>>,
    asking: Run,
    /// What was last told of jobs.
    known: RefCell<KnownJobs>,
    /// Brings the engine something, and says how many events were in it; nothing where there is no room for more.
    bring: fn(&FromConnector) -> Option<u32>,
    /// Whether the engine was told that this log begins, and how often it was told so.
    has_begun: Cell<bool>,
    logs: Cell<u32>,
}

/// Something that goes on, request by request, until another order comes.
#[derive(Default)]
struct Run {
    /// Wakes it from its waits.
    alarm: Alarm,
    /// Ends the request under way.
    abort: RefCell<Option<Abort>>,
    /// One that has another number is given up.
    number: Cell<u32>,
}

impl Run {
    /// Ends what is under way.
    fn interrupt(&self) {
        self.number.set(self.number.get() + 1);
        if let Some(abort) = self.abort.borrow_mut().take() {
            abort.abort();
        }
        self.alarm.ring();
    }

    /// Goes on until there is nothing to do, or it is interrupted. `step` says what to do next, and with which header;
    /// `take` is given what came.
    async fn go_on(&self, step: impl Fn() -> (Step, String), take: impl Fn(&Fetched)) {
        let number = self.number.get();
        while self.number.get() == number {
            match step() {
                (Step::Rest, _) => break,
                (Step::Wait(until), _) => {
                    let left = until.saturating_sub(clocks().steady);
                    // To the next whole second, so that each is told.
                    let pause = if left % COUNT == 0 { COUNT } else { left % COUNT };
                    self.alarm.sleep(pause.min(left).max(1) as u32).await;
                }
                (Step::Fetch(target), header) => {
                    let Some(fetched) = self.fetch(&target, &header).await else { break };
                    if self.number.get() == number {
                        take(&fetched);
                    }
                }
            }
        }
    }

    async fn fetch(&self, target: &Target, header: &str) -> Option<Fetched> {
        let abort = Abort::new().ok()?;
        *self.abort.borrow_mut() = Some(abort.clone());
        Some(get(target.address(), header, &abort).await)
    }
}

impl Connection {
    #[must_use]
    pub fn new(bring: fn(&FromConnector) -> Option<u32>) -> Self {
        Self {
            session: RefCell::new(None),
            former: RefCell::new(None),
            reading: Run::default(),
            jobs: RefCell::new(None),
            asking: Run::default(),
            known: RefCell::default(),
            bring,
            has_begun: Cell::new(false),
            logs: Cell::new(0),
        }
    }

    /// Carries out an order; comes back when that is done, or given up for another.
    pub async fn carry_out(&self, order: Order) -> Said {
        match order {
            Order::Describe { query } => return Said::split(&query),
            Order::Load(load) => match session_for(&load) {
                Ok(session) => {
                    self.change(Session::pause);
                    let before = self.session.take();
                    let session = session.in_place_of(self.former.borrow().as_ref()).in_place_of(before.as_ref());
                    *self.session.borrow_mut() = Some(session);
                    if self.has_begun.replace(false) {
                        *self.former.borrow_mut() = before;
                    } else if self.former.borrow().is_none() {
                        self.forget_jobs();
                    }
                }
                Err(why) => return Said::Refused(why),
            },
            Order::Pause => return self.rest(Session::pause),
            Order::Cancel if !self.has_begun.get() => {
                self.reading.interrupt();
                self.go_back();
                return Said::Done;
            }
            Order::Cancel => return self.rest(Session::cancel),
            Order::End => {
                self.reading.interrupt();
                self.forget_jobs();
                *self.former.borrow_mut() = None;
                *self.session.borrow_mut() = None;
                self.has_begun.set(false);
                return Said::Done;
            }
            Order::Resume { fresh } => match another(fresh, &self.session) {
                Ok(token) => self.change(|session| session.resume(token)),
                Err(why) => return Said::Refused(why),
            },
            Order::Refresh => self.change(|session| session.refresh(clocks())),
            Order::Older => self.change(|session| session.older(clocks())),
            Order::ForgetToken => {
                self.forget_token();
                return Said::Forgotten;
            }
            Order::TellJobs { known } => return self.tell_jobs(&known),
            Order::AskJobs { fresh } => {
                match another(fresh, self.of_log()) {
                    Ok(token) => self.begin_asking(token),
                    Err(why) => return Said::Refused(why),
                }
                self.ask_jobs().await;
                return Said::Done;
            }
            Order::StopJobs => {
                self.asking.interrupt();
                if let Some(jobs) = self.jobs.borrow_mut().as_mut() {
                    jobs.stop();
                }
                self.tell();
                return Said::Done;
            }
        }
        self.read().await;
        Said::Done
    }

    /// Goes back to the log that is open, from one that has not begun; where that is no API's, to no connection.
    fn go_back(&self) {
        let given_up = self.session.take();
        let former = self.former.take().map(|former| former.in_place_of(given_up.as_ref()));
        self.has_begun.set(former.is_some());
        *self.session.borrow_mut() = former;
        if !self.has_begun.get() {
            self.forget_jobs();
            // No status at all.
            (self.bring)(&FromConnector::Status(Vec::new()));
        }
        self.tell();
    }

    /// Ends the asking for jobs of a log that is gone, and keeps nothing of them.
    fn forget_jobs(&self) {
        self.asking.interrupt();
        *self.jobs.borrow_mut() = None;
    }

    /// The session of the log that is open.
    fn of_log(&self) -> &RefCell<Option<Session>> {
        if self.former.borrow().is_some() { &self.former } else { &self.session }
    }

    /// Tells of jobs; what is known of them is kept, to ask for them.
    fn tell_jobs(&self, known: &[u8]) -> Said {
        let known: KnownJobs = match from_bytes(known) {
            Ok(known) => known,
            Err(error) => return Said::Refused(error.to_string()),
        };
        let held = self.jobs.borrow();
        let blocks = jobs(&known, held.as_ref().map_or(&[], |jobs| jobs.said()));
        *self.known.borrow_mut() = known;
        Said::Jobs(blocks)
    }

    /// Begins another round, or goes on with one that something was in the way of.
    fn begin_asking(&self, token: Option<Token>) {
        self.asking.interrupt();
        let session = self.of_log().borrow();
        let Some(session) = session.as_ref() else { return };
        let mut held = self.jobs.borrow_mut();
        match held.take().filter(|jobs| jobs.origin() == session.origin()) {
            Some(mut jobs) if jobs.is_unfinished() => {
                jobs.resume(token);
                *held = Some(jobs);
            }
            before => {
                let mut jobs = session.ask_jobs(token, self.known.borrow().service_principals());
                if let Some(before) = before {
                    jobs.keep(before);
                }
                *held = Some(jobs);
            }
        }
    }

    async fn ask_jobs(&self) {
        let step = || {
            let (mut session, mut jobs) = (self.of_log().borrow_mut(), self.jobs.borrow_mut());
            let next = match (session.as_mut(), jobs.as_mut()) {
                (Some(session), Some(jobs)) => (jobs.step(session.limiter(), clocks()), jobs.token().header()),
                _ => (Step::Rest, String::new()),
            };
            drop((session, jobs));
            self.tell();
            next
        };
        let take = |fetched: &Fetched| {
            if let (Some(session), Some(jobs)) = (self.of_log().borrow_mut().as_mut(), self.jobs.borrow_mut().as_mut())
            {
                with_answer(fetched, |answer| jobs.take(session.limiter(), answer, clocks(), random()));
            }
        };
        self.asking.go_on(step, take).await;
    }

    fn change(&self, change: impl FnOnce(&mut Session)) {
        self.reading.interrupt();
        if let Some(session) = self.session.borrow_mut().as_mut() {
            change(session);
        }
    }

    /// Asks nothing more with the token that there is.
    fn forget_token(&self) {
        self.asking.interrupt();
        if let Some(jobs) = self.jobs.borrow_mut().as_mut() {
            jobs.forget_token();
        }
        if let Some(former) = self.former.borrow_mut().as_mut() {
            former.forget_token();
        }
        self.change(Session::forget_token);
        self.tell();
    }

    fn rest(&self, how: fn(&mut Session)) -> Said {
        self.change(how);
        self.tell();
        Said::Done
    }

    /// Reads until there is nothing to do, or another order comes.
    async fn read(&self) {
        let step = || {
            let next = self.session.borrow_mut().as_mut().map_or((Step::Rest, String::new()), |session| {
                let step = session.step(clocks());
                (step, session.token().header())
            });
            self.tell();
            next
        };
        self.reading.go_on(step, |fetched| self.take(fetched)).await;
    }

    /// Hands what came to the session, and what is new of it to the engine.
    fn take(&self, fetched: &Fetched) {
        let mut held = self.session.borrow_mut();
        let Some(session) = held.as_mut() else { return };
        let taken = with_answer(fetched, |answer| session.take(answer, clocks(), random()));
        if taken.is_page && !self.has_begun.replace(true) {
            // The other log is gone, and jobs were those of its API.
            self.forget_jobs();
            *self.former.borrow_mut() = None;
            self.logs.set(self.logs.get() + 1);
            let (name, asked_for) = (session.host().to_owned(), session.asked_for());
            (self.bring)(&FromConnector::Begin { name, asked_for });
        }
        if taken.count == 0 {
            return;
        }
        match (self.bring)(&FromConnector::Records(taken.records)) {
            Some(events) => session.count(taken.count, events),
            // The import report says why.
            None => session.cancel(),
        }
    }

    /// Says how it stands.
    fn tell(&self) {
        let mut held = self.session.borrow_mut();
        let Some(session) = held.as_mut() else { return };
        let mut status = session.status(clocks(), self.has_begun.get());
        status.logs = self.logs.get();
        let mut former = self.former.borrow_mut();
        if let Some(former) = former.as_ref() {
            former.stay_open(&mut status);
        }
        let limiter = former.as_mut().unwrap_or(session).limiter();
        status.jobs = self.jobs.borrow().as_ref().map(|jobs| jobs.status(limiter, clocks()));
        (self.bring)(&FromConnector::Status(to_bytes(&status)));
    }
}

/// Hands on what came of a request, as those who decide see it.
fn with_answer<T>(fetched: &Fetched, take: impl FnOnce(&Answer<'_>) -> T) -> T {
    match fetched {
        Fetched::Response { status, retry_after, body, ended } => {
            let ended = match ended {
                fetching::Ended::Whole => Ended::Whole,
                fetching::Ended::Broken => Ended::Broken,
                fetching::Ended::Slow => Ended::Slow,
                fetching::Ended::Long => Ended::Long,
            };
            take(&Answer::Response { status: *status, retry_after: retry_after.as_deref(), body, ended })
        }
        Fetched::Redirected => take(&Answer::Redirected),
        Fetched::Nothing { is_offline } => take(&Answer::Nothing { is_offline: *is_offline }),
    }
}

fn random() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}

fn session_for(load: &Load) -> Result<Session, String> {
    let api = Api::parse(&load.base, &load.page_origin).map_err(|error| error.to_string())?;
    let token = Token::new(&load.token).map_err(|error| error.to_string())?;
    Ok(Session::new(api, token, load.range, &split(&load.query), clocks()))
}

/// Another token, where there is one, for the session that it is to go on with.
fn another(fresh: Option<Fresh>, session: &RefCell<Option<Session>>) -> Result<Option<Token>, String> {
    let Some(Fresh { token, base, page_origin }) = fresh else { return Ok(None) };
    let api = Api::parse(&base, &page_origin).map_err(|error| error.to_string())?;
    if session.borrow().as_ref().is_none_or(|session| session.origin() != api.origin()) {
        return Err(format!("{} is not asked any more, and its token goes nowhere else", api.host()));
    }
    Token::new(&token).map(Some).map_err(|error| error.to_string())
}

fn clocks() -> Now {
    // Both are positive, and far within the range.
    Now { steady: now() as u64, date: Instant((date() * 1000.0) as i64) }
}
