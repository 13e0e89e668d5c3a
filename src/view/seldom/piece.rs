//! Whether the piece is there, and what stands in its place until it is.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use super::{Seldom, cut};
use crate::browser::popover;
use crate::state::Rested;
use crate::state::signal::{RwSignal, effect};
use crate::view::detail::Sheet;
use crate::view::dynamic::part;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Unasked,
    Awaited,
    Here,
    Missing,
}

/// The piece; copies are handles to the same.
#[derive(Clone, Copy)]
struct Piece(RwSignal<Stage>);

impl Piece {
    /// Has it fetched, unless it was.
    fn need(self) {
        if self.0.get_untracked() == Stage::Unasked {
            self.fetch();
        }
    }

    fn fetch(self) {
        self.0.set(Stage::Awaited);
        spawn_local(async move {
            // Each function has a way into the piece of its own; it is fetched once.
            let is_here = cut::fetch().await.is_ok() && cut::fetch_tree().await.is_ok();
            self.0.set(if is_here { Stage::Here } else { Stage::Missing });
            // It is drawn by an effect that is due first.
            request_animation_frame(popover::enter_waiting);
        });
    }
}

/// Lends the piece to the views below; it is fetched when it is needed, or when the page rests with a log open.
pub fn provide() {
    let (piece, rested) = (Piece(RwSignal::new(Stage::Unasked)), expect_context::<Rested>());
    provide_context(piece);
    effect(move || {
        if rested.get() {
            piece.need();
        }
    });
}

/// Draws a part as soon as the piece is there.
#[component]
pub fn Later(what: Seldom) -> impl IntoView {
    let piece = expect_context::<Piece>();
    piece.need();
    part(move || match piece.0.get() {
        Stage::Unasked | Stage::Awaited => view! { <p class="pl-muted" role="status">"Loading"</p> }.into_any(),
        Stage::Here => drawn(what.clone()),
        Stage::Missing => view! {
            <p role="alert">"This part of the page could not be fetched from its host."</p>
            <button class="pl-button pl-button--small" type="button" on:click=move |_| piece.fetch()>
                "Try again"
            </button>
        }
        .into_any(),
    })
}

/// Draws JSON to be folded and searched, if the piece is there, and says whether it is; tracked.
pub fn put_tree(sheet: &Sheet, parent: &Element, text: &str) -> bool {
    let is_here = use_context::<Piece>().is_some_and(|piece| piece.0.get() == Stage::Here);
    is_here && at_once(cut::put_tree(sheet.clone(), parent.clone(), text.to_owned())).is_some()
}

/// Draws a part with the piece, which is there.
fn drawn(what: Seldom) -> AnyView {
    at_once(cut::draw(what)).unwrap_or_else(|| ().into_any())
}

/// What the piece gives. It is there, so that nothing is waited for.
fn at_once<T, E>(given: impl Future<Output = Result<T, E>>) -> Option<T> {
    match pin!(given).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(given) => given.ok(),
        Poll::Pending => None,
    }
}
