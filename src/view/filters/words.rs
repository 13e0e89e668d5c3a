//! A condition in a person's words.

use crate::event::instant::{DAY, SECOND};
use crate::event::{Action, ErrorCategory, InitiatorType, Instant, Status};
use crate::invisible::bracketed;
use crate::query::{Field, Query, Term, TimeRange};
use crate::state::Dates;
use crate::table::Column;
use crate::view::format::{counted, duration};

/// The word for a status that the log does not tell.
pub const UNKNOWN: &str = "Unknown";

/// The word that people read for a column's value.
#[must_use]
pub fn value_label(column: Column, value: &str) -> String {
    match column {
        Column::Status if value.is_empty() => UNKNOWN.to_owned(),
        _ if value.is_empty() => "(none)".to_owned(),
        Column::Status => bracketed(Status::from_word(value).label()),
        Column::Action => bracketed(Action::from_word(value).label()),
        Column::ErrorCategory => bracketed(ErrorCategory::from_word(value).label()),
        Column::InitiatorType => bracketed(InitiatorType::from_word(value).label()),
        _ => bracketed(value),
    }
}

/// A range of time.
#[must_use]
pub fn range_label(range: TimeRange, dates: Dates) -> String {
    match range {
        TimeRange::Last(DAY) => "Last 24 hours".to_owned(),
        TimeRange::Last(length) => format!("Last {}", length_label(length)),
        TimeRange::BeforeLast(length) => format!("Before the last {}", length_label(length)),
        TimeRange::Between { after, before } => match (after, before) {
            (Some(after), Some(before)) => format!("{} to {}", moment(after, dates), moment(before, dates)),
            (Some(after), None) => format!("From {}", moment(after, dates)),
            (None, Some(before)) => format!("Before {}", moment(before, dates)),
            (None, None) => "Any time".to_owned(),
        },
    }
}

/// `7 days`, `36 hours`, `30 minutes`.
#[must_use]
pub fn length_label(length: i64) -> String {
    const UNITS: [(i64, &str, &str); 3] =
        [(DAY, "day", "days"), (3600 * SECOND, "hour", "hours"), (60 * SECOND, "minute", "minutes")];
    let fitting = UNITS.iter().find(|(unit, ..)| length % unit == 0);
    fitting.map_or_else(
        || duration((length / 1000).unsigned_abs()),
        |(unit, one, many)| counted((length / unit).unsigned_abs(), one, many),
    )
}

/// A moment without the seconds, or the whole time, where these are nought.
#[must_use]
pub fn moment(instant: Instant, dates: Dates) -> String {
    let text = dates.format(instant);
    let short = text.strip_suffix(":00").map(|text| text.strip_suffix(" 00:00").unwrap_or(text));
    short.unwrap_or(&text).to_owned()
}

/// The heading of a field that people read.
#[must_use]
pub fn field_name(field: Field) -> &'static str {
    match field {
        Field::Column(column) => column.heading(),
        Field::Identity => "Identity",
        Field::Expected => "Expected skip",
        Field::Text => "Text in the record",
        Field::Step => "Step",
        Field::Attr => "Modified property",
        Field::Value => "Old or new value",
        Field::Old => "Old value",
        Field::New => "New value",
        Field::Retry => "Retry",
    }
}

/// The words of each term of a field, all of which must hold; `None` where there are none.
#[must_use]
pub fn words_label(field: Field, lists: &[Vec<String>]) -> Option<String> {
    let label = |word: &String| match field {
        Field::Column(column) => value_label(column, word.strip_prefix('=').unwrap_or(word)),
        _ if word.is_empty() => "(none)".to_owned(),
        _ => bracketed(word),
    };
    let any = |words: &Vec<String>| words.iter().map(label).collect::<Vec<_>>().join(", ");
    let all: Vec<_> = lists.iter().map(any).collect();
    (!all.is_empty()).then(|| all.join(" and "))
}

/// Every condition of a query, such as `Status: Failure` and `Identity: ana`.
#[must_use]
pub fn told(query: &Query, dates: Dates) -> Vec<String> {
    let term = |term: &Term| match term {
        Term::Time(range) => format!("Date: {}", range_label(*range, dates)),
        Term::Words { field, words, negated } => {
            let name = field_name(*field);
            let words = words_label(*field, std::slice::from_ref(words)).unwrap_or_default();
            format!("{name}{} {words}", if *negated { " is not:" } else { ":" })
        }
    };
    query.terms.iter().map(term).collect()
}
