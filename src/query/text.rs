//! A query as text: the language of the filter box, of links and of host pages.
//!
//! Terms are joined by spaces, and all of them must hold. `field:word`, where words joined by commas are any of them;
//! `-` before a term negates it. Quotes keep what stands in them together, and a quote in quotes is written twice. In
//! front of quotes stay the signs that are no part of a text: `=` (the whole value). What words mean is told in
//! [`pattern`](super::pattern) and [`durations`](super::durations); moments without a zone are in UTC.
//!
//! A term that cannot be read becomes a [`Flaw`] and takes no part in the query; the others do.

use std::ops::Range;

use super::{Field, Query, RETRIES, Term, TimeRange, durations};
use crate::event::Instant;
use crate::event::instant::{DAY, SECOND};
use crate::table::Column;

/// The longest word that is looked for, in characters: no name, id or code of a log comes near it.
pub const MAX_WORD: usize = 1_000;

/// Units of a length of time, the larger ones first.
const UNITS: [(&str, i64); 6] =
    [("mo", 30 * DAY), ("w", 7 * DAY), ("d", DAY), ("h", DAY / 24), ("min", 60 * SECOND), ("s", SECOND)];

/// What a text asks for, and what in it could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    pub query: Query,
    pub flaws: Vec<Flaw>,
}

/// A part of a text that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// In bytes of the text.
    pub at: Range<usize>,
    /// The whole term that takes no part for it, in bytes of the text.
    pub term: Range<usize>,
    pub kind: FlawKind,
}

impl Flaw {
    /// `“colour:” at character 17: there is no such field …`, of this text.
    #[must_use]
    pub fn told(&self, text: &str) -> String {
        const LONGEST: usize = 40;
        let marked = text.get(self.at.clone()).unwrap_or_default();
        let place = text.get(..self.at.start).unwrap_or_default().chars().count() + 1;
        let mut short: String = marked.chars().take(LONGEST).collect();
        if short.len() < marked.len() {
            short.push('…');
        }
        let quoted = if short.is_empty() { String::new() } else { format!("“{short}” ") };
        format!("{quoted}at character {place}: {}", self.kind)
    }
}

/// Why a part of a text cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FlawKind {
    #[error("there is no such field; put the term in quotes to look for it as a name")]
    UnknownField,
    #[error("a value is missing here, with no blank before it")]
    NoValue,
    #[error("the quote that begins here has no end")]
    OpenQuote,
    #[error("a quote stands inside a word; put the whole word in quotes, and the quote twice")]
    StrayQuote,
    #[error("a space or a comma is missing behind the quote")]
    NoSpace,
    #[error("this word is longer than the 1,000 characters that can be looked for")]
    TooLong,
    #[error("this is no date; write 2026-11-18 or 2026-11-18T14:30Z, in UTC")]
    NoDate,
    #[error("this is no length of time; write a number and s, min, h, d, w or mo without a blank, such as 7d")]
    NoLength,
    #[error("no time at all is asked for; write 1 or more, such as 1d")]
    NoTime,
    #[error("this is no duration; write milliseconds, such as 500, >500, <=500 or 100..500")]
    NoDuration,
    #[error("dates are asked for with after:, before: or last:")]
    DateField,
    #[error("only one value can stand here")]
    TooMany,
    #[error("a minus sign needs a term behind it")]
    LoneMinus,
    #[error("one minus sign rules out; put the term in quotes to look for it as a name")]
    SecondMinus,
    #[error("the name of a field is missing before the colon")]
    NoField,
    #[error("no event can lie in this time and in the one that is asked for before it, too")]
    Backwards,
    #[error("the smaller number comes first, such as 100..500")]
    LargerFirst,
    #[error("a retry is done, due, or * for either")]
    NoRetry,
}

/// Reads a text.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut reader = Reader { text, at: 0, blanks_part: true };
    loop {
        reader.skip_spaces();
        if reader.at == text.len() {
            return parsed;
        }
        let start = reader.at;
        let read = reader.term().and_then(|term| match term {
            Term::Time(range) if !narrow(&mut parsed.query, range) => flaw(start, reader.at, FlawKind::Backwards),
            Term::Time(_) => Ok(()),
            term @ Term::Words { .. } => {
                parsed.query.terms.push(term);
                Ok(())
            }
        });
        if let Err(flaw) = read {
            reader.at = start;
            reader.skip_term();
            if flaw.kind == FlawKind::NoValue && text[..reader.at].ends_with(':') {
                reader.skip_value();
            }
            parsed.flaws.push(Flaw { term: start..reader.at, ..flaw });
        }
    }
}

