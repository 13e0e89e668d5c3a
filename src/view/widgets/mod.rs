//! Parts that more than one feature uses.

mod popover;
mod progress_bar;
mod soon;
mod splitter;

pub use popover::Popover;
pub use progress_bar::ProgressBar;
pub use soon::Soon;
pub use splitter::Splitter;
