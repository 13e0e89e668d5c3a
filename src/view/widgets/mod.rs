//! Parts that more than one feature uses.

mod icon_button;
mod popover;
mod progress_bar;
mod soon;
mod splitter;

pub use icon_button::IconButton;
pub use popover::{Popover, PopoverButton};
pub use progress_bar::ProgressBar;
pub use soon::Soon;
pub use splitter::Splitter;
