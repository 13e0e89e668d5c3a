//! What can be done with one cell's value: ask for it, rule it out, copy it; and with a column, at its heading. Opened
//! by the second button of the mouse, or by the key for menus.

use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Node};

use super::ids::{GRID_ID, cell_id, heading_id};
use super::spot::Spot;
use crate::browser::clipboard::copy_text;
use crate::browser::{document, popover};
use crate::invisible::bracketed;
use crate::protocol::Cell;
use crate::query::{Field, Query, Sort};
use crate::state::signal::RwSignal;
use crate::state::{MAX_PINNED, Question, Selection, SettingsStore, SettingsStoreFields as _, Window, show_column};
use crate::table::Column;
use crate::view::dynamic::{If, each, text};
use crate::view::filters::{field_name, value_label};
use crate::view::groups::LEAVE_ID;
use crate::view::seldom::{Later, Seldom};

const ID: &str = "pl-cell-menu";

/// What the menu is about: a cell, or the heading of its column.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Target {
    column: Column,
    cell: Option<Cell>,
}

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Only,
    Not,
    Copy,
    CopyId,
    SortUp,
    SortDown,
    SortToo,
    Pin,
    Group,
    Hide,
}

/// The menu; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct CellMenu {
    target: RwSignal<Option<Target>>,
    question: Question,
    settings: SettingsStore,
}

impl CellMenu {
    #[must_use]
    pub fn new(question: Question, settings: SettingsStore) -> Self {
        Self { target: RwSignal::new(None), question, settings }
    }

    /// Opens it for the cell or heading that was pressed, or that the keyboard stands on.
    pub fn open(self, event: &MouseEvent, window: &Window, selection: &Selection, spot: Spot, columns: &[Column]) {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let pressed = pressed.and_then(|element| element.closest("[role=gridcell],[role=columnheader]").ok().flatten());
        let by_key = match (spot, selection.position().get_untracked()) {
            (Spot::Cell(index), Some(position)) => document::element(&cell_id(position, index)).map(Element::from),
            (Spot::Heading(index), _) => document::element(&heading_id(index)).map(Element::from),
            _ => None,
        };
        let Some(element) = pressed.or(by_key) else { return };
        let found = window.shown().with_untracked(|shown| {
            let id = element.id();
            let (place, index) = id.rsplit_once('-')?;
            let column = *columns.get(index.parse::<usize>().ok()?)?;
            let Some(position) = place.strip_prefix("pl-cell-") else { return Some(Target { column, cell: None }) };
            let row = shown.row(position.parse().ok()?)?;
            Some(Target { column, cell: Some(shown.cell(row, column)?.clone()) })
        });
        let Some(target) = found else { return };
        event.prevent_default();
        self.target.set(Some(target));
        popover::open_at(ID, &element);
        // The entries are drawn by an effect that is due first.
        request_animation_frame(|| document::focus(&entry_id(0)));
    }

    fn close(self) {
        popover::close(ID);
        self.target.set(None);
    }

    /// The entries, in their order.
    fn deeds(self) -> Vec<Deed> {
        let Some(Target { column, cell }) = self.target.get() else { return Vec::new() };
        match cell {
            Some(Cell::Identity { name, id, .. }) if !name.is_empty() && !id.is_empty() => {
                return vec![Deed::Only, Deed::Not, Deed::Copy, Deed::CopyId];
            }
            Some(_) => return vec![Deed::Only, Deed::Not, Deed::Copy],
            None => {}
        }
        let mut deeds = vec![Deed::SortUp, Deed::SortDown];
        if self.question.sort().get().of(column).is_none() {
            deeds.push(Deed::SortToo);
        }
        let columns = self.settings.columns();
        if columns.with(|columns| columns.is_pinned(column) || columns.pinned() < MAX_PINNED) {
            deeds.push(Deed::Pin);
        }
        if column.has_groups() {
            deeds.push(Deed::Group);
        }
        if columns.with(|columns| columns.shown().count() > 1) {
            deeds.push(Deed::Hide);
        }
        deeds
    }

    fn words(self, entry: u32) -> String {
        let deed = self.deeds().get(entry as usize).copied();
        let (Some(deed), Some(Target { column, cell })) = (deed, self.target.get()) else { return String::new() };
        let is_date = column == Column::Date;
        let name = match &cell {
            None => column.heading().to_owned(),
            Some(Cell::Identity { name, id, .. }) => bracketed(if name.is_empty() { id } else { name }),
            Some(cell) => value_label(column, &written(cell)),
        };
        let field = field_name(Field::Column(column));
        match deed {
            Deed::Only if is_date => "From this moment on".to_owned(),
            Deed::Not if is_date => "Before this moment".to_owned(),
            Deed::Only => format!("Only {field}: {name}"),
            Deed::Not => format!("Not {field}: {name}"),
            Deed::Copy => "Copy".to_owned(),
            Deed::CopyId => "Copy ID".to_owned(),
            Deed::SortUp => "Sort ascending".to_owned(),
            Deed::SortDown => "Sort descending".to_owned(),
            Deed::SortToo => format!("Sort by {name} too"),
            Deed::Pin if self.settings.columns().with(|columns| columns.is_pinned(column)) => format!("Unpin {name}"),
            Deed::Pin => format!("Pin {name}"),
            Deed::Group => format!("Group by {name}"),
            Deed::Hide => format!("Hide {name}"),
        }
    }

