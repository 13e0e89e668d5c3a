//! Finding ASCII words in text of any kind, whatever their letter case.

/// As much of a text is looked at where every word of it costs something: reasons are shorter, but nothing keeps a target
/// from answering with megabytes.
const LOOKED_AT: usize = 16 * 1024;

/// The beginning of a text, as much as is looked at.
pub(super) fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LOOKED_AT)]
}

/// The byte at which an ASCII `word` first stands in `text`. It is a character boundary, and so is its end.
pub(super) fn find(text: &str, word: &str) -> Option<usize> {
    debug_assert!(word.is_ascii() && !word.is_empty());
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let [lower, upper] = [word[0].to_ascii_lowercase(), word[0].to_ascii_uppercase()];
    memchr::memchr2_iter(lower, upper, text)
        .find(|start| text[*start..].get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word)))
}

/// What follows the first `word` in `text`.
pub(super) fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    find(text, word).map(|start| &text[start + word.len()..])
}

/// What follows each `word` in `text`.
pub(super) fn after_each<'a>(text: &'a str, word: &'static str) -> impl Iterator<Item = &'a str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = after(rest, word)?;
        Some(rest)
    })
}

/// The characters at the front that a test lets through.
pub(super) fn leading(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    &text[..text.find(|c| !belongs(c)).unwrap_or(text.len())]
}
