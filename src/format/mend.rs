//! Mends JSON that breaks a rule in a way that leaves no doubt about what was meant: commas too many,
//! control characters and unknown escapes inside quotes.

use std::fmt::{self, Write as _};

use serde_json::value::RawValue;

use super::spelling::code_unit;

/// What was mended, and at which byte of the text it was met first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    pub comma: Option<usize>,
    pub control_character: Option<usize>,
    pub escape: Option<usize>,
}

/// The text in valid JSON, and what was wrong with it; `None` where mending does not make it valid.
pub fn mend(json: &str) -> Option<(String, Mended)> {
    let mut mended = Mended::default();
    let mut out = String::with_capacity(json.len() + 16);
    let mut in_string = false;
    // The last character that is no blank: a comma behind a bracket or another comma is one too many.
    let mut last = '[';
    let mut characters = json.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => {
                in_string = !in_string;
                out.push(character);
            }
            '\\' if in_string => {
                let escaped =
                    characters.next_if(|(_, next)| matches!(next, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't'));
                match escaped {
                    Some((_, escaped)) => out.extend(['\\', escaped]),
                    None if code_unit(json.as_bytes(), at + 1).is_some() => out.push('\\'),
                    None => {
                        mended.escape.get_or_insert(at);
                        out.push_str("\\\\");
                    }
                }
            }
            control if control < ' ' && in_string => {
                mended.control_character.get_or_insert(at);
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            ',' if !in_string => {
                let next = json[at + 1..].trim_ascii_start().chars().next();
                if matches!(last, '[' | '{') || matches!(next, Some(',' | ']' | '}')) {
                    mended.comma.get_or_insert(at);
                    continue;
                }
                out.push(character);
            }
            _ => out.push(character),
        }
        if !character.is_ascii_whitespace() {
            last = character;
        }
    }
    (mended != Mended::default() && serde_json::from_str::<&RawValue>(&out).is_ok()).then_some((out, mended))
}

impl fmt::Display for Mended {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            ("a comma too many", self.comma),
            ("a control character inside quotes", self.control_character),
            ("an escape that JSON does not know", self.escape),
        ];
        let mut separator = "";
        for (what, at) in parts {
            if let Some(at) = at {
                write!(formatter, "{separator}{what} at byte {at}")?;
                separator = ", ";
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_no_doubt_is_mended_and_said() {
        for (broken, expected, said) in [
            (r#"{"a":[1,2,],}"#, r#"{"a":[1,2]}"#, "a comma too many at byte 9"),
            ("[\"x\ty\"]", r#"["x\u0009y"]"#, "a control character inside quotes at byte 3"),
            (r#"{,"a":1,,"b":2}"#, r#"{"a":1,"b":2}"#, "a comma too many at byte 1"),
            ("{\"a\":\"x\ty\"}", r#"{"a":"x\u0009y"}"#, "a control character inside quotes at byte 7"),
            (r#"{"a":"c:\windows"}"#, r#"{"a":"c:\\windows"}"#, "an escape that JSON does not know at byte 8"),
            (
                r#"{"a":"\u12",}"#,
                r#"{"a":"\\u12"}"#,
                "a comma too many at byte 11, an escape that JSON does not know at byte 6",
            ),
        ] {
            let (mended, flaw) = mend(broken).unwrap();
            assert_eq!(mended, expected);
            assert_eq!(flaw.to_string(), said);
        }
    }

    #[test]
    fn commas_and_brackets_inside_quotes_are_left_alone() {
        let (mended, _) = mend(r#"{"a":"1,,]\",}",}"#).unwrap();
        assert_eq!(mended, r#"{"a":"1,,]\",}"}"#);
    }

    #[test]
    fn what_is_valid_or_past_mending_is_not_mended() {
        for json in [r#"{"a":1}"#, r#"{"a":1"#, r#"{"a" 1,}"#] {
            assert_eq!(mend(json), None, "{json}");
        }
    }
}
