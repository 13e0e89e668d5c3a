//! Whether the piece is there, and what stands in its place until it is.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Seldom, cut};
use crate::browser::popover;
use crate::state::Rested;
use crate::state::signal::{RwSignal, effect};
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
            self.0.set(if cut::fetch().await.is_ok() { Stage::Here } else { Stage::Missing });
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

/// Draws a part with the piece, which is there: nothing is waited for.
fn drawn(what: Seldom) -> AnyView {
    match pin!(cut::draw(what)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(view)) => view,
        Poll::Ready(Err(_)) | Poll::Pending => ().into_any(),
    }
}
