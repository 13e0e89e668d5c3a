//! Up to 32 bytes compared at once: texts that are met again and again are told apart without a look at each byte.

/// The longest text that fits.
pub const LONGEST: usize = 32;

/// A text as four numbers, zeros behind it.
pub type Window = [u64; LONGEST / 8];

/// The bits of a text of each length.
static MASKS: [Window; LONGEST + 1] = {
    let mut masks = [[0; LONGEST / 8]; LONGEST + 1];
    let mut length = 1;
    while length <= LONGEST {
        masks[length] = masks[length - 1];
        masks[length][(length - 1) / 8] |= 0xFF << ((length - 1) % 8 * 8);
        length += 1;
    }
    masks
};

/// The first `length` bytes, each with the bits of `fold` set. They are read from where they stand: a copy of a few
/// bytes is a call into the browser.
#[inline]
pub fn read(bytes: &[u8; LONGEST], length: usize, fold: u8) -> Window {
    let mask = &MASKS[length];
    let fold = u64::from_le_bytes([fold; 8]);
    let word = |word: usize| {
        let bytes = bytes[word * 8..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        (bytes | fold) & mask[word]
    };
    [word(0), word(1), word(2), word(3)]
}

/// Whether the first `length` bytes are a text's.
#[cfg(target_arch = "wasm32")]
#[inline]
pub fn begins(bytes: &[u8; LONGEST], length: usize, text: &Window) -> bool {
    use core::arch::wasm32::{v128, v128_and, v128_any_true, v128_load, v128_or, v128_xor};

    let mask = &MASKS[length];
    // SAFETY: each of the three is 32 bytes long, and a v128 load has no alignment to keep.
    let (first, second) = unsafe {
        let other = |half: usize| -> v128 {
            let bytes = v128_load(bytes[half * 16..].as_ptr().cast());
            let mask = v128_load(mask[half * 2..].as_ptr().cast());
            v128_xor(v128_and(bytes, mask), v128_load(text[half * 2..].as_ptr().cast()))
        };
        (other(0), other(1))
    };
    !v128_any_true(v128_or(first, second))
}

/// Whether the first `length` bytes are a text's.
#[cfg(not(target_arch = "wasm32"))]
#[inline]
pub fn begins(bytes: &[u8; LONGEST], length: usize, text: &Window) -> bool {
    read(bytes, length, 0) == *text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_window_is_the_text_and_nothing_behind_it(bytes in prop::array::uniform32(any::<u8>()), length in 0..=LONGEST) {
            let expected: Vec<u8> = (0..LONGEST).map(|at| if at < length { bytes[at] | 0x20 } else { 0 }).collect();
            let window: Vec<u8> = read(&bytes, length, 0x20).into_iter().flat_map(u64::to_le_bytes).collect();
            prop_assert_eq!(window, expected);
        }
    }
}
