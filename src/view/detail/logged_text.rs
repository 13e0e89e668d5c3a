//! Text from the log: isolated in its own direction, with invisible characters made visible.

use leptos::prelude::*;

use crate::insight::invisible::{self, Piece};

/// Longer texts are drawn as one text node, with the numbers of invisible characters in brackets: a megabyte of them
/// would otherwise be a million elements.
const LONGEST_WITH_MARKS: usize = 8_000;

/// Draws a text from the log.
pub fn logged_text(text: &str) -> impl IntoView + use<> {
    view! { <bdi class="pl-detail__text">{marked(text)}</bdi> }
}

/// The text's pieces, for callers that isolate them on their own.
pub fn marked(text: &str) -> AnyView {
    let pieces = invisible::pieces(text);
    if text.len() > LONGEST_WITH_MARKS {
        return pieces.iter().map(in_brackets).collect::<String>().into_any();
    }
    pieces.into_iter().map(draw).collect_view().into_any()
}

fn draw(piece: Piece) -> AnyView {
    match piece {
        Piece::Visible(text) => text.to_owned().into_any(),
        Piece::Invisible(character) => view! {
            <span class="pl-detail__invisible" title=invisible::name(character)>
                {invisible::number(character)}
            </span>
        }
        .into_any(),
    }
}

fn in_brackets(piece: &Piece) -> String {
    match piece {
        Piece::Visible(text) => (*text).to_owned(),
        Piece::Invisible(character) => format!("⟦{}⟧", invisible::number(*character)),
    }
}
