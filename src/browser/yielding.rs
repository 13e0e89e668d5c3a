//! Letting the browser's other work have its turn in the middle of long work.

use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

use super::error::BrowserError;

/// Comes back after the tasks that are waiting now, messages among them. A message channel is used because timers are
/// held back by four milliseconds.
pub async fn yield_to_tasks() -> Result<(), BrowserError> {
    let channel = MessageChannel::new()?;
    let promise = Promise::new(&mut |resolve, _| {
        let on_message = Closure::once_into_js(move || resolve.call0(&JsValue::UNDEFINED));
        channel.port1().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    });
    channel.port2().post_message(&JsValue::NULL)?;
    JsFuture::from(promise).await?;
    channel.port1().close();
    Ok(())
}
