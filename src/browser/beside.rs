//! Scripts beside the page that are loaded when they are needed.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::error::BrowserError;
use super::json::Json;

#[wasm_bindgen]
extern "C" {
    /// Stands in `src/start.js`, because only a script can import another when it is needed.
    #[wasm_bindgen(js_name = beside, catch)]
    async fn call_beside(script: &str, name: &str, argument: &JsValue) -> Result<JsValue, JsValue>;
}

/// Calls what a script exports, and waits for the answer.
pub async fn call(script: &str, name: &str, argument: Json) -> Result<Json, BrowserError> {
    Ok(Json::from(call_beside(script, name, &argument.into()).await?))
}
