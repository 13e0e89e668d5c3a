//! What is taken out of a log: texts of records and values in other forms.

pub mod pretty_json;
pub mod pseudonyms;
