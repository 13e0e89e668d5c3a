//! The look of a filter: its name, its value if it has one, and a way to drop it.

use leptos::prelude::*;

use crate::browser::document;
use crate::state::signal::Signal;
use crate::view::dynamic::{If, flag, maybe, text};
use crate::view::icon::Icon;
use crate::view::seldom::Seldom;
use crate::view::widgets::Popover;

/// A filter's button.
#[component]
pub fn Pill(
    /// Unique in the document.
    #[prop(into)]
    id: String,
    name: &'static str,
    /// What it asks for; `None` where it lets everything through.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// Drops the condition.
    #[prop(into)]
    on_clear: Callback<()>,
    /// What it opens.
    holds: Seldom,
) -> impl IntoView {
    let button_id = format!("{id}-button");
    let active = Signal::memo(move || value.with(Option::is_some));
    let clear_from = button_id.clone();
    let clear = move |_| {
        on_clear.run(());
        document::focus(&clear_from);
    };
    view! {
        <div class="pl-pill" class:pl-pill--active=flag(move || active.get())>
            <button id=button_id class="pl-pill__button" type="button" popovertarget=id.clone() aria-haspopup="dialog">
                {name}
                <span class="pl-pill__value" title=maybe(move || value.get())>
                    {text(move || value.get().map(|value| format!(": {value}")).unwrap_or_default())}
                </span>
                <If when=move || !active.get()>{Icon::Down.view()}</If>
            </button>
            <If when=active>
                <button
                    class="pl-pill__clear"
                    type="button"
                    aria-label=format!("Remove {name} filter")
                    on:click=clear.clone()
                >
                    {Icon::Close.view()}
                </button>
            </If>
            <Popover id=id label=name holds=holds />
        </div>
    }
}
