//! A value as it stood in the record: missing, null, empty and blank told apart; JSON indented.

use leptos::prelude::*;

use super::long_text::long_text;
use super::scope_clauses::scope_clauses;
use crate::advice::parse_clauses;
use crate::event::Written;
use crate::export::pretty_json;

/// Draws a value.
pub fn value(written: &Written) -> AnyView {
    if let Some(words) = nothing(written) {
        return view! { <span class="pl-detail__chip">{words}</span> }.into_any();
    }
    let (text, is_json) = readable(written);
    if is_json {
        return view! { <div class="pl-detail__code">{long_text(text)}</div> }.into_any();
    }
    long_text(text)
}

/// Draws the value of a step's detail: the scoping result is shown as its clauses.
pub fn detail_value(name: &str, written: &Written) -> AnyView {
    let is_scope = name.eq_ignore_ascii_case("ScopeEvaluationResult");
    match is_scope.then(|| parse_clauses(written.as_str())).flatten() {
        Some(clauses) => scope_clauses(clauses),
        None => value(written),
    }
}

/// What to say of a value that shows no character.
#[must_use]
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
#[must_use]
pub fn readable(written: &Written) -> (String, bool) {
    let text = written.as_str();
    let is_nested = text.trim_start().starts_with(['{', '[']) && pretty_json::check(text).is_ok();
    if is_nested { (pretty_json::pretty(text), true) } else { (text.to_owned(), false) }
}
