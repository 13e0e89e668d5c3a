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

/// Whether two windows hold the same. Written out, since `==` is a loop where the program is to be small.
#[inline]
pub const fn is_same(one: &Window, other: &Window) -> bool {
    (one[0] ^ other[0]) | (one[1] ^ other[1]) | (one[2] ^ other[2]) | (one[3] ^ other[3]) == 0
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
