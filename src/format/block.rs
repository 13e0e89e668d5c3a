//! 64 bytes of JSON at a time: which of them are quotes, backslashes, brackets, or not allowed outside a string.
//!
//! One bit a byte, lowest first. The WebAssembly form uses SIMD128; the portable form is its twin for native tests.

/// The bytes of a block.
pub const BLOCK: usize = 64;

/// Where the bytes that matter stand in a block; bit *n* is byte *n*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Masks {
    pub quote: u64,
    pub backslash: u64,
    /// `{`, `[`, `}` and `]`.
    pub bracket: u64,
    /// `{` and `[` among the brackets; what it says of other bytes means nothing.
    pub opening: u64,
    /// What no JSON has outside a string: most letters, control characters, bytes over 127. Prose between two
    /// strings shows at once that a quote is missing.
    pub stray: u64,
}

/// The class of brackets, which is the bit that tells a byte's sign.
const BRACKET: u8 = 128;
/// Classes of the bytes that may stand outside a string, by high nibble: a byte is allowed if the class of its high
/// nibble is among the classes of its low nibble.
const BY_HIGH_NIBBLE: [u8; 16] = [1, 0, 2, 4, 8, BRACKET, 32, 64 | BRACKET, 0, 0, 0, 0, 0, 0, 0, 0];
/// See [`BY_HIGH_NIBBLE`]: 1 = tab, line feed, carriage return; 2 = space `"` `+` `,` `-` `.`; 4 = digits and `:`;
/// 8 = `E`; 32 = a e f l n; 64 = r s t u.
const BY_LOW_NIBBLE: [u8; 16] = [
    2 | 4,
    4 | 32,
    2 | 4 | 64,
    4 | 64,
    4 | 64,
    4 | 8 | 32 | 64,
    4 | 32,
    4,
    4,
    1 | 4,
    1 | 4,
    2 | BRACKET,
    2 | 32,
    1 | 2 | BRACKET,
    2 | 32,
    0,
];

/// Of the brackets, this bit is set in `{` and `[` alone.
const OPENS: u8 = 0b10;

/// Classifies a block.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn classify(block: &[u8; BLOCK]) -> Masks {
    portable(block)
}

/// Classifies a block.
#[cfg(target_arch = "wasm32")]
#[must_use]
#[inline]
pub fn classify(block: &[u8; BLOCK]) -> Masks {
    use core::arch::wasm32::{v128_any_true, v128_or};

    // Written out: where the compiler is to keep the program small it unrolls no loop.
    let mut masks = Masks::default();
    let backslash = [
        masks.add_lane::<0>(block),
        masks.add_lane::<16>(block),
        masks.add_lane::<32>(block),
        masks.add_lane::<48>(block),
    ];
    // Most blocks have none.
    if v128_any_true(v128_or(v128_or(backslash[0], backslash[1]), v128_or(backslash[2], backslash[3]))) {
        masks.add_backslashes(backslash);
    }
    masks
}

#[cfg(target_arch = "wasm32")]
impl Masks {
    /// Classifies the 16 bytes from `AT` on, and says which of them are backslashes.
    #[inline]
    fn add_lane<const AT: usize>(&mut self, block: &[u8; BLOCK]) -> core::arch::wasm32::v128 {
        use core::arch::wasm32::{
            u8x16_bitmask, u8x16_eq, u8x16_shr, u8x16_splat, u8x16_swizzle, u16x8_shl, v128, v128_and, v128_load,
        };

        const { assert!(AT + 16 <= BLOCK) };
        // SAFETY: the tables are 16 bytes long, the block holds 16 from `AT` on, and a v128 load has no alignment to keep.
        let (high_classes, low_classes, bytes): (v128, v128, v128) = unsafe {
            (
                v128_load(BY_HIGH_NIBBLE.as_ptr().cast()),
                v128_load(BY_LOW_NIBBLE.as_ptr().cast()),
                v128_load(block.as_ptr().add(AT).cast()),
            )
        };
        let class = v128_and(
            u8x16_swizzle(low_classes, v128_and(bytes, u8x16_splat(0x0F))),
            u8x16_swizzle(high_classes, u8x16_shr(bytes, 4)),
        );
        self.quote |= u64::from(u8x16_bitmask(u8x16_eq(bytes, u8x16_splat(b'"')))) << AT;
        // A bitmask is made of the highest bits: those of the class, or the bit that tells, moved there. That it comes
        // with its neighbours, 16 bits at a time, changes none of the highest.
        self.bracket |= u64::from(u8x16_bitmask(class)) << AT;
        self.opening |= u64::from(u8x16_bitmask(u16x8_shl(bytes, OPENS.leading_zeros()))) << AT;
        self.stray |= u64::from(u8x16_bitmask(u8x16_eq(class, u8x16_splat(0)))) << AT;
        u8x16_eq(bytes, u8x16_splat(b'\\'))
    }

    /// Takes in the backslashes of the four lanes.
    fn add_backslashes(&mut self, lanes: [core::arch::wasm32::v128; 4]) {
        for (lane, found) in lanes.into_iter().enumerate() {
            self.backslash |= u64::from(core::arch::wasm32::u8x16_bitmask(found)) << (lane * 16);
        }
    }
}

