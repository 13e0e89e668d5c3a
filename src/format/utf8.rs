//! Whether a record's bytes are UTF-8, without control characters inside quotes. Most are plain ASCII, which is seen at a
//! glance; only where other bytes stand is looked closer.

use std::borrow::Cow;

use super::spelling::has_quoted_control;

/// The bytes that are looked at at once.
const LANE: usize = 16;
/// The same where nothing but ASCII is in sight.
const STRIDE: usize = 16 * LANE;
/// As far behind what is no ASCII more of it is likely.
const NEAR: usize = 4 * LANE;

/// What is below is no ASCII: as numbers with a sign, other bytes are below all of that.
const ASCII: i8 = 0;
/// Below are control characters too.
const BLANK: i8 = b' '.cast_signed();

/// Whether the bytes are UTF-8.
pub fn is_valid(bytes: &[u8]) -> bool {
    holds(bytes, ASCII)
}

/// Whether the bytes of a JSON value are UTF-8, and none inside quotes a control character.
pub fn is_plain(json: &[u8]) -> bool {
    holds(json, BLANK)
}

#[inline(never)]
fn holds(bytes: &[u8], floor: i8) -> bool {
    let mut at = 0;
    while let Some(start) = first_below(bytes, at, floor) {
        // Of two bytes are the characters of most names that are no ASCII.
        if let Some(lane) = bytes[start..].first_chunk()
            && let Some(length) = pairs(lane, floor)
        {
            at = start + length;
            continue;
        }
        if bytes[start].is_ascii() {
            // Between members they may stand, and then there are many.
            return !has_quoted_control(bytes) && is_valid(bytes);
        }
        // A character does not reach into ASCII, nor come out of it.
        let length = bytes[start..].iter().take_while(|byte| !byte.is_ascii()).count();
        at = start + length;
        if std::str::from_utf8(&bytes[start..at]).is_err() {
            return false;
        }
    }
    true
}

/// How many of these bytes are whole characters, where none of them has more than two bytes, and none below the floor is ASCII.
#[cfg(not(target_arch = "wasm32"))]
fn pairs(lane: &[u8; LANE], floor: i8) -> Option<usize> {
    portable_pairs(lane, floor)
}

/// How many of these bytes are whole characters, where none of them has more than two bytes, and none below the floor is ASCII.
#[cfg(target_arch = "wasm32")]
#[inline]
fn pairs(lane: &[u8; LANE], floor: i8) -> Option<usize> {
    use core::arch::wasm32::{i8x16_lt, i8x16_splat, u8x16_bitmask, u8x16_lt, u8x16_splat, u8x16_sub, v128_load};

    // SAFETY: a lane is 16 bytes, and a v128 load has no alignment to keep.
    let bytes = unsafe { v128_load(lane.as_ptr().cast()) };
    let other = u8x16_bitmask(bytes);
    let first = u8x16_bitmask(u8x16_lt(u8x16_sub(bytes, u8x16_splat(0xC2)), u8x16_splat(0xE0 - 0xC2)));
    let second = u8x16_bitmask(i8x16_lt(bytes, i8x16_splat(0xC0_u8.cast_signed())));
    let is_whole = first | second == other && (first << 1) as u16 == second;
    let is_floor_kept = u8x16_bitmask(i8x16_lt(bytes, i8x16_splat(floor))) == other;
    (is_whole && is_floor_kept).then(|| LANE - usize::from(first >> 15))
}

/// The same, a byte at a time.
#[cfg(any(test, not(target_arch = "wasm32")))]
fn portable_pairs(lane: &[u8; LANE], floor: i8) -> Option<usize> {
    let mut at = 0;
    while at < LANE {
        at += match (lane[at], lane.get(at + 1)) {
            (byte, _) if byte.is_ascii() && byte.cast_signed() >= floor => 1,
            (0xC2..0xE0, None) => return Some(at),
            (0xC2..0xE0, Some(0x80..0xC0)) => 2,
            _ => return None,
        };
    }
    Some(at)
}

/// The bytes as text, with U+FFFD for what is none. Nearly always there is nothing to replace, which is seen faster than it
/// is looked for.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Where the first byte below this one stands, as numbers with a sign, from `from` on.
fn first_below(bytes: &[u8], from: usize, floor: i8) -> Option<usize> {
    let mut at = from;
    // Names that are no ASCII come in several words.
    let near = if from > 0 { NEAR } else { 0 };
    while at < from + near && bytes[at..].first_chunk::<LANE>().is_some_and(|block| !any_below(block, floor)) {
        at += LANE;
    }
    if at == from + near {
        while bytes[at..].first_chunk::<STRIDE>().is_some_and(|block| !any_below(block, floor)) {
            at += STRIDE;
        }
        while bytes[at..].first_chunk::<LANE>().is_some_and(|block| !any_below(block, floor)) {
            at += LANE;
        }
    }
    match bytes[at..].first_chunk() {
        Some(lane) => place_below(lane, floor),
        None => bytes[at..].iter().position(|byte| byte.cast_signed() < floor),
    }
    .map(|place| at + place)
}

