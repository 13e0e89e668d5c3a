//! What is drawn. One folder a feature; each asks the state, and none asks the engine past it but for values to pick.

mod app;
mod ask;
mod columns;
pub mod detail;
mod dynamic;
mod engine_gone;
mod expected;
mod facets;
mod filters;
mod focus;
pub mod format;
pub mod grid;
mod groups;
mod icon;
mod jobs;
mod link;
mod live;
mod open;
mod panel;
mod progress;
mod report;
mod saved_views;
mod search;
pub mod seldom;
mod shell;
mod status;
pub mod timeline;
mod trouble;
mod widgets;
mod zone;

pub use app::App;
