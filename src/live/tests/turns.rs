//! Pausing, going on and ending, and what is told meanwhile.

use super::super::{Answer, Api, Ended, Phase, Range, Session, Step, Token};
use super::log::{Api0, Fault, Reader};
use crate::query::odata::Split;

const NOW: i64 = 1_800_000_000;

fn reader(faults: impl IntoIterator<Item = Option<Fault>>) -> Reader {
    let dates: Vec<i64> = (0..6).map(|number| NOW - number * 600).collect();
    Reader::new(Api0::new(&dates, 2).with_faults(faults), Range::Hours(1), None, NOW)
}

#[test]
fn an_answer_that_comes_after_the_pause_is_asked_for_again() {
    let mut reader = reader([]);
    let Step::Fetch(target) = reader.session.step(reader.now) else { panic!() };
    reader.session.pause();
    let body = br#"{"value":[{"id":"late"}]}"#;
    let answer = Answer::Response { status: 200, retry_after: None, body, ended: Ended::Whole };
    assert_eq!(reader.session.take(&answer, reader.now, 0).records, b"");
    assert_eq!(reader.session.step(reader.now), Step::Rest);
    assert_eq!(reader.phase(), Phase::Paused);
    reader.session.resume(None);
    assert_eq!(reader.session.step(reader.now), Step::Fetch(target));
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!(reader.read.len(), 6);
}

