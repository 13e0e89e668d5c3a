//! What the box offers to write where the caret stands. Pure but for the values, which the engine counts.

use crate::event::StepType;
use crate::invisible::bracketed;
use crate::protocol::{Facet, FacetRequest, ValueCount};
use crate::query::completion::{Completion, Part, TIME_KEYS};
use crate::query::text::write_word;
use crate::query::{Field, RETRIES, word_column};
use crate::view::filters::{field_name, value_label};
use crate::view::format::grouped;

/// Values that are offered at a time.
const MOST: u32 = 8;
/// Lengths of time that people ask for.
const LENGTHS: [&str; 4] = ["24h", "7d", "30d", "1mo"];

/// Something that could be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is written.
    pub insert: String,
    pub label: String,
    /// What is told beside it.
    pub note: String,
}

/// The values to be counted for a completion, if it is one of values that can be listed.
#[must_use]
pub fn facet_for(completion: &Completion) -> Option<FacetRequest> {
    let Part::Value(Field::Column(column)) = completion.of else { return None };
    // People read other words for the few values of an enumeration, and write those.
    let (part, limit) =
        if column.is_enumeration() { (String::new(), u32::MAX) } else { (completion.typed.clone(), MOST) };
    word_column(column).map(|_| FacetRequest { column, part, limit, under_own: false })
}

/// The field whose words are to be looked for in records, if it is one of these.
#[must_use]
pub fn field_to_sample(completion: &Completion) -> Option<Field> {
    let Part::Value(field) = completion.of else { return None };
    (field.is_of_property() || field == Field::Step).then_some(field)
}

/// The choices for a completion; `facet` holds the values and `sampled` the words of records, as far as they are known, or
/// the codes that are expected.
#[must_use]
pub fn choices(completion: &Completion, facet: Option<Facet>, sampled: &[String]) -> Vec<Choice> {
    let typed = completion.typed.to_ascii_lowercase();
    match completion.of {
        Part::Name => {
            let fields = Field::all().map(|field| (field.key(), field_name(field)));
            let all = fields.chain(TIME_KEYS.map(|key| (key, "Date")));
            let fitting =
                all.filter(|(key, name)| key.starts_with(&typed) || name.to_ascii_lowercase().starts_with(&typed));
            fitting.map(|(key, name)| choice(format!("{key}:"), format!("{key}:"), name.to_owned())).collect()
        }
        Part::Length => words(&typed, LENGTHS.into_iter()),
        Part::Value(Field::Step) => {
            let stages = StepType::ALL.iter().map(StepType::as_str);
            let mut choices = words(&typed, stages.clone());
            let is_new = |word: &&String| !stages.clone().any(|stage| stage.eq_ignore_ascii_case(word));
            choices.extend(fitting_words(&typed, sampled.iter().filter(is_new), IN_LOG));
            choices
        }
        Part::Value(Field::Retry) => words(&typed, RETRIES.into_iter()),
        Part::Value(Field::Expected) => fitting_words(&typed, sampled.iter(), "expected"),
        Part::Value(field) if field.is_of_property() => fitting_words(&typed, sampled.iter(), IN_LOG),
        Part::Value(field) => {
            let Field::Column(column) = field else { return Vec::new() };
            let mut values = facet.map(|facet| facet.values).unwrap_or_default();
            if column.is_enumeration() {
                let is_wanted = |word: &str| word.to_ascii_lowercase().contains(&typed);
                values.retain(|ValueCount { value, .. }| is_wanted(value) || is_wanted(&value_label(column, value)));
                values.truncate(MOST as usize);
            }
            let of_value = |value: ValueCount| {
                let mut insert = String::new();
                write_word(&mut insert, &field.word_for(&value.value));
                choice(insert, value_label(column, &value.value), grouped(value.count))
            };
            values.into_iter().map(of_value).collect()
        }
    }
}

/// What is told beside a word of a record.
const IN_LOG: &str = "in the log";

/// Those of some words that hold what is typed.
fn fitting_words<'word>(typed: &str, words: impl Iterator<Item = &'word String>, note: &str) -> Vec<Choice> {
    let fitting = words.filter(|word| word.to_ascii_lowercase().contains(typed));
    let of_word = |word: &String| {
        let mut insert = String::new();
        write_word(&mut insert, word);
        choice(insert, bracketed(word), note.to_owned())
    };
    fitting.take(MOST as usize).map(of_word).collect()
}

/// Those of some words that begin as what is typed does.
fn words(typed: &str, words: impl Iterator<Item = &'static str>) -> Vec<Choice> {
    let fitting = words.filter(|word| word.to_ascii_lowercase().starts_with(typed));
    fitting.map(|word| choice(word.to_owned(), word.to_owned(), String::new())).collect()
}

fn choice(insert: String, label: String, note: String) -> Choice {
    Choice { insert, label, note }
}
