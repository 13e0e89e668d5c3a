//! What can be done with one cell's value: ask for it, rule it out, copy it. Opened by the second button of the mouse,
//! or by the key for menus.

use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Node};

use super::ids::{GRID_ID, cell_id};
use super::spot::Spot;
use crate::browser::clipboard::copy_text;
use crate::browser::{document, popover};
use crate::protocol::Cell;
use crate::query::{Field, Query, TimeRange};
use crate::state::signal::RwSignal;
use crate::state::{Question, Selection, Window};
use crate::table::Column;
use crate::view::dynamic::{each, text};
use crate::view::filters::{field_name, value_label};
use crate::view::seldom::{Later, Seldom};

const ID: &str = "pl-cell-menu";

/// What the menu is about.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Target {
    column: Column,
    cell: Cell,
}

/// The menu; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct CellMenu {
    target: RwSignal<Option<Target>>,
    question: Question,
}

/// The entries, in their order.
const ENTRIES: u32 = 3;

impl CellMenu {
    #[must_use]
    pub fn new(question: Question) -> Self {
        Self { target: RwSignal::new(None), question }
    }

    /// Opens it for the cell that was pressed, or that the keyboard stands on.
    pub fn open(self, event: &MouseEvent, window: &Window, selection: &Selection, spot: Spot, columns: &[Column]) {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let pressed = pressed.and_then(|element| element.closest("[role=gridcell]").ok().flatten());
        let by_key = match (spot, selection.position().get_untracked()) {
            (Spot::Cell(index), Some(position)) => document::element(&cell_id(position, index)).map(Element::from),
            _ => None,
        };
        let Some(element) = pressed.or(by_key) else { return };
        let found = window.shown().with_untracked(|shown| {
            let mut numbers = element.id();
            numbers = numbers.strip_prefix("pl-cell-")?.to_owned();
            let (position, index) = numbers.split_once('-')?;
            let column = *columns.get(index.parse::<usize>().ok()?)?;
            let row = shown.row(position.parse().ok()?)?;
            Some(Target { column, cell: shown.cell(row, column)?.clone() })
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

    fn words(self, entry: u32) -> String {
        let Some(Target { column, cell }) = self.target.get() else { return String::new() };
        let is_date = column == Column::Date;
        let name = match &cell {
            Cell::Identity { name, id } => if name.is_empty() { id } else { name }.clone(),
            cell => value_label(column, &written(cell)),
        };
        match entry {
            0 if is_date => "From this moment on".to_owned(),
            1 if is_date => "Before this moment".to_owned(),
            0 => format!("Only {}: {name}", field_name(Field::Column(column))),
            1 => format!("Not {}: {name}", field_name(Field::Column(column))),
            _ => "Copy".to_owned(),
        }
    }

    fn choose(self, entry: u32) {
        let Some(Target { column, cell }) = self.target.get_untracked() else { return };
        if entry < 2 {
            self.question.ask(self.question.query().with_untracked(|query| asked(query, column, &cell, entry == 1)));
        } else {
            let value = written(&cell);
            spawn_local(async move {
                // Where there is no clipboard there is nothing to be done about it here.
                let _ = copy_text(&value).await;
            });
        }
        self.close();
        document::focus(GRID_ID);
    }

    fn pressed(self, event: &KeyboardEvent) {
        let now = event_target::<Element>(event).id();
        let index = (0..ENTRIES).find(|entry| entry_id(*entry) == now).unwrap_or(0);
        match event.key().as_str() {
            "ArrowDown" => document::focus(&entry_id((index + 1) % ENTRIES)),
            "ArrowUp" => document::focus(&entry_id((index + ENTRIES - 1) % ENTRIES)),
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
                aria-label="Cell"
                on:keydown=move |event| self.pressed(&event)
                on:focusout=move |event| self.left(&event)
            >
                <Later what=Seldom::CellMenu(self) />
            </div>
        }
        .into_any()
    }
}

/// What the menu holds.
#[component]
pub fn CellEntries(menu: CellMenu) -> impl IntoView {
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
    each(move || (0..ENTRIES).collect(), entry)
}

fn entry_id(entry: u32) -> String {
    format!("{ID}-{entry}")
}

/// The value as the filter and the clipboard take it: of an identity the id, which is one person's alone.
fn written(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Instant(instant) => instant.to_rfc3339(),
        Cell::Duration(milliseconds) => milliseconds.to_string(),
        Cell::Identity { name, id } => if id.is_empty() { name } else { id }.clone(),
    }
}

fn asked(query: &Query, column: Column, cell: &Cell, negated: bool) -> Query {
    if let Cell::Instant(instant) = cell {
        let (mut after, mut before) = match query.time() {
            Some(TimeRange::Between { after, before }) => (after, before),
            _ => (None, None),
        };
        *(if negated { &mut before } else { &mut after }) = Some(*instant);
        return query.with_time(Some(TimeRange::Between { after, before }));
    }
    let field = if column == Column::Identity { Field::Identity } else { Field::Column(column) };
    query.with_word(field, &field.word_for(&written(cell)), Some(negated))
}
