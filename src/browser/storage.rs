//! Texts that this browser keeps for the page: between visits, or as long as the tab is there. A browser that refuses keeps
//! nothing, and says nothing.

use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// The text kept under a name.
#[must_use]
pub fn load(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a text under a name, if the browser lets us; whether it does.
pub fn save(name: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(name, text).is_ok())
}

/// The text that this tab keeps under a name.
#[must_use]
pub fn load_of_tab(name: &str) -> Option<String> {
    session()?.get_item(name).ok()?
}

/// Has this tab forget the text under a name.
pub fn forget_of_tab(name: &str) {
    if let Some(session) = session() {
        // A browser that refuses has kept nothing either.
        let _ = session.remove_item(name);
    }
}
