//! What stands between a value and the next, such as `,"changeId":`, known again at one look.
//!
//! Whoever writes a log writes the members of every record in much the same order. So each such text is kept with the
//! ones that last came after it, and the next record's is compared with those as 32 bytes at once, before it is read
//! character by character. A text says the same wherever it stands, so that a wrong guess costs time and no more.

use super::member::Member;
use super::repeated::Repeated;
use super::window::{self, LONGEST, Window};

/// The places for texts; a log has about a hundred. A power of two.
const PLACES: usize = 512;

/// The places that a text may have, one behind the other: two texts of every record must not drive each other out.
const TRIES: usize = 4;

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
    /// A member of that object seems to stand in it twice.
    is_any_doubled: bool,
    /// Whole objects that come again.
    pub repeated: Repeated,
}

#[derive(Clone, Copy)]
struct Entry {
    text: Window,
    /// Zero for a place that is free, and for the first, which stands for what is outside of any object.
    length: u16,
    member: Member,
    /// The text before the object that this one stands in: the same name is followed by another in each object.
    within: Known,
    /// What came first in the object behind this text.
    inside: Lately,
    /// What came behind this text's value.
    behind: Lately,
    /// The last object that had this text between its own members, or between those of its `properties`.
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

/// The last two texts that came after another, the newer one first: a log may be written by two hands, each of which
/// keeps to its order.
type Lately = [Known; 2];

const FREE: Entry = Entry {
    text: [0; LONGEST / 8],
    length: 0,
    member: Member::Unknown,
    within: Known(0),
    inside: [Known(0); 2],
    behind: [Known(0); 2],
    object: 0,
};

impl Familiar {
    /// One that learns.
    #[must_use]
    pub fn learning() -> Self {
        Self { entries: vec![FREE; PLACES], repeated: Repeated::keeping(), ..Self::default() }
    }

    /// The member whose text stands at the front of `bytes`, if it is one of those that were last met there, and how
    /// long the text is.
    #[inline]
    pub fn guess(&mut self, after: After, bytes: &[u8]) -> Option<(Known, Member, usize)> {
        let window = bytes.first_chunk::<LONGEST>()?;
        let [newer, older] = *self.lately(after)?;
        if let Some(found) = self.at(newer, window) {
            return Some(found);
        }
        let found = self.at(older, window)?;
        self.meet(after, older);
        Some(found)
    }

    /// The text of a place, if it is what stands in the window.
    #[inline]
    fn at(&self, known: Known, window: &[u8; LONGEST]) -> Option<(Known, Member, usize)> {
        let entry = self.entries.get(usize::from(known.0))?;
        let length = usize::from(entry.length);
        let is_same = length > 0 && window::begins(window, length, &entry.text);
        is_same.then_some((known, entry.member, length))
    }

    /// The next object begins.
    pub const fn begin(&mut self) {
        self.object = self.object.wrapping_add(1);
        self.is_any_doubled = false;
    }

    /// The object has this member, or the one in its `properties` has.
    #[inline]
    pub fn mark(&mut self, known: Known) {
        if let Some(entry) = self.entries.get_mut(usize::from(known.0)) {
            self.is_any_doubled |= entry.object == self.object && known != Known::default();
            entry.object = self.object;
        }
    }

    /// Whether a member was marked twice. A text that was driven out meanwhile may look so, too.
    pub const fn is_any_doubled(&self) -> bool {
        self.is_any_doubled
    }

    /// Whether `bytes` begin with a name that came behind this text's value lately.
    pub fn goes_on(&self, last: Known, bytes: &[u8]) -> bool {
        let entry = |known: Known| self.entries.get(usize::from(known.0)).filter(|entry| entry.length > 0);
        let mut next = entry(last).into_iter().flat_map(|last| last.behind).filter_map(entry);
        next.any(|next| next.has_name_of(bytes))
    }

    /// Whether the object has a member of the name that `bytes` begin with.
    pub fn has(&self, bytes: &[u8]) -> bool {
        let mut own = self.entries.iter().filter(|entry| entry.within == Known::default());
        own.any(|entry| entry.object == self.object && entry.has_name_of(bytes))
    }

