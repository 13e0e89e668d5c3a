//! One JSON object as its members in their order, without a look at what they hold; for reading one record whole.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::Text;
use crate::event::{Details, Written};

/// The members of an object. Names may repeat; the last one of a name counts, as JSON readers have it.
#[derive(Default)]
pub struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    /// Reads an object; anything else has no members.
    pub fn parse(json: &'a str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// The value of the first of these names that the object has, letter case aside.
    pub fn get(&self, names: &[&str]) -> Option<&'a RawValue> {
        names.iter().find_map(|name| {
            let mut from_last = self.0.iter().rev();
            from_last.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
        })
    }

    /// Every member, in its order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn has(&self, name: &str) -> bool {
        self.get(&[name]).is_some()
    }

    /// A string's words, or the spelling of a number or truth value; empty for the rest.
    pub fn text(&self, names: &[&str]) -> String {
        match self.written(names) {
            Written::Text(text) => text,
            Written::Json(json) if !json.starts_with(['{', '[']) => json,
            _ => String::new(),
        }
    }

    /// A value as it stands in the object.
    pub fn written(&self, names: &[&str]) -> Written {
        self.get(names).map_or(Written::Missing, written)
    }

    /// The text of the first of these names that is a string and not empty.
    pub fn string(&self, names: &[&str]) -> Option<String> {
        let mut texts = names.iter().filter_map(|name| match self.written(&[name]) {
            Written::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        });
        texts.next()
    }

    /// The members of an object, or of the first object in an array; none for the rest.
    pub fn object(&self, names: &[&str]) -> Members<'a> {
        let Some(value) = self.get(names) else { return Members::default() };
        Members::parse(value.get()).ok().or_else(|| self.list(names).into_iter().next()).unwrap_or_default()
    }

    /// The objects of an array, in their order.
    pub fn list(&self, names: &[&str]) -> Vec<Members<'a>> {
        self.get(names).map(|value| Self::list_in(value.get())).unwrap_or_default()
    }

    /// The same of an array by itself. Windows PowerShell wraps arrays: `{"value":[...],"Count":2}`.
    pub fn list_in(json: &'a str) -> Vec<Members<'a>> {
        let elements = elements(json).unwrap_or_default();
        elements.into_iter().filter_map(|element| Members::parse(element.get()).ok()).collect()
    }

    /// How many elements of such an array are no objects; what is no array is one.
    pub fn others_in(json: &str) -> usize {
        let others =
            |elements: Vec<&RawValue>| elements.iter().filter(|element| !element.get().starts_with('{')).count();
        elements(json).map_or(1, others)
    }

    /// Every member as a detail. What PowerShell keeps apart in `AdditionalProperties` belongs to the rest.
    pub fn into_details(self) -> Details {
        let mut details = Vec::with_capacity(self.0.len());
        for (name, value) in self.0 {
            match Members::parse(value.get()) {
                Ok(more) if name == "AdditionalProperties" => details.extend(more.into_details().0),
                _ => details.push((name, written(value))),
            }
        }
        Details(details)
    }
}

/// The elements of an array, which PowerShell may have wrapped; `None` for the rest.
fn elements(json: &str) -> Option<Vec<&RawValue>> {
    let wrapped = || Members::parse(json).ok()?.get(&["value"]).map(RawValue::get);
    let array = if json.starts_with('{') { wrapped()? } else { json };
    serde_json::from_str(array).ok()
}

fn written(value: &RawValue) -> Written {
    let json = value.get();
    if json == "null" {
        return Written::Null;
    }
    match json.strip_prefix('"').and_then(|json| json.strip_suffix('"')) {
        Some(text) => Written::Text(Text::new(text.as_bytes(), text.contains('\\')).decode().into_owned()),
        None => Written::Json(json.to_owned()),
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Members<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::with_capacity(map.size_hint().unwrap_or(20));
                while let Some(member) = map.next_entry::<String, &RawValue>()? {
                    members.push(member);
                }
                Ok(Members(members))
            }

            // An array is no object; its elements are passed over so that the error is about the kind, not the place.
            fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
                Err(serde::de::Error::invalid_type(serde::de::Unexpected::Seq, &self))
            }
        }

        deserializer.deserialize_map(Reader)
    }
}
