//! Which part of a cell's words the filter has asked for. Pure.

use crate::query::{Field, Query, Term};
use crate::table::Column;

/// A text in three parts, the second of which is what was looked for; empty where it was not.
#[must_use]
pub fn split<'a>(text: &'a str, query: &Query, column: Column) -> [&'a str; 3] {
    let mut words = query.terms.iter().filter_map(|term| match term {
        Term::Words { field, words, negated: false } if looks_at(*field, column) => Some(words),
        _ => None,
    });
    let found = words.find_map(|words| words.iter().find_map(|word| find(text, &longest_part(word))));
    let (start, end) = found.unwrap_or((text.len(), text.len()));
    [&text[..start], &text[start..end], &text[end..]]
}

fn looks_at(field: Field, column: Column) -> bool {
    match field {
        Field::Identity => {
            matches!(column, Column::Identity | Column::UserPrincipalName | Column::SourceId | Column::TargetId)
        }
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

/// Where a part stands in a text first, letter case aside.
fn find(text: &str, part: &str) -> Option<(usize, usize)> {
    let wanted = part.to_lowercase();
    if wanted.is_empty() {
        return None;
    }
    text.char_indices().find_map(|(start, _)| {
        let mut left = wanted.as_str();
        for (position, letter) in text[start..].char_indices() {
            for lower in letter.to_lowercase() {
                left = left.strip_prefix(lower)?;
            }
            if left.is_empty() {
                return Some((start, start + position + letter.len_utf8()));
            }
        }
        None
    })
}
