//! Back to the question before, and forth again.

use leptos::prelude::*;

use crate::state::Question;
use crate::state::signal::Signal;
use crate::view::icon::Icon;
use crate::view::widgets::IconButton;

/// Two buttons, for those who do not know the keys.
#[component]
pub fn Steps() -> impl IntoView {
    let question = expect_context::<Question>();
    let step = |name: &'static str, title: &'static str, icon: Icon, can: Signal<bool>, go: fn(Question) -> bool| {
        let press = Callback::new(move |()| {
            go(question);
        });
        view! { <IconButton name=name title=title icon=icon can=can press=press /> }
    };
    view! {
        <div class="pl-steps" role="group" aria-label="Steps of the filter">
            {step("Undo", "Undo the last change of the filter (Ctrl+Z)", Icon::Undo, question.has_undo(), Question::undo)}
            {step("Redo", "Redo it (Ctrl+Y)", Icon::Redo, question.has_redo(), Question::redo)}
        </div>
    }
}
