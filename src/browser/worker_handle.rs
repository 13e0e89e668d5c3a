//! The outside of a worker: starting it, sending to it, hearing from it, ending it.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{ErrorEvent, File, MessageEvent, Worker};

use super::error::BrowserError;

#[wasm_bindgen]
extern "C" {
    /// Stands in `src/start_engine.js`, with the workers that the engine has beside it.
    #[wasm_bindgen(js_name = startEngine, catch)]
    fn start_engine(script: &str) -> Result<Worker, JsValue>;
}

/// A running worker. It is not to be dropped by what it calls: [`end`](Self::end) it there, and drop it later.
pub struct WorkerHandle {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl WorkerHandle {
    /// Starts a module script as the engine. `on_message` gets the build and the bytes of every message that the worker
    /// posts; `on_error` gets the words of an error that nobody in the worker caught, or of a script that could not be loaded.
    pub fn start(
        script: &str,
        mut on_message: impl FnMut(&str, &[u8]) + 'static,
        mut on_error: impl FnMut(String) + 'static,
    ) -> Result<Self, BrowserError> {
        let worker = start_engine(script)?;
        let on_message = Closure::new(move |event: MessageEvent| {
            let data = event.data();
            let member = |name: &str| Reflect::get(&data, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
            let build = member("build").as_string().unwrap_or_default();
            on_message(&build, &Uint8Array::new(&member("body")).to_vec());
        });
        let on_error = Closure::new(move |event: ErrorEvent| on_error(words(&event)));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self { worker, _on_message: on_message, _on_error: on_error })
    }

    /// Sends a message of this build, and the files that go with it.
    pub fn post(&self, build: &str, body: &[u8], files: &[File]) -> Result<(), BrowserError> {
        let envelope = Object::new();
        Reflect::set(&envelope, &JsValue::from_str("build"), &JsValue::from_str(build))?;
        Reflect::set(&envelope, &JsValue::from_str("body"), &Uint8Array::from(body))?;
        Reflect::set(&envelope, &JsValue::from_str("files"), &files.iter().collect::<Array>())?;
        Ok(self.worker.post_message(&envelope)?)
    }

    /// Ends the worker at once; nothing more is heard of it.
    pub fn end(&self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// A script that cannot be loaded raises a plain event, which has no message at all.
fn words(event: &ErrorEvent) -> String {
    let message = Reflect::get(event, &JsValue::from_str("message")).ok().and_then(|message| message.as_string());
    message.filter(|message| !message.is_empty()).unwrap_or_else(|| "its script could not be loaded".to_owned())
}
