//! The columns whose values are interned: names, systems, enumerations, codes, jobs.

use super::Dictionary;
use crate::event::{Action, ErrorCategory, InitiatorType, Status, short_type};
use crate::format::{Fields, Text};

/// A column of dictionary keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordColumn {
    Action,
    Status,
    ErrorCategory,
    ErrorCode,
    SkipReason,
    SourceSystem,
    TargetSystem,
    Application,
    InitiatedBy,
    InitiatorType,
    JobId,
    ObjectType,
    SourceName,
    TargetName,
    UserPrincipalName,
}

const COLUMNS: usize = WordColumn::UserPrincipalName as usize + 1;

/// The dictionaries. Columns that say the same kind of thing share one, so that one search serves them all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shared {
    Actions,
    Statuses,
    Categories,
    Codes,
    Systems,
    Applications,
    Initiators,
    InitiatorTypes,
    Jobs,
    Types,
    Names,
}

const DICTIONARIES: usize = Shared::Names as usize + 1;

impl WordColumn {
    const fn shared(self) -> Shared {
        match self {
            Self::Action => Shared::Actions,
            Self::Status => Shared::Statuses,
            Self::ErrorCategory => Shared::Categories,
            Self::ErrorCode | Self::SkipReason => Shared::Codes,
            Self::SourceSystem | Self::TargetSystem => Shared::Systems,
            Self::Application => Shared::Applications,
            Self::InitiatedBy => Shared::Initiators,
            Self::InitiatorType => Shared::InitiatorTypes,
            Self::JobId => Shared::Jobs,
            Self::ObjectType => Shared::Types,
            Self::SourceName | Self::TargetName | Self::UserPrincipalName => Shared::Names,
        }
    }
}

/// All interned columns.
#[derive(Default)]
pub struct Words {
    keys: [Vec<u32>; COLUMNS],
    dictionaries: [Dictionary; DICTIONARIES],
    /// Of the dictionaries whose texts have several spellings.
    spellings: [Spellings; DICTIONARIES],
}

/// The spellings met of the texts of a dictionary.
#[derive(Default)]
struct Spellings {
    written: Dictionary,
    /// The key of the one spelling that is kept, for each of `written`.
    keys: Vec<u32>,
}

impl Words {
    /// The key of each row.
    #[must_use]
    pub fn keys(&self, column: WordColumn) -> &[u32] {
        &self.keys[column as usize]
    }

    /// What the keys of a column stand for.
    #[must_use]
    pub fn dictionary(&self, column: WordColumn) -> &Dictionary {
        &self.dictionaries[column.shared() as usize]
    }

    /// The text of a row.
    #[must_use]
    pub fn text(&self, column: WordColumn, row: u32) -> &str {
        self.dictionary(column).get(self.keys(column)[row as usize])
    }

    /// The key, among names, of what a person would call the object of a row; 0 where only an id is left.
    #[must_use]
    pub fn identity_key(&self, row: u32) -> u32 {
        let columns = [WordColumn::SourceName, WordColumn::TargetName, WordColumn::UserPrincipalName];
        columns.into_iter().map(|column| self.keys(column)[row as usize]).find(|key| *key != 0).unwrap_or(0)
    }

    /// Makes room for so many rows more; `false` where there is no memory for them.
    #[must_use]
    pub fn make_room(&mut self, rows: usize) -> bool {
        self.keys.iter_mut().all(|keys| keys.try_reserve(rows).is_ok())
    }

    /// Gives back the room for all but so many rows more.
    pub fn give_back(&mut self, but: usize) {
        for keys in &mut self.keys {
            keys.shrink_to(keys.len() + but);
        }
    }

    /// Adds a row.
    pub fn append(&mut self, fields: &Fields<'_>) {
        let object_type = [fields.source.identity_type, fields.target.identity_type];
        let object_type = object_type.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        self.push_spelled(WordColumn::Action, fields.action, |text| Action::from_written(text).as_str().to_owned());
        self.push_spelled(WordColumn::Status, fields.status, |text| Status::from_written(text).as_str().to_owned());
        let category = |text: &str| ErrorCategory::from_written(text).as_str().to_owned();
        self.push_spelled(WordColumn::ErrorCategory, fields.error_category, category);
        let initiator_type = |text: &str| InitiatorType::from_written(text).as_str().to_owned();
        self.push_spelled(WordColumn::InitiatorType, fields.initiator_type, initiator_type);
        self.push_spelled(WordColumn::ObjectType, object_type, |text| short_type(text).to_owned());
        let plain = [
            (WordColumn::ErrorCode, fields.error_code),
            (WordColumn::SkipReason, fields.skip_reason),
            (WordColumn::SourceSystem, fields.source_system),
            (WordColumn::TargetSystem, fields.target_system),
            (WordColumn::Application, fields.application),
            (WordColumn::InitiatedBy, fields.initiated_by),
            (WordColumn::JobId, fields.job_id),
            (WordColumn::UserPrincipalName, upn(fields)),
            (WordColumn::SourceName, fields.source.display_name),
        ];
        let mut key = 0;
        for (column, text) in plain {
            key = self.push(column, text, 0);
        }
        // Both sides know a person by the same name, as a rule.
        self.push(WordColumn::TargetName, fields.target.display_name, key);
    }

    /// Adds a text to a column, quicker where it is that of the `likely` key.
    fn push(&mut self, column: WordColumn, text: Text<'_>, likely: u32) -> u32 {
        let key = self.dictionaries[column.shared() as usize].key_of_likely(&text.decode_bytes(), likely);
        self.keys[column as usize].push(key);
        key
    }

    /// Adds a text that has several spellings to a column; `canonical` gives the one to keep.
    fn push_spelled(&mut self, column: WordColumn, text: Text<'_>, canonical: fn(&str) -> String) {
        let Spellings { written, keys } = &mut self.spellings[column.shared() as usize];
        let spelling = written.key_of_likely(&text.decode_bytes(), 0);
        let dictionary = &mut self.dictionaries[column.shared() as usize];
        while keys.len() <= spelling as usize {
            keys.push(dictionary.key_of(canonical(written.get(keys.len() as u32)).as_bytes()));
        }
        self.keys[column as usize].push(keys[spelling as usize]);
    }

    /// All dictionaries, those of spellings among them.
    pub fn dictionaries(&self) -> impl Iterator<Item = &Dictionary> {
        self.dictionaries.iter().chain(self.spellings.iter().map(|spellings| &spellings.written))
    }

    /// Bytes of memory held.
    #[must_use]
    pub fn memory(&self) -> usize {
        let keys: usize = self.keys.iter().map(|keys| keys.capacity() * 4).sum();
        keys + self.dictionaries().map(Dictionary::memory).sum::<usize>()
    }
}

/// The sign-in name of the source side, else of the target side.
fn upn<'a>(fields: &Fields<'a>) -> Text<'a> {
    let source = fields.source.user_principal_name;
    if source.is_empty() { fields.target.user_principal_name } else { source }
}
