//! Tab Modified properties: what changed, from what, to what.

use super::block::{Block, Columns, Group, Role, Row, Table};
use super::dates;
use super::json_lines::differing_lines;
use super::run::{Run, Style};
use super::text::{bare, chip, marked, name, words};
use super::value::{nothing, readable, value};
use crate::event::{ModifiedProperty, ProvisioningEvent, Written};
use crate::figures::grouped;
use crate::insight::changes::{Change, Effect, changes};
use crate::insight::diff;

/// Values are compared until they come to so many bytes together: a hostile record may hold thousands of long ones.
pub const COMPARED_AT_MOST: usize = 1_000_000;

/// Longer JSON is not compared, in bytes of both values together: every line of it is drawn.
const LONGEST_JSON: usize = 40_000;

/// The table of changes.
pub fn modified_properties(event: &ProvisioningEvent) -> Vec<Block> {
    let changes = changes(event);
    if changes.is_empty() {
        return vec![Block::Line(Role::Empty, vec![words("The record lists no modified properties.")])];
    }
    let mut left_to_compare = COMPARED_AT_MOST;
    let rows = changes.iter().map(|change| row(change, &mut left_to_compare)).collect();
    let without_effect = changes.iter().filter(|change| change.effect != Effect::Changed).count();
    vec![Block::Table(Table {
        columns: Columns::Changes,
        names: ["Property", "Old value", "New value"].map(str::to_owned).into(),
        rows,
        of: "properties".to_owned(),
        hide: if without_effect > 0 {
            format!("Hide unchanged ({})", grouped(without_effect as u64))
        } else {
            String::new()
        },
    })]
}

fn row(change: &Change, left_to_compare: &mut usize) -> Row {
    let new_value = &change.property.new_value;
    let (old, new) = match change.effect {
        // Truth values may differ in letter case all the same.
        Effect::Unchanged => (value(change.old_value()), value(new_value)),
        _ => old_and_new(change.old_value(), new_value, left_to_compare),
    };
    let (mut old, mut new) = (vec![old], vec![new]);
    let mut heading = vec![match change.property.display_name.as_str() {
        "" => chip("no name"),
        known => name(known),
    }];
    let effect = match change.effect {
        Effect::Changed => None,
        Effect::Unchanged => Some(titled(Style::Chip, "unchanged", "Old and new value are the same")),
        Effect::Doubtful => {
            Some(titled(Style::Chip, "may be unchanged", "Some jobs list this property in every update"))
        }
        Effect::Redundant => Some(titled(Style::Chip, "not written", "The target had this value already")),
    };
    heading.extend(effect.map(|effect| [words(" "), effect]).into_iter().flatten());
    old.extend(change.recovered.map(|_| {
        let why = "The record leaves the old value empty; this is what the matching step found in the target";
        bare([words(" "), titled(Style::RecoveredChip, "recovered", why)])
    }));
    new.extend(change.source.map(|(name, source)| in_the_source(change, name, source)));
    Row { heading, cells: vec![old, new], of_no_account: change.effect != Effect::Changed }
}

fn titled(style: Style, words: &str, title: &str) -> Run {
    Run::Titled { style, words: words.to_owned(), title: title.to_owned() }
}

/// What the value was in the source, and under which name where that is another one.
fn in_the_source(change: &Change, known_as: &str, source: &Written) -> Block {
    let ModifiedProperty { display_name, new_value, .. } = change.property;
    let mut runs = vec![words("In the source")];
    if known_as != display_name {
        runs.extend([words(", as "), name(known_as)]);
    }
    runs.push(words(": "));
    let is_same = source.as_str() == new_value.as_str();
    let told = if is_same { bare([words("the same")]) } else { value(source) };
    Block::Group(Group::Source, vec![bare(runs), told])
}

