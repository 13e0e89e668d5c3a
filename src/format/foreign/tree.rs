//! A document in which a path is written as objects within objects, as names with dots, or both.

use serde_json::value::RawValue;

use super::super::json_text::push_text;
use super::super::members::Members;

/// A part of a document.
pub enum Tree<'a> {
    /// A text, number, truth value or null, as JSON.
    Value(&'a str),
    Array(Vec<Tree<'a>>),
    Object(Vec<(String, Tree<'a>)>),
}

/// Levels that are told apart. An event has nine; what lies deeper stays as it is written.
const MAX_LEVELS: u32 = 32;

impl Default for Tree<'_> {
    fn default() -> Self {
        Self::Object(Vec::new())
    }
}

impl<'a> Tree<'a> {
    /// The whole document.
    pub fn of(document: &Members<'a>) -> Self {
        Self::with_levels(document, MAX_LEVELS)
    }

    fn with_levels(document: &Members<'a>, levels: u32) -> Self {
        let mut tree = Self::default();
        for (name, value) in document.iter() {
            tree.insert_below(name, value.get(), levels);
        }
        tree
    }

    fn read(json: &'a str, levels: u32) -> Self {
        match json.as_bytes().first() {
            Some(b'{') if levels > 0 => {
                Members::parse(json).map_or(Self::Value("null"), |members| Self::with_levels(&members, levels - 1))
            }
            Some(b'[') if levels > 0 => {
                let elements: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
                Self::Array(elements.into_iter().map(|element| Self::read(element.get(), levels - 1)).collect())
            }
            _ => Self::Value(json),
        }
    }

    /// Puts a value where its path says. What follows `details` is one name: the names there are the record's own.
    pub fn insert(&mut self, path: &str, json: &'a str) {
        self.insert_below(path, json, MAX_LEVELS);
    }

    fn insert_below(&mut self, path: &str, json: &'a str, levels: u32) {
        let Self::Object(members) = self else { return };
        let (name, rest) = match path.split_once('.') {
            Some((name, rest)) if levels > 0 && !name.is_empty() && !rest.is_empty() => (name, Some(rest)),
            _ => (path, None),
        };
        let position = members.iter().position(|(known, _)| known == name);
        let position = position.unwrap_or_else(|| {
            members.push((name.to_owned(), Self::Object(Vec::new())));
            members.len() - 1
        });
        let child = &mut members[position].1;
        if let Some(rest) = rest {
            match child {
                Self::Object(details) if name == "details" => details.push((rest.to_owned(), Self::Value(json))),
                child => child.insert_below(rest, json, levels - 1),
            }
        } else if levels > 0 && json.starts_with('{') && matches!(child, Self::Object(_)) {
            for (inner, value) in Members::parse(json).unwrap_or_default().iter() {
                if let (Self::Object(details), "details") = (&mut *child, name) {
                    details.push((inner.to_owned(), Self::Value(value.get())));
                } else {
                    child.insert_below(inner, value.get(), levels - 1);
                }
            }
        } else {
            *child = Self::read(json, levels.saturating_sub(1));
        }
    }

    /// The part at a path.
    pub fn get(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |part, name| match part {
            Self::Object(members) => members.iter().find(|(known, _)| known == name).map(|(_, part)| part),
            _ => None,
        })
    }

    /// Writes the part as JSON, each name of an object as `rename` gives it for the name of the object it stands in.
    pub fn write(&self, out: &mut String, within: &str, rename: &dyn Fn(&str, &str) -> String) {
        match self {
            Self::Value(json) => out.push_str(json),
            Self::Array(elements) => write_array(elements.iter(), out, within, rename),
            // An array whose elements' positions were written as names.
            Self::Object(members)
                if !members.is_empty()
                    && members.iter().all(|(name, _)| name.bytes().all(|byte| byte.is_ascii_digit())) =>
            {
                write_array(members.iter().map(|(_, element)| element), out, within, rename);
            }
            Self::Object(members) => {
                out.push('{');
                for (position, (name, part)) in members.iter().enumerate() {
                    if position > 0 {
                        out.push(',');
                    }
                    push_text(out, &rename(within, name));
                    out.push(':');
                    part.write(out, name, rename);
                }
                out.push('}');
            }
        }
    }
}

fn write_array<'t, 'a: 't>(
    elements: impl Iterator<Item = &'t Tree<'a>>,
    out: &mut String,
    within: &str,
    rename: &dyn Fn(&str, &str) -> String,
) {
    out.push('[');
    for (position, element) in elements.enumerate() {
        if position > 0 {
            out.push(',');
        }
        element.write(out, within, rename);
    }
    out.push(']');
}
