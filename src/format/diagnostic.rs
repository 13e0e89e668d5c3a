//! What Azure Monitor writes around an event: when, how it ended, how long it took.

use super::cursor::{Cursor, Step};
use super::member::Member;
use super::scan::{milliseconds, word};
use super::{Fields, Text};

/// What a diagnostic record says around the event. The event says the same better, if it says it at all.
#[derive(Default)]
pub struct Diagnostic<'a> {
    category: Text<'a>,
    resource_id: Text<'a>,
    time: Text<'a>,
    result_type: Text<'a>,
    result_signature: Text<'a>,
    duration: Option<u32>,
    correlation_id: Text<'a>,
    identity: Text<'a>,
}

impl<'a> Diagnostic<'a> {
    /// Takes in a member of the record around the event.
    pub fn take(&mut self, cursor: &mut Cursor<'a>, name: Member) -> Step<()> {
        let slot = match name {
            Member::Category => &mut self.category,
            Member::ResourceId => &mut self.resource_id,
            Member::Time => &mut self.time,
            Member::ResultType => &mut self.result_type,
            Member::ResultSignature => &mut self.result_signature,
            Member::CorrelationId => &mut self.correlation_id,
            Member::Identity => &mut self.identity,
            Member::DurationMs => {
                self.duration = milliseconds(word(cursor)?);
                return Ok(());
            }
            _ => return cursor.skip_value(),
        };
        *slot = word(cursor)?;
        Ok(())
    }

    /// Whether it is of the provisioning log. Another service has a category of that name too.
    pub fn is_provisioning(&self) -> bool {
        if self.category.is_empty() {
            return false;
        }
        let resource = self.resource_id.decode_bytes();
        let is_ours = resource.is_empty() || resource.windows(6).any(|part| part.eq_ignore_ascii_case(b"aadiam"));
        is_ours && self.category.decode_bytes().eq_ignore_ascii_case(b"ProvisioningLogs")
    }

    /// Fills in what the event itself does not say.
    pub fn complete(&self, fields: &mut Fields<'a>) {
        let has_signature = !self.result_signature.decode_bytes().eq_ignore_ascii_case(b"None");
        let pairs = [
            (&mut fields.activity_date_time, self.time),
            (&mut fields.id, self.identity),
            (&mut fields.change_id, self.correlation_id),
            (&mut fields.status, self.result_type),
            (&mut fields.error_code, if has_signature { self.result_signature } else { Text::default() }),
        ];
        for (field, said) in pairs {
            if field.is_empty() {
                *field = said;
            }
        }
        fields.duration = fields.duration.or(self.duration);
    }
}
