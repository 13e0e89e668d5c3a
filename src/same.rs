//! Whether two texts are the same, some bytes at once: what `==` calls in WebAssembly goes byte by byte.

/// The bytes that are looked at at once.
const LANE: usize = 16;

/// Whether the bytes are the same.
#[inline]
pub fn is_same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let (lanes, rest) = left.as_chunks::<LANE>();
    let (others, other_rest) = right.as_chunks::<LANE>();
    let is_same = |(left, right): (&[u8; LANE], &[u8; LANE])| u128::from_le_bytes(*left) == u128::from_le_bytes(*right);
    if !lanes.iter().zip(others).all(is_same) {
        return false;
    }
    // The last bytes once more, with some before them.
    match (left.last_chunk(), right.last_chunk()) {
        (Some(left), Some(right)) => is_same((left, right)),
        _ => is_short_same(rest, other_rest),
    }
}

/// The same for texts of less than a lane, of the same length.
#[inline]
fn is_short_same(left: &[u8], right: &[u8]) -> bool {
    match (first_and_last(left), first_and_last(right)) {
        (Some(left), Some(right)) => left == right,
        _ => left.iter().zip(right).all(|(left, right)| left == right),
    }
}

/// The first eight bytes and the last eight, or four of each where there are no more.
#[inline]
fn first_and_last(text: &[u8]) -> Option<(u64, u64)> {
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        return Some((u64::from_le_bytes(*first), u64::from_le_bytes(*last)));
    }
    let (first, last) = (text.first_chunk()?, text.last_chunk()?);
    Some((u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last))))
}

/// A number made of the first and the last bytes of a text.
#[inline]
pub fn ends(text: &[u8]) -> u64 {
    let short = || text.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    first_and_last(text).map_or_else(short, |(first, last)| first.rotate_left(29) ^ last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_other_byte_or_another_length_is_another_text() {
        let text: Vec<u8> = (1..=70).collect();
        for length in 0..=text.len() {
            let text = &text[..length];
            assert!(is_same(text, &[text, b""].concat()), "{length}");
            for position in 0..length {
                let mut other = text.to_vec();
                other[position] ^= 0x80;
                assert!(!is_same(text, &other), "{position} of {length}");
            }
            assert!(!is_same(text, &[text, b"x"].concat()), "{length}");
        }
    }
}
