//! What stands between a value and the next, such as `,"changeId":`, known again at one look.
//!
//! Whoever writes a log writes the members of every record in much the same order. So each such text is kept with the
//! one that came after it, and the next record's is compared with that as 32 bytes at once, before it is read
//! character by character. A text says the same wherever it stands, so that a wrong guess costs time and no more.

use super::member::Member;
use super::window::{self, LONGEST, Window};

/// The places for texts; a log has about a hundred. A power of two.
const PLACES: usize = 512;

/// The place of a text that was met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known(u16);

/// Where a text stands: first in the object that follows another text, or behind that text's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    Opening(Known),
    Value(Known),
}

/// The texts met so far.
#[derive(Default)]
pub struct Familiar {
    /// Empty where nothing is to be learned.
    entries: Vec<Entry>,
    /// The number of the object that is read.
    object: u32,
}

#[derive(Clone, Copy)]
struct Entry {
    text: Window,
    /// Zero for a place that is free, and for the first, which stands for what is outside of any object.
    length: u16,
    member: Member,
    /// What came first in the object behind this text, when it was last met.
    inside: Known,
    /// What came behind this text's value, when it was last met.
    behind: Known,
    /// The last object that had this text between its own members.
    object: u32,
}

impl Entry {
    /// Whether `bytes` begin with the name in this text.
    fn has_name_of(&self, bytes: &[u8]) -> bool {
        let text = self.text.iter().flat_map(|word| word.to_le_bytes()).take(self.length.into());
        let mut name = text.skip_while(|byte| *byte != b'"').peekable();
        name.peek().is_some() && name.enumerate().all(|(place, byte)| bytes.get(place) == Some(&byte))
    }
}

const FREE: Entry =
    Entry { text: [0; LONGEST / 8], length: 0, member: Member::Unknown, inside: Known(0), behind: Known(0), object: 0 };

impl Familiar {
    /// One that learns.
    #[must_use]
    pub fn learning() -> Self {
        Self { entries: vec![FREE; PLACES], object: 0 }
    }

    /// The member whose text stands at the front of `bytes`, if it is the one that was last met there, and how long
    /// the text is.
    #[inline]
    pub fn guess(&self, after: After, bytes: &[u8]) -> Option<(Known, Member, usize)> {
        let window = bytes.first_chunk::<LONGEST>()?;
        let known = match after {
            After::Opening(known) => self.entries.get(usize::from(known.0))?.inside,
            After::Value(known) => self.entries.get(usize::from(known.0))?.behind,
        };
        let entry = self.entries.get(usize::from(known.0))?;
        let length = usize::from(entry.length);
        let is_same = entry.length > 0 && window::read(window, length, 0) == entry.text;
        is_same.then_some((known, entry.member, length))
    }

    /// The next object begins.
    pub const fn begin(&mut self) {
        self.object = self.object.wrapping_add(1);
    }

    /// The object has this member.
    #[inline]
    pub fn mark(&mut self, known: Known) {
        if let Some(entry) = self.entries.get_mut(usize::from(known.0)) {
            entry.object = self.object;
        }
    }

    /// Whether `bytes` begin with the name that came behind this text's value when that was last met.
    pub fn goes_on(&self, last: Known, bytes: &[u8]) -> bool {
        let entry = |known: Known| self.entries.get(usize::from(known.0)).filter(|entry| entry.length > 0);
        entry(last).and_then(|last| entry(last.behind)).is_some_and(|next| next.has_name_of(bytes))
    }

    /// Whether the object has a member of the name that `bytes` begin with.
    pub fn has(&self, bytes: &[u8]) -> bool {
        self.entries.iter().any(|entry| entry.object == self.object && entry.has_name_of(bytes))
    }

    /// Takes in the text that stands at the front of `bytes` and what it says.
    pub fn learn(&mut self, after: After, bytes: &[u8], length: usize, member: Member) -> Known {
        let Some(window) = bytes.first_chunk::<LONGEST>().filter(|_| length <= LONGEST && !self.entries.is_empty())
        else {
            return Known::default();
        };
        let text = window::read(window, length, 0);
        let known = place_of(&text);
        let place = &mut self.entries[usize::from(known.0)];
        if place.text != text {
            *place = Entry { text, length: length as u16, member, ..FREE };
        }
        let before = match after {
            After::Opening(before) => &mut self.entries[usize::from(before.0)].inside,
            After::Value(before) => &mut self.entries[usize::from(before.0)].behind,
        };
        *before = known;
        known
    }
}

/// Any place but the first.
fn place_of(text: &Window) -> Known {
    let mixed =
        text.iter().fold(0_u64, |mixed, word| (mixed.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    Known((mixed >> 32) as u16 % (PLACES as u16 - 1) + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Texts of one record after the other, learned and guessed as a scan does.
    fn meet(familiar: &mut Familiar, texts: &[String]) -> Vec<Option<Member>> {
        let mut after = After::Opening(Known::default());
        let met = texts.iter().map(|text| {
            let bytes = format!("{text}{}", " ".repeat(LONGEST)).into_bytes();
            let guessed = familiar.guess(after, &bytes);
            let known = match guessed {
                Some((known, _, length)) => {
                    assert_eq!(length, text.len());
                    known
                }
                None => familiar.learn(after, &bytes, text.len(), member_of(text)),
            };
            after = After::Value(known);
            guessed.map(|(_, member, _)| member)
        });
        met.collect()
    }

    fn member_of(text: &str) -> Member {
        let name = text.trim_matches([',', '"', ':']);
        Member::of(name.as_bytes(), 0, name.len())
    }

    #[test]
    fn a_record_like_the_last_is_known_at_once() {
        let texts = [r#""id":"#, r#","status":"#, r#","jobId":"#].map(str::to_owned);
        let mut familiar = Familiar::learning();
        assert!(meet(&mut familiar, &texts).iter().all(Option::is_none));
        assert!(meet(&mut familiar, &texts) == [Member::Id, Member::Status, Member::JobId].map(Some));
        assert!(meet(&mut Familiar::default(), &texts).iter().all(Option::is_none));
    }

    #[test]
    fn a_text_near_the_end_or_too_long_is_not_guessed() {
        let mut familiar = Familiar::learning();
        let after = After::Opening(Known::default());
        let text = format!(r#""id":"{}""#, "x".repeat(LONGEST));
        familiar.learn(after, text.as_bytes(), 5, Member::Id);
        assert!(familiar.guess(after, text.as_bytes()).is_some());
        assert!(familiar.guess(after, &text.as_bytes()[..LONGEST - 1]).is_none());
        assert_eq!(familiar.learn(after, text.as_bytes(), LONGEST + 1, Member::Id), Known::default());
    }

    proptest! {
        #[test]
        fn a_guess_is_what_reading_would_say(
            records in prop::collection::vec(
                prop::collection::vec(",?\"(id|status|jobId|name|action|[a-c]{1,28})\":", 1..12), 1..40,
            ),
        ) {
            let mut familiar = Familiar::learning();
            for texts in records {
                for (text, met) in texts.iter().zip(meet(&mut familiar, &texts)) {
                    prop_assert!(met.is_none_or(|member| member == member_of(text)), "{}", text);
                }
            }
        }
    }
}
