//! Holds the house to its plan: a room of `src/` names only the rooms that this table allows it.

#![expect(clippy::unwrap_used, reason = "a folder that cannot be read fails the test")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may name, in the order of the road that data takes: a room is allowed only rooms
/// before it. Rooms that are still to be built have their place already.
const ROOMS: &[(&str, &[&str])] = &[
    ("figures", &[]),
    ("invisible", &[]),
    ("letters", &[]),
    ("same", &[]),
    ("event", &[]),
    ("format", &["same", "event"]),
    ("table", &["same", "event", "format"]),
    ("query", &["letters", "event", "table"]),
    ("advice", &["event"]),
    ("insight", &["event"]),
    ("export", &["event", "table", "query"]),
    ("dossier", &["figures", "invisible", "event", "format", "advice", "insight", "export"]),
    ("protocol", &["event", "format", "table", "query", "dossier"]),
    ("live", &["figures", "event", "table", "query", "dossier", "protocol"]),
    ("engine", &["event", "format", "table", "query", "insight", "dossier", "export", "protocol"]),
    // From here on: the browser.
    ("browser", &[]),
    ("source", &["event", "format", "table", "query", "dossier", "protocol", "live", "engine", "browser"]),
    ("state", &["invisible", "event", "table", "query", "dossier", "protocol", "live", "browser"]),
    (
        "view",
        &[
            "figures",
            "invisible",
            "letters",
            "event",
            "format",
            "table",
            "query",
            "dossier",
            "protocol",
            "live",
            "browser",
            "state",
        ],
    ),
];

/// What is not a room: the programs and the list of rooms may name all of them.
const PROGRAMS: &[&str] = &["main", "lib", "bin"];

#[test]
fn rooms_name_only_rooms_that_the_plan_allows() {
    let mut forbidden = String::new();
    for (room, file) in files_by_room() {
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else { continue };
        let text = fs::read_to_string(&file).unwrap();
        for (line, named) in rooms_named_in(&text) {
            if named != room && is_room(&named) && !allowed.contains(&named.as_str()) {
                let file = file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display();
                writeln!(forbidden, "{file}:{line}: {room} may not name {named}").unwrap();
            }
        }
    }
    assert!(forbidden.is_empty(), "\n{forbidden}");
}

#[test]
fn every_room_has_its_place_in_the_plan() {
    let rooms: BTreeSet<String> = files_by_room().into_iter().map(|(room, _)| room).collect();
    assert!(rooms.contains("event"), "the rooms were not found");
    let unknown: Vec<_> = rooms.iter().filter(|room| !is_room(room) && !PROGRAMS.contains(&room.as_str())).collect();
    assert!(unknown.is_empty(), "rooms of src/ that the table of this test does not hold: {unknown:?}");
}

#[test]
fn the_plan_leads_one_way() {
    for (position, (room, allowed)) in ROOMS.iter().enumerate() {
        for name in *allowed {
            let before = ROOMS[..position].iter().any(|(earlier, _)| earlier == name);
            assert!(before, "{room} may name {name}, which does not stand before it");
        }
    }
}

#[test]
fn names_are_found_in_every_form_of_writing() {
    let text = "use crate::table::{Column, RowId};\n\
                // use crate::view::Grid;\n\
                pub(crate) fn f() -> crate::query::Query { g() } /// [`crate::state`]\n\
                use crate::{\n    engine::{Engine, format::not_a_room},\n    event,\n};\n";
    let found = rooms_named_in(text);
    let expected = [(1, "table"), (3, "query"), (5, "engine"), (6, "event")];
    assert_eq!(found, expected.map(|(line, room)| (line, room.to_owned())));
}

fn is_room(name: &str) -> bool {
    ROOMS.iter().any(|(room, _)| *room == name)
}

/// The Rust files of `src/`, each with the folder or the file right below `src/` that it belongs to.
fn files_by_room() -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap() {
        let path = entry.unwrap().path();
        let room = path.file_stem().unwrap().to_string_lossy().into_owned();
        collect(&path, &room, &mut files);
    }
    files
}

fn collect(path: &Path, room: &str, files: &mut Vec<(String, PathBuf)>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            collect(&entry.unwrap().path(), room, files);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        files.push((room.to_owned(), path.to_owned()));
    }
}

/// The first name of every `crate::` path outside comments, with its line counted from 1.
fn rooms_named_in(text: &str) -> Vec<(usize, String)> {
    let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for (start, matched) in code.match_indices("crate::") {
        let after = start + matched.len();
        if code[after..].starts_with('{') {
            found.extend(names_in_group(&code, after + 1));
        } else {
            found.push((line_of(&code, after), first_name(&code[after..])));
        }
    }
    found
}

/// The first names in the braces that open just before `start`, leaving out what stands in braces of their own.
fn names_in_group(code: &str, start: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut item_begins = true;
    for (offset, character) in code[start..].char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => item_begins = true,
            _ if item_begins && !character.is_whitespace() => {
                found.push((line_of(code, start + offset), first_name(&code[start + offset..])));
                item_begins = false;
            }
            _ => {}
        }
    }
    found
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

fn line_of(code: &str, position: usize) -> usize {
    code[..position].matches('\n').count() + 1
}
