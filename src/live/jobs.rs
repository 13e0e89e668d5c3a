//! A round of asking an API for the jobs of applications, one after the other. The API cannot list all jobs of a tenant.
//!
//! What is decided here is decided as for the log: addresses of the same origin alone, the same limiter, the same waits,
//! the same words. What one application refuses is told of it; what the first one refuses ends the round.

use std::collections::{HashSet, VecDeque};

use super::api::{Api, Target};
use super::backoff::{self, ATTEMPTS, Obstacle};
use super::limiter::Limiter;
use super::order::{JobsStatus, Phase};
use super::page::Page;
use super::session::{Now, Step};
use super::token::Token;
use super::trouble::{Answer, Trouble, Verdict, judge, token_trouble};
use super::words;
use crate::dossier::AskedJobs;

/// More pages than this has no list of jobs: an application has one or two.
const MOST_PAGES: usize = 50;

#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    Asking,
    /// Something was in the way; it is tried again at this moment.
    Waiting {
        until: u64,
        trouble: Trouble,
    },
    Troubled(Trouble),
    Complete,
    Stopped,
}

/// See the module.
pub struct JobRound {
    api: Api,
    token: Token,
    /// Those that have not answered yet; the first is being asked.
    left: VecDeque<String>,
    all: u32,
    /// The next page of the one that is being asked, and those before.
    next: Option<Target>,
    pages: HashSet<Target>,
    /// What its pages held so far.
    records: Vec<String>,
    said: Vec<AskedJobs>,
    failures: u32,
    state: State,
    was_reached: bool,
}

impl JobRound {
    #[must_use]
    pub fn new(api: Api, token: Token, service_principals: Vec<String>) -> Self {
        let left = VecDeque::from(service_principals);
        Self {
            api,
            token,
            all: left.len() as u32,
            state: if left.is_empty() { State::Complete } else { State::Asking },
            left,
            next: None,
            pages: HashSet::new(),
            records: Vec::new(),
            said: Vec::new(),
            failures: 0,
            was_reached: false,
        }
    }

    #[must_use]
    pub const fn token(&self) -> &Token {
        &self.token
    }

    /// What was heard so far.
    #[must_use]
    pub fn said(&self) -> &[AskedJobs] {
        &self.said
    }

    /// Keeps what an earlier round has heard of applications that this one has not come to yet.
    pub fn keep(&mut self, before: Self) {
        self.said = before.said;
    }

    /// What to do next.
    pub fn step(&mut self, limiter: &mut Limiter, now: Now) -> Step {
        if let State::Waiting { until, .. } = self.state {
            if now.steady < until {
                return Step::Wait(until);
            }
            self.state = State::Asking;
        }
        let (State::Asking, Some(address)) = (&self.state, self.address()) else { return Step::Rest };
        if self.token.is_none() {
            self.state = State::Troubled(Trouble::SignedOut);
            return Step::Rest;
        }
        let allowed = limiter.next(now.steady);
        if allowed > now.steady {
            return Step::Wait(allowed);
        }
        limiter.note(now.steady);
        Step::Fetch(address)
    }

    /// The page that is asked for, or next to be.
    fn address(&self) -> Option<Target> {
        let first = self.left.front()?;
        Some(self.next.clone().unwrap_or_else(|| self.api.jobs(first)))
    }

    /// Takes what came of a request; `random` is any number. What comes after somebody has said stop counts for nothing.
    pub fn take(&mut self, limiter: &mut Limiter, answer: &Answer<'_>, now: Now, random: u32) {
        if self.state != State::Asking {
            return;
        }
        let verdict = judge(answer, self.was_reached, &self.token);
        self.was_reached |= matches!(answer, Answer::Response { .. });
        match verdict {
            Verdict::Page(page) => self.go_on(&page, now),
            Verdict::Part(_, trouble @ Trouble::TooLong) => self.meet(trouble, now),
            Verdict::Part(_, trouble) => {
                self.wait(Obstacle::Broken, None, trouble, now, random);
            }
            Verdict::Later { obstacle, asked, trouble } => {
                let asked = asked.and_then(|header| backoff::retry_after(header, now.date));
                let until = self.wait(obstacle, asked, trouble, now, random);
                if obstacle == Obstacle::Throttled || asked.is_some() {
                    limiter.hold(until);
                }
            }
            Verdict::Token { said } => {
                self.state = State::Troubled(token_trouble(self.token.validity(), said, now.date));
            }
            Verdict::Refused { said } => self.pass_over(&Trouble::BadQuestion { said }, now),
            Verdict::Gone => self.pass_over(&Trouble::NotFound, now),
            Verdict::Trouble(trouble) => self.meet(trouble, now),
        }
    }

