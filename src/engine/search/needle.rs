//! The quick look for a text: where in a record it may stand, without reading the record as JSON.
//!
//! It may point at a place where the text is not, but never misses one where it is. What is looked for are two bytes
//! of the text that are rare in logs, each in either case, and strange ways of writing one of its letters: an escape, or
//! a character such as the Kelvin sign, which folds to a k. WebAssembly looks at 16 bytes at a time.

use std::sync::LazyLock;

/// No character above has a lower case of its own.
const LAST_CASED: u32 = 0x1_E943;

/// What logs are full of, the most frequent first. What is not listed is rare.
const FREQUENT: &[u8] = b"\": ,e-ia0tnos1rdl23456789cupmbfghv_y.xwkjqz/";

/// A text to look for.
pub struct Needle {
    /// Its letters, folded.
    letters: Vec<char>,
    /// A stretch of it as bytes, each in its one or two spellings; empty where no two letters can be told by their bytes.
    run: Vec<[u8; 2]>,
    /// Where in the run its two rarest bytes stand.
    rare: (usize, usize),
    /// Characters that fold to one of the letters, and are none of the spellings of the run.
    strange: Vec<char>,
}

/// First bytes of strange characters that are looked for, beside the backslash.
const MAX_STRANGE: usize = 2;

impl Needle {
    /// The text is to be folded, as [`fold`](crate::table::fold) does.
    #[must_use]
    pub fn new(folded: &str) -> Self {
        // Texts are short: sorting as they come costs less than a sorting routine weighs.
        let mut letters: Vec<char> = Vec::new();
        for letter in folded.chars() {
            if let Err(position) = letters.binary_search(&letter) {
                letters.insert(position, letter);
            }
        }
        let mut spelled: Vec<_> = letters.iter().map(|letter| spell(*letter)).collect();
        if first_bytes(spelled.iter().flatten().flat_map(|spelled| &spelled.strange)).is_none() {
            // Too many to look for: the letters that have them are told by others.
            for spelled in &mut spelled {
                spelled.take_if(|spelled| !spelled.strange.is_empty());
            }
        }
        let mut best = (0, Vec::new(), (0, 0));
        let mut run = Vec::new();
        for letter in folded.chars().map(Some).chain([None]) {
            let position = letter.and_then(|letter| letters.binary_search(&letter).ok());
            match position.and_then(|position| spelled[position].as_ref()) {
                Some(spelled) => run.extend_from_slice(&spelled.bytes),
                None => {
                    let (rarity, rare) = rarest_two(&run);
                    if rarity > best.0 {
                        best = (rarity, std::mem::take(&mut run), rare);
                    }
                    run.clear();
                }
            }
        }
        let strange = spelled.into_iter().flatten().flat_map(|spelled| spelled.strange).collect();
        Self { letters, run: best.1, rare: best.2, strange }
    }

    /// The first place from `from` on at which the text may stand: a byte of it, or an escape for one of its letters.
    #[must_use]
    pub fn find(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let Some((first, second)) = self.run.get(self.rare.0).zip(self.run.get(self.rare.1)) else {
            // Quotes and backslashes stand in JSON only behind a backslash.
            let is_escaped = self.letters.iter().all(|letter| matches!(letter, '"' | '\\'));
            let rest = bytes.get(from..).filter(|rest| !rest.is_empty())?;
            return if is_escaped { memchr::memchr(b'\\', rest).map(|found| from + found) } else { Some(from) };
        };
        let strange = first_bytes(&self.strange).unwrap_or([b'\\'; MAX_STRANGE]);
        let marks = Marks { first: *first, second: *second, gap: self.rare.1 - self.rare.0, strange };
        marks.find(bytes, from, |at| self.stands_at(bytes, at))
    }

    /// Whether a mark is what it seems.
    fn stands_at(&self, bytes: &[u8], at: usize) -> bool {
        if bytes[at] == b'\\' {
            return self.is_escaped_at(&bytes[at + 1..]);
        }
        let mut buffer = [0; 4];
        if self.strange.iter().any(|strange| bytes[at..].starts_with(strange.encode_utf8(&mut buffer).as_bytes())) {
            return true;
        }
        let Some(start) = at.checked_sub(self.rare.0) else { return false };
        let Some(there) = bytes.get(start..start + self.run.len()) else { return false };
        there.iter().zip(&self.run).all(|(byte, [one, other])| byte == one || byte == other)
    }

