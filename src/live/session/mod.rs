//! One reading of an API's log, from the first question to the last refresh: what to do next, and what came of it.
//!
//! A run (the first reading, a refresh, older events) reads one [`Stretch`] of time, page by page. Whatever ends it, the
//! place stays known, and [`Session::resume`] goes on from there.

mod run;
mod standing;

use std::collections::HashSet;

use run::{Purpose, Run};

use super::api::{Api, Asked, Target};
use super::backoff::{self, ATTEMPTS, Obstacle};
use super::jobs::JobRound;
use super::limiter::Limiter;
use super::order::Range;
use super::page::{End, Page};
use super::seen::{Seen, Texts};
use super::stretch::{Covered, Stretch};
use super::token::Token;
use super::trouble::{Answer, Trouble, Verdict, judge, token_trouble};
use crate::event::Instant;
use crate::event::instant::SECOND;
use crate::query::odata::{self, Split};
use crate::query::text::write;

/// An API may take a token for some minutes after its end, in microseconds.
const FORBEARANCE: i64 = 600 * SECOND;

/// So many pages in a row without anything new are taken for an API that goes in circles. A few are normal: a page may
/// be empty and have a next one.
const BARREN: u32 = 20;

/// More pages than this in one stretch are no log any more.
const MOST_PAGES: u32 = 20_000;

/// A page that ends in the middle is asked for so often.
const CUTS: u32 = 3;

/// A stretch is begun anew so often without a new record in between, when the API gives up its pages.
const RESTARTS: u32 = 3;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Ask for this, with the token, and tell what came to [`Session::take`].
    Fetch(Target),
    /// Come back at this moment of the clock, in milliseconds.
    Wait(u64),
    /// Nothing, until a person wants something.
    Rest,
}

/// What a page has brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// New records as they stand, each on a line.
    pub records: Vec<u8>,
    /// How many they are.
    pub count: u32,
    /// Whether it was a page, if only a part of one.
    pub is_page: bool,
}

/// Both clocks: milliseconds of one that never goes back, and the date by this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    pub steady: u64,
    pub date: Instant,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    Reading,
    /// Something was in the way; it is tried again at this moment.
    Waiting {
        until: u64,
        trouble: Trouble,
    },
    Paused,
    Troubled(Trouble),
    Complete {
        is_ended: bool,
    },
}

/// See the module.
pub struct Session {
    api: Api,
    token: Token,
    filter: Option<String>,
    /// What of the filter leaves out events that others are told by, in the language of the filter box.
    narrowing: String,
    limiter: Limiter,
    seen: Seen,
    /// How much the API lets itself be asked.
    asked: Asked,
    /// What the API has refused of the question, in its own words.
    refusal: Option<String>,
    first: Stretch,
    covered: Covered,
    run: Run,
    state: State,
    /// Events that were read, and other records.
    events: u64,
    others: u64,
    /// The oldest record of all.
    oldest: Option<Instant>,
    /// Whether anything ever came from the API.
    was_reached: bool,
    /// The API has taken a token that is over by this computer's clock.
    is_clock_fast: bool,
    /// Behind a page stood what is no part of it.
    is_followed: bool,
}

impl Session {
    /// Begins with the first stretch.
    #[must_use]
    pub fn new(api: Api, token: Token, range: Range, query: &Split, now: Now) -> Self {
        let filter = query.filter.clone();
        let first = Stretch::first(range, now.date);
        let run = Run::new(Purpose::First, first, now.date, start(&api, Asked::All, first, filter.as_deref()));
        Self {
            api,
            token,
            filter,
            narrowing: write(&query.narrowing()),
            limiter: Limiter::default(),
            seen: Seen::default(),
            asked: Asked::All,
            refusal: None,
            first,
            covered: Covered::default(),
            run,
            state: State::Reading,
            events: 0,
            others: 0,
            oldest: None,
            was_reached: false,
            is_clock_fast: false,
            is_followed: false,
        }
    }

