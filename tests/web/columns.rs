//! Which columns are shown, in which order and how wide; and how that is kept.

use provlens::state::{ColumnLayout, MIN_WIDTH, SavedColumn, SavedLayout};
use provlens::table::Column;
use wasm_bindgen_test::wasm_bindgen_test as test;

fn layout_of(columns: &[(&str, u32, bool)]) -> ColumnLayout {
    let column = |(column, width, shown): &(&str, _, _)| SavedColumn {
        column: (*column).to_owned(),
        width: *width,
        shown: *shown,
        pinned: false,
    };
    let saved = SavedLayout { order: columns.iter().map(column).collect(), ..SavedLayout::default() };
    ColumnLayout::from_saved(&saved)
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
    assert_eq!(ColumnLayout::from_saved(&layout.to_saved()), layout);
}

#[test]
fn an_odd_saved_layout_loses_only_what_is_odd() {
    let layout = layout_of(&[("status", 1, true), ("nonsense", 90, true), ("status", 90, false)]);
    assert_eq!(shown(&layout), [Column::Status]);
    assert_eq!(layout.all()[0].width, MIN_WIDTH);
    assert_eq!(layout.all().len(), Column::ALL.len());
    assert_eq!(layout_of(&[("date", 90, false)]), ColumnLayout::default());
}

#[test]
fn the_last_column_cannot_be_hidden() {
    let mut layout = layout_of(&[("status", 90, true)]);
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

#[test]
fn columns_are_a_persons_choice_once_one_is_shown_or_hidden_and_not_by_being_moved() {
    let mut layout = ColumnLayout::default();
    layout.move_to(Column::Status, Column::Date);
    layout.resize(Column::Date, 200);
    assert!(!layout.is_chosen());
    layout.show(Column::Application, true);
    assert!(layout.is_chosen());
}
