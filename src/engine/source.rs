//! A file that was opened, and what of it the engine holds itself.

use super::spool::Spool;
use crate::format::{KeptKind, utf16_units};
use crate::table::RecordPlace;

#[derive(Default)]
pub struct Source {
    pub name: String,
    /// The text in UTF-8, where the file is packed, in another encoding or none at all; else records are read from the file.
    pub text: Option<Text>,
    /// Records that were read or reported so far.
    pub records: u64,
    /// Where each record that was put aside begins in the spool, in rising order, and where what it was made of begins
    /// in the file.
    pub origins: Vec<(u64, u64)>,
    /// Records for other views than the log, in their order.
    pub kept: Vec<(KeptKind, RecordPlace)>,
}

impl Source {
    /// Where in the file the record lies from which the one at a place of the spool was made.
    pub fn origin(&self, offset: u64) -> u64 {
        let position = self.origins.partition_point(|(start, _)| *start <= offset);
        position.checked_sub(1).and_then(|position| self.origins.get(position)).map_or(0, |(_, origin)| *origin)
    }

    /// Bytes of memory held.
    pub fn memory(&self) -> usize {
        self.origins.capacity() * 16
    }
}

/// A text that lies in the spool, in as many parts as other things were put there between.
#[derive(Default)]
pub struct Text {
    length: u64,
    /// Where each part begins in the text, and where in the spool.
    parts: Vec<(u64, u64)>,
    /// Where pieces begin in the text, and in the file, of one in UTF-16 that can be read there.
    wide: Vec<(u64, u64)>,
}

impl Text {
    /// Puts more of the text into the spool.
    pub fn push(&mut self, text: &[u8], spool: &mut Spool) {
        let offset = spool.put(text);
        let goes_on = self.parts.last().is_some_and(|(start, place)| place + (self.length - start) == offset);
        if !goes_on {
            self.parts.push((self.length, offset));
        }
        self.length += text.len() as u64;
    }

    /// Says that what comes next of the text begins at this byte of the file, in UTF-16.
    pub fn mark_wide(&mut self, file_offset: u64) {
        self.wide.push((self.length, file_offset));
    }

    /// Whether bytes of the file are to be read there, and not here.
    pub const fn is_wide(&self) -> bool {
        !self.wide.is_empty()
    }

    /// The byte of the file at which the text's byte at `offset` stands.
    pub fn position(&self, offset: u64, spool: &Spool) -> u64 {
        let next = self.wide.partition_point(|(start, _)| *start <= offset);
        let Some((start, position)) = next.checked_sub(1).and_then(|piece| self.wide.get(piece)) else { return offset };
        let mut text = vec![0; (offset - start) as usize];
        // What cannot be read leaves the position of the piece.
        let read = self.read(&mut text, *start, spool).unwrap_or_default();
        position + 2 * utf16_units(&text[..read])
    }

    /// Fills a buffer with what the text holds from `offset` on, and says how far that was.
    pub fn read(&self, into: &mut [u8], offset: u64, spool: &Spool) -> Result<usize, String> {
        let mut done = 0;
        while done < into.len() && offset + (done as u64) < self.length {
            let at = offset + done as u64;
            let next = self.parts.partition_point(|(start, _)| *start <= at);
            let Some((start, place)) = next.checked_sub(1).and_then(|part| self.parts.get(part)) else { break };
            let end = self.parts.get(next).map_or(self.length, |(start, _)| *start);
            let length = (end - at).min((into.len() - done) as u64) as usize;
            let read = spool.read(&mut into[done..done + length], place + (at - start))?;
            done += read;
            if read < length {
                break;
            }
        }
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_other_things_between_is_read_as_one() {
        let (mut spool, mut text) = (Spool::default(), Text::default());
        for (part, between) in [("one ", "x"), ("two ", ""), ("three", "yyy"), ("", "z"), (" four", "")] {
            text.push(part.as_bytes(), &mut spool);
            spool.put(between.as_bytes());
        }
        let all = "one two three four";
        for start in 0..=all.len() + 1 {
            let mut into = [0; 7];
            let read = text.read(&mut into, start as u64, &spool).unwrap();
            let expected = all.get(start..).unwrap_or_default();
            assert_eq!(&into[..read], &expected.as_bytes()[..expected.len().min(7)], "from {start}");
        }
    }
}
