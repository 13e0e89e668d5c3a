//! Steps through JSON text in a slice that may end anywhere: strings, values to pass over, blanks.
//!
//! Lenient where leniency loses nothing: what lies inside a value that is passed over is checked for brackets,
//! quotes and strays, not for every comma. Everything that is valid JSON is read as JSON says.

use super::Text;
use super::block::{BLOCK, Masks, classify, escaped, prefix_xor};
use super::problem::Fault;
use super::spelling::knows_escapes;

/// Levels of nesting that a record may have. `serde_json`, which reads the whole record for the detail tabs, takes
/// 128 levels; the record itself may stand a few levels deep.
pub const MAX_DEPTH: u32 = 120;

/// Why a step could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The slice ends before it is known.
    NeedMore,
    Fault {
        at: usize,
        fault: Fault,
    },
}

pub type Step<T> = Result<T, Stop>;

/// A position in a slice.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
    /// A value was met that is of another type than what was to be read, or that holds an escape that JSON does not know.
    pub is_odd: bool,
}

impl<'a> Cursor<'a> {
    pub const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, is_odd: false }
    }

    pub const fn fault<T>(&self, fault: Fault) -> Step<T> {
        Err(Stop::Fault { at: self.at, fault })
    }

    /// The next byte that is no blank.
    #[inline]
    pub fn peek(&mut self) -> Step<u8> {
        loop {
            match self.bytes.get(self.at) {
                None => return Err(Stop::NeedMore),
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(byte) => return Ok(*byte),
            }
        }
    }

    /// Reads a string; the cursor stands on its opening quote.
    #[inline]
    pub fn string(&mut self) -> Step<Text<'a>> {
        let start = self.at + 1;
        let mut position = start;
        let mut has_escape = false;
        loop {
            match find_quote_or_backslash(&self.bytes[position..]) {
                None => return Err(Stop::NeedMore),
                Some((found, b'"')) => {
                    let end = position + found;
                    self.at = end + 1;
                    if has_escape {
                        self.is_odd |= !knows_escapes(&self.bytes[start..end]);
                    }
                    return Ok(Text::new(&self.bytes[start..end], has_escape));
                }
                Some((found, _)) => {
                    has_escape = true;
                    position += found + 2;
                    if position > self.bytes.len() {
                        return Err(Stop::NeedMore);
                    }
                }
            }
        }
    }

    /// Reads a member's name: the cursor comes to stand behind its closing quote.
    #[inline]
    pub fn name(&mut self) -> Step<Text<'a>> {
        if self.peek()? == b'"' { self.string() } else { self.fault(Fault::NameExpected) }
    }

    /// Reads the colon between a name and its value.
    #[inline]
    pub fn colon(&mut self) -> Step<()> {
        if self.peek()? != b':' {
            return self.fault(Fault::ColonExpected);
        }
        self.at += 1;
        Ok(())
    }

    /// Passes over any value.
    #[inline]
    pub fn skip_value(&mut self) -> Step<()> {
        match self.peek()? {
            b'"' => self.string().map(|_| ()),
            b'{' | b'[' => self.skip_container(),
            _ => self.literal().map(|_| ()),
        }
    }

    /// Reads a number, a truth value or null: the bytes up to the next delimiter.
    pub fn literal(&mut self) -> Step<&'a [u8]> {
        let start = self.at;
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let length = self.bytes[start..].iter().take_while(|byte| is_part(byte)).count();
        let literal = &self.bytes[start..start + length];
        if start + length == self.bytes.len() {
            return Err(Stop::NeedMore);
        }
        let is_number = literal.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'-');
        if !is_number && !matches!(literal, b"true" | b"false" | b"null") {
            return self.fault(Fault::ValueExpected);
        }
        self.at += length;
        Ok(literal)
    }

    /// Passes over an object or array; the cursor stands on its opening bracket.
    pub fn skip_container(&mut self) -> Step<()> {
        let opening = self.bytes[self.at];
        // Empty ones are many.
        if self.bytes.get(self.at + 1) == Some(&(opening + 2)) {
            self.at += 2;
            return Ok(());
        }
        let mut walk = Walk::default();
        let mut at = self.at;
        let end = loop {
            let rest = &self.bytes[at..];
            let last;
            let block = match rest.first_chunk() {
                Some(block) => block,
                None => {
                    last = filled_up(rest);
                    &last
                }
            };
            match walk.step(&classify(block)) {
                Ok(None) if rest.len() < BLOCK => return Err(Stop::NeedMore),
                Ok(None) => at += BLOCK,
                Ok(Some(close)) => break at + close as usize,
                Err((position, fault)) => return Err(Stop::Fault { at: at + position as usize, fault }),
            }
        };
        let closing = self.bytes[end];
        if closing != opening + 2 {
            return Err(Stop::Fault { at: end, fault: Fault::BracketMismatch });
        }
        if walk.rarer != 0 {
            self.is_odd |= !knows_escapes(&self.bytes[self.at..end]);
        }
        self.at = end + 1;
        Ok(())
    }
}

