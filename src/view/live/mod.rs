//! The log of an API: the dialog that connects, and the line that tells how reading stands.

mod bar;
mod button;
mod dialog;

pub use bar::LiveBar;
pub use button::ConnectButton;
pub use dialog::ConnectDialog;
