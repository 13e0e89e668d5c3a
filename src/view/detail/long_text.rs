//! Text of any length: the beginning of a long one, and a button for all of it.

use web_sys::Element;

use super::run::put_runs;
use super::sheet::{Sheet, attribute, put, put_new, put_words};
use crate::dossier::LongText;
use crate::view::format::grouped;

/// Draws a text from the log, its lines and blanks kept.
pub fn long_text(sheet: &Sheet, parent: &Element, text: &LongText) {
    let shown = put_new(parent, "bdi", "pl-detail__text");
    let button = sheet.button("pl-detail__more", "", || {});
    put(parent, &button);
    let show = {
        let (sheet, text, button) = (sheet.clone(), text.clone(), button.clone());
        move |whole: bool| {
            shown.set_text_content(None);
            put_runs(&sheet, &shown, if whole { &text.whole } else { &text.beginning });
            if !whole {
                put_words(&shown, "…");
            }
            let label = if whole { "Show less".to_owned() } else { all_characters(text.characters) };
            button.set_text_content(Some(&label));
            attribute(&button, "aria-expanded", if whole { "true" } else { "false" });
        }
    };
    show(false);
    let mut is_whole = false;
    sheet.listen(&button, "click", move || {
        is_whole = !is_whole;
        show(is_whole);
    });
}

fn all_characters(number: u64) -> String {
    format!("Show all {} characters", grouped(number))
}
