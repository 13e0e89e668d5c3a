//! Bytes to records. A push decoder takes any slice of bytes, keeps its state between calls, and tells a [`Sink`]
//! what it finds: events, and problems with their position. A bad record is counted, never fatal.
//!
//! The content decides which decoder reads a file ([`sniff`]), never its name. Knows no files, streams or workers
//! (`source`, `browser`), and keeps nothing of what it read (`table`).

mod audit_reader;
mod block;
mod converter;
mod csv;
mod cursor;
mod decoder;
mod diagnostic;
mod doubled;
mod familiar;
mod fields;
mod foreign;
mod inside;
mod job_reader;
mod json_records;
mod json_text;
mod log_tables;
mod member;
mod members;
mod mend;
mod not_json;
mod object_kind;
mod packing;
mod problem;
mod record_reader;
mod record_texts;
mod repeated;
mod resync;
mod row_record;
mod scan;
mod short;
mod sniff;
mod spelling;
mod unread;
mod utf16;
mod utf8;
mod window;

pub use audit_reader::read_audit;
pub use converter::{Conversion, Converter, Joined};
pub use csv::{CsvColumn, CsvColumns, CsvTable, Mapping, Meaning};
pub use decoder::{Content, Decoder, Place, Sink};
pub use fields::{Fields, Text};
pub use inside::{Inside, Piece};
pub use job_reader::read_job;
pub use not_json::flaw_of;
pub use object_kind::KeptKind;
pub use packing::{PackBudget, PackFault, Packing};
pub use problem::{Fault, MemberFlaw, ProblemKind};
pub use record_reader::{Flaw, read_event};
pub use record_texts::{RecordText, RecordTexts};
pub use row_record::fields_of;
pub use sniff::{SNIFFED_BYTES, Sniffed, decoder_for};
pub use utf16::{Utf16Reader, utf16_units};
