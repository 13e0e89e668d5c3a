//! What is known of provisioning jobs: what the events say of them, and their records among the files.

use super::Engine;
use crate::dossier::{HeardJob, KeptJob, KnownJobs};
use crate::event::{Instant, Status};
use crate::format::KeptKind;
use crate::table::{NO_DATE, RecordPlace, WordColumn};

/// Jobs that are heard of, and records of jobs that are read again. A tenant has dozens.
const MOST: usize = 1_000;

impl Engine {
    /// What is known of jobs, but for their records, which lie at these places; [`held_record`](Self::held_record) has
    /// those that are in no file.
    #[must_use]
    pub fn known_jobs(&self) -> (KnownJobs, Vec<RecordPlace>) {
        let mut places: Vec<RecordPlace> = Vec::new();
        for place in self.kept(KeptKind::Job).take(MOST) {
            // Of two records of a job the last one counts: that of the file that was written later.
            let written = self.table.written(place.source);
            places.insert(places.partition_point(|before| self.table.written(before.source) <= written), place);
        }
        let file = |place: &RecordPlace| self.sources.get(place.source.index()).map(|source| source.name.clone());
        let kept = |place| KeptJob { raw: String::new(), file: file(place).unwrap_or_default() };
        let kept = places.iter().map(kept).collect();
        (KnownJobs { heard: self.heard_jobs(), kept, asked_for: self.asked_for.clone() }, places)
    }

    /// The bytes of a record that the engine holds itself; `None` where they are to be read from the file.
    #[must_use]
    pub fn held_record(&self, place: RecordPlace) -> Option<Result<Vec<u8>, String>> {
        let RecordPlace { source, place } = place;
        self.holds(source).then(|| self.held(source, place.offset, place.length))
    }

    /// The jobs that the events are of.
    fn heard_jobs(&self) -> Vec<HeardJob> {
        let (words, dates) = (self.table.words(), self.table.dates());
        let jobs = words.keys(WordColumn::JobId);
        let mut heard: Vec<HeardJob> = Vec::new();
        // Where in the list each key of a job is.
        let mut places: Vec<Option<usize>> = Vec::new();
        self.table.live().visit(|row| {
            let job = jobs[row as usize];
            // The key of what is not given.
            if job == 0 {
                return;
            }
            if places.len() <= job as usize {
                places.resize(job as usize + 1, None);
            }
            let place = *places[job as usize].get_or_insert(heard.len());
            if place == MOST {
                return;
            }
            if place == heard.len() {
                let id = words.text(WordColumn::JobId, row).to_owned();
                heard.push(HeardJob { id, ..HeardJob::default() });
            }
            let told = &mut heard[place];
            told.events += 1;
            told.failures += u32::from(words.text(WordColumn::Status, row) == Status::Failure.as_str());
            let date = Some(Instant(dates[row as usize])).filter(|date| date.0 != NO_DATE);
            if date >= told.newest {
                told.newest = date;
                words.text(WordColumn::Application, row).clone_into(&mut told.application);
            }
        });
        heard
    }
}
