//! How numbers, sizes and ids are written on the page.

pub use crate::figures::{bytes, counted, duration, grouped};

/// An id with its middle left out, as long as the two ends that people compare.
#[must_use]
pub fn short_id(id: &str) -> String {
    const ENDS: usize = 8;
    let length = id.chars().count();
    if length <= 2 * ENDS + 3 {
        return id.to_owned();
    }
    let head = id.chars().take(ENDS).collect::<String>();
    let tail = id.chars().skip(length - ENDS).collect::<String>();
    format!("{head}…{tail}")
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn a_long_id_keeps_both_ends_whatever_its_letters() {
        assert_eq!(short_id("a-short-one"), "a-short-one");
        assert_eq!(short_id("1b1b1b1b-2c2c-3d3d-4e4e-5f5f5f5f5f5f"), "1b1b1b1b…5f5f5f5f");
        assert_eq!(short_id("ééééééééééééééééééééééééé"), "éééééééé…éééééééé");
    }
}
