//! The connector: reads the log of an API into the engine beside it, and tells of jobs. It is loaded when somebody is
//! about to connect or looks at jobs, so that who only reads the log of files has no program that could ask for anything. No leptos in it.

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("the connector runs beside the engine in a browser's worker");
    #[cfg(target_arch = "wasm32")]
    console_error_panic_hook::set_once();
}

#[cfg(target_arch = "wasm32")]
mod exports {
    use std::rc::Rc;

    use provlens::protocol::{BUILD, FromConnector, from_bytes, to_bytes};
    use provlens::source::live::Connection;
    use wasm_bindgen::JsError;
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen]
    extern "C" {
        /// The engine's ear: how many events it has heard of, if it has room for more.
        #[wasm_bindgen(js_name = fromConnector)]
        fn from_connector(bytes: &[u8]) -> Option<u32>;
    }

    thread_local! {
        static CONNECTION: Rc<Connection> = Rc::new(Connection::new(bring));
    }

    fn bring(what: &FromConnector) -> Option<u32> {
        from_connector(&to_bytes(what))
    }

    /// The build that this is of.
    #[wasm_bindgen]
    #[must_use]
    pub fn build() -> String {
        BUILD.to_owned()
    }

    /// Carries out an `Order`, and answers with what is `Said` of it when that is done, both in the bytes of the
    /// protocol. Other orders may come meanwhile.
    #[wasm_bindgen]
    pub async fn order(order: Vec<u8>) -> Result<Vec<u8>, JsError> {
        let order = from_bytes(&order)?;
        let connection = CONNECTION.with(Rc::clone);
        Ok(to_bytes(&connection.carry_out(order).await))
    }
}
