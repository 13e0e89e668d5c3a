//! Records put aside because the file does not hold them as they are read: rows of tables, written as objects.

use crate::format::Place;

/// Records one after the other.
#[derive(Default)]
pub struct Spool {
    bytes: Vec<u8>,
    /// Where each record begins here, in rising order, and where what it was made of begins in the file.
    origins: Vec<(u64, u64)>,
}

impl Spool {
    /// Puts a record aside that was made of what lies at `origin` in the file.
    pub fn put(&mut self, record: &[u8], origin: u64) -> Place {
        let offset = self.bytes.len() as u64;
        self.bytes.extend_from_slice(record);
        self.origins.push((offset, origin));
        Place { offset, length: record.len() as u32 }
    }

    /// The bytes at a place.
    pub fn get(&self, place: Place) -> &[u8] {
        slice(&self.bytes, place)
    }

    /// Where in the file the record lies from which the one at a place was made.
    pub fn origin(&self, place: Place) -> u64 {
        let position = self.origins.partition_point(|(offset, _)| *offset <= place.offset);
        position.checked_sub(1).and_then(|position| self.origins.get(position)).map_or(0, |(_, origin)| *origin)
    }

    /// Bytes of memory held.
    pub fn memory(&self) -> usize {
        self.bytes.capacity() + self.origins.capacity() * 16
    }
}

/// The bytes at a place, as far as they are there.
pub fn slice(bytes: &[u8], place: Place) -> &[u8] {
    let start = (place.offset as usize).min(bytes.len());
    let end = (start + place.length as usize).min(bytes.len());
    &bytes[start..end]
}
