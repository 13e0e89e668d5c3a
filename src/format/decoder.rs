//! The interface that every decoder has, and what it tells.

use super::{Fields, KeptKind, ProblemKind};

/// Where a record lies: bytes from the start of the (decoded) file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub offset: u64,
    pub length: u32,
}

/// What a record is that does not stand in the file as one object.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    Event(&'a Fields<'a>),
    Kept(KeptKind),
}

/// Takes what a decoder finds.
pub trait Sink {
    /// A provisioning event: the fields that become columns, and where the whole record lies.
    fn event(&mut self, fields: &Fields<'_>, place: Place);

    /// A record of another kind that is kept for the view that shows such records.
    fn kept(&mut self, kind: KeptKind, place: Place);

    /// A record that the file holds at `offset` in another form, such as a row of a table. `record` is its JSON, to be
    /// put aside, since it cannot be read again from the file.
    fn spooled(&mut self, content: Content<'_>, record: &[u8], offset: u64);

    /// So many records more were met, of which is told when all files are read.
    fn passed(&mut self, _records: u64) {}

    /// Something was wrong at `offset`; `records` of it are records that will not be shown.
    fn problem(&mut self, kind: ProblemKind, offset: u64, records: u64);
}

/// Reads one file, pushed to it slice by slice.
pub trait Decoder {
    /// Says that every slice holds whole records, each as it should be, so that none needs to wait for what follows.
    fn expect_whole_records(&mut self) {}

    /// Takes the next bytes. Slices may end anywhere.
    fn push(&mut self, bytes: &[u8], sink: &mut dyn Sink);

    /// Says that there are no more bytes.
    fn finish(&mut self, sink: &mut dyn Sink);
}
