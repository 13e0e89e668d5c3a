//! What of the text cannot be read: marked where it stands, and told.

use leptos::prelude::*;

use crate::query::text::Flaw;
use crate::state::Question;
use crate::state::signal::{RwSignal, Signal};
use crate::view::dynamic::{If, part, text};

/// The id of the words, by which the box refers to them.
pub const FLAW_ID: &str = "pl-ask-flaw";

/// The text again, behind the box's own, with what cannot be read underlined.
#[component]
pub fn Marks(
    /// How far the box is scrolled sideways, in CSS pixels.
    scrolled: RwSignal<i32>,
) -> impl IntoView {
    let question = expect_context::<Question>();
    let parts = move || {
        let asked = question.text().get();
        let mut parts = Vec::new();
        let mut from = 0;
        // While more is typed the marks would stand in the wrong places.
        for Flaw { at, .. } in question.flaws().get() {
            if question.draft().with(|draft| *draft != asked) {
                break;
            }
            parts.push(view! { <span>{asked[from..at.start].to_owned()}</span> }.into_any());
            parts.push(view! { <mark class="pl-ask__mark">{asked[at.clone()].to_owned()}</mark> }.into_any());
            from = at.end;
        }
        parts.into_any()
    };
    view! {
        <div class="pl-ask__marks" aria-hidden="true">
            <div style:transform=text(move || format!("translateX({}px)", -scrolled.get()))>{part(parts)}</div>
        </div>
    }
}

/// What is wrong, and where.
#[component]
pub fn FlawWords() -> impl IntoView {
    let question = expect_context::<Question>();
    let words = Signal::derive(move || {
        let asked = question.text().get();
        let told = question.flaws().with(|flaws| flaws.iter().map(|flaw| flaw.told(&asked) + ".").collect::<Vec<_>>());
        match told.len() {
            0 => String::new(),
            1 => told.concat() + " Nothing is filtered by it.",
            _ => told.join(" ") + " Nothing is filtered by any of these.",
        }
    });
    view! {
        <div id=FLAW_ID class="pl-ask__flaw" role="status" aria-label="Filter problems">
            <If when=move || words.with(|words| !words.is_empty())>
                <p>{text(move || words.get())}</p>
            </If>
        </div>
    }
}
