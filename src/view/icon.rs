//! Small drawings, 16 by 16, in the colour of the text around them.

use leptos::prelude::*;
use leptos::tachys::renderer::Rndr;
use web_sys::Element;

use super::dynamic::text;

/// Which drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Success,
    Failure,
    Skipped,
    Warning,
    Unknown,
    Create,
    Update,
    Disable,
    Delete,
    Other,
    Ascending,
    Descending,
    Up,
    Down,
    Close,
    Columns,
    Connect,
    Copy,
    Open,
    Grip,
    Facets,
    Next,
    Saved,
    Pin,
    Sort,
}

impl Icon {
    /// The strokes, as an SVG path.
    fn path(self) -> &'static str {
        match self {
            Self::Success => "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5M5.25 8.25l2 2l3.5-4",
            Self::Failure => {
                "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5M5.75 5.75l4.5 4.5M10.25 5.75l-4.5 4.5"
            }
            Self::Skipped => "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5M5.25 8h5.5",
            Self::Warning => "M8 2.25l6.25 11.25H1.75zM8 6.5v3.25M8 11.6v.1",
            Self::Unknown => {
                "M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5M6.25 6.5a1.75 1.75 0 1 1 1.75 2v.5M8 11.2v.1"
            }
            Self::Create => "M8 3.5v9M3.5 8h9",
            Self::Update => "M3.5 12.5l.75-3l6-6l2.25 2.25l-6 6z",
            Self::Disable => "M8 2.75a5.25 5.25 0 1 1 0 10.5a5.25 5.25 0 0 1 0-10.5M4.4 4.4l7.2 7.2",
            Self::Delete => "M3 4.5h10M6.5 4.5v-2h3v2M4.25 4.5l.75 9h6l.75-9",
            Self::Other => "M4 8v.1M8 8v.1M12 8v.1",
            Self::Ascending => "M8 12.5v-9M4.75 6.5L8 3.25l3.25 3.25",
            Self::Descending => "M8 3.5v9M4.75 9.5L8 12.75l3.25-3.25",
            Self::Up => "M4 10l4-4l4 4",
            Self::Down => "M4 6l4 4l4-4",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Columns => "M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9",
            Self::Connect => "M4.75 12.5h6.75a2.75 2.75 0 0 0 .5-5.45a4 4 0 0 0-7.7 .95a2.25 2.25 0 0 0 .45 4.5z",
            Self::Copy => "M5.5 5.5v-2.75h7.75v7.75h-2.75M2.75 5.5h7.75v7.75h-7.75z",
            Self::Open => "M2.25 12.5v-9h4l1.5 1.75h6v7.25z",
            Self::Facets => "M2.5 4h7M2.5 8h7M2.5 12h7M12.5 4h1M12.5 8h1M12.5 12h1",
            Self::Next => "M6 4l4 4l-4 4",
            Self::Saved => "M4 2.75h8v10.5l-4-3l-4 3z",
            Self::Sort => "M5 12.5v-9M2.75 5.75L5 3.5l2.25 2.25M11 3.5v9M8.75 10.25L11 12.5l2.25-2.25",
            Self::Pin => "M8 9.75v4M5 9.75h6l-1.25-2.5v-4h-3.5v4z",
            Self::Grip => "M6 4v.1M10 4v.1M6 8v.1M10 8v.1M6 12v.1M10 12v.1",
        }
    }

    /// Makes it by hand, as [`view`](Self::view) draws it.
    pub fn element(self) -> Element {
        const SVG: &str = "http://www.w3.org/2000/svg";
        let drawing = Rndr::create_element("svg", Some(SVG));
        for (name, value) in [("class", "pl-icon"), ("viewBox", "0 0 16 16"), ("aria-hidden", "true")] {
            Rndr::set_attribute(&drawing, name, value);
        }
        let path = Rndr::create_element("path", Some(SVG));
        Rndr::set_attribute(&path, "d", self.path());
        Rndr::insert_node(&drawing, &path, None);
        drawing
    }

    /// Draws it; assistive technology passes over it, because a word says the same.
    pub fn view(self) -> AnyView {
        view! {
            <svg class="pl-icon" viewBox="0 0 16 16" aria-hidden="true">
                <path d=self.path() />
            </svg>
        }
        .into_any()
    }
}

/// A drawing that changes in place.
pub fn drawing(icon: impl Fn() -> Icon + Send + Sync + 'static) -> AnyView {
    view! {
        <svg class="pl-icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=text(move || icon().path().to_owned()) />
        </svg>
    }
    .into_any()
}
