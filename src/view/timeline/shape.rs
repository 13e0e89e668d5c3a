//! The drawing of the bars, as paths in a box of so many bins by [`HEIGHT`]. Pure.

use std::fmt::Write as _;

use crate::protocol::Timeline;
use crate::query::STATUSES;

/// The height of the box; the browser stretches it.
pub const HEIGHT: u32 = 1000;

/// What is there at all is two pixels tall at the least.
const HAIR: u64 = 40;

/// The statuses from the bottom up, by their place in the counts: what went wrong stands on the ground, where its
/// heights can be compared.
pub const STACK: [usize; STATUSES] = [1, 3, 0, 2, 4];

/// Events up to which the box reaches. Bars and outline have one scale, that of all events; where it is fitted to the
/// bars, the outline leaves the box.
#[must_use]
pub fn top(timeline: &Timeline, is_fitted: bool) -> u32 {
    let tallest = if is_fitted { tallest_bar(timeline) } else { timeline.all.iter().copied().max().unwrap_or(0) };
    tallest.max(1)
}

/// Whether the bars are so small beside all events that their own scale would tell more.
#[must_use]
pub fn can_be_fitted(timeline: &Timeline) -> bool {
    let tallest = tallest_bar(timeline);
    tallest > 0 && tallest <= top(timeline, false) / 2
}

fn tallest_bar(timeline: &Timeline) -> u32 {
    timeline.counts.iter().map(|counts| counts.iter().sum()).max().unwrap_or(0)
}

/// The largest number up to `top` that begins with 1, 2 or 5 and has noughts behind it.
#[must_use]
pub fn round_number(top: u32) -> u32 {
    let mut unit = 1;
    while unit <= top / 10 {
        unit *= 10;
    }
    [5, 2].into_iter().map(|times| times * unit).find(|number| *number <= top).unwrap_or(unit)
}

/// The bars of one status on top of those below it.
#[must_use]
pub fn bars(timeline: &Timeline, layer: usize, top: u32) -> String {
    let mut path = String::new();
    for (bin, counts) in timeline.counts.iter().enumerate() {
        let below: u32 = STACK[..layer].iter().map(|status| counts[*status]).sum();
        let own = counts[STACK[layer]];
        if own > 0 {
            let (from, to) = (scaled(below, top), scaled(below + own, top));
            // A gap a tenth of a bin wide parts the bars. Writing to a string never fails.
            let _ = write!(path, "M{bin}.05 {}h.9v-{}h-.9z", HEIGHT - from, to - from);
        }
    }
    path
}

/// The outline of all events, filtered or not.
#[must_use]
pub fn outline(timeline: &Timeline, top: u32) -> String {
    let mut path = format!("M0 {HEIGHT}");
    for count in &timeline.all {
        let _ = write!(path, "V{}h1", HEIGHT - scaled((*count).min(top), top));
    }
    let _ = write!(path, "V{HEIGHT}z");
    path
}

/// The height of so many events.
fn scaled(count: u32, top: u32) -> u32 {
    if count == 0 { 0 } else { (u64::from(count) * u64::from(HEIGHT) / u64::from(top)).max(HAIR) as u32 }
}
