//! Where rows lie: from the offset of a scroll to the rows in sight and back. Pure numbers, in CSS pixels.
//!
//! A log may be taller than any element can be (browsers clamp at 2^25 device pixels and lose odd pixels above 2^24), so
//! the element that scrolls is never taller than [`MAX_CANVAS`]. Below that, offset and scroll are the same number.
//! Above, a small move of the scroll moves the rows by as many pixels, so that a wheel's notch is what it always is,
//! and a big one (the bar being dragged) moves in proportion, so that the bar reaches every row.

/// Height of a row; the style sheet's `--pl-row`.
pub const ROW_HEIGHT: f64 = 32.0;
/// The tallest element that scrolls.
const MAX_CANVAS: f64 = 8_000_000.0;
/// Moves up to this are taken pixel by pixel: some notches of a wheel, or a page of a tall window.
const SMALL_MOVE: f64 = 2_000.0;
/// Rows are asked for by the chunk, so that a small move changes nothing.
const CHUNK: u32 = 8;

/// A log of so many rows behind a hole of so many pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geometry {
    pub rows: u32,
    pub viewport: f64,
}

/// Where the scrolling element stands and what that means: the offset into the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scroll {
    pub top: f64,
    pub offset: f64,
}

impl Geometry {
    /// Height of all rows.
    fn content(self) -> f64 {
        f64::from(self.rows) * ROW_HEIGHT
    }

    /// Height of the element that scrolls.
    #[must_use]
    pub fn canvas(self) -> f64 {
        self.content().min(MAX_CANVAS)
    }

    fn max_offset(self) -> f64 {
        (self.content() - self.viewport).max(0.0)
    }

    fn max_top(self) -> f64 {
        (self.canvas() - self.viewport).max(0.0)
    }

    fn is_mapped(self) -> bool {
        self.content() > MAX_CANVAS
    }

    /// The state after the browser has scrolled to `top`.
    #[must_use]
    pub fn scrolled(self, before: Scroll, top: f64) -> Scroll {
        let moved = top - before.top;
        let offset = if !self.is_mapped() {
            top
        } else if top <= 0.0 {
            0.0
        } else if moved.abs() <= SMALL_MOVE {
            before.offset + moved
        } else {
            top / self.max_top() * self.max_offset()
        };
        Scroll { top, offset: within(offset, 0.0, self.max_offset()) }
    }

    /// Where the scrolling element belongs for an offset. Away from the ends by at least a pixel unless the offset is at
    /// an end, so that there is always room to scroll on.
    #[must_use]
    pub fn anchored(self, offset: f64) -> Scroll {
        let offset = within(offset, 0.0, self.max_offset());
        if !self.is_mapped() {
            return Scroll { top: offset, offset };
        }
        let top = (offset / self.max_offset() * self.max_top()).round();
        let top = if offset <= 0.0 {
            0.0
        } else if offset >= self.max_offset() {
            self.max_top()
        } else {
            within(top, 1.0, self.max_top() - 1.0)
        };
        Scroll { top, offset }
    }

    /// Whether small moves have carried the offset so far from the scroll that the bar should follow.
    #[must_use]
    pub fn has_drifted(self, scroll: Scroll) -> bool {
        self.is_mapped() && (self.anchored(scroll.offset).top - scroll.top).abs() >= 1.0
    }

    /// The offset nearest to the present one at which a row is whole in sight.
    #[must_use]
    pub fn revealing(self, offset: f64, position: u32) -> f64 {
        let top = f64::from(position) * ROW_HEIGHT;
        let bottom = top + ROW_HEIGHT - self.viewport;
        if top < offset {
            top
        } else if bottom > offset {
            bottom.min(top)
        } else {
            offset
        }
    }

    /// First row and number of rows to have at hand: those in sight and a chunk or two on either side. The number depends
    /// on the viewport alone, so that as many elements serve for ever.
    #[must_use]
    pub fn window(self, offset: f64) -> (u32, u32) {
        let first_in_sight = (offset / ROW_HEIGHT) as u32;
        let first = (first_in_sight / CHUNK).saturating_sub(1) * CHUNK;
        (first, self.pool())
    }

    /// Elements needed for a window.
    #[must_use]
    pub fn pool(self) -> u32 {
        let in_sight = (self.viewport / ROW_HEIGHT).ceil() as u32 + 1;
        (in_sight.div_ceil(CHUNK) + 3) * CHUNK
    }

    /// Rows that are whole in sight: how far a page goes.
    #[must_use]
    pub fn page(self) -> u32 {
        ((self.viewport / ROW_HEIGHT) as u32).max(1)
    }

    /// The offset to draw at, while only the rows `first .. first + count` are there: the one scrolled to if these rows
    /// fill the hole there, else the nearest at which they do.
    #[must_use]
    pub fn drawn_offset(self, offset: f64, first: u32, count: u32) -> f64 {
        let top = f64::from(first) * ROW_HEIGHT;
        let bottom = f64::from(first + count) * ROW_HEIGHT - self.viewport;
        offset.min(bottom).max(top)
    }
}