#[test]
fn a_wait_is_counted_down_and_can_be_paused() {
    let mut reader = reader([None, Some(Fault::Throttle(Some("7")))]);
    let mut waits = Vec::new();
    for _ in 0..3 {
        if let Step::Fetch(_) = reader.session.step(reader.now) {
            let body = if waits.is_empty() { b"".as_slice() } else { br#"{"value":[]}"# };
            let answer = Answer::Response { status: 429, retry_after: Some("7"), body, ended: Ended::Whole };
            reader.session.take(&answer, reader.now, 0);
        }
        waits.push(reader.words());
        reader.now.steady += 3000;
    }
    let seconds: Vec<&str> = waits.iter().map(|words| words.rsplit("again in ").next().unwrap()).collect();
    assert_eq!(seconds, ["7 s", "4 s", "1 s"]);
    assert_eq!(reader.phase(), Phase::Waiting);
    reader.session.pause();
    assert_eq!(reader.phase(), Phase::Paused);
}

#[test]
fn who_signs_out_asks_nothing_more_until_there_is_another_token() {
    let mut reader = reader([None, Some(Fault::Throttle(Some("7")))]);
    while reader.phase() != Phase::Waiting {
        let Step::Fetch(target) = reader.session.step(reader.now) else { panic!() };
        reader.fetch(&target);
    }
    reader.session.forget_token();
    assert_eq!(reader.run(), Phase::NeedsToken);
    assert!(reader.words().starts_with("You have signed out."), "{}", reader.words());
    assert_eq!((reader.asked.len(), reader.read.len()), (2, 2));
    reader.session.resume(None);
    assert_eq!(reader.run(), Phase::NeedsToken);
    assert_eq!(reader.asked.len(), 2);
    reader.session.resume(Token::new("another").ok());
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!(reader.read.len(), 6);
    // A refresh asks for one too.
    reader.session.forget_token();
    assert_eq!(reader.phase(), Phase::Complete);
    reader.session.refresh(reader.now);
    assert_eq!(reader.run(), Phase::NeedsToken);
    reader.session.resume(Token::new("a third").ok());
    assert_eq!(reader.run(), Phase::Complete);
}

#[test]
fn who_connects_to_the_same_api_again_asks_no_more_often_for_it() {
    let dates: Vec<i64> = (0..20).map(|number| NOW - number * 60).collect();
    let reader = |api| Reader::new(api, Range::Hours(1), None, NOW);
    let mut first = reader(Api0::new(&dates, 4));
    assert_eq!(first.run(), Phase::Complete);
    assert_eq!(first.asked.len(), 5);
    let now = first.now;
    let mut second = reader(Api0::new(&dates, 4));
    second.now = now;
    second.session = second.session.in_place_of(Some(&first.session));
    assert!(matches!(second.session.step(now), Step::Wait(until) if until > now.steady));
    // Another API knows nothing of that.
    let elsewhere = Api::parse("https://another.test", "").unwrap();
    let other = Session::new(elsewhere, Token::new("secret").unwrap(), Range::Hours(1), &Split::default(), now);
    assert!(matches!(other.in_place_of(Some(&second.session)).step(now), Step::Fetch(_)));
}

#[test]
fn progress_is_told_by_the_time_that_is_read() {
    let mut reader = reader([None, Some(Fault::Status(401, ""))]);
    reader.run();
    // Two of the six records, the older one ten minutes old, of an hour.
    assert_eq!(reader.session.status(reader.now, true).done, 166);
    reader.session.resume(None);
    reader.run();
    assert_eq!(reader.session.status(reader.now, true).done, 1000);
    assert_eq!(reader.words(), "6 events back to 2027-01-15T07:10:00Z");
}

#[test]
fn what_is_ended_says_so_and_can_be_gone_on_with() {
    let mut reader = reader([None, Some(Fault::Status(401, ""))]);
    reader.run();
    reader.session.cancel();
    assert_eq!(reader.phase(), Phase::Complete);
    assert!(reader.words().contains("ended before the rest was read"), "{}", reader.words());
    let now = reader.now;
    reader.session.older(now);
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!(reader.read.len(), 6);
}

#[test]
fn quiet_days_are_passed_over_on_the_way_to_older_events() {
    // Twelve days without an event, which once were told as the end of the log.
    let days_ago = |days: i64| NOW - days * 86_400;
    let dates = [NOW - 60, days_ago(12), days_ago(13), days_ago(45)];
    let mut reader = Reader::new(Api0::new(&dates, 2), Range::Hours(24), None, NOW);
    reader.run();
    assert_eq!(reader.read.len(), 1);
    let now = reader.now;
    reader.session.older(now);
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!(reader.read.len(), 3);
    assert!(!reader.words().contains("Nothing"), "{}", reader.words());
    // What lies further back than anything is kept is not asked for, and how far the look went is said.
    let asked = reader.asked.len();
    let now = reader.now;
    reader.session.older(now);
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!(reader.asked.len() - asked, 4);
    let words = reader.words();
    assert!(words.contains("Nothing older of what was asked for is there, 31 days back from now"), "{words}");
    // Who asks again gets the day before that, and so on: another API may keep its log for longer.
    for day in 32..=45 {
        assert_eq!(reader.read.len(), 3, "{day}");
        let now = reader.now;
        reader.session.older(now);
        assert_eq!(reader.run(), Phase::Complete);
    }
    assert_eq!(reader.read.len(), 4);
}

#[test]
fn what_an_ended_refresh_has_read_leaves_the_next_one_no_less_to_read() {
    // A clock that runs five hours ahead, so that the newest event is what tells up to where the log was read.
    let hour = 3600;
    let dates: Vec<i64> = (1..=20).map(|number| NOW - number * hour / 2).collect();
    let mut reader = Reader::new(Api0::new(&dates, 50), Range::Hours(24), None, NOW + 5 * hour);
    assert_eq!(reader.run(), Phase::Complete);
    // One came late, and three hours of others since. Of these the refresh reads a page before it is ended.
    reader.api.records.push(("late".to_owned(), NOW - hour));
    reader.api.records.extend((0..=18).map(|number| (format!("new{number}"), NOW + number * hour / 6)));
    reader.api.records.sort_by_key(|(_, date)| -date);
    reader.api.page = 10;
    let now = reader.now;
    reader.session.refresh(now);
    let Step::Fetch(target) = reader.session.step(now) else { panic!() };
    reader.fetch(&target);
    reader.session.cancel();
    assert_eq!((reader.read.len(), reader.read.contains_key("late")), (30, false));
    let now = reader.now;
    reader.session.refresh(now);
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!((reader.read.len(), reader.read.contains_key("late")), (40, true));
}
