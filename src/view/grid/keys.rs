//! What the keys do while the grid has the focus.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::heading_drag;
use super::spot::Spot;
use crate::browser::document;
use crate::state::signal::{RwSignal, Signal};
use crate::state::{ColumnSetting, Question, Selection, SettingsStore, SettingsStoreFields as _};
use crate::view::panel::PANEL_ID;

/// One press of an arrow key that makes a column wider or narrower, in CSS pixels.
const WIDTH_STEP: i64 = 16;

/// Everything a key may act on.
#[derive(Clone, Copy)]
pub struct Place {
    pub selection: Selection,
    pub settings: SettingsStore,
    pub question: Question,
    pub spot: RwSignal<Spot>,
    pub columns: Signal<Vec<ColumnSetting>>,
    /// Rows that a page goes.
    pub page: u32,
}

/// Does what the key stands for; whether it stands for anything.
pub fn pressed(event: &KeyboardEvent, place: &Place) -> bool {
    if event.meta_key() {
        return false;
    }
    let key = event.key();
    match place.spot.get_untracked() {
        Spot::Heading(index) if on_heading(event, &key, index, place) => true,
        _ => on_row(event, &key, place),
    }
}

fn on_heading(event: &KeyboardEvent, key: &str, index: usize, place: &Place) -> bool {
    let Some(setting) = place.columns.with_untracked(|columns| columns.get(index).copied()) else { return false };
    let sideways = match key {
        "ArrowLeft" => -1,
        "ArrowRight" => 1,
        _ => 0,
    };
    match key {
        "Enter" | " " => place.question.sort_by(setting.column, event.shift_key()),
        "p" | "P" => place.settings.columns().update(|columns| columns.pin(setting.column)),
        "ArrowDown" => {
            place.spot.update(|spot| *spot = spot.to_row());
            if place.selection.position().get_untracked().is_none() {
                place.selection.go_by(0);
            }
        }
        "ArrowUp" => {}
        _ if sideways != 0 && event.shift_key() => {
            heading_drag::keep_widths(place.settings, place.columns);
            let width = place.columns.with_untracked(|columns| columns.get(index).map_or(0, |each| each.width));
            let width = i64::from(width) + sideways * WIDTH_STEP;
            place.settings.columns().update(|columns| {
                columns.resize(setting.column, u32::try_from(width).unwrap_or_default());
            });
        }
        _ if sideways != 0 && event.ctrl_key() => {
            place.settings.columns().update(|columns| columns.move_past_neighbour(setting.column, sideways > 0));
            let moved =
                place.columns.with_untracked(|columns| columns.iter().position(|each| each.column == setting.column));
            place.spot.set(Spot::Heading(moved.unwrap_or(index)));
        }
        _ => return false,
    }
    true
}

fn on_row(event: &KeyboardEvent, key: &str, place: &Place) -> bool {
    let Place { selection, spot, .. } = *place;
    let page = i64::from(place.page);
    let plain = !event.ctrl_key() && !event.alt_key();
    match key {
        "ArrowDown" => selection.go_by(1),
        "ArrowUp" if selection.position().get_untracked().is_none_or(|position| position == 0) => {
            spot.update(|spot| *spot = spot.to_heading());
        }
        "ArrowUp" => selection.go_by(-1),
        "j" | "J" if plain => selection.go_by(1),
        "k" | "K" if plain => selection.go_by(-1),
        "f" if plain => selection.seek_failure(false),
        "F" if plain => selection.seek_failure(true),
        "PageDown" => selection.go_by(page),
        "PageUp" => selection.go_by(-page),
        "Home" => selection.go_to(0),
        "End" => selection.go_to_end(),
        "ArrowRight" if plain => spot.update(|spot| *spot = spot.right(place.columns.with_untracked(Vec::len))),
        "ArrowLeft" if plain => spot.update(|spot| *spot = spot.left()),
        "Enter" | " " => {
            // From nowhere to the first.
            selection.go_by(0);
            selection.open();
            if key == "Enter" && selection.is_open().get_untracked() {
                // The panel is drawn by an effect that is due first.
                request_animation_frame(|| document::focus(PANEL_ID));
            }
        }
        "Escape" => selection.close(),
        _ => return false,
    }
    if matches!(key, "PageDown" | "PageUp" | "Home" | "End") {
        spot.update(|spot| *spot = spot.to_row());
    }
    true
}
