//! Texts as runs: ours, and those from the log with their invisible characters made visible.

use super::block::{Block, Group, Role};
use super::run::{LongText, Run, Style};
use crate::invisible::{self, Piece};

/// Of a longer text the beginning is drawn at first, in bytes: a screenful or two.
const SHOWN_AT_FIRST: usize = 2_000;
/// In longer texts, in bytes, the numbers of invisible characters stand in brackets: a megabyte of them would
/// otherwise be a million elements.
const LONGEST_WITH_MARKS: usize = 8_000;

/// The longest name whose words are kept whole, in bytes.
const LONGEST_NAME: usize = 300;

/// Our own words.
pub fn words(words: impl Into<String>) -> Run {
    Run::Words(words.into())
}

/// Our own word on a value.
pub fn chip(word: impl Into<String>) -> Run {
    Run::In(Style::Chip, vec![words(word)])
}

/// Our own words, less loud than what they are beside.
pub fn muted(word: String) -> Run {
    Run::In(Style::Muted, vec![words(word)])
}

/// A short text from the log. Of a long one the beginning: where no room is for more, the record itself has the rest.
pub fn logged(text: &str) -> Run {
    let beginning = beginning(text);
    let mut runs = marked(beginning);
    runs.extend((beginning.len() < text.len()).then(|| words("…")));
    Run::In(Style::Logged, runs)
}

/// What an API was asked for alone, where it was not asked for everything.
pub fn narrowed(asked_for: &str) -> Option<Block> {
    if asked_for.is_empty() {
        return None;
    }
    let filter = Run::In(Style::Quoted, vec![logged(asked_for)]);
    let runs = [words("The API was asked only for "), filter, words(", so that what else happened is not told here.")];
    Some(Block::Line(Role::Note, runs.to_vec()))
}

/// A name that a machine gave, to be broken where its words meet and not within one. A long one is a text as others are.
pub fn name(text: &str) -> Run {
    if text.len() > LONGEST_NAME {
        return long(text);
    }
    let broken = |run| match run {
        Run::Words(text) => broken(&text),
        other => vec![other],
    };
    Run::In(Style::Logged, marked(text).into_iter().flat_map(broken).collect())
}

/// The words of a name with breaks between: `EntryExport`, `B2BManagement`, `2.0:User`.
fn broken(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut from = 0;
    let bytes = text.as_bytes();
    for at in 1..bytes.len() {
        let (before, here) = (bytes[at - 1], bytes[at]);
        let begins_word = here.is_ascii_uppercase()
            && (before.is_ascii_lowercase()
                || before.is_ascii_uppercase() && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase));
        if begins_word || matches!(before, b':' | b'.' | b'_' | b'@' | b',') && here.is_ascii_alphanumeric() {
            runs.extend([words(&text[from..at]), Run::Break]);
            from = at;
        }
    }
    runs.push(words(&text[from..]));
    runs
}

/// A text from the log that may be long.
pub fn long(text: &str) -> Run {
    if text.len() <= SHOWN_AT_FIRST {
        return logged(text);
    }
    Run::Long(LongText {
        beginning: marked(beginning(text)),
        whole: marked(text),
        characters: text.chars().count() as u64,
    })
}

/// As much of a text as is drawn at first.
pub fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(SHOWN_AT_FIRST)]
}

/// The pieces of a text from the log, for those who isolate them on their own.
pub fn marked(text: &str) -> Vec<Run> {
    if text.len() > LONGEST_WITH_MARKS {
        return vec![words(invisible::bracketed(text))];
    }
    invisible::pieces(text).into_iter().map(mark).collect()
}

fn mark(piece: Piece) -> Run {
    match piece {
        Piece::Visible(text) => words(text),
        Piece::Invisible(character) => Run::Titled {
            style: Style::Invisible,
            words: invisible::number(character),
            title: invisible::name(character),
        },
    }
}

/// A button to copy a text.
pub fn copy(of: &str, text: &str) -> Run {
    Run::Copy { of: of.to_owned(), text: text.to_owned() }
}

/// A line that is part of what stands around it.
pub fn bare(runs: impl Into<Vec<Run>>) -> Block {
    Block::Line(Role::Bare, runs.into())
}

/// A paragraph.
pub fn paragraph(runs: impl Into<Vec<Run>>) -> Block {
    Block::Line(Role::Paragraph, runs.into())
}

/// A heading with what belongs to it.
pub fn section(title: &str, body: impl IntoIterator<Item = Block>) -> Block {
    let heading = Block::Line(Role::Heading, vec![words(title)]);
    Block::Group(Group::Section, std::iter::once(heading).chain(body).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_be_broken_between_its_words_alone() {
        for (name, words) in [
            ("AzureDirectoryB2BManagementPolicy", "Azure|Directory|B2B|Management|Policy"),
            ("urn:scim:2.0:User:department", "urn:|scim:|2.|0:|User:|department"),
            ("InvalidAttributeSyntax-LdapErr", "Invalid|Attribute|Syntax-Ldap|Err"),
            ("SCIMError", "SCIM|Error"),
            ("CN=Ana Petrov,OU=Staff,DC=ad", "CN=Ana Petrov,|OU=Staff,|DC=ad"),
            ("ünïcodeÄ", "ünïcodeÄ"),
            ("", ""),
        ] {
            let told = broken(name).into_iter().map(|run| match run {
                Run::Words(words) => words,
                _ => "|".to_owned(),
            });
            assert_eq!(told.collect::<String>(), words);
        }
    }
}
