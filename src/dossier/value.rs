//! A value as it stood in the record: missing, null, empty and blank told apart; JSON indented.

use super::block::{Block, Points, Role};
use super::dates::is_never;
use super::run::{Run, Style};
use super::status::status_in_words;
use super::text::{bare, chip, logged, long, name, words};
use crate::advice::{Clause, parse_clauses};
use crate::event::{Status, Written};
use crate::export::pretty_json;

/// A value.
pub fn value(written: &Written) -> Block {
    if let Some(words) = nothing(written) {
        return bare([chip(words)]);
    }
    let (text, is_json) = readable(written);
    // Names of directories have blanks in them, and commas where their parts meet.
    let is_name = !text.contains(' ') || text.contains('=') && text.contains(',');
    let mut runs = vec![if is_name { name(&text) } else { long(&text) }];
    runs.extend(is_never(&text).then(|| [words(" "), chip("not set")]).into_iter().flatten());
    Block::Line(if is_json { Role::Code } else { Role::Bare }, runs)
}

/// The value of a step's detail: the scoping result is shown as its clauses.
pub fn detail_value(name: &str, written: &Written) -> Block {
    let is_scope = name.eq_ignore_ascii_case("ScopeEvaluationResult");
    match is_scope.then(|| parse_clauses(written.as_str())).flatten() {
        Some(clauses) => scope_clauses(&clauses),
        None => value(written),
    }
}

/// The clauses of scoping filters, each met or not.
fn scope_clauses(clauses: &[Clause]) -> Block {
    if clauses.is_empty() {
        return bare([chip("no clauses")]);
    }
    let clause = |clause: &Clause| {
        let (status, word) = if clause.met { (Status::Success, "met") } else { (Status::Failure, "not met") };
        let text = Run::In(Style::Mono, vec![logged(&clause.text)]);
        vec![bare([status_in_words(status, word), words(" "), text])]
    };
    Block::List(Points::Clauses, clauses.iter().map(clause).collect())
}

/// What to say of a value that shows no character.
pub fn nothing(written: &Written) -> Option<String> {
    match written {
        Written::Missing => Some("not given".to_owned()),
        Written::Null => Some("null".to_owned()),
        Written::Text(text) if text.is_empty() => Some("empty text".to_owned()),
        Written::Text(text) if text.chars().all(|character| character == ' ') => {
            Some(format!("blanks only ({})", text.len()))
        }
        Written::Text(_) | Written::Json(_) => None,
    }
}

/// The text to show, and whether it is JSON: lists and objects, also those inside a text, are indented.
pub fn readable(written: &Written) -> (String, bool) {
    let text = written.as_str();
    let is_nested = text.trim_start().starts_with(['{', '[']) && pretty_json::is_json(text);
    if is_nested { (pretty_json::pretty(text), true) } else { (text.to_owned(), false) }
}
