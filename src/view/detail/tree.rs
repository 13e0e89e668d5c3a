//! Draws JSON line by line: members fold, lines are found, and the line that a person is at can be copied.
//!
//! The text is indented by two blanks a level, with a bracket at the end of every line that opens something; that is all
//! there is to know of it. Only lines that are open are drawn, some hundreds at first.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

use super::copy_button::copy_button;
use super::sheet::{Sheet, attribute, put, put_new, put_words};
use crate::browser::document;
use crate::browser::json::Json;
use crate::dossier::name_length;
use crate::invisible::bracketed;
use crate::view::format::{counted, grouped};

/// Lines drawn at first, and with every press for more.
const DRAWN_AT_ONCE: usize = 500;
/// Of a longer name or value the beginning is drawn, in bytes; it is copied whole.
const LONGEST_DRAWN: usize = 2_000;
/// Records with more lines come with their lists folded.
const MANY: usize = 1_000;

/// One line.
struct Line {
    /// Its bytes, without the blanks in front.
    start: usize,
    end: usize,
    depth: usize,
    /// The line that closes what this one opens; itself if it opens nothing.
    last: usize,
}

struct Tree {
    text: String,
    lines: Vec<Line>,
    folded: RefCell<Vec<bool>>,
    /// What is looked for, in small letters as far as ASCII goes: the tables of all letters weigh more than all of this.
    needle: RefCell<String>,
    current: Cell<usize>,
    most: Cell<usize>,
}

/// Draws the tree, with what finds and copies above it.
pub fn put_tree(sheet: &Sheet, parent: &Element, text: &str) {
    let tree = Rc::new(Tree::new(text));
    let bar = put_new(parent, "div", "pl-detail__json-bar");
    let find: HtmlInputElement = put_new(&bar, "input", "pl-detail__find").unchecked_into();
    for (name, value) in [("type", "search"), ("placeholder", "Find"), ("aria-label", "Find in the record")] {
        attribute(&find, name, value);
    }
    let found = put_new(&bar, "span", "pl-muted");
    attribute(&found, "role", "status");
    for (of, told) in [("value", Tree::value as fn(&Tree, usize) -> String), ("path", Tree::path)] {
        let copied = Rc::clone(&tree);
        put(&bar, &copy_button(sheet, of, Box::new(move || told(&copied, copied.current.get()))));
    }
    let frame = put_new(parent, "div", "pl-detail__json");
    for (name, value) in [("dir", "ltr"), ("role", "tree"), ("aria-label", "Record")] {
        attribute(&frame, name, value);
    }
    let more = sheet.button("pl-detail__more", "", || {});
    put(parent, &more);

    let draw = {
        let (tree, frame, more) = (Rc::clone(&tree), frame.clone(), more.clone());
        Rc::new(move |moves_focus: bool| {
            tree.draw(&frame, &more);
            found.set_text_content(Some(&tree.told()));
            if moves_focus && let Some(line) = line_element(&frame, tree.current.get()) {
                // Fails for nothing that is drawn.
                let _ = line.focus();
            }
        })
    };
    draw(false);
    // Who writes stays there, and the line that was found comes into sight.
    let show = {
        let (drawn, frame, tree) = (Rc::clone(&draw), frame.clone(), Rc::clone(&tree));
        Rc::new(move || {
            drawn(false);
            if let Some(line) = line_element(&frame, tree.current.get()) {
                document::scroll_to(&line);
            }
        })
    };
    let (found_in, shown, typed) = (Rc::clone(&tree), Rc::clone(&show), find.clone());
    sheet.listen(&find, "input", move || {
        found_in.look_for(&typed.value());
        shown();
    });
    let (found_in, drawn) = (Rc::clone(&tree), Rc::clone(&draw));
    let next = move |event: MouseEvent| {
        let event: KeyboardEvent = event.unchecked_into();
        match event.key().as_str() {
            "Enter" => {
                found_in.go_on(event.shift_key());
                show();
            }
            "ArrowDown" => drawn(true),
            _ => return,
        }
        event.prevent_default();
    };
    sheet.listen_to(&find, "keydown", Box::new(next));
    let (grown, drawn) = (Rc::clone(&tree), Rc::clone(&draw));
    sheet.listen(&more, "click", move || {
        grown.most.set(grown.most.get() + DRAWN_AT_ONCE);
        drawn(false);
    });
    let (pressed, drawn, of_lines) = (Rc::clone(&tree), Rc::clone(&draw), frame.clone());
    let press = move |event: MouseEvent| {
        let on = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let line = on.and_then(|on| on.closest("[data-line]").ok().flatten());
        let Some(index) = line.and_then(|line| line.get_attribute("data-line")?.parse().ok()) else { return };
        let before = pressed.current.replace(index);
        pressed.fold(index, !pressed.is_folded(index));
        if pressed.opens(index) {
            drawn(true);
        } else {
            // What is marked with the pointer stays marked.
            for (line, is_selected) in [(before, "false"), (index, "true")] {
                if let Some(line) = line_element(&of_lines, line) {
                    attribute(&line, "aria-selected", is_selected);
                }
            }
        }
    };
    sheet.listen_to(&frame, "click", Box::new(press));
    let key = move |event: MouseEvent| {
        let event: KeyboardEvent = event.unchecked_into();
        if !event.alt_key() && !event.ctrl_key() && !event.meta_key() && tree.press(&event.key()) {
            event.prevent_default();
            draw(true);
        }
    };
    sheet.listen_to(&frame, "keydown", Box::new(key));
}

