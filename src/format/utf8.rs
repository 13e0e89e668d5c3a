//! Whether a record's bytes are UTF-8. Most are plain ASCII, which is seen at a glance; only where other bytes stand is
//! looked closer.

/// The bytes that are looked at at once.
const BLOCK: usize = 64;
/// The same where nothing but ASCII is in sight.
const STRIDE: usize = 4 * BLOCK;

/// Whether the bytes are UTF-8.
pub fn is_valid(bytes: &[u8]) -> bool {
    let mut at = 0;
    loop {
        while bytes[at..].first_chunk::<STRIDE>().is_some_and(is_ascii) {
            at += STRIDE;
        }
        let Some(block) = bytes[at..].first_chunk::<BLOCK>() else { break };
        if is_ascii(block) {
            at += BLOCK;
            continue;
        }
        // A character does not reach into a block of ASCII, nor come out of one.
        let start = at;
        while bytes[at..].first_chunk::<BLOCK>().is_some_and(|block| !is_ascii(block)) {
            at += BLOCK;
        }
        let rest = if bytes.len() - at < BLOCK { bytes.len() } else { at };
        if std::str::from_utf8(&bytes[start..rest]).is_err() {
            return false;
        }
        at = rest;
    }
    std::str::from_utf8(&bytes[at..]).is_ok()
}

#[cfg(not(target_arch = "wasm32"))]
const fn is_ascii<const LENGTH: usize>(block: &[u8; LENGTH]) -> bool {
    block.is_ascii()
}

/// `LENGTH` is a multiple of 64.
#[cfg(target_arch = "wasm32")]
#[inline]
fn is_ascii<const LENGTH: usize>(block: &[u8; LENGTH]) -> bool {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_splat, v128_load, v128_or};

    let mut any = u8x16_splat(0);
    // Four at a time, since where the compiler is to keep the program small it unrolls no loop.
    for lanes in block.chunks_exact(64) {
        // SAFETY: there are 64 bytes, and a v128 load has no alignment to keep.
        let lane = |at: usize| unsafe { v128_load(lanes[at..at + 16].as_ptr().cast()) };
        any = v128_or(any, v128_or(v128_or(lane(0), lane(16)), v128_or(lane(32), lane(48))));
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
            parts in prop::collection::vec(prop_oneof!["[a-z]{0,140}", "[é\u{1F600}ж]{0,50}"], 0..6),
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
