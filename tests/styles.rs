//! Trunk does not follow `@import`: a style that index.html does not link is silently missing from the page.

use std::path::Path;
use std::{collections::BTreeSet, fs};

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
