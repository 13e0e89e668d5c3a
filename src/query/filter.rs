//! Which rows of a table a query lets through.

use super::{Field, Query, Term, TimeRange};
use crate::table::{Bitset, Column, Identifier, NO_DATE, NO_DURATION, Table, WordColumn, fold};

/// The rows that pass every term that columns can answer; what looks inside records ([`Field::is_inside`]) lets every
/// row through here.
#[must_use]
pub fn filter(table: &Table, query: &Query) -> Bitset {
    let mut rows = table.live();
    for term in &query.terms {
        match term {
            Term::Words { field, words, negated } => words_term(table, &mut rows, *field, words, *negated),
            Term::Time(range) => time_term(table, &mut rows, *range),
        }
    }
    rows
}

fn time_term(table: &Table, rows: &mut Bitset, range: TimeRange) {
    let (after, before) = match range {
        TimeRange::Last(microseconds) => {
            let newest = table.span().map_or(0, |(_, newest)| newest.0);
            (newest.saturating_sub(microseconds), i64::MAX)
        }
        TimeRange::Between { after, before } => {
            (after.map_or(NO_DATE + 1, |instant| instant.0), before.map_or(i64::MAX, |instant| instant.0))
        }
    };
    rows.retain(table.dates(), |date| date != NO_DATE && date >= after && date < before);
}

fn words_term(table: &Table, rows: &mut Bitset, field: Field, words: &[String], negated: bool) {
    match field {
        Field::Identity | Field::Column(Column::Identity) => identity_term(table, rows, words, negated),
        Field::Column(Column::ErrorCode) => code_term(table, rows, words, negated),
        Field::Column(Column::Date) | Field::Text => {}
        Field::Column(Column::Duration) => {
            let wanted: Vec<u32> = words.iter().filter_map(|word| word.parse().ok()).collect();
            rows.retain(table.durations(), |duration| {
                (duration != NO_DURATION && wanted.contains(&duration)) != negated
            });
        }
        Field::Column(column) => {
            if let Some(ids) = table.identifiers(column) {
                let wanted: Vec<Identifier> = words.iter().flat_map(|word| ids.matching(word)).collect();
                rows.retain_rows(|row| wanted.contains(&ids.get(row)) != negated);
            } else if let Some(column) = word_column(column) {
                let mask = key_mask(table, column, words, is_whole(column));
                rows.retain(table.words().keys(column), |key| mask[key as usize] != negated);
            }
        }
    }
}

/// A name or sign-in name of either side that holds a word, or an id of either side that is the word.
fn identity_term(table: &Table, rows: &mut Bitset, words: &[String], negated: bool) {
    let names = key_mask(table, WordColumn::SourceName, words, false);
    let text_columns = [WordColumn::SourceName, WordColumn::TargetName, WordColumn::UserPrincipalName];
    let keys = text_columns.map(|column| table.words().keys(column));
    let id_columns = [Column::SourceId, Column::TargetId].map(|column| {
        let ids = table.identifiers(column);
        let wanted: Vec<Identifier> =
            ids.map(|ids| words.iter().flat_map(|word| ids.matching(word)).collect()).unwrap_or_default();
        (ids, wanted)
    });
    rows.retain_rows(|row| {
        let by_name = keys.iter().any(|keys| names[keys[row as usize] as usize]);
        let by_id = || {
            id_columns
                .iter()
                .any(|(ids, wanted)| !wanted.is_empty() && ids.is_some_and(|ids| wanted.contains(&ids.get(row))))
        };
        (by_name || by_id()) != negated
    });
}

/// The effective code: the error code, else the skip reason.
fn code_term(table: &Table, rows: &mut Bitset, words: &[String], negated: bool) {
    let mask = key_mask(table, WordColumn::ErrorCode, words, true);
    let codes = table.words().keys(WordColumn::ErrorCode);
    let reasons = table.words().keys(WordColumn::SkipReason);
    rows.retain_rows(|row| {
        let code = codes[row as usize];
        let effective = if code == 0 { reasons[row as usize] } else { code };
        mask[effective as usize] != negated
    });
}

/// For each key of a column's dictionary, whether its text matches any of the words. The empty word means no value.
fn key_mask(table: &Table, column: WordColumn, words: &[String], whole: bool) -> Vec<bool> {
    let dictionary = table.words().dictionary(column);
    let mut mask = vec![false; dictionary.len() as usize];
    for word in words {
        let word = fold(word);
        if word.is_empty() {
            mask[0] = true;
        } else if whole {
            for key in 0..dictionary.len() {
                mask[key as usize] |= dictionary.folded(key) == word;
            }
        } else {
            for key in dictionary.keys_containing(&word) {
                mask[key as usize] = true;
            }
        }
    }
    mask
}

/// Whether a word must be the whole value: so it is for enumerations, codes and ids.
const fn is_whole(column: WordColumn) -> bool {
    matches!(
        column,
        WordColumn::Action
            | WordColumn::Status
            | WordColumn::ErrorCategory
            | WordColumn::ErrorCode
            | WordColumn::SkipReason
            | WordColumn::ObjectType
            | WordColumn::JobId
            | WordColumn::CycleId
    )
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
        Column::JobId => WordColumn::JobId,
        Column::CycleId => WordColumn::CycleId,
        Column::Date
        | Column::Identity
        | Column::Duration
        | Column::SourceId
        | Column::TargetId
        | Column::ChangeId
        | Column::Id => return None,
    })
}
