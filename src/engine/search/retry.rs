//! Whether a change was tried again, and whether it will be: what the step that takes it out of escrow and the reason
//! say of it.

use super::needle::Needle;
use super::record_test::{RecordTest, Words};
use crate::format::RecordTexts;
use crate::table::fold;

/// The step that takes a change which failed before out of escrow.
const STEP: &str = "entryescrowretry";
/// In front of the date of the next attempt.
const DUE: &str = "retried again after this date";

/// In front of the number of attempts.
const TOLD: &str = "retried ";

/// Any of the words is what stands of the record: `done`, `due`, or neither.
pub struct AnyRetry {
    words: Words,
    /// What stands in every text that tells of it.
    needle: Needle,
}

impl AnyRetry {
    pub fn new(words: &[String]) -> Self {
        Self { words: Words::new(words, true), needle: Needle::new("retr") }
    }
}

impl RecordTest for AnyRetry {
    fn holds(&self, record: &[u8]) -> bool {
        let (mut is_done, mut is_due) = (false, false);
        if self.needle.find(record, 0).is_some() {
            for text in RecordTexts::new(record) {
                let folded = fold(&text.text.decode());
                is_done |= folded == STEP || tells_of_attempts(&folded);
                is_due |= find(&folded, DUE).is_some();
            }
        }
        let words = [(is_done, "done"), (is_due, "due"), (!is_done && !is_due, "")];
        words.into_iter().any(|(is_so, word)| is_so && self.words.match_text(word))
    }
}

/// Whether a text says `retried 3 times`, with any number but nought.
fn tells_of_attempts(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = find(rest, TOLD) {
        rest = &rest[at + TOLD.len()..];
        let number = rest.bytes().take_while(u8::is_ascii_digit).count();
        if rest[number..].starts_with(" time") && rest[..number].bytes().any(|digit| digit != b'0') {
            return true;
        }
    }
    false
}

fn find(text: &str, part: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), part.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(word: &str, record: &str) -> bool {
        AnyRetry::new(&[word.to_owned()]).holds(record.as_bytes())
    }

    #[test]
    fn a_retry_is_told_by_its_step_or_by_the_reason() {
        let step = r#"{"provisioningSteps":[{"name":"EntryEscrowRetry"}]}"#;
        let again =
            r#"{"reason":"No.\r\nThis operation was retried 3 times. It will be retried again after this date: x"}"#;
        let first =
            r#"{"reason":"No. This operation was retried 0 times. It will be retried again after this date: x"}"#;
        let given_up = r#"{"reason":"No. This operation was RETRIED 28 times."}"#;
        let none = r#"{"reason":"Not retried some times."}"#;
        for (record, done, due) in [
            (step, true, false),
            (again, true, true),
            (first, false, true),
            (given_up, true, false),
            (none, false, false),
        ] {
            assert_eq!((holds("done", record), holds("DUE", record)), (done, due), "{record}");
            assert_eq!((holds("*", record), holds("", record)), (done || due, !done && !due), "{record}");
        }
    }
}
