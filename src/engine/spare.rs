//! Memory that must be left before more is read. What asks politely is told when there is none, and reading stops; what
//! does not, dictionaries that grow and orders that are made, would end the engine, and the log with it.

use std::hint::black_box;

use crate::table::Table;

/// Bytes that an answer takes for each row: an order, what most are made of, and the rows that pass.
const PER_ROW: usize = 12;
/// Bytes for all that does not grow with the rows.
const LEAST: usize = 8 << 20;

/// Bytes that must be left for answers about so many rows.
pub fn for_answers(rows: usize) -> usize {
    rows.saturating_mul(PER_ROW).saturating_add(LEAST)
}

/// Bytes that must be left before more is read: what takes it in may have to move to a place twice as large.
pub fn for_reading(table: &Table) -> usize {
    for_answers(table.len() as usize).saturating_add(table.growth())
}

/// Parts in which memory is asked for. Whoever hands memory out gets what is wanted from the browser whole, however much of
/// it is at hand, so that what is at hand already would be wasted.
const PARTS: usize = 8;

/// Whether so many bytes can be had. They stay at hand: memory that WebAssembly has once is never given back.
pub fn is_there(bytes: usize) -> bool {
    let mut parts = [const { Vec::<u8>::new() }; PARTS];
    let is_there = parts.iter_mut().all(|part| part.try_reserve_exact(bytes.div_ceil(PARTS)).is_ok());
    // A compiler may leave out memory that nobody uses, and say that it was there.
    black_box(&mut parts);
    is_there
}
