//! What a person has arranged, as it is kept between visits.

use provlens::query::{Order, Sort};
use provlens::state::{PanelWidth, Settings};
use provlens::table::Column;
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn what_is_kept_is_read_back() {
    let mut settings = Settings { panel_width: PanelWidth::new(700), report_open: true, ..Settings::default() };
    settings.columns.resize(Column::Date, 222);
    settings.columns.pin(Column::Status);
    let sort = |column, descending| Sort { column, descending };
    settings.sort = Order(vec![sort(Column::Identity, false), sort(Column::Duration, true)]);
    assert_eq!(Settings::from_json(&settings.to_json()), settings);
}

#[test]
fn the_one_column_that_was_sorted_by_once_is_still() {
    let sort = Settings::from_json("{\"sort\":\"app\",\"descending\":true}").sort;
    assert_eq!(sort, Sort { column: Column::Application, descending: true }.into());
}

#[test]
fn nonsense_reads_as_never_set() {
    for text in ["", "null", "[1]", "{\"columns\":7}", "{\"sort\":\"colour\",\"extra\":{}}"] {
        assert_eq!(Settings::from_json(text), Settings::default(), "{text}");
    }
}

#[test]
fn a_width_out_of_bounds_is_brought_within() {
    assert_eq!(Settings::from_json("{\"panel_width\":5}").panel_width.pixels(), PanelWidth::MIN);
}