/// Reads words of one field where nothing else can stand, as in a box of its own: commas part them, blanks do not, and
/// behind a last comma a word may still be to come. None where there is nothing.
pub fn parse_words(field: Field, text: &str) -> Result<Vec<String>, FlawKind> {
    let text = text.trim();
    let text = text.strip_suffix(',').unwrap_or(text);
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let mut reader = Reader { text, at: 0, blanks_part: false };
    let words = reader.words().map_err(|flaw| flaw.kind)?;
    match words.iter().find_map(|word| fault_of(field, &word.word)) {
        Some(kind) => Err(kind),
        None if reader.at < text.len() => Err(FlawKind::NoSpace),
        None => Ok(plain(words)),
    }
}

/// Writes words so that [`parse_words`] reads them as the same.
#[must_use]
pub fn write_words(words: &[String]) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() {
            text.push_str(", ");
        }
        let bare = word.strip_prefix('=').unwrap_or(word);
        if !bare.is_empty() && bare.trim() == bare && !bare.contains([',', '"']) {
            text.push_str(word);
        } else {
            write_word(&mut text, word);
        }
    }
    text
}

/// Writes a query; [`parse`] reads it as the same.
#[must_use]
pub fn write(query: &Query) -> String {
    let mut text = String::new();
    for term in &query.terms {
        match term {
            Term::Words { field, words, negated } => {
                begin(&mut text, if *negated { "-" } else { "" }, field.key());
                for (index, word) in words.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    write_word(&mut text, word);
                }
            }
            Term::Time(TimeRange::Last(length)) => write_length(&mut text, "", *length),
            Term::Time(TimeRange::BeforeLast(length)) => write_length(&mut text, "-", *length),
            Term::Time(TimeRange::Between { after, before }) => {
                for (key, end) in [("after", after), ("before", before)] {
                    if let Some(end) = end {
                        begin(&mut text, "", key);
                        text.push_str(&write_instant(*end));
                    }
                }
            }
        }
    }
    text
}

/// Writes a query in place of another text, of which the terms that cannot be read are kept behind it, to be mended; unless
/// they would mean something there.
#[must_use]
pub fn write_over(text: &str, flaws: &[Flaw], query: &Query) -> String {
    let written = write(query);
    // A time that the other end makes impossible is one without that end.
    for with_times in [true, false] {
        let mut kept = written.clone();
        for flaw in flaws.iter().filter(|flaw| with_times || flaw.kind != FlawKind::Backwards) {
            let Some(term) = text.get(flaw.term.clone()) else { continue };
            kept.push_str(if kept.is_empty() { "" } else { " " });
            kept.push_str(term);
        }
        if parse(&kept).query == *query {
            return kept;
        }
    }
    written
}

/// `2026-11-18`, or `2026-11-18T14:30Z` where it is not midnight.
#[must_use]
pub fn write_instant(instant: Instant) -> String {
    let text = instant.to_rfc3339();
    match text.strip_suffix(":00Z") {
        Some(minutes) => minutes.strip_suffix("T00:00").map_or_else(|| format!("{minutes}Z"), str::to_owned),
        None => text,
    }
}

fn begin(text: &mut String, sign: &str, key: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    for part in [sign, key, ":"] {
        text.push_str(part);
    }
}

fn write_length(text: &mut String, sign: &str, length: i64) {
    begin(text, sign, "last");
    // Months and weeks are for people to write; days say the same.
    let fitting = UNITS[2..].iter().find(|(_, unit)| length % unit == 0);
    let (name, unit) = fitting.copied().unwrap_or(("s", SECOND));
    text.push_str(&(length / unit).to_string());
    text.push_str(name);
}

/// Writes one word, in quotes where it needs them.
pub fn write_word(text: &mut String, word: &str) {
    let bare = word.strip_prefix('=').unwrap_or(word);
    text.push_str(&word[..word.len() - bare.len()]);
    if !bare.is_empty() && !bare.contains(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '"')) {
        text.push_str(bare);
        return;
    }
    text.push('"');
    text.push_str(&bare.replace('"', "\"\""));
    text.push('"');
}

