//! The inside of a worker: messages that come in and go out, the explainer beside it, and the clock.

use js_sys::{Array, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, MessageEvent};

use super::error::BrowserError;

/// A message from the page: its text, and the files that came with it.
pub struct Incoming {
    pub message: String,
    pub files: Vec<IncomingFile>,
}

/// A file or blob, with the name it goes by.
#[derive(Clone)]
pub struct IncomingFile {
    pub name: String,
    pub blob: Blob,
}

#[wasm_bindgen]
extern "C" {
    /// Stands in `src/engine_loader.js`, because only a script can import another when it is needed.
    #[wasm_bindgen(js_name = explain, catch)]
    async fn explain_beside(record: &str, build: &str) -> Result<JsValue, JsValue>;
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Sends a text to the page.
pub fn post(message: &str) -> Result<(), BrowserError> {
    Ok(scope().post_message(&JsValue::from_str(message))?)
}

/// Has a record explained by the explainer of this build, which is loaded when it is asked for the first time.
pub async fn explain(record: &str, build: &str) -> Result<String, BrowserError> {
    Ok(explain_beside(record, build).await?.as_string().unwrap_or_default())
}

/// Calls `on_message` with every message from the page, for as long as the worker lives.
pub fn listen(mut on_message: impl FnMut(Incoming) + 'static) {
    let callback = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        on_message(read(&event.data()));
    });
    scope().set_onmessage(Some(callback.as_ref().unchecked_ref()));
    callback.forget();
}

fn read(data: &JsValue) -> Incoming {
    let member = |name: &str| Reflect::get(data, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
    let files = member("files").dyn_into::<Array>().unwrap_or_default();
    Incoming {
        message: member("message").as_string().unwrap_or_default(),
        files: files.iter().filter_map(incoming_file).collect(),
    }
}

fn incoming_file(value: JsValue) -> Option<IncomingFile> {
    let name = value.dyn_ref::<File>().map_or_else(|| "pasted text".to_owned(), File::name);
    Some(IncomingFile { name, blob: value.dyn_into().ok()? })
}

/// Milliseconds since the worker started.
pub fn now() -> f64 {
    scope().performance().map_or(0.0, |performance| performance.now())
}
