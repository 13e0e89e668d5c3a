//! The error that a SCIM endpoint sends back (RFC 7644, section 3.12).

use super::answer::{Answer, text};

/// What a SCIM endpoint said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScimError {
    /// `uniqueness`, `invalidValue` and so on; empty where it is not given.
    pub scim_type: String,
    /// The endpoint's own words.
    pub detail: String,
    /// The HTTP status, which the body repeats.
    pub status: Option<u16>,
}

impl ScimError {
    /// What of an answer SCIM has; `None` if it is no SCIM error.
    pub(super) fn of(answer: &Answer) -> Option<Self> {
        let error = Self {
            scim_type: text(answer.scim_type),
            detail: text(answer.detail),
            status: text(answer.status).parse().ok().filter(|status| (100..600).contains(status)),
        };
        (error != Self::default()).then_some(error)
    }

    /// The code of the knowledge base that says what the error type means; `None` for a type that the standard does
    /// not have or that says nothing by itself.
    pub(in crate::advice) fn code(&self) -> Option<&'static str> {
        if self.scim_type.eq_ignore_ascii_case("uniqueness") {
            return Some("Conflict");
        }
        let telling =
            ["invalidValue", "mutability", "noTarget", "invalidFilter", "invalidPath", "invalidSyntax", "tooMany"];
        telling.into_iter().find(|known| self.scim_type.eq_ignore_ascii_case(known))
    }
}

/// The first `{…}` whose braces balance; braces inside of texts do not count.
pub(super) fn first_object(text: &str) -> Option<&str> {
    let start = text.find('{')?;
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (index, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' if !in_text => depth += 1,
            b'}' if !in_text => {
                depth -= 1;
                if depth == 0 {
                    return Some(&text[start..=index]);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Option<ScimError> {
        ScimError::of(&Answer::read(json)?)
    }

    #[test]
    fn status_may_be_a_number_or_a_text() {
        for json in [r#"{"status":409}"#, r#"{"status":"409","detail":null}"#] {
            assert_eq!(parse(json).unwrap().status, Some(409));
        }
        assert_eq!(parse(r#"{"status":"down","detail":["a"]}"#).unwrap().detail, r#"["a"]"#);
    }

    #[test]
    fn another_object_is_no_scim_error() {
        for json in ["{}", r#"{"message":"no"}"#, r#"{"detail":"a","detail":"b"}"#, "{detail}"] {
            assert_eq!(parse(json), None, "{json}");
        }
    }

    #[test]
    fn only_error_types_of_the_standard_mean_something() {
        let code = |scim_type: &str| ScimError { scim_type: scim_type.into(), ..ScimError::default() }.code();
        assert_eq!(code("Uniqueness"), Some("Conflict"));
        assert_eq!(code("mutability"), Some("mutability"));
        assert_eq!((code(""), code("RedundantExport"), code("sensitive")), (None, None, None));
    }

    #[test]
    fn braces_in_texts_do_not_end_the_object() {
        assert_eq!(first_object(r#"x {"a":"}\"}","b":{}} y}"#), Some(r#"{"a":"}\"}","b":{}}"#));
        assert_eq!(first_object("no { end"), None);
        assert_eq!(first_object("} none"), None);
    }
}
