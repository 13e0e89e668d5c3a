//! What the page tells the connector, and what it hears from it. The engine between them passes both on unread.

use serde::{Deserialize, Serialize};

use crate::dossier::Block;
use crate::event::Instant;
use crate::query::Query;
use crate::query::odata::split;
use crate::query::text::write;

/// An order of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Order {
    /// Says what of a query the API can filter, and nothing else. Answered by [`Said::Split`].
    Describe { query: Query },
    /// Reads the log of an API in place of what is open.
    Load(Load),
    /// Goes on where it stopped, with another token if there is one.
    Resume { fresh: Option<Fresh> },
    /// Reads what has come since.
    Refresh,
    /// Reads the stretch of time before what was read.
    Older,
    /// Rests until [`Order::Resume`].
    Pause,
    /// Ends what is under way; what was read stays. Where nothing was read yet, the log before is gone on with.
    Cancel,
    /// Ends everything: other files take the place of the log.
    End,
    /// Forgets the token, whose account was signed out. Answered by [`Said::Forgotten`].
    ForgetToken,
    /// Tells of jobs: of those in the engine's `KnownJobs`, with what an API has said of them. Answered by [`Said::Jobs`].
    TellJobs {
        #[serde(with = "serde_bytes")]
        known: Vec<u8>,
    },
    /// Asks the API for the jobs that were last told of, with another token than the log's if there is one.
    AskJobs { fresh: Option<Fresh> },
    /// Ends the asking for jobs; what was heard stays.
    StopJobs,
}

/// What to read, and from where.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Load {
    /// The address of the API, as a person wrote it.
    pub base: String,
    /// The origin of the page, the only one where the token may travel unencrypted.
    pub page_origin: String,
    pub token: String,
    pub range: Range,
    /// What is wanted of the log; the API filters as much of it as it can.
    pub query: Query,
}

/// Leaves the token out.
impl std::fmt::Debug for Load {
    fn fmt(&self, words: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        words.debug_struct("Load").field("base", &self.base).field("range", &self.range).finish_non_exhaustive()
    }
}

/// Another token, and the API that it was got for: it goes to no other.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Fresh {
    pub token: String,
    /// As in [`Load`].
    pub base: String,
    pub page_origin: String,
}

/// Leaves the token out.
impl std::fmt::Debug for Fresh {
    fn fmt(&self, words: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        words.debug_struct("Fresh").field("base", &self.base).finish_non_exhaustive()
    }
}

/// A range of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Range {
    /// The last hours, up to now.
    Hours(u32),
    /// From a moment on, and before another one if there is one.
    Between { after: Instant, before: Option<Instant> },
}

/// What an order comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// What the API is asked for and what is done here, in the language of the filter box.
    Split { sent: String, local: String },
    /// It is carried out, as far as it went; a status has told of it.
    Done,
    /// The token is forgotten; a status has told of it.
    Forgotten,
    /// It makes no sense, and why.
    Refused(String),
    /// Everything there is to say of jobs, as blocks to be drawn.
    Jobs(Vec<Block>),
}

impl Said {
    /// What of a query the API is asked for.
    #[must_use]
    pub fn split(query: &Query) -> Self {
        let parts = split(query);
        let mut sent = write(&parts.sent);
        if parts.tells_capitals() {
            sent.push_str(" (it tells capitals from small letters in ids)");
        }
        Self::Split { sent, local: write(&parts.local) }
    }
}

/// How far reading has come: levels, not steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    pub phase: Phase,
    /// The host of the API.
    pub host: String,
    /// What was read so far, in a person's words; empty where they are of what is in the way.
    pub read: String,
    /// Up to where it was read.
    pub oldest: Option<Instant>,
    /// How it stands, as these words go on behind both.
    pub words: String,
    /// The share of the range of time that is read, in parts of a thousand.
    pub done: u32,
    /// Whether what was open before has made place for this log.
    pub has_begun: bool,
    /// How many logs have begun so far, each in place of the one before.
    pub logs: u32,
    /// How the asking for jobs stands; `None` where nobody has asked.
    pub jobs: Option<JobsStatus>,
}

/// How far the asking for jobs has come: levels, not steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobsStatus {
    pub phase: Phase,
    /// How it stands, in a person's words.
    pub words: String,
    /// Applications whose answer is there, of so many; each brings something new to tell.
    pub answered: u32,
    pub all: u32,
}

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    Reading,
    /// Until a moment that the words tell.
    Waiting,
    Paused,
    /// Something is in the way; it can be tried again.
    Troubled,
    /// Only another token helps.
    NeedsToken,
    /// All is read that was asked for, or a person has ended it.
    Complete,
}
