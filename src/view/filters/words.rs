//! A condition in a person's words.

use crate::event::instant::DAY;
use crate::event::{Action, Instant, Status};
use crate::query::{Field, Query, Term, TimeRange};
use crate::state::Dates;
use crate::table::Column;

/// The word that people read for a column's value.
#[must_use]
pub fn value_label(column: Column, value: &str) -> String {
    match column {
        _ if value.is_empty() => "(none)".to_owned(),
        Column::Status => Status::from_word(value).label().to_owned(),
        Column::Action => Action::from_word(value).label().to_owned(),
        _ => value.to_owned(),
    }
}

/// A range of time.
#[must_use]
pub fn range_label(range: TimeRange, dates: Dates) -> String {
    match range {
        TimeRange::Last(DAY) => "Last 24 hours".to_owned(),
        TimeRange::Last(length) => format!("Last {} days", length / DAY),
        TimeRange::Between { after, before } => match (after, before) {
            (Some(after), Some(before)) => format!("{} to {}", moment(after, dates), moment(before, dates)),
            (Some(after), None) => format!("From {}", moment(after, dates)),
            (None, Some(before)) => format!("Before {}", moment(before, dates)),
            (None, None) => "Any time".to_owned(),
        },
    }
}

/// A moment without the seconds, or the whole time, where these are nought.
fn moment(instant: Instant, dates: Dates) -> String {
    let text = dates.format(instant);
    let short = text.strip_suffix(":00").map(|text| text.strip_suffix(" 00:00").unwrap_or(text));
    short.unwrap_or(&text).to_owned()
}

/// Every condition of a query, such as `Status: Failure` and `Identity: ana`.
#[must_use]
pub fn told(query: &Query, dates: Dates) -> Vec<String> {
    let term = |term: &Term| match term {
        Term::Time(range) => format!("Date: {}", range_label(*range, dates)),
        Term::Words { field, words, negated } => {
            let (name, words) = match field {
                Field::Identity => ("Identity", words.clone()),
                Field::Text => ("Text", words.clone()),
                Field::Column(column) => {
                    (column.heading(), words.iter().map(|word| value_label(*column, word)).collect::<Vec<_>>())
                }
            };
            format!("{name}{} {}", if *negated { " is not:" } else { ":" }, words.join(", "))
        }
    };
    query.terms.iter().map(term).collect()
}
