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
    let mut tell = |flaw, at| {
        let flaw = if is_in_name(json, at) { MemberFlaw::Name } else { flaw };
        if found.iter().all(|(known, _)| *known != flaw) {
            found.push((flaw, at));
        }
    };
    if let Err(error) = std::str::from_utf8(json) {
        tell(MemberFlaw::NotUtf8, error.valid_up_to());
    }
    let (mut in_string, mut escape) = (false, false);
    for (at, byte) in json.iter().enumerate() {
        if in_string && *byte < b' ' {
            tell(MemberFlaw::ControlCharacter, at);
        }
        if escape && !is_known_escape(json, at) {
            let is_half = code_unit(json, at).is_some();
            tell(if is_half { MemberFlaw::NotUtf8 } else { MemberFlaw::Escape }, at - 1);
        }
        in_string ^= *byte == b'"' && !escape;
        escape = in_string && *byte == b'\\' && !escape;
    }
    found
}

/// Whether what stands at `at` inside quotes is a part of a name: of a member, or of one in the JSON that a text is.
fn is_in_name(json: &[u8], at: usize) -> bool {
    let mut cursor = Cursor::new(json, at);
    while let Some(byte) = json.get(cursor.at) {
        cursor.at += 1;
        let is_quote = *byte == b'"' || *byte == b'\\' && json.get(cursor.at) == Some(&b'"');
        if is_quote {
            cursor.at += usize::from(*byte == b'\\');
            return cursor.peek() == Ok(b':');
        }
        cursor.at += usize::from(*byte == b'\\');
    }
    false
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
        ] {
            assert_eq!(flaws_in(json.as_bytes()), [expected], "{json}");
        }
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