    #[must_use]
    pub fn host(&self) -> &str {
        self.api.host()
    }

    /// Where the token may go.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.api.origin()
    }

    #[must_use]
    pub fn token(&self) -> &Token {
        &self.token
    }

    /// What the API was asked for alone, in the language of the filter box, where that may leave out what became of an
    /// event; empty where it does not.
    #[must_use]
    pub fn asked_for(&self) -> String {
        if self.asked == Asked::All { self.narrowing.clone() } else { String::new() }
    }

    /// A round of asking for the jobs of applications at the same API, with the same token unless there is another.
    #[must_use]
    pub fn ask_jobs(&self, token: Option<Token>, service_principals: Vec<String>) -> JobRound {
        JobRound::new(self.api.clone(), token.unwrap_or_else(|| self.token.clone()), service_principals)
    }

    /// What keeps requests to this API apart, of whatever kind they are.
    pub const fn limiter(&mut self) -> &mut Limiter {
        &mut self.limiter
    }

    /// What to do next.
    pub fn step(&mut self, now: Now) -> Step {
        if let State::Waiting { until, .. } = self.state {
            if now.steady < until {
                return Step::Wait(until);
            }
            self.state = State::Reading;
        }
        if self.state != State::Reading {
            return Step::Rest;
        }
        if self.token.is_none() {
            self.state = State::Troubled(Trouble::SignedOut);
            return Step::Rest;
        }
        let allowed = self.limiter.next(now.steady);
        if allowed > now.steady {
            return Step::Wait(allowed);
        }
        self.limiter.note(now.steady);
        Step::Fetch(self.run.next.clone())
    }

    /// Takes what came of a request; `random` is any number. What comes after somebody has said stop counts for nothing:
    /// it is asked for again.
    pub fn take(&mut self, answer: &Answer<'_>, now: Now, random: u32) -> Taken {
        if self.state != State::Reading {
            return Taken::default();
        }
        let verdict = judge(answer, self.was_reached, &self.token);
        self.was_reached |= matches!(answer, Answer::Response { .. });
        match verdict {
            Verdict::Page(page) => {
                let until = self.token.validity().until;
                self.is_clock_fast = until.is_some_and(|until| until.0.saturating_add(FORBEARANCE) < now.date.0);
                let taken = self.keep(&page);
                (self.run.failures, self.run.cuts) = (0, 0);
                self.is_followed |= page.end == End::Followed;
                self.go_on(&page);
                return taken;
            }
            Verdict::Part(page, Trouble::TooLong) => {
                let taken = self.keep(&page);
                // The same page would bring the same again.
                if taken.count > 0 && self.run.read_from().is_some() {
                    self.ask_rest();
                }
                self.state = State::Troubled(Trouble::TooLong);
                return taken;
            }
            Verdict::Part(page, trouble) => {
                let taken = self.keep(&page);
                self.run.cuts += 1;
                if self.run.cuts < CUTS {
                    self.wait(Obstacle::Broken, None, trouble, now, random);
                } else {
                    self.run.cuts = 0;
                    self.state = State::Troubled(trouble);
                }
                return taken;
            }
            Verdict::Later { obstacle, asked, trouble } => self.wait(obstacle, asked, trouble, now, random),
            Verdict::Token { said } => {
                self.state = State::Troubled(token_trouble(self.token.validity(), said, now.date));
            }
            Verdict::Refused { said } if self.run.is_start => self.ask_less(said),
            Verdict::Gone if self.run.pages == 0 => self.state = State::Troubled(Trouble::NotFound),
            // An API that has forgotten where its own link leads to says either.
            Verdict::Refused { .. } | Verdict::Gone => self.begin_anew(),
            Verdict::Trouble(trouble) => self.state = State::Troubled(trouble),
        }
        Taken::default()
    }

    /// Keeps what is new of a page.
    fn keep(&mut self, page: &Page<'_>) -> Taken {
        let mut records = Vec::new();
        // What has no id may be the same on every page of an API that goes in circles.
        let (mut count, mut is_news) = (0, false);
        // A page that comes again has the same ones.
        let [before, with] = &mut self.run.texts;
        with.clone_from(before);
        for record in &page.records {
            if let Some(date) = record.date {
                is_news |= self.run.note(date);
                self.oldest = self.oldest.min(Some(date)).or(Some(date));
            }
            let is_new = match &record.id {
                Some(id) => {
                    let is_new = self.seen.is_new(id);
                    is_news |= is_new;
                    is_new
                }
                None => self.seen.is_new_text(record.raw, &mut self.run.texts[1]),
            };
            self.run.has_news |= is_new;
            if is_new {
                // No text of JSON goes over a line break. What is no object stands in a list, as it did: alone on its line it
                // would be passed over, and a list as a page without records.
                let [before, behind] = match record.raw {
                    [b'{', ..] => ["", "\n"],
                    [b'[', ..] => ["{\"value\":[", "]}\n"],
                    _ => ["[", "]\n"],
                };
                records.extend(before.bytes());
                for line in record.raw.split(|byte| matches!(byte, b'\n' | b'\r')) {
                    records.extend(line.trim_ascii());
                }
                records.extend(behind.bytes());
                count += 1;
            }
        }
        self.run.barren = if is_news { 0 } else { self.run.barren + 1 };
        if count > 0 {
            self.run.restarts = 0;
        }
        Taken { records, count, is_page: true }
    }

    /// Hears how many events were in the new records of a page.
    pub fn count(&mut self, records: u32, events: u32) {
        self.events += u64::from(events);
        self.others += u64::from(records.saturating_sub(events));
    }

    /// Goes to the next page, or to the end.
    fn go_on(&mut self, page: &Page<'_>) {
        self.run.pages += 1;
        let Some(link) = &page.next else { return self.complete() };
        let trouble = match link.clone().and_then(|link| self.api.follow(&self.run.next, &link)) {
            Err(error) => error.into(),
            Ok(target) if self.run.links.contains(&target) => Trouble::LinkRepeats,
            Ok(_) if self.run.barren >= BARREN || self.run.pages >= MOST_PAGES => {
                Trouble::NoEnd { pages: self.run.barren }
            }
            Ok(target) => {
                self.run.links.insert(target.clone());
                self.run.next = target;
                self.run.is_start = false;
                self.run.texts.swap(0, 1);
                return;
            }
        };
        // Trying again asks for the same page, whose answer may be another one then.
        (self.run.barren, self.run.pages) = (0, 1);
        self.state = State::Troubled(trouble);
    }

    fn wait(&mut self, obstacle: Obstacle, asked: Option<&str>, trouble: Trouble, now: Now, random: u32) {
        self.run.failures += 1;
        let asked = asked.and_then(|header| backoff::retry_after(header, now.date));
        let until = now.steady + backoff::wait(obstacle, self.run.failures, asked, random);
        if obstacle == Obstacle::Throttled || asked.is_some() {
            self.limiter.hold(until);
        }
        if self.run.failures > ATTEMPTS {
            self.run.failures = 0;
            self.state = State::Troubled(trouble);
            return;
        }
        self.state = State::Waiting { until, trouble };
    }

    /// Leaves out of the question what the API may not like.
    fn ask_less(&mut self, said: String) {
        self.asked = match self.asked {
            Asked::All if self.filter.is_some() => Asked::Unfiltered,
            Asked::All | Asked::Unfiltered => Asked::TimeOnly,
            Asked::TimeOnly => {
                self.state = State::Troubled(Trouble::BadQuestion { said });
                return;
            }
        };
        self.refusal = Some(said);
        self.run.next = start(&self.api, self.asked, self.run.stretch, self.filter.as_deref());
    }

    /// Begins the stretch anew, or what is left of it where the log came in order.
    fn begin_anew(&mut self) {
        self.run.restarts += 1;
        if self.run.restarts > RESTARTS {
            self.run.restarts = 0;
            self.state = State::Troubled(if self.run.is_start { Trouble::LogGone } else { Trouble::LinkExpired });
            return;
        }
        self.ask_rest();
    }

    /// Asks for what is left of the stretch next.
    fn ask_rest(&mut self) {
        let rest = self.run.rest();
        self.run.next = start(&self.api, self.asked, rest, self.filter.as_deref());
        self.run.is_start = true;
        self.run.links = HashSet::from([self.run.next.clone()]);
        self.run.texts = [Texts::new(), Texts::new()];
    }

    fn complete(&mut self) {
        match self.run.purpose {
            Purpose::First => {
                self.covered.from = Some(self.run.stretch.after);
                self.cover_newest_end();
            }
            Purpose::Older => {
                self.covered.from = Some(self.run.stretch.after);
                if !self.run.has_news
                    && let Some(stretch) = self.run.stretch.further_back(self.run.began)
                {
                    return self.start(Purpose::Older, stretch, self.run.began);
                }
            }
            Purpose::Refresh => self.cover_newest_end(),
        }
        self.state = State::Complete { is_ended: false };
    }

    /// Notes that the newest end of the log is read. What a refresh that was ended has read of it counts for nothing: records
    /// that came late may lie behind.
    fn cover_newest_end(&mut self) {
        self.covered.until = Some(self.run.read_until());
        self.covered.newest = self.covered.newest.max(self.run.newest);
    }

    /// Rests; a request under way counts for nothing.
    pub fn pause(&mut self) {
        if matches!(self.state, State::Reading | State::Waiting { .. }) {
            self.state = State::Paused;
        }
    }

    /// Goes on where it stopped, with another token if there is one.
    pub fn resume(&mut self, token: Option<Token>) {
        if let Some(token) = token {
            self.token = token;
        }
        if matches!(self.state, State::Paused | State::Troubled(_)) {
            self.state = State::Reading;
        }
    }

    /// Forgets the token; without another one there is nothing more to read.
    pub fn forget_token(&mut self) {
        self.token = Token::none();
        if matches!(self.state, State::Reading | State::Waiting { .. }) {
            self.state = State::Troubled(Trouble::SignedOut);
        }
    }

    /// Takes the place of another session: what that has asked of the same API counts.
    #[must_use]
    pub fn in_place_of(mut self, before: Option<&Self>) -> Self {
        if let Some(before) = before.filter(|before| before.api.origin() == self.api.origin()) {
            self.limiter = before.limiter.clone();
        }
        self
    }

    /// Ends the run; what it has read of the stretch counts as far as the log came in order.
    pub fn cancel(&mut self) {
        if matches!(self.state, State::Complete { .. }) {
            return;
        }
        if let Some(oldest) = self.run.read_from() {
            match self.run.purpose {
                Purpose::First => {
                    self.covered.from = Some(oldest);
                    self.cover_newest_end();
                }
                Purpose::Older => self.covered.from = Some(oldest),
                // What lies between is read by the next refresh.
                Purpose::Refresh => {}
            }
        }
        self.state = State::Complete { is_ended: true };
    }

    /// Begins to read what has come since.
    pub fn refresh(&mut self, now: Now) {
        self.begin(Purpose::Refresh, self.first.refresh(self.covered), now);
    }

    /// Begins to read what lies before.
    pub fn older(&mut self, now: Now) {
        self.begin(Purpose::Older, self.first.older(self.covered, now.date), now);
    }

    fn begin(&mut self, purpose: Purpose, stretch: Stretch, now: Now) {
        self.cancel();
        self.start(purpose, stretch, now.date);
    }

    fn start(&mut self, purpose: Purpose, stretch: Stretch, date: Instant) {
        let next = start(&self.api, self.asked, stretch, self.filter.as_deref());
        self.run = Run::new(purpose, stretch, date, next);
        self.state = State::Reading;
    }
}

fn start(api: &Api, asked: Asked, stretch: Stretch, filter: Option<&str>) -> Target {
    api.first(asked, odata::time(Some(stretch.after), stretch.before).as_deref(), filter)
}
