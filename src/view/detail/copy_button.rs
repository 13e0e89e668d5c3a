//! A button that puts a value on the clipboard.

use leptos::task::spawn_local;
use web_sys::Element;

use super::sheet::{Sheet, attribute, element, put};
use crate::browser::clipboard::copy_text;
use crate::state::signal::RwSignal;
use crate::view::icon::Icon;

/// Says to assistive technology what came of copying.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// One that has said nothing.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// What was said last; tracked.
    #[must_use]
    pub fn last_words(self) -> String {
        self.0.get()
    }
}

/// Draws the button; `of` says what is copied, in small letters, and `text` gives it. What came of it is shown until pointer
/// and focus leave it.
pub fn copy_button(sheet: &Sheet, of: &str, text: Box<dyn Fn() -> String>) -> Element {
    let button = element("button", "pl-detail__copy");
    attribute(&button, "type", "button");
    attribute(&button, "aria-label", &format!("Copy {of}"));
    let at_rest = format!("Copy {of}");
    show(&button, Icon::Copy, &at_rest);

    let (of, announcer, pressed) = (of.to_owned(), sheet.hands.announcer, button.clone());
    sheet.listen(&button, "click", move || {
        let (of, text, button) = (of.clone(), text(), pressed.clone());
        spawn_local(async move {
            let words = match copy_text(&text).await {
                Ok(()) => {
                    show(&button, Icon::Success, "Copied");
                    format!("Copied: {of}")
                }
                Err(error) => {
                    show(&button, Icon::Failure, "Could not copy");
                    format!("Could not copy: {error}")
                }
            };
            // The event may have been closed meanwhile.
            announcer.0.set(words);
        });
    });
    for leaving in ["blur", "pointerleave"] {
        let (left, at_rest) = (button.clone(), at_rest.clone());
        sheet.listen(&button, leaving, move || show(&left, Icon::Copy, &at_rest));
    }
    button
}

fn show(button: &Element, icon: Icon, title: &str) {
    attribute(button, "title", title);
    button.set_text_content(None);
    put(button, &icon.element());
}
