//! The question that a second drop asks: add to the open log, or replace it.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::protocol::OpenMode;
use crate::state::Log;
use crate::state::signal::effect;
use crate::view::dynamic::text;
use crate::view::focus;

/// A modal dialog, there while files wait for the answer.
#[component]
pub fn AddOrReplace() -> impl IntoView {
    let log = expect_context::<Log>();
    let dialog = NodeRef::<Dialog>::new();
    let names = log.undecided();
    effect(move || {
        let waiting = names.with(|names| !names.is_empty());
        let Some(dialog) = dialog.get() else { return };
        if waiting && !dialog.open() {
            // Fails only where the dialog is open already.
            let _ = dialog.show_modal();
        } else if !waiting {
            dialog.close();
        }
    });
    let decide = move |mode| {
        log.decide(mode);
        // What had the focus before may be gone with the log it belonged to, once all that goes is gone.
        focus::fall_to_the_log();
    };
    let what = move || {
        names.with(|names| match names.as_slice() {
            [one] => format!("Open {one}"),
            many => format!("Open {} files", many.len()),
        })
    };
    view! {
        <dialog
            class="pl-dialog"
            node_ref=dialog
            aria-labelledby="pl-choice-title"
            aria-describedby="pl-choice-words"
            on:close=move |_| decide(None)
        >
            <h2 id="pl-choice-title" class="pl-dialog__title">{text(what)}</h2>
            <p id="pl-choice-words" class="pl-dialog__words">
                "A log is open already. Add these events to it, or replace it?"
            </p>
            <div class="pl-dialog__ways">
                <button class="pl-button pl-button--primary" type="button" on:click=move |_| decide(Some(OpenMode::Add))>
                    "Add"
                </button>
                <button class="pl-button" type="button" on:click=move |_| decide(Some(OpenMode::Replace))>
                    "Replace"
                </button>
                <button class="pl-button pl-button--quiet" type="button" on:click=move |_| decide(None)>
                    "Cancel"
                </button>
            </div>
        </dialog>
    }
}
