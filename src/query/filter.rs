//! Which rows of a table a term lets through.

use super::pattern::Pattern;
use super::{Field, Term, durations};
use crate::event::{Status, short_type};
use crate::table::{Bitset, Column, Dictionary, IdentifierColumn, NO_DATE, Table, WordColumn};

/// The rows that pass a term as far as columns can tell: what looks inside records ([`Field::is_inside`]) lets every
/// row through here.
#[must_use]
pub fn filter(table: &Table, term: &Term) -> Bitset {
    let mut rows = Bitset::empty(table.len());
    match term {
        Term::Words { field, .. } if field.is_inside() => return Bitset::full(table.len()),
        Term::Words { field, words, negated } => {
            words_term(table, &mut rows, *field, words);
            if *negated {
                rows.invert();
            }
        }
        Term::Time(range) => {
            let (after, before) = range.ends(table.span().map_or(0, |(_, newest)| newest.0));
            // What has no date is in no range.
            rows.add(table.dates(), |date| date != NO_DATE && date >= after && date < before);
        }
    }
    rows
}

fn words_term(table: &Table, rows: &mut Bitset, field: Field, words: &[String]) {
    let is_whole = field.is_whole();
    // Types are known by their short words; a pattern may be of more than the last of a long one.
    let is_short = |word: &str| field == Field::Column(Column::ObjectType) && !word.contains('*');
    let short = |word: &str| Pattern::new(short_type(word.strip_prefix('=').unwrap_or(word)), is_whole);
    let patterns: Vec<Pattern> =
        words.iter().map(|word| if is_short(word) { short(word) } else { Pattern::new(word, is_whole) }).collect();
    match field {
        Field::Identity | Field::Column(Column::Identity) => identity(table, rows, &patterns),
        Field::Expected => {
            let mask = key_mask(table, WordColumn::ErrorCode, &patterns);
            let skipped = key_mask(table, WordColumn::Status, &[Pattern::new(Status::Skipped.as_str(), true)]);
            let statuses = table.words().keys(WordColumn::Status);
            let code = effective_code(table);
            rows.add_rows(|row| skipped[statuses[row as usize] as usize] && mask[code(row) as usize]);
        }
        Field::Column(Column::ErrorCode) => {
            let mask = key_mask(table, WordColumn::ErrorCode, &patterns);
            let code = effective_code(table);
            rows.add_rows(|row| mask[code(row) as usize]);
        }
        Field::Column(Column::Duration) => {
            let ranges: Vec<_> = words.iter().filter_map(|word| durations::range(word)).collect();
            rows.add(table.durations(), |duration| ranges.iter().any(|range| range.contains(&duration)));
        }
        Field::Column(Column::InitiatedBy) => {
            let names = key_mask(table, WordColumn::InitiatedBy, &patterns);
            // A word may be the type of who began it too; with a sign before it, it is a name.
            let bare = words.iter().filter(|word| !word.is_empty() && !word.starts_with('='));
            let types: Vec<Pattern> = bare.map(|word| Pattern::new(word, true)).collect();
            let types = key_mask(table, WordColumn::InitiatorType, &types);
            rows.add(table.words().keys(WordColumn::InitiatedBy), |key| names[key as usize]);
            rows.add(table.words().keys(WordColumn::InitiatorType), |key| types[key as usize]);
        }
        Field::Column(column) => {
            if let Some(ids) = table.identifiers(column) {
                id_rows(ids, rows, &patterns);
            } else if let Some(column) = word_column(column) {
                let mask = key_mask(table, column, &patterns);
                rows.add(table.words().keys(column), |key| mask[key as usize]);
            }
        }
        Field::Text | Field::Step | Field::Attr | Field::Value | Field::Old | Field::New | Field::Retry => {}
    }
}

/// A name or sign-in name of either side that holds a word, or an id of either side that is the word. The empty word asks
/// for none of them all: one side, or an id alone, is an identity.
fn identity(table: &Table, rows: &mut Bitset, patterns: &[Pattern]) {
    let (none, patterns): (Vec<Pattern>, Vec<Pattern>) =
        patterns.iter().cloned().partition(|pattern| pattern.single() == Some(""));
    if !none.is_empty() {
        any_identity(table, rows, &[Pattern::new("*", true)]);
        rows.invert();
    }
    any_identity(table, rows, &patterns);
}

