//! A token: what is sent along to be let in. It is shown nowhere, not even to those who debug.

use std::fmt;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::event::Instant;
use crate::event::instant::SECOND;

/// What lets an app read jobs, the least first (`microsoftgraph/microsoft-graph-docs-contrib`:
/// api-reference/v1.0/api/synchronization-synchronization-list-jobs.md).
const JOB_SCOPES: [&str; 3] =
    ["Synchronization.Read.All", "Synchronization.ReadWrite.All", "Application.ReadWrite.OwnedBy"];

/// See the module.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// Why a text is no token. No part of it is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    #[error("an access token is needed to read the log")]
    Missing,
    /// Counted from 1, without blanks.
    #[error(
        "what stands in Access token is none: sign {place} of it is no letter, digit, or one of - . _ ~ + / =; copy the token once more, and nothing else"
    )]
    Strange { place: usize },
}

/// What a token says of its own time, where it says anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    pub from: Option<Instant>,
    pub until: Option<Instant>,
}

impl Token {
    /// Takes a token as people paste it: with the words before it, in quotes, in several lines.
    pub fn new(text: &str) -> Result<Self, TokenError> {
        let is_word = |word: &&str| ["bearer", "authorization:"].iter().any(|other| word.eq_ignore_ascii_case(other));
        let text: String = text.split_whitespace().filter(|word| !is_word(word)).collect();
        let text = text.trim_matches(['"', '\'']);
        // RFC 6750, 2.1.
        let is_strange = |sign: char| !(sign.is_ascii_alphanumeric() || "-._~+/=".contains(sign));
        match text.chars().position(is_strange) {
            _ if text.is_empty() => Err(TokenError::Missing),
            Some(before) => Err(TokenError::Strange { place: before + 1 }),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// The lack of one.
    #[must_use]
    pub const fn none() -> Self {
        Self(String::new())
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// What stands in the header `Authorization`.
    #[must_use]
    pub fn header(&self) -> String {
        format!("Bearer {}", self.0)
    }

    /// A text of the API without the token, should it repeat it.
    #[must_use]
    pub fn hidden_in(&self, text: &str) -> String {
        if self.is_none() { text.to_owned() } else { text.replace(&self.0, "…") }
    }

    /// Whether it lets anybody read jobs, by its own words; `None` where it says nothing of what it is for.
    #[must_use]
    pub fn reads_jobs(&self) -> Option<bool> {
        #[derive(Deserialize)]
        struct Claims {
            #[serde(default)]
            scp: String,
            #[serde(default)]
            roles: Vec<String>,
        }
        let claims: Claims = serde_json::from_slice(&self.claims()?).ok()?;
        let mut holds = claims.scp.split_whitespace().chain(claims.roles.iter().map(String::as_str)).peekable();
        holds.peek()?;
        Some(holds.any(|name| JOB_SCOPES.contains(&name)))
    }

    /// What stands between its dots, if it is built of three parts.
    fn claims(&self) -> Option<Vec<u8>> {
        self.0.split('.').nth(1).and_then(decoded)
    }

    /// When it holds, by its own words. They are not verified: they only help to say what is wrong.
    #[must_use]
    pub fn validity(&self) -> Validity {
        #[derive(Deserialize)]
        struct Claims<'a> {
            #[serde(borrow, default)]
            nbf: Option<&'a RawValue>,
            #[serde(borrow, default)]
            exp: Option<&'a RawValue>,
        }
        let moment = |claim: Option<&RawValue>| {
            let seconds: i64 = claim?.get().split('.').next()?.parse().ok()?;
            Some(Instant(seconds.checked_mul(SECOND)?))
        };
        let claims = self.claims();
        let claims = claims.as_deref().and_then(|claims| serde_json::from_slice::<Claims<'_>>(claims).ok());
        claims.map_or_else(Validity::default, |claims| Validity { from: moment(claims.nbf), until: moment(claims.exp) })
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        words.write_str("Token(…)")
    }
}

/// Reads base64 as it is written in addresses.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(text.len()), 0_u32, 0);
    for letter in text.trim_end_matches('=').bytes() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `{"aud":"x","nbf":1795046347,"exp":1795049947}` between two other parts.
    const JWT: &str = "eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4IiwibmJmIjoxNzk1MDQ2MzQ3LCJleHAiOjE3OTUwNDk5NDd9.c2ln";

    #[test]
    fn a_token_is_taken_as_people_paste_it() {
        for text in
            ["abc.def", " Bearer abc.def\n", "bearer\nabc.\ndef", "\"abc.def\"", "Authorization: Bearer abc.def"]
        {
            assert_eq!(Token::new(text).unwrap().header(), "Bearer abc.def", "{text}");
        }
        for text in ["", " ", "Bearer ", "\"\""] {
            assert_eq!(Token::new(text), Err(TokenError::Missing), "{text}");
        }
        for (text, place) in [("Bearer tök", 2), ("abc\u{200B}", 4), (r#"{"access_token":"abc"}"#, 1), ("a,b", 2)] {
            assert_eq!(Token::new(text), Err(TokenError::Strange { place }), "{text}");
        }
    }

    #[test]
    fn a_token_is_shown_to_nobody() {
        let token = Token::new("abc.def").unwrap();
        assert_eq!(format!("{token:?}"), "Token(…)");
        assert_eq!(token.hidden_in("the token abc.def is bad"), "the token … is bad");
    }

    #[test]
    fn a_token_says_when_it_holds_if_it_says_anything() {
        let validity = Token::new(JWT).unwrap().validity();
        assert_eq!(validity.from, Instant::parse(b"2026-11-18T23:59:07Z"));
        assert_eq!(validity.until, Instant::parse(b"2026-11-19T00:59:07Z"));
        for opaque in ["abc", "a.b.c", "a.~~.c", "..."] {
            assert_eq!(Token::new(opaque).unwrap().validity(), Validity::default(), "{opaque}");
        }
    }

    #[test]
    fn a_token_says_whether_it_reads_jobs_if_it_says_anything() {
        for (claims, reads) in [
            (r#"{"scp":"AuditLog.Read.All Synchronization.Read.All"}"#, Some(true)),
            (r#"{"roles":["Synchronization.ReadWrite.All"]}"#, Some(true)),
            (r#"{"scp":"AuditLog.Read.All Directory.Read.All"}"#, Some(false)),
            (r#"{"scp":""}"#, None),
            (r#"{"scp":7}"#, None),
            ("{}", None),
        ] {
            assert_eq!(
                Token::new(&format!("x.{}.x", encoded(claims.as_bytes()))).unwrap().reads_jobs(),
                reads,
                "{claims}"
            );
        }
        assert_eq!(Token::new("abc").unwrap().reads_jobs(), None);
    }

    fn encoded(bytes: &[u8]) -> String {
        const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
        let value = |chunk: &[u8]| (0..6).fold(0, |value, bit| value << 1 | chunk.get(bit).copied().unwrap_or(0));
        bits.chunks(6).map(|chunk| char::from(LETTERS[usize::from(value(chunk))])).collect()
    }

    proptest! {
        #[test]
        fn base64_is_read_as_it_is_written(bytes in prop::collection::vec(any::<u8>(), 0..20)) {
            prop_assert_eq!(decoded(&encoded(&bytes)), Some(bytes));
        }
    }
}
