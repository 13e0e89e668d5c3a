//! What is drawn. One folder a feature; each asks the state, and none asks the engine past it but for values to pick.

mod app;
mod columns;
pub mod detail;
mod dynamic;
mod filters;
mod format;
mod grid;
mod icon;
mod open;
mod panel;
mod progress;
mod report;
mod search;
mod shell;
mod status;
mod widgets;

pub use app::App;
