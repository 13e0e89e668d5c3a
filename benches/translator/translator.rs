//! Lets the harness, which is JavaScript, talk with the engine: requests from JSON to bytes, replies back.

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("the translator runs in the harness");
}

#[cfg(target_arch = "wasm32")]
mod exports {
    use provlens::protocol::{FromEngine, Reply, ToEngine, from_bytes, to_bytes};
    use wasm_bindgen::JsError;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// The bytes of a message to the engine.
    #[wasm_bindgen]
    pub fn to_engine(json: &str) -> Result<Vec<u8>, JsError> {
        let message: ToEngine = serde_json::from_str(json)?;
        Ok(to_bytes(&message))
    }

    /// A message from the engine as JSON. An event is read as the page does, and left out.
    #[wasm_bindgen]
    pub fn from_engine(body: &[u8]) -> Result<String, JsError> {
        let message: FromEngine = from_bytes(body)?;
        if let Reply::Event { explained, .. } = &message.reply {
            explained.read()?;
            return Ok(format!("{{\"number\":{},\"reply\":\"Event\"}}", message.number.unwrap_or_default()));
        }
        Ok(serde_json::to_string(&message)?)
    }
}
