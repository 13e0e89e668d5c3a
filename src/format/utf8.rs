//! Whether a record's bytes are UTF-8. Most are plain ASCII, which is seen at a glance; only where other bytes stand is
//! looked closer.

use std::borrow::Cow;

/// The bytes that are looked at at once.
const LANE: usize = 16;
/// The same where nothing but ASCII is in sight.
const STRIDE: usize = 16 * LANE;

/// Whether the bytes are UTF-8.
pub fn is_valid(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(start) = other_than_ascii(bytes, at) {
        // A character does not reach into ASCII, nor come out of it.
        let length = bytes[start..].iter().take_while(|byte| !byte.is_ascii()).count();
        at = start + length;
        if std::str::from_utf8(&bytes[start..at]).is_err() {
            return false;
        }
    }
    true
}

/// The bytes as text, with U+FFFD for what is none. Nearly always there is nothing to replace, which is seen faster than it
/// is looked for.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Where the first byte that is no ASCII stands, from `from` on.
fn other_than_ascii(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while bytes[at..].first_chunk::<STRIDE>().is_some_and(is_ascii) {
        at += STRIDE;
    }
    while bytes[at..].first_chunk::<LANE>().is_some_and(is_ascii) {
        at += LANE;
    }
    bytes[at..].iter().position(|byte| !byte.is_ascii()).map(|position| at + position)
}

#[cfg(not(target_arch = "wasm32"))]
const fn is_ascii<const LENGTH: usize>(block: &[u8; LENGTH]) -> bool {
    block.is_ascii()
}

/// `LENGTH` is a multiple of 16.
#[cfg(target_arch = "wasm32")]
#[inline]
fn is_ascii<const LENGTH: usize>(block: &[u8; LENGTH]) -> bool {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_splat, v128_load, v128_or};

    // SAFETY: a lane is 16 bytes, and a v128 load has no alignment to keep.
    let load = |lane: &[u8; LANE]| unsafe { v128_load(lane.as_ptr().cast()) };
    let mut any = u8x16_splat(0);
    // Some at a time, since where the compiler is to keep the program small it unrolls no loop.
    let (eights, rest) = block.as_chunks::<LANE>().0.as_chunks();
    for [a, b, c, d, e, f, g, h] in eights {
        let (first, second) = (v128_or(load(a), load(b)), v128_or(load(c), load(d)));
        let (third, fourth) = (v128_or(load(e), load(f)), v128_or(load(g), load(h)));
        any = v128_or(any, v128_or(v128_or(first, second), v128_or(third, fourth)));
    }
    for lane in rest {
        any = v128_or(any, load(lane));
    }
    u8x16_bitmask(any) == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
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
        }
    }
}
