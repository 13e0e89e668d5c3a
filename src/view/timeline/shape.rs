//! The drawing of the bars, as paths in a box of so many bins by [`HEIGHT`]. Pure.

use std::fmt::Write as _;

use crate::protocol::Timeline;
use crate::query::STATUSES;

/// The height of the box; the browser stretches it.
pub const HEIGHT: u32 = 1000;

/// The statuses from the bottom up, by their place in the counts: what went wrong stands on the ground, where its
/// heights can be compared.
pub const STACK: [usize; STATUSES] = [1, 3, 0, 2, 4];

/// The bars of one status on top of those below it.
#[must_use]
pub fn bars(timeline: &Timeline, layer: usize) -> String {
    let tallest = timeline.counts.iter().map(|counts| counts.iter().sum::<u32>()).max().unwrap_or(0);
    let mut path = String::new();
    for (bin, counts) in timeline.counts.iter().enumerate() {
        let below: u32 = STACK[..layer].iter().map(|status| counts[*status]).sum();
        let own = counts[STACK[layer]];
        if own > 0 {
            let (bottom, top) = (scaled(below, tallest), scaled(below + own, tallest));
            // A gap a tenth of a bin wide parts the bars. Writing to a string never fails.
            let _ = write!(path, "M{bin}.05 {}h.9v-{}h-.9z", HEIGHT - bottom, top - bottom);
        }
    }
    path
}

/// The outline of all events, filtered or not.
#[must_use]
pub fn outline(timeline: &Timeline) -> String {
    let tallest = timeline.all.iter().copied().max().unwrap_or(0);
    let mut path = format!("M0 {HEIGHT}");
    for count in &timeline.all {
        let _ = write!(path, "V{}h1", HEIGHT - scaled(*count, tallest));
    }
    let _ = write!(path, "V{HEIGHT}z");
    path
}

/// What is there at all is at least a hair tall.
fn scaled(count: u32, tallest: u32) -> u32 {
    if count == 0 { 0 } else { (u64::from(count) * u64::from(HEIGHT) / u64::from(tallest.max(1))).max(20) as u32 }
}
