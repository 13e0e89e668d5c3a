//! The explainer: makes the dossier of one event. It is loaded beside the engine when the first event is opened, so
//! that neither page nor engine carries what it needs. The knowledge base is a text that is loaded with it. No leptos in it.

fn main() {
    #[cfg(target_arch = "wasm32")]
    provlens::browser::panics::throw();
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("the explainer runs beside the engine in a browser's worker");
}

#[cfg(target_arch = "wasm32")]
mod exports {
    use std::cell::LazyCell;

    use js_sys::JsString;
    use provlens::advice::learn;
    use provlens::dossier::{About, Dossier, Inquiry, Story, comparison, support};
    use provlens::export::pseudonyms::Pseudonyms;
    use provlens::protocol::{BUILD, from_bytes, to_bytes};
    use wasm_bindgen::JsError;
    use wasm_bindgen::prelude::wasm_bindgen;

    /// The build that this is of.
    #[wasm_bindgen]
    #[must_use]
    pub fn build() -> String {
        BUILD.to_owned()
    }

    #[wasm_bindgen]
    extern "C" {
        /// The text of the knowledge base; `src/engine_loader.js` has put it there.
        #[wasm_bindgen(thread_local_v2, js_name = knowledge)]
        static KNOWLEDGE: String;

        #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
        fn fill_with_random_bytes(bytes: &mut [u8]);
    }

    thread_local! {
        /// Of this tab, and for as long as it lives.
        static PSEUDONYMS: LazyCell<Pseudonyms> = LazyCell::new(|| {
            let mut secret = [0; 16];
            fill_with_random_bytes(&mut secret);
            Pseudonyms::new(secret, |text| JsString::from(text).to_lower_case().into())
        });
    }

    /// Takes an `Inquiry` and answers it, both in the bytes of the protocol.
    #[wasm_bindgen]
    pub fn explain(inquiry: &[u8]) -> Result<Vec<u8>, JsError> {
        learn(|| KNOWLEDGE.with(String::clone))?;
        let Inquiry { about, records, kindred } = from_bytes(inquiry)?;
        Ok(match (about, records.as_slice()) {
            (About::Story, _) => to_bytes(&Story::of(&kindred)),
            (About::Comparison, [one, other]) => to_bytes(&comparison(one, other)),
            (About::Support, [record]) => PSEUDONYMS.with(|pseudonyms| to_bytes(&support(record, pseudonyms))),
            (About::Event, [record]) => to_bytes(&Dossier::of_record(record)),
            _ => return Err(JsError::new("an inquiry without its records")),
        })
    }
}
