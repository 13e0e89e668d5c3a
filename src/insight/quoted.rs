//! The values that a step's description puts in quotes: `Retrieved 'ana' from ServiceNow`.

/// A piece of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Words(&'a str),
    /// What stands between quotes; the quotes belong to the words around it.
    Value(&'a str),
}

/// Splits a description at its quoted values. A quote inside of a word, as in `O'Brien`, does not open or close one.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut opened = None;
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        match opened {
            None if character == '\'' && !before.is_alphanumeric() && next != '\'' => opened = Some(at + 1),
            Some(value) if character == '\'' && !next.is_alphanumeric() => {
                pieces.push(Piece::Words(&text[start..value]));
                pieces.push(Piece::Value(&text[value..at]));
                start = at;
                opened = None;
            }
            _ => {}
        }
        before = character;
    }
    if start < text.len() {
        pieces.push(Piece::Words(&text[start..]));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Piece::{Value, Words};
    use super::*;

    #[test]
    fn quoted_values_stand_apart_from_words() {
        assert_eq!(
            pieces("Found 'a b' (was 'Mia O'Brien')."),
            [Words("Found '"), Value("a b"), Words("' (was '"), Value("Mia O'Brien"), Words("').")]
        );
        for plain in ["", "no value", "the user's name", "an 'open end"] {
            assert!(pieces(plain).iter().all(|piece| matches!(piece, Words(_))), "{plain}");
        }
    }

    proptest! {
        #[test]
        fn pieces_make_up_the_text(text in "(.|['a ]){0,30}") {
            let whole: String = pieces(&text)
                .iter()
                .map(|piece| match piece {
                    Words(text) | Value(text) => *text,
                })
                .collect();
            prop_assert_eq!(whole, text);
        }
    }
}