    /// Whether what stands behind a backslash is one of the letters.
    fn is_escaped_at(&self, escape: &[u8]) -> bool {
        let letter = match escape {
            [b'n', ..] => '\n',
            [b't', ..] => '\t',
            [b'r', ..] => '\r',
            [b'b', ..] => '\u{8}',
            [b'f', ..] => '\u{c}',
            [b'u', rest @ ..] => match code_unit(rest) {
                // Half of a character, or none at all, which reads as the replacement character.
                None | Some(0xD800..0xE000) => return self.letters.last() >= Some(&char::REPLACEMENT_CHARACTER),
                Some(unit) => char::from_u32(unit).unwrap_or_default(),
            },
            [byte @ 0..0x80, ..] => char::from(*byte),
            _ => return true,
        };
        lower(letter).any(|letter| self.letters.binary_search(&letter).is_ok())
    }
}

/// The lower case of a letter wherever it stands: that of a sigma depends on what stands around it.
fn lower(letter: char) -> impl Iterator<Item = char> {
    letter.to_lowercase().chain((letter == 'Σ').then_some('ς'))
}

fn code_unit(digits: &[u8]) -> Option<u32> {
    let digits = str::from_utf8(digits.get(..4)?).ok()?;
    // A sign is no digit here.
    if digits.starts_with('+') { None } else { u32::from_str_radix(digits, 16).ok() }
}

/// Every character that has another lower case, with each letter of that.
static CASED: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let characters = (0..=LAST_CASED).filter_map(char::from_u32);
    let pairs = characters.flat_map(|character| lower(character).map(move |letter| (character, letter)));
    pairs.filter(|(character, letter)| character != letter).collect()
});

/// Every other character that folds to a letter or to a text with it.
fn other_spellings(letter: char) -> Vec<char> {
    CASED.iter().filter(|(_, of)| *of == letter).map(|(character, _)| *character).collect()
}

/// How a letter stands in a record that holds it as it is.
struct Spelled {
    /// Its bytes with one or two spellings each.
    bytes: Vec<[u8; 2]>,
    strange: Vec<char>,
}

/// `None` where JSON never holds the letter as it is.
fn spell(letter: char) -> Option<Spelled> {
    if letter < ' ' || matches!(letter, '"' | '\\' | char::REPLACEMENT_CHARACTER) {
        return None;
    }
    let mut bytes: Vec<[u8; 2]> = letter.encode_utf8(&mut [0; 4]).bytes().map(|byte| [byte; 2]).collect();
    let mut strange = other_spellings(letter);
    let twin = strange.iter().position(|other| other.len_utf8() == letter.len_utf8());
    if let Some(twin) = twin.map(|twin| strange.remove(twin)) {
        let mut buffer = [0; 4];
        let twin = twin.encode_utf8(&mut buffer).bytes();
        bytes.iter_mut().zip(twin).for_each(|(spellings, byte)| spellings[0] = byte);
    }
    Some(Spelled { bytes, strange })
}

/// The bytes that strange characters begin with; `None` where there are too many.
fn first_bytes<'a>(strange: impl IntoIterator<Item = &'a char>) -> Option<[u8; MAX_STRANGE]> {
    // Where there is none, the backslash is looked for twice.
    let mut bytes = [b'\\'; MAX_STRANGE];
    let mut used = 0;
    for character in strange {
        let first = character.encode_utf8(&mut [0; 4]).as_bytes()[0];
        if !bytes[..used].contains(&first) {
            *bytes.get_mut(used)? = first;
            used += 1;
        }
    }
    Some(bytes)
}

