//! The bytes by which a text is looked for, among many. WebAssembly looks at 64 of them at a time.

/// First bytes of strange characters that are looked for, beside the backslash.
pub const MAX_STRANGE: usize = 2;

/// Two bytes at a distance, each in two spellings; or a backslash; or what strange characters begin with.
pub struct Marks {
    pub first: [u8; 2],
    pub second: [u8; 2],
    /// From the first to the second.
    pub gap: usize,
    pub strange: [u8; MAX_STRANGE],
}

impl Marks {
    /// The first mark from `from` on that passes a closer look. Where it is quicker so, other bytes are looked at closer
    /// too.
    pub fn find(&self, bytes: &[u8], from: usize, look: impl Fn(usize) -> bool) -> Option<usize> {
        let mut at = from;
        #[cfg(target_arch = "wasm32")]
        {
            let lanes = lanes::Lanes::of(self);
            let passing = |at: usize, mut found: u64| {
                while found != 0 {
                    let position = at + found.trailing_zeros() as usize;
                    if look(position) {
                        return Some(position);
                    }
                    found &= found - 1;
                }
                None
            };
            while let Some(window) = bytes.get(at..at + 64 + self.gap) {
                if let Some(position) = lanes.in_64(window).and_then(|found| passing(at, found)) {
                    return Some(position);
                }
                at += 64;
            }
            while let Some(window) = bytes.get(at..at + 16 + self.gap) {
                if let Some(position) = passing(at, lanes.in_16(window)) {
                    return Some(position);
                }
                at += 16;
            }
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
}

#[cfg(target_arch = "wasm32")]
mod lanes {
    use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, v128, v128_and, v128_any_true, v128_load, v128_or};

    use super::Marks;

    /// The marks, each in every lane of a vector.
    pub struct Lanes {
        first: Either,
        second: Either,
        backslash: v128,
        strange: [v128; 2],
        gap: usize,
    }

    /// One of two bytes; or another that has the bits in which they are alike, which a closer look tells.
    struct Either {
        differing: v128,
        both: v128,
    }

    impl Either {
        fn of([one, other]: [u8; 2]) -> Self {
            Self { differing: u8x16_splat(one ^ other), both: u8x16_splat(one | other) }
        }

        #[inline]
        fn among(&self, bytes: v128) -> v128 {
            u8x16_eq(v128_or(bytes, self.differing), self.both)
        }
    }

    impl Lanes {
        pub fn of(marks: &Marks) -> Self {
            Self {
                first: Either::of(marks.first),
                second: Either::of(marks.second),
                backslash: u8x16_splat(b'\\'),
                strange: [u8x16_splat(marks.strange[0]), u8x16_splat(marks.strange[1])],
                gap: marks.gap,
            }
        }

        /// The marks among the first 64 bytes of a window that holds `gap` bytes more, if there are any; bit *n* is
        /// byte *n*.
        #[inline]
        pub fn in_64(&self, window: &[u8]) -> Option<u64> {
            assert!(window.len() >= 64 + self.gap);
            // Written out: where the compiler is to keep the program small it unrolls no loop.
            // SAFETY: what is asserted.
            let [one, two, three, four] =
                unsafe { [self.lane(window, 0), self.lane(window, 16), self.lane(window, 32), self.lane(window, 48)] };
            if !v128_any_true(v128_or(v128_or(one, two), v128_or(three, four))) {
                return None;
            }
            let bits = |lane: v128| u64::from(u8x16_bitmask(lane));
            Some(bits(one) | bits(two) << 16 | bits(three) << 32 | bits(four) << 48)
        }

        /// The same among the first 16 bytes.
        #[inline]
        pub fn in_16(&self, window: &[u8]) -> u64 {
            assert!(window.len() >= 16 + self.gap);
            // SAFETY: what is asserted.
            u64::from(u8x16_bitmask(unsafe { self.lane(window, 0) }))
        }

        /// The marks among 16 bytes from `at` on. The window is to hold as many, and `gap` bytes more.
        #[inline]
        unsafe fn lane(&self, window: &[u8], at: usize) -> v128 {
            // SAFETY: the window holds what is loaded, and a v128 load has no alignment to keep.
            let (here, there): (v128, v128) = unsafe {
                (v128_load(window.as_ptr().add(at).cast()), v128_load(window.as_ptr().add(at + self.gap).cast()))
            };
            let pair = v128_and(self.first.among(here), self.second.among(there));
            let strange = v128_or(u8x16_eq(here, self.strange[0]), u8x16_eq(here, self.strange[1]));
            v128_or(pair, v128_or(u8x16_eq(here, self.backslash), strange))
        }
    }
}
