//! Asking for jobs, application by application: what each says is kept, whatever is in the way of the others.

use proptest::prelude::*;

use super::super::{Answer, Api, Ended, JobRound, Limiter, Now, Phase, Step, Target, Token};
use super::log::ORIGIN;
use crate::event::Instant;

/// An answer to a request.
#[derive(Clone, Debug)]
enum Reply {
    Status(u16, &'static str),
    Jobs(usize),
    /// A page with a link.
    Linked(String),
    Cut,
    Nothing,
    Redirect,
}

struct Asker {
    round: JobRound,
    limiter: Limiter,
    now: Now,
    asked: Vec<(u64, Target)>,
}

impl Asker {
    fn new(applications: usize) -> Self {
        let names = (0..applications).map(|number| format!("app{number}")).collect();
        let api = Api::parse(&format!("{ORIGIN}/beta"), "").unwrap();
        let round = JobRound::new(api, Token::new("secret").unwrap(), names);
        let now = Now { steady: 0, date: Instant(1_800_000_000_000_000) };
        Self { round, limiter: Limiter::default(), now, asked: Vec::new() }
    }

    /// Goes on with these replies, then with a job each, until it rests.
    fn run(&mut self, replies: &[Reply]) -> Phase {
        let mut replies = replies.iter().cloned();
        loop {
            match self.round.step(&mut self.limiter, self.now) {
                Step::Rest => return self.round.status(&self.limiter, self.now).phase,
                Step::Wait(until) => self.now.steady = until,
                Step::Fetch(target) => {
                    self.asked.push((self.now.steady, target));
                    self.answer(&replies.next().unwrap_or(Reply::Jobs(1)));
                    self.now.steady += 50;
                }
            }
            assert!(self.asked.len() < 500, "it goes on for ever");
        }
    }

