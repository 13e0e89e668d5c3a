//! UTF-16 in slices of any size and both byte orders: read as the standard library reads it.
//!
//! The last byte of the input is the size of the slices.

#![no_main]

use libfuzzer_sys::fuzz_target;
use provlens::format::{Converter, Sniffed, Utf16Reader, decoder_for};

const LITTLE: [u8; 2] = [0xFF, 0xFE];
const BIG: [u8; 2] = [0xFE, 0xFF];

fuzz_target!(|input: &[u8]| {
    let Some((size, bytes)) = input.split_last() else { return };
    let slice = usize::from(*size) + 1;
    let (pairs, odd) = bytes.as_chunks::<2>();
    for (mark, unit) in [(LITTLE, u16::from_le_bytes as fn([u8; 2]) -> u16), (BIG, u16::from_be_bytes)] {
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        let mut expected = String::from_utf16_lossy(&units);
        // Half a unit and the half of a pair before it are one thing that is missing its end.
        let ends_in_half_a_pair = units.last().is_some_and(|unit| (0xD800..0xDC00).contains(unit));
        if !odd.is_empty() && !ends_in_half_a_pair {
            expected.push(char::REPLACEMENT_CHARACTER);
        }
        let mut text = Vec::new();
        let mut reader = reader(mark);
        reader.push(&mark, &mut text);
        for part in bytes.chunks(slice) {
            reader.push(part, &mut text);
        }
        reader.finish(&mut text);
        assert_eq!(String::from_utf8_lossy(&text), expected, "in slices of {slice}");
    }
});

/// The reader that a file with this mark is given.
fn reader(mark: [u8; 2]) -> Utf16Reader {
    match decoder_for(&mark, 0, &Converter::within()) {
        Sniffed::Utf16(reader, _) => reader,
        _ => panic!("a byte order mark was not recognised"),
    }
}
