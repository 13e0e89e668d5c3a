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
    use provlens::protocol::{BUILD, from_bytes, to_bytes};
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

    /// Takes an `EventRecord`, and answers with its dossier or why there is none, both in the bytes of the protocol.
    #[wasm_bindgen]
    pub fn explain(record: &[u8]) -> Result<Vec<u8>, JsError> {
        let record: EventRecord = from_bytes(record)?;
        Ok(to_bytes(&Dossier::of_record(&record)))
    }
}
