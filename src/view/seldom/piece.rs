//! Whether the piece is there, and what stands in its place until it is.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use super::{Seldom, cut};
use crate::browser::popover;
use crate::state::signal::{RwSignal, effect};
use crate::state::{Rested, Undrawn};
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
struct Piece {
    stage: RwSignal<Stage>,
    undrawn: Undrawn,
}

impl Piece {
    /// Has it fetched, unless it was. What could not be fetched before may be there by now.
    fn need(self) {
        if matches!(self.stage.get_untracked(), Stage::Unasked | Stage::Missing) {
            self.fetch();
        }
    }

    fn fetch(self) {
        self.stage.set(Stage::Awaited);
        self.undrawn.begin();
        spawn_local(async move {
            // Each function has a way into the piece of its own; it is fetched once.
            let is_here = cut::fetch().await.is_ok() && cut::fetch_tree().await.is_ok();
            self.stage.set(if is_here { Stage::Here } else { Stage::Missing });
            // It is drawn by an effect that is due first.
            request_animation_frame(move || {
                popover::enter_waiting();
                self.undrawn.end();
            });
        });
    }
}

/// Lends the piece to the views below; it is fetched when it is needed, or when the page rests with a log open.
pub fn provide() {
    let piece = Piece { stage: RwSignal::new(Stage::Unasked), undrawn: expect_context() };
    let rested = expect_context::<Rested>();
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
    part(move || match piece.stage.get() {
        Stage::Unasked | Stage::Awaited => view! { <p class="pl-muted pl-late" role="status">"Loading"</p> }.into_any(),
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

/// Draws JSON to be folded and searched, and says whether that can be done; pending where the piece is still to come, of
/// which this is tracked.
pub fn put_tree(sheet: &Sheet, parent: &Element, text: &str) -> Poll<bool> {
    let Some(piece) = use_context::<Piece>() else { return Poll::Ready(false) };
    match piece.stage.get() {
        Stage::Unasked | Stage::Awaited => {
            // Not from within the drawing, which is done again when the stage changes.
            request_animation_frame(move || piece.need());
            Poll::Pending
        }
        Stage::Here => Poll::Ready(at_once(cut::put_tree(sheet.clone(), parent.clone(), text.to_owned())).is_some()),
        Stage::Missing => Poll::Ready(false),
    }
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
