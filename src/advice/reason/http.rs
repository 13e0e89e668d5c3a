//! The HTTP status that a reason tells, as .NET's word or as a number.

use crate::advice::text::{after, after_each, beginning, leading};

/// Words that go before a status, the surer first.
const BEFORE: [&str; 6] = ["HTTP/1.1", "HTTP/2", "returned an error:", "status code", "indicate success", "HTTP"];
/// So far behind them it is looked for, in bytes: behind `request failed with status`.
const LOOKED_AT: usize = 40;

/// How the target answered, as far as HTTP goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpStatus {
    /// `None` for a word that stands for no number.
    pub number: Option<u16>,
    /// The word, such as `Conflict`; empty for a number without one.
    pub word: String,
}

/// The words that .NET has for numbers. The first word of a number is the one to show.
const WORDS: &[(u16, &str)] = &[
    (200, "OK"),
    (201, "Created"),
    (204, "NoContent"),
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (407, "ProxyAuthenticationRequired"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "LengthRequired"),
    (412, "PreconditionFailed"),
    (413, "RequestEntityTooLarge"),
    (414, "RequestUriTooLong"),
    (415, "UnsupportedMediaType"),
    (422, "UnprocessableEntity"),
    (422, "UnprocessableContent"),
    (423, "Locked"),
    (424, "FailedDependency"),
    (428, "PreconditionRequired"),
    (429, "TooManyRequests"),
    (431, "RequestHeaderFieldsTooLarge"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
    (505, "HttpVersionNotSupported"),
    (507, "InsufficientStorage"),
];

impl HttpStatus {
    /// The status of that number.
    #[must_use]
    pub fn from_number(number: u16) -> Self {
        let word = WORDS.iter().find(|(known, _)| *known == number).map_or("", |(_, word)| word);
        Self { number: Some(number), word: word.to_owned() }
    }

    /// The status that a text tells in one of the service's ways of telling it.
    pub(super) fn find(text: &str) -> Option<Self> {
        let text = beginning(text);
        if let Some(rest) = after(text, "StatusCode:") {
            let word = leading(rest.trim_start(), |c| c.is_ascii_alphanumeric());
            if !word.is_empty() {
                return Some(Self::from_word(word));
            }
        }
        let told = |words| after_each(text, words).find_map(Self::near_front);
        Self::at_front(text).or_else(|| BEFORE.into_iter().find_map(told))
    }

    /// A line of HTTP without the protocol, such as `503 Service Unavailable`: the number counts with its words alone.
    fn at_front(text: &str) -> Option<Self> {
        let text = text.trim_start();
        let status = Self::from_word(leading(text, |c| c.is_ascii_digit()));
        let words = text.chars().filter(char::is_ascii_alphabetic).take(status.word.len());
        let is_told = words.collect::<String>().eq_ignore_ascii_case(&status.word) && !status.word.is_empty();
        (is_told && status.number >= Some(400)).then_some(status)
    }

    /// The status behind words that go before one: at once, or behind a few more words. A number that HTTP has no name for
    /// counts only at once.
    fn near_front(rest: &str) -> Option<Self> {
        let rest = rest.trim_start_matches([' ', ':', '(', '\'', '"', '=']);
        let rest = &rest[..rest.floor_char_boundary(LOOKED_AT)];
        let status = Self::from_word(leading(rest, |c| c.is_ascii_alphanumeric()));
        if status.number.is_some() {
            return Some(status);
        }
        let gap = leading(rest, |c| c.is_ascii_alphabetic() || " :(".contains(c));
        let status = Self::from_word(leading(&rest[gap.len()..], |c| c.is_ascii_digit()));
        (status.number.is_some() && !status.word.is_empty()).then_some(status)
    }

    /// Reads .NET's word or a number of three digits.
    fn from_word(word: &str) -> Self {
        if let Some(number) = word.parse().ok().filter(|number| (100..600).contains(number)) {
            return Self::from_number(number);
        }
        let number = WORDS.iter().find(|(_, known)| known.eq_ignore_ascii_case(word)).map(|(number, _)| *number);
        Self { number, word: word.to_owned() }
    }

    /// The code of the knowledge base that says what such an answer means, if it means anything by itself.
    pub(in crate::advice) fn code(&self) -> Option<&'static str> {
        Some(match self.number? {
            401 | 407 => "CredentialsRefused",
            403 | 405 => "Forbidden",
            404 | 410 => "NotFound",
            408 | 504 => "Timeout",
            409 => "Conflict",
            422 => "UnprocessableEntity",
            429 => "TooManyRequests",
            400..500 => "BadRequest",
            501 => "NotImplemented",
            500..600 => "InternalServerError",
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_mean_the_same() {
        for text in [
            "StatusCode: Forbidden",
            "statuscode:403",
            "an answer with HTTP status code 403.",
            "The remote server returned an error: (403) Go away.",
            "HTTP 403 Forbidden",
            "HTTP/1.1 403 Forbidden",
            "403 Forbidden: no.",
            "The HTTP request failed with status 403.",
            "Response status code does not indicate success: 403 (Forbidden).",
        ] {
            assert_eq!(HttpStatus::find(text), Some(HttpStatus::from_number(403)), "{text}");
        }
    }

    #[test]
    fn an_unknown_word_is_kept_and_means_nothing() {
        let status = HttpStatus::find("StatusCode: Teapot").unwrap();
        assert_eq!((status.number, status.word.as_str(), status.code()), (None, "Teapot", None));
        assert_eq!(HttpStatus::find("it returned an error: something"), None);
        assert_eq!(HttpStatus::find("StatusCode: "), None);
    }

    #[test]
    fn numbers_in_other_places_are_no_status() {
        for text in [
            "https://host.test:443/Users/503",
            "http://403.test",
            "404 users were not found",
            "HTTP proxies listen at 443",
            "see http, or page 404 of the book",
            "503",
        ] {
            assert_eq!(HttpStatus::find(text), None, "{text}");
        }
    }

    #[test]
    fn every_error_has_a_meaning_and_no_success_has_one() {
        assert!((400..600).all(|number| HttpStatus::from_number(number).code().is_some()));
        assert!((100..400).all(|number| HttpStatus::from_number(number).code().is_none()));
    }
}
