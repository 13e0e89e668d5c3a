//! The naive twin of the engine: it looks at every event.

use std::cmp::Ordering;

use provlens::event::{Action, InitiatorType, Status, StepType};
use provlens::query::{Field, Query, Sort, Term, TimeRange};
use provlens::table::Column;

use crate::logs::{Change, Entry, any_text, is_live};
use crate::patterns::found;

fn whole(value: &str, words: &[String]) -> bool {
    found(value, words, true)
}

fn part(value: &str, words: &[String]) -> bool {
    found(value, words, false)
}

/// Durations as a person would read them.
fn lasts(duration: Option<u32>, word: &str) -> bool {
    let Some(duration) = duration else { return word.is_empty() };
    match word {
        "" => false,
        "*" => true,
        ">1" => duration > 1,
        "<=2" => duration <= 2,
        "1..2" => (1..=2).contains(&duration),
        other => other.parse() == Ok(duration),
    }
}

/// Whether any text of a step is what any of the words looks for.
fn step_says(entry: &Entry, words: &[String]) -> bool {
    let (stage, status) = (StepType::from_written(&entry.step.stage), Status::from_written(&entry.step.status));
    let texts = [&entry.step.name, stage.as_str(), status.as_str(), "SkipReason", &entry.skip];
    texts.iter().any(|text| !text.is_empty() && part(text, words))
}

/// What an event says about being tried again: before, and after.
fn retries(entry: &Entry) -> Vec<&'static str> {
    let was = entry.step.name == "EntryEscrowRetry" || entry.reason.contains("12");
    let will_be = entry.reason.contains("again");
    [(was, "done"), (will_be, "due")].into_iter().filter_map(|(is_so, word)| is_so.then_some(word)).collect()
}

/// Whether a modified property is what a term asks for.
fn property_is(change: &Change, field: Field, words: &[String]) -> bool {
    let (old, new) = (change.old.as_deref().unwrap_or(""), change.new.as_deref().unwrap_or(""));
    match field {
        Field::Attr => part(&change.name, words),
        Field::Old => part(old, words),
        Field::New => part(new, words),
        _ if old.is_empty() && new.is_empty() => part("", words),
        _ => [old, new].into_iter().any(|value| !value.is_empty() && part(value, words)),
    }
}

/// Whether one property of an event is all that is asked; an event without any has one that says nothing.
fn one_property_is(entry: &Entry, asked: &[(Field, &[String])]) -> bool {
    let is = |change: &Change| asked.iter().all(|(field, words)| property_is(change, *field, words));
    entry.changes.iter().any(is) || entry.changes.is_empty() && asked.iter().all(|(_, words)| part("", words))
}

/// The fields and words that one modified property is to have, for each property that is asked for.
fn asked_of_properties(query: &Query) -> Vec<Vec<(Field, &[String])>> {
    let mut properties: Vec<Vec<(Field, &[String])>> = Vec::new();
    for term in &query.terms {
        let Term::Words { field, words, negated: false } = term else { continue };
        if !field.is_of_property() {
            continue;
        }
        match properties.last_mut() {
            Some(last) if last.iter().all(|(of, _)| of != field) => last.push((*field, words)),
            _ => properties.push(vec![(*field, words)]),
        }
    }
    properties
}

fn passes_all(entry: &Entry, query: &Query, newest: i64) -> bool {
    query.terms.iter().all(|term| passes(entry, term, newest))
        && asked_of_properties(query).iter().all(|asked| one_property_is(entry, asked))
}

