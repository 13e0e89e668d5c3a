//! JSON, indented for reading, as text to text: member order, repeated members and the spelling of numbers and
//! escapes stay as written.

use serde::de::IgnoredAny;

/// What a piece of indented JSON is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The name of a member, with its quotes.
    Key,
    /// A string, with its quotes.
    Text,
    /// A number, `true`, `false` or `null`.
    Literal,
    /// Brackets, commas, colons, line breaks and indentation.
    Frame,
}

/// A piece of indented JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub kind: Kind,
    pub text: &'a str,
}

/// What is nested deeper stays on one line. Records nest about six deep; a line for each of a million brackets,
/// each indented further than the one before, would fill the memory.
const DEEPEST: usize = 16;
/// A line break and the deepest indentation, two blanks a level.
const BREAK: &str = "\n                                ";

/// Whether a text is JSON: one value and nothing else.
#[must_use]
pub fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// The pieces of a text that is JSON, indented, made as they are asked for. For a text that is not JSON they are of
/// no use to a reader, but hold every character of it that is not a blank.
#[must_use]
pub fn pieces(json: &str) -> Pieces<'_> {
    Pieces { rest: json, open: Vec::new(), pending: Pending::Nothing, is_key_next: false }
}

/// Indented JSON as one text; a text that is not JSON comes back as it is.
#[must_use]
pub fn pretty(text: &str) -> String {
    if !is_json(text) {
        return text.to_owned();
    }
    pieces(text).map(|piece| piece.text).collect()
}

/// Iterates over indented JSON; see [`pieces`].
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    rest: &'a str,
    /// The brackets that are open; true for braces.
    open: Vec<bool>,
    pending: Pending,
    /// The next string is the name of a member.
    is_key_next: bool,
}

/// What is due before the next token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pending {
    Nothing,
    /// A bracket was opened: a line break, unless it is closed at once.
    FirstMember,
    /// A comma was written: a line break.
    NextMember,
    /// A colon was written: a blank.
    Value,
    /// A bracket is about to be closed and its line break is written.
    Close,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        self.rest = without_blanks(self.rest);
        let first = *self.rest.as_bytes().first()?;
        let pending = std::mem::replace(&mut self.pending, Pending::Nothing);
        if let b'}' | b']' = first {
            return Some(self.close(pending));
        }
        let frame = match pending {
            Pending::FirstMember => line_break(self.open.len()),
            Pending::NextMember => line_break(self.open.len()).or(Some(" ")),
            Pending::Value => Some(" "),
            Pending::Nothing | Pending::Close => None,
        };
        if let Some(text) = frame {
            return Some(Piece { kind: Kind::Frame, text });
        }
        Some(match first {
            b'{' | b'[' => {
                self.open.push(first == b'{');
                self.is_key_next = first == b'{';
                self.pending = Pending::FirstMember;
                self.take(Kind::Frame, 1)
            }
            b',' => {
                self.is_key_next = self.open.last() == Some(&true);
                self.pending = Pending::NextMember;
                self.take(Kind::Frame, 1)
            }
            b':' => {
                self.pending = Pending::Value;
                self.take(Kind::Frame, 1)
            }
            b'"' => {
                let kind = if std::mem::take(&mut self.is_key_next) { Kind::Key } else { Kind::Text };
                self.take(kind, string_length(self.rest))
            }
            _ => {
                let ends = |character: char| " \t\n\r{}[],:\"".contains(character);
                self.take(Kind::Literal, self.rest.find(ends).unwrap_or(self.rest.len()))
            }
        })
    }
}

impl<'a> Pieces<'a> {
    /// The closing bracket, after a line break unless nothing stood inside.
    fn close(&mut self, pending: Pending) -> Piece<'a> {
        let is_due = !matches!(pending, Pending::FirstMember | Pending::Close) && self.open.len() <= DEEPEST;
        if let (true, Some(text)) = (is_due, line_break(self.open.len().saturating_sub(1))) {
            self.pending = Pending::Close;
            return Piece { kind: Kind::Frame, text };
        }
        self.open.pop();
        self.is_key_next = false;
        self.take(Kind::Frame, 1)
    }

    fn take(&mut self, kind: Kind, length: usize) -> Piece<'a> {
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        Piece { kind, text }
    }
}

