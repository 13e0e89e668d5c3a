//! What stands beside an event or in place of its tabs: its story, a comparison, a text for support.

use leptos::html::Div;
use leptos::prelude::*;

use super::path::show_here;
use super::sheet::Hands;
use super::{Part, draw_into};
use crate::browser::document;
use crate::state::signal::{Signal, effect};
use crate::state::{Aside, Beside};
use crate::view::dynamic::{If, flag, text};

/// What takes the place of the tabs.
const ASIDE_ID: &str = "event-aside";

/// What of the story is said on the event.
pub fn notes(beside: Beside, hands: Hands) -> AnyView {
    let notes = NodeRef::<Div>::new();
    draw_into(notes, Signal::derive(move || Some(Part::Blocks(beside.on_event().get()))), hands);
    view! { <div class="pl-detail__notes" node_ref=notes></div> }.into_any()
}

/// The buttons that open what takes the place of the tabs.
pub fn actions(beside: Beside) -> AnyView {
    let action = move |aside: Aside| {
        let is_open = move || beside.open().get() == Some(aside);
        let press = move |_| {
            beside.toggle(aside);
            // It is drawn by an effect that is due first.
            request_animation_frame(|| document::focus(ASIDE_ID));
        };
        view! {
            <button
                class="pl-button pl-button--small"
                type="button"
                title=(aside == Aside::Story).then_some("Everything that happened to this object (S)")
                aria-expanded=text(move || is_open().to_string())
                aria-controls=ASIDE_ID
                on:click=press
            >
                {name(aside)}
            </button>
        }
        .into_any()
    };
    view! { <div class="pl-detail__actions">{Aside::ALL.into_iter().map(action).collect_view()}</div> }.into_any()
}

/// What takes the place of the tabs.
pub fn aside(beside: Beside, hands: Hands) -> AnyView {
    let shown = NodeRef::<Div>::new();
    draw_into(shown, Signal::derive(move || Some(Part::Blocks(beside.blocks().get()))), hands);
    effect(move || {
        beside.blocks().track();
        // A long story begins far from the event that it is told of. It is drawn by an effect that is due first.
        request_animation_frame(show_here);
    });
    let label = move || beside.open().get().map_or("", name).to_owned();
    view! {
        <div
            class="pl-detail__aside"
            id=ASIDE_ID
            role="region"
            tabindex="-1"
            aria-label=text(label)
            hidden=flag(move || beside.open().get().is_none())
        >
            <If when=beside.is_choosing()>
                <p class="pl-detail__note pl-detail__choose">
                    "Choose the event to compare this one with: "
                    // Where the details lie over the log, it cannot be reached.
                    <span class="pl-detail__log-too">"in the log, or "</span>
                    "here in the story of its object."
                </p>
            </If>
            <div node_ref=shown></div>
        </div>
    }
    .into_any()
}

fn name(aside: Aside) -> &'static str {
    match aside {
        Aside::Story => "Story",
        Aside::Comparison => "Compare with…",
        Aside::Support => "Copy for support",
    }
}
