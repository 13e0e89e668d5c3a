//! What of a cell's words is marked as what was looked for.

use provlens::query::text::parse;
use provlens::table::Column;
use provlens::view::grid::highlight::{end_of, split};
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn what_was_looked_for_is_marked_letter_case_aside() {
    for (query, column, text, marked) in [
        ("ANA", Column::Identity, "Diana Petrov", "ana"),
        ("ana", Column::Application, "Diana Petrov", ""),
        ("-ana", Column::Identity, "Diana Petrov", ""),
        ("app:now*", Column::Application, "Service Now", "Now"),
        ("app:=box", Column::Application, "Box", "Box"),
        ("app:\\*x", Column::Application, "a*x*", "*x"),
        ("\u{142}UK", Column::Identity, "\u{142}ukasz", "\u{142}uk"),
        ("\u{141}UK", Column::Identity, "\u{142}ukasz", "\u{142}uk"),
        ("αλέξ", Column::Identity, "ΑΛΈΞΗΣ Ζ", "ΑΛΈΞ"),
        ("ΑΛΈΞΗΣ", Column::Identity, "b Αλέξης", "Αλέξης"),
        ("ИВАН", Column::Identity, "Σ иван", "иван"),
        ("\u{15f}EBNEM", Column::Identity, "\u{15e}ebnem", "\u{15e}ebnem"),
        // In lower case these take another number of bytes.
        ("\u{e9}l", Column::Identity, "\u{130}\u{c9}LI", ""),
        ("\u{e9}l", Column::Identity, "\u{212a}\u{2c62}\u{c9}l", ""),
        ("\u{e9}", Column::Identity, "Ana", ""),
        ("ss", Column::Identity, "Stra\u{df}e", ""),
        ("i", Column::Identity, "\u{130}", ""),
        ("text:ox", Column::Application, "Box", "ox"),
        ("app:*", Column::Application, "Box", ""),
        ("app:\"\"", Column::Application, "", ""),
    ] {
        let parts = split(text, &parse(query).query, column);
        assert_eq!((parts[1], parts.concat().as_str()), (marked, text), "{query} in {text}");
    }
}

#[test]
fn what_stands_next_of_all_that_was_looked_for_is_marked_too() {
    for (query, text, marked) in [
        ("petrov ana", "Ana Petrov", ["Ana", "Petrov"]),
        ("an", "Ana and Anders", ["An", "an"]),
        ("identity:ana,petrov", "petrov, ana", ["petrov", "ana"]),
        ("an ana", "Diana", ["ana", ""]),
        ("ana nap", "Anapa", ["Ana", ""]),
        ("ana \u{df}", "\u{df}ana", ["\u{df}", "ana"]),
    ] {
        let parts = split(text, &parse(query).query, Column::Identity);
        assert_eq!(([parts[1], parts[3]], parts.concat().as_str()), (marked, text), "{query} in {text}");
    }
}

#[test]
fn of_a_long_text_in_front_of_a_mark_the_end_is_left() {
    assert_eq!(end_of("ana.p@"), "ana.p@");
    assert_eq!(end_of("maximilian.\u{e4}\u{f6}\u{fc}@con"), "…on");
}
