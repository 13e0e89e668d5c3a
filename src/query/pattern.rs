//! A word of a term as a pattern: what a value must look like, letter case aside.
//!
//! A word is looked for as a part of a text, or as the whole of an enumeration or an id. `*` in it stands for any
//! letters and then the rest must be the whole value, `=` before it asks for the whole value, and `\` takes a `*`, an
//! `=` or a `\` behind it for what it is. Only the empty word means that there is no value.

use memchr::memmem;

use crate::table::fold;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// What stands between the wildcards, in lower case; one part where there is no wildcard.
    parts: Vec<String>,
    is_whole: bool,
}

impl Pattern {
    /// Reads a word; `is_whole` says whether the field wants whole values in any case.
    #[must_use]
    pub fn new(word: &str, is_whole: bool) -> Self {
        let rest = word.strip_prefix('=');
        let parts = parts(rest.unwrap_or(word)).iter().map(|part| fold(part)).collect();
        Self { parts, is_whole: is_whole || rest.is_some() }
    }

    /// The text that a value must hold somewhere, in lower case; `None` where more is asked of it.
    #[must_use]
    pub fn as_part(&self) -> Option<&str> {
        self.single().filter(|part| !self.is_whole && !part.is_empty())
    }

    /// The text that a value must be, in lower case; `None` where there is a wildcard.
    #[must_use]
    pub fn single(&self) -> Option<&str> {
        if let [part] = self.parts.as_slice() { Some(part) } else { None }
    }

    /// The longest text, in lower case, that every value which matches holds.
    #[must_use]
    pub fn longest_part(&self) -> &str {
        self.parts.iter().max_by_key(|part| part.len()).map_or("", String::as_str)
    }

    /// Whether a GUID may be what is looked for: most words hold letters that stand in none.
    #[must_use]
    pub fn fits_guids(&self) -> bool {
        let is_of_guid = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
        self.parts.iter().all(|part| part.bytes().all(is_of_guid))
    }

    /// What stands between the wildcards, in lower case.
    #[must_use]
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Whether a value, given in lower case, is what is looked for.
    #[must_use]
    pub fn matches(&self, value: &str) -> bool {
        let value = value.as_bytes();
        let (Some(first), Some(last)) = (self.parts.first(), self.parts.last()) else { return false };
        if value.is_empty() {
            return self.single() == Some("");
        }
        let Some(between) = self.parts.get(1..self.parts.len() - 1) else {
            let is_part = || !first.is_empty() && find(value, first.as_bytes()).is_some();
            return if self.is_whole { value == first.as_bytes() } else { is_part() };
        };
        let Some(mut left) = value.strip_prefix(first.as_bytes()) else { return false };
        for part in between {
            let Some(found) = find(left, part.as_bytes()) else { return false };
            left = &left[found + part.len()..];
        }
        left.ends_with(last.as_bytes())
    }
}

/// Where a part stands in a text first. Names and ids are short: a search that prepares itself would take longer than
/// to look at each of their bytes.
fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    const SHORT: usize = 64;
    let Some(first) = part.first() else { return Some(0) };
    if text.len() > SHORT {
        return memmem::find(text, part);
    }
    let starts = &text[..=text.len().checked_sub(part.len())?];
    let mut from = 0;
    loop {
        from += starts[from..].iter().position(|byte| byte == first)?;
        if text[from..].starts_with(part) {
            return Some(from);
        }
        from += 1;
    }
}

/// What stands between the wildcards of a word without its `=`, as it is written.
fn parts(word: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '*' => parts.push(std::mem::take(&mut part)),
            '\\' => part.push(letters.next_if(|next| matches!(next, '*' | '=' | '\\')).unwrap_or('\\')),
            _ => part.push(letter),
        }
    }
    parts.push(part);
    parts
}