/// The first of these bytes that is below the floor.
#[inline]
fn place_below(lane: &[u8; LANE], floor: i8) -> Option<usize> {
    #[cfg(target_arch = "wasm32")]
    {
        use core::arch::wasm32::{i8x16_lt, i8x16_splat, u8x16_bitmask, v128_load};

        // SAFETY: a lane is 16 bytes, and a v128 load has no alignment to keep.
        let below = u8x16_bitmask(i8x16_lt(unsafe { v128_load(lane.as_ptr().cast()) }, i8x16_splat(floor)));
        (below != 0).then(|| below.trailing_zeros() as usize)
    }
    #[cfg(not(target_arch = "wasm32"))]
    lane.iter().position(|byte| byte.cast_signed() < floor)
}

#[cfg(not(target_arch = "wasm32"))]
fn any_below<const LENGTH: usize>(block: &[u8; LENGTH], floor: i8) -> bool {
    block.iter().fold(false, |any, byte| any | (byte.cast_signed() < floor))
}

/// `LENGTH` is a multiple of 16.
#[cfg(target_arch = "wasm32")]
#[inline]
fn any_below<const LENGTH: usize>(block: &[u8; LENGTH], floor: i8) -> bool {
    use core::arch::wasm32::{i8x16_lt, i8x16_min, i8x16_splat, v128_any_true, v128_load};

    // SAFETY: a lane is 16 bytes, and a v128 load has no alignment to keep.
    let load = |lane: &[u8; LANE]| unsafe { v128_load(lane.as_ptr().cast()) };
    let mut least = i8x16_splat(i8::MAX);
    // Some at a time, since where the compiler is to keep the program small it unrolls no loop.
    let (eights, rest) = block.as_chunks::<LANE>().0.as_chunks();
    for [a, b, c, d, e, f, g, h] in eights {
        let (first, second) = (i8x16_min(load(a), load(b)), i8x16_min(load(c), load(d)));
        let (third, fourth) = (i8x16_min(load(e), load(f)), i8x16_min(load(g), load(h)));
        least = i8x16_min(least, i8x16_min(i8x16_min(first, second), i8x16_min(third, fourth)));
    }
    for lane in rest {
        least = i8x16_min(least, load(lane));
    }
    v128_any_true(i8x16_lt(least, i8x16_splat(floor)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn characters_of_two_bytes_are_told_as_byte_by_byte(
            text in "[a-zé\t\u{7f}\u{80}ж€]{16}", wrong in prop::option::of((0..LANE, any::<u8>())), floor in prop_oneof![Just(ASCII), Just(BLANK)],
        ) {
            let mut lane: [u8; LANE] = *text.as_bytes().first_chunk().unwrap();
            if let Some((at, byte)) = wrong {
                lane[at] = byte;
            }
            let length = pairs(&lane, floor);
            prop_assert_eq!(length, portable_pairs(&lane, floor));
            if let Some(length) = length {
                let text = std::str::from_utf8(&lane[..length]).unwrap();
                prop_assert!(text.chars().all(|each| each.len_utf8() <= 2 && (floor == ASCII || each >= ' ')));
            }
        }

        #[test]
        fn what_is_valid_is_what_the_standard_library_takes(
            parts in prop::collection::vec(prop_oneof!["[a-z]{0,300}", "[é\u{1F600}ж a]{0,50}"], 0..6),
            wrong in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
        ) {
            let mut bytes = parts.concat().into_bytes();
            if let (Some((place, byte)), false) = (wrong, bytes.is_empty()) {
                let at = place.index(bytes.len());
                bytes[at] = byte;
            }
            prop_assert_eq!(is_valid(&bytes), std::str::from_utf8(&bytes).is_ok());
            prop_assert!(is_valid(&bytes) || !is_plain(&bytes));
        }

        #[test]
        fn what_is_plain_has_no_control_character_inside_quotes(
            parts in prop::collection::vec(
                prop_oneof![r#""[a-zé]{0,90}""#, r#""[a-z]{0,9}[\n\t\x00-\x1f][a-z]{0,9}""#, "[ \r\n\t:,]{0,70}", r#""([a-z]|\\[\\"n]){0,90}""#],
                0..12,
            ),
        ) {
            let json = parts.concat();
            let mut in_string = false;
            let mut escape = false;
            let mut found = false;
            for byte in json.bytes() {
                found |= in_string && byte < b' ';
                in_string ^= byte == b'"' && !escape;
                escape = byte == b'\\' && !escape;
            }
            prop_assert_eq!(is_plain(json.as_bytes()), !found, "{:?}", json);
        }
    }
}
