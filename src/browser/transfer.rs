//! Files and texts that are dropped, pasted, chosen, or made on the spot.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{DataTransfer, DragEvent, File, FileList};

use super::error::BrowserError;

/// The files of a list, in its order.
#[must_use]
pub fn files_of(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

/// Whether files are being dragged, rather than a word or a link.
#[must_use]
pub fn carries_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|transfer| transfer.types());
    types.is_some_and(|types| types.includes(&JsValue::from_str("Files"), 0))
}

/// What was dropped or pasted: its files, or else its text as a file of the name given.
pub fn files_or_text(transfer: Option<DataTransfer>, name: &str) -> Result<Vec<File>, BrowserError> {
    let Some(transfer) = transfer else { return Ok(Vec::new()) };
    let files = files_of(transfer.files());
    if !files.is_empty() {
        return Ok(files);
    }
    let text = transfer.get_data("text/plain")?;
    if text.trim().is_empty() { Ok(Vec::new()) } else { Ok(vec![file_of_text(&text, name)?]) }
}

/// A file that holds a text.
pub fn file_of_text(text: &str, name: &str) -> Result<File, BrowserError> {
    Ok(File::new_with_str_sequence(&Array::of1(&JsValue::from_str(text)), name)?)
}
