//! The sum that zip archives hold of each file (CRC-32), for those that are stored as they are: of what is packed the
//! browser looks after it.

/// The sum's polynomial, lowest bit first.
const POLYNOMIAL: u32 = 0xEDB8_8320;

/// Bytes that are taken in at once, with a table for each.
const AT_ONCE: usize = 8;

/// The sum of the bytes so far.
pub struct Crc32 {
    tables: Box<[[u32; 256]; AT_ONCE]>,
    state: u32,
}

impl Default for Crc32 {
    fn default() -> Self {
        let mut tables = Box::new([[0; 256]; AT_ONCE]);
        for byte in 0..256 {
            let mut sum = byte as u32;
            for _ in 0..8 {
                sum = (sum >> 1) ^ (POLYNOMIAL * (sum & 1));
            }
            tables[0][byte] = sum;
        }
        for table in 1..AT_ONCE {
            for byte in 0..256 {
                let before = tables[table - 1][byte];
                tables[table][byte] = (before >> 8) ^ tables[0][(before & 0xFF) as usize];
            }
        }
        Self { tables, state: u32::MAX }
    }
}

impl Crc32 {
    /// Takes in more bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        let (chunks, rest) = bytes.as_chunks::<AT_ONCE>();
        for chunk in chunks {
            let number = u64::from_le_bytes(*chunk) ^ u64::from(self.state);
            let sum = |at: usize| self.tables[AT_ONCE - 1 - at][(number >> (8 * at) & 0xFF) as usize];
            self.state = sum(0) ^ sum(1) ^ sum(2) ^ sum(3) ^ sum(4) ^ sum(5) ^ sum(6) ^ sum(7);
        }
        for byte in rest {
            self.state = (self.state >> 8) ^ self.tables[0][((self.state ^ u32::from(*byte)) & 0xFF) as usize];
        }
    }

    /// The sum of all of them.
    #[must_use]
    pub const fn sum(&self) -> u32 {
        !self.state
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Bit by bit, as the sum is defined.
    fn naive(bytes: &[u8]) -> u32 {
        let mut sum = u32::MAX;
        for byte in bytes {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { (sum >> 1) ^ POLYNOMIAL } else { sum >> 1 };
            }
        }
        !sum
    }

    #[test]
    fn the_sum_is_the_one_that_is_published_for_these_digits() {
        let mut sum = Crc32::default();
        sum.add(b"123456789");
        assert_eq!(sum.sum(), 0xCBF4_3926);
    }

    proptest! {
        #[test]
        fn the_sum_is_the_same_bit_by_bit_and_in_any_slices(bytes: Vec<u8>, cut in 0_usize..100) {
            let mut sum = Crc32::default();
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            sum.add(first);
            sum.add(second);
            prop_assert_eq!(sum.sum(), naive(&bytes));
        }
    }
}
