//! UTF-16 to UTF-8, pushed slice by slice: Windows PowerShell writes redirected output so.

/// Which byte of a unit comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    Little,
    Big,
}

/// What stands for half a pair of units, which is no character: a byte that no UTF-8 has, so that it is told of as other
/// bytes are that say nothing.
const NO_CHARACTER: u8 = 0xFF;

/// How many units of UTF-16 a text has that the reader has made.
#[must_use]
pub fn utf16_units(text: &[u8]) -> u64 {
    let of = |byte: &u8| match byte {
        0x80..=0xBF => 0,
        0xF0..=0xF4 => 2,
        _ => 1,
    };
    text.iter().map(of).sum()
}

/// Turns slices of UTF-16, which may end anywhere, into UTF-8, but for half a pair, which becomes a byte that is none. A
/// byte order mark at the very start is dropped.
#[derive(Debug)]
pub struct Utf16Reader {
    order: ByteOrder,
    odd_byte: Option<u8>,
    high_surrogate: Option<u16>,
    at_start: bool,
    /// Bytes of which the text is given.
    taken: u64,
}

impl Utf16Reader {
    #[must_use]
    pub const fn new(order: ByteOrder) -> Self {
        Self { order, odd_byte: None, high_surrogate: None, at_start: true, taken: 0 }
    }

    /// Appends the text of the next bytes.
    pub fn push(&mut self, bytes: &[u8], text: &mut Vec<u8>) {
        let mut bytes = bytes;
        if let (Some(first), Some((second, rest))) = (self.odd_byte, bytes.split_first()) {
            self.odd_byte = None;
            self.unit([first, *second], text);
            bytes = rest;
        }
        let (pairs, rest) = bytes.as_chunks::<2>();
        for pair in pairs {
            self.unit(*pair, text);
        }
        if let [byte] = rest {
            self.odd_byte = Some(*byte);
        }
    }

    /// How many bytes were taken whose text is given; what is left of them waits for more.
    #[must_use]
    pub fn taken(&self) -> u64 {
        self.taken - if self.high_surrogate.is_some() { 2 } else { 0 }
    }

    /// Says that there are no more bytes.
    pub fn finish(&mut self, text: &mut Vec<u8>) {
        if self.high_surrogate.take().is_some() || self.odd_byte.take().is_some() {
            text.push(NO_CHARACTER);
        }
    }

    fn unit(&mut self, bytes: [u8; 2], text: &mut Vec<u8>) {
        self.taken += 2;
        let unit = match self.order {
            ByteOrder::Little => u16::from_le_bytes(bytes),
            ByteOrder::Big => u16::from_be_bytes(bytes),
        };
        if std::mem::take(&mut self.at_start) && unit == 0xFEFF {
            return;
        }
        if let Some(high) = self.high_surrogate.take() {
            if (0xDC00..0xE000).contains(&unit) {
                for letter in char::decode_utf16([high, unit]).flatten() {
                    push(text, letter);
                }
                return;
            }
            text.push(NO_CHARACTER);
        }
        if (0xD800..0xDC00).contains(&unit) {
            self.high_surrogate = Some(unit);
        } else {
            match char::from_u32(u32::from(unit)) {
                Some(letter) => push(text, letter),
                None => text.push(NO_CHARACTER),
            }
        }
    }
}

fn push(text: &mut Vec<u8>, letter: char) {
    text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_units_in_any_slices_read_as_the_standard_library_reads_them(
            units in prop::collection::vec(prop_oneof![any::<u16>(), 0xD800..0xE000_u16], 0..40),
            slice in 1..5_usize,
            big in any::<bool>(),
        ) {
            prop_assume!(units.first() != Some(&0xFEFF));
            let bytes: Vec<u8> =
                units.iter().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
            let mut reader = Utf16Reader::new(if big { ByteOrder::Big } else { ByteOrder::Little });
            let mut text = Vec::new();
            for part in bytes.chunks(slice) {
                reader.push(part, &mut text);
            }
            reader.finish(&mut text);
            prop_assert_eq!(utf16_units(&text), units.len() as u64);
            prop_assert_eq!(String::from_utf8_lossy(&text), String::from_utf16_lossy(&units));
        }
    }
}