/// The last bytes of a slice, filled up with blanks.
pub fn filled_up(rest: &[u8]) -> [u8; BLOCK] {
    let mut block = [b' '; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    block
}

/// The state of a walk over blocks: from an opening bracket to the one that closes it.
#[derive(Default)]
struct Walk {
    depth: u32,
    /// All bits are set where the next block begins in a string, none where it does not.
    in_string: u64,
    escape: bool,
    /// Not nought where an escape was met beside those of quotes and backslashes, which most are.
    rarer: u64,
}

impl Walk {
    /// Takes the next block; says at which of its bytes the container closes, if it does.
    #[inline]
    fn step(&mut self, masks: &Masks) -> Result<Option<u32>, (u32, Fault)> {
        let mut quote = masks.quote;
        if masks.backslash != 0 || self.escape {
            let escaped = escaped(masks.backslash, &mut self.escape);
            quote &= !escaped;
            self.rarer |= escaped & !(masks.quote | masks.backslash);
        }
        let inside = prefix_xor(quote) ^ self.in_string;
        let outside = !inside;
        // A block after the closing bracket belongs to others, so that what is wrong there is not ours to say.
        let stray = masks.stray & outside;
        let open = masks.bracket & masks.opening & outside;
        let close = masks.bracket & !masks.opening & outside;
        self.in_string = if inside >> 63 == 1 { u64::MAX } else { 0 };
        if stray == 0 && close.count_ones() < self.depth && self.depth + open.count_ones() <= MAX_DEPTH {
            self.depth = self.depth + open.count_ones() - close.count_ones();
            return Ok(None);
        }
        self.by_bracket(open, close, stray)
    }

    /// The same for a block in which something happens: one bracket after the other.
    fn by_bracket(&mut self, open: u64, close: u64, stray: u64) -> Result<Option<u32>, (u32, Fault)> {
        let mut marks = open | close | stray;
        while marks != 0 {
            let position = marks.trailing_zeros();
            let bit = marks & marks.wrapping_neg();
            marks ^= bit;
            if stray & bit != 0 {
                return Err((position, Fault::StrayCharacter));
            }
            if open & bit != 0 {
                self.depth += 1;
                if self.depth > MAX_DEPTH {
                    return Err((position, Fault::TooDeep));
                }
            } else {
                self.depth -= 1;
                if self.depth == 0 {
                    return Ok(Some(position));
                }
            }
        }
        Ok(None)
    }
}

/// The first quote or backslash and which of the two it is.
#[inline]
fn find_quote_or_backslash(bytes: &[u8]) -> Option<(usize, u8)> {
    #[cfg(target_arch = "wasm32")]
    {
        let mut at = 0;
        while let Some(chunk) = bytes[at..].first_chunk::<16>() {
            if let Some(position) = super::block::quote_or_backslash(chunk) {
                return Some((at + position, chunk[position]));
            }
            at += 16;
        }
        let tail = bytes[at..].iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
        Some((at + tail, bytes[at + tail]))
    }
    #[cfg(not(target_arch = "wasm32"))]
    memchr::memchr2(b'"', b'\\', bytes).map(|position| (position, bytes[position]))
}
