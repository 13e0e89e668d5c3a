//! GUIDs between their text and 16 bytes. Logs hold several a record, so that the reading way is SIMD128.

/// The bytes of a GUID's text, `0f8fad5b-d9cb-469f-a165-70867728950e`.
const TEXT: usize = 36;
const LETTERS: &[u8; 16] = b"0123456789abcdef";

/// Reads a GUID in the lower-case form with four dashes; any other spelling is kept as text, so that it is shown as
/// it was written.
#[must_use]
#[inline]
pub fn parse(text: &[u8]) -> Option<u128> {
    let text: &[u8; TEXT] = text.try_into().ok()?;
    if text[8] != b'-' || text[13] != b'-' || text[18] != b'-' || text[23] != b'-' {
        return None;
    }
    digits(text)
}

/// The text of a GUID.
#[must_use]
pub fn to_text(value: u128) -> String {
    letters(value).iter().map(|letter| char::from(*letter)).collect()
}

/// Whether the letters of a GUID are what stands between wildcards, in lower case: there are two such parts at least.
#[inline]
pub fn is_like(letters: &[u8; TEXT], parts: &[String]) -> bool {
    let [first, between @ .., last] = parts else { return false };
    let (mut from, Some(end)) = (first.len(), TEXT.checked_sub(last.len())) else { return false };
    if from > end || !begins(letters, first) || !begins(&letters[end..], last) {
        return false;
    }
    for part in between {
        let Some(head) = part.bytes().next() else { continue };
        let mut places = places_of(letters, head) & u64::MAX << from;
        loop {
            let place = places.trailing_zeros() as usize;
            if place + part.len() > end {
                return false;
            }
            if begins(&letters[place..], part) {
                from = place + part.len();
                break;
            }
            places &= places - 1;
        }
    }
    true
}

/// What is compared is short, and a loop takes less than a call does.
#[inline]
fn begins(letters: &[u8], part: &str) -> bool {
    letters.len() >= part.len() && letters.iter().zip(part.as_bytes()).all(|(letter, wanted)| letter == wanted)
}

/// The first eight bytes of a GUID's text.
#[must_use]
#[inline]
pub fn first_digits(value: u128) -> [u8; 8] {
    // Each digit in a byte of its own, then letters where they are over nine, all at once.
    let mut digits = (value >> 96) as u64;
    digits = (digits << 16 | digits) & 0x0000_FFFF_0000_FFFF;
    digits = (digits << 8 | digits) & 0x00FF_00FF_00FF_00FF;
    digits = (digits << 4 | digits) & 0x0F0F_0F0F_0F0F_0F0F;
    let is_letter = (digits + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101;
    (digits + 0x3030_3030_3030_3030 + is_letter * u64::from(b'a' - b'9' - 1)).to_be_bytes()
}

/// The letters of a GUID's text.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn letters(value: u128) -> [u8; TEXT] {
    portable_letters(value)
}

/// The letters of a GUID's text.
#[cfg(target_arch = "wasm32")]
#[must_use]
#[inline]
pub fn letters(value: u128) -> [u8; TEXT] {
    use core::arch::wasm32::{
        i8x16_shuffle, i8x16_swizzle, u8x16_replace_lane, u8x16_shr, u8x16_splat, u64x2, v128, v128_and, v128_load,
        v128_store,
    };

    // As the machine keeps numbers: the last byte first.
    let bytes = u64x2(value as u64, (value >> 64) as u64);
    let (high, low) = (u8x16_shr(bytes, 4), v128_and(bytes, u8x16_splat(15)));
    // SAFETY: what is loaded is 16 bytes; a v128 load has no alignment to keep.
    let letters = unsafe { v128_load(LETTERS.as_ptr().cast()) };
    let first = i8x16_shuffle::<15, 31, 14, 30, 13, 29, 12, 28, 11, 27, 10, 26, 9, 25, 8, 24>(high, low);
    let second = i8x16_shuffle::<7, 23, 6, 22, 5, 21, 4, 20, 3, 19, 2, 18, 1, 17, 0, 16>(high, low);
    let (first, second, dash) = (i8x16_swizzle(letters, first), i8x16_swizzle(letters, second), u8x16_splat(b'-'));
    let start = i8x16_shuffle::<0, 1, 2, 3, 4, 5, 6, 7, 16, 8, 9, 10, 11, 16, 12, 13>(first, dash);
    let middle = i8x16_shuffle::<14, 15, 0, 16, 17, 18, 19, 0, 20, 21, 22, 23, 24, 25, 26, 27>(first, second);
    let middle = u8x16_replace_lane::<7>(u8x16_replace_lane::<2>(middle, b'-'), b'-');
    let end = i8x16_shuffle::<1, 2, 3, 16, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15>(second, dash);
    let mut text = [0; TEXT];
    let stores: [(usize, v128); 3] = [(0, start), (16, middle), (20, end)];
    for (place, letters) in stores {
        // SAFETY: each store is 16 bytes that begin at most 20 bytes into the 36.
        unsafe { v128_store(text[place..].as_mut_ptr().cast(), letters) };
    }
    text
}

/// The same, a digit at a time.
#[cfg(any(test, not(target_arch = "wasm32")))]
fn portable_letters(value: u128) -> [u8; TEXT] {
    let mut shift = 128;
    std::array::from_fn(|position| {
        if matches!(position, 8 | 13 | 18 | 23) {
            return b'-';
        }
        shift -= 4;
        LETTERS[(value >> shift) as usize & 15]
    })
}

