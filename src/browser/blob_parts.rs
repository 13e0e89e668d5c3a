//! A file that is made of parts, and where the browser holds it.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, Url};

use super::error::BrowserError;

/// The parts so far. The browser may put them on disk.
#[derive(Default)]
pub struct BlobParts(Array);

impl BlobParts {
    pub fn push(&mut self, bytes: &[u8]) {
        self.0.push(&Uint8Array::from(bytes));
    }

    /// The address at which pages of this origin find the file, until it is revoked.
    pub fn address(&self) -> Result<String, BrowserError> {
        let blob = Blob::new_with_u8_array_sequence(&self.0)?;
        Ok(Url::create_object_url_with_blob(&blob)?)
    }
}
