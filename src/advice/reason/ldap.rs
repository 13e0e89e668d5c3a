//! The error of an LDAP directory, as Active Directory words it:
//! `000021C8: AtrErr: …, problem 1005 (CONSTRAINT_ATT_TYPE), …, Att 90290 (userPrincipalName)`.

use crate::advice::text::{after, find, leading};

const KINDS: &[&str] = &["AtrErr", "SvcErr", "LdapErr", "NameErr", "SecErr", "UpdErr"];

/// What the directory said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LdapError {
    /// Eight hexadecimal digits.
    pub code: String,
    /// Of attributes (`AtrErr`), the service (`SvcErr`), the protocol (`LdapErr`), names, security or updates.
    pub kind: &'static str,
    /// The name of the problem, such as `CONSTRAINT_ATT_TYPE`; empty where none is given.
    pub problem: String,
    /// The attribute concerned; empty where none is given.
    pub attribute: String,
}

impl LdapError {
    /// The first error in a text.
    pub(super) fn find(text: &str) -> Option<Self> {
        KINDS.iter().find_map(|kind| {
            let start = find(text, kind)?;
            let before = text[..start].trim_end().strip_suffix(':')?;
            let code = before.get(before.len().checked_sub(8)?..)?;
            let rest = &text[start..];
            code.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| Self {
                code: code.to_owned(),
                kind,
                problem: in_brackets(after(rest, "problem ")).to_owned(),
                attribute: in_brackets(after(rest, " Att ")).to_owned(),
            })
        })
    }
}

/// The name in the brackets that follow a number: `1005 (NAME)`.
fn in_brackets(text: Option<&str>) -> &str {
    let bracket =
        text.and_then(|text| text[leading(text, |c| c.is_ascii_alphanumeric()).len()..].trim_start().strip_prefix('('));
    bracket.and_then(|inner| inner.split_once(')')).map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_without_problem_or_attribute_is_still_one() {
        let error = LdapError::find("said 0000208D: NameErr: DSID-03100241").unwrap();
        assert_eq!((error.code.as_str(), error.kind), ("0000208D", "NameErr"));
        assert_eq!((error.problem.as_str(), error.attribute.as_str()), ("", ""));
    }

    #[test]
    fn the_word_alone_is_no_error() {
        for text in ["AtrErr", "ConstraintViolation-AtrErr", "xyz: AtrErr:", "ééé0000: SvcErr"] {
            assert_eq!(LdapError::find(text), None, "{text}");
        }
    }
}