/// Where a letter stands, a bit each.
#[cfg(not(target_arch = "wasm32"))]
fn places_of(letters: &[u8; TEXT], wanted: u8) -> u64 {
    letters.iter().rev().fold(0, |places, letter| places << 1 | u64::from(*letter == wanted))
}

/// Where a letter stands, a bit each.
#[cfg(target_arch = "wasm32")]
#[inline]
fn places_of(letters: &[u8; TEXT], wanted: u8) -> u64 {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, v128_load};

    let places = |at: usize| {
        // SAFETY: each load is 16 bytes that begin at most 20 bytes into the 36; a v128 load has no alignment to keep.
        let some = unsafe { v128_load(letters[at..at + 16].as_ptr().cast()) };
        u64::from(u8x16_bitmask(u8x16_eq(some, u8x16_splat(wanted)))) << at
    };
    places(0) | places(16) | places(20)
}

#[cfg(not(target_arch = "wasm32"))]
fn digits(text: &[u8; TEXT]) -> Option<u128> {
    portable(text)
}

/// The number that the digits write, wherever the dashes are known to be.
#[cfg(target_arch = "wasm32")]
#[inline]
fn digits(text: &[u8; TEXT]) -> Option<u128> {
    use core::arch::wasm32::{
        i8x16_shuffle, u8x16_add, u8x16_all_true, u8x16_le, u8x16_narrow_i16x8, u8x16_splat, u8x16_sub, u16x8_shl,
        u16x8_shr, u16x8_splat, u64x2_extract_lane, v128, v128_and, v128_bitselect, v128_load, v128_or,
    };

    // SAFETY: each load is 16 bytes that begin at most 20 bytes into the 36; a v128 load has no alignment to keep.
    let load = |at: usize| -> v128 { unsafe { v128_load(text[at..at + 16].as_ptr().cast()) } };
    // The 32 digits without their dashes: bytes 0-7 9-12 14-17, and 19-22 24-35.
    let first = i8x16_shuffle::<0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 28, 29, 30, 31>(load(0), load(2));
    let second = i8x16_shuffle::<0, 1, 2, 3, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31>(load(19), load(20));
    let nibbles = |digits: v128| {
        let decimal = u8x16_sub(digits, u8x16_splat(b'0'));
        let letter = u8x16_sub(digits, u8x16_splat(b'a'));
        let is_decimal = u8x16_le(decimal, u8x16_splat(9));
        let is_letter = u8x16_le(letter, u8x16_splat(5));
        let valid = u8x16_all_true(v128_or(is_decimal, is_letter));
        valid.then(|| v128_bitselect(decimal, u8x16_add(letter, u8x16_splat(10)), is_decimal))
    };
    // Two nibbles stand in each 16-bit lane, the higher one in its lower byte.
    let pack = |nibbles: v128| v128_or(v128_and(u16x8_shl(nibbles, 4), u16x8_splat(0xF0)), u16x8_shr(nibbles, 8));
    let bytes = u8x16_narrow_i16x8(pack(nibbles(first)?), pack(nibbles(second)?));
    // The last byte first, as the machine keeps numbers.
    let bytes = i8x16_shuffle::<15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0>(bytes, bytes);
    Some(u128::from(u64x2_extract_lane::<1>(bytes)) << 64 | u128::from(u64x2_extract_lane::<0>(bytes)))
}

/// The same, a digit at a time.
#[cfg(any(test, not(target_arch = "wasm32")))]
fn portable(text: &[u8; TEXT]) -> Option<u128> {
    let mut value = 0_u128;
    for (position, byte) in text.iter().enumerate() {
        if matches!(position, 8 | 13 | 18 | 23) {
            continue;
        }
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'f' => byte - b'a' + 10,
            _ => return None,
        };
        value = value << 4 | u128::from(digit);
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that follow from each other, the same on every run.
    fn numbers() -> impl Iterator<Item = u128> {
        let next =
            |number: &u128| Some(number.wrapping_mul(0x0123_4567_89AB_CDEF_FEDC_BA98_7654_3211).wrapping_add(77));
        std::iter::successors(Some(1), next).take(2000)
    }

    #[test]
    fn a_guid_is_read_as_digit_by_digit_and_written_as_it_was() {
        for number in numbers() {
            let text = to_text(number);
            assert_eq!(parse(text.as_bytes()), Some(number), "{text}");
            assert_eq!(letters(number), portable_letters(number));
            assert_eq!(first_digits(number), text.as_bytes()[..8]);
        }
    }

    #[test]
    fn one_wrong_byte_makes_it_a_text() {
        let text = to_text(0x0f8f_ad5b_d9cb_469f_a165_7086_7728_950e);
        for position in 0..TEXT {
            for byte in 0..=255_u8 {
                let mut wrong = text.clone().into_bytes();
                wrong[position] = byte;
                let is_dash = matches!(position, 8 | 13 | 18 | 23);
                let fits = if is_dash { byte == b'-' } else { matches!(byte, b'0'..=b'9' | b'a'..=b'f') };
                assert_eq!(parse(&wrong).is_some(), fits, "{byte} at {position}");
            }
        }
        assert_eq!(parse(b""), None);
        assert_eq!(parse(&text.as_bytes()[1..]), None);
    }
}
