//! Numbers, durations, sizes and ids as people read them.

use provlens::view::format::{bytes, duration, grouped, list, short_id, split_id};
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn numbers_are_grouped_by_three() {
    assert_eq!(
        [0, 12, 123, 1_234, 100_000, 1_234_567].map(grouped),
        ["0", "12", "123", "1,234", "100,000", "1,234,567"]
    );
}

#[test]
fn a_duration_is_told_in_the_unit_that_fits() {
    assert_eq!(
        [910, 1_000, 2_349, 59_999, 245_000, 12_000_000].map(duration),
        ["910 ms", "1.0 s", "2.3 s", "59.9 s", "4 min 5 s", "3 h 20 min"]
    );
}

#[test]
fn a_size_is_told_in_the_unit_that_fits() {
    assert_eq!([1, 512, 3_450_000, 2_000_000_000].map(bytes), ["1 byte", "512 bytes", "3.4 MB", "2.0 GB"]);
}

#[test]
fn a_long_id_keeps_both_ends_whatever_its_letters() {
    assert_eq!(short_id("a-short-one"), "a-short-one");
    assert_eq!(short_id("1b1b1b1b-2c2c-3d3d-4e4e-5f5f5f5f5f5f"), "1b1b1b1b…5f5f5f5f");
    assert_eq!(short_id("ééééééééééééééééééééééééé"), "éééééééé…éééééééé");
}

#[test]
fn an_id_is_split_before_its_last_letters() {
    assert_eq!(split_id("1b1b1b1b-2c2c-3d3d-4e4e-5f5f5f5f5f5f"), ("1b1b1b1b-2c2c-3d3d-4e4e-5f5f", "5f5f5f5f"));
    assert_eq!(split_id("ééééééééé"), ("é", "éééééééé"));
    assert_eq!(split_id("short"), ("", "short"));
}

#[test]
fn words_are_listed_as_people_list_them() {
    assert_eq!([&["a"][..], &["a", "b"], &["a", "b", "c"]].map(list), ["a", "a and b", "a, b and c"]);
}
