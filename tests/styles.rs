//! Styles: every one is on the page, and every colour and distance has a name.
//!
//! Trunk does not follow `@import`: a style that index.html does not link is silently missing from the page.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[test]
fn the_page_links_every_style_once_and_the_tokens_first() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("index.html")).unwrap();
    let linked: Vec<&str> =
        page.split("href=\"style/").skip(1).filter_map(|rest| rest.split('"').next()).filter(is_style).collect();

    let mut files = BTreeSet::new();
    for entry in fs::read_dir(root.join("style")).unwrap() {
        files.insert(entry.unwrap().file_name().into_string().unwrap());
    }
    files.retain(|name| is_style(&name.as_str()));

    assert_eq!(linked.first(), Some(&"tokens.css"), "tokens.css declares the order of the layers");
    assert_eq!(linked.len(), files.len(), "linked: {linked:?}, in style/: {files:?}");
    assert_eq!(linked.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>(), files);
}

fn is_style(name: &&str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "css")
}

/// Lengths that stand for themselves: hairlines and the like, in CSS pixels.
const HAIR: f64 = 3.0;

#[test]
fn colours_and_distances_have_names() {
    let mut literal = String::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("style")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        // The names stand in the one; the other is there before they are.
        if !is_style(&name.as_str()) || name == "tokens.css" || name == "start.css" {
            continue;
        }
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            if has_literal(line) {
                writeln!(literal, "style/{name}:{}: {}", number + 1, line.trim()).unwrap();
            }
        }
    }
    assert!(literal.is_empty(), "give these a name in style/tokens.css:\n{literal}");
}

#[test]
fn literals_are_found() {
    for line in ["color: #1b1f26;", "background: rgb(0 0 0 / 1);", "width: min(320px, 100%);", "inset: 0 -4px;"] {
        assert!(has_literal(line), "{line}");
    }
    for line in ["width: 1px;", "inset: -0.5px 3px;", "@media (max-width: 600px) {", "#pl-connect-token {", "gap: 6ch;"]
    {
        assert!(!has_literal(line), "{line}");
    }
}

/// Whether a line says a colour, or a length longer than a hair. Media queries cannot use names.
fn has_literal(line: &str) -> bool {
    let Some((_, value)) = line.split_once(':').filter(|_| !line.trim_start().starts_with('@')) else { return false };
    let is_colour = ["#", "rgb(", "rgba(", "hsl(", "oklch(", "lab("].iter().any(|colour| value.contains(colour));
    let is_long = value.match_indices("px").any(|(end, _)| {
        let digits = value[..end].trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.').len();
        value[digits..end].parse::<f64>().is_ok_and(|length| length > HAIR)
    });
    is_colour || is_long
}
