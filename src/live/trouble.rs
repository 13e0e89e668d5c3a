//! What can be in the way of reading, and what an answer of the API means.

use super::api::LinkError;
use super::backoff::Obstacle;
use super::order::Phase;
use super::page::{self, End, Members, Page};
use super::token::{Token, Validity};
use crate::event::Instant;
use crate::event::instant::SECOND;

/// As much of what the API says as is passed on, in characters.
const MAX_SAID: usize = 300;

/// Why reading has stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Whose token it was has signed out.
    SignedOut,
    /// The token's time is over.
    TokenExpired,
    /// The token holds only in so many minutes, by this computer's clock.
    TokenTooEarly {
        minutes: i64,
    },
    /// The token is refused for a reason of the API's.
    TokenRefused {
        said: String,
    },
    /// The app that the token is for may not read the log.
    NoConsent,
    /// The person may not read the log.
    NoRole,
    /// The tenant has no licence for it.
    NoLicence,
    /// Another refusal.
    Forbidden {
        said: String,
    },
    /// The API does not understand even the plain question.
    BadQuestion {
        said: String,
    },
    /// There is no log at this address.
    NotFound,
    /// Pages came, and now the API says that there is no log.
    LogGone,
    /// The address of the next page was valid for too short a time, again and again.
    LinkExpired,
    /// The API goes on to say that it is asked too often.
    Throttled,
    /// The API goes on to fail.
    ServerError {
        status: u16,
    },
    Offline,
    /// Nothing ever came from there; a browser does not say why.
    Unreachable,
    /// Answers came, and now there are none.
    ConnectionLost,
    /// The API sends the browser elsewhere.
    Redirected,
    /// The next page is said to be on another host.
    OtherOrigin,
    /// What is said to be the address of the next page is none.
    BadLink,
    /// The next page is one that was read already.
    LinkRepeats,
    /// Page follows page, and nothing new is on them.
    NoEnd {
        pages: u32,
    },
    /// What came is a page for people, as sign-in pages of networks are.
    Html,
    /// What came is no page of a log.
    WrongShape,
    /// The page ends in the middle each time it is asked for.
    CutOff,
    /// The page stands still or drips each time it is asked for.
    TooSlow,
    /// The page goes on and on.
    TooLong,
    /// The page is no JSON each time it is asked for.
    NotJson,
    /// An answer that means nothing here.
    Strange {
        status: u16,
    },
}

impl Trouble {
    /// Whether a token helps.
    pub(super) const fn phase(&self) -> Phase {
        match self {
            Self::SignedOut
            | Self::TokenExpired
            | Self::TokenTooEarly { .. }
            | Self::TokenRefused { .. }
            | Self::NoConsent
            | Self::NoRole
            | Self::Forbidden { .. } => Phase::NeedsToken,
            _ => Phase::Troubled,
        }
    }
}

impl From<LinkError> for Trouble {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Elsewhere => Self::OtherOrigin,
            LinkError::Unreadable => Self::BadLink,
        }
    }
}

/// What came of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer<'a> {
    Response {
        status: u16,
        /// The header, where the browser lets us read it.
        retry_after: Option<&'a str>,
        body: &'a [u8],
        /// Why the body is no longer.
        ended: Ended,
    },
    /// The API wants the browser to go elsewhere; it did not.
    Redirected,
    /// No answer came.
    Nothing { is_offline: bool },
}

/// How the body of an answer came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All of it is there.
    Whole,
    /// The connection ended before it.
    Broken,
    /// It stood still or dripped, and was given up.
    Slow,
    /// It went on and on, and was given up.
    Long,
}

