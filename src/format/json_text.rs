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
    let mut rest = text;
    let needs_escape = |byte: &u8| *byte < b' ' || matches!(byte, b'"' | b'\\');
    while let Some(position) = rest.as_bytes().iter().position(needs_escape) {
        out.push_str(&rest[..position]);
        match rest.as_bytes()[position] {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            control => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{control:04x}");
            }
        }
        rest = &rest[position + 1..];
    }
    out.push_str(rest);
    out.push('"');
}
