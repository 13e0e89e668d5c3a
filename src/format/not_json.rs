//! Says in a person's words where a text stops being JSON.

use serde::de::IgnoredAny;

use super::mend::mend;

/// What is wrong with a text that should be one JSON value; nothing where it is one. Bytes are counted from 0.
#[must_use]
pub fn flaw_of(text: &str) -> Option<String> {
    let error = serde_json::from_str::<IgnoredAny>(text).err()?;
    Some(mend(text).map_or_else(|| place_of(text, &error), |(_, mended)| mended.to_string()))
}

/// Where the reader of JSON stopped, and at what: its own words are for those who write such readers.
pub(super) fn place_of(text: &str, error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "it ends before all of its brackets and quotes are closed".to_owned();
    }
    // It counts lines and columns from 1; a record is often one line.
    let line_ends = memchr::memchr_iter(b'\n', text.as_bytes());
    let before = error.line().checked_sub(2).and_then(|line| line_ends.map(|end| end + 1).nth(line));
    let at = (before.unwrap_or(0) + error.column()).saturating_sub(1);
    match text.as_bytes().get(at..) {
        // It stands before the control character that it stumbles over inside quotes.
        Some([_, next, ..]) if *next < b' ' && error.to_string().starts_with("control") => {
            format!("a control character inside quotes at byte {}", at + 1)
        }
        Some([b'"', ..]) => format!("a quote at byte {at} does not belong there"),
        Some([byte, ..]) if byte.is_ascii_graphic() => {
            format!("{} at byte {at} does not belong there", char::from(*byte))
        }
        _ => format!("what stands at byte {at} does not belong there"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_json_has_no_flaw() {
        for json in ["{}", " [1, 2] ", "\"a\"", "null"] {
            assert_eq!(flaw_of(json), None, "{json}");
        }
    }

    #[test]
    fn a_flaw_is_told_in_words_with_the_byte_at_which_it_stands() {
        for (text, said) in [
            ("", "it ends before all of its brackets and quotes are closed"),
            (r#"{"a": "b"#, "it ends before all of its brackets and quotes are closed"),
            (r#"{"a" 1}"#, "1 at byte 5 does not belong there"),
            ("{\n\"a\": 1,\n\"b\" \"c\"}", "a quote at byte 14 does not belong there"),
            ("[1,\n\n x]", "x at byte 6 does not belong there"),
            ("[1 2]", "2 at byte 3 does not belong there"),
            ("{} {}", "{ at byte 3 does not belong there"),
            ("['a']", "' at byte 1 does not belong there"),
            ("[\u{e9}]", "what stands at byte 1 does not belong there"),
            (r#"{"a":[1,],}"#, "a comma too many at byte 7"),
            ("{\"a\":\"x\ty\"}", "a control character inside quotes at byte 7"),
        ] {
            assert_eq!(flaw_of(text).as_deref(), Some(said), "{text}");
        }
    }

    #[test]
    fn a_control_character_in_what_cannot_be_mended_is_told_at_its_own_byte() {
        assert_eq!(flaw_of("[\"a\tb\" 1]").as_deref(), Some("a control character inside quotes at byte 3"));
    }
}
