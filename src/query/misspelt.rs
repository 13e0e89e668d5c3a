//! What was probably meant by a word that is no value of its field, where all values are known.

use super::{Field, Term};
use crate::event::{Action, ErrorCategory, InitiatorType, Status};
use crate::table::Column;

/// More letters than this are not taken for a slip.
const MOST: usize = 2;
/// What has so many of a value's first letters means it, as `failed` does.
const STEM: usize = 4;
/// So have fewer, where no more are written.
const SHORTEST: usize = 3;
/// No value is as long, in bytes.
const LONGEST: usize = 40;

/// The term with the values in it that its misspelt words come nearest to; `None` where none is misspelt.
#[must_use]
pub fn meant(term: &Term) -> Option<Term> {
    let Term::Words { field: field @ Field::Column(column), words, negated } = term else { return None };
    // Each value with the word that people read for it, which they write, too.
    let values: Vec<[&str; 2]> = match column {
        Column::Status => Status::ALL.iter().map(|value| [value.as_str(), value.label()]).collect(),
        Column::Action => Action::ALL.iter().map(|value| [value.as_str(), value.label()]).collect(),
        Column::ErrorCategory => ErrorCategory::ALL.iter().map(|value| [value.as_str(), value.label()]).collect(),
        Column::InitiatorType => InitiatorType::ALL.iter().map(|value| [value.as_str(), value.label()]).collect(),
        _ => return None,
    };
    let nearest: Vec<String> = words.iter().map(|word| nearest(word, &values).unwrap_or(word).to_owned()).collect();
    (nearest != *words).then_some(Term::Words { field: *field, words: nearest, negated: *negated })
}

fn nearest<'a>(word: &str, values: &[[&'a str; 2]]) -> Option<&'a str> {
    let word = word.to_ascii_lowercase();
    if word.len() > LONGEST || word.contains('*') || values.iter().any(|[value, _]| word.eq_ignore_ascii_case(value)) {
        return None;
    }
    let spelled = values.iter().flat_map(|[value, label]| [(value, value), (label, value)]);
    let near = spelled.filter_map(|(spelled, value)| {
        let spelled = spelled.to_ascii_lowercase();
        let letters = distance(word.as_bytes(), spelled.as_bytes());
        let begins_so = word.len() >= SHORTEST && spelled.starts_with(word.get(..word.len().min(STEM))?);
        (letters <= MOST && 2 * letters < spelled.len() || begins_so).then_some((letters, *value))
    });
    near.min_by_key(|(letters, _)| *letters).map(|(_, value)| value)
}

/// How many letters must be put in, left out or changed to make one of the other.
fn distance(one: &[u8], other: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.iter().enumerate() {
        let mut before = std::mem::replace(&mut row[0], index + 1);
        for (place, another) in other.iter().enumerate() {
            let changed = before + usize::from(letter != another);
            before = row[place + 1];
            row[place + 1] = changed.min(row[place] + 1).min(before + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;
    use crate::query::text::{parse, write};

    #[test]
    fn a_slip_is_told_from_a_value_and_from_another_word() {
        for (text, told) in [
            ("status:faliure", "status:failure"),
            ("-status:Sucess,skipped", "-status:success,skipped"),
            ("action:craete", "action:create"),
            ("category:nonServiceFailur", "category:nonServiceFailure"),
            ("initiatortype:usr", "initiatortype:user"),
            ("category:\"Outside the service\"", "category:nonServiceFailure"),
            ("action:\"staged delet\"", "action:stagedDelete"),
            ("status:fail,failed", "status:failure,failure"),
            ("status:failure,FAILURE", ""),
            ("status:f*", ""),
            ("status:\"\"", ""),
            ("status:nonsense", ""),
            ("status:fa", ""),
            ("status:fact", ""),
            ("action:deleted", "action:delete"),
            ("app:faliure", ""),
            ("last:7d", ""),
        ] {
            let terms = parse(text).query.terms.iter().filter_map(meant).collect();
            assert_eq!(write(&Query { terms }), told, "{text}");
        }
    }

    #[test]
    fn letters_are_counted_as_one_would_by_hand() {
        for (one, other, letters) in [("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 2)] {
            assert_eq!(distance(one.as_bytes(), other.as_bytes()), letters);
        }
    }
}