/// The position that the element `slot` of `pool` shows while the window begins at `first`: each position keeps its
/// element as long as it is in the window.
#[must_use]
pub fn position_of(slot: u32, pool: u32, first: u32) -> u32 {
    first + (slot + pool - first % pool) % pool
}

/// The length, or the end of the range that it lies beyond. The standard library's `clamp` brings the code that writes
/// fractions into the page, for the words of its panic.
fn within(length: f64, least: f64, most: f64) -> f64 {
    length.max(least).min(most)
}

/// A length for the style sheet, in whole CSS pixels.
#[must_use]
pub fn pixels(length: f64) -> String {
    format!("{}px", length.round() as i64)
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    const SHORT: Geometry = Geometry { rows: 1_000, viewport: 700.0 };
    const TALL: Geometry = Geometry { rows: 4_000_000_000, viewport: 700.0 };

    #[test]
    fn a_log_that_fits_scrolls_pixel_by_pixel() {
        let scroll = SHORT.scrolled(Scroll::default(), 12_345.0);
        assert_eq!(scroll, Scroll { top: 12_345.0, offset: 12_345.0 });
        assert_eq!(SHORT.anchored(12_345.0), scroll);
        assert!(!SHORT.has_drifted(scroll));
        assert_eq!(SHORT.canvas(), 32_000.0);
    }

    #[test]
    fn the_scrolling_element_of_any_log_stays_below_the_limit() {
        for rows in [0, 1, 249_999, 250_000, 250_001, u32::MAX] {
            let geometry = Geometry { rows, viewport: 700.0 };
            assert!(geometry.canvas() <= MAX_CANVAS, "{rows}");
        }
    }

    #[test]
    fn a_notch_of_the_wheel_moves_a_tall_log_by_as_many_pixels() {
        let start = TALL.anchored(50_000_000_000.0);
        let after = TALL.scrolled(start, start.top + 120.0);
        assert_eq!(after.offset, 50_000_000_120.0);
        assert!(TALL.has_drifted(after));
    }

    #[test]
    fn dragging_the_bar_reaches_both_ends_of_a_tall_log() {
        let end = TALL.scrolled(Scroll::default(), TALL.max_top());
        assert_eq!(end.offset, TALL.max_offset());
        assert_eq!(TALL.scrolled(end, 0.0).offset, 0.0);
        let half = TALL.scrolled(Scroll::default(), TALL.max_top() / 2.0);
        assert!((half.offset / TALL.max_offset() - 0.5).abs() < 1e-9);
    }

    #[test]
    fn there_is_room_to_scroll_on_everywhere_but_at_the_ends() {
        let last_but_one = TALL.anchored(TALL.max_offset() - ROW_HEIGHT);
        assert!(last_but_one.top < TALL.max_top());
        assert!(TALL.anchored(ROW_HEIGHT).top > 0.0);
        assert_eq!(TALL.anchored(0.0).top, 0.0);
        assert_eq!(TALL.anchored(f64::MAX).top, TALL.max_top());
    }

    #[test]
    fn a_row_is_revealed_by_the_shortest_way() {
        assert_eq!(SHORT.revealing(320.0, 5), 160.0);
        assert_eq!(SHORT.revealing(320.0, 15), 320.0);
        assert_eq!(SHORT.revealing(0.0, 40), 41.0 * ROW_HEIGHT - 700.0);
        let flat = Geometry { rows: 9, viewport: 10.0 };
        assert_eq!(flat.revealing(0.0, 3), 96.0);
    }

    #[test]
    fn the_window_holds_every_row_in_sight_and_as_many_rows_always() {
        for step in 0..2_000 {
            let offset = f64::from(step) * 15.7;
            let (first, count) = SHORT.window(offset);
            assert_eq!(count, SHORT.pool());
            assert!(f64::from(first) * ROW_HEIGHT <= offset);
            assert!(f64::from(first + count) * ROW_HEIGHT >= offset + SHORT.viewport);
        }
    }

    #[test]
    fn every_position_of_a_window_has_one_element_and_keeps_it() {
        let pool = 24;
        for first in 0..100 {
            let mut positions = (0..pool).map(|slot| position_of(slot, pool, first)).collect::<Vec<_>>();
            assert!((0..pool).all(|slot| positions[slot as usize] % pool == slot));
            positions.sort_unstable();
            assert_eq!(positions, (first..first + pool).collect::<Vec<_>>());
        }
    }

    #[test]
    fn rows_that_are_not_there_yet_leave_those_before_them_in_sight() {
        assert_eq!(SHORT.drawn_offset(900.0, 0, 60), 900.0);
        assert_eq!(SHORT.drawn_offset(9_000.0, 0, 60), 60.0 * ROW_HEIGHT - 700.0);
        assert_eq!(SHORT.drawn_offset(0.0, 40, 60), 40.0 * ROW_HEIGHT);
        assert_eq!(SHORT.drawn_offset(0.0, 0, 3), 0.0);
    }
}