/// Whether an event passes a term by itself; see [`passes_all`] for terms about properties.
fn passes(entry: &Entry, term: &Term, newest: i64) -> bool {
    match term {
        Term::Time(TimeRange::Last(microseconds)) => entry.date.is_some_and(|date| date >= newest - microseconds),
        Term::Time(TimeRange::BeforeLast(microseconds)) => entry.date.is_some_and(|date| date < newest - microseconds),
        Term::Time(TimeRange::Between { after, before }) => entry.date.is_some_and(|date| {
            after.is_none_or(|after| date >= after.0) && before.is_none_or(|before| date < before.0)
        }),
        Term::Words { field, words, negated } => {
            let found = match field {
                Field::Identity => {
                    let names = [&entry.source_name, &entry.target_name, &entry.upn].map(String::as_str);
                    let ids = [&entry.source_id, &entry.target_id].map(String::as_str);
                    // What is missing on one side may stand on the other.
                    if names.into_iter().chain(ids).all(str::is_empty) {
                        part("", words)
                    } else {
                        names.into_iter().any(|name| !name.is_empty() && part(name, words))
                            || ids.into_iter().any(|id| !id.is_empty() && whole(id, words))
                    }
                }
                Field::Column(Column::Status) => whole(Status::from_written(&entry.status).as_str(), words),
                Field::Column(Column::Action) => whole(Action::from_written(&entry.action).as_str(), words),
                Field::Column(Column::ErrorCode) => whole(entry.effective_code(), words),
                Field::Column(Column::SkipReason) => whole(entry.skip_reason(), words),
                Field::Column(Column::Application) => part(&entry.application, words),
                Field::Column(Column::SourceId) => whole(&entry.source_id, words),
                Field::Column(Column::Id) => whole(&entry.id, words),
                Field::Column(Column::Duration) => words.iter().any(|word| lasts(entry.duration, word)),
                Field::Column(Column::UserPrincipalName) => part(&entry.upn, words),
                Field::Expected => entry.status.eq_ignore_ascii_case("skipped") && whole(entry.effective_code(), words),
                Field::Column(Column::InitiatorType) => {
                    whole(InitiatorType::from_written(&entry.initiator_type).as_str(), words)
                }
                Field::Column(Column::InitiatedBy) => {
                    let kind = InitiatorType::from_written(&entry.initiator_type);
                    let may_be_kind = |word: &&String| !word.is_empty() && !word.starts_with('=');
                    let kinds: Vec<String> = words.iter().filter(may_be_kind).cloned().collect();
                    part(&entry.initiator, words) || whole(kind.as_str(), &kinds)
                }
                Field::Text => any_text(&entry.to_json(), words),
                Field::Step => step_says(entry, words),
                Field::Retry => {
                    let said = retries(entry);
                    if said.is_empty() { whole("", words) } else { said.iter().any(|word| whole(word, words)) }
                }
                field if field.is_of_property() => one_property_is(entry, &[(*field, words)]),
                other => panic!("{other:?} is not generated"),
            };
            found != *negated
        }
    }
}

/// The rows of the events that the question lets through, in the order of reading.
pub fn naive_rows(entries: &[Entry], query: &Query) -> Vec<u32> {
    let newest = entries.iter().filter_map(|entry| entry.date).max().unwrap_or(0);
    let passing = |row: &usize| is_live(entries, *row) && passes_all(&entries[*row], query, newest);
    (0..entries.len()).filter(passing).map(|row| row as u32).collect()
}

/// The order of two events by a column: those without a value last, whichever way the order runs.
pub fn compare(left: &Entry, right: &Entry, sort: Sort) -> Ordering {
    fn by<T: Ord>(left: Option<T>, right: Option<T>, descending: bool) -> Ordering {
        match (left, right) {
            (Some(left), Some(right)) => {
                if descending {
                    right.cmp(&left)
                } else {
                    left.cmp(&right)
                }
            }
            (left, right) => right.is_some().cmp(&left.is_some()),
        }
    }
    let text = |text: &str| (!text.is_empty()).then(|| (text.to_lowercase(), text.to_owned()));
    let down = sort.descending;
    match sort.column {
        Column::Date => by(left.date, right.date, down),
        Column::Duration => by(left.duration, right.duration, down),
        Column::Identity => by(text(left.identity()), text(right.identity()), down),
        Column::Status => by(
            text(Status::from_written(&left.status).as_str()),
            text(Status::from_written(&right.status).as_str()),
            down,
        ),
        Column::Application => by(text(&left.application), text(&right.application), down),
        Column::SourceId => by(
            Some(left.source_id.clone()).filter(|id| !id.is_empty()),
            Some(right.source_id.clone()).filter(|id| !id.is_empty()),
            down,
        ),
        other => panic!("{other:?} is not generated"),
    }
}
