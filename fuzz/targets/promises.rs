//! What holds of all that is read, whatever the text.

use std::borrow::Cow;

use provlens::event::Instant;
use provlens::format::read_event;

use crate::collect::Collected;

/// Places are places in the text, and an event says the same when its record is read again.
pub fn check(collected: &Collected, text: &[u8]) {
    let mut end = 0;
    for (position, (fields, place)) in collected.events.iter().enumerate() {
        let bytes = place.offset as usize..place.offset as usize + place.length as usize;
        let record = if collected.spooled.binary_search(&position).is_ok() {
            Cow::Borrowed(&collected.spool[bytes])
        } else {
            assert!(place.offset >= end, "the record at {} begins before {end}", place.offset);
            end = bytes.end as u64;
            assert!(end <= text.len() as u64, "the record at {} ends behind the text", place.offset);
            String::from_utf8_lossy(&text[bytes])
        };
        let (event, _) = read_event(&record);
        let column = |name| fields.iter().find(|(of, _)| *of == name).map_or("", |(_, value)| value.as_str());
        assert_eq!(event.id, column("id"));
        assert_eq!(event.change_id, column("changeId"));
        assert_eq!(event.cycle_id, column("cycleId"));
        assert_eq!(event.job_id, column("jobId"));
        assert_eq!(event.activity_date_time, Instant::parse(column("activityDateTime").as_bytes()));
    }
    for (kind, offset, _) in &collected.problems {
        assert!(*offset <= text.len() as u64, "{kind:?} stands behind the text, at {offset}");
    }
}
