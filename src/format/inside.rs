//! The steps and the modified properties of a record, text by text, wherever an export has put them.
//!
//! A record of the usual shape is walked as it lies. One that is folded or wrapped is brought into that shape
//! first, as the reader of whole records ([`read_event`](super::read_event)) does.

use super::Fields;
use super::converter::Converter;
use super::cursor::Cursor;
use super::familiar::Familiar;
use super::foreign::Foreign;
use super::record_texts::{RecordText, RecordTexts};
use super::scan::{Found, Notes, scan_object};
use crate::event::{Status, StepType};

/// What a text is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A step: its name, its stage or status in Graph's words, its description, a name or a value of its details.
    Step,
    /// A modified property.
    Name,
    OldValue,
    NewValue,
    /// No text: the step or the property has come to its end.
    End,
}

/// Takes a text, and says whether it has seen enough.
pub type See<'a> = &'a mut dyn FnMut(Piece, &str) -> bool;

/// The steps, or the modified properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    Steps,
    Properties,
}

impl Inside {
    /// Calls for every text there that says something, until it has seen enough; whether it has. The converter is asked
    /// about records of other shapes.
    pub fn any(self, record: &[u8], converter: &Converter, see: See<'_>) -> bool {
        if let Some(notes) = scan(record).filter(|notes| !notes.folded) {
            return self.walk(record, notes, see);
        }
        let usual = match converter.recognise(record) {
            Foreign::Event(event) => event.into_bytes(),
            // What seemed to be folded is an array that PowerShell wrapped.
            _ => record.to_vec(),
        };
        scan(&usual).is_some_and(|notes| self.walk(&usual, notes, see))
    }

    /// Walks what a scan has found.
    fn walk(self, record: &[u8], notes: Notes, see: See<'_>) -> bool {
        let Some((start, end)) = (if self == Self::Steps { notes.steps } else { notes.properties }) else {
            return false;
        };
        let value = &record[start..end];
        let (mut depth, mut before) = (0_usize, 0);
        // The depth at which the members of a step or a property stand: below the array, which PowerShell wraps.
        let mut level = usize::MAX;
        let mut member = None;
        let mut texts = RecordTexts::new(value);
        loop {
            let next = texts.next();
            let start = next.map_or(value.len(), |text| text.end - text.text.len());
            for byte in &value[before..start] {
                match byte {
                    b'{' | b'[' => {
                        if *byte == b'[' && level == usize::MAX {
                            level = depth + 2;
                        }
                        depth += 1;
                    }
                    b'}' | b']' => {
                        if depth == level && see(Piece::End, "") {
                            return true;
                        }
                        depth = depth.saturating_sub(1);
                    }
                    _ => {}
                }
            }
            let Some(text) = next else { return false };
            before = text.end;
            if text.is_name && depth == level {
                member = Some(text);
            } else if depth >= level && self.see(member, text, see) {
                return true;
            }
        }
    }

    /// Shows a text that stands in a member of a step or a property.
    fn see(self, member: Option<RecordText<'_>>, text: RecordText<'_>, see: See<'_>) -> bool {
        let member = member.map(|member| member.text.decode()).unwrap_or_default();
        let is = |names: [&str; 2]| names.iter().any(|name| member.eq_ignore_ascii_case(name));
        let words = text.text.decode();
        if words.is_empty() || text.is_name && words == "AdditionalProperties" {
            return false;
        }
        let number = match words.as_bytes() {
            [digit @ b'0'..=b'9'] => usize::from(digit - b'0'),
            _ => usize::MAX,
        };
        let (piece, numbered) = match self {
            Self::Steps if is(["provisioningStepType", "type"]) => {
                (Piece::Step, StepType::ALL.get(number).map(StepType::as_str))
            }
            Self::Steps if is(["status", ""]) => (Piece::Step, Status::ALL.get(number).map(Status::as_str)),
            Self::Steps => (Piece::Step, None),
            Self::Properties if is(["displayName", "name"]) => (Piece::Name, None),
            Self::Properties if is(["oldValue", ""]) => (Piece::OldValue, None),
            Self::Properties if is(["newValue", ""]) => (Piece::NewValue, None),
            Self::Properties => return false,
        };
        see(piece, numbered.unwrap_or(&words))
    }
}

