//! The drag of a heading: told from a press by how far it goes.

use leptos::prelude::*;
use web_sys::Element;

use super::ids::heading_id;
use crate::browser::document;
use crate::state::signal::Signal;
use crate::state::{ColumnLayout, ColumnSetting, SettingsStore, SettingsStoreFields as _};

/// Less than this is a press with an unsteady hand, in CSS pixels.
const STEADY: i32 = 5;

/// A pointer that went down on a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drag {
    from: i32,
    at: i32,
    moving: bool,
}

impl Drag {
    #[must_use]
    pub fn begin(at: i32) -> Self {
        Self { from: at, at, moving: false }
    }

    pub fn move_to(&mut self, at: i32) {
        self.at = at;
        self.moving |= self.shift().abs() > STEADY;
    }

    /// Whether it has ever gone far enough to be a drag.
    #[must_use]
    pub fn is_moving(self) -> bool {
        self.moving
    }

    /// How far it has gone to the right, in CSS pixels.
    #[must_use]
    pub fn shift(self) -> i32 {
        self.at - self.from
    }
}

/// The number of the heading, among those beside `heading`, that lies under a place of the window; beyond the ends, the
/// one at that end.
#[must_use]
pub fn heading_at(heading: &Element, client_x: i32) -> Option<usize> {
    let headings = heading.parent_element()?.children();
    let mut found = None;
    let mut left = f64::NEG_INFINITY;
    for index in 0..headings.length() {
        let Some(other) = headings.item(index) else { continue };
        // The one that is dragged is drawn elsewhere; its place is between its neighbours.
        let start = if other.is_same_node(Some(heading)) { left } else { other.get_bounding_client_rect().left() };
        if f64::from(client_x) >= start {
            found = Some(index as usize);
        }
        left = if other.is_same_node(Some(heading)) { left } else { other.get_bounding_client_rect().right() };
    }
    found.or(Some(0))
}

/// Gives every column the width that it is drawn with, so that changing one does not move the others.
pub fn keep_widths(settings: SettingsStore, columns: Signal<Vec<ColumnSetting>>) {
    if !settings.columns().with_untracked(ColumnLayout::is_fitted) {
        return;
    }
    let drawn = columns.with_untracked(|columns| {
        let width = |index: usize| document::element(&heading_id(index)).map(|heading| heading.offset_width());
        let widths = columns.iter().enumerate().map(|(index, setting)| (setting.column, width(index)));
        widths.collect::<Vec<_>>()
    });
    settings.columns().update(|layout| {
        for (column, width) in drawn {
            if let Some(width) = width.and_then(|width| u32::try_from(width).ok()) {
                layout.resize(column, width);
            }
        }
    });
}
