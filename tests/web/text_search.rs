//! The search for a text as it runs in the browser, with SIMD128, compared with a look at every text.

use provlens::engine::search::record_test;
use provlens::format::{Converter, RecordTexts};
use provlens::query::{Field, InsideCondition, literal};
use provlens::table::fold;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::generator::random::Random;

/// Pieces that make near misses, matches across the edges of 16 bytes, escapes and strange characters.
const PIECES: [&str; 14] = [
    "a",
    "A",
    "b",
    "ta",
    "Taken",
    "taken ",
    "k",
    "\u{212A}",
    "İ",
    "é",
    "\\u0061",
    "\\u00C9",
    "\\\\",
    "xxxxxxxxxxxxxxx",
];

fn pieces(random: &mut Random, most: u64) -> String {
    (0..random.below(most)).map(|_| PIECES[random.index(PIECES.len())]).collect()
}

#[wasm_bindgen_test]
fn a_text_is_found_at_any_place_of_a_record_as_the_twin_finds_it() {
    let mut random = Random::new(17);
    let mut hits = 0;
    for round in 0..20_000 {
        let texts: Vec<String> = (0..3).map(|_| pieces(&mut random, 12)).collect();
        let record =
            format!("{}{{\"{}\":\"{}\",\"n\":[\"{}\"]}}", " ".repeat(round % 16), texts[0], texts[1], texts[2]);
        // Nothing at all means something else.
        let word = format!("{}{}", PIECES[random.index(PIECES.len())], pieces(&mut random, 3));
        let naive = RecordTexts::new(record.as_bytes())
            .filter(|text| !text.is_schema())
            .any(|text| fold(&text.text.decode()).contains(&fold(&word)));
        let parts = vec![(Field::Text, vec![literal(&word)])];
        let test = record_test(&InsideCondition { parts, negated: false }, &Converter::default());
        assert_eq!(test.map(|test| test.holds(record.as_bytes())), Some(naive), "{word} in {record}");
        hits += usize::from(naive);
    }
    assert!((2000..18_000).contains(&hits), "{hits} of 20,000 records hold their word");
}
