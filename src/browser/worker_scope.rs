//! The inside of a worker: messages that come in and go out, the programs beside it, and the clock.

use js_sys::{Array, Date, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, MessageEvent};

use super::error::BrowserError;

/// A message from the page: its build, its bytes, and the files that came with it.
pub struct Incoming {
    pub build: String,
    pub body: Vec<u8>,
    pub files: Vec<IncomingFile>,
}

/// A file or blob, with the name it goes by.
#[derive(Clone)]
pub struct IncomingFile {
    pub name: String,
    pub blob: Blob,
    /// When it was written, in milliseconds since 1970; what was pasted, or lies in an archive, when that was.
    pub written: f64,
}

#[wasm_bindgen]
extern "C" {
    /// Stands in `src/engine_loader.js`, because only a script can import another when it is needed.
    #[wasm_bindgen(js_name = ask, catch)]
    async fn ask_beside(program: &str, question: Uint8Array, build: &str) -> Result<JsValue, JsValue>;

    /// Stands there too.
    #[wasm_bindgen(js_name = fetchAhead)]
    fn fetch_beside(build: &str);

    /// Stands there too. Answers with how many bytes the answer has, or with a text where nobody could be loaded to answer.
    #[wasm_bindgen(js_name = convert, catch)]
    fn convert_beside(question: &[u8], build: &str) -> Result<JsValue, JsValue>;

    /// Stands there too. Fills a buffer with the last answer.
    #[wasm_bindgen(js_name = takeConverted)]
    fn take_converted(into: &mut [u8]);
}

/// The name by which the connector calls what [`hear_connector`] is given.
const FROM_CONNECTOR: &str = "fromConnector";

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Sends a message of this build to the page.
pub fn post(build: &str, body: &[u8]) -> Result<(), BrowserError> {
    let envelope = Object::new();
    Reflect::set(&envelope, &JsValue::from_str("build"), &JsValue::from_str(build))?;
    Reflect::set(&envelope, &JsValue::from_str("body"), &Uint8Array::from(body))?;
    Ok(scope().post_message(&envelope)?)
}

/// Asks a program of this build, `explainer` or `connector`, which is loaded when it is asked for the first time.
pub async fn ask(program: &str, question: &[u8], build: &str) -> Result<Vec<u8>, BrowserError> {
    let answer = ask_beside(program, Uint8Array::from(question), build).await?;
    Ok(Uint8Array::new(&answer).to_vec())
}

/// Has the programs of this build fetched that may be asked later; those that cannot be are fetched when they are asked.
pub fn fetch_ahead(build: &str) {
    fetch_beside(build);
}

/// Calls `on_bytes` with whatever the connector brings, for as long as the worker lives.
pub fn hear_connector(mut on_bytes: impl FnMut(&[u8]) -> Option<u32> + 'static) {
    let callback =
        Closure::<dyn FnMut(Uint8Array) -> Option<u32>>::new(move |bytes: Uint8Array| on_bytes(&bytes.to_vec()));
    // The worker's scope takes any member.
    let _ = Reflect::set(&scope(), &JsValue::from_str(FROM_CONNECTOR), callback.as_ref());
    callback.forget();
}

/// Has the converter of this build answer a question; it is loaded when it is asked for the first time. What could not be
/// loaded is the inner error, a converter that broke down the outer one.
///
/// It is asked for every record of some logs: the bytes go from one program's memory to the other's, and no array of
/// JavaScript's is made for them.
pub fn convert(question: &[u8], build: &str) -> Result<Result<Vec<u8>, String>, BrowserError> {
    let answer = convert_beside(question, build)?;
    let Some(length) = answer.as_f64() else { return Ok(Err(answer.as_string().unwrap_or_default())) };
    let mut bytes = vec![0; length as usize];
    take_converted(&mut bytes);
    Ok(Ok(bytes))
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
        build: member("build").as_string().unwrap_or_default(),
        body: Uint8Array::new(&member("body")).to_vec(),
        files: files.iter().filter_map(incoming_file).collect(),
    }
}

fn incoming_file(value: JsValue) -> Option<IncomingFile> {
    let file = value.dyn_ref::<File>();
    let name = file.map_or_else(|| "pasted text".to_owned(), File::name);
    let written = file.map_or_else(Date::now, File::last_modified);
    Some(IncomingFile { name, blob: value.dyn_into().ok()?, written })
}

/// Ends the worker: what waits for its turn never gets it.
pub fn close() {
    scope().close();
}

/// Milliseconds since the worker started.
pub fn now() -> f64 {
    scope().performance().map_or(0.0, |performance| performance.now())
}
