//! Characters that cannot be seen but change what a value is: zero-width ones, marks of direction, odd blanks.

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Visible(&'a str),
    /// A character that shows nothing, or nothing but an ordinary blank.
    Invisible(char),
}

/// Splits a text at its invisible characters.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = '\0';
    for (at, character) in text.char_indices() {
        if is_invisible(character) && !joins_emoji(before, character) {
            if start < at {
                pieces.push(Piece::Visible(&text[start..at]));
            }
            pieces.push(Piece::Invisible(character));
            start = at + character.len_utf8();
        }
        before = character;
    }
    if start < text.len() {
        pieces.push(Piece::Visible(&text[start..]));
    }
    pieces
}

/// The text with the numbers of its invisible characters in brackets, for where there is nothing but text:
/// `⟦U+202E⟧name`.
#[must_use]
pub fn bracketed(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Visible(text) => shown.push_str(text),
            Piece::Invisible(character) => {
                shown.push('⟦');
                shown.push_str(&number(character));
                shown.push('⟧');
            }
        }
    }
    shown
}

/// `U+200B zero-width space`, or the number alone for a rarer one.
#[must_use]
pub fn name(character: char) -> String {
    let known = match character {
        '\u{a0}' => " no-break space",
        '\u{ad}' => " soft hyphen",
        '\u{200b}' => " zero-width space",
        '\u{200c}' => " zero-width non-joiner",
        '\u{200d}' => " zero-width joiner",
        '\u{200e}' => " left-to-right mark",
        '\u{200f}' => " right-to-left mark",
        '\u{202e}' => " right-to-left override",
        '\u{2060}' => " word joiner",
        '\u{feff}' => " byte order mark",
        _ => "",
    };
    format!("{}{known}", number(character))
}

/// `U+200B`.
#[must_use]
pub fn number(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

fn is_invisible(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{3000}' | '\u{3164}' | '\u{feff}' => true,
        '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => character.is_control(),
    }
}

/// A joiner after an emoji makes one picture of several; shown by itself it would only break the picture.
fn joins_emoji(before: char, character: char) -> bool {
    character == '\u{200d}' && matches!(before, '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_zero_width_character_stands_apart() {
        assert_eq!(
            pieces("ana\u{200b}petrov\u{202e}"),
            [
                Piece::Visible("ana"),
                Piece::Invisible('\u{200b}'),
                Piece::Visible("petrov"),
                Piece::Invisible('\u{202e}')
            ]
        );
        assert_eq!(name('\u{200b}'), "U+200B zero-width space");
        assert_eq!(name('\u{1}'), "U+0001");
    }

    #[test]
    fn where_there_is_nothing_but_text_their_numbers_stand_in_brackets() {
        assert_eq!(bracketed("\u{202e}evil\0"), "⟦U+202E⟧evil⟦U+0000⟧");
        assert_eq!(bracketed("plain"), "plain");
    }

    #[test]
    fn lines_and_joined_emoji_are_left_whole() {
        for text in ["one\r\n\ttwo", "👩\u{200d}💻", "plain", "عربي"] {
            assert_eq!(pieces(text), [Piece::Visible(text)]);
        }
        assert_eq!(pieces(""), []);
    }

    proptest! {
        #[test]
        fn pieces_make_up_the_text(text in "(.|[\u{200b}-\u{200f}a\u{a0}👩]){0,20}") {
            let whole: String = pieces(&text)
                .iter()
                .map(|piece| match piece {
                    Piece::Visible(text) => (*text).to_owned(),
                    Piece::Invisible(character) => character.to_string(),
                })
                .collect();
            prop_assert_eq!(whole, text);
        }
    }
}
