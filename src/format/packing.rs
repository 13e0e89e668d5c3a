//! Files that hold others packed: how they are known, and what can be wrong with them.

use serde::{Deserialize, Serialize};

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    Gzip,
    Zip,
}

impl Packing {
    /// Knows a packed file by its first bytes.
    #[must_use]
    pub fn of(start: &[u8]) -> Option<Self> {
        match start {
            [0x1F, 0x8B, 8, ..] => Some(Self::Gzip),
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Self::Zip),
            _ => None,
        }
    }
}

/// Why what is packed is not read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
pub enum PackFault {
    #[error("it holds no files")]
    Empty,
    #[error("it is an Office document")]
    Office,
    #[error("it is locked with a password")]
    Encrypted,
    #[error("it holds more than {limit} files")]
    TooManyFiles { limit: u32 },
    /// Bytes.
    #[error("it unpacks to more than {} GB", limit >> 30)]
    TooLarge { limit: u64 },
    /// How many times its own size it unpacks to.
    #[error("it unpacks to more than {limit} times its size, as no log does")]
    Bomb { limit: u64 },
    #[error("it is an archive within an archive")]
    Nested,
    #[error("it is packed by a method that browsers do not know")]
    Method,
    #[error("its name leads out of the archive")]
    Name,
    #[error("its name holds characters that hide what it is")]
    HidingName,
    #[error("the archive's list of files is damaged or cut off")]
    Damaged,
    /// What is packed ends too early, or was never packed so.
    #[error("it cannot be unpacked ({})", why.trim_end_matches('.'))]
    Broken { why: String },
}

/// What an archive may unpack to, so that one that is made to fill the disk stops early. A file in it that is made so is
/// refused alone.
#[derive(Clone, Copy, Debug)]
pub struct PackBudget {
    archive: Unpacking,
    file: Unpacking,
    /// Bytes that came of files that were refused then.
    wasted: u64,
}

/// How much has come of how much.
#[derive(Clone, Copy, Debug)]
struct Unpacking {
    /// Bytes that it has packed.
    packed: u64,
    unpacked: u64,
}

/// The most bytes that one archive may unpack to.
const MAX_UNPACKED: u64 = 16 << 30;

/// The most bytes that may come of files in it that are refused, which stay on the disk.
const MAX_WASTED: u64 = 1 << 30;

/// The most times its own size that an archive may unpack to; logs come to 15 to 40 times, and some of one single event to
/// a hundred.
const MAX_RATIO: u64 = 250;

/// Bytes that any file may unpack to, however small it is, and all files of an archive together.
const FREE: u64 = 16 << 20;
const FREE_IN_ALL: u64 = 8 * FREE;

impl PackBudget {
    /// For an archive of so many bytes.
    #[must_use]
    pub const fn new(packed: u64) -> Self {
        let archive = Unpacking { packed, unpacked: 0 };
        Self { archive, file: archive, wasted: 0 }
    }

    /// Begins a file of so many packed bytes.
    pub const fn begin(&mut self, packed: u64) {
        self.file = Unpacking { packed, unpacked: 0 };
    }

    /// Takes so many unpacked bytes of the file from it. With a fault the file ends, and nothing is taken for it.
    pub const fn take(&mut self, bytes: u64) -> Result<(), PackFault> {
        self.file.unpacked = self.file.unpacked.saturating_add(bytes);
        self.archive.unpacked = self.archive.unpacked.saturating_add(bytes);
        let fault = if self.archive.unpacked > MAX_UNPACKED {
            PackFault::TooLarge { limit: MAX_UNPACKED }
        } else if self.wasted > MAX_WASTED
            || self.file.is_more_than_a_log(FREE)
            || self.archive.is_more_than_a_log(FREE_IN_ALL)
        {
            PackFault::Bomb { limit: MAX_RATIO }
        } else {
            return Ok(());
        };
        self.archive.unpacked = self.archive.unpacked.saturating_sub(self.file.unpacked);
        self.wasted = self.wasted.saturating_add(self.file.unpacked);
        Err(fault)
    }
}

impl Unpacking {
    const fn is_more_than_a_log(self, free: u64) -> bool {
        self.unpacked > free && self.unpacked / MAX_RATIO > self.packed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_that_packs_well_is_no_bomb_however_large_it_is() {
        for (packed, ratio) in [(1 << 10, 100), (100 << 20, 40), (400 << 20, 40), (30 << 20, 200)] {
            let mut budget = PackBudget::new(packed);
            for _ in 0..ratio {
                assert_eq!(budget.take(packed), Ok(()), "{packed} bytes, {ratio} times");
            }
        }
    }

    #[test]
    fn a_bomb_stops_early_and_a_small_file_of_one_word_does_not() {
        let mut small = PackBudget::new(100);
        assert_eq!(small.take(FREE), Ok(()));
        assert_eq!(small.take(1), Err(PackFault::Bomb { limit: MAX_RATIO }));
        let mut large = PackBudget::new(1 << 40);
        assert_eq!(large.take(MAX_UNPACKED), Ok(()));
        assert_eq!(large.take(1), Err(PackFault::TooLarge { limit: MAX_UNPACKED }));
    }

    #[test]
    fn a_bomb_in_an_archive_is_refused_alone() {
        let mut budget = PackBudget::new(3_000);
        for (packed, unpacked, is_bomb) in [(1_000, 40_000, false), (1_000, FREE + 1, true), (1_000, 40_000, false)] {
            budget.begin(packed);
            assert_eq!(budget.take(unpacked).is_err(), is_bomb);
        }
    }

    #[test]
    fn an_archive_of_bombs_comes_to_an_end() {
        const PIECE: u64 = FREE / 2;
        // Of bytes and of pieces that come out of each file; nothing comes behind a fault.
        for (packed, pieces) in [(1, 2), (1, 3), (1 << 30, 512)] {
            let mut budget = PackBudget::new(10_000);
            let mut taken = 0;
            for _ in 0..10_000 {
                budget.begin(packed);
                for _ in 0..pieces {
                    taken += PIECE;
                    if budget.take(PIECE).is_err() {
                        break;
                    }
                }
            }
            assert!(taken <= 2 * MAX_UNPACKED + 10_000 * PIECE, "{taken}");
        }
    }
}