/// Where the inside of an event stands.
fn scan(record: &[u8]) -> Option<Notes> {
    let mut notes = Notes::default();
    // A file may have changed behind the page's back.
    record.first().filter(|first| **first == b'{')?;
    let found = scan_object(&mut Cursor::new(record, 0), &mut Familiar::default(), &mut Fields::default(), &mut notes);
    (found == Ok(Found::Event)).then_some(notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(inside: Inside, record: &str) -> Vec<(Piece, String)> {
        let mut pieces = Vec::new();
        inside.any(record.as_bytes(), &Converter::within(), &mut |piece, text| {
            pieces.push((piece, text.to_owned()));
            false
        });
        pieces
    }

    const STEPS: &str = r#"[{"name":"EntryExportAdd","provisioningStepType":5,"status":"1","description":"","details":{"status":"2","Reason":"t\u0061ken","n":[1,null]}},"x"]"#;
    const PROPERTIES: &str =
        r#"[{"displayName":"mail","oldValue":null,"newValue":"a@b"},{"displayName":"id","newValue":7}]"#;

    #[test]
    fn an_inside_is_the_same_in_every_shape_of_an_export() {
        let event = r#""id":"1","activityDateTime":"2026-11-18T00:00:00Z","changeId":"c""#;
        let graph = format!(r#"{{{event},"provisioningSteps":{STEPS},"modifiedProperties":{PROPERTIES}}}"#);
        let diagnostic = format!(
            r#"{{"category":"ProvisioningLogs","properties":{{{event},"PROVISIONINGSteps":{STEPS},"modifiedProperties":{PROPERTIES}}}}}"#
        );
        let wrapped = format!(
            r#"{{{event},"ProvisioningSteps":{{"value":{STEPS},"Count":2}},"ModifiedProperties":{{"value":{PROPERTIES},"Count":2}}}}"#
        );
        let quoted = |json: &str| serde_json::to_string(json).unwrap();
        let folded = format!(
            r#"{{"TimeGenerated":"2026-11-18T00:00:00Z","ChangeId":"c","ProvisioningSteps":{},"ModifiedProperties":{}}}"#,
            quoted(STEPS),
            quoted(PROPERTIES)
        );
        let flawed = graph.replace("},\"x\"]", "},,\"x\"]");
        for record in [graph, diagnostic, wrapped, folded, flawed] {
            let steps = pieces(Inside::Steps, &record);
            let texts: Vec<_> = steps.iter().map(|(_, text)| text.as_str()).collect();
            let expected = ["EntryExportAdd", "export", "failure", "status", "2", "Reason", "taken", "n", "1", ""];
            assert_eq!(texts, expected, "{record}");
            let properties = pieces(Inside::Properties, &record);
            let properties: Vec<_> = properties.iter().map(|(piece, text)| (*piece, text.as_str())).collect();
            let end = (Piece::End, "");
            let expected = [
                (Piece::Name, "mail"),
                (Piece::NewValue, "a@b"),
                end,
                (Piece::Name, "id"),
                (Piece::NewValue, "7"),
                end,
            ];
            assert_eq!(properties, expected, "{record}");
        }
    }

    #[test]
    fn a_record_without_an_inside_has_an_empty_one() {
        let event = r#"{"id":"1","activityDateTime":"2026-11-18T00:00:00Z","changeId":"c","provisioningSteps":null,"#;
        let steps = format!(r#"{event}"modifiedProperties":["x"]}}"#);
        for record in ["", "[]", "{}", r#"{"id":"1","properties":{}}"#, "\"{", "{\"provisioningSteps\":[{", &steps] {
            assert_eq!(pieces(Inside::Steps, record), []);
            assert_eq!(pieces(Inside::Properties, record), [], "{record}");
        }
    }

    #[test]
    fn a_look_ends_with_the_first_text_that_is_enough() {
        let record =
            format!(r#"{{"activityDateTime":"2026-11-18T00:00:00Z","changeId":"c","provisioningSteps":{STEPS}}}"#);
        let mut seen = 0;
        assert!(Inside::Steps.any(record.as_bytes(), &Converter::default(), &mut |_, text| {
            seen += 1;
            text == "export"
        }));
        assert_eq!(seen, 2);
    }
}