/// Where the two rarest bytes of a run stand, in their order, and how rare they are together; 0 for an empty run.
fn rarest_two(run: &[[u8; 2]]) -> (usize, (usize, usize)) {
    let rarity = |position: &usize| {
        let byte = run[*position][0].to_ascii_lowercase();
        1 + FREQUENT.iter().position(|frequent| *frequent == byte).unwrap_or(FREQUENT.len())
    };
    let Some(one) = (0..run.len()).max_by_key(rarity) else { return (0, (0, 0)) };
    match (0..run.len()).filter(|position| *position != one).max_by_key(rarity) {
        Some(other) => (rarity(&one) + rarity(&other), (one.min(other), one.max(other))),
        None => (rarity(&one), (one, one)),
    }
}

/// Two bytes at a distance, each in two spellings; or a backslash; or what strange characters begin with.
struct Marks {
    first: [u8; 2],
    second: [u8; 2],
    gap: usize,
    strange: [u8; MAX_STRANGE],
}

impl Marks {
    /// The first mark from `from` on that passes a closer look.
    fn find(&self, bytes: &[u8], from: usize, look: impl Fn(usize) -> bool) -> Option<usize> {
        let mut at = from;
        #[cfg(target_arch = "wasm32")]
        while let Some(window) = bytes.get(at..at + 16 + self.gap) {
            let mut found = self.in_16(window);
            while found != 0 {
                let position = at + found.trailing_zeros() as usize;
                if look(position) {
                    return Some(position);
                }
                found &= found - 1;
            }
            at += 16;
        }
        while at < bytes.len() {
            if self.is_at(bytes, at) && look(at) {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    fn is_at(&self, bytes: &[u8], at: usize) -> bool {
        // Two comparisons are less than `contains`, which is a loop.
        let either = |byte: u8, [one, other]: [u8; 2]| byte == one || byte == other;
        let byte = bytes[at];
        byte == b'\\'
            || either(byte, self.strange)
            || (either(byte, self.first) && bytes.get(at + self.gap).is_some_and(|byte| either(*byte, self.second)))
    }

    /// The marks among the first 16 bytes of a window that holds `gap` bytes more; bit *n* is byte *n*.
    #[cfg(target_arch = "wasm32")]
    #[inline]
    fn in_16(&self, window: &[u8]) -> u16 {
        use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, v128, v128_and, v128_load, v128_or};

        assert!(window.len() >= 16 + self.gap);
        // SAFETY: 16 bytes from 0 and from `gap` on are in the window, and a v128 load has no alignment to keep.
        let (here, there): (v128, v128) =
            unsafe { (v128_load(window.as_ptr().cast()), v128_load(window.as_ptr().add(self.gap).cast())) };
        let either = |bytes: v128, spellings: [u8; 2]| {
            v128_or(u8x16_eq(bytes, u8x16_splat(spellings[0])), u8x16_eq(bytes, u8x16_splat(spellings[1])))
        };
        let pair = v128_and(either(here, self.first), either(there, self.second));
        let escape = u8x16_eq(here, u8x16_splat(b'\\'));
        u8x16_bitmask(v128_or(pair, v128_or(escape, either(here, self.strange))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_what_logs_hold_least() {
        let needle = Needle::new("already taken");
        let rare = [needle.run[needle.rare.0], needle.run[needle.rare.1]];
        assert!(needle.rare.0 < needle.rare.1);
        assert!(rare.contains(b"Yy"), "{rare:?}");
    }

    #[test]
    fn a_letter_is_told_by_its_bytes_and_by_what_else_folds_to_it() {
        let needle = |text| (Needle::new(text).run, Needle::new(text).strange);
        assert_eq!(needle("ki"), (vec![[b'K', b'k'], [b'I', b'i']], vec!['\u{130}', '\u{212A}']));
        assert_eq!(needle("ł"), (vec![[0xC5, 0xC5], [0x81, 0x82]], vec![]));
        assert_eq!(needle("θ"), (vec![[0xCE, 0xCE], [0x98, 0xB8]], vec!['ϴ']));
        // With more strange ways than are looked for at once, the letter that has none is left.
        assert_eq!(needle("kiθl"), (vec![[b'L', b'l']], vec![]));
    }

    #[test]
    fn no_character_has_a_lower_case_above_the_last_that_is_looked_at() {
        let above = (LAST_CASED + 1..=u32::from(char::MAX)).filter_map(char::from_u32);
        assert!(above.into_iter().all(|character| character.to_lowercase().eq([character])));
    }
}
