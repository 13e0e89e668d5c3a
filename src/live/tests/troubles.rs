//! What is in the way is told, and what was read before is kept.

use super::super::{Answer, Api, Ended, Now, Phase, Range, Session, Step, Token};
use super::log::{Api0, Fault, ORIGIN, Reader};
use crate::event::Instant;
use crate::event::instant::SECOND;
use crate::query::odata::Split;

const NOW: i64 = 1_800_000_000;

/// Six records, two a page.
fn reader(faults: impl IntoIterator<Item = Option<Fault>>) -> Reader {
    let dates: Vec<i64> = (1..=6).map(|number| NOW - number * 60).collect();
    Reader::new(Api0::new(&dates, 2).with_faults(faults), Range::Hours(1), Some("jobId eq 'x'"), NOW)
}

#[test]
fn a_token_that_expires_is_asked_for_and_reading_goes_on_where_it_stopped() {
    let mut reader = reader([
        None,
        Some(Fault::Status(401, r#"{"error":{"code":"InvalidAuthenticationToken","message":"secret is bad"}}"#)),
    ]);
    assert_eq!(reader.run(), Phase::NeedsToken);
    assert!(reader.words().contains("refuses the access token"), "{}", reader.words());
    assert!(!reader.words().contains("secret"), "{}", reader.words());
    assert_eq!(reader.read.len(), 2);
    reader.session.resume(super::super::Token::new("fresh").ok());
    assert_eq!(reader.session.token().header(), "Bearer fresh");
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!(reader.read.len(), 6);
    // The second page was asked for twice, and no other.
    assert_eq!(reader.asked.len(), 4);
    assert_eq!(reader.asked[1].1, reader.asked[2].1);
}

#[test]
fn a_filter_that_is_refused_is_left_out_and_that_is_told() {
    let mut reader = reader([]);
    reader.api.refuses_filters = true;
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!(reader.read.len(), 6);
    assert!(reader.words().contains("refuses the filter"), "{}", reader.words());
    // Nothing is left out then.
    assert_eq!(reader.session.asked_for(), "");
    assert!(!reader.asked[1].1.address().contains("jobId"));
    assert!(reader.asked[1].1.address().contains("orderby"));
}

#[test]
fn a_plain_question_that_is_refused_ends_with_the_words_of_the_api() {
    let refused = || Some(Fault::Status(400, r#"{"error":{"code":"BadRequest","message":"because"}}"#));
    let mut reader = reader([refused(), refused(), refused()]);
    assert_eq!(reader.run(), Phase::Troubled);
    assert!(reader.words().ends_with("It says: BadRequest: because"), "{}", reader.words());
    assert_eq!(reader.asked.len(), 3);
}

#[test]
fn pages_that_expire_are_begun_anew_where_reading_was() {
    let dates: Vec<i64> = (1..=30).map(|number| NOW - number * 60).collect();
    let api = Api0::new(&dates, 10).with_faults([None, Some(Fault::Status(400, ""))]);
    let mut reader = Reader::new(api, Range::Hours(1), None, NOW);
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!(reader.read.len(), 30);
    // The tenth record is of ten minutes ago; all before it is read already.
    assert!(reader.asked[2].1.address().contains("lt%202027-01-15T07%3A50%3A01Z"), "{:?}", reader.asked[2]);
}

#[test]
fn pages_that_expire_are_begun_anew_from_the_start_where_the_log_is_in_no_order() {
    let dates: Vec<i64> = (1..=30).map(|number| NOW - number * 37 % 31 * 60).collect();
    let mut api = Api0::new(&dates, 10).with_faults([None, Some(Fault::Status(410, ""))]);
    api.is_ordered = false;
    let mut reader = Reader::new(api, Range::Hours(1), None, NOW);
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!(reader.read.len(), 30);
    assert_eq!(reader.asked[2].1, reader.asked[0].1);
}

#[test]
fn pages_that_always_expire_end_in_words() {
    let mut reader = reader(std::iter::once(None).chain(std::iter::repeat_n(Some(Fault::Status(410, "")), 9)));
    assert_eq!(reader.run(), Phase::Troubled);
    assert_eq!(
        reader.words(),
        "graph.test has sent pages of the log, and now says that there is none. Try again later."
    );
    assert_eq!(reader.read.len(), 2);
    // Where the log is there when it is asked for anew, it is the links that are given up.
    let mut reader =
        self::reader((0..9).map(|number| (number > 0).then_some(Fault::Status(410, "")).filter(|_| number % 2 == 1)));
    assert_eq!(reader.run(), Phase::Troubled);
    assert!(reader.words().contains("gives up its own pages"), "{}", reader.words());
}

#[test]
fn a_link_that_leads_in_circles_ends_in_words() {
    let link = format!("{ORIGIN}/v1.0/next?b=1800000000&a=1799990000&skip=2");
    let mut reader = reader([Some(Fault::Link(link.clone())), Some(Fault::Link(link))]);
    assert_eq!(reader.run(), Phase::Troubled);
    assert!(reader.words().contains("read already"), "{}", reader.words());
    assert_eq!(reader.asked.len(), 2);
}

#[test]
fn a_link_that_leads_to_the_first_page_again_is_found_out() {
    let mut other = reader([]);
    let Step::Fetch(first) = other.session.step(other.now) else { panic!() };
    let mut reader = reader([Some(Fault::Link(first.address().to_owned()))]);
    assert_eq!(reader.run(), Phase::Troubled);
    assert_eq!(reader.asked.len(), 1);
}

#[test]
fn a_link_to_another_host_is_not_followed() {
    let mut reader = reader([None, Some(Fault::Link("https://evil.test/next".to_owned()))]);
    assert_eq!(reader.run(), Phase::Troubled);
    assert!(reader.words().contains("another host"), "{}", reader.words());
    assert!(reader.asked.iter().all(|(_, target)| target.address().starts_with(ORIGIN)));
    assert_eq!(reader.read.len(), 2);
}

#[test]
fn a_link_that_is_no_address_ends_in_words_and_one_without_its_host_is_followed() {
    let mut reader = reader([
        Some(Fault::Link("/v1.0/next?b=1800000000&a=1799990000&skip=2".to_owned())),
        Some(Fault::Link("javascript:void(0)".to_owned())),
    ]);
    assert_eq!(reader.run(), Phase::Troubled);
    assert!(reader.words().contains("is no address"), "{}", reader.words());
    assert_eq!(reader.asked[1].1.address(), format!("{ORIGIN}/v1.0/next?b=1800000000&a=1799990000&skip=2"));
    reader.session.resume(None);
    assert_eq!(reader.run(), Phase::Complete);
    // The first page had none.
    assert_eq!(reader.read.len(), 4);
}

#[test]
fn records_without_an_id_are_kept_once_however_often_their_page_comes() {
    let now = Now { steady: 0, date: Instant(NOW * SECOND) };
    let api = Api::parse(ORIGIN, "").unwrap();
    let mut session = Session::new(api, Token::new("secret").unwrap(), Range::Hours(1), &Split::default(), now);
    let page = format!("{{\"value\":[7,{{\n \"a\":\r\n 1}},7],\"@odata.nextLink\":\"{ORIGIN}/next\"}}");
    let mut read = String::new();
    let mut take = |session: &mut Session, body: &str| {
        session.resume(None);
        assert!(matches!(session.step(Now { steady: 1_000_000, ..now }), Step::Fetch(_)));
        let answer = Answer::Response { status: 200, retry_after: None, body: body.as_bytes(), ended: Ended::Whole };
        let taken = session.take(&answer, now, 0);
        let records = String::from_utf8(taken.records).unwrap();
        assert_eq!(records.lines().count(), taken.count as usize);
        read.push_str(&records);
        session.count(taken.count, 0);
    };
    // Cut off, whole, and with a link that leads nowhere so that it is asked for again; then the last page.
    take(&mut session, &page[..28]);
    take(&mut session, &page.replace(ORIGIN, "https://evil.test"));
    take(&mut session, &page);
    take(&mut session, r#"{"value":[7]}"#);
    session.refresh(now);
    take(&mut session, r#"{"value":[7,7,7,8,[]]}"#);
    assert_eq!(read, "[7]\n{\"a\":1}\n[7]\n[7]\n[8]\n{\"value\":[[]]}\n");
    assert_eq!(session.status(now, true).read, "0 events (and 6 records that cannot be shown)");
}

#[test]
fn pages_without_end_and_without_anything_new_are_given_up() {
    let endless = (0..100).map(|page| Some(Fault::Link(format!("{ORIGIN}/v1.0/next?page={page}"))));
    let mut reader = reader(std::iter::once(None).chain(endless));
    assert_eq!(reader.run(), Phase::Troubled);
    assert!(reader.words().contains("nothing new"), "{}", reader.words());
    assert_eq!(reader.asked.len(), 21);
}

#[test]
fn a_page_that_is_always_cut_off_ends_in_words_and_what_it_held_is_kept() {
    let mut reader = reader(std::iter::repeat_n(Some(Fault::Cut(90)), 3));
    assert_eq!(reader.run(), Phase::Troubled);
    assert!(reader.words().contains("ends in the middle"), "{}", reader.words());
    assert_eq!(reader.read.len(), 1);
    reader.session.resume(None);
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!(reader.read.len(), 6);
}

#[test]
fn a_page_that_comes_too_slowly_each_time_is_told_so() {
    let mut reader = reader(std::iter::repeat_n(Some(Fault::Slow(90)), 3));
    assert_eq!(reader.run(), Phase::Troubled);
    assert!(reader.words().contains("comes too slowly"), "{}", reader.words());
    assert_eq!((reader.asked.len(), reader.read.len()), (3, 1));
}

#[test]
fn a_page_without_end_is_left_at_once_and_trying_again_goes_on_from_there() {
    let dates: Vec<i64> = (1..=30).map(|number| NOW - number * 60).collect();
    // Of the first page some ten records come.
    let faults = [Some(Fault::Long(600))];
    let mut reader = Reader::new(Api0::new(&dates, 20).with_faults(faults), Range::Hours(1), None, NOW);
    assert_eq!(reader.run(), Phase::Troubled);
    assert!(reader.words().contains("does not come to its end"), "{}", reader.words());
    let read = reader.read.len();
    assert!((9..20).contains(&read), "{read}");
    assert_eq!(reader.asked.len(), 1);
    reader.session.resume(None);
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!(reader.read.len(), 30);
    assert!(reader.asked[1].1.address().contains("lt%202027-01-15T07%3A"), "{:?}", reader.asked[1]);
    // A page that brings nothing new is asked for again itself.
    let faults = [None, Some(Fault::Long(20)), Some(Fault::Long(20))];
    let mut reader = Reader::new(Api0::new(&dates, 20).with_faults(faults), Range::Hours(1), None, NOW);
    assert_eq!(reader.run(), Phase::Troubled);
    reader.session.resume(None);
    assert_eq!(reader.run(), Phase::Troubled);
    assert_eq!(reader.asked[1].1, reader.asked[2].1);
    reader.session.resume(None);
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!(reader.read.len(), 30);
}

#[test]
fn a_page_that_is_no_json_is_told_so_and_one_with_more_behind_it_is_read() {
    let broken = r#"{"value":[{"id":"a","activityDateTime":"2027-01-15T07:59:00Z"},{]}"#;
    let mut reader = reader(std::iter::repeat_n(Some(Fault::Body(broken)), 3));
    assert_eq!(reader.run(), Phase::Troubled);
    assert!(reader.words().contains("is no JSON each time"), "{}", reader.words());
    assert_eq!(reader.read.len(), 1);
    let followed = r#"{"value":[{"id":"a","activityDateTime":"2027-01-15T07:59:00Z"}]}}}}garbage"#;
    let mut reader = self::reader([Some(Fault::Body(followed))]);
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!((reader.asked.len(), reader.read.len()), (1, 1));
    assert!(reader.words().contains("Behind the end of a page stood what is no part of it"), "{}", reader.words());
}

#[test]
fn an_api_that_stays_out_of_order_is_given_up_after_some_time() {
    let mut reader = reader(std::iter::repeat_n(Some(Fault::Status(502, "<html>Bad gateway</html>")), 7));
    assert_eq!(reader.run(), Phase::Troubled);
    assert!(reader.words().contains("answers 502"), "{}", reader.words());
    let pauses: Vec<u64> = reader.asked.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    assert!(pauses.windows(2).all(|pair| pair[1] >= pair[0]), "{pauses:?}");
}

#[test]
fn what_is_no_page_ends_at_once() {
    for (fault, words) in [
        (Fault::Body("<html>Sign in</html>"), "a page for people"),
        (Fault::Body(r#"{"items":[]}"#), "no page of a provisioning log"),
        (Fault::Redirect, "another address"),
        (Fault::Nothing, "cannot be reached"),
        (Fault::Status(404, ""), "no provisioning log"),
        (Fault::Status(403, r#"{"error":{"code":"Authorization_RequestDenied"}}"#), "Reports Reader"),
    ] {
        let mut reader = reader([Some(fault.clone())]);
        reader.run();
        assert!(reader.words().contains(words), "{fault:?}: {}", reader.words());
        assert_eq!(reader.asked.len(), 1, "{fault:?}");
    }
}

#[test]
fn a_clock_that_is_slow_is_told_of() {
    let api = Api0::new(&[NOW + 4000], 2);
    let mut reader = Reader::new(api, Range::Hours(1), None, NOW);
    assert_eq!(reader.run(), Phase::Complete);
    assert_eq!(reader.read.len(), 1);
    assert!(reader.words().contains("clock is probably slow"), "{}", reader.words());
}

#[test]
fn a_clock_that_runs_fast_is_told_where_the_api_takes_a_token_that_is_over_by_it() {
    // `{"exp":1800000000}` between two other parts.
    let token = Token::new("x.eyJleHAiOjE4MDAwMDAwMDB9.x").unwrap();
    for (hours, is_told) in [(-1, false), (48, true)] {
        let now = Now { steady: 0, date: Instant((NOW + hours * 3_600) * SECOND) };
        let api = Api::parse(ORIGIN, "").unwrap();
        let mut session = Session::new(api, token.clone(), Range::Hours(24), &Split::default(), now);
        assert!(matches!(session.step(now), Step::Fetch(_)));
        let answer = Answer::Response { status: 200, retry_after: None, body: br#"{"value":[]}"#, ended: Ended::Whole };
        session.take(&answer, now, 0);
        assert_eq!(session.status(now, true).words.contains("clock is probably fast"), is_told, "{hours}");
    }
}
