//! Which columns are shown, in which order and how wide; and how that is kept.
#![expect(clippy::unwrap_used, reason = "a layout that cannot be made up fails the test")]

use provlens::state::{ColumnLayout, MIN_WIDTH, SavedColumn};
use provlens::table::Column;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test as test;

fn saved(column: &str, width: u32, shown: bool) -> SavedColumn {
    serde_json::from_value(json!({ "column": column, "width": width, "shown": shown })).unwrap()
}

fn shown(layout: &ColumnLayout) -> Vec<Column> {
    layout.shown().map(|setting| setting.column).collect()
}

#[test]
fn a_fresh_page_shows_the_default_columns_and_knows_all() {
    let layout = ColumnLayout::default();
    assert_eq!(shown(&layout), Column::DEFAULT);
    assert_eq!(layout.all().len(), Column::ALL.len());
}

#[test]
fn what_is_saved_is_read_back() {
    let mut layout = ColumnLayout::default();
    layout.move_to(Column::Status, Column::Date);
    layout.show(Column::Application, true);
    layout.resize(Column::Identity, 411);
    assert_eq!(ColumnLayout::from_saved(&layout.to_saved(), false), layout);
}

#[test]
fn an_odd_saved_layout_loses_only_what_is_odd() {
    let odd = [saved("status", 1, true), saved("nonsense", 90, true), saved("status", 90, false)];
    let layout = ColumnLayout::from_saved(&odd, true);
    assert_eq!(shown(&layout), [Column::Status]);
    assert_eq!(layout.all()[0].width, MIN_WIDTH);
    assert_eq!(layout.all().len(), Column::ALL.len());
    assert_eq!(ColumnLayout::from_saved(&[saved("date", 90, false)], true), ColumnLayout::default());
}

#[test]
fn the_last_column_cannot_be_hidden() {
    let mut layout = ColumnLayout::from_saved(&[saved("status", 90, true)], true);
    layout.show(Column::Status, false);
    assert_eq!(shown(&layout), [Column::Status]);
}

#[test]
fn a_column_moves_past_the_next_one_shown_and_not_past_the_ends() {
    let mut layout = ColumnLayout::default();
    layout.show(Column::Identity, false);
    layout.move_past_neighbour(Column::Date, true);
    layout.move_past_neighbour(Column::Status, true);
    layout.move_past_neighbour(Column::Action, false);
    assert_eq!(shown(&layout)[..2], [Column::Action, Column::Date]);
    assert_eq!(shown(&layout).last(), Some(&Column::Status));
}