fn any_identity(table: &Table, rows: &mut Bitset, patterns: &[Pattern]) {
    let names = key_mask(table, WordColumn::SourceName, patterns);
    for column in [WordColumn::SourceName, WordColumn::TargetName, WordColumn::UserPrincipalName] {
        rows.add(table.words().keys(column), |key| names[key as usize]);
    }
    for side in [Column::SourceId, Column::TargetId] {
        if let Some(ids) = table.identifiers(side) {
            id_rows(ids, rows, patterns);
        }
    }
}

/// The ids that are a word. Their letters are looked at only for a word with a wildcard, where it may be a GUID, and in
/// rows that are not in yet.
fn id_rows(ids: &IdentifierColumn, rows: &mut Bitset, patterns: &[Pattern]) {
    let (words, wild): (Vec<&Pattern>, Vec<&Pattern>) = patterns.iter().partition(|pattern| pattern.single().is_some());
    if !words.is_empty() {
        ids.add_any(&words.iter().filter_map(|pattern| pattern.single()).collect::<Vec<_>>(), rows);
    }
    if !wild.is_empty() {
        let texts = mask(ids.texts(), &wild);
        let of_guids = wild.into_iter().filter(|pattern| pattern.fits_guids());
        ids.add_like(&of_guids.map(Pattern::parts).collect::<Vec<_>>(), &texts, rows);
    }
}

/// The key of a row's code: of its error code, else of its skip reason.
pub fn effective_code(table: &Table) -> impl Fn(u32) -> u32 + '_ {
    let codes = table.words().keys(WordColumn::ErrorCode);
    let reasons = table.words().keys(WordColumn::SkipReason);
    move |row| if codes[row as usize] == 0 { reasons[row as usize] } else { codes[row as usize] }
}

/// For each key of a column's dictionary, whether its text is what any of the patterns looks for.
fn key_mask(table: &Table, column: WordColumn, patterns: &[Pattern]) -> Vec<bool> {
    mask(table.words().dictionary(column), &patterns.iter().collect::<Vec<_>>())
}

/// For each key of a dictionary, whether its text is what any of the patterns looks for.
fn mask(dictionary: &Dictionary, patterns: &[&Pattern]) -> Vec<bool> {
    let mut mask = vec![false; dictionary.len() as usize];
    let mut whole = Vec::new();
    for pattern in patterns {
        if let Some(word) = pattern.single().filter(|_| pattern.as_part().is_none()) {
            whole.push(word);
        } else {
            // Every text that matches holds the longest part, and most hold nothing of the kind.
            let is_more = pattern.as_part().is_none();
            dictionary.visit_containing(pattern.longest_part(), &mut |key| {
                mask[key as usize] |= !is_more || pattern.matches(dictionary.folded(key));
            });
        }
    }
    if !whole.is_empty() {
        dictionary.visit_any(&whole, &mut |key| mask[key as usize] = true);
    }
    mask
}

/// The interned column behind a column of the grid, if it is one.
#[must_use]
pub const fn word_column(column: Column) -> Option<WordColumn> {
    Some(match column {
        Column::Action => WordColumn::Action,
        Column::Status => WordColumn::Status,
        Column::SourceSystem => WordColumn::SourceSystem,
        Column::TargetSystem => WordColumn::TargetSystem,
        Column::Application => WordColumn::Application,
        Column::ErrorCode => WordColumn::ErrorCode,
        Column::ErrorCategory => WordColumn::ErrorCategory,
        Column::SkipReason => WordColumn::SkipReason,
        Column::ObjectType => WordColumn::ObjectType,
        Column::UserPrincipalName => WordColumn::UserPrincipalName,
        Column::InitiatedBy => WordColumn::InitiatedBy,
        Column::InitiatorType => WordColumn::InitiatorType,
        Column::JobId => WordColumn::JobId,
        Column::Date
        | Column::Identity
        | Column::Duration
        | Column::SourceId
        | Column::TargetId
        | Column::CycleId
        | Column::ChangeId
        | Column::Id => return None,
    })
}