    #[inline]
    fn lately(&mut self, after: After) -> Option<&mut Lately> {
        Some(match after {
            After::Opening(known) => &mut self.entries.get_mut(usize::from(known.0))?.inside,
            After::Value(known) => &mut self.entries.get_mut(usize::from(known.0))?.behind,
        })
    }

    /// Puts a text in front of those that came after another.
    fn meet(&mut self, after: After, known: Known) {
        if let Some(lately) = self.lately(after) {
            *lately = [known, lately[0]];
        }
    }

    /// Takes in the text that stands at the front of `bytes`, in the object behind `within`, and what it says.
    pub fn learn(&mut self, after: After, within: Known, bytes: &[u8], length: usize, member: Member) -> Known {
        let Some(window) = bytes.first_chunk::<LONGEST>().filter(|_| length <= LONGEST && !self.entries.is_empty())
        else {
            return Known::default();
        };
        let text = window::read(window, length, 0);
        let first = place_of(&text, within);
        let mut places = first..(first + TRIES).min(PLACES);
        let is_same = |entry: &Entry| entry.text == text && entry.within == within;
        // Where all of its places are taken, it is the first one's turn to go.
        let place = places.find(|place| self.entries[*place].length == 0 || is_same(&self.entries[*place]));
        let place = place.unwrap_or(first);
        if !is_same(&self.entries[place]) {
            self.entries[place] = Entry { text, length: length as u16, member, within, ..FREE };
        }
        let known = Known(place as u16);
        self.meet(after, known);
        known
    }
}

/// The first of the places that a text may have: any but that of no text.
fn place_of(text: &Window, within: Known) -> usize {
    let mix = |mixed: u64, word: &u64| (mixed.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = text.iter().fold(u64::from(within.0), mix);
    (mixed >> 32) as usize % (PLACES - 1) + 1
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
                None => familiar.learn(after, Known::default(), &bytes, text.len(), member_of(text)),
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
    fn two_orders_of_the_members_are_both_known() {
        let order = [r#""id":"#, r#","status":"#, r#","name":"#, r#","jobId":"#].map(str::to_owned);
        let other = [r#""id":"#, r#","name":"#, r#","status":"#, r#","jobId":"#].map(str::to_owned);
        let mut familiar = Familiar::learning();
        meet(&mut familiar, &order);
        meet(&mut familiar, &other);
        for texts in [&order, &other, &order, &order, &other, &other] {
            assert!(meet(&mut familiar, texts).iter().all(Option::is_some));
        }
    }

    #[test]
    fn a_name_in_one_object_does_not_drive_out_that_in_another() {
        let mut familiar = Familiar::learning();
        let within = |familiar: &mut Familiar, place: usize| {
            let (object, next) = (Known(place as u16), format!(r#","next{place}":{}"#, " ".repeat(LONGEST)));
            let id =
                familiar.learn(After::Opening(object), object, format!(r#""id":{next}"#).as_bytes(), 5, Member::Id);
            let guessed = familiar.guess(After::Value(id), next.as_bytes()).is_some();
            familiar.learn(After::Value(id), object, next.as_bytes(), 9, Member::Unknown);
            guessed
        };
        assert!((1..9).all(|place| !within(&mut familiar, place)));
        assert!((1..9).all(|place| within(&mut familiar, place)));
    }

    #[test]
    fn a_text_near_the_end_or_too_long_is_not_guessed() {
        let mut familiar = Familiar::learning();
        let after = After::Opening(Known::default());
        let text = format!(r#""id":"{}""#, "x".repeat(LONGEST));
        familiar.learn(after, Known::default(), text.as_bytes(), 5, Member::Id);
        assert!(familiar.guess(after, text.as_bytes()).is_some());
        assert!(familiar.guess(after, &text.as_bytes()[..LONGEST - 1]).is_none());
        let too_long = familiar.learn(after, Known::default(), text.as_bytes(), LONGEST + 1, Member::Id);
        assert_eq!(too_long, Known::default());
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
