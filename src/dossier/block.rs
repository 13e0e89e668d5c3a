//! What stands below one another: lines, lists, tables and the path of steps.

use serde::{Deserialize, Serialize};

use super::run::Run;
use crate::event::Status;

/// A part of a dossier that takes lines of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// Runs one after another, in the role that they play.
    Line(Role, Vec<Run>),
    /// Blocks that belong together.
    Group(Group, Vec<Block>),
    /// Points, each of blocks.
    List(Points, Vec<Vec<Block>>),
    /// Labels, and what is to be said under each.
    Pairs(Vec<(String, Vec<Block>)>),
    Table(Table),
    /// Steps in their order: those of an event, or the events of a story.
    Path(Path),
    /// The same thing in several forms, of which switches choose one.
    Variants(Variants),
    /// The whole record.
    Record(Record),
}

/// The role of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Part of what stands around it, such as a cell.
    Bare,
    Paragraph,
    /// What happened, in one sentence.
    Title,
    /// Status, action and time below the title.
    Facts,
    Heading,
    /// A heading with a button to copy what stands below.
    CopyHeading,
    /// A heading that is a sentence.
    LeadHeading,
    /// A sentence that goes before everything else.
    Lead,
    /// Something to know before reading on.
    Note,
    Footnote,
    /// Says that there is nothing to show.
    Empty,
    /// What a step says of itself.
    Description,
    /// Text whose blanks and line ends count.
    Code,
    /// The size of a record, and a button to copy it.
    RecordHead,
    /// Where a person is in a path; it stays in sight above it.
    Place,
}

/// Why blocks belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Group {
    /// A heading first, and what is said below it.
    Section,
    /// What a value was in the source, in one line with the words that say so.
    Source,
    /// A job: the heading that names it first.
    Job,
}

/// How points are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Points {
    Plain,
    Bullets,
    /// Things to do in order.
    Numbers,
    /// Clauses of scoping filters.
    Clauses,
}

/// Rows with a heading each. Of a long table only the beginning is drawn at first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub columns: Columns,
    /// The columns by name, that of the rows' headings first.
    pub names: Vec<String>,
    pub rows: Vec<Row>,
    /// What the rows are, in small letters: `properties`.
    pub of: String,
    /// The label of a switch that hides the rows of no account; empty where there is none.
    pub hide: String,
}

/// Which columns a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Columns {
    /// A name and a value: the columns go without saying, except to assistive technology.
    NameAndValue,
    /// A property, its old and its new value.
    Changes,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub heading: Vec<Run>,
    pub cells: Vec<Vec<Block>>,
    /// Whether the table's switch hides it.
    pub of_no_account: bool,
}

/// Steps along a line. Of a long path only the beginning is drawn at first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Path {
    pub steps: Vec<Step>,
    /// What the steps are, in small letters: `steps`.
    pub of: String,
    /// The step that a person is at, marked and brought into sight.
    pub here: Option<u32>,
}

/// One thing in several forms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variants {
    /// The labels of the switches, all of them off at first.
    pub switches: Vec<String>,
    /// One for each way the switches can stand: the first switch counts 1, the second 2, the third 4.
    pub forms: Vec<Vec<Block>>,
}

/// One step of an event, or a stage that it did not come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// `None` for a stage that was not reached.
    pub status: Option<Status>,
    /// Its name and how it ended.
    pub head: Vec<Run>,
    /// What is always shown.
    pub body: Vec<Block>,
    /// What the head opens; may be empty.
    pub details: Vec<Block>,
    /// Whether it is open at first.
    pub is_open: bool,
}

/// A record, to be folded and searched where it is JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Indented by two blanks a level if it is JSON, else as it stands in the file.
    pub text: String,
    pub is_json: bool,
    /// In the file.
    pub bytes: u64,
}
