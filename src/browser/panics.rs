//! How a program that is loaded beside another ends.

/// Lets a panic end as an error that whoever asked can catch.
pub fn throw() {
    std::panic::set_hook(Box::new(|info| wasm_bindgen::throw_str(&info.to_string())));
}
