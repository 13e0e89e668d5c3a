//! A file that was opened, and what of it the engine holds itself.

use super::spool::Spool;
use crate::format::{CsvColumns, KeptKind};
use crate::table::RecordPlace;

#[derive(Default)]
pub struct Source {
    pub name: String,
    /// The file's text in UTF-8, where the file itself is packed or in another encoding; else records are read from the file.
    pub text: Option<Text>,
    /// The columns of a table that are not all known.
    pub columns: Option<CsvColumns>,
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
