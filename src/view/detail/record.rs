//! Draws a record line by line, as what is no JSON is shown.

use web_sys::Element;

use super::sheet::{Sheet, attribute, put, put_new, put_words};
use crate::browser::document;
use crate::dossier::Record;
use crate::invisible::bracketed;
use crate::view::format::grouped;

/// Of a long record this much is drawn at first, in bytes.
const SHOWN_AT_FIRST: usize = 100_000;
/// Lines are drawn together in blocks of about so many bytes; the browser lays out those in sight only.
const BLOCK: usize = 20_000;

/// Draws the beginning of a record, and a button for all of it.
pub fn put_record(sheet: &Sheet, parent: &Element, record: &Record) {
    let frame = put_new(parent, "div", "pl-detail__json");
    attribute(&frame, "dir", "ltr");
    let beginning = record.text.floor_char_boundary(SHOWN_AT_FIRST);
    put_lines(&frame, &record.text[..beginning]);
    if beginning == record.text.len() {
        return;
    }
    let button = sheet.button("pl-detail__more", &format!("Show all {} bytes", grouped(record.bytes)), || {});
    put(&frame, &button);
    let text = record.text.clone();
    sheet.listen(&button, "click", move || {
        document::rescue_focus(&frame);
        frame.set_text_content(None);
        put_lines(&frame, &text);
    });
}

/// Puts whole lines, some thousands of characters together.
fn put_lines(frame: &Element, text: &str) {
    let mut block = String::new();
    for line in text.split_inclusive('\n') {
        if block.len() >= BLOCK {
            put_words(&put_new(frame, "div", "pl-detail__json-block"), &block);
            block.clear();
        }
        block.push_str(&bracketed(line));
    }
    put_words(&put_new(frame, "div", "pl-detail__json-block"), &block);
}
