//! What a drawing is made with: elements, and the listeners that live as long as the drawing.
//!
//! A dossier does not change once it is drawn, so that it is built by hand and not by a reactive view: one function
//! for every element instead of a type for each.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::request_animation_frame;
use leptos::tachys::renderer::Rndr;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, MouseEvent, Node};

use super::copy_button::Announcer;
use crate::browser::document;
use crate::state::{Beside, Dates, Undrawn};
use crate::view::panel::PANEL_ID;

type Listener = Closure<dyn FnMut(MouseEvent)>;

/// What the page lends to every drawing.
#[derive(Clone, Copy)]
pub struct Hands {
    pub announcer: Announcer,
    pub dates: Dates,
    /// Where other events are told of and can be opened.
    pub beside: Option<Beside>,
    pub undrawn: Undrawn,
}

impl Hands {
    /// Opens another event.
    pub fn go_to(self, id: &str) {
        if let Some(beside) = self.beside {
            beside.go_to(id.to_owned());
            // What was pressed is gone by then.
            request_animation_frame(|| document::focus(PANEL_ID));
        }
    }
}

/// The listeners of one drawing; copies are handles to the same.
#[derive(Clone)]
pub struct Sheet {
    listeners: Rc<RefCell<Vec<Listener>>>,
    pub hands: Hands,
}

impl Sheet {
    /// One without listeners.
    #[must_use]
    pub fn new(hands: Hands) -> Self {
        Self { listeners: Rc::default(), hands }
    }

    /// Calls `act` whenever the event happens to the element. A link is not followed, unless into another tab.
    pub fn listen(&self, element: &Element, event: &str, act: impl FnMut() + 'static) {
        self.hear(element, event, Box::new(act));
    }

    fn hear(&self, element: &Element, event: &str, mut act: Box<dyn FnMut()>) {
        let is_link = element.tag_name() == "A";
        let act = move |event: MouseEvent| {
            if is_link && (event.ctrl_key() || event.meta_key() || event.shift_key()) {
                return;
            }
            if is_link {
                event.prevent_default();
            }
            act();
        };
        self.listen_to(element, event, Box::new(act));
    }

    /// The same with what happened, for those who ask of it no more than its kind has.
    pub fn listen_to(&self, element: &Element, event: &str, act: Box<dyn FnMut(MouseEvent)>) {
        let listener = Closure::wrap(act);
        // Fails for no element and no name.
        let _ = element.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        self.listeners.borrow_mut().push(listener);
    }

    /// A button of words.
    pub fn button(&self, class: &str, label: &str, act: impl FnMut() + 'static) -> Element {
        let button = element("button", class);
        attribute(&button, "type", "button");
        button.set_text_content(Some(label));
        self.listen(&button, "click", act);
        button
    }

    /// Hears nothing more. Listeners hold the sheet that holds them, so that it must be told.
    pub fn end(&self) {
        // What is drawn goes next, and a button that goes with the focus on it may hear that it has lost it.
        let listeners = self.listeners.take();
        request_animation_frame(move || drop(listeners));
    }
}

/// An element; no class if that is empty.
pub fn element(tag: &str, class: &str) -> Element {
    let element = Rndr::create_element(tag, None);
    if !class.is_empty() {
        element.set_class_name(class);
    }
    element
}

/// Sets an attribute.
pub fn attribute(element: &Element, name: &str, value: &str) {
    Rndr::set_attribute(element, name, value);
}

/// Puts a child behind those that are there.
pub fn put(parent: &Element, child: &Node) {
    Rndr::insert_node(parent, child, None);
}

/// Puts a new element behind the children that are there.
pub fn put_new(parent: &Element, tag: &str, class: &str) -> Element {
    let child = element(tag, class);
    put(parent, &child);
    child
}

/// Puts words behind the children that are there.
pub fn put_words(parent: &Element, words: &str) {
    put(parent, &Rndr::create_text_node(words));
}
