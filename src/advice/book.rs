//! The knowledge base as a book of entries, read from `knowledge.txt`, which says how it is written.
//!
//! In a browser the text is a file beside the explainer, so that no program carries it; whoever starts the explainer
//! hands it to [`learn`]. Elsewhere it is built in.

use std::sync::OnceLock;

use super::entry::{Actor, Entry, Fault, Retry};
use super::sources::Source;

static BOOK: OnceLock<Vec<Entry>> = OnceLock::new();

/// A line of the book that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the knowledge base makes no sense: {text}")]
pub struct BookError {
    /// From 1.
    pub line: usize,
    pub text: String,
}

/// Takes the text of the knowledge base, once and for as long as the program runs.
pub fn learn(text: impl FnOnce() -> String) -> Result<(), BookError> {
    if BOOK.get().is_none() {
        // Nobody else can have set it meanwhile.
        let _ = BOOK.set(read(text().leak())?);
    }
    Ok(())
}

/// Every entry that has a code. None before the book is there.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    #[cfg(not(target_arch = "wasm32"))]
    let book = Some(BOOK.get_or_init(|| read(include_str!("knowledge.txt")).unwrap_or_default()));
    #[cfg(target_arch = "wasm32")]
    let book = BOOK.get();
    book.into_iter().flatten()
}

/// An entry while its lines are read.
struct Draft {
    entry: Entry,
    codes: Vec<&'static str>,
    actors: Vec<Actor>,
    steps: Vec<&'static str>,
    symptoms: Vec<&'static [&'static str]>,
    sources: Vec<Source>,
}

impl Draft {
    const BLANK: Self = Self {
        entry: Entry::BLANK,
        codes: Vec::new(),
        actors: Vec::new(),
        steps: Vec::new(),
        symptoms: Vec::new(),
        sources: Vec::new(),
    };

    fn finish(self) -> Entry {
        Entry {
            codes: self.codes.leak(),
            actors: self.actors.leak(),
            steps: self.steps.leak(),
            symptoms: self.symptoms.leak(),
            sources: self.sources.leak(),
            ..self.entry
        }
    }

    /// Takes what an entry's line says; `None` if it makes no sense.
    fn take(&mut self, key: &str, value: &'static str, sources: &[(&str, Source)]) -> Option<()> {
        match key {
            "title" => self.entry.title = value,
            "cause" => self.entry.cause = value,
            "job" => self.entry.job = value,
            "broad" => self.entry.broad = true,
            "do" => self.steps.push(value),
            "retry" => self.entry.retry = Retry::from_name(value)?,
            "fault" => self.entry.fault = Fault::from_name(value)?,
            "words" => self.symptoms.push(value.split(" + ").collect::<Vec<_>>().leak()),
            "who" => {
                for name in value.split(", ") {
                    self.actors.push(Actor::from_name(name)?);
                }
            }
            "from" => {
                for name in value.split(", ") {
                    self.sources.push(sources.iter().find(|(known, _)| *known == name)?.1);
                }
            }
            _ => return None,
        }
        Some(())
    }
}

fn read(text: &'static str) -> Result<Vec<Entry>, BookError> {
    let mut entries = Vec::new();
    let mut sources: Vec<(&str, Source)> = Vec::new();
    let mut draft: Option<Draft> = None;
    let mut with_application = false;
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let taken = line.split_once(": ").and_then(|(key, value)| {
            match (key, &mut draft, sources.last_mut()) {
                ("source", ..) => sources.push((value, Source::default())),
                ("family", ..) => with_application = false,
                ("with application", ..) => with_application = true,
                ("code", ..) => {
                    entries.extend(draft.take().map(Draft::finish));
                    let mut new = Draft::BLANK;
                    new.entry.with_application = with_application;
                    new.codes = value.split(", ").collect();
                    draft = Some(new);
                }
                (_, Some(draft), _) => draft.take(key, value, &sources)?,
                ("title", None, Some((_, source))) => source.title = value,
                ("key", None, Some((_, source))) => source.key = value,
                ("page", None, Some((_, source))) => source.page = Some(value),
                ("report", None, Some((_, source))) => source.is_report = true,
                _ => return None,
            }
            Some(())
        });
        taken.ok_or_else(|| BookError { line: number + 1, text: line.to_owned() })?;
    }
    entries.extend(draft.map(Draft::finish));
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_knowledge_base_makes_sense() {
        let entries = read(include_str!("knowledge.txt")).unwrap();
        assert!(entries.len() > 80, "{}", entries.len());
    }

    #[test]
    fn an_entry_is_read_with_what_goes_without_saying() {
        let text = "# a note\n\nsource: docs\ntitle: The docs\nkey: a: b\n\nfamily: All\nwith application: yes\n\ncode: A, B\n\
                    title: it failed\ncause: So.\nwho: Nobody, Support\ndo: Wait: a while.\nwords: x + y\nwords: z\nfrom: docs\n";
        let [entry] = read(text).unwrap().try_into().unwrap();
        assert_eq!((entry.codes, entry.title, entry.steps), (&["A", "B"][..], "it failed", &["Wait: a while."][..]));
        assert_eq!(entry.actors, [Actor::Nobody, Actor::Support]);
        assert_eq!(entry.symptoms, [&["x", "y"][..], &["z"]]);
        assert_eq!((entry.retry, entry.fault, entry.broad), (Retry::UntilFixed, Fault::Outside, false));
        assert_eq!((entry.sources[0].title, entry.sources[0].key, entry.sources[0].page), ("The docs", "a: b", None));
        assert!(entry.with_application);
    }

    #[test]
    fn a_line_that_makes_no_sense_is_named() {
        for (line, text) in
            [(2, "code: A\nwho: Everybody"), (1, "title: none"), (1, "no colon"), (2, "code: A\nfrom: nowhere")]
        {
            assert_eq!(read(text).unwrap_err().line, line, "{text}");
        }
    }
}
