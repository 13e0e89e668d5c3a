//! What strings of JSON may not hold and some writers put there all the same: control characters as they are, and escapes
//! that JSON does not know. They are read as they stand, and told.

use super::block::{BLOCK, escaped, prefix_xor, quotes_and_controls};
use super::cursor::{Cursor, filled_up};
use super::problem::MemberFlaw;
use super::utf8;

/// Whether nothing is wrong with the bytes of a JSON value inside its quotes.
pub fn is_sound(json: &[u8]) -> bool {
    knows_escapes(json) && utf8::is_plain(json)
}

/// Whether JSON knows every escape in a value.
#[inline(never)]
pub fn knows_escapes(json: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = json.get(at..).and_then(|rest| memchr::memchr(b'\\', rest)) {
        if !is_known_escape(json, at + found + 1) {
            return false;
        }
        at += found + 2;
    }
    true
}

/// Whether a control character stands inside quotes.
#[cold]
pub fn has_quoted_control(json: &[u8]) -> bool {
    let (mut escape, mut in_string) = (false, 0_u64);
    let (blocks, rest) = json.as_chunks::<BLOCK>();
    for block in blocks.iter().chain(&[filled_up(rest)]) {
        let [quote, backslash, control] = quotes_and_controls(block);
        let inside = prefix_xor(quote & !escaped(backslash, &mut escape)) ^ in_string;
        if control & inside != 0 {
            return true;
        }
        in_string = if inside >> 63 == 1 { u64::MAX } else { 0 };
    }
    false
}

/// Whether JSON knows the escape whose backslash stands before `at`, and where it is half a character, the other half
/// stands beside it.
#[inline(never)]
pub fn is_known_escape(json: &[u8], at: usize) -> bool {
    match json.get(at) {
        Some(b'u') => match code_unit(json, at) {
            Some(0xD8..0xDC) => matches!(code_unit(json, at + 6), Some(0xDC..0xE0)),
            Some(0xDC..0xE0) => matches!(at.checked_sub(6).and_then(|at| code_unit(json, at)), Some(0xD8..0xDC)),
            high => high.is_some(),
        },
        letter => letter.is_none_or(|letter| br#""\/bfnrt"#.contains(letter)),
    }
}

/// The higher byte of the unit that `\uXXXX` writes, with the `u` at `at`.
pub fn code_unit(json: &[u8], at: usize) -> Option<u8> {
    let [b'\\', b'u', digits @ ..] = json.get(at.checked_sub(1)?..at + 5)? else { return None };
    let mut unit = 0;
    for digit in digits {
        unit = unit << 4 | char::from(*digit).to_digit(16)?;
    }
    Some((unit >> 8) as u8)
}

/// The flaws in the strings of a JSON value, and where each is met first.
pub fn flaws_in(json: &[u8]) -> Vec<(MemberFlaw, usize)> {
    let mut found: Vec<(MemberFlaw, usize)> = Vec::new();
    // Up to this place it is known whether a name stands there.
    let mut word = (0, false);
    let mut tell = |flaw, at, holds_json| {
        if at >= word.0 {
            word = end_of_word(json, at, holds_json);
        }
        let flaw = if word.1 { MemberFlaw::Name } else { flaw };
        if found.iter().all(|(known, _)| *known != flaw) {
            found.push((flaw, at));
        }
    };
    let not_utf8 = std::str::from_utf8(json).err().map(|error| error.valid_up_to());
    let (mut in_string, mut escape, mut holds_json) = (false, false, false);
    for (at, byte) in json.iter().enumerate() {
        if not_utf8 == Some(at) {
            tell(MemberFlaw::NotUtf8, at, holds_json);
        }
        if in_string && *byte < b' ' {
            tell(MemberFlaw::ControlCharacter, at, holds_json);
        }
        if escape && !is_known_escape(json, at) {
            let is_half = code_unit(json, at).is_some();
            tell(if is_half { MemberFlaw::NotUtf8 } else { MemberFlaw::Escape }, at - 1, holds_json);
        }
        if *byte == b'"' && !escape {
            in_string = !in_string;
            holds_json = matches!(json.get(at + 1), Some(b'{' | b'['));
        }
        escape = in_string && *byte == b'\\' && !escape;
    }
    found
}

/// Where what stands at `at` inside quotes ends, and whether it is a name: of a member, or of one in the JSON that the
/// text holds.
fn end_of_word(json: &[u8], at: usize, holds_json: bool) -> (usize, bool) {
    let mut cursor = Cursor::new(json, at);
    while let Some(byte) = json.get(cursor.at) {
        cursor.at += 1;
        let is_escaped = *byte == b'\\';
        let is_quote = *byte == b'"' || is_escaped && holds_json && json.get(cursor.at) == Some(&b'"');
        cursor.at += usize::from(is_escaped);
        if is_quote {
            return (cursor.at, cursor.peek() == Ok(b':'));
        }
    }
    (json.len(), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_in_a_name_is_told_apart() {
        for (json, expected) in [
            ("{\"a\tb\" : 1}", (MemberFlaw::Name, 3)),
            (r#"{"a\xb":1}"#, (MemberFlaw::Name, 3)),
            (r#"{"a":"\x\"b"}"#, (MemberFlaw::Escape, 6)),
            ("{\"a\":\"{\\\"b\t\\\":1}\"}", (MemberFlaw::Name, 10)),
            ("{\"a\":\"{\\\"b\\\":\\\"\t\\\"}\"}", (MemberFlaw::ControlCharacter, 15)),
            ("{\"a\":\"no \t such \\\": thing\"}", (MemberFlaw::ControlCharacter, 9)),
        ] {
            assert_eq!(flaws_in(json.as_bytes()), [expected], "{json}");
        }
    }

    #[test]
    fn a_text_without_end_in_flaws_is_walked_once() {
        let text = format!("{{\"a\":\"{}\"}}", "\t\\x".repeat(1_000_000));
        assert_eq!(flaws_in(text.as_bytes()), [(MemberFlaw::ControlCharacter, 6), (MemberFlaw::Escape, 7)]);
    }

    #[test]
    fn escapes_are_those_of_json_and_halves_of_characters_have_their_other_half() {
        for known in [r#"\""#, r"\\", r"\/", r"\b", r"\f", r"\n", r"\r", r"\t", r"\u00e9", r"\uD83D\ude00", r"\ufffd"] {
            assert_eq!(flaws_in(format!("\"{known}\"").as_bytes()), [], "{known}");
        }
        for (unknown, flaw) in [
            (r"\x", MemberFlaw::Escape),
            (r"\'", MemberFlaw::Escape),
            (r"\u12", MemberFlaw::Escape),
            (r"\u12g4", MemberFlaw::Escape),
            (r"\uD83D", MemberFlaw::NotUtf8),
            (r"\uD83D\n", MemberFlaw::NotUtf8),
            (r"\ude00", MemberFlaw::NotUtf8),
            (r"\u0041\ude00", MemberFlaw::NotUtf8),
        ] {
            let at = unknown.rfind('\\').filter(|_| unknown.ends_with("ude00")).unwrap_or(0);
            assert_eq!(flaws_in(format!("\"{unknown}\"").as_bytes()), [(flaw, at + 1)], "{unknown}");
        }
    }
}
