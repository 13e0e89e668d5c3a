//! Text of any length: the beginning of a long one, and a button for all of it.

use leptos::prelude::*;

use super::logged_text::marked;
use crate::view::format::grouped;

/// What is longer is cut at first, in bytes: a screenful or two.
const SHOWN_AT_FIRST: usize = 2_000;

/// Draws a text from the log, its lines and blanks kept.
pub fn long_text(text: String) -> AnyView {
    if text.len() <= SHOWN_AT_FIRST {
        return view! { <bdi class="pl-detail__text">{marked(&text)}</bdi> }.into_any();
    }
    let is_whole = RwSignal::new(false);
    let length = text.chars().count();
    let beginning = text.floor_char_boundary(SHOWN_AT_FIRST);
    let text = StoredValue::new(text);
    let shown = move || text.with_value(|text| marked(if is_whole.get() { text } else { &text[..beginning] }));
    let label = move || {
        if is_whole.get() { "Show less".to_owned() } else { format!("Show all {} characters", grouped(length as u64)) }
    };
    view! {
        <bdi class="pl-detail__text">{shown}{move || (!is_whole.get()).then_some("…")}</bdi>
        <button
            type="button"
            class="pl-detail__more"
            aria-expanded=move || if is_whole.get() { "true" } else { "false" }
            on:click=move |_| is_whole.update(|whole| *whole = !*whole)
        >
            {label}
        </button>
    }
    .into_any()
}