/// What to make of it.
#[derive(Debug, PartialEq)]
pub enum Verdict<'a> {
    Page(Page<'a>),
    /// A part of a page, and why it is no more.
    Part(Page<'a>, Trouble),
    /// It may go better after a while.
    Later {
        obstacle: Obstacle,
        /// The header that says when, as it stands.
        asked: Option<&'a str>,
        trouble: Trouble,
    },
    /// The token is no good any more.
    Token {
        said: String,
    },
    /// The API does not take the question.
    Refused {
        said: String,
    },
    /// What the address leads to is not there, or no longer.
    Gone,
    Trouble(Trouble),
}

/// Judges an answer to a request with this token, which is in no words that are passed on.
#[must_use]
pub fn judge<'a>(answer: &Answer<'a>, was_reached: bool, token: &Token) -> Verdict<'a> {
    let (status, header, body, ended) = match *answer {
        Answer::Response { status, retry_after, body, ended } => (status, retry_after, body, ended),
        Answer::Redirected => return Verdict::Trouble(Trouble::Redirected),
        Answer::Nothing { is_offline } => {
            let trouble = match (is_offline, was_reached) {
                (true, _) => Trouble::Offline,
                (false, true) => Trouble::ConnectionLost,
                // An address that is wrong stays wrong, but for a moment without network.
                (false, false) => return Verdict::Trouble(Trouble::Unreachable),
            };
            return Verdict::Later { obstacle: Obstacle::Broken, asked: None, trouble };
        }
    };
    let later = |obstacle, trouble| Verdict::Later { obstacle, asked: header, trouble };
    match status {
        200 => judge_page(body, ended),
        // What is too long is the question, which is in the address.
        400 | 414 | 431 => Verdict::Refused { said: ErrorAnswer::of(body).said(token) },
        401 => Verdict::Token { said: ErrorAnswer::of(body).said(token) },
        403 => Verdict::Trouble(forbidden(&ErrorAnswer::of(body), token)),
        404 | 410 => Verdict::Gone,
        429 => later(Obstacle::Throttled, Trouble::Throttled),
        500..=599 => later(Obstacle::Broken, Trouble::ServerError { status }),
        _ => Verdict::Trouble(Trouble::Strange { status }),
    }
}

fn judge_page(body: &[u8], ended: Ended) -> Verdict<'_> {
    let page = page::read(body);
    let start = body.trim_ascii_start();
    if page.has_list && matches!(page.end, End::Whole | End::Followed) {
        return Verdict::Page(page);
    }
    let trouble = match ended {
        _ if start.starts_with(b"<") => return Verdict::Trouble(Trouble::Html),
        Ended::Slow => Trouble::TooSlow,
        Ended::Long => Trouble::TooLong,
        Ended::Broken => Trouble::CutOff,
        Ended::Whole if page.has_list && page.end == End::Broken => Trouble::NotJson,
        Ended::Whole if page.has_list || start.is_empty() => Trouble::CutOff,
        Ended::Whole => return Verdict::Trouble(Trouble::WrongShape),
    };
    Verdict::Part(page, trouble)
}

/// The codes are those that `MicrosoftDocs/entra-docs` and users of the log report. The innermost says most.
fn forbidden(answer: &ErrorAnswer, token: &Token) -> Trouble {
    let known = answer.codes.iter().rev().find_map(|code| match code.as_str() {
        "Authentication_MSGraphPermissionMissing" => Some(Trouble::NoConsent),
        "Authentication_RequestFromNonPremiumTenantOrB2CTenant" => Some(Trouble::NoLicence),
        "Authorization_RequestDenied" => Some(Trouble::NoRole),
        _ => None,
    });
    known.unwrap_or_else(|| Trouble::Forbidden { said: answer.said(token) })
}

/// Clocks may differ by so much without being wrong, in microseconds.
const TOLERANCE: i64 = 60 * SECOND;

/// What is wrong with a token that was refused.
#[must_use]
pub fn token_trouble(validity: Validity, said: String, now: Instant) -> Trouble {
    match validity {
        Validity { from: Some(from), .. } if from.0 > now.0 + TOLERANCE => {
            Trouble::TokenTooEarly { minutes: (from.0 - now.0) / (60 * SECOND) }
        }
        Validity { until: Some(until), .. } if until <= now => Trouble::TokenExpired,
        _ => Trouble::TokenRefused { said },
    }
}

/// So many errors inside each other are looked at; Graph has two or three.
const DEEPEST: usize = 8;

/// An answer that tells of an error: `{"error":{"code","message","innerError","details"}}`. Some write another such answer
/// into the message, and some other codes into errors inside or into a list of details.
#[derive(Debug, Default)]
struct ErrorAnswer {
    /// The codes, that of the outermost error first.
    codes: Vec<String>,
    code: String,
    message: String,
}

