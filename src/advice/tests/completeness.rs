use std::collections::HashSet;

use super::event;
use crate::advice::general;
use crate::advice::{Actor, Certainty, Entry, Fault, Match, advice_for, entries, explain, https_only};

#[test]
fn every_entry_is_complete() {
    for entry in entries().chain(general::ENTRIES) {
        let name = format!("{:?} {}", entry.codes, entry.title);
        assert!(!entry.title.is_empty() && !entry.title.ends_with('.'), "{name}: title");
        assert!(entry.cause.ends_with('.'), "{name}: cause");
        assert!(!entry.actors.is_empty(), "{name}: who acts");
        assert!(!entry.sources.is_empty(), "{name}: sources");
        assert!(!entry.steps.is_empty() || entry.actors == [Actor::Nobody], "{name}: what to do");
        assert!(entry.steps.iter().all(|step| step.ends_with('.')), "{name}: steps are sentences");
        assert!(entry.retry.sentence().ends_with('.'), "{name}: retry");
        for words in entry.symptoms {
            assert!(!words.is_empty() && words.iter().all(|word| word.len() > 3 && word.is_ascii()), "{name}");
        }
        for source in entry.sources {
            assert!(!source.title.is_empty() && !source.key.is_empty(), "{name}: source");
            if let Some(page) = source.page {
                assert_eq!(https_only(page), Some(page), "{name}: link");
                assert!(page.starts_with("https://learn.microsoft.com/"), "{name}: link");
            }
        }
    }
}

#[test]
fn texts_are_plain_and_without_stray_blanks() {
    for entry in entries().chain(general::ENTRIES) {
        for text in [entry.title, entry.cause].iter().chain(entry.steps) {
            assert!(text.is_ascii() && !text.contains("  ") && text.trim() == *text, "{text}");
            assert!(!text.contains(['<', '>', '`', '*']), "{text}");
        }
    }
}

#[test]
fn no_code_stands_twice_and_every_code_leads_to_its_own_entry() {
    let mut seen = HashSet::new();
    for entry in entries() {
        assert!(!entry.codes.is_empty(), "{}", entry.title);
        for code in entry.codes {
            assert!(seen.insert(code), "{code} stands twice");
            let found = advice_for(code).unwrap();
            assert_eq!((found.entry.codes, found.matched), (entry.codes, Match::Exact), "{code}");
        }
    }
}

#[test]
fn a_failure_with_a_code_of_the_knowledge_base_is_explained_by_its_entry() {
    for code in entries().flat_map(|entry| entry.codes) {
        let explanation = explain(&event("create", "failure", code, ""));
        assert_eq!(explanation.certainty, Certainty::Code(Match::Exact), "{code}");
        assert_eq!(explanation.code, **code);
        assert_eq!(explanation.cause, advice_for(code).unwrap().entry.cause);
    }
}

#[test]
fn an_event_that_failed_with_any_code_is_explained_like_this() {
    let told = |code: &&str| {
        let explanation = explain(&event("update", "failure", code, ""));
        let who: Vec<_> = explanation.actors.iter().map(|actor| actor.label()).collect();
        let links: Vec<_> = explanation.links.iter().map(|link| link.title.as_str()).collect();
        format!(
            "{code}: {} [{}] {} to do; {} ({})\n",
            explanation.headline,
            who.join("; "),
            explanation.steps.len(),
            explanation.retry.sentence,
            links.join("; ")
        )
    };
    insta::assert_snapshot!(entries().flat_map(|entry| entry.codes).map(told).collect::<String>());
}

#[test]
fn the_whole_knowledge_base_reads_as_follows() {
    let table: Vec<_> = entries().chain(general::ENTRIES).map(shown).collect();
    insta::assert_snapshot!(table.join("\n"));
}

fn shown(entry: &Entry) -> String {
    let actors: Vec<_> = entry.actors.iter().map(|actor| actor.label()).collect();
    let none = if entry.fault == Fault::Job { "of the whole job" } else { "not known" };
    let category = entry.fault.category().map_or(none.to_owned(), |category| category.label().to_owned());
    let head = [
        format!("# {}", entry.codes.join(", ")),
        entry.title.to_owned(),
        entry.cause.to_owned(),
        format!("who: {}", actors.join("; ")),
    ];
    let steps = entry.steps.iter().map(|step| format!("- {step}"));
    let retry = format!("retry: {}", entry.retry.sentence());
    let category = format!("category: {category}{}", if entry.broad { ", broad" } else { "" });
    let sources = entry.sources.iter().map(|source| format!("source: {} {}", source.key, source.page.unwrap_or("-")));
    let lines = head.into_iter().chain(steps).chain([retry, category]).chain(sources);
    lines.map(|line| line + "\n").collect()
}
