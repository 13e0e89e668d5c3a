//! Texts as runs: ours, and those from the log with their invisible characters made visible.

use super::block::{Block, Group, Role};
use super::run::{LongText, Run, Style};
use crate::invisible::{self, Piece};

/// Of a longer text the beginning is drawn at first, in bytes: a screenful or two.
const SHOWN_AT_FIRST: usize = 2_000;
/// In longer texts, in bytes, the numbers of invisible characters stand in brackets: a megabyte of them would
/// otherwise be a million elements.
const LONGEST_WITH_MARKS: usize = 8_000;

/// Our own words.
pub fn words(words: impl Into<String>) -> Run {
    Run::Words(words.into())
}

/// Our own word on a value.
pub fn chip(word: impl Into<String>) -> Run {
    Run::In(Style::Chip, vec![words(word)])
}

/// A short text from the log.
pub fn logged(text: &str) -> Run {
    Run::In(Style::Logged, marked(text))
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
