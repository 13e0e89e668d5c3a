//! Which part of a cell's words the filter has asked for. Pure.

use std::ops::Range;

use crate::letters::lower;
use crate::query::{Field, Query, Term};
use crate::table::Column;

/// A text in five parts, the second and fourth of which are what was looked for where it stands first and next; empty
/// where it does not.
#[must_use]
pub fn split<'a>(text: &'a str, query: &Query, column: Column) -> [&'a str; 5] {
    let first = next(text, 0, query, column);
    let second = next(text, first.end, query, column);
    [
        &text[..first.start],
        &text[first.clone()],
        &text[first.end..second.start],
        &text[second.clone()],
        &text[second.end..],
    ]
}

/// Where in a text, from a place on, something that was looked for stands first; its end where nothing does.
#[inline(never)]
fn next(text: &str, from: usize, query: &Query, column: Column) -> Range<usize> {
    let mut next = text.len()..text.len();
    for term in &query.terms {
        let Term::Words { field, words, negated: false } = term else { continue };
        if looks_at(*field, column) {
            for hit in words.iter().filter_map(|word| find(text, from, &longest_part(word))) {
                if hit.start < next.start || hit.start == next.start && hit.end > next.end {
                    next = hit;
                }
            }
        }
    }
    next
}

/// As much of a text as tells what stands behind it.
#[must_use]
pub fn end_of(text: &str) -> String {
    const LONGEST: usize = 6;
    const LEFT: usize = 2;
    let cut = text.char_indices().rev().nth(LEFT - 1).filter(|_| text.chars().count() > LONGEST);
    cut.map_or_else(|| text.to_owned(), |(from, _)| format!("…{}", &text[from..]))
}

fn looks_at(field: Field, column: Column) -> bool {
    match field {
        Field::Identity => {
            matches!(column, Column::Identity | Column::UserPrincipalName | Column::SourceId | Column::TargetId)
        }
        // A text of the record may be a cell's too.
        Field::Text => true,
        field => field == Field::Column(column),
    }
}

/// The longest stretch of a word that stands for itself.
fn longest_part(word: &str) -> String {
    let (mut longest, mut part) = (String::new(), String::new());
    let mut letters = word.strip_prefix('=').unwrap_or(word).chars().peekable();
    loop {
        let letter = letters.next();
        match letter {
            None | Some('*') => {
                if part.len() > longest.len() {
                    longest = std::mem::take(&mut part);
                }
                part.clear();
                if letter.is_none() {
                    return longest;
                }
            }
            Some('\\') => part.push(letters.next_if(|next| matches!(next, '*' | '=' | '\\')).unwrap_or('\\')),
            Some(letter) => part.push(letter),
        }
    }
}

/// Where a part stands in a text first, from a place on, letter case aside; nowhere where the text takes more or fewer
/// bytes in lower case, as that of very few letters does.
fn find(text: &str, from: usize, part: &str) -> Option<Range<usize>> {
    // Plain letters are compared as they are.
    let fold = |text: &str| if part.is_ascii() { text.to_owned() } else { lower(text) };
    let (folded, part) = (fold(text), fold(part));
    let last = text.len().checked_sub(part.len()).filter(|_| !part.is_empty() && folded.len() == text.len())?;
    let is_there = |bytes: &[u8]| bytes.eq_ignore_ascii_case(part.as_bytes());
    let start = (from..=last).find(|start| is_there(&folded.as_bytes()[*start..*start + part.len()]))?;
    Some(start..start + part.len()).filter(|found| text.get(found.clone()).is_some())
}
