//! Objects that stand in record after record byte for byte, such as the application, known again at one look.
//!
//! A log has as many of them as it has applications, systems and initiators. So each is kept with what was read in it, and
//! where the next record has the same bytes there, it is not read again: what an object says hangs on its bytes alone.

use super::Text;
use crate::same::is_same;

/// The places for objects, each of which has just one. A power of two.
const PLACES: usize = 512;

/// The bytes at the front of an object that say where its place is: names and ids stand there.
const HEAD: usize = 48;

/// The longest object that is kept. What is longer holds what was said of one record, not who took part.
const LONGEST: usize = 512;

/// The texts that are read in such an object.
pub type Texts<'a> = [Text<'a>; 2];

/// The objects met so far.
#[derive(Default)]
pub struct Repeated {
    /// Empty where nothing is to be kept.
    places: Vec<Entry>,
}

/// What stands in a place; at first the empty text, which no object is.
#[derive(Clone, Default)]
struct Entry {
    object: Vec<u8>,
    texts: [Span; 2],
}

/// Where a text stands in its object.
#[derive(Clone, Copy, Default)]
struct Span {
    start: u16,
    end: u16,
    is_escaped: bool,
}

impl Repeated {
    /// One that keeps what it is told.
    #[must_use]
    pub fn keeping() -> Self {
        Self { places: vec![Entry::default(); PLACES] }
    }

    /// What was read in the object at the front of `bytes`, if it was kept, and how long it is.
    #[inline]
    pub fn find<'a>(&self, bytes: &'a [u8]) -> Option<(Texts<'a>, usize)> {
        let entry = self.places.get(place_of(bytes)?)?;
        let object = bytes.get(..entry.object.len())?;
        if object.is_empty() || !is_same(object, &entry.object) {
            return None;
        }
        let text = |span: Span| {
            let text = object.get(span.start.into()..span.end.into()).unwrap_or_default();
            Text::new(text, span.is_escaped)
        };
        Some((entry.texts.map(text), object.len()))
    }

    /// Keeps the first `length` of `bytes`, an object, and the texts that were read in it.
    #[inline(never)]
    pub fn keep<'a>(&mut self, bytes: &'a [u8], length: usize, texts: Texts<'a>) {
        let entry = place_of(bytes).and_then(|place| self.places.get_mut(place));
        if let (Some(entry), Some(object), true) = (entry, bytes.get(..length), length <= LONGEST) {
            entry.object.clear();
            entry.object.extend_from_slice(object);
            entry.texts = texts.map(|text| Span::of(text, object));
        }
    }
}

impl Span {
    /// Where a text stands in the object that it was read in. An empty one may stand nowhere.
    fn of(text: Text<'_>, object: &[u8]) -> Self {
        let start = if text.is_empty() { 0 } else { text.bytes().as_ptr().addr() - object.as_ptr().addr() };
        Self { start: start as u16, end: (start + text.len()) as u16, is_escaped: text.is_escaped() }
    }
}

/// The place of the object at the front of some bytes; none where they are too few to tell.
#[inline]
fn place_of(bytes: &[u8]) -> Option<usize> {
    let head: &[u8; HEAD] = bytes.first_chunk()?;
    let mix = |mixed: u64, word: &[u8; 8]| mixed.rotate_left(19) ^ u64::from_le_bytes(*word);
    // What stands before is the name of the first member.
    let mixed = head.as_chunks::<8>().0.iter().skip(2).fold(0, mix);
    Some((mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize % PLACES)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::format::Fields;
    use crate::format::cursor::{Cursor, Step};
    use crate::format::familiar::Familiar;
    use crate::format::scan::{Found, Notes, scan_object};

    /// What a scan makes of the record at the front of some bytes: what it found, where it ended, the columns, and whether
    /// any member was a text that should be an object.
    fn scanned<'a>(bytes: &'a [u8], familiar: &mut Familiar) -> (Step<Found>, usize, Fields<'a>, bool) {
        let (mut cursor, mut fields, mut notes) = (Cursor::new(bytes, 0), Fields::default(), Notes::default());
        let found = scan_object(&mut cursor, familiar, &mut fields, &mut notes);
        (found, cursor.at, fields, notes.folded)
    }

    /// Values as they stand, and as they should not stand, where an application, a system or an initiator does.
    fn party_value() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            "[a-c]{0,3}".prop_map(|word| format!("\"{word}\"")),
            prop::sample::select(vec![
                r#""a \"quoted\" one""#,
                r#""\u00e9t\u00e9""#,
                r#""an \x escape""#,
                r#""""#,
                "null",
                "17",
                "[]",
                r#"{"id":"x"}"#,
            ])
            .prop_map(str::to_owned),
        ];
        let member =
            (prop::sample::select(vec!["displayName", "name", "Type", "initiatorType", "id", "details"]), word)
                .prop_map(|(name, word)| format!("\"{name}\":{word}"));
        let object = (prop::collection::vec(member, 0..4), 0..3_usize, prop_oneof![9 => Just(0), 1 => Just(600_usize)])
            .prop_map(|(members, blanks, long)| {
                format!("{{{}{}{}}}", " ".repeat(blanks), members.join(","), " ".repeat(long))
            });
        prop_oneof![
            8 => object.clone(),
            1 => object.prop_map(|object| format!("[{object}]")),
            1 => prop::sample::select(vec!["null", "\"\"", "\"{}\"", "[]", "12"]).prop_map(str::to_owned),
        ]
    }

    proptest! {
        #[test]
        fn objects_known_from_other_records_say_what_reading_them_would(
            values in prop::collection::vec(party_value(), 1..6),
            records in prop::collection::vec((any::<[prop::sample::Index; 5]>(), 0..60_usize, any::<prop::sample::Index>()), 1..30),
        ) {
            let mut familiar = Familiar::learning();
            for (picked, behind, cut) in records {
                let [principal, initiator, source, target, again] = picked.map(|index| index.get(&values));
                let record = format!(
                    r#"{{"id":"1","activityDateTime":"2026-01-01T00:00:00Z","servicePrincipal":{principal},"initiatedBy":{initiator},"sourceSystem":{source},"targetSystem":{target},"initiatedBy":{again},"changeId":"2"}}{}"#,
                    " ".repeat(behind),
                );
                let cut = &record.as_bytes()[..=cut.index(record.len())];
                for bytes in [cut, record.as_bytes()] {
                    let (read, known) = (scanned(bytes, &mut Familiar::default()), scanned(bytes, &mut familiar));
                    prop_assert_eq!(&known.0, &read.0);
                    if read.0.is_ok() {
                        prop_assert_eq!(known, read);
                    }
                }
            }
        }
    }
}
