//! A text looked for in any bytes: the quick look misses nothing that a look at every text of the record finds.
//!
//! The first byte of the input says how many of the next ones are the text; the rest is the record.

#![no_main]

use libfuzzer_sys::fuzz_target;
use provlens::engine::search::record_test;
use provlens::format::{Converter, RecordTexts};
use provlens::query::{Field, InsideCondition};
use provlens::table::fold;

fuzz_target!(|input: &[u8]| {
    let Some((length, rest)) = input.split_first() else { return };
    let (word, record) = rest.split_at(rest.len().min(usize::from(*length)));
    let word = String::from_utf8_lossy(word).into_owned();
    let folded = fold(&word);
    // To look for nothing is to look for records without a text; with wildcards and the like a word is no mere text.
    if folded.is_empty() || word.starts_with('=') || word.contains(['*', '\\']) {
        return;
    }
    let mut texts = RecordTexts::new(record).filter(|text| !text.is_schema());
    let naive = texts.any(|text| fold(&text.text.decode()).contains(&folded));
    let asked = InsideCondition { parts: vec![(Field::Text, vec![word])], negated: false };
    let holds = record_test(&asked, &Converter::default()).is_some_and(|test| test.holds(record));
    assert_eq!(holds, naive);
});
