//! Tab Modified properties: what changed, from what, to what.

use std::sync::Arc;

use leptos::prelude::*;

use super::logged_text::{logged_text, marked};
use super::steps::more_button;
use super::value::{nothing, readable, value};
use crate::event::Written;
use crate::insight::changes::{Change, Effect, changes};
use crate::insight::diff::{self, Run};
use crate::protocol::EventReply;

/// Properties drawn at first.
const SHOWN_AT_FIRST: usize = 200;

/// Draws the table of changes.
#[component]
pub fn ModifiedProperties(
    /// The event.
    reply: Arc<EventReply>,
) -> impl IntoView {
    if reply.event.modified_properties.is_empty() {
        return view! { <p class="pl-detail__empty">"The record lists no modified properties."</p> }.into_any();
    }
    let effects: Vec<Effect> = changes(&reply.event).iter().map(|change| change.effect).collect();
    let without_effect = effects.iter().filter(|effect| **effect != Effect::Changed).count();
    let hides_unchanged = RwSignal::new(false);
    let shown = RwSignal::new(SHOWN_AT_FIRST);
    let rows = move || {
        let is_shown = |effect: &Effect| !hides_unchanged.get() || *effect == Effect::Changed;
        let indices = (0..effects.len()).filter(|index| is_shown(&effects[*index]));
        let indices: Vec<usize> = indices.collect();
        let count = indices.len();
        let all = changes(&reply.event);
        let rows = indices.iter().take(shown.get()).map(|index| row(&all[*index])).collect_view();
        view! {
            <table class="pl-detail__table pl-detail__table--changes">
                <thead>
                    <tr>
                        <th scope="col">"Property"</th>
                        <th scope="col">"Old value"</th>
                        <th scope="col">"New value"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {more_button(count, shown, "properties")}
        }
    };
    let switch = (without_effect > 0).then(|| {
        view! {
            <label class="pl-detail__switch">
                <input
                    type="checkbox"
                    prop:checked=move || hides_unchanged.get()
                    on:change=move |event| hides_unchanged.set(event_target_checked(&event))
                />
                {format!("Hide unchanged ({without_effect})")}
            </label>
        }
    });
    view! {
        {switch}
        {rows}
    }
    .into_any()
}

fn row(change: &Change) -> impl IntoView + use<> {
    let new_value = &change.property.new_value;
    let (old, new) = old_and_new(change.old_value(), new_value);
    let note = match change.effect {
        Effect::Changed => None,
        Effect::Unchanged => Some(("unchanged", "Old and new value are the same")),
        Effect::Doubtful => Some(("may be unchanged", "Some jobs list this property in every update")),
    };
    let note = note.map(|(words, why)| view! { <span class="pl-detail__chip" title=why>{words}</span> });
    let recovered = change.recovered.map(|_| {
        let why = "The record leaves the old value empty; this is what the matching step found in the target";
        view! { <span class="pl-detail__chip pl-detail__chip--recovered" title=why>"recovered"</span> }
    });
    let source = change.source.filter(|source| source.as_str() != new_value.as_str());
    let source = source.map(|source| {
        view! { <div class="pl-detail__source">"In the source: " {value(source)}</div> }
    });
    view! {
        <tr>
            <th scope="row">{logged_text(&change.property.display_name)} {note}</th>
            <td>{old} {recovered}</td>
            <td>{new} {source}</td>
        </tr>
    }
}

/// Both values, with what differs marked where that helps.
fn old_and_new(old: &Written, new: &Written) -> (AnyView, AnyView) {
    if nothing(old).is_some() || nothing(new).is_some() || old == new {
        return (value(old), value(new));
    }
    let (old_text, old_is_json) = readable(old);
    let (new_text, new_is_json) = readable(new);
    let Some(runs) = diff::runs(&old_text, &new_text) else { return (value(old), value(new)) };
    let removed = runs.iter().filter_map(|run| match run {
        Run::Same(text) => Some(marked(text)),
        Run::Removed(text) => Some(view! { <del>{marked(text)}</del> }.into_any()),
        Run::Added(_) => None,
    });
    let added = runs.iter().filter_map(|run| match run {
        Run::Same(text) => Some(marked(text)),
        Run::Added(text) => Some(view! { <ins>{marked(text)}</ins> }.into_any()),
        Run::Removed(_) => None,
    });
    (compared(removed.collect(), old_is_json), compared(added.collect(), new_is_json))
}

fn compared(runs: Vec<AnyView>, is_json: bool) -> AnyView {
    let class = if is_json { "pl-detail__text pl-detail__code" } else { "pl-detail__text" };
    view! { <bdi class=class>{runs}</bdi> }.into_any()
}
