//! What of an identity was looked for and stands in no column in sight: its sign-in name, an id, its name on the other side.

use super::cells;
use crate::protocol::Cell;
use crate::query::{Field, Pattern, Query, Term};
use crate::table::{Column, Table, WordColumn, fold};

/// Where a word without a field is looked for; [`Column::Identity`] is the name on the target side.
const PLACES: [Column; 4] = [Column::Identity, Column::UserPrincipalName, Column::SourceId, Column::TargetId];

/// What a query looks for in identities, and the columns in sight.
pub struct Hits<'a> {
    sought: Vec<Sought>,
    shown: &'a [Column],
}

struct Sought {
    field: Field,
    /// The words as they are looked for in names, and in ids.
    names: Vec<Pattern>,
    ids: Vec<Pattern>,
}

impl<'a> Hits<'a> {
    pub fn new(query: &Query, shown: &'a [Column]) -> Self {
        let sought = query.terms.iter().filter_map(|term| match term {
            Term::Words { field, words, negated: false } if places(*field).next().is_some() => {
                let patterns = |is_whole| words.iter().map(|word| Pattern::new(word, is_whole)).collect();
                Some(Sought { field: *field, names: patterns(false), ids: patterns(true) })
            }
            _ => None,
        });
        Self { sought: sought.collect(), shown }
    }

    /// Puts into the cell of a row's identity what is out of sight.
    pub fn mark(&self, table: &Table, row: u32, cell: &mut Cell) {
        if let Cell::Identity { name, hit, .. } = cell {
            *hit = self.sought.iter().find_map(|sought| self.hidden(sought, table, row, name));
        }
    }

    fn hidden(&self, sought: &Sought, table: &Table, row: u32, name: &str) -> Option<(Column, String)> {
        let holds = |column: Column, text: &str| {
            let is_id = matches!(column, Column::SourceId | Column::TargetId);
            let folded = fold(text);
            !text.is_empty()
                && (if is_id { &sought.ids } else { &sought.names }).iter().any(|word| word.matches(&folded))
        };
        if sought.field == Field::Identity && holds(Column::Identity, name) {
            return None;
        }
        let text = |column: Column| match column {
            Column::Identity => table.words().text(WordColumn::TargetName, row).to_owned(),
            column => cells::text(table, row, column),
        };
        let mut found = places(sought.field).map(|column| (column, text(column)));
        let (column, text) = found.find(|(column, text)| holds(*column, text))?;
        let is_in_sight = column != Column::Identity && self.shown.contains(&column);
        (!is_in_sight).then_some((column, text))
    }
}

/// Where the words of a field may be found.
fn places(field: Field) -> impl Iterator<Item = Column> {
    PLACES.into_iter().filter(move |column| match field {
        Field::Identity => true,
        Field::Column(Column::Identity) => false,
        field => field == Field::Column(*column),
    })
}
