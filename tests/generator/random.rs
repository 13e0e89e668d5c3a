//! Random numbers that are the same on every platform, and in every release.

/// `SplitMix64`: small, fast, good enough for test data, and defined by these few lines for ever.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The stream that belongs to one thing: the same key gives the same stream, whatever was drawn before.
    pub fn of(key: &[u64]) -> Self {
        let mut state = 0x51_7c_c1_b7_27_22_0a_95;
        for part in key {
            state = Self(state ^ part).number();
        }
        Self(state)
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is at least 1.
    pub fn below(&mut self, end: u64) -> u64 {
        let product = u128::from(self.number()) * u128::from(end);
        u64::try_from(product >> 64).expect("the upper half of a product fits")
    }

    /// True `per_mille` times in a thousand.
    pub fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.index(from.len())]
    }

    pub fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("an index fits")
    }

    /// The index of one of the weights, as often as it is heavy.
    pub fn weighted(&mut self, weights: &[u64]) -> usize {
        let mut left = self.below(weights.iter().sum());
        weights
            .iter()
            .position(|weight| {
                let here = left < *weight;
                left = left.saturating_sub(*weight);
                here
            })
            .expect("the sum of the weights is the end of the draw")
    }

    /// A number below `end` with a long tail: every doubling of the number is about as likely as the one before.
    pub fn long_tail(&mut self, end: u64) -> u64 {
        let doublings = u64::from(u64::BITS - end.leading_zeros());
        let floor = 1_u64 << self.below(doublings);
        (floor - 1 + self.below(floor)).min(end - 1)
    }

    /// A version 4 GUID.
    pub fn guid(&mut self) -> String {
        let (high, low) = (self.number(), self.number());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            0x8000 | ((low >> 48) & 0x3fff),
            low & 0xffff_ffff_ffff
        )
    }

    /// Letters and digits, as many target systems name their objects.
    pub fn token(&mut self, length: usize) -> String {
        const LETTERS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
        (0..length).map(|_| char::from(self.pick(LETTERS))).collect()
    }
}
