//! Tab JSON: the record as it was in the file, indented.

use super::block::{Block, Record, Role};
use super::record::EventRecord;
use super::run::{Run, Style};
use super::text::{copy, words};
use crate::export::pretty_json;
use crate::figures::grouped;
use crate::format::flaw_of;

/// The record.
pub fn json(EventRecord { raw, is_rewritten, .. }: &EventRecord) -> Vec<Block> {
    let flaw = flaw_of(raw);
    let from = if *is_rewritten { ", made of what stands in the file" } else { ", as in the file" };
    let how = if flaw.is_none() { ", indented for reading" } else { "" };
    let mut blocks = vec![record_head(raw, &format!("{from}{how}"))];
    if let Some(flaw) = &flaw {
        let said = format!("This record is not valid JSON ({flaw}); it is shown as it is.");
        blocks.push(Block::Line(Role::Note, vec![words(said)]));
    }
    blocks.push(match flaw {
        Some(_) => as_it_is(raw),
        None => record(raw, pretty_json::pieces(raw).map(|piece| piece.text).collect(), true),
    });
    blocks
}

/// The record as it stands in the file, for one that is not read.
pub fn unread(raw: &str) -> Vec<Block> {
    vec![record_head(raw, ""), as_it_is(raw)]
}

fn record_head(raw: &str, how: &str) -> Block {
    let size = format!("{} bytes{how}", grouped(raw.len() as u64));
    Block::Line(Role::RecordHead, vec![Run::In(Style::Muted, vec![words(size)]), copy("record", raw)])
}

fn as_it_is(raw: &str) -> Block {
    record(raw, raw.to_owned(), false)
}

fn record(raw: &str, text: String, is_json: bool) -> Block {
    Block::Record(Record { text, is_json, bytes: raw.len() as u64 })
}
