//! What changes in place, with one type for each kind of it.
//!
//! A closure has a type of its own, and every type that is drawn is compiled anew, some kilobytes each. Behind one
//! type they share the code: that is what keeps the page small. So: no bare closure in a `view!`, but one of these.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;

use crate::state::signal::Signal;

/// A value that is computed again when what it reads changes.
pub type Dynamic<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// The same for a view, which cannot be shared between threads as the traits ask, so that it is locked.
pub type Part = Arc<Mutex<dyn FnMut() -> AnyView + Send>>;

/// Words: a text or an attribute.
pub fn text(words: impl Fn() -> String + Send + Sync + 'static) -> Dynamic<String> {
    Arc::new(words)
}

/// An attribute that may be missing.
pub fn maybe(words: impl Fn() -> Option<String> + Send + Sync + 'static) -> Dynamic<Option<String>> {
    Arc::new(words)
}

/// Whether a class, an attribute or a property holds.
pub fn flag(holds: impl Fn() -> bool + Send + Sync + 'static) -> Dynamic<bool> {
    Arc::new(holds)
}

/// A part that is drawn anew whenever what it reads changes.
pub fn part(view: impl FnMut() -> AnyView + Send + 'static) -> Part {
    Arc::new(Mutex::new(view))
}

/// Children that are there while a condition holds.
#[component]
pub fn If(#[prop(into)] when: Signal<bool>, children: ChildrenFn) -> impl IntoView {
    let holds = Signal::memo(move || when.get());
    part(move || if holds.get() { children() } else { ().into_any() })
}

/// One child for each key; the children of keys that stay are kept, and moved to their places.
pub fn each(
    keys: impl Fn() -> Vec<u32> + Send + Sync + 'static,
    child: impl Fn(u32) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    keyed(Arc::new(keys), Arc::new(child))
}

fn keyed(keys: Dynamic<Vec<u32>>, child: Arc<dyn Fn(u32) -> AnyView + Send + Sync>) -> AnyView {
    view! { <For each=move || keys() key=|key| *key children=move |key| child(key) /> }.into_any()
}
