//! Parts that more than one feature uses.

mod popover;
mod progress_bar;
mod splitter;

pub use popover::Popover;
pub use progress_bar::ProgressBar;
pub use splitter::Splitter;
