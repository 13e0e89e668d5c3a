//! The converter: reads the shapes that are rarely met, for the engine. It is loaded beside it when the first of them is
//! met, so that the engine does not carry what most never need. No leptos in it.

fn main() {
    #[cfg(target_arch = "wasm32")]
    provlens::browser::panics::throw();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("the converter runs beside the engine in a browser's worker");
}

#[cfg(target_arch = "wasm32")]
mod exports {
    use std::cell::RefCell;

    use provlens::format::Conversion;
    use provlens::protocol::BUILD;
    use wasm_bindgen::JsError;
    use wasm_bindgen::prelude::wasm_bindgen;

    thread_local! {
        static CONVERSION: RefCell<Conversion> = RefCell::default();
    }

    /// The build that this is of.
    #[wasm_bindgen]
    #[must_use]
    pub fn build() -> String {
        BUILD.to_owned()
    }

    /// Answers a question of the engine, both in the bytes of `format::converter`.
    #[wasm_bindgen]
    pub fn answer(question: &[u8]) -> Result<Vec<u8>, JsError> {
        Ok(CONVERSION.with_borrow_mut(|conversion| conversion.answer(question))?)
    }
}
