//! Asking the engine: rows, orders, values and whole events, compared with a naive twin that looks at every event.

mod events;
mod host;
mod logs;
mod queries;
