//! The interface that every decoder has, and what it tells.

use super::{Fields, ProblemKind};

/// Where a record lies: bytes from the start of the (decoded) file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub offset: u64,
    pub length: u32,
}

/// Takes what a decoder finds.
pub trait Sink {
    /// A provisioning event: the fields that become columns, and where the whole record lies.
    fn event(&mut self, fields: &Fields<'_>, place: Place);

    /// Something was wrong at `offset`; `records` of it are records that will not be shown.
    fn problem(&mut self, kind: ProblemKind, offset: u64, records: u64);
}

/// Reads one file, pushed to it slice by slice.
pub trait Decoder {
    /// Takes the next bytes. Slices may end anywhere.
    fn push(&mut self, bytes: &[u8], sink: &mut dyn Sink);

    /// Says that there are no more bytes.
    fn finish(&mut self, sink: &mut dyn Sink);
}
