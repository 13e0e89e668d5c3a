//! One way to sort for all who sort little: each place that sorts by itself weighs some kilobytes.

use std::cmp::Ordering;

/// Puts numbers of rows, keys or places in an order, in which no two are equal.
#[inline(never)]
pub fn sort_by(numbers: &mut [u32], order: &dyn Fn(u32, u32) -> Ordering) {
    numbers.sort_unstable_by(|left, right| order(*left, *right));
}
