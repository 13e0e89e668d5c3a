//! Which part of a cell's words the filter has asked for. Pure.

use crate::query::{Field, Query, Term};
use crate::table::Column;

/// A text in three parts, the second of which is what was looked for; empty where it was not.
#[must_use]
#[inline(never)]
pub fn split<'a>(text: &'a str, query: &Query, column: Column) -> [&'a str; 3] {
    let mut words = query.terms.iter().filter_map(|term| match term {
        Term::Words { field, words, negated: false } if looks_at(*field, column) => Some(words),
        _ => None,
    });
    let found = words.find_map(|words| words.iter().find_map(|word| find(text, &longest_part(word))));
    let (start, end) = found.unwrap_or((text.len(), text.len()));
    [&text[..start], &text[start..end], &text[end..]]
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

/// Where a part stands in a text first, the case of plain letters aside: that of all others would bring tables of
/// kilobytes into the page.
fn find(text: &str, part: &str) -> Option<(usize, usize)> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    let last = text.len().checked_sub(part.len()).filter(|_| !part.is_empty())?;
    let start = (0..=last).find(|start| text[*start..*start + part.len()].eq_ignore_ascii_case(part))?;
    Some((start, start + part.len()))
}
