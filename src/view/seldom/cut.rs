//! The cut: on the far side of these two functions lies the piece. Programs that are not cut, such as those of tests,
//! have everything on one side.

#[cfg(not(feature = "split"))]
pub use whole::{draw, fetch};

#[cfg(feature = "split")]
use leptos::prelude::AnyView;
#[cfg(feature = "split")]
use leptos::wasm_split::{SplitLoaderError, wasm_split};

#[cfg(feature = "split")]
use super::Seldom;

/// Draws a part, once the piece is there.
#[cfg(feature = "split")]
#[wasm_split(seldom, wasm_split_path = leptos::wasm_split, fallible, preload(fetch))]
#[allow(clippy::unnecessary_wraps, reason = "fetching the piece can fail, and says so with this type")]
pub fn draw(what: Seldom) -> Result<AnyView, SplitLoaderError> {
    Ok(super::draw(what))
}

#[cfg(not(feature = "split"))]
mod whole {
    use std::convert::Infallible;
    use std::future::{Ready, ready};

    use leptos::prelude::AnyView;

    use crate::view::seldom::{self, Seldom};

    /// Draws a part.
    pub fn draw(what: Seldom) -> Ready<Result<AnyView, Infallible>> {
        ready(Ok(seldom::draw(what)))
    }

    /// There is nothing to fetch.
    pub fn fetch() -> Ready<Result<(), Infallible>> {
        ready(Ok(()))
    }
}
