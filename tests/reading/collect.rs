//! Runs a decoder over bytes in slices and keeps what it tells.

use provlens::format::{
    Content, Converter, Fields, KeptKind, Place, ProblemKind, SNIFFED_BYTES, Sink, Sniffed, decoder_for,
};

/// The fields of an event, decoded, by name.
pub type Decoded = Vec<(&'static str, String)>;

#[derive(Debug, Default, PartialEq)]
pub struct Collected {
    pub events: Vec<(Decoded, Place)>,
    pub problems: Vec<(ProblemKind, u64, u64)>,
    /// Records put aside; the place of such an event or kept record is where it lies here.
    pub spool: String,
    /// The positions of the events that lie in the spool.
    pub spooled: Vec<usize>,
    pub kept: Vec<(KeptKind, Place)>,
}

impl Collected {
    /// The ids of the events, in their order.
    pub fn ids(&self) -> Vec<&str> {
        self.events.iter().map(|(fields, _)| fields[0].1.as_str()).collect()
    }

    /// Records that were reported, or kept for another view, instead of shown.
    pub fn reported(&self) -> u64 {
        let lost = self.problems.iter().filter(|(kind, ..)| kind.is_loss());
        lost.map(|(_, _, records)| records).sum::<u64>() + self.kept.len() as u64
    }
}

impl Sink for Collected {
    fn event(&mut self, fields: &Fields<'_>, place: Place) {
        self.events.push((decoded(fields), place));
    }

    fn kept(&mut self, kind: KeptKind, place: Place) {
        self.kept.push((kind, place));
    }

    fn spooled(&mut self, content: Content<'_>, record: &[u8], _: u64) {
        let place = Place { offset: self.spool.len() as u64, length: record.len() as u32 };
        self.spool.push_str(std::str::from_utf8(record).unwrap());
        match content {
            Content::Event(fields) => {
                self.spooled.push(self.events.len());
                self.event(fields, place);
            }
            Content::Kept(kind) => self.kept(kind, place),
        }
    }

    fn problem(&mut self, kind: ProblemKind, offset: u64, records: u64) {
        self.problems.push((kind, offset, records));
    }
}

pub fn decoded(fields: &Fields<'_>) -> Decoded {
    let texts = [
        ("id", fields.id),
        ("activityDateTime", fields.activity_date_time),
        ("jobId", fields.job_id),
        ("cycleId", fields.cycle_id),
        ("changeId", fields.change_id),
        ("action", fields.action),
        ("status", fields.status),
        ("errorCode", fields.error_code),
        ("errorCategory", fields.error_category),
        ("skipReason", fields.skip_reason),
        ("application", fields.application),
        ("initiatedBy", fields.initiated_by),
        ("sourceSystem", fields.source_system),
        ("targetSystem", fields.target_system),
        ("source.id", fields.source.id),
        ("source.displayName", fields.source.display_name),
        ("source.identityType", fields.source.identity_type),
        ("source.upn", fields.source.user_principal_name),
        ("target.id", fields.target.id),
        ("target.displayName", fields.target.display_name),
        ("target.identityType", fields.target.identity_type),
        ("target.upn", fields.target.user_principal_name),
    ];
    let mut decoded: Decoded = texts.into_iter().map(|(name, text)| (name, text.decode().into_owned())).collect();
    decoded.push(("duration", fields.duration.map(|number| number.to_string()).unwrap_or_default()));
    decoded
}

/// Reads bytes in slices of this size.
pub fn collect(bytes: &[u8], slice: usize) -> Collected {
    collect_with(&Converter::within(), 0, bytes, slice)
}

/// The same for one of several files, with the converter that they share.
pub fn collect_with(converter: &Converter, file: u32, bytes: &[u8], slice: usize) -> Collected {
    let mut collected = Collected::default();
    match decoder_for(&bytes[..bytes.len().min(SNIFFED_BYTES)], file, converter) {
        Sniffed::Text(mut decoder) => {
            for part in bytes.chunks(slice) {
                decoder.push(part, &mut collected);
            }
            decoder.finish(&mut collected);
        }
        Sniffed::Utf16(mut reader, mut decoder) => {
            for part in bytes.chunks(slice) {
                let mut text = Vec::new();
                reader.push(part, &mut text);
                decoder.push(&text, &mut collected);
            }
            decoder.finish(&mut collected);
        }
        Sniffed::Refused(kind) => collected.problem(kind, 0, 0),
    }
    collected
}
