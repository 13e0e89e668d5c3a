//! Draws the steps of an event as a path; a step's head opens its details, which are drawn then.

use std::rc::Rc;

use leptos::prelude::request_animation_frame;
use web_sys::Element;

use super::block::put_blocks;
use super::parts::put_in_parts;
use super::run::put_runs;
use super::sheet::{Sheet, attribute, put, put_new};
use crate::browser::document;
use crate::dossier::{Path, Step};
use crate::view::icon::Icon;
use crate::view::status::{status_class, status_icon};

/// The id of the step that a person is at. There is one path at a time that has such a step: that of a story.
const HERE_ID: &str = "event-here";

/// Brings the step in sight that a person is at. In a low window it is all of the details that is scrolled.
pub fn show_here() {
    /// What was out of sight is laid out when it comes near, and may take another height than was reckoned.
    const LOOKS: u32 = 4;
    look(LOOKS);
}

fn look(times: u32) {
    document::bring_into_sight(HERE_ID, &[".pl-detail__aside", ".pl-detail"]);
    if times > 1 {
        request_animation_frame(move || look(times - 1));
    }
}

/// Draws the path.
pub fn put_path(sheet: &Sheet, parent: &Element, path: &Path) {
    let list = put_new(parent, "ol", "pl-detail__path");
    let (of_steps, steps) = (sheet.clone(), path.steps.clone());
    let (count, here) = (steps.len(), path.here.map(|here| here as usize));
    let put_item = Rc::new(move |list: &Element, index: usize| {
        let drawn = put_step(&of_steps, list, &steps[index], index);
        if here == Some(index) {
            attribute(&drawn, "id", HERE_ID);
            attribute(&drawn, "aria-current", "true");
        }
    });
    put_in_parts(sheet, parent, &list, count, here, &path.of, put_item);
}

fn put_step(sheet: &Sheet, list: &Element, step: &Step, index: usize) -> Element {
    let drawn = put_new(list, "li", "pl-detail__step");
    match &step.status {
        Some(status) => {
            let icon = put_new(&drawn, "span", &format!("pl-detail__step-icon {}", status_class(status)));
            put(&icon, &status_icon(status).element());
        }
        None => {
            put_new(&drawn, "span", "pl-detail__step-icon pl-detail__step-icon--not-reached");
        }
    }
    let body = put_new(&drawn, "div", "pl-detail__step-body");
    let head_class = if step.status.is_some() { "pl-detail__step-head" } else { "pl-detail__step-head pl-muted" };
    if step.details.is_empty() {
        put_runs(sheet, &put_new(&body, "p", head_class), &step.head);
        put_blocks(sheet, &body, &step.body);
        return drawn;
    }
    let head = sheet.button(head_class, "", || {});
    put(&body, &head);
    put_runs(sheet, &head, &step.head);
    put(&put_new(&head, "span", "pl-detail__chevron"), &Icon::Down.element());
    put_blocks(sheet, &body, &step.body);
    let details = put_new(&body, "div", "");
    let id = format!("event-step-{index}");
    attribute(&details, "id", &id);
    attribute(&head, "aria-controls", &id);
    put_disclosure(sheet, &head, details, step);
    drawn
}

/// Lets a head open and close its details.
fn put_disclosure(sheet: &Sheet, head: &Element, details: Element, step: &Step) {
    let mut is_open = step.is_open;
    let mut undrawn = Some(step.details.clone());
    let (of_details, opened) = (sheet.clone(), head.clone());
    let mut show = move |is_open: bool| {
        attribute(&opened, "aria-expanded", if is_open { "true" } else { "false" });
        // Fails for no element.
        let _ = details.toggle_attribute_with_force("hidden", !is_open);
        if let Some(blocks) = undrawn.take_if(|_| is_open) {
            put_blocks(&of_details, &details, &blocks);
        }
    };
    show(is_open);
    sheet.listen(head, "click", move || {
        is_open = !is_open;
        show(is_open);
    });
}