impl ErrorAnswer {
    fn of(body: &[u8]) -> Self {
        let mut answer = Self::default();
        let mut next = error_in(&String::from_utf8_lossy(body));
        let mut is_inside = false;
        for _ in 0..DEEPEST {
            let Some(error) = next.take() else { break };
            let Ok(members) = serde_json::from_str::<Members<'_>>(&error) else { break };
            let (code, message) = (page::text(members.code), page::text(members.message));
            let deeper = error_in(&message);
            // What is said of an error inside, but for one in a message, is nothing for people.
            if answer.codes.is_empty() || (!is_inside && !code.is_empty()) {
                (answer.code, answer.message) = (code.clone(), message);
            }
            answer.codes.push(code);
            let details = members.details.and_then(|list| serde_json::from_str::<Vec<Members<'_>>>(list.get()).ok());
            answer.codes.extend(details.iter().flatten().map(|detail| page::text(detail.code)));
            is_inside = deeper.is_none();
            next = deeper.or_else(|| members.inner.map(|inner| inner.get().to_owned()));
        }
        answer
    }

    /// In the API's own words. The token is hidden before they are cut: of half a token nobody would know that it is one.
    fn said(&self, token: &Token) -> String {
        let parts = [self.code.as_str(), self.message.as_str()];
        let words: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        token.hidden_in(&words.join(": ")).chars().take(MAX_SAID).collect()
    }
}

/// The error that an answer tells of, as it stands there.
fn error_in(answer: &str) -> Option<String> {
    let answer: Members<'_> = serde_json::from_str(answer).ok()?;
    answer.error.map(|error| error.get().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn response(status: u16, body: &str) -> Answer<'_> {
        Answer::Response { status, retry_after: Some("3"), body: body.as_bytes(), ended: Ended::Whole }
    }

    fn judge<'a>(answer: &Answer<'a>, was_reached: bool) -> Verdict<'a> {
        super::judge(answer, was_reached, &Token::none())
    }

    fn trouble(status: u16, body: &str) -> Trouble {
        match judge(&response(status, body), true) {
            Verdict::Trouble(trouble) | Verdict::Later { trouble, .. } => trouble,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_refusal_is_told_by_its_code() {
        let body = |code: &str| format!(r#"{{"error":{{"code":"{code}","message":"m","innerError":{{"date":"x"}}}}}}"#);
        assert_eq!(trouble(403, &body("Authentication_MSGraphPermissionMissing")), Trouble::NoConsent);
        assert_eq!(trouble(403, &body("Authentication_RequestFromNonPremiumTenantOrB2CTenant")), Trouble::NoLicence);
        assert_eq!(trouble(403, &body("Authorization_RequestDenied")), Trouble::NoRole);
        assert_eq!(trouble(403, &body("Other")), Trouble::Forbidden { said: "Other: m".to_owned() });
        assert_eq!(trouble(403, "<html>"), Trouble::Forbidden { said: String::new() });
        let deep = r#"{"error":{"code":"UnknownError","message":"{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"m\"}}"}}"#;
        assert_eq!(trouble(403, deep), Trouble::NoRole);
    }

    #[test]
    fn the_innermost_code_that_is_known_tells_a_refusal_and_the_words_are_those_for_people() {
        let body = |inside: &str| format!(r#"{{"error":{{"code":"Forbidden","message":"m",{inside}}}}}"#);
        let consent = r#""code":"Authentication_MSGraphPermissionMissing""#;
        for inside in [
            format!(r#""innererror":{{{consent},"innererror":{{"code":"x"}}}}"#),
            format!(r#""innerError":{{"code":"Authorization_RequestDenied","innerError":{{{consent}}}}}"#),
            format!(r#""details":[{{"target":"t","message":"n"}},{{{consent},"message":"n"}}]"#),
            format!(r#""innerError":{{"code":"Authorization_RequestDenied","details":[{{{consent}}}]}}"#),
        ] {
            assert_eq!(trouble(403, &body(&inside)), Trouble::NoConsent, "{inside}");
        }
        let forbidden = || Trouble::Forbidden { said: "Forbidden: m".to_owned() };
        for inside in [
            r#""innerError":7"#,
            r#""innerError":{"code":{},"message":"n"}"#,
            r#""innerError":{"code":"x"}"#,
            r#""details":{"code":"x"}"#,
            r#""details":[7,{"code":7}]"#,
        ] {
            assert_eq!(trouble(403, &body(inside)), forbidden(), "{inside}");
        }
        let (open, close) = (r#"{"innerError":"#.repeat(100_000), "}".repeat(100_000));
        assert_eq!(trouble(403, &body(&format!(r#""innerError":{open}{{}}{close}"#))), forbidden());
    }

    #[test]
    fn no_part_of_a_token_is_said_wherever_the_words_are_cut() {
        let secret = "0123456789".repeat(100);
        let token = Token::new(&secret).unwrap();
        for before in 0..=MAX_SAID {
            let body = format!(r#"{{"error":{{"code":"","message":"{}{secret} is bad"}}}}"#, "x".repeat(before));
            let expected: String = format!("{}… is bad", "x".repeat(before)).chars().take(MAX_SAID).collect();
            for status in [400, 401, 403] {
                match super::judge(&response(status, &body), true, &token) {
                    Verdict::Refused { said }
                    | Verdict::Token { said }
                    | Verdict::Trouble(Trouble::Forbidden { said }) => {
                        assert_eq!(said, expected, "{status}, {before} characters before it");
                    }
                    other => panic!("{other:?}"),
                }
            }
        }
    }

    #[test]
    fn what_may_go_better_is_tried_later_and_the_rest_is_not() {
        for (status, obstacle) in
            [(429, Obstacle::Throttled), (500, Obstacle::Broken), (503, Obstacle::Broken), (504, Obstacle::Broken)]
        {
            let verdict = judge(&response(status, "<html>"), true);
            assert!(
                matches!(verdict, Verdict::Later { obstacle: of, asked: Some("3"), .. } if of == obstacle),
                "{status}: {verdict:?}"
            );
        }
        assert_eq!(trouble(418, ""), Trouble::Strange { status: 418 });
        for status in [404, 410] {
            assert_eq!(judge(&response(status, ""), true), Verdict::Gone, "{status}");
        }
        for status in [400, 414, 431] {
            assert_eq!(judge(&response(status, ""), true), Verdict::Refused { said: String::new() }, "{status}");
        }
        assert_eq!(judge(&Answer::Redirected, true), Verdict::Trouble(Trouble::Redirected));
        assert_eq!(judge(&Answer::Nothing { is_offline: false }, false), Verdict::Trouble(Trouble::Unreachable));
        assert!(matches!(
            judge(&Answer::Nothing { is_offline: false }, true),
            Verdict::Later { trouble: Trouble::ConnectionLost, .. }
        ));
        assert!(matches!(
            judge(&Answer::Nothing { is_offline: true }, false),
            Verdict::Later { trouble: Trouble::Offline, .. }
        ));
    }

    #[test]
    fn what_is_no_page_is_told_apart_from_half_a_page() {
        assert_eq!(trouble(200, "  <!DOCTYPE html><title>Sign in</title>"), Trouble::Html);
        assert_eq!(trouble(200, r#"{"records":[]}"#), Trouble::WrongShape);
        assert_eq!(trouble(200, "[]"), Trouble::WrongShape);
        assert!(
            matches!(judge(&response(200, r#"{"value":[{"id":"a"},{"#), true), Verdict::Part(page, Trouble::CutOff) if page.records.len() == 1)
        );
        assert!(matches!(judge(&response(200, ""), true), Verdict::Part(_, Trouble::CutOff)));
        assert!(matches!(judge(&response(200, r#"{"value":[7,}"#), true), Verdict::Part(_, Trouble::NotJson)));
        for (ended, expected) in
            [(Ended::Broken, Trouble::CutOff), (Ended::Slow, Trouble::TooSlow), (Ended::Long, Trouble::TooLong)]
        {
            let answer = Answer::Response { status: 200, retry_after: None, body: br#"{"value":[{},"#, ended };
            assert!(matches!(judge(&answer, true), Verdict::Part(_, trouble) if trouble == expected), "{ended:?}");
        }
        assert!(matches!(judge(&response(200, r#"{"value":[]}"#), true), Verdict::Page(_)));
    }

    #[test]
    fn a_token_that_is_refused_is_judged_by_the_clock() {
        let now = Instant(1_000_000 * SECOND);
        let at = |seconds: i64| Some(Instant(now.0 + seconds * SECOND));
        let judged = |from, until| token_trouble(Validity { from, until }, "said".to_owned(), now);
        let refused = Trouble::TokenRefused { said: "said".to_owned() };
        assert_eq!(judged(at(-3600), at(0)), Trouble::TokenExpired);
        assert_eq!(judged(at(600), at(4200)), Trouble::TokenTooEarly { minutes: 10 });
        assert_eq!(judged(at(30), at(3600)), refused);
        assert_eq!(judged(None, None), refused);
    }

    proptest! {
        #[test]
        fn every_answer_has_a_verdict(status in any::<u16>(), body in "\\PC{0,40}", is_whole in any::<bool>()) {
            let ended = if is_whole { Ended::Whole } else { Ended::Broken };
            let answer = Answer::Response { status, retry_after: None, body: body.as_bytes(), ended };
            let is_page = matches!(judge(&answer, true), Verdict::Page(_) | Verdict::Part(..));
            prop_assert!(!is_page || status == 200);
        }
    }
}
