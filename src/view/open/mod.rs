//! The ways in: the start page, the file button, a drop, a paste; and the question what becomes of the log before.

mod choice;
mod drop_target;
mod file_button;
mod start_page;

pub use choice::AddOrReplace;
pub use drop_target::DropTarget;
pub use file_button::FileButton;
pub use start_page::{START_ID, StartPage};
