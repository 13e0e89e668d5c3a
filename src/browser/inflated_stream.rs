//! The bytes of a blob inflated by the browser, chunk by chunk, in a worker beside this one.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Blob;

use super::error::BrowserError;

#[wasm_bindgen]
extern "C" {
    type Inflation;

    /// Stands in `src/engine_loader.js`, where workers are started.
    #[wasm_bindgen(js_name = inflate)]
    fn inflate_beside(blob: &Blob, formats: &str) -> Inflation;

    #[wasm_bindgen(method, catch)]
    async fn next(this: &Inflation) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method)]
    fn end(this: &Inflation);
}

/// Inflates a blob from its start to its end.
pub struct InflatedStream {
    inflation: Inflation,
    chunk: Vec<u8>,
    taken: u64,
}

impl InflatedStream {
    /// By these formats of `src/engine_unpacker.js`, one after the other, with a blank between them.
    pub fn open(blob: &Blob, formats: &str) -> Self {
        Self { inflation: inflate_beside(blob, formats), chunk: Vec::new(), taken: 0 }
    }

    /// The next bytes; `None` at the end.
    pub async fn next(&mut self) -> Result<Option<&[u8]>, BrowserError> {
        let message = self.inflation.next().await?;
        if message.is_undefined() {
            return Ok(None);
        }
        let bytes = Uint8Array::new(&Reflect::get(&message, &JsValue::from_str("bytes"))?);
        let taken = Reflect::get(&message, &JsValue::from_str("taken"))?.as_f64().unwrap_or_default();
        self.taken = taken as u64;
        self.chunk.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.chunk);
        Ok(Some(&self.chunk))
    }

    /// How many bytes of the blob were taken so far.
    pub const fn taken(&self) -> u64 {
        self.taken
    }
}

impl Drop for InflatedStream {
    fn drop(&mut self) {
        self.inflation.end();
    }
}
