//! What can be wrong with a file or a record.

use serde::{Deserialize, Serialize};

use super::{KeptKind, PackFault};

/// One kind of problem. Those with a record behind them are counted; events shown plus records reported are the
/// records that are there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProblemKind {
    /// The file holds no bytes, or nothing but blanks.
    EmptyFile,
    /// The content is of a kind that is not read, such as a picture.
    NotALog { content: String },
    /// What is packed in the file is not read, or not further.
    Packed { fault: PackFault },
    /// Text that holds no JSON at all.
    NotJson,
    /// JSON without a single record.
    NoEvents,
    /// A record that is whole but is not a provisioning event; `looks_like` names what it seems to be.
    OtherRecord { looks_like: String },
    /// A row of a table that is no provisioning log; `looks_like` names what the table seems to be, and its columns. Who
    /// knows what they mean can say so with a [`Mapping`](super::Mapping).
    OtherTable { looks_like: String },
    /// A record of another kind that is kept for the view that shows such records; nothing is lost.
    Kept { kind: KeptKind },
    /// A record that breaks the rules of JSON, or of a table.
    BrokenRecord { fault: Fault },
    /// An object of a record has a member twice, as hardly any program writes it: most likely the record has lost its middle
    /// and runs on into a later one.
    Doubled { member: String },
    /// A member of an event that is shown without it, because it could not be read. `member` is its path.
    UnreadMember { member: String, flaw: MemberFlaw },
    /// A record whose event id an earlier record has too; the later one is shown.
    Duplicate,
    /// Text between two records that belongs to neither.
    Leftover,
    /// The file ends before all of its brackets and quotes are closed: it is cut off, or one is missing.
    Truncated,
    /// An API's answer in the file says that something went wrong when it was made; what it holds may not be all.
    ErrorAnswer { error: String },
    /// PowerShell cut off what lies deeper than it was told to go, or wrote the names of types into a table: steps, errors
    /// and details are missing from the events. Exported again with `ConvertTo-Json -Depth 10`, they are there.
    Collapsed,
    /// Columns of a table whose headings are not known; what they hold is not read.
    UnknownColumns { headings: Vec<String> },
    /// Rows of one of the portal's files belong to events that no file has; they are shown without dates and names.
    WithoutEvents,
    /// A column of dates in the time zone of the person who exported it; they are read as UTC.
    LocalTimes { heading: String },
    /// The page says that more pages follow (`@odata.nextLink`).
    MorePages,
    /// A person stopped the reading here; the rest of the file was not looked at.
    Stopped,
    /// There is no memory for more events; the rest of the file was not looked at.
    NoMemory,
    /// The browser gives no more room on disk for what is rewritten; memory holds it instead.
    NoDisk { why: String },
    /// The file could not be read, or changed while it was read.
    Unreadable { why: String },
}

/// The rule of JSON, or of this reader, that a record breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
pub enum Fault {
    #[error("a closing bracket is missing, or a name has no double quotes")]
    NameExpected,
    #[error("the colon behind a name is missing")]
    ColonExpected,
    #[error("a value is missing, or has no double quotes")]
    ValueExpected,
    #[error("a comma, a quote or a closing bracket is missing")]
    CommaExpected,
    #[error("a bracket is missing, or is of the wrong kind")]
    BracketMismatch,
    #[error("a quote is missing, or text stands outside of quotes")]
    StrayCharacter,
    #[error("the bracket that opens the record is missing")]
    BracketMissing,
    #[error("a bracket too many closes it before its end, and what stands behind that is not shown")]
    ClosedEarly,
    #[error("a bracket or a quote is never closed")]
    Unclosed,
    /// More levels than a reader of the whole record would take.
    #[error("values are nested too deep, in more than 120 levels")]
    TooDeep,
    #[error("the record is larger than this reader takes, which is 64 MB")]
    TooLarge,
    #[error("the row has more or fewer values than there are columns")]
    ColumnCount,
}

/// Why a member of an event could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
pub enum MemberFlaw {
    #[error("it is no date")]
    NoDate,
    #[error("it is missing or empty")]
    Missing,
    #[error("it is of another type than in a provisioning event")]
    WrongType,
    #[error("its number is too large")]
    TooLarge,
    #[error("its text should be JSON, and is cut off")]
    CutOff,
    #[error("its text should be JSON, and is damaged")]
    Damaged,
    #[error("it holds bytes that are no characters")]
    NotUtf8,
    /// As in a table that Excel has saved in the encoding of Windows.
    #[error("it holds bytes that are no characters, as a file does that is saved in Windows-1252 and not in UTF-8")]
    Encoding,
    /// Nobody knows what stands under such a name.
    #[error("its name, or one inside of it, holds what no name may")]
    Name,
    /// It is read as it stands, as those with an unknown escape are.
    #[error("it holds a control character that is not written as an escape")]
    ControlCharacter,
    #[error("it holds an escape that JSON does not know")]
    Escape,
}

impl ProblemKind {
    /// A member that could not be read.
    #[must_use]
    pub fn unread(member: &str, flaw: MemberFlaw) -> Self {
        Self::UnreadMember { member: member.to_owned(), flaw }
    }

    /// Whether a person can say what the columns mean that this is about.
    #[must_use]
    pub const fn is_about_columns(&self) -> bool {
        matches!(self, Self::UnknownColumns { .. } | Self::OtherTable { .. })
    }

    /// Whether a file was not read to its end, so that nobody knows how many records are missing.
    #[must_use]
    pub const fn leaves_rest(&self) -> bool {
        matches!(self, Self::Packed { .. } | Self::Stopped | Self::NoMemory | Self::Unreadable { .. })
    }

    /// Whether the records concerned are lost to the person who opened the file.
    #[must_use]
    pub const fn is_loss(&self) -> bool {
        !matches!(self, Self::Kept { .. } | Self::UnreadMember { .. })
    }
}