    fn meet(&mut self, trouble: Trouble, now: Now) {
        // Who owns some applications may read the jobs of these alone.
        let is_of_one = matches!(trouble, Trouble::NoConsent | Trouble::NoRole | Trouble::Forbidden { .. });
        if is_of_one && self.left.len() < self.all as usize {
            self.pass_over(&trouble, now);
        } else {
            self.state = State::Troubled(trouble);
        }
    }

    fn go_on(&mut self, page: &Page<'_>, now: Now) {
        self.failures = 0;
        self.records.extend(page.records.iter().map(|record| String::from_utf8_lossy(record.raw).into_owned()));
        let Some(link) = &page.next else {
            let records = std::mem::take(&mut self.records);
            return self.hear(Ok(records), now);
        };
        let Some(page) = self.address() else { return };
        self.state = match link.clone().and_then(|link| self.api.follow(&page, &link)) {
            Err(error) => State::Troubled(error.into()),
            Ok(target) if self.pages.contains(&target) => State::Troubled(Trouble::LinkRepeats),
            Ok(_) if self.pages.len() >= MOST_PAGES => State::Troubled(Trouble::NoEnd { pages: MOST_PAGES as u32 }),
            Ok(target) => {
                self.pages.insert(target.clone());
                self.next = Some(target);
                State::Asking
            }
        };
    }

    /// Goes on to the next application.
    fn pass_over(&mut self, trouble: &Trouble, now: Now) {
        let why = words::jobs_sentence(trouble, self.api.host(), self.token.reads_jobs());
        self.hear(Err(why), now);
    }

    fn hear(&mut self, said: Result<Vec<String>, String>, now: Now) {
        self.begin_page();
        if let Some(service_principal) = self.left.pop_front() {
            self.said.retain(|asked| asked.service_principal != service_principal);
            self.said.push(AskedJobs { service_principal, at: now.date, said });
        }
        if self.left.is_empty() {
            self.state = State::Complete;
        }
    }

    /// Forgets the pages of the application that was asked.
    fn begin_page(&mut self) {
        self.next = None;
        self.pages.clear();
        self.records.clear();
        self.failures = 0;
    }

    /// Waits, or gives up; answers with the moment before which nothing is asked for.
    fn wait(&mut self, obstacle: Obstacle, asked: Option<u64>, trouble: Trouble, now: Now, random: u32) -> u64 {
        self.failures += 1;
        let until = now.steady + backoff::wait(obstacle, self.failures, asked, random);
        self.state = if self.failures > ATTEMPTS {
            self.failures = 0;
            State::Troubled(trouble)
        } else {
            State::Waiting { until, trouble }
        };
        until
    }

    /// Goes on with the application that it stopped at, with another token if there is one.
    pub fn resume(&mut self, token: Option<Token>) {
        if let Some(token) = token {
            self.token = token;
        }
        if matches!(self.state, State::Troubled(_) | State::Stopped) {
            // It is asked from its first page on, since a link that led astray does so again.
            self.begin_page();
            self.state = State::Asking;
        }
    }

    /// Forgets the token; without another one nothing more is asked.
    pub fn forget_token(&mut self) {
        self.token = Token::none();
        if matches!(self.state, State::Asking | State::Waiting { .. }) {
            self.state = State::Troubled(Trouble::SignedOut);
        }
    }

    /// Where the token may go.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.api.origin()
    }

    /// Whether there is something left to go on with.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        matches!(self.state, State::Troubled(_) | State::Stopped)
    }

    /// Ends the round; what was heard stays.
    pub fn stop(&mut self) {
        if self.state != State::Complete {
            self.state = State::Stopped;
        }
    }

    /// How it stands.
    #[must_use]
    pub fn status(&self, limiter: &Limiter, now: Now) -> JobsStatus {
        let host = self.api.host();
        let answered = self.all - self.left.len() as u32;
        let so_far = words::jobs_so_far(answered, self.all);
        let (phase, words) = match &self.state {
            State::Asking => match limiter.next(now.steady).saturating_sub(now.steady) {
                0 => (Phase::Reading, so_far),
                left if limiter.is_held(now.steady) => {
                    (Phase::Waiting, format!("{so_far}, {}", words::wait(Some(&Trouble::Throttled), host, left)))
                }
                left => (Phase::Reading, format!("{so_far}, the next in {} s", left.div_ceil(1000).max(1))),
            },
            State::Waiting { until, trouble } => {
                let left = until.saturating_sub(now.steady);
                (Phase::Waiting, format!("{so_far}, {}", words::wait(Some(trouble), host, left)))
            }
            State::Troubled(trouble) => (trouble.phase(), words::jobs_sentence(trouble, host, self.token.reads_jobs())),
            State::Complete => (Phase::Complete, so_far),
            State::Stopped => (Phase::Paused, format!("{so_far}, stopped")),
        };
        JobsStatus { phase, words, answered, all: self.all }
    }
}
