//! Letter case, as the page minds it. Rust's own tables of it weigh kilobytes, and the browser has them already. The
//! engine, which folds millions of texts, has tables of its own.

/// A text in lower case.
#[must_use]
#[cfg(target_arch = "wasm32")]
pub fn lower(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// A text in lower case.
#[must_use]
#[cfg(not(target_arch = "wasm32"))]
pub fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// Whether two texts are one but for letter case.
#[must_use]
pub fn are_same(one: &str, other: &str) -> bool {
    // Most texts are plain, and quickly compared.
    one.eq_ignore_ascii_case(other) || !one.is_ascii() && lower(one) == lower(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_in_any_script_but_for_letter_case() {
        for (one, other, is_same) in [
            ("Box", "bOX", true),
            ("Box", "Bo", false),
            ("ΦΟΡΤΩΤΙΚΉΣ", "φορτωτικής", true),
            ("Łukasz", "łUKASZ", true),
            ("Łukasz", "Lukasz", false),
            ("Straße", "strasse", false),
        ] {
            assert_eq!(are_same(one, other), is_same, "{one} and {other}");
        }
    }
}
