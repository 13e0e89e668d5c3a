//! Long lists: the first items, and a button for the rest.

use std::rc::Rc;

use web_sys::Element;

use super::sheet::{Sheet, put};
use crate::view::format::grouped;

/// Items drawn at first; a hostile record may hold thousands.
const SHOWN_AT_FIRST: usize = 200;

/// Draws an item into the list.
pub type PutItem = Rc<dyn Fn(&Element, usize)>;

/// Draws the first of so many items into a list, that which a person is at among them, and puts a button for the rest into `parent`, if there is a rest.
pub fn put_in_parts(
    sheet: &Sheet,
    parent: &Element,
    list: &Element,
    count: usize,
    here: Option<usize>,
    of: &str,
    put_item: PutItem,
) -> Option<Element> {
    let shown = here.map_or(0, |here| here + 1).max(SHOWN_AT_FIRST).min(count);
    for index in 0..shown {
        put_item(list, index);
    }
    if count == shown {
        return None;
    }
    let button = sheet.button("pl-detail__more", &format!("Show all {} {of}", grouped(count as u64)), || {});
    put(parent, &button);
    let (list, pressed) = (list.clone(), button.clone());
    sheet.listen(&button, "click", move || {
        for index in shown..count {
            put_item(&list, index);
        }
        pressed.remove();
    });
    Some(button)
}
