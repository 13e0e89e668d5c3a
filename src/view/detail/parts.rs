//! Long lists: the first items, and a button for the rest.

use std::ops::Range;
use std::rc::Rc;

use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use super::sheet::{Sheet, attribute, put};
use crate::state::Undrawn;
use crate::view::format::grouped;

/// Items drawn at first; a hostile record may hold thousands.
const SHOWN_AT_FIRST: usize = 100;
/// Items drawn from one frame to the next after that: the page answers meanwhile.
const IN_A_FRAME: usize = 50;

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
    let (list, pressed, undrawn) = (list.clone(), button.clone(), sheet.hands.undrawn);
    sheet.listen(&button, "click", move || {
        undrawn.begin();
        put_rest(list.clone(), shown..count, Rc::clone(&put_item), undrawn);
        // The focus goes on with the first of the rest: what was pressed is gone.
        if let Some(first) = list.children().item(shown as u32) {
            attribute(&first, "tabindex", "-1");
            let _ = first.unchecked_ref::<HtmlElement>().focus();
        }
        pressed.remove();
    });
    Some(button)
}

/// Draws a few items in every frame, for as long as the list stands in the page.
fn put_rest(list: Element, mut rest: Range<usize>, put_item: PutItem, undrawn: Undrawn) {
    if rest.is_empty() || !list.is_connected() {
        return undrawn.end();
    }
    for index in rest.by_ref().take(IN_A_FRAME) {
        put_item(&list, index);
    }
    request_animation_frame(move || put_rest(list, rest, put_item, undrawn));
}
