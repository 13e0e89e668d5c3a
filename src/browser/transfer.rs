//! Files and texts that are dropped, pasted, chosen, or made on the spot.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, DragEvent, File, FileList};

use super::error::BrowserError;
use super::json::Json;

/// The files of a list, in its order.
#[must_use]
pub fn files_of(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

/// Whether what is dragged has a form: `Files`, or a type such as `text/plain`.
#[must_use]
pub fn carries(event: &DragEvent, form: &str) -> bool {
    let types = event.data_transfer().map(|transfer| transfer.types());
    types.is_some_and(|types| types.includes(&JsValue::from_str(form), 0))
}

#[wasm_bindgen]
extern "C" {
    /// Stands in `src/dropped_files.js`.
    #[wasm_bindgen(js_name = droppedFiles, catch)]
    fn dropped_files(transfer: &DataTransfer) -> Result<Promise, JsValue>;
}

/// What was dropped or pasted.
pub struct Brought {
    pub files: Vec<File>,
    /// What could not be had of it.
    pub unread: Vec<Unread>,
}

/// A file or folder that the browser does not hand out.
pub struct Unread {
    /// Its name, or the path that leads to it.
    pub name: String,
    pub why: String,
}

/// What was dropped or pasted, folders included, or else its text as a file of the name given. To be called while the event
/// is handled, and waited for later.
pub fn files_or_text(
    transfer: Option<DataTransfer>,
    name: &'static str,
) -> impl Future<Output = Result<Brought, BrowserError>> {
    let text = transfer.as_ref().and_then(|transfer| transfer.get_data("text/plain").ok()).unwrap_or_default();
    let files = transfer.map(|transfer| dropped_files(&transfer));
    async move {
        let mut brought = Brought { files: Vec::new(), unread: Vec::new() };
        let Some(files) = files else { return Ok(brought) };
        let found: Array = JsFuture::from(files?).await?.unchecked_into();
        for one in found.iter() {
            match one.dyn_into::<File>() {
                Ok(file) => brought.files.push(file),
                Err(other) => brought.unread.push(Unread::of(&other.into())),
            }
        }
        if found.length() == 0 && !text.trim().is_empty() {
            brought.files.push(file_of_text(&text, name)?);
        }
        Ok(brought)
    }
}

impl Unread {
    fn of(told: &Json) -> Self {
        let text = |name| told.member(name).text().unwrap_or_default();
        Self { name: text("name"), why: text("why") }
    }
}

/// A file that holds a text.
pub fn file_of_text(text: &str, name: &str) -> Result<File, BrowserError> {
    Ok(File::new_with_str_sequence(&Array::of1(&JsValue::from_str(text)), name)?)
}
