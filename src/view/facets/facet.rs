//! One column: its values, and a way to those further down.

use leptos::prelude::*;

use super::value::Value;
use super::{Arrangement, COLUMNS, FEW};
use crate::protocol::Facet;
use crate::state::Overview;
use crate::state::signal::{RwSignal, Signal};
use crate::view::dynamic::{If, each, flag, text};
use crate::view::format::grouped;
use crate::view::icon::{Icon, drawing};

/// See the module; `index` says which column.
#[component]
pub fn FacetView(index: usize, arrangement: Arrangement) -> impl IntoView {
    let overview = expect_context::<Overview>();
    let (column, _) = COLUMNS[index];
    // The counts before stay until the new ones are there.
    let kept = RwSignal::new(Facet::default());
    let facet = Signal::memo(move || {
        if let Some(facet) = overview.facet(column) {
            kept.set(facet);
        }
        kept.get_untracked()
    });
    let is_open = move || arrangement.of(index).is_open;
    let listed = move || facet.with(|facet| facet.values.len() as u32);
    let distinct = move || facet.with(|facet| facet.distinct);
    // What has been long stays so: a box to search in goes away from nobody who writes there.
    let was_long = RwSignal::new(false);
    let is_long = Signal::memo(move || {
        if distinct() > FEW {
            was_long.set(true);
        }
        was_long.get_untracked()
    });
    let has_more = move || distinct() > FEW;
    let has_none = move || listed() == 0 && !arrangement.of(index).part.is_empty();
    let heading = column.heading();
    let icon = move || if is_open() { Icon::Down } else { Icon::Next };
    let words = move || {
        if arrangement.of(index).shows_many {
            "Show fewer".to_owned()
        } else {
            format!("Show more of {}", grouped(distinct().into()))
        }
    };
    view! {
        <div class="pl-facet" role="group" aria-label=heading>
            <button
                class="pl-facet__name"
                type="button"
                aria-label=format!("Values of {heading}")
                aria-expanded=text(move || is_open().to_string())
                on:click=move |_| arrangement.change(index, |arranged| arranged.is_open = !arranged.is_open)
            >
                {drawing(icon)}
                {heading}
            </button>
            <div hidden=flag(move || !is_open())>
                <If when=is_long>
                    <input
                        class="pl-field__input pl-facet__search"
                        type="search"
                        aria-label=format!("Find in {heading}")
                        placeholder="Find"
                        autocomplete="off"
                        spellcheck="false"
                        on:input=move |event| {
                            let part = event_target_value(&event);
                            arrangement.change(index, |arranged| arranged.part = part);
                        }
                    />
                </If>
                <ul class="pl-choices">
                    {each(
                        move || (0..listed()).collect(),
                        move |place| view! { <Value column=column facet=facet index=place as usize /> }.into_any(),
                    )}
                </ul>
                <If when=has_none><p class="pl-field__note" role="status">"No value holds this."</p></If>
                <If when=has_more>
                    <button
                        class="pl-button pl-button--quiet pl-button--small"
                        type="button"
                        on:click=move |_| arrangement.change(index, |arranged| arranged.shows_many = !arranged.shows_many)
                    >
                        {text(words)}
                    </button>
                </If>
            </div>
        </div>
    }
}
