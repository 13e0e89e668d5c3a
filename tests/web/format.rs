//! Ids and lists of words as people read them.

use provlens::view::format::{list, short_id, split_id};
use wasm_bindgen_test::wasm_bindgen_test as test;

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