/// The line break in front of what stands so deep; `None` where that is too deep for lines.
fn line_break(depth: usize) -> Option<&'static str> {
    if depth > DEEPEST { None } else { BREAK.get(..1 + 2 * depth) }
}

fn without_blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\n', '\r'])
}

/// The length of the string at the front, with its quotes; all that is left if it does not end.
fn string_length(text: &str) -> usize {
    let mut from = 1;
    while let Some(found) = text.as_bytes().get(from..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        let at = from + found;
        if text.as_bytes()[at] == b'"' {
            return at + 1;
        }
        from = at + 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The tokens of a JSON text without anything between them, found in another way than above.
    fn minified(json: &str) -> String {
        let (mut minified, mut in_string, mut escaped) = (String::new(), false, false);
        for character in json.chars() {
            if in_string || !" \t\n\r".contains(character) {
                minified.push(character);
            }
            in_string ^= character == '"' && !escaped;
            escaped = in_string && character == '\\' && !escaped;
        }
        minified
    }

    #[test]
    fn members_stand_on_lines_of_their_own_as_they_were_spelled() {
        let json = r#"{"b":1.0e+2,"a":"\u00e9\/","b":[],"c":{},"d":[true,{"e":null}]}"#;
        let expected = r#"{
  "b": 1.0e+2,
  "a": "\u00e9\/",
  "b": [],
  "c": {},
  "d": [
    true,
    {
      "e": null
    }
  ]
}"#;
        assert_eq!(pretty(json), expected);
        assert_eq!(pretty(expected), expected);
    }

    #[test]
    fn keys_are_told_from_values() {
        let kinds: Vec<_> = pieces(r#"{"a":["b",{"c":"d"}],"e":2}"#)
            .filter(|piece| piece.kind != Kind::Frame)
            .map(|piece| (piece.kind, piece.text))
            .collect();
        let expected = [
            (Kind::Key, "\"a\""),
            (Kind::Text, "\"b\""),
            (Kind::Key, "\"c\""),
            (Kind::Text, "\"d\""),
            (Kind::Key, "\"e\""),
            (Kind::Literal, "2"),
        ];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn broken_json_comes_out_whole() {
        for broken in ["", "{\"a\": ", "{\"a\":1,}", "[1] [2]", "{\"open", "nul", "\"\\"] {
            assert_eq!(pretty(broken), broken);
        }
    }

    #[test]
    fn deep_nesting_does_not_fill_the_memory() {
        let depth = 100_000;
        let json = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let pretty = pretty(&json);
        assert!(pretty.len() < json.len() + 2_000);
        assert_eq!(minified(&pretty), json);
    }

    /// JSON texts with blanks in odd places, repeated members and numbers in every spelling.
    fn json() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?",
            "\"([ -!#-\\[\\]-~é{}\u{200b}]|\\\\[\"\\\\/bn]|\\\\u00[0-9a-f]{2}){0,8}\"",
            Just("true".to_owned()),
            Just("null".to_owned()),
        ];
        leaf.prop_recursive(24, 60, 4, |inner| {
            let blank = "[ \t\r\n]{0,2}";
            let item = (blank, inner.clone(), blank).prop_map(|(a, value, b)| format!("{a}{value}{b}"));
            let member = ("[ab]", blank, item.clone()).prop_map(|(name, a, value)| format!("\"{name}\"{a}:{value}"));
            prop_oneof![
                proptest::collection::vec(item, 0..4).prop_map(|items| format!("[{}]", items.join(","))),
                proptest::collection::vec(member, 0..4).prop_map(|members| format!("{{{}}}", members.join(","))),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_tokens_stay_the_same(json in json()) {
            prop_assert!(is_json(&json));
            let pretty = pretty(&json);
            prop_assert_eq!(minified(&pretty), minified(&json));
            prop_assert_eq!(super::pretty(&pretty), pretty);
        }

        #[test]
        fn no_character_of_any_text_is_lost(text in "[{}\\[\\]:,\"\\\\ \n1tué]{0,40}") {
            let kept: String = pieces(&text).map(|piece| piece.text).collect();
            let dense = |text: &str| text.chars().filter(|c| !" \t\n\r".contains(*c)).collect::<String>();
            prop_assert_eq!(dense(&kept), dense(&text));
            if !is_json(&text) {
                prop_assert_eq!(pretty(&text), text);
            }
        }
    }
}
