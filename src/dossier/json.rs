//! Tab JSON: the record as it was in the file, indented.

use super::block::{Block, LongRecord, Role};
use super::run::{Run, Style};
use super::text::{copy, words};
use crate::export::pretty_json::{self, Kind};
use crate::figures::grouped;

/// Longer records have no tones, in bytes: each tone is an element.
const LONGEST_WITH_TONES: usize = 200_000;

/// The record.
pub fn json(raw: &str) -> Vec<Block> {
    let fault = pretty_json::check(raw).err();
    let how = if fault.is_none() { ", indented for reading" } else { "" };
    let mut blocks = vec![record_head(raw, how)];
    if let Some(fault) = &fault {
        let said = format!("This record is not valid JSON ({fault}); it is shown as it is.");
        blocks.push(Block::Line(Role::Note, vec![words(said)]));
    }
    blocks.push(match fault {
        Some(_) => as_it_is(raw),
        None if raw.len() <= LONGEST_WITH_TONES => Block::Record(with_tones(raw)),
        None => long_record(raw, pretty_json::pieces(raw).map(|piece| piece.text).collect()),
    });
    blocks
}

/// The record as it stands in the file, for one that is not read.
pub fn unread(raw: &str) -> Vec<Block> {
    vec![record_head(raw, ""), as_it_is(raw)]
}

fn record_head(raw: &str, how: &str) -> Block {
    let size = format!("{} bytes, as in the file{how}", grouped(raw.len() as u64));
    Block::Line(Role::RecordHead, vec![Run::In(Style::Muted, vec![words(size)]), copy("record", raw)])
}

fn as_it_is(raw: &str) -> Block {
    long_record(raw, raw.to_owned())
}

fn long_record(raw: &str, text: String) -> Block {
    Block::LongRecord(LongRecord { text, bytes: raw.len() as u64 })
}

fn with_tones(raw: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut frame = String::new();
    for piece in pretty_json::pieces(raw) {
        let style = match piece.kind {
            Kind::Frame => {
                frame.push_str(piece.text);
                continue;
            }
            Kind::Key => Style::JsonKey,
            Kind::Text => Style::JsonText,
            Kind::Literal => Style::JsonLiteral,
        };
        runs.push(words(std::mem::take(&mut frame)));
        runs.push(Run::In(style, vec![words(piece.text)]));
    }
    runs.push(words(frame));
    runs
}
