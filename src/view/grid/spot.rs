//! Where the keyboard is within the grid, which is one stop of the Tab key.

/// What the arrow keys stand on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spot {
    /// The whole row of the selection.
    #[default]
    Row,
    /// The cell of that number in the row of the selection, from the left.
    Cell(usize),
    /// The heading of that number.
    Heading(usize),
}

impl Spot {
    /// One to the right; from a row to its first cell.
    #[must_use]
    pub fn right(self, columns: usize) -> Self {
        let last = columns.saturating_sub(1);
        match self {
            Self::Row => Self::Cell(0),
            Self::Cell(index) => Self::Cell((index + 1).min(last)),
            Self::Heading(index) => Self::Heading((index + 1).min(last)),
        }
    }

    /// One to the left; from the first cell to its row.
    #[must_use]
    pub fn left(self) -> Self {
        match self {
            Self::Row | Self::Cell(0) => Self::Row,
            Self::Cell(index) => Self::Cell(index - 1),
            Self::Heading(index) => Self::Heading(index.saturating_sub(1)),
        }
    }

    /// From a row to the heading above it.
    #[must_use]
    pub fn to_heading(self) -> Self {
        match self {
            Self::Row => Self::Heading(0),
            Self::Cell(index) | Self::Heading(index) => Self::Heading(index),
        }
    }

    /// From a heading to the row below it.
    #[must_use]
    pub fn to_row(self) -> Self {
        match self {
            Self::Heading(_) => Self::Row,
            other => other,
        }
    }
}