/// Both values, with what differs marked where that helps.
pub fn old_and_new(old: &Written, new: &Written, left_to_compare: &mut usize) -> (Block, Block) {
    if nothing(old).is_some() || nothing(new).is_some() || old == new {
        return (value(old), value(new));
    }
    if let Some(both) = dates::old_and_new(old, new) {
        return both;
    }
    let (old_text, old_is_json) = readable(old);
    let (new_text, new_is_json) = readable(new);
    let length = old_text.len() + new_text.len();
    let has_room = length <= *left_to_compare;
    if has_room && old_is_json && new_is_json && length <= LONGEST_JSON {
        *left_to_compare -= length;
        let [removed, added] = differing_lines(&old_text, &new_text);
        let is_order = old_text != new_text && !removed.contains(&true) && !added.contains(&true);
        let removed = by_lines(&old_text, &removed, Style::Deleted);
        let mut added = vec![by_lines(&new_text, &added, Style::Inserted)];
        if is_order {
            added.extend([words(" "), titled(Style::Chip, "another order", "Both hold the same")]);
        }
        return (bare([removed]), bare(added));
    }
    let runs = if has_room { diff::runs(&old_text, &new_text) } else { None };
    let Some(runs) = runs else {
        let mut new = value(new);
        if let Block::Line(_, runs) = &mut new
            && (!has_room || length > LONGEST_JSON)
        {
            runs.extend([words(" "), titled(Style::Chip, "not compared", "Too much for what differs to be marked")]);
        }
        return (value(old), new);
    };
    *left_to_compare -= length;
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for run in runs {
        match run {
            diff::Run::Same(text) => {
                removed.extend(marked(text));
                added.extend(marked(text));
            }
            diff::Run::Removed(text) => removed.push(Run::In(Style::Deleted, marked(text))),
            diff::Run::Added(text) => added.push(Run::In(Style::Inserted, marked(text))),
        }
    }
    (compared(removed, old_is_json), compared(added, new_is_json))
}

/// JSON, of which some lines are marked.
fn by_lines(text: &str, marks: &[bool], style: Style) -> Run {
    let mut runs = Vec::new();
    for (line, is_marked) in text.lines().zip(marks) {
        let said = line.trim().trim_end_matches(',');
        let indent = &line[..line.len() - line.trim_start().len()];
        if *is_marked {
            runs.extend([words(indent), Run::In(style, marked(said)), words(&line[indent.len() + said.len()..])]);
        } else {
            runs.extend(marked(line));
        }
        runs.push(words("\n"));
    }
    runs.pop();
    Run::In(Style::LoggedJson, runs)
}

fn compared(runs: Vec<Run>, is_json: bool) -> Block {
    bare([Run::In(if is_json { Style::LoggedJson } else { Style::Logged }, runs)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_lists_the_values_that_one_side_alone_has_are_marked_as_a_whole() {
        let told = |old: &str, new: &str| {
            let [old, new] = [old, new].map(|text| Written::Json(text.to_owned()));
            let (old, new) = old_and_new(&old, &new, &mut COMPARED_AT_MOST.clone());
            [old, new].map(|block| {
                let Block::Line(Role::Bare, runs) = block else { panic!("a line was expected") };
                let [Run::In(Style::LoggedJson, runs)] = runs.as_slice() else { panic!("{runs:?}") };
                let said = runs.iter().map(|run| match run {
                    Run::Words(words) => words.clone(),
                    Run::In(style, runs) => format!("<{style:?} {runs:?}>"),
                    other => panic!("{other:?}"),
                });
                said.collect::<String>()
            })
        };
        let [old, new] = told(r#"["alpha","beta"]"#, r#"["beta","gamma"]"#);
        assert_eq!(old, "[\n  <Deleted [Words(\"\\\"alpha\\\"\")]>,\n  \"beta\"\n]");
        assert_eq!(new, "[\n  \"beta\",\n  <Inserted [Words(\"\\\"gamma\\\"\")]>\n]");
        let [old, new] = told(r#"{"a":1,"b":{"c":2}}"#, r#"{"a":1,"b":{"c":3}}"#);
        assert_eq!(old, "{\n  \"a\": 1,\n  \"b\": {\n    <Deleted [Words(\"\\\"c\\\": 2\")]>\n  }\n}");
        assert!(new.contains("<Inserted [Words(\"\\\"c\\\": 3\")]>"));
    }
    #[test]
    fn of_values_that_show_no_mark_it_is_said_why() {
        let said = |old: &str, new: &str| {
            let [old, new] = [old, new].map(|text| Written::Json(text.to_owned()));
            let Block::Line(_, runs) = old_and_new(&old, &new, &mut COMPARED_AT_MOST.clone()).1 else {
                panic!("a line was expected")
            };
            runs.into_iter().find_map(|run| if let Run::Titled { words, .. } = run { Some(words) } else { None })
        };
        assert_eq!(said(r#"["a",{"b":1,"c":2}]"#, r#"[{"c":2,"b":1},"a"]"#), Some("another order".to_owned()));
        assert_eq!(said(r#"["a","b"]"#, r#"["a","a","b"]"#), None);
        let list = |of: &str| format!("[{}]", vec![format!("\"{}\"", of.repeat(20)); 2_000].join(","));
        assert_eq!(said(&list("a"), &list("b")), Some("not compared".to_owned()));
    }
}
