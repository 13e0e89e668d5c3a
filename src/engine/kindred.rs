//! The events of one object: rows that are tied to each other by ids and sign-in names.

use super::{Answer, Engine, cells};
use crate::dossier::{Kindred, KindredEvent, Said};
use crate::event::Instant;
use crate::event::instant::DAY;
use crate::insight::kin::{Kin, Mark, Marks, application};
use crate::protocol::{Cell, EngineError, Reply};
use crate::query::{Field, Term, filter};
use crate::table::{Bitset, Column, NO_DATE, RowId};

/// Events that are gathered.
const MOST: usize = 1_000;
/// Of these the nearest to the one asked about have their records read again.
const READ: usize = 100;
/// How often new marks are looked for: from person to account, to directory, to applications, and one to spare.
const ROUNDS: usize = 4;

/// Where the log has what is told, in the order of [`Said`].
const SAID: [Column; Said::ObjectType as usize + 1] = [
    Column::Id,
    Column::JobId,
    Column::ChangeId,
    Column::Action,
    Column::Status,
    Column::ErrorCode,
    Column::SkipReason,
    Column::Application,
    Column::SourceSystem,
    Column::TargetSystem,
    Column::SourceId,
    Column::TargetId,
    Column::Identity,
    Column::UserPrincipalName,
    Column::ObjectType,
];

impl Engine {
    pub(super) fn kindred(&self, asked: RowId) -> Answer {
        if self.table.place(asked).is_none() {
            return Answer::Reply(Reply::Failed(EngineError::NoSuchRow(asked.0)));
        }
        let (kindred, rows) = self.tied(asked.0);
        let distance = |row: u32| self.table.dates()[row as usize].abs_diff(self.table.dates()[asked.0 as usize]);
        let mut reach = DAY as u64;
        while rows.iter().filter(|row| distance(**row) <= reach).count() < READ.min(rows.len()) {
            reach = reach.saturating_mul(2);
        }
        let near = rows.iter().enumerate().filter(|(_, row)| distance(**row) <= reach);
        let rows = near.take(READ).map(|(place, row)| (place as u32, RowId(*row))).collect();
        Answer::Kindred { kindred, rows }
    }

    /// The events and their rows, that of the one asked about first.
    fn tied(&self, asked: u32) -> (Kindred, Vec<u32>) {
        let live = self.table.live();
        let first = self.told(asked);
        let mut kin = Kin::of(marks(&first));
        let mut kindred = Kindred { events: vec![first], has_more: false, asked_for: self.asked_for.clone() };
        let mut found = vec![asked];
        let mut seen = Bitset::empty(self.table.len());
        seen.insert(asked);
        for _ in 0..ROUNDS {
            let (ids, names) = kin.unasked();
            let mut rows = Bitset::empty(self.table.len());
            for (column, values) in
                [(Column::SourceId, &ids), (Column::TargetId, &ids), (Column::UserPrincipalName, &names)]
            {
                if !values.is_empty() {
                    let field = Field::Column(column);
                    let words = values.iter().map(|value| field.word_for(value)).collect();
                    filter(&self.table, &Term::Words { field, words, negated: false }).visit(|row| rows.insert(row));
                }
            }
            rows.keep(&live);
            rows.remove(&seen);
            let before = kindred.events.len();
            rows.visit(|row| {
                if kindred.events.len() >= MOST {
                    kindred.has_more = true;
                    return;
                }
                let mut event = self.told(row);
                event.tie = kin.tie(marks(&event));
                if event.tie.is_some() {
                    seen.insert(row);
                    found.push(row);
                    kindred.events.push(event);
                }
            });
            for event in &kindred.events[before..] {
                kin.learn(marks(event));
            }
        }
        (kindred, found)
    }

    /// What the columns say of a row.
    fn told(&self, row: u32) -> KindredEvent {
        let text = |column: &Column| match cells::cell(&self.table, row, *column) {
            Cell::Text(text) | Cell::Identity { name: text, .. } => text,
            _ => String::new(),
        };
        let date = self.table.dates()[row as usize];
        KindredEvent {
            date: (date != NO_DATE).then_some(Instant(date)),
            texts: SAID.iter().map(text).collect(),
            tie: None,
            raw: String::new(),
        }
    }
}

/// What an event knows its object by.
fn marks(event: &KindredEvent) -> Marks<'_> {
    let mark = |id, system| Mark { id: event.said(id), system: event.said(system) };
    Marks {
        source: mark(Said::SourceId, Said::SourceSystem),
        target: mark(Said::TargetId, Said::TargetSystem),
        sign_in_name: event.said(Said::SignInName),
        application: application(event.said(Said::JobId), event.said(Said::Application)),
        kind: event.said(Said::ObjectType),
    }
}