    fn choose(self, entry: u32) {
        let deed = untrack(|| self.deeds()).get(entry as usize).copied();
        let (Some(deed), Some(target)) = (deed, self.target.get_untracked()) else { return };
        self.close();
        document::focus(GRID_ID);
        let column = target.column;
        match (deed, target.cell) {
            (Deed::Only | Deed::Not, Some(cell)) => {
                let query = self.question.query();
                self.question.ask(query.with_untracked(|query| asked(query, column, &cell, deed == Deed::Not)));
            }
            (Deed::Copy | Deed::CopyId, Some(cell)) => spawn_local(async move {
                let text = match cell {
                    Cell::Identity { name, .. } if deed == Deed::Copy && !name.is_empty() => name,
                    cell => written(&cell),
                };
                // Where there is no clipboard there is nothing to be done about it here.
                let _ = copy_text(&text).await;
            }),
            (Deed::SortUp | Deed::SortDown, _) => {
                self.question.order_by(Sort { column, descending: deed == Deed::SortDown });
            }
            (Deed::SortToo, _) => self.question.sort_by(column, true),
            (Deed::Pin, _) => self.settings.columns().update(|columns| columns.pin(column)),
            (Deed::Group, _) => {
                self.question.group_by(Some(column));
                // The groups are drawn by an effect that is due first.
                request_animation_frame(|| document::focus(LEAVE_ID));
            }
            (Deed::Hide, _) => show_column(self.settings, column, false),
            (Deed::Only | Deed::Not | Deed::Copy | Deed::CopyId, None) => {}
        }
    }

    fn pressed(self, event: &KeyboardEvent) {
        let now = event_target::<Element>(event).id();
        let entries = untrack(|| self.deeds()).len().max(1) as u32;
        let index = (0..entries).find(|entry| entry_id(*entry) == now).unwrap_or(0);
        match event.key().as_str() {
            "ArrowDown" => document::focus(&entry_id((index + 1) % entries)),
            "ArrowUp" => document::focus(&entry_id((index + entries - 1) % entries)),
            "Home" => document::focus(&entry_id(0)),
            "End" => document::focus(&entry_id(entries - 1)),
            "Escape" => {
                self.close();
                document::focus(GRID_ID);
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    /// The menu closes when the focus leaves it.
    fn left(self, event: &FocusEvent) {
        let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        let menu = document::element(ID);
        if !menu.is_some_and(|menu| menu.contains(to.as_ref())) {
            self.close();
        }
    }

    /// Draws it.
    pub fn view(self) -> AnyView {
        view! {
            <div
                id=ID
                class="pl-popover pl-menu"
                popover="manual"
                role="menu"
                aria-label=text(move || if self.target.get().is_some_and(|target| target.cell.is_none()) { "Column" } else { "Cell" }.to_owned())
                on:keydown=move |event| self.pressed(&event)
                on:focusout=move |event| self.left(&event)
            >
                <If when=move || self.target.with(Option::is_some)>
                    <Later what=Seldom::CellMenu(self) />
                </If>
            </div>
        }
        .into_any()
    }
}

/// What the menu holds.
#[component]
pub fn CellEntries(menu: CellMenu) -> impl IntoView {
    // They may have come long after the menu was opened.
    request_animation_frame(|| document::focus(&entry_id(0)));
    let entry = move |entry| {
        view! {
            <button
                id=entry_id(entry)
                class="pl-choices__choice pl-menu__item"
                type="button"
                role="menuitem"
                tabindex="-1"
                on:click=move |_| menu.choose(entry)
            >
                {text(move || menu.words(entry))}
            </button>
        }
        .into_any()
    };
    each(move || (0..menu.deeds().len() as u32).collect(), entry)
}

fn entry_id(entry: u32) -> String {
    format!("{ID}-{entry}")
}

/// The value as the filter takes it, and the clipboard unless it is wanted by name: of an identity the id, which is one
/// person's alone.
fn written(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Instant(instant) => instant.to_rfc3339(),
        Cell::Duration(milliseconds) => milliseconds.to_string(),
        Cell::Identity { name, id, .. } => if id.is_empty() { name } else { id }.clone(),
    }
}

fn asked(query: &Query, column: Column, cell: &Cell, negated: bool) -> Query {
    if let Cell::Instant(instant) = cell {
        let (after, before) = query.ends();
        // The other end gives way where nothing would lie between them.
        return if negated {
            query.with_ends(after.filter(|after| after < instant), Some(*instant))
        } else {
            query.with_ends(Some(*instant), before.filter(|before| before > instant))
        };
    }
    let field = if column == Column::Identity { Field::Identity } else { Field::Column(column) };
    query.with_word(field, &field.word_for(&written(cell)), Some(negated))
}