/// The one value that a word asks for, as it is written there, if it asks for a whole one; `is_whole` as in [`Pattern::new`].
#[must_use]
pub fn only_value(word: &str, is_whole: bool) -> Option<String> {
    let rest = word.strip_prefix('=');
    let mut parts = parts(rest.unwrap_or(word));
    let is_one = parts.len() == 1 && (is_whole || rest.is_some() || word.is_empty());
    parts.pop().filter(|_| is_one)
}

/// The word that looks for a text as it is, whatever signs are in it.
#[must_use]
pub fn literal(text: &str) -> String {
    let mut word = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '*' | '\\') || (letter == '=' && word.is_empty()) {
            word.push('\\');
        }
        word.push(letter);
    }
    word
}

/// The same as far as so many characters go, with a wildcard for the rest of a longer text.
#[must_use]
pub fn beginning(text: &str, most: usize) -> String {
    let mut word = literal(text);
    let mut places = word.char_indices().skip(most.saturating_sub(1));
    let (Some((end, _)), Some(_)) = (places.next(), places.next()) else { return word };
    // No sign is left alone that takes another for what it is.
    let kept = word[..end].trim_end_matches('\\').len();
    word.truncate(kept + (end - kept) / 2 * 2);
    word.push('*');
    word
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Tries every length for every wildcard.
    fn naive(pattern: &[char], value: &[char]) -> bool {
        match pattern.split_first() {
            None => value.is_empty(),
            Some(('*', rest)) => (0..=value.len()).any(|length| naive(rest, &value[length..])),
            Some((letter, rest)) => {
                value.split_first().is_some_and(|(first, left)| first == letter && naive(rest, left))
            }
        }
    }

    proptest! {
        #[test]
        fn a_wildcard_stands_for_any_letters(
            word in "[abÄ]{0,3}\\*[abÄ*]{0,4}", value in "[abÄ]{1,8}", middle in "c{0,80}",
        ) {
            let letters = |text: &str| text.to_lowercase().chars().collect::<Vec<_>>();
            // Long texts are looked through in another way.
            let value = value.replacen('b', &format!("b{middle}a"), 1);
            let expected = naive(&letters(&word), &letters(&value));
            prop_assert_eq!(Pattern::new(&word, false).matches(&value.to_lowercase()), expected);
        }

        #[test]
        fn no_guid_is_what_does_not_fit_guids(word in "[0-9af*g-]{0,3}", guid in "[0-9a-f]{2}-[0-9a-f]{2}") {
            let pattern = Pattern::new(&word, true);
            prop_assert!(pattern.fits_guids() || !pattern.matches(&guid));
            prop_assert_eq!(pattern.fits_guids(), !word.contains('g'));
        }

        #[test]
        fn a_text_taken_as_it_is_finds_itself_and_what_holds_it(text in "[ab*=\\\\]{1,6}", around in "[ab*=\\\\]{0,2}") {
            let word = literal(&text);
            let longer = format!("{around}{text}");
            let whole = format!("={word}");
            let part = Pattern::new(&word, false);
            prop_assert_eq!(part.as_part(), Some(text.as_str()));
            prop_assert!(part.matches(&longer));
            prop_assert!(Pattern::new(&whole, false).matches(&text));
            prop_assert_eq!(Pattern::new(&whole, false).matches(&longer), around.is_empty());
            prop_assert_eq!(Pattern::new(&word, true).matches(&longer), around.is_empty());
            let short = beginning(&longer, 4);
            prop_assert!(short.len() <= 4);
            prop_assert!(Pattern::new(&short, true).matches(&longer), "{}", short);
            prop_assert_eq!(only_value(&word, true), Some(text.clone()));
            prop_assert_eq!(only_value(&whole, false), Some(text));
            prop_assert_eq!(only_value(&word, false), None);
        }
    }

    #[test]
    fn only_the_empty_word_means_that_there_is_no_value() {
        for is_whole in [false, true] {
            assert!(Pattern::new("", is_whole).matches(""));
            assert!(!Pattern::new("", is_whole).matches("a"));
            assert!(!Pattern::new("*", is_whole).matches(""));
            assert!(Pattern::new("*", is_whole).matches("a"));
        }
    }
}
