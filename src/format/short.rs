//! Words of a file that a problem repeats: few, short, and on one line, whatever the file holds.

/// As many names as are repeated, and as many letters of each.
const FEW: usize = 8;
const LONGEST: usize = 40;

/// A name as it may stand in a sentence: its beginning, with a sign in the place of what is no letter of a line.
pub fn short(name: &str) -> String {
    let mut letters = name.chars();
    let plain = |letter: char| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter };
    let mut short: String = letters.by_ref().take(LONGEST).map(plain).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// As many names as say what a table is.
pub fn few<'a>(names: impl Iterator<Item = &'a str>) -> String {
    few_of(names).join(", ")
}

/// The same one by one; where there are more, the last is a sign for them.
pub fn few_of<'a>(mut names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut few: Vec<String> = names.by_ref().take(FEW).map(short).collect();
    if names.next().is_some() {
        few.push("…".to_owned());
    }
    few
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_few_and_short_and_without_control_characters() {
        assert_eq!(short("a\u{0}b\nc"), "a\u{FFFD}b\u{FFFD}c");
        assert_eq!(short(&"é".repeat(41)), format!("{}…", "é".repeat(40)));
        assert_eq!(short(&"é".repeat(40)), "é".repeat(40));
        assert_eq!(few((0..9).map(|_| "x")), "x, x, x, x, x, x, x, x, …");
        assert_eq!(few((0..8).map(|_| "x")), "x, x, x, x, x, x, x, x");
    }
}
