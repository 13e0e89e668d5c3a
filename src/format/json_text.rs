//! Writing JSON, piece by piece.

use std::fmt::Write as _;

/// Writes a member and a comma.
pub fn push_member(out: &mut String, name: &str, json: &str) {
    push_text(out, name);
    out.push(':');
    out.push_str(json);
    out.push(',');
}

/// Writes a text as a JSON string.
pub fn push_text(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            control if control < ' ' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}
