//! Parts that more than one feature uses.

mod popover;
mod splitter;

pub use popover::Popover;
pub use splitter::Splitter;
