//! The cut: on the far side of these functions lies the piece. Programs that are not cut, such as those of tests,
//! have everything on one side.

#[cfg(not(feature = "split"))]
pub use whole::{draw, fetch, fetch as fetch_tree, put_tree};

#[cfg(feature = "split")]
use leptos::prelude::AnyView;
#[cfg(feature = "split")]
use leptos::wasm_split::{SplitLoaderError, wasm_split};
#[cfg(feature = "split")]
use web_sys::Element;

#[cfg(feature = "split")]
use super::Seldom;
#[cfg(feature = "split")]
use crate::view::detail::{self, Sheet};

/// Draws a part, once the piece is there.
#[cfg(feature = "split")]
#[wasm_split(seldom, wasm_split_path = leptos::wasm_split, fallible, preload(fetch))]
#[allow(clippy::unnecessary_wraps, reason = "fetching the piece can fail, and says so with this type")]
pub fn draw(what: Seldom) -> Result<AnyView, SplitLoaderError> {
    Ok(super::draw(what))
}

/// Draws JSON to be folded and searched, once the piece is there.
#[cfg(feature = "split")]
#[wasm_split(seldom, wasm_split_path = leptos::wasm_split, fallible, preload(fetch_tree))]
#[allow(clippy::unnecessary_wraps, reason = "fetching the piece can fail, and says so with this type")]
pub fn put_tree(sheet: Sheet, parent: Element, text: String) -> Result<(), SplitLoaderError> {
    detail::put_tree(&sheet, &parent, &text);
    Ok(())
}

#[cfg(not(feature = "split"))]
mod whole {
    use std::convert::Infallible;
    use std::future::{Ready, ready};

    use leptos::prelude::AnyView;
    use web_sys::Element;

    use crate::view::detail::{self, Sheet};
    use crate::view::seldom::{self, Seldom};

    /// Draws a part.
    pub fn draw(what: Seldom) -> Ready<Result<AnyView, Infallible>> {
        ready(Ok(seldom::draw(what)))
    }

    /// Draws JSON to be folded and searched.
    pub fn put_tree(sheet: Sheet, parent: Element, text: String) -> Ready<Result<(), Infallible>> {
        detail::put_tree(&sheet, &parent, &text);
        ready(Ok(()))
    }

    /// There is nothing to fetch.
    pub fn fetch() -> Ready<Result<(), Infallible>> {
        ready(Ok(()))
    }
}
