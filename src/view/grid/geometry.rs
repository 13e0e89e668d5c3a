//! Where rows lie: from the offset of a scroll to the rows in sight and back. Pure numbers, in CSS pixels.
//!
//! A log may be taller than any element can be (browsers clamp at 2^25 device pixels and lose odd pixels above 2^24), so
//! the element that scrolls is never taller than [`MAX_CANVAS`]. Below that, offset and scroll are the same number.
//! Above, a small move of the scroll moves the rows by as many pixels, so that a wheel's notch is what it always is,
//! and a big one (the bar being dragged) moves in proportion, so that the bar reaches every row. Near the ends the two
//! are the same again, so that a wheel that is turned to the end comes there row by row.

/// Height of a row; the style sheet's `--pl-row`.
pub const ROW_HEIGHT: f64 = 32.0;
/// The tallest element that scrolls.
pub const MAX_CANVAS: f64 = 8_000_000.0;
/// How far from the ends a pixel of the scroll is a pixel of the rows.
const EDGE: f64 = 100_000.0;
/// Moves up to this are taken pixel by pixel: some notches of a wheel, or a page of a tall window.
const SMALL_MOVE: f64 = 2_000.0;
/// Rows are asked for and drawn by the chunk, so that a small move changes nothing.
pub const CHUNK: u32 = 8;

/// A log of so many rows behind a hole of so many pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geometry {
    pub rows: u32,
    pub viewport: f64,
    /// The tallest element that the browser makes here, of those up to [`MAX_CANVAS`].
    pub tallest: f64,
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
        self.content().min(self.tallest)
    }

    /// The offset at the end of the log.
    #[must_use]
    pub fn max_offset(self) -> f64 {
        (self.content() - self.viewport).max(0.0)
    }

    /// Where the scrolling element stands at the end of the log.
    #[must_use]
    pub fn max_top(self) -> f64 {
        (self.canvas() - self.viewport).max(0.0)
    }

    fn is_mapped(self) -> bool {
        self.content() > self.tallest
    }

    /// The state after the browser has scrolled to `top`.
    #[must_use]
    pub fn scrolled(self, before: Scroll, top: f64) -> Scroll {
        let moved = top - before.top;
        let is_small = self.is_mapped() && moved.abs() <= SMALL_MOVE;
        let offset = if is_small { before.offset + moved } else { self.offset_at(top) };
        Scroll { top, offset: within(offset, 0.0, self.max_offset()) }
    }

    /// The offset that the bar stands for.
    fn offset_at(self, top: f64) -> f64 {
        let below = self.max_top() - top;
        if !self.is_mapped() || top <= EDGE {
            top
        } else if below <= EDGE {
            self.max_offset() - below
        } else {
            EDGE + (top - EDGE) * self.stretch()
        }
    }

    /// Where the bar stands for an offset.
    fn top_at(self, offset: f64) -> f64 {
        let below = self.max_offset() - offset;
        if !self.is_mapped() || offset <= EDGE {
            offset
        } else if below <= EDGE {
            self.max_top() - below
        } else {
            EDGE + (offset - EDGE) / self.stretch()
        }
    }

    /// Pixels of the rows to a pixel of the scroll, between the edges.
    fn stretch(self) -> f64 {
        (self.max_offset() - 2.0 * EDGE) / (self.max_top() - 2.0 * EDGE)
    }

    /// Where the scrolling element belongs for an offset. Away from the ends by at least a pixel unless the offset is at
    /// an end, so that there is always room to scroll on.
    #[must_use]
    pub fn anchored(self, offset: f64) -> Scroll {
        let offset = within(offset, 0.0, self.max_offset());
        if !self.is_mapped() {
            return Scroll { top: offset, offset };
        }
        let top = self.top_at(offset).round();
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