/// Adds a range of time to a query: several ranges of one kind are the one that they have in common. Says whether they
/// have any, and adds nothing where not.
fn narrow(query: &mut Query, range: TimeRange) -> bool {
    if query.terms.iter().any(|term| matches!(term, Term::Time(other) if are_apart(*other, range))) {
        return false;
    }
    for term in &mut query.terms {
        match (term, range) {
            (Term::Time(TimeRange::Last(length)), TimeRange::Last(other)) => *length = other.min(*length),
            (Term::Time(TimeRange::BeforeLast(length)), TimeRange::BeforeLast(other)) => *length = other.max(*length),
            (Term::Time(TimeRange::Between { after, before }), TimeRange::Between { after: from, before: to }) => {
                (*after, *before) = in_common((*after, *before), (from, to));
            }
            _ => continue,
        }
        return true;
    }
    query.terms.push(Term::Time(range));
    true
}

/// Whether no moment lies in both ranges, whatever the log.
fn are_apart(one: TimeRange, other: TimeRange) -> bool {
    match (one, other) {
        (TimeRange::Last(length), TimeRange::BeforeLast(before))
        | (TimeRange::BeforeLast(before), TimeRange::Last(length)) => before >= length,
        (TimeRange::Between { after, before }, TimeRange::Between { after: from, before: to }) => {
            matches!(in_common((after, before), (from, to)), (Some(after), Some(before)) if after >= before)
        }
        _ => false,
    }
}

type Ends = (Option<Instant>, Option<Instant>);

fn in_common((after, before): Ends, (from, to): Ends) -> Ends {
    (after.max(from), [before, to].into_iter().flatten().min())
}

struct Reader<'a> {
    text: &'a str,
    /// In bytes.
    at: usize,
    /// Whether a blank ends a word.
    blanks_part: bool,
}

