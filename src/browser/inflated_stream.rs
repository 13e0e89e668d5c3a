//! The bytes of a blob inflated by the browser, chunk by chunk, in a worker beside this one.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Blob;

use super::error::BrowserError;

#[wasm_bindgen]
extern "C" {
    type Inflation;

    /// Stands in `src/engine_loader.js`.
    #[wasm_bindgen(js_name = inflate)]
    fn inflate_beside(blob: &Blob, formats: &str) -> Inflation;

    /// Stands there too.
    #[wasm_bindgen(js_name = stopInflating)]
    fn stop_beside();

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

    /// Ends the one that is open, if there is one, also where it waits for bytes that do not come.
    pub fn stop() {
        stop_beside();
    }

    /// The next bytes; `None` at the end, and when it was stopped.
    pub async fn next(&mut self) -> Result<Option<&[u8]>, BrowserError> {
        let message = self.inflation.next().await?;
        if message.is_undefined() {
            return Ok(None);
        }
        let parts: Array = Reflect::get(&message, &JsValue::from_str("parts"))?.unchecked_into();
        let number = |name| -> Result<u64, JsValue> {
            Ok(Reflect::get(&message, &JsValue::from_str(name))?.as_f64().unwrap_or_default() as u64)
        };
        self.taken = number("taken")?;
        self.chunk.resize(number("size")? as usize, 0);
        let mut rest = self.chunk.as_mut_slice();
        for part in parts.iter() {
            let part: Uint8Array = part.unchecked_into();
            let (here, behind) = rest.split_at_mut(rest.len().min(part.length() as usize));
            part.copy_to(here);
            rest = behind;
        }
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
