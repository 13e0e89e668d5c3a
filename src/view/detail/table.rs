//! Draws tables: long ones in parts, and with a switch for rows of no account where there are any.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};

use super::block::put_blocks;
use super::parts::{PutItem, put_in_parts};
use super::run::put_runs;
use super::sheet::{Sheet, attribute, element, put, put_new, put_words};
use crate::dossier::{Columns, Row, Table};

/// Draws a table.
pub fn put_table(sheet: &Sheet, parent: &Element, table: &Table) {
    let (class, head_class) = match table.columns {
        Columns::NameAndValue => ("pl-detail__table pl-detail__table--pairs", "pl-hidden"),
        Columns::Changes => ("pl-detail__table pl-detail__table--changes", ""),
    };
    let drawn = element("table", class);
    let head = put_new(&put_new(&drawn, "thead", head_class), "tr", "");
    for name in &table.names {
        let heading = put_new(&head, "th", "");
        attribute(&heading, "scope", "col");
        put_words(&heading, name);
    }

    let rows = Rc::new(table.rows.clone());
    let fill = {
        let (sheet, parent, of, drawn) = (sheet.clone(), parent.clone(), table.of.clone(), drawn.clone());
        let (more, last) = (RefCell::new(None::<Element>), RefCell::new(None::<Element>));
        move |hides: bool| {
            // What is still being drawn into the last body ends with it.
            for gone in more.take().into_iter().chain(last.take()) {
                gone.remove();
            }
            let body = put_new(&drawn, "tbody", "");
            last.replace(Some(body.clone()));
            let shown = (0..rows.len()).filter(|index| !(hides && rows[*index].of_no_account));
            let shown: Vec<usize> = shown.collect();
            let count = shown.len();
            let (rows, sheet_of_rows) = (Rc::clone(&rows), sheet.clone());
            let put_item: PutItem = Rc::new(move |body, index| put_row(&sheet_of_rows, body, &rows[shown[index]]));
            more.replace(put_in_parts(&sheet, &parent, &body, count, None, &of, put_item));
        }
    };
    if table.hide.is_empty() {
        put(parent, &drawn);
        return fill(false);
    }
    let switch = put_switch(parent, &table.hide);
    put(parent, &drawn);
    fill(false);
    let switched = switch.clone();
    sheet.listen(&switch, "change", move || fill(switched.checked()));
}

/// Draws a switch with a label.
pub fn put_switch(parent: &Element, label: &str) -> HtmlInputElement {
    let drawn = put_new(parent, "label", "pl-detail__switch");
    let switch = put_new(&drawn, "input", "");
    attribute(&switch, "type", "checkbox");
    put_words(&drawn, label);
    switch.unchecked_into()
}

fn put_row(sheet: &Sheet, body: &Element, row: &Row) {
    let drawn = put_new(body, "tr", "");
    let heading = put_new(&drawn, "th", "");
    attribute(&heading, "scope", "row");
    put_runs(sheet, &heading, &row.heading);
    for cell in &row.cells {
        put_blocks(sheet, &put_new(&drawn, "td", ""), cell);
    }
}