/// A word, and where it stands.
struct Word {
    word: String,
    at: Range<usize>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn skip_spaces(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    fn take(&mut self, sign: char) -> bool {
        let is_next = self.rest().starts_with(sign);
        if is_next {
            self.at += sign.len_utf8();
        }
        is_next
    }

    /// Passes over a term that could not be read, which is left out as a whole.
    fn skip_term(&mut self) {
        let (mut is_quoted, mut is_behind_comma) = (false, false);
        for (position, letter) in self.rest().char_indices() {
            is_quoted ^= letter == '"';
            let is_blank = letter.is_whitespace() && !is_quoted;
            // A blank behind a comma is no end.
            if is_blank && !is_behind_comma {
                self.at += position;
                return;
            }
            if !is_blank {
                is_behind_comma = letter == ',' && !is_quoted;
            }
        }
        self.at = self.text.len();
    }

    /// Passes over what stands behind the blank after a field's colon: it was meant for that, unless it begins a term.
    fn skip_value(&mut self) {
        let end = self.at;
        self.skip_spaces();
        let rest = self.rest();
        if rest.is_empty() || rest.starts_with('-') || field_name(rest).is_some() {
            self.at = end;
        } else {
            self.skip_term();
        }
    }

    fn term(&mut self) -> Result<Term, Flaw> {
        let start = self.at;
        let negated = self.take('-');
        match self.rest().chars().next() {
            None => return flaw(start, self.at, FlawKind::LoneMinus),
            Some(next) if negated && next.is_whitespace() => return flaw(start, self.at, FlawKind::LoneMinus),
            Some('-') if negated => return flaw(start, self.at + 1, FlawKind::SecondMinus),
            Some(':') => return flaw(self.at, self.at + 1, FlawKind::NoField),
            Some(_) => {}
        }
        let from = self.at;
        let Some(letters) = field_name(self.rest()) else {
            return Ok(Term::Words { field: Field::Identity, words: plain(self.words()?), negated });
        };
        let name = self.text[from..from + letters].to_ascii_lowercase();
        self.at += letters + 1;
        match name.as_str() {
            "after" | "before" => {
                let word = self.one_word()?;
                let Some(instant) = Instant::parse(word.word.as_bytes()) else {
                    return flaw(word.at.start, word.at.end, FlawKind::NoDate);
                };
                // What is not after a moment is before it.
                let is_after = (name == "after") != negated;
                let (after, before) = if is_after { (Some(instant), None) } else { (None, Some(instant)) };
                Ok(Term::Time(TimeRange::Between { after, before }))
            }
            "last" => {
                let word = self.one_word()?;
                match read_length(&word.word) {
                    None => flaw(word.at.start, word.at.end, FlawKind::NoLength),
                    Some(0) => flaw(word.at.start, word.at.end, FlawKind::NoTime),
                    Some(length) if negated => Ok(Term::Time(TimeRange::BeforeLast(length))),
                    Some(length) => Ok(Term::Time(TimeRange::Last(length))),
                }
            }
            "date" => flaw(from, self.at, FlawKind::DateField),
            name => {
                let Some(field) = Field::from_key(name) else {
                    return flaw(from, self.at, FlawKind::UnknownField);
                };
                let words = self.words()?;
                for word in &words {
                    if let Some(kind) = fault_of(field, &word.word) {
                        return flaw(word.at.start, word.at.end, kind);
                    }
                }
                Ok(Term::Words { field, words: plain(words), negated })
            }
        }
    }

    fn one_word(&mut self) -> Result<Word, Flaw> {
        let mut words = self.words()?;
        let first = words.swap_remove(0);
        if words.is_empty() { Ok(first) } else { flaw(first.at.start, self.at, FlawKind::TooMany) }
    }

    /// At least one word.
    fn words(&mut self) -> Result<Vec<Word>, Flaw> {
        let mut words = Vec::new();
        loop {
            words.push(self.word()?);
            if !self.blanks_part {
                self.skip_spaces();
            }
            if !self.take(',') {
                return Ok(words);
            }
            // A space behind a comma is how people write.
            self.skip_spaces();
        }
    }

    fn word(&mut self) -> Result<Word, Flaw> {
        let start = self.at;
        let mut word = String::new();
        if self.take('=') {
            word.push('=');
        }
        let sign = self.at;
        if self.take('"') {
            self.quoted(sign, &mut word)?;
        } else {
            let is_end = |letter: char| letter == ',' || self.blanks_part && letter.is_whitespace();
            let length = self.rest().find(is_end).unwrap_or(self.rest().len());
            let said = self.rest()[..length].trim_end();
            word.push_str(said);
            let is_missing = said.is_empty();
            self.at += length;
            if is_missing {
                // What can be marked is the sign that a value should stand behind.
                let before = self.text[..self.at].trim_end();
                let sign = before.chars().next_back().map_or(0, char::len_utf8);
                return flaw(before.len() - sign, self.at, FlawKind::NoValue);
            }
            if let Some(position) = word.find('"') {
                return flaw(start + position, start + position + 1, FlawKind::StrayQuote);
            }
        }
        if word.chars().count() > MAX_WORD {
            return flaw(start, self.at, FlawKind::TooLong);
        }
        Ok(Word { word, at: start..self.at })
    }

    /// What stands behind a quote up to the one that ends it.
    fn quoted(&mut self, start: usize, word: &mut String) -> Result<(), Flaw> {
        // A sign in quotes is a part of the text.
        if word.is_empty() && self.rest().starts_with('=') {
            word.push('\\');
        }
        loop {
            let Some(length) = self.rest().find('"') else {
                return flaw(start, self.text.len(), FlawKind::OpenQuote);
            };
            word.push_str(&self.text[self.at..self.at + length]);
            self.at += length + 1;
            if !self.take('"') {
                break;
            }
            word.push('"');
        }
        match self.rest().chars().next() {
            Some(next) if !next.is_whitespace() && next != ',' => {
                flaw(self.at, self.at + next.len_utf8(), FlawKind::NoSpace)
            }
            _ => Ok(()),
        }
    }
}

fn flaw<T>(from: usize, to: usize, kind: FlawKind) -> Result<T, Flaw> {
    Err(Flaw { at: from..to, term: from..to, kind })
}

/// The length of what a text begins with before a colon, if that looks like the name of a field, be there such a field
/// or not.
fn field_name(text: &str) -> Option<usize> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    let length = text.find(|letter| !is_part(letter))?;
    (text.starts_with(|letter: char| letter.is_ascii_alphabetic()) && text[length..].starts_with(':')).then_some(length)
}

/// What is wrong with a word of a field that takes some words only.
fn fault_of(field: Field, word: &str) -> Option<FlawKind> {
    match field {
        Field::Column(Column::Duration) => match durations::range(word) {
            None => Some(FlawKind::NoDuration),
            Some(range) if range.is_empty() && word.contains("..") => Some(FlawKind::LargerFirst),
            Some(_) => None,
        },
        Field::Retry => {
            let bare = word.strip_prefix('=').unwrap_or(word);
            let is_known = RETRIES.iter().chain(&["*", ""]).any(|known| known.eq_ignore_ascii_case(bare));
            (!is_known).then_some(FlawKind::NoRetry)
        }
        _ => None,
    }
}

fn plain(words: Vec<Word>) -> Vec<String> {
    words.into_iter().map(|word| word.word).collect()
}

fn read_length(word: &str) -> Option<i64> {
    let digits = word.len() - word.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let (_, unit) = UNITS.iter().find(|(name, _)| *name == &word[digits..])?;
    word[..digits].parse::<i64>().ok()?.checked_mul(*unit)
}

#[cfg(test)]
mod tests;
