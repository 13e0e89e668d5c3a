//! What could stand in a filter's text where a person is typing.

use std::ops::Range;

use super::Field;

/// The keys of terms about time, which are no fields.
pub const TIME_KEYS: [&str; 3] = ["after", "before", "last"];

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What a choice takes the place of, in bytes of the text.
    pub at: Range<usize>,
    pub of: Part,
    /// As much of it as is there, without quotes and signs.
    pub typed: String,
}

/// A part of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The name of a field, or a name or id that is looked for.
    Name,
    /// A value of a field.
    Value(Field),
    /// The length of a time.
    Length,
}

/// What is being typed at a position, in bytes. `None` in an empty place, and where only a date can stand.
#[must_use]
pub fn completion(text: &str, caret: usize) -> Option<Completion> {
    let typed = text.get(..caret)?;
    let (mut term, mut word, mut colon, mut is_quoted, mut is_behind_comma) = (0, 0, None, false, false);
    for (position, letter) in typed.char_indices() {
        let after = position + letter.len_utf8();
        is_quoted ^= letter == '"';
        match letter {
            _ if is_quoted => {}
            // A space behind a comma is no end.
            _ if letter.is_whitespace() && is_behind_comma => word = after,
            _ if letter.is_whitespace() => (term, word, colon) = (after, after, None),
            ':' if colon.is_none() => (word, colon) = (after, Some(position)),
            ',' => word = after,
            _ => {}
        }
        if is_quoted || !letter.is_whitespace() {
            is_behind_comma = letter == ',' && !is_quoted;
        }
    }
    let of = match colon {
        // In a list of names no field begins.
        None if word > term => return None,
        None => Part::Name,
        Some(colon) => match typed[term..colon].trim_start_matches('-').to_ascii_lowercase().as_str() {
            "last" => Part::Length,
            name => Part::Value(Field::from_key(name)?),
        },
    };
    let signs: &[char] = if of == Part::Name { &['-'] } else { &['=', '"'] };
    let at = if of == Part::Name {
        word + typed[word..].len() - typed[word..].trim_start_matches(signs).len()
    } else {
        word
    };
    let typed = typed[word..].trim_start_matches(signs).to_owned();
    let end = caret + rest_of_word(&text[caret..], of, is_quoted);
    (of != Part::Name || !typed.is_empty()).then_some(Completion { at: at..end, of, typed })
}

/// How much of what stands behind the caret belongs to the word that it stands in; of the name of a field its colon, too.
/// What was begun in quotes that have no end is left alone.
fn rest_of_word(rest: &str, of: Part, mut is_quoted: bool) -> usize {
    for (position, letter) in rest.char_indices() {
        is_quoted ^= letter == '"';
        match letter {
            ':' if of == Part::Name => return position + 1,
            _ if !is_quoted && (letter == ',' || letter.is_whitespace()) => return position,
            _ => {}
        }
    }
    if is_quoted { 0 } else { rest.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Column;

    /// What a choice would take the place of, what it is, and what is typed of it; the caret stands at `|`.
    fn at(text: &str) -> Option<(String, Part, String)> {
        let caret = text.find('|').unwrap();
        let text = text.replace('|', "");
        completion(&text, caret).map(|found| (text[found.at].to_owned(), found.of, found.typed))
    }

    #[test]
    fn a_name_or_a_value_is_found_where_the_caret_stands() {
        let app = Part::Value(Field::Column(Column::Application));
        for (text, replaced, of, typed) in [
            ("sta|", "sta", Part::Name, "sta"),
            ("-sta|tus", "status", Part::Name, "sta"),
            ("ana sta|tus:failure bo", "status:", Part::Name, "sta"),
            ("app:Ser|vice,Box", "Service", app, "Ser"),
            ("app:\"Service N|ow\" ana", "\"Service Now\"", app, "Service N"),
            ("app:\"Ser| ana", "\"Ser", app, "Ser"),
            ("app:Box, |", "", app, ""),
            ("app:Box, Ser|", "Ser", app, "Ser"),
            ("ana app:|", "", app, ""),
            ("app:Ser|", "Ser", app, "Ser"),
            ("-APP:Box,Ser|", "Ser", app, "Ser"),
            ("app:=\"Service N|", "=\"Service N", app, "Service N"),
            ("app:\"a, b\",x| status:failure", "x", app, "x"),
            ("last:7|", "7", Part::Length, "7"),
            ("id:a:b|", "a:b", Part::Value(Field::Column(Column::Id)), "a:b"),
        ] {
            assert_eq!(at(text), Some((replaced.to_owned(), of, typed.to_owned())), "{text}");
        }
    }

    #[test]
    fn nothing_is_offered_where_nothing_is_known() {
        for text in ["|", "status:failure |", "after:2026|", "colour:r|", "-|", "ana,sta|", "ana, sta|"] {
            assert_eq!(at(text), None, "{text}");
        }
        assert_eq!(completion("é", 1), None);
    }
}
