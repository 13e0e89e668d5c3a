//! Views with names: filter, order and columns as an address has them, kept by this browser. Nothing of a log is in
//! them but what their filters say.

use leptos::prelude::untrack;

use super::link::Link;
use super::signal::{RwSignal, Signal};
use crate::browser::json::Json;
use crate::browser::storage;
use crate::query::address::Address;

/// The name under which they are kept.
const NAME: &str = "provlens.views";
/// What an exported file says it is.
const KIND: &str = "provlens views";

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 80;
/// The longest number that a name is given, where it is taken.
const NUMBERED: &str = " (9999)";
/// The most views of a file: nobody finds one among more.
const MOST: usize = 200;
/// The largest file that is read, in bytes: browsers keep no more than some megabytes.
pub const LARGEST: usize = 1_000_000;

/// A view and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    pub name: String,
    /// The part of an address behind `#`.
    pub address: String,
}

/// A handle to the saved views; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct SavedViews {
    views: RwSignal<Vec<SavedView>>,
    /// Those before the last change, which can be taken back.
    before: RwSignal<Option<Vec<SavedView>>>,
    link: Link,
}

/// What has become of the views of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub added: usize,
    /// Of these, those that were given another name, since a view of theirs was there.
    pub renamed: usize,
    /// Views that were there already.
    pub known: usize,
    pub is_kept: bool,
}

/// Why a file adds no views.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error("it is not JSON")]
    NotJson,
    #[error("it is no file of saved views")]
    OtherKind,
    #[error("it is larger than {} KB, which no file of saved views is", LARGEST / 1000)]
    TooLarge,
    #[error("it holds more than {MOST} views")]
    TooMany,
    #[error("view {0} has no name, or one of more than {LONGEST_NAME} characters")]
    BadName(usize),
    #[error("view {0} has no address that this page can read")]
    BadAddress(usize),
}

impl SavedViews {
    /// Those that this browser keeps; the link shows them.
    #[must_use]
    pub fn new(link: Link) -> Self {
        // Of an address that says more than this page can show, the rest shows.
        let kept = storage::load(NAME).map(|text| all_of(&text)).unwrap_or_default();
        Self { views: RwSignal::new(kept), before: RwSignal::new(None), link }
    }

    /// All of them, in the order of saving.
    #[must_use]
    pub fn all(self) -> Signal<Vec<SavedView>> {
        self.views.into()
    }

    /// Saves what is shown under a name. Whether that takes the place of a view of that name, and whether the browser
    /// keeps it.
    pub fn save(self, name: &str) -> (bool, bool) {
        let address = Address { event: String::new(), log: String::new(), ..untrack(|| self.link.address()) };
        let address = address.write();
        let is_taken = self.views.with_untracked(|views| views.iter().any(|view| view.name == name));
        let is_kept = self.change(|views| {
            views.retain(|other| other.name != name);
            views.push(SavedView { name: name.to_owned(), address });
        });
        (is_taken, is_kept)
    }

    /// Shows a view.
    pub fn show(self, name: &str) {
        let found = self.views.with_untracked(|views| views.iter().find(|view| view.name == name).cloned());
        if let Some(view) = found {
            self.link.follow(Address::parse(&view.address).0);
        }
    }

    /// Forgets a view.
    pub fn forget(self, name: &str) {
        // What cannot be kept was not kept before either.
        let _ = self.change(|views| views.retain(|view| view.name != name));
    }

    /// All of them as the text of a file.
    #[must_use]
    pub fn to_file(self) -> String {
        self.views.with(|views| write(views))
    }

    /// Adds the views of a file, all of them or none. No view that is there is lost: another one of its name is given a
    /// number.
    pub fn add_file(self, text: &str) -> Result<Imported, ImportError> {
        let added = read(text)?;
        let mut imported = Imported::default();
        imported.is_kept = self.change(|views| {
            for mut view in added {
                if views.contains(&view) {
                    imported.known += 1;
                    continue;
                }
                let name: String = view.name.chars().take(LONGEST_NAME - NUMBERED.len()).collect();
                let mut number = 1;
                while views.iter().any(|other| other.name == view.name) {
                    number += 1;
                    view.name = format!("{name} ({number})");
                }
                imported.renamed += usize::from(number > 1);
                imported.added += 1;
                views.push(view);
            }
        });
        Ok(imported)
    }

    /// Whether there is a change to be taken back.
    #[must_use]
    pub fn has_undo(self) -> Signal<bool> {
        Signal::derive(move || self.before.with(Option::is_some))
    }

    /// Takes the last change back.
    pub fn undo(self) {
        if let Some(before) = self.before.get_untracked() {
            self.change(|views| *views = before);
            self.before.set(None);
        }
    }

    fn change(self, change: impl FnOnce(&mut Vec<SavedView>)) -> bool {
        let before = self.views.get_untracked();
        self.views.update(change);
        if self.views.with_untracked(|views| *views != before) {
            self.before.set(Some(before));
        }
        self.views.with_untracked(|views| storage::save(NAME, &write(views)))
    }
}

fn write(views: &[SavedView]) -> String {
    let view = |view: &SavedView| Json::object([("name", (&*view.name).into()), ("address", (&*view.address).into())]);
    Json::object([("kind", KIND.into()), ("views", Json::list(views.iter().map(view)))]).write()
}

/// Reads what [`SavedViews::to_file`] writes.
pub fn read(text: &str) -> Result<Vec<SavedView>, ImportError> {
    let views = views_of(text)?;
    match views.iter().position(|view| !Address::parse(&view.address).1.is_empty()) {
        Some(place) => Err(ImportError::BadAddress(place + 1)),
        None => Ok(views),
    }
}

/// What the browser has kept; of what cannot be read there the rest.
fn all_of(text: &str) -> Vec<SavedView> {
    let views = Json::parse(text).map(|file| file.member("views").items()).unwrap_or_default();
    let view =
        |view: Json| Some(SavedView { name: view.member("name").text()?, address: view.member("address").text()? });
    views.into_iter().filter_map(view).collect()
}

/// The same, whatever the addresses say.
fn views_of(text: &str) -> Result<Vec<SavedView>, ImportError> {
    if text.len() > LARGEST {
        return Err(ImportError::TooLarge);
    }
    let file = Json::parse(text).ok_or(ImportError::NotJson)?;
    if file.member("kind").text().as_deref() != Some(KIND) {
        return Err(ImportError::OtherKind);
    }
    let mut views = Vec::new();
    for view in file.member("views").items() {
        let place = views.len() + 1;
        if place > MOST {
            return Err(ImportError::TooMany);
        }
        let name = view.member("name").text().map(|name| name.trim().to_owned());
        let is_name = |name: &String| (1..=LONGEST_NAME).contains(&name.chars().count());
        let name = name.filter(is_name).ok_or(ImportError::BadName(place))?;
        let address = view.member("address").text().ok_or(ImportError::BadAddress(place))?;
        views.push(SavedView { name, address });
    }
    Ok(views)
}
