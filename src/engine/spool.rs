//! What files do not hold as it is read: records that were rewritten, and text in another encoding. It lies on a disk
//! that the host lends, else in memory; to who reads it, it is one run of bytes.

/// Bytes that are gathered before they are written to the disk. A browser asks leave for each write that makes a file
/// longer: written by single megabytes the same bytes take eight times as long.
const BUFFER: usize = 4 << 20;

/// A place for bytes that only the engine writes and reads.
pub trait Disk {
    fn write(&mut self, bytes: &[u8], at: u64) -> Result<(), String>;

    /// Fills a buffer from `at` on, and says how many bytes there were.
    fn read(&self, into: &mut [u8], at: u64) -> Result<usize, String>;

    /// Forgets everything.
    fn clear(&mut self);
}

/// Bytes one after the other.
#[derive(Default)]
pub struct Spool {
    disk: Option<Box<dyn Disk>>,
    /// Why the disk takes no more.
    refusal: Option<String>,
    /// How many bytes lie on the disk; those behind them lie here.
    written: u64,
    rest: Vec<u8>,
}

impl Spool {
    /// Has a disk to write to from now on.
    pub fn set_disk(&mut self, disk: Box<dyn Disk>) {
        if self.disk.is_none() {
            self.disk = Some(disk);
        }
    }

    /// Forgets everything, and keeps the disk.
    pub fn clear(&mut self) {
        if let Some(disk) = &mut self.disk {
            disk.clear();
        }
        *self = Self { disk: self.disk.take(), ..Self::default() };
    }

    /// Puts bytes behind the others, and says where.
    pub fn put(&mut self, bytes: &[u8]) -> u64 {
        let offset = self.written + self.rest.len() as u64;
        if bytes.len() >= BUFFER {
            // What is many already is not gathered first.
            self.write_rest();
            if self.rest.is_empty() && self.write(bytes) {
                return offset;
            }
        }
        self.rest.extend_from_slice(bytes);
        if self.rest.len() >= BUFFER {
            self.write_rest();
        }
        offset
    }

    /// Has the disk take what was gathered, if there is one that does.
    fn write_rest(&mut self) {
        let rest = std::mem::take(&mut self.rest);
        let is_written = rest.is_empty() || self.write(&rest);
        self.rest = rest;
        if is_written {
            self.rest.clear();
        }
    }

    /// Writes behind what lies on the disk, and says whether it has taken it.
    fn write(&mut self, bytes: &[u8]) -> bool {
        let (None, Some(disk)) = (&self.refusal, &mut self.disk) else { return false };
        match disk.write(bytes, self.written) {
            Ok(()) => self.written += bytes.len() as u64,
            Err(why) => self.refusal = Some(why),
        }
        self.refusal.is_none()
    }

    /// Fills a buffer from `offset` on, as far as bytes are there, and says how far that was.
    pub fn read(&self, into: &mut [u8], offset: u64) -> Result<usize, String> {
        let on_disk = self.written.saturating_sub(offset).min(into.len() as u64) as usize;
        let (first, last) = into.split_at_mut(on_disk);
        if let (false, Some(disk)) = (first.is_empty(), &self.disk)
            && disk.read(first, offset)? < first.len()
        {
            return Err("what was put aside on disk is gone".to_owned());
        }
        let start = (offset + on_disk as u64).saturating_sub(self.written).min(self.rest.len() as u64) as usize;
        let rest = &self.rest[start..];
        let length = rest.len().min(last.len());
        last[..length].copy_from_slice(&rest[..length]);
        Ok(on_disk + length)
    }

    /// Why the disk takes no more, so that memory does.
    pub fn refusal(&self) -> Option<&str> {
        self.refusal.as_deref()
    }

    /// Bytes of memory held.
    pub fn memory(&self) -> usize {
        self.rest.capacity()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// A disk of so many bytes, which a test can look at.
    struct Small {
        bytes: Rc<RefCell<Vec<u8>>>,
        room: usize,
    }

    impl Disk for Small {
        fn write(&mut self, bytes: &[u8], at: u64) -> Result<(), String> {
            let mut all = self.bytes.borrow_mut();
            assert_eq!(all.len() as u64, at);
            if all.len() + bytes.len() > self.room {
                return Err("no room".to_owned());
            }
            all.extend_from_slice(bytes);
            Ok(())
        }

        fn read(&self, into: &mut [u8], at: u64) -> Result<usize, String> {
            let all = self.bytes.borrow();
            let there = &all[(at as usize).min(all.len())..];
            let length = there.len().min(into.len());
            into[..length].copy_from_slice(&there[..length]);
            Ok(length)
        }

        fn clear(&mut self) {
            self.bytes.borrow_mut().clear();
        }
    }

    fn filled(spool: &mut Spool, records: usize) -> Vec<u8> {
        // One of them is more than is gathered.
        let length = |index: usize| if index == 77 { BUFFER + 5 } else { 1 + index * 7919 % 100_000 };
        let record = |index: usize| vec![index as u8; length(index)];
        let mut all = Vec::new();
        for index in 0..records {
            assert_eq!(spool.put(&record(index)), all.len() as u64);
            all.extend(record(index));
        }
        all
    }

    fn holds(spool: &Spool, all: &[u8]) {
        for (offset, length) in
            [(0, all.len()), (1, 10), (all.len().min(BUFFER) - 3, 9), (all.len() - 5, 5), (all.len() - 5, 50)]
        {
            let mut into = vec![0; length];
            let read = spool.read(&mut into, offset as u64).unwrap();
            assert_eq!(read, length.min(all.len() - offset));
            assert!(into[..read] == all[offset..offset + read], "{length} bytes from {offset}");
        }
    }

    #[test]
    fn bytes_are_the_same_on_a_disk_in_memory_and_where_the_disk_is_full() {
        for room in [None, Some(usize::MAX), Some(0), Some(BUFFER + (1 << 20))] {
            let mut spool = Spool::default();
            let bytes = Rc::new(RefCell::new(Vec::new()));
            if let Some(room) = room {
                spool.set_disk(Box::new(Small { bytes: Rc::clone(&bytes), room }));
            }
            let all = filled(&mut spool, 150);
            assert!(all.len() > 2 * BUFFER);
            holds(&spool, &all);
            assert_eq!(spool.refusal().is_some(), room.is_some_and(|room| room < all.len()));
            assert_eq!(bytes.borrow().is_empty(), room.unwrap_or(0) == 0);
            spool.clear();
            assert!(bytes.borrow().is_empty() && spool.refusal().is_none());
            let again = filled(&mut spool, 60);
            holds(&spool, &again);
        }
    }

    #[test]
    fn a_disk_that_loses_bytes_is_told_of() {
        let mut spool = Spool::default();
        let bytes = Rc::new(RefCell::new(Vec::new()));
        spool.set_disk(Box::new(Small { bytes: Rc::clone(&bytes), room: usize::MAX }));
        let _ = filled(&mut spool, 150);
        bytes.borrow_mut().truncate(10);
        assert!(spool.read(&mut [0; 20], 0).is_err());
    }
}
