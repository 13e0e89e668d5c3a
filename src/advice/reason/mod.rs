//! The parts of a `reason`: a text that the service puts together from the answer of the target and its own retries.
//!
//! Its usual shape is `StatusCode: …`, `Message: …`, `Web Response: …`, each on a line or all on one, then a sentence
//! on retries. Others hand on the target's answer as it came: a body of SCIM alone, or a line of HTTP. Every part may be
//! missing, and any text may come; the text itself is always kept whole.

mod answer;
mod http;
mod ldap;
mod scim;

pub use http::HttpStatus;
pub use ldap::LdapError;
pub use scim::ScimError;

use crate::event::Instant;

use answer::Answer;

use super::text::{after, after_each, find, leading};

/// A reason and what could be read in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// The text as it stands in the record.
    pub raw: String,
    /// The answer of the target, as far as HTTP goes.
    pub status: Option<HttpStatus>,
    /// The service's own words, without the status, the web response and the sentence on retries.
    pub message: String,
    /// What the target sent back: the JSON in it, else all of it.
    pub response: String,
    /// The sentence for people in the response.
    pub told: String,
    /// The SCIM error in the response.
    pub scim: Option<ScimError>,
    /// How often it has been tried again.
    pub retried: Option<u32>,
    /// It is not tried again before this.
    pub next_attempt: Option<Instant>,
    /// For how long, or until when, the target asks to be left alone (`Retry-After`); empty where it does not.
    pub pause: String,
    /// Codes of failed sign-ins, such as `AADSTS50055`, each once.
    pub sign_in_codes: Vec<String>,
    /// The error of an LDAP directory.
    pub ldap: Option<LdapError>,
}

impl Reason {
    /// Splits a text; an empty one has no parts.
    #[must_use]
    pub fn parse(raw: &str) -> Self {
        let told = &raw[..find(raw, "This operation was retried").unwrap_or(raw.len())];
        let (head, answer) = match find(told, "Web Response:") {
            Some(start) => (&told[..start], told[start + "Web Response:".len()..].trim()),
            None => told.split_at(unannounced_answer(told).unwrap_or(told.len())),
        };
        let json = scim::first_object(answer);
        let read = json.and_then(Answer::read);
        let scim = read.as_ref().and_then(ScimError::of);
        let status = HttpStatus::find(head).or_else(|| scim.as_ref()?.status.map(HttpStatus::from_number));
        let response = json.unwrap_or(answer);
        // What is no JSON is a sentence as a whole, unless it is a page or what is left of JSON.
        let is_prose = !response.starts_with(['{', '[', '<']);
        let prose = || if is_prose { response.to_owned() } else { String::new() };
        Self {
            raw: raw.to_owned(),
            status,
            message: message(head).to_owned(),
            response: response.to_owned(),
            told: read.map_or_else(prose, |read| read.sentence()),
            scim,
            retried: after_each(raw, "retried").find_map(times),
            next_attempt: after(raw, "after this date:").and_then(instant),
            pause: pause(raw),
            sign_in_codes: sign_in_codes(raw),
            ldap: LdapError::find(raw),
        }
    }
}

/// Where the target's answer begins in a text that does not announce one.
fn unannounced_answer(text: &str) -> Option<usize> {
    let answer = Answer::read(scim::first_object(text)?)?;
    let says = !answer.sentence().is_empty() || ScimError::of(&answer).is_some();
    says.then(|| text.find('{')).flatten()
}

/// The line after `Message:`, else everything but a status in front.
fn message(head: &str) -> &str {
    if let Some(message) = after(head, "Message:") {
        return message.trim_start().lines().next().unwrap_or("").trim_end();
    }
    let head = head.trim();
    match after(head, "StatusCode:") {
        Some(rest) if find(head, "StatusCode:") == Some(0) => {
            let rest = rest.trim_start();
            rest[leading(rest, |c| c.is_ascii_alphanumeric()).len()..].trim_start()
        }
        _ => head,
    }
}

/// The number in ` 3 times`.
fn times(text: &str) -> Option<u32> {
    let word = leading(text.trim_start(), |c| c.is_ascii_alphanumeric());
    let rest = text.trim_start()[word.len()..].trim_start();
    if !rest.get(..4)?.eq_ignore_ascii_case("time") {
        return None;
    }
    if word.eq_ignore_ascii_case("zero") { Some(0) } else { word.parse().ok() }
}

/// The date and time at the front: a word, or up to three (`11/15/2026 3:04:05 AM`). A date alone is none of an attempt.
fn instant(text: &str) -> Option<Instant> {
    let (mut end, mut found) = (0, None);
    for _ in 0..3 {
        let rest = text[end..].trim_start();
        end = text.len() - rest.len() + leading(rest, |c| !c.is_whitespace()).len();
        let date = text[..end].trim_start().trim_end_matches(['.', ',', ';']);
        if date.contains(':') {
            found = Instant::parse(date.as_bytes()).or(found);
        }
    }
    found
}

