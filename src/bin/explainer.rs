//! The explainer: makes the dossier of one event. It is loaded beside the engine when the first event is opened, so
//! that neither page nor engine carries the knowledge base. No leptos in it.

fn main() {
    #[cfg(target_arch = "wasm32")]
    exports::throw_panics();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("the explainer runs beside the engine in a browser's worker");
}

#[cfg(target_arch = "wasm32")]
mod exports {
    use provlens::dossier::{Dossier, EventRecord};
    use provlens::protocol::BUILD;
    use wasm_bindgen::JsError;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// Lets a panic end as an error that whoever asked can catch.
    pub fn throw_panics() {
        std::panic::set_hook(Box::new(|info| wasm_bindgen::throw_str(&info.to_string())));
    }

    /// The build that this is of.
    #[wasm_bindgen]
    #[must_use]
    pub fn build() -> String {
        BUILD.to_owned()
    }

    /// Takes an `EventRecord` as JSON, and answers with its dossier, or why there is none, as JSON.
    #[wasm_bindgen]
    pub fn explain(record: &str) -> Result<String, JsError> {
        let record: EventRecord = serde_json::from_str(record)?;
        Ok(serde_json::to_string(&Dossier::of_record(&record))?)
    }
}
