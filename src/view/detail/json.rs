//! Tab JSON: the record as it was in the file, indented.

use std::sync::Arc;

use leptos::prelude::*;

use super::copy_button::CopyButton;
use crate::export::pretty_json::{self, Kind, Piece};
use crate::protocol::EventReply;
use crate::view::format::grouped;

/// Longer records are drawn without tones, in bytes: each tone is an element.
const LONGEST_WITH_TONES: usize = 200_000;
/// Of a longer record this much is drawn at first, in bytes.
const SHOWN_AT_FIRST: usize = 100_000;
/// Lines are drawn together in blocks of about so many bytes; the browser lays out those in sight only.
const BLOCK: usize = 20_000;

/// Draws the record.
#[component]
pub fn Json(
    /// The event.
    reply: Arc<EventReply>,
) -> impl IntoView {
    let fault = pretty_json::check(&reply.raw).err();
    let is_json = fault.is_none();
    let note = fault.map(|fault| {
        view! {
            <p class="pl-detail__note">
                "This record is not valid JSON (" {fault.to_string()} "); it is shown as it is."
            </p>
        }
    });
    let copied = Arc::clone(&reply);
    let how = if is_json { ", indented for reading" } else { "" };
    let size = format!("{} bytes, as in the file{how}", grouped(reply.raw.len() as u64));
    let record = if is_json && reply.raw.len() <= LONGEST_WITH_TONES {
        with_tones(&reply.raw).into_any()
    } else {
        view! { <Plain reply is_json /> }.into_any()
    };
    view! {
        <div class="pl-detail__json-head">
            <span class="pl-muted">{size}</span>
            <CopyButton of="record" text=move || copied.raw.clone() />
        </div>
        {note}
        <div class="pl-detail__json" dir="ltr">{record}</div>
    }
}

fn with_tones(raw: &str) -> impl IntoView + use<> {
    let mut drawn: Vec<AnyView> = Vec::new();
    let mut frame = String::new();
    for piece in pretty_json::pieces(raw) {
        let class = match piece.kind {
            Kind::Frame => {
                frame.push_str(piece.text);
                continue;
            }
            Kind::Key => "pl-detail__json-key",
            Kind::Text => "pl-detail__json-text",
            Kind::Literal => "pl-detail__json-literal",
        };
        drawn.push(std::mem::take(&mut frame).into_any());
        drawn.push(view! { <bdi class=class>{piece.text.to_owned()}</bdi> }.into_any());
    }
    drawn.push(frame.into_any());
    view! { <div>{drawn}</div> }
}

#[component]
fn Plain(reply: Arc<EventReply>, is_json: bool) -> impl IntoView {
    let is_whole = RwSignal::new(false);
    let length = reply.raw.len();
    let shown = move || {
        let text = beginning(&reply.raw, is_json, if is_whole.get() { usize::MAX } else { SHOWN_AT_FIRST });
        let block = |block: String| view! { <div class="pl-detail__json-block">{block}</div> };
        blocks(&text).into_iter().map(block).collect_view()
    };
    let more = move || {
        (length > SHOWN_AT_FIRST && !is_whole.get()).then(|| {
            view! {
                <button type="button" class="pl-detail__more" on:click=move |_| is_whole.set(true)>
                    {format!("Show all {} bytes", grouped(length as u64))}
                </button>
            }
        })
    };
    view! {
        {shown}
        {more}
    }
}

/// The text to draw, as far as `most` bytes.
fn beginning(raw: &str, is_json: bool, most: usize) -> String {
    if !is_json {
        return raw[..raw.floor_char_boundary(most)].to_owned();
    }
    let mut text = String::new();
    for Piece { text: piece, .. } in pretty_json::pieces(raw) {
        text.push_str(&piece[..piece.floor_char_boundary(most - text.len())]);
        if text.len() + 3 >= most {
            break;
        }
    }
    text
}

/// Whole lines, some thousands of characters together.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for line in text.split_inclusive('\n') {
        match blocks.last_mut() {
            Some(block) if block.len() < BLOCK => block.push_str(line),
            _ => blocks.push(line.to_owned()),
        }
    }
    blocks
}
