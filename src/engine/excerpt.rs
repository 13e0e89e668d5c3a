//! A few bytes of a file as people look at them: in rows of sixteen, as numbers and as letters.

use std::fmt::Write as _;

use crate::format::Place;

/// Bytes of a row.
const ROW: u64 = 16;

/// Rows before the one that is looked for, and in all.
const BEFORE: u64 = 4;
const ROWS: u64 = 12;

/// Which bytes are to be read to show those around this one.
#[must_use]
pub const fn around(position: u64) -> Place {
    let offset = (position / ROW).saturating_sub(BEFORE) * ROW;
    Place { offset, length: (ROWS * ROW) as u32 }
}

/// Writes bytes that were read from a place, with a mark before the row that holds the position. What is no plain letter
/// is a sign for it: control characters their pictures, bytes of other letters a dot.
#[must_use]
pub fn excerpt(bytes: &[u8], from: u64, position: u64) -> String {
    let mut out = String::new();
    for (row, bytes) in bytes.chunks(ROW as usize).enumerate() {
        let offset = from + row as u64 * ROW;
        let mark = if position / ROW == offset / ROW { '>' } else { ' ' };
        let letters: String = bytes.iter().map(|byte| letter(*byte)).collect();
        // Writing to a string cannot fail.
        let _ = write!(out, "{mark} {offset:>10} ");
        for byte in bytes {
            let _ = write!(out, " {byte:02x}");
        }
        let _ = writeln!(out, "{:width$}  {letters}", "", width = 3 * (ROW as usize - bytes.len()));
    }
    if out.is_empty() {
        out.push_str("There are no bytes here.\n");
    }
    out
}

fn letter(byte: u8) -> char {
    match byte {
        0..0x20 => char::from_u32(0x2400 + u32::from(byte)).unwrap_or('·'),
        0x7F => '\u{2421}',
        0x20..0x7F => char::from(byte),
        _ => '·',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_seen_and_the_row_of_the_position_is_marked() {
        let bytes = b"{\"a\":\t1}\r\n{\"b\":\xC3\xA9}";
        let expected = "           0  7b 22 61 22 3a 09 31 7d 0d 0a 7b 22 62 22 3a c3  {\"a\":␉1}␍␊{\"b\":·\n\
                        >         16  a9 7d                                            ·}\n";
        assert_eq!(excerpt(bytes, 0, 17), expected);
    }

    #[test]
    fn rows_stand_where_rows_stand_wherever_one_looks() {
        assert_eq!(around(0), Place { offset: 0, length: 192 });
        assert_eq!(around(100), Place { offset: 32, length: 192 });
        assert_eq!(around(u64::MAX).offset % ROW, 0);
    }
}