/// What follows `Retry-After`: a number of seconds, or a date of HTTP.
fn pause(text: &str) -> String {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, and a few bytes to spare.
    const LONGEST_DATE: usize = 40;
    let rest = after(text, "Retry-After").unwrap_or_default().trim_start_matches([' ', ':', '=', '"', '\'']);
    let rest = &rest[..rest.floor_char_boundary(LONGEST_DATE)];
    match leading(rest, |c| c.is_ascii_digit()) {
        "" => find(rest, "GMT").map_or_else(String::new, |at| format!("until {}", &rest[..at + "GMT".len()])),
        "1" => "1 second".to_owned(),
        seconds => format!("{seconds} seconds"),
    }
}

/// The first few different ones: a reason has one or two.
fn sign_in_codes(text: &str) -> Vec<String> {
    let mut codes = Vec::new();
    for rest in after_each(text, "AADSTS") {
        if codes.len() == 8 {
            break;
        }
        let digits = leading(rest, |c| c.is_ascii_digit());
        let code = format!("AADSTS{digits}");
        if !digits.is_empty() && !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CONFLICT: &str = "StatusCode: Conflict\r\nMessage: The request ended in an exception.\r\nWeb Response: \r\n\
        {\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"detail\":\"name {taken}\",\"status\":409,\
        \"scimType\":\"uniqueness\"}. This operation was retried 1 times. It will be retried again after this date: \
        2026-03-24T13:23:44.9198514Z UTC";

    #[test]
    fn a_scim_conflict_is_split_into_its_parts() {
        let reason = Reason::parse(CONFLICT);
        assert_eq!(reason.raw, CONFLICT);
        assert_eq!(reason.status, Some(HttpStatus { number: Some(409), word: "Conflict".into() }));
        assert_eq!(reason.message, "The request ended in an exception.");
        assert!(reason.response.starts_with("{\"schemas\"") && reason.response.ends_with("\"uniqueness\"}"));
        assert_eq!(reason.told, "name {taken}");
        let scim = reason.scim.unwrap();
        assert_eq!(scim.scim_type, "uniqueness");
        assert_eq!(scim.detail, "name {taken}");
        assert_eq!(scim.status, Some(409));
        assert_eq!(reason.retried, Some(1));
        assert_eq!(reason.next_attempt, Instant::parse(b"2026-03-24T13:23:44.919851Z"));
    }

    #[test]
    fn the_parts_are_found_on_one_line_and_in_any_letter_case() {
        let reason = Reason::parse(
            "statuscode: BadRequest message: It failed. web response: No such department. This operation was retried \
             0 times. It will be retried again after this date: 2020-05-26T18:22:53.1296153Z UTC",
        );
        assert_eq!(reason.status.unwrap().number, Some(400));
        assert_eq!(reason.message, "It failed.");
        assert_eq!((reason.response.as_str(), reason.told.as_str()), ("No such department.", "No such department."));
        assert_eq!(reason.scim, None);
        assert_eq!(reason.retried, Some(0));
        assert!(reason.next_attempt.is_some());
    }

    #[test]
    fn a_plain_text_is_all_message() {
        let reason = Reason::parse(
            "The box said no, with the HTTP status code 409.  Twice. This operation was retried zero times.",
        );
        assert_eq!(reason.status, Some(HttpStatus { number: Some(409), word: "Conflict".into() }));
        assert_eq!(reason.message, "The box said no, with the HTTP status code 409.  Twice.");
        assert_eq!(reason.retried, Some(0));
        assert_eq!(reason.next_attempt, None);
        assert_eq!(Reason::parse(""), Reason::default());
    }

    #[test]
    fn the_next_attempt_is_read_with_its_time_or_not_at_all() {
        let of = |date: &str| Reason::parse(&format!("Again after this date: {date}")).next_attempt;
        let expected = Instant::parse(b"2026-11-15T03:04:05Z");
        for date in [
            "11/15/2026 3:04:05 AM UTC",
            "11/15/2026 3:04:05 AM.",
            "2026-11-15T03:04:05Z UTC. And more",
            "2026-11-15 03:04:05 UTC",
        ] {
            assert_eq!(of(date), expected, "{date}");
        }
        for date in ["11/15/2026", "2026-11-15 UTC", "2026-02-30T99:99:99Z UTC", "soon: yes", ""] {
            assert_eq!(of(date), None, "{date}");
        }
    }

    #[test]
    fn a_status_without_a_message_is_not_repeated_as_one() {
        let reason = Reason::parse("StatusCode: GatewayTimeout");
        assert_eq!((reason.status.unwrap().number, reason.message.as_str()), (Some(504), ""));
    }

    #[test]
    fn failed_sign_ins_and_directory_errors_are_found() {
        let reason = Reason::parse(
            "AADSTS50055: expired. Again AADSTS50055, then AADSTS7000215 and AADSTS. \
             000021C8: AtrErr: DSID-03200BBA, #1: 0: 000021C8: DSID-03200BBA, problem 1005 (CONSTRAINT_ATT_TYPE), \
             data 0, Att 90290 (userPrincipalName)",
        );
        assert_eq!(reason.sign_in_codes, ["AADSTS50055", "AADSTS7000215"]);
        let ldap = reason.ldap.unwrap();
        assert_eq!(
            (ldap.code.as_str(), ldap.kind, ldap.problem.as_str(), ldap.attribute.as_str()),
            ("000021C8", "AtrErr", "CONSTRAINT_ATT_TYPE", "userPrincipalName")
        );
    }

    #[test]
    fn a_broken_web_response_is_kept_as_text() {
        for answer in ["{\"detail\":\"cut of", "{]}", "<html>{oops}</html>", "{\"detail\":"] {
            let reason = Reason::parse(&format!("StatusCode: 502\nWeb Response: {answer}"));
            assert_eq!((reason.scim, reason.told.as_str()), (None, ""), "{answer}");
            assert!(answer.contains(&reason.response) && !reason.response.is_empty(), "{answer}");
        }
    }

    #[test]
    fn an_answer_that_nothing_announces_is_found() {
        let body = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"scimType":"uniqueness","detail":"Name {a} is taken.","status":"409"}"#;
        for (before, after) in
            [("", ""), ("The target refused: ", ". This operation was retried 2 times."), (" \r\n", "\n")]
        {
            let reason = Reason::parse(&format!("{before}{body}{after}"));
            assert_eq!((reason.message.as_str(), reason.response.as_str()), (before.trim(), body));
            assert_eq!(
                (reason.told.as_str(), reason.status),
                ("Name {a} is taken.", Some(HttpStatus::from_number(409)))
            );
            assert_eq!(reason.scim.unwrap().scim_type, "uniqueness");
        }
        let graph = Reason::parse(r#"HTTP 400: {"error":{"code":"Request_BadRequest","message":"Not so."}}"#);
        assert_eq!((graph.status.unwrap().number, graph.told.as_str()), (Some(400), "Not so."));
        for plain in ["The template {0} is wrong.", r#"Found {"id":7} twice"#, "{}", "{\"detail\":"] {
            let reason = Reason::parse(plain);
            assert_eq!((reason.message.as_str(), reason.response.as_str()), (plain, ""));
        }
    }

    #[test]
    fn the_pause_that_a_target_asks_for_is_told() {
        for (text, pause) in [
            ("HTTP 503 Service Unavailable. Retry-After: 120. Try later.", "120 seconds"),
            ("HTTP/1.1 429 Too Many Requests\r\nretry-after: 1\r\n", "1 second"),
            (r#"{"Retry-After":"3600"}"#, "3600 seconds"),
            ("Retry-After: Wed, 18 Nov 2026 07:28:00 GMT; x", "until Wed, 18 Nov 2026 07:28:00 GMT"),
            ("Retry-After: soon", ""),
            ("Retry-After", ""),
        ] {
            assert_eq!(Reason::parse(text).pause, pause, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_split_without_a_panic_and_parts_are_taken_from_it(
            pieces in proptest::collection::vec(
                prop_oneof![
                    Just("StatusCode:".to_owned()),
                    Just("Message: ".to_owned()),
                    Just("Web Response:".to_owned()),
                    Just("This operation was retried".to_owned()),
                    Just(" 12 times".to_owned()),
                    Just("Retry-After: ".to_owned()),
                    Just("HTTP/1.1 503 ".to_owned()),
                    Just("é GMT".to_owned()),
                    Just("after this date: ".to_owned()),
                    Just("2026-03-24T13:23:44Z".to_owned()),
                    Just("{\"detail\":\"a\\\"b\",\"status\":\"409\"}".to_owned()),
                    Just("AADSTS".to_owned()),
                    Just("0000202F: AtrErr: problem 1 (".to_owned()),
                    Just(" Att (".to_owned()),
                    ".{0,12}",
                    "[{}\"\\\\ :\r\n0-9ſK]{0,8}",
                ],
                0..10,
            )
        ) {
            let text = pieces.concat();
            let reason = Reason::parse(&text);
            prop_assert_eq!(&reason.raw, &text);
            prop_assert!(text.contains(&reason.message));
            prop_assert!(text.contains(&reason.response));
            for code in &reason.sign_in_codes {
                prop_assert!(text.to_ascii_uppercase().contains(code.as_str()));
            }
            if let Some(ldap) = &reason.ldap {
                prop_assert!(text.contains(&ldap.code) && text.contains(&ldap.problem) && text.contains(&ldap.attribute));
            }
        }
    }
}
