//! A log behind an API, and the faults that the API can be told to have; and who asks it.

use std::collections::{BTreeMap, VecDeque};

use super::super::{Answer, Api, Ended, Now, Phase, Range, Session, Status, Step, Target, Token};
use crate::event::Instant;
use crate::event::instant::SECOND;
use crate::query::odata::Split;

pub const ORIGIN: &str = "https://graph.test";

/// What an answer is instead of a page.
#[derive(Clone, Debug)]
pub enum Fault {
    Status(u16, &'static str),
    Throttle(Option<&'static str>),
    /// So many bytes of the page, for one reason or another.
    Cut(usize),
    Slow(usize),
    Long(usize),
    Nothing,
    Redirect,
    Body(&'static str),
    /// A page whose link is this one.
    Link(String),
}

/// The log: dates of the records in seconds, newest first.
pub struct Api0 {
    pub records: Vec<(String, i64)>,
    pub page: usize,
    /// Each is had once, in turn; `None` is no fault.
    pub faults: VecDeque<Option<Fault>>,
    /// Refuses every filter but one by time.
    pub refuses_filters: bool,
    pub is_ordered: bool,
}

impl Api0 {
    pub fn new(dates: &[i64], page: usize) -> Self {
        let mut records: Vec<(String, i64)> =
            dates.iter().enumerate().map(|(number, date)| (format!("r{number}"), *date)).collect();
        records.sort_by_key(|(_, date)| -date);
        Self { records, page, faults: VecDeque::new(), refuses_filters: false, is_ordered: true }
    }

    pub fn with_faults(mut self, faults: impl IntoIterator<Item = Option<Fault>>) -> Self {
        self.faults = faults.into_iter().collect();
        self
    }

    /// The records of a range of time, oldest first: what reading must come to, the plain way.
    pub fn between(&self, after: i64, before: i64) -> BTreeMap<String, i64> {
        self.records.iter().filter(|(_, date)| *date >= after && *date < before).cloned().collect()
    }

    /// Answers an address with a status, and a body.
    fn page(&self, target: &Target) -> (u16, String) {
        let address = target.address().replace("%20", " ").replace("%3A", ":").replace("%27", "'");
        if self.refuses_filters && address.contains("eq") {
            return (400, r#"{"error":{"code":"BadRequest","message":"no filter"}}"#.to_owned());
        }
        let end = |word: &str| {
            let (_, rest) = address.split_once(word)?;
            Instant::parse(rest.get(..20)?.as_bytes()).map(|instant| instant.0 / SECOND)
        };
        let number = |name: &str| {
            let (_, rest) = address.split_once(name)?;
            rest.split(['&', '.']).next()?.parse::<i64>().ok()
        };
        // The link says all that the first address does, and how far it came.
        let after = number("a=").or(end("gt ")).unwrap_or(i64::MIN);
        let before = number("b=").or(end("lt ")).unwrap_or(i64::MAX);
        let skip = number("skip=").unwrap_or(0) as usize;
        let mut all: Vec<_> = self.records.iter().filter(|(_, date)| *date > after && *date < before).collect();
        if !self.is_ordered {
            all.sort();
        }
        let records = all.iter().skip(skip).take(self.page);
        let value: Vec<String> = records
            .map(|(id, date)| {
                format!(r#"{{"id":"{id}","activityDateTime":"{}"}}"#, Instant(date * SECOND).to_rfc3339())
            })
            .collect();
        let next = skip + self.page;
        let link = if next < all.len() {
            format!(r#","@odata.nextLink":"{ORIGIN}/v1.0/next?a={after}&b={before}&skip={next}""#)
        } else {
            String::new()
        };
        (200, format!(r#"{{"value":[{}]{link}}}"#, value.join(",")))
    }
}

/// A session, the API it reads, and the time that goes by.
pub struct Reader {
    pub session: Session,
    pub api: Api0,
    pub now: Now,
    pub read: BTreeMap<String, i64>,
    pub asked: Vec<(u64, Target)>,
}

impl Reader {
    pub fn new(api: Api0, range: Range, filter: Option<&str>, date: i64) -> Self {
        let now = Now { steady: 0, date: Instant(date * SECOND) };
        let base = Api::parse(ORIGIN, "").unwrap();
        let token = Token::new("secret").unwrap();
        let session =
            Session::new(base, token, range, &Split { filter: filter.map(str::to_owned), ..Split::default() }, now);
        Self { session, api, now, read: BTreeMap::new(), asked: Vec::new() }
    }

    /// Goes on until it rests, and says in which phase.
    pub fn run(&mut self) -> Phase {
        loop {
            match self.session.step(self.now) {
                Step::Rest => return self.phase(),
                Step::Wait(until) => self.pass(until - self.now.steady),
                Step::Fetch(target) => self.fetch(&target),
            }
            assert!(self.asked.len() < 2_000, "it goes on for ever");
        }
    }

    pub fn phase(&self) -> Phase {
        self.session.status(self.now, true).phase
    }

    pub fn words(&self) -> String {
        let Status { read, oldest, words, .. } = self.session.status(self.now, true);
        let oldest = oldest.map_or_else(String::new, |oldest| format!(" back to {}", oldest.to_rfc3339()));
        format!("{read}{oldest}{words}")
    }

    fn pass(&mut self, milliseconds: u64) {
        self.now.steady += milliseconds;
        self.now.date.0 += milliseconds as i64 * 1000;
    }

    pub fn fetch(&mut self, target: &Target) {
        self.asked.push((self.now.steady, target.clone()));
        let (status, page) = self.api.page(target);
        let ended = |status, retry_after, body, ended| Answer::Response { status, retry_after, body, ended };
        let whole = |status, body| ended(status, None, body, Ended::Whole);
        let fault = self.api.faults.pop_front().flatten();
        let part = |at: usize| &page.as_bytes()[..at.min(page.len() - 1)];
        let changed;
        let answer = match &fault {
            None => whole(status, page.as_bytes()),
            Some(Fault::Status(status, body)) => whole(*status, body.as_bytes()),
            Some(Fault::Throttle(retry_after)) => ended(429, *retry_after, b"", Ended::Whole),
            Some(Fault::Cut(at)) => ended(status, None, part(*at), Ended::Broken),
            Some(Fault::Long(at)) => ended(status, None, part(*at), Ended::Long),
            Some(Fault::Slow(at)) => ended(status, None, part(*at), Ended::Slow),
            Some(Fault::Nothing) => Answer::Nothing { is_offline: false },
            Some(Fault::Redirect) => Answer::Redirected,
            Some(Fault::Body(body)) => whole(200, body.as_bytes()),
            Some(Fault::Link(link)) => {
                changed = format!(r#"{{"value":[],"@odata.nextLink":"{link}"}}"#);
                whole(200, changed.as_bytes())
            }
        };
        let taken = self.session.take(&answer, self.now, 7);
        // All of them are events.
        self.session.count(taken.count, taken.count);
        for line in std::str::from_utf8(&taken.records).unwrap().lines() {
            let id = line.split('"').nth(3).unwrap().to_owned();
            let date = Instant::parse(line.split('"').nth(7).unwrap().as_bytes()).unwrap().0 / SECOND;
            assert_eq!(self.read.insert(id, date), None, "a record came twice");
        }
        self.pass(50);
    }
}
