//! The time zone that dates are shown in: the person's own, UTC, or any that the browser knows.

use leptos::prelude::*;

use super::seldom::Seldom;
use super::widgets::Popover;
use crate::browser::dates::{UTC, zones};
use crate::state::{Dates, SettingsStore, SettingsStoreFields as _};
use crate::view::dynamic::text;

const ID: &str = "pl-zone";

/// See the module.
#[component]
pub fn ZoneChooser() -> impl IntoView {
    let dates = expect_context::<Dates>();
    view! {
        <button
            id="pl-zone-button"
            class="pl-button pl-button--quiet pl-button--small pl-footer__zone"
            type="button"
            popovertarget=ID
            aria-haspopup="dialog"
            title="The time zone of the dates shown"
        >
            {text(move || dates.zone())}
        </button>
        <Popover id=ID label="Time zone" holds=Seldom::Zones />
    }
}

/// What there is to choose from.
#[component]
pub fn Zones() -> impl IntoView {
    let dates = expect_context::<Dates>();
    let settings = expect_context::<SettingsStore>();
    let chosen = settings.zone().get_untracked();
    let mut all = vec![(String::new(), "This computer’s".to_owned()), (UTC.to_owned(), UTC.to_owned())];
    all.extend(zones().into_iter().filter(|zone| zone != UTC).map(|zone| (zone.clone(), zone)));
    let options = all.into_iter().map(|(zone, label)| {
        let is_chosen = zone == chosen;
        view! { <option value=zone selected=is_chosen>{label}</option> }.into_any()
    });
    view! {
        <label class="pl-field">
            <span class="pl-field__name">"Time zone of the dates shown"</span>
            <select class="pl-field__input" on:change=move |event| dates.set_zone(event_target_value(&event))>
                {options.collect::<Vec<_>>()}
            </select>
        </label>
        <p class="pl-field__note">"The filter and links write dates in UTC, so that they mean the same to everyone."</p>
    }
}