fn line_element(frame: &Element, index: usize) -> Option<HtmlElement> {
    frame.query_selector(&format!("[data-line='{index}']")).ok()??.dyn_into().ok()
}

impl Tree {
    fn new(text: &str) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            let said = line.trim_start_matches(' ');
            let start = at + line.len() - said.len();
            let index = lines.len();
            lines.push(Line { start, end: at + line.len(), depth: (start - at) / 2, last: index });
            if said.starts_with(['}', ']']) {
                if let Some(opened) = open.pop() {
                    lines[opened].last = index;
                }
            } else if said.ends_with(['{', '[']) {
                open.push(index);
            }
            at += line.len() + 1;
        }
        let many = lines.len() > MANY;
        let folds = |line: &Line| many && line.depth == 1 && text[line.start..line.end].ends_with('[');
        let folded = lines.iter().map(folds).collect();
        Self {
            text: text.to_owned(),
            folded: RefCell::new(folded),
            needle: RefCell::default(),
            current: Cell::new(0),
            most: Cell::new(DRAWN_AT_ONCE),
            lines,
        }
    }

    fn said(&self, index: usize) -> &str {
        self.lines.get(index).map_or("", |line| &self.text[line.start..line.end])
    }

    fn opens(&self, index: usize) -> bool {
        self.lines[index].last > index
    }

    fn closes(&self, index: usize) -> bool {
        self.said(index).starts_with(['}', ']'])
    }

    fn is_folded(&self, index: usize) -> bool {
        self.folded.borrow()[index]
    }

    fn fold(&self, index: usize, is_folded: bool) {
        if self.opens(index) {
            self.folded.borrow_mut()[index] = is_folded;
        }
    }

    fn holds(&self, index: usize, needle: &str) -> bool {
        !self.closes(index) && self.said(index).to_ascii_lowercase().contains(needle)
    }

    /// The lines that hold what is looked for.
    fn found(&self) -> Vec<usize> {
        let needle = self.needle.borrow();
        (0..self.lines.len()).filter(|index| !needle.is_empty() && self.holds(*index, &needle)).collect()
    }

    /// How many lines hold what is looked for, and which of them the person is at.
    fn told(&self) -> String {
        let found = self.found();
        let lines = counted(found.len() as u64, "line", "lines");
        match found.iter().position(|index| *index == self.current.get()) {
            _ if self.needle.borrow().is_empty() => String::new(),
            Some(place) => format!("{} of {lines}", grouped(place as u64 + 1)),
            None => lines,
        }
    }

    /// Looks for something else, from the line on that the person is at.
    fn look_for(&self, words: &str) {
        *self.needle.borrow_mut() = words.to_ascii_lowercase();
        self.most.set(DRAWN_AT_ONCE);
        let (found, current) = (self.found(), self.current.get());
        let first = found.iter().find(|index| **index >= current).or(found.first());
        self.come_to(first.copied().unwrap_or(current));
    }

    /// Goes to the next line that holds what is looked for, or to the one before, around the ends.
    fn go_on(&self, back: bool) {
        let (found, current) = (self.found(), self.current.get());
        let to = if back {
            found.iter().rev().find(|index| **index < current).or(found.last())
        } else {
            found.iter().find(|index| **index > current).or(found.first())
        };
        self.come_to(to.copied().unwrap_or(current));
    }

    /// Goes to a line, which is drawn then: what is around it is open.
    fn come_to(&self, index: usize) {
        self.current.set(index);
        let mut inner = index;
        while let Some(around) = self.parent(inner) {
            self.fold(around, false);
            inner = around;
        }
        let place = self.shown().iter().position(|shown| *shown == index).unwrap_or(0);
        self.most.set(self.most.get().max((place + 1).next_multiple_of(DRAWN_AT_ONCE)));
    }

    /// The lines to draw.
    fn shown(&self) -> Vec<usize> {
        let needle = self.needle.borrow();
        let mut shown = Vec::new();
        let mut index = 0;
        if needle.is_empty() {
            while index < self.lines.len() {
                shown.push(index);
                index = if self.is_folded(index) { self.lines[index].last + 1 } else { index + 1 };
            }
            return shown;
        }
        // What is open around a line, and whether it is shown.
        let mut open: Vec<(usize, bool)> = Vec::new();
        for index in 0..self.lines.len() {
            if self.closes(index) {
                if open.pop().is_some_and(|(_, is_shown)| is_shown) {
                    shown.push(index);
                }
                continue;
            }
            let is_match = self.holds(index, &needle);
            if is_match {
                for (around, is_shown) in &mut open {
                    if !std::mem::replace(is_shown, true) {
                        shown.push(*around);
                    }
                }
                shown.push(index);
            }
            if self.opens(index) {
                open.push((index, is_match));
            }
        }
        shown
    }

    /// Draws the lines that are open.
    fn draw(&self, frame: &Element, more: &Element) {
        frame.set_text_content(None);
        let shown = self.shown();
        let looks = !self.needle.borrow().is_empty();
        let drawn = shown.len().min(self.most.get());
        let current = self.current.get();
        // One line can be reached by the Tab key.
        let stop = if shown[..drawn].contains(&current) { current } else { shown.first().copied().unwrap_or(0) };
        for (place, index) in shown[..drawn].iter().enumerate() {
            let folded = self.is_folded(*index) && !looks;
            self.put_line(frame, *index, folded, *index == stop, place + 1 == shown.len());
        }
        let left = shown.len() - drawn;
        // Fails for no element.
        let _ = more.toggle_attribute_with_force("hidden", left == 0);
        more.set_text_content(Some(&format!("Show more of {} lines", grouped(left as u64))));
    }

    /// Puts words behind the children that are there, with what is looked for marked.
    fn put_said(&self, parent: &Element, words: &str) {
        let needle = self.needle.borrow();
        let lower = words.to_ascii_lowercase();
        let mut from = 0;
        while let Some(at) = lower[from..].find(needle.as_str()).filter(|_| !needle.is_empty()) {
            let (start, end) = (from + at, from + at + needle.len());
            put_words(parent, &words[from..start]);
            put_words(&put_new(parent, "mark", "pl-detail__mark"), &words[start..end]);
            from = end;
        }
        put_words(parent, &words[from..]);
    }

    fn put_line(&self, frame: &Element, index: usize, folded: bool, is_stop: bool, is_last: bool) {
        let line = &self.lines[index];
        let drawn = put_new(frame, "div", "pl-detail__json-line");
        if self.closes(index) {
            attribute(&drawn, "role", "none");
        } else {
            for (name, value) in [
                ("role", "treeitem"),
                ("data-line", &index.to_string()),
                ("aria-level", &(line.depth + 1).to_string()),
                ("aria-selected", if index == self.current.get() { "true" } else { "false" }),
                ("tabindex", if is_stop { "0" } else { "-1" }),
            ] {
                attribute(&drawn, name, value);
            }
            if self.opens(index) {
                attribute(&drawn, "aria-expanded", if folded { "false" } else { "true" });
            }
        }
        put_words(&drawn, &"  ".repeat(line.depth));
        let said = self.said(index);
        let (key, value) = said.split_at(name_length(said));
        if !key.is_empty() {
            let name = key.trim_end_matches([':', ' ']);
            let cut = &name[..name.floor_char_boundary(LONGEST_DRAWN)];
            self.put_said(&put_new(&drawn, "bdi", "pl-detail__json-key"), &bracketed(cut));
            put_words(&drawn, if cut.len() < name.len() { "…: " } else { ": " });
        }
        let bare = value.trim_end_matches(',');
        let class = match bare.as_bytes().first() {
            Some(b'"') => "pl-detail__json-text",
            Some(b'{' | b'[' | b'}' | b']') | None => "",
            Some(_) => "pl-detail__json-literal",
        };
        let cut = &bare[..bare.floor_char_boundary(LONGEST_DRAWN)];
        self.put_said(&put_new(&drawn, "bdi", class), &bracketed(cut));
        if cut.len() < bare.len() {
            let rest = counted((bare.len() - cut.len()) as u64, "byte", "bytes");
            put_words(&put_new(&drawn, "span", "pl-muted"), &format!("… and {rest}"));
        }
        put_words(&drawn, &value[bare.len()..]);
        if folded {
            put_words(&put_new(&drawn, "span", "pl-muted"), " … ");
            put_words(&drawn, self.said(line.last));
        }
        if !is_last {
            put_words(&drawn, "\n");
        }
    }

    /// Whether a key did something.
    fn press(&self, key: &str) -> bool {
        let stops: Vec<usize> =
            self.shown().into_iter().take(self.most.get()).filter(|index| !self.closes(*index)).collect();
        let current = self.current.get();
        let place = stops.iter().position(|index| *index == current).unwrap_or(0);
        let to = |place: usize| self.current.set(stops.get(place).copied().unwrap_or(current));
        match key {
            "ArrowDown" => to(place + 1),
            "ArrowUp" => to(place.saturating_sub(1)),
            "Home" => to(0),
            "End" => to(stops.len().saturating_sub(1)),
            "ArrowRight" if self.is_folded(current) => self.fold(current, false),
            "ArrowRight" if self.opens(current) => to(place + 1),
            "ArrowLeft" if self.opens(current) && !self.is_folded(current) => self.fold(current, true),
            "ArrowLeft" => self.current.set(self.parent(current).unwrap_or(current)),
            "Enter" | " " => self.fold(current, !self.is_folded(current)),
            _ => return false,
        }
        true
    }

    fn parent(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|other| self.lines[*other].depth < self.lines[index].depth)
    }

    /// The value of a line as it was written; a text without its quotes.
    fn value(&self, index: usize) -> String {
        let Some(line) = self.lines.get(index) else { return String::new() };
        let from = line.start + name_length(self.said(index));
        let value = self.text[from..self.lines[line.last].end].trim_end_matches(',');
        let text = if value.starts_with('"') { Json::parse(value).and_then(|json| json.text()) } else { None };
        text.unwrap_or_else(|| value.to_owned())
    }

    /// Where a line stands: `$.modifiedProperties[3].newValue`.
    fn path(&self, index: usize) -> String {
        let Some(parent) = self.parent(index) else { return "$".to_owned() };
        let said = self.said(index);
        let key = said[..name_length(said)].trim_end_matches([':', ' ']);
        let name = key.trim_matches('"');
        let before = self.path(parent);
        if key.is_empty() {
            let depth = self.lines[index].depth;
            let is_item = |other: &usize| self.lines[*other].depth == depth && !self.closes(*other);
            format!("{before}[{}]", (parent + 1..index).filter(is_item).count())
        } else if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            format!("{before}.{name}")
        } else {
            format!("{before}[{key}]")
        }
    }
}
