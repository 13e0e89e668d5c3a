//! Back to the question before, and forth again.

use leptos::prelude::*;

use crate::state::Question;
use crate::state::signal::Signal;
use crate::view::dynamic::flag;
use crate::view::icon::Icon;

/// Two buttons, for those who do not know the keys.
#[component]
pub fn Steps() -> impl IntoView {
    let question = expect_context::<Question>();
    let step =
        |name: &'static str, keys: &'static str, icon: Icon, is_there: Signal<bool>, go: fn(Question) -> bool| {
            view! {
                <button
                    class="pl-button pl-button--icon"
                    type="button"
                    aria-label=name
                    title=keys
                    disabled=flag(move || !is_there.get())
                    on:click=move |_| {
                    go(question);
                }
                >
                    {icon.view()}
                </button>
            }
            .into_any()
        };
    view! {
        <div class="pl-steps" role="group" aria-label="Steps of the filter">
            {step("Undo", "Undo the last change of the filter (Ctrl+Z)", Icon::Undo, question.has_undo(), Question::undo)}
            {step("Redo", "Redo it (Ctrl+Y)", Icon::Redo, question.has_redo(), Question::redo)}
        </div>
    }
}
