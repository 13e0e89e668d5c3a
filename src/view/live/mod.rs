//! The log of an API: the way to the dialog that connects, which is a script of its own, and the line that tells how
//! reading stands.

mod bar;
mod button;

pub use bar::{LiveBar, Standing};
pub use button::ConnectButton;
