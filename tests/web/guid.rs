//! GUIDs in the browser, where they are read and written sixteen bytes at a time.

use provlens::table::{Bitset, IdentifierColumn, parse_guid};
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn a_guid_is_written_as_it_was_read_and_looked_through_as_it_is_written() {
    let mut column = IdentifierColumn::default();
    let mut texts = Vec::new();
    let mut number = 1_u128;
    for _ in 0..500 {
        number = number.wrapping_mul(0x0123_4567_89AB_CDEF_FEDC_BA98_7654_3211).wrapping_add(77);
        let digits = format!("{number:032x}");
        let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
        texts.push(parts.join("-"));
        column.push(texts[texts.len() - 1].as_bytes());
        assert_eq!(parse_guid(texts[texts.len() - 1].as_bytes()), Some(number));
    }
    for (row, text) in texts.iter().enumerate() {
        assert_eq!(column.text(row as u32), *text);
    }
    for letter in "0123456789abcdef-".chars() {
        let parts = ["", &format!("{letter}"), ""].map(str::to_owned);
        let mut rows = Bitset::empty(500);
        column.add_like(&[&parts], &[false], &mut rows);
        assert!(texts.iter().enumerate().all(|(row, text)| rows.contains(row as u32) == text.contains(letter)));
        let parts = ["", "", &format!("{letter}7")].map(str::to_owned);
        let mut rows = Bitset::empty(500);
        column.add_like(&[&parts], &[false], &mut rows);
        let is_end = |text: &str| text.ends_with(&parts[2]);
        assert!(texts.iter().enumerate().all(|(row, text)| rows.contains(row as u32) == is_end(text)));
    }
}
