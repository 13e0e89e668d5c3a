//! The filter box: the question as text, with what could stand there, what cannot be read, and what was asked before.

mod choices;
mod filter_box;
mod marks;
mod steps;

pub use filter_box::{BOX_ID, FilterBox};
pub use steps::Steps;