    fn answer(&mut self, reply: &Reply) {
        let whole = |status, body| Answer::Response { status, retry_after: None, body, ended: Ended::Whole };
        let body;
        let answer = match reply {
            Reply::Status(status, body) => whole(*status, body.as_bytes()),
            Reply::Jobs(count) => {
                body = format!(r#"{{"value":[{}]}}"#, vec![r#"{"id":"j"}"#; *count].join(","));
                whole(200, body.as_bytes())
            }
            Reply::Linked(link) => {
                body = format!(r#"{{"value":[{{"id":"j"}}],"@odata.nextLink":"{link}"}}"#);
                whole(200, body.as_bytes())
            }
            Reply::Cut => {
                let body = br#"{"value":[{"id":"j"},{"#;
                Answer::Response { status: 200, retry_after: None, body, ended: Ended::Broken }
            }
            Reply::Nothing => Answer::Nothing { is_offline: false },
            Reply::Redirect => Answer::Redirected,
        };
        self.round.take(&mut self.limiter, &answer, self.now, 7);
    }

    fn words(&self) -> String {
        self.round.status(&self.limiter, self.now).words
    }

    /// How many jobs each application has, or why that is not known.
    fn heard(&self) -> Vec<Result<usize, String>> {
        self.round.said().iter().map(|asked| asked.said.as_ref().map(Vec::len).map_err(Clone::clone)).collect()
    }
}

const DENIED: &str =
    r#"{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges of secret"}}"#;

#[test]
fn each_application_is_asked_once_and_never_more_often_than_the_api_allows() {
    let mut asker = Asker::new(12);
    assert_eq!(asker.run(&[Reply::Jobs(2), Reply::Jobs(0)]), Phase::Complete);
    let heard: Vec<usize> = asker.heard().into_iter().map(Result::unwrap).collect();
    assert_eq!(heard, [2, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    assert_eq!(asker.asked[1].1.address(), format!("{ORIGIN}/beta/servicePrincipals/app1/synchronization/jobs"));
    for (start, _) in &asker.asked {
        assert!(asker.asked.iter().filter(|(at, _)| (*start..start + 10_000).contains(at)).count() <= 5);
    }
    assert_eq!(asker.words(), "12 of 12 applications asked");
}

#[test]
fn requests_for_the_log_and_for_jobs_share_one_limit() {
    let mut asker = Asker::new(1);
    (0..5).for_each(|_| asker.limiter.note(0));
    assert_eq!(asker.round.step(&mut asker.limiter, asker.now), Step::Wait(10_300));
    assert_eq!(asker.words(), "0 of 1 application asked, the next in 11 s");
}

#[test]
fn what_the_first_application_refuses_ends_the_round_and_what_a_later_one_does_is_told_of_it() {
    let mut asker = Asker::new(3);
    assert_eq!(asker.run(&[Reply::Status(403, DENIED)]), Phase::NeedsToken);
    assert_eq!(asker.asked.len(), 1);
    assert!(asker.words().contains("Cloud Application Administrator"), "{}", asker.words());
    asker.round.resume(Token::new("fresh").ok());
    assert_eq!(asker.round.token().header(), "Bearer fresh");
    assert_eq!(asker.run(&[Reply::Jobs(1), Reply::Status(403, DENIED)]), Phase::Complete);
    assert!(matches!(&asker.heard()[..], [Ok(1), Err(why), Ok(1)] if why.contains("Synchronization.Read.All")));
}

#[test]
fn a_token_that_says_that_it_lacks_the_right_is_told_so() {
    let mut asker = Asker::new(1);
    // {"scp":"AuditLog.Read.All"}
    asker.round.resume(Token::new("x.eyJzY3AiOiJBdWRpdExvZy5SZWFkLkFsbCJ9.x").ok());
    assert_eq!(asker.round.token().reads_jobs(), Some(false));
    let mut other = Asker::new(1);
    other.round = JobRound::new(Api::parse(ORIGIN, "").unwrap(), asker.round.token().clone(), vec!["a".to_owned()]);
    assert_eq!(other.run(&[Reply::Status(403, DENIED)]), Phase::NeedsToken);
    assert!(other.words().contains("does not hold Synchronization.Read.All"), "{}", other.words());
}

#[test]
fn an_application_that_is_gone_is_passed_over() {
    let mut asker = Asker::new(4);
    let refused = r#"{"error":{"code":"BadRequest","message":"because of secret"}}"#;
    let replies = [Reply::Status(404, ""), Reply::Status(410, ""), Reply::Status(400, refused)];
    assert_eq!(asker.run(&replies), Phase::Complete);
    let heard = asker.heard();
    assert!(
        heard[..2].iter().all(|said| said.as_ref().is_err_and(|why| why.contains("no such application"))),
        "{heard:?}"
    );
    assert!(heard[2].as_ref().is_err_and(|why| why.ends_with("BadRequest: because of …")), "{heard:?}");
    assert_eq!(heard[3], Ok(1));
}

#[test]
fn what_is_in_the_way_for_a_while_is_waited_for_and_what_stays_ends_in_words() {
    let mut asker = Asker::new(1);
    let replies = [Reply::Status(429, ""), Reply::Status(503, "<html>"), Reply::Cut, Reply::Nothing];
    assert_eq!(asker.run(&replies), Phase::Complete);
    assert_eq!((asker.heard(), asker.asked.len()), (vec![Ok(1)], 5));
    for (reply, words) in [
        (Reply::Status(429, ""), "asked too often"),
        (Reply::Status(502, ""), "answers 502"),
        (Reply::Cut, "cannot be read to its end"),
    ] {
        let mut asker = Asker::new(2);
        assert_eq!(asker.run(&vec![reply.clone(); 7]), Phase::Troubled, "{reply:?}");
        assert!(asker.words().contains(words), "{reply:?}: {}", asker.words());
        asker.round.resume(None);
        assert_eq!(asker.run(&[]), Phase::Complete);
        assert_eq!(asker.heard(), [Ok(1), Ok(1)]);
    }
}

#[test]
fn a_token_goes_to_no_other_host_and_in_no_circle() {
    for (reply, words) in [
        (Reply::Linked("https://evil.test/next".to_owned()), "another host"),
        (Reply::Redirect, "another address"),
        (Reply::Status(200, "<html>"), "a page for people"),
        (Reply::Status(200, r#"{"items":[]}"#), "no list of jobs"),
        (Reply::Status(401, ""), "refuses the access token"),
        (Reply::Nothing, "cannot be reached"),
    ] {
        let mut asker = Asker::new(2);
        asker.run(std::slice::from_ref(&reply));
        assert!(asker.words().contains(words), "{reply:?}: {}", asker.words());
        assert_eq!(asker.asked.len(), 1, "{reply:?}");
        assert!(asker.round.is_unfinished());
    }
    let mut asker = Asker::new(1);
    let link = format!("{ORIGIN}/next?1");
    assert_eq!(asker.run(&[Reply::Linked(link.clone()), Reply::Linked(link)]), Phase::Troubled);
    assert!(asker.words().contains("read already"), "{}", asker.words());
    let mut asker = Asker::new(1);
    let endless: Vec<Reply> = (0..100).map(|page| Reply::Linked(format!("{ORIGIN}/next?{page}"))).collect();
    assert_eq!(asker.run(&endless), Phase::Troubled);
    assert!(asker.words().contains("page after page"), "{}", asker.words());
}

#[test]
fn a_round_that_is_stopped_keeps_what_was_heard_and_goes_on_from_there() {
    let mut asker = Asker::new(3);
    asker.round.step(&mut asker.limiter, asker.now);
    asker.answer(&Reply::Jobs(2));
    asker.round.stop();
    asker.answer(&Reply::Jobs(9));
    assert_eq!(asker.words(), "1 of 3 applications asked, stopped");
    asker.round.resume(None);
    assert_eq!(asker.run(&[]), Phase::Complete);
    assert_eq!(asker.heard(), [Ok(2), Ok(1), Ok(1)]);
    // Another round replaces what each application has said when it says something new.
    let mut again = Asker::new(3);
    again.round.keep(asker.round);
    again.round.step(&mut again.limiter, again.now);
    again.answer(&Reply::Jobs(5));
    let mut heard = again.heard();
    heard.sort();
    assert_eq!(heard, [Ok(1), Ok(1), Ok(5)]);
}

fn reply() -> impl Strategy<Value = Reply> {
    prop_oneof![
        4 => (0_usize..3).prop_map(Reply::Jobs),
        1 => Just(Reply::Cut),
        1 => Just(Reply::Nothing),
        1 => Just(Reply::Redirect),
        1 => Just(Reply::Linked(format!("{ORIGIN}/next"))),
        1 => prop::sample::select(vec![200, 400, 401, 403, 404, 410, 429, 500, 503]).prop_map(|status| Reply::Status(status, "")),
    ]
}

proptest! {
    #[test]
    fn every_application_is_heard_of_in_the_end_whatever_is_in_the_way(
        applications in 0_usize..9,
        replies in prop::collection::vec(prop::collection::vec(reply(), 0..12), 0..4),
    ) {
        let mut asker = Asker::new(applications);
        for replies in &replies {
            asker.run(replies);
            asker.round.resume(None);
        }
        prop_assert_eq!(asker.run(&[]), Phase::Complete);
        let mut names: Vec<&str> = asker.round.said().iter().map(|asked| asked.service_principal.as_str()).collect();
        names.sort_unstable();
        let expected: Vec<String> = (0..applications).map(|number| format!("app{number}")).collect();
        prop_assert_eq!(names, expected);
        prop_assert!(asker.asked.iter().all(|(_, target)| target.address().starts_with(ORIGIN)));
    }
}
