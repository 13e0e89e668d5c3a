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
        static ANSWER: RefCell<Vec<u8>> = RefCell::default();
    }

    /// The build that this is of.
    #[wasm_bindgen]
    #[must_use]
    pub fn build() -> String {
        BUILD.to_owned()
    }

    /// Answers a question of the engine, both in the bytes of `format::converter`, and says how many bytes the answer has.
    #[wasm_bindgen]
    pub fn answer(question: &[u8]) -> Result<usize, JsError> {
        let answer = CONVERSION.with_borrow_mut(|conversion| conversion.answer(question))?;
        let length = answer.len();
        ANSWER.replace(answer);
        Ok(length)
    }

    /// Where the last answer lies in this program's memory, until the next question.
    #[wasm_bindgen]
    #[must_use]
    pub fn answer_place() -> *const u8 {
        ANSWER.with_borrow(Vec::as_ptr)
    }
}