/// The quotes, backslashes and control characters of a block. Apart from [`classify`], which is only as fast as it is while
/// one place alone calls it.
#[must_use]
pub fn quotes_and_controls(block: &[u8; BLOCK]) -> [u64; 3] {
    #[cfg(target_arch = "wasm32")]
    {
        use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_splat, v128_load};

        let mut masks = [0; 3];
        for (lane, bytes) in block.as_chunks::<16>().0.iter().enumerate() {
            // SAFETY: a lane is 16 bytes long, and a v128 load has no alignment to keep.
            let bytes = unsafe { v128_load(bytes.as_ptr().cast()) };
            let found = [
                u8x16_eq(bytes, u8x16_splat(b'"')),
                u8x16_eq(bytes, u8x16_splat(b'\\')),
                u8x16_lt(bytes, u8x16_splat(b' ')),
            ];
            for (mask, found) in masks.iter_mut().zip(found) {
                *mask |= u64::from(u8x16_bitmask(found)) << (lane * 16);
            }
        }
        masks
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let those =
            |is_one: fn(u8) -> bool| block.iter().rev().fold(0, |mask, byte| mask << 1 | u64::from(is_one(*byte)));
        [those(|byte| byte == b'"'), those(|byte| byte == b'\\'), those(|byte| byte < b' ')]
    }
}

/// Where the first quote or backslash stands in 16 bytes.
#[cfg(target_arch = "wasm32")]
#[must_use]
#[inline]
pub fn quote_or_backslash(chunk: &[u8; 16]) -> Option<usize> {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, v128_load, v128_or};

    // SAFETY: the chunk is 16 bytes long, and a v128 load has no alignment to keep.
    let bytes = unsafe { v128_load(chunk.as_ptr().cast()) };
    let found = u8x16_bitmask(v128_or(u8x16_eq(bytes, u8x16_splat(b'"')), u8x16_eq(bytes, u8x16_splat(b'\\'))));
    (found != 0).then(|| found.trailing_zeros() as usize)
}

/// The same, a byte at a time.
#[cfg(any(test, not(target_arch = "wasm32")))]
fn portable(block: &[u8; BLOCK]) -> Masks {
    let mut masks = Masks::default();
    for (position, byte) in block.iter().enumerate() {
        let bit = 1_u64 << position;
        match byte {
            b'"' => masks.quote |= bit,
            b'\\' => masks.backslash |= bit,
            b'{' | b'[' | b'}' | b']' => masks.bracket |= bit,
            _ => {}
        }
        if byte & OPENS != 0 {
            masks.opening |= bit;
        }
        if BY_LOW_NIBBLE[usize::from(byte & 15)] & BY_HIGH_NIBBLE[usize::from(byte >> 4)] == 0 {
            masks.stray |= bit;
        }
    }
    masks
}

/// Of each bit, whether the number of bits set from the lowest up to and with it is odd.
#[must_use]
#[inline]
pub fn prefix_xor(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ (bits << 32)
}

/// The bytes that a backslash before them escapes. `carried` says whether the first byte is escaped by the block
/// before, and is set for the next.
#[must_use]
#[inline]
pub fn escaped(backslash: u64, carried: &mut bool) -> u64 {
    if backslash == 0 {
        return u64::from(std::mem::take(carried));
    }
    // Rare enough in logs that the plain way, one run of backslashes after the other, is the fast way.
    let mut result = 0;
    let mut position = 0;
    if std::mem::take(carried) {
        result = 1;
        position = 1;
    }
    while position < 64 {
        let rest = backslash >> position;
        if rest == 0 {
            break;
        }
        position += rest.trailing_zeros();
        if position == 63 {
            *carried = true;
            break;
        }
        result |= 1 << (position + 1);
        position += 2;
    }
    result
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn just_the_bytes_of_json_may_stand_outside_a_string() {
        for byte in 0..=255_u8 {
            let allowed = b" \t\r\n\"+,-.0123456789:E[]aeflnrstu{}".contains(&byte);
            let masks = classify(&[byte; BLOCK]);
            assert_eq!(masks.stray, if allowed { 0 } else { u64::MAX }, "byte {byte}");
            let is_bracket = b"[]{}".contains(&byte);
            assert_eq!(masks.bracket, if is_bracket { u64::MAX } else { 0 }, "byte {byte}");
            if is_bracket {
                assert_eq!(masks.opening, if b"[{".contains(&byte) { u64::MAX } else { 0 }, "byte {byte}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_block_is_classified_as_byte_by_byte(bytes in prop::collection::vec(any::<u8>(), BLOCK)) {
            let block: [u8; BLOCK] = bytes.try_into().unwrap();
            prop_assert_eq!(classify(&block), portable(&block));
        }

        #[test]
        fn escapes_are_those_of_a_walk(text in prop::collection::vec(prop::bool::weighted(0.6), 192)) {
            let mut carried = false;
            let mut escape = false;
            for block in text.chunks(64) {
                let mut bits = 0;
                let mut expected = 0;
                for (position, backslash) in block.iter().enumerate() {
                    if *backslash { bits |= 1 << position; }
                    if escape { expected |= 1 << position; }
                    escape = *backslash && !escape;
                }
                prop_assert_eq!(escaped(bits, &mut carried), expected);
            }
            prop_assert_eq!(carried, escape);
        }

        #[test]
        fn prefix_xor_is_a_running_parity(bits in any::<u64>()) {
            let result = prefix_xor(bits);
            for position in 0..64 {
                let below = bits & (u64::MAX >> (63 - position));
                prop_assert_eq!((result >> position) & 1, u64::from(below.count_ones() & 1));
            }
        }
    }
}
