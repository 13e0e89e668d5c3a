//! A table in text, read by the converter slice by slice.

use super::super::row_record::tell_row;
use super::super::{Decoder, Sink};
use super::{Converter, Question, Told};

/// The converter reads one table at a time.
pub struct FarTable(pub Converter);

impl Decoder for FarTable {
    fn push(&mut self, bytes: &[u8], sink: &mut dyn Sink) {
        self.tell(&Question::TableBytes { bytes }, sink);
    }

    fn finish(&mut self, sink: &mut dyn Sink) {
        self.tell(&Question::TableEnd, sink);
    }
}

impl FarTable {
    fn tell(&self, question: &Question<'_>, sink: &mut dyn Sink) {
        for told in self.0.ask::<Vec<Told>>(question).unwrap_or_default() {
            match told {
                Told::Row { record, foreign, offset } => tell_row(&record, foreign, offset, &self.0, sink),
                Told::Passed { rows } => {
                    self.0.0.rows_waiting.update(|waiting| waiting + rows);
                    sink.passed(rows);
                }
                Told::Problem { kind, offset, records } => sink.problem(kind, offset, records),
            }
        }
    }
}
