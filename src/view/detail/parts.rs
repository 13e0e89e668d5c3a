//! Long lists: the first items, and a button for the rest.

use std::rc::Rc;

use web_sys::Element;

use super::sheet::{Sheet, put};
use crate::view::format::grouped;

/// Items drawn at first; a hostile record may hold thousands.
const SHOWN_AT_FIRST: usize = 200;

/// Draws an item into the list.
pub type PutItem = Rc<dyn Fn(&Element, usize)>;

/// Draws the first of so many items into a list, and puts a button for the rest into `parent`, if there is a rest.
pub fn put_in_parts(
    sheet: &Sheet,
    parent: &Element,
    list: &Element,
    count: usize,
    of: &str,
    put_item: PutItem,
) -> Option<Element> {
    for index in 0..count.min(SHOWN_AT_FIRST) {
        put_item(list, index);
    }
    if count <= SHOWN_AT_FIRST {
        return None;
    }
    let button = sheet.button("pl-detail__more", &format!("Show all {} {of}", grouped(count as u64)), || {});
    put(parent, &button);
    let (list, pressed) = (list.clone(), button.clone());
    sheet.listen(&button, "click", move || {
        for index in SHOWN_AT_FIRST..count {
            put_item(&list, index);
        }
        pressed.remove();
    });
    Some(button)
}
