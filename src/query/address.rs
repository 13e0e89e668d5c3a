//! A view as the part of an address behind `#`: `v=1&view=events&q=status:failure&sort=-date&event=…&cols=date,…`.
//!
//! A browser never sends that part to a host. Of the log nothing is in it but what the filter and the event's id say,
//! and a mark by which the page knows whether it has the same log before it.

use super::Order;
use crate::table::Column;

/// The version that is written. A change of meaning raises it, and adds the upgrader of the version before.
pub const VERSION: u32 = 2;

/// The mark of the log of an API, which grows and has no other.
pub const LIVE: &str = "live";

/// Columns that may be pinned: more would leave no room for those that move.
pub const MAX_PINNED: usize = 3;

/// What stands beside an event; the last with the id of the event that it is compared with.
pub const STORY: &str = "story";
pub const SUPPORT: &str = "support";
pub const WITH: &str = "with:";

/// The tabs of an event's details, in their order.
pub const TABS: [&str; 5] = ["steps", "troubleshooting", "properties", "summary", "json"];

/// Turns the pairs of one version into those of the next; the first is of version 1.
type Upgrader = fn(&mut Vec<(String, String)>);
const UPGRADERS: [Upgrader; VERSION as usize - 1] = [one_column_to_sort_by];

/// Version 1 knew one column to sort by, none that is pinned and no groups: a list of one, and the rest as it is.
fn one_column_to_sort_by(_: &mut Vec<(String, String)>) {}

/// What an address says about a view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The place in the app; empty for the first.
    pub view: String,
    /// The filter's text (see [`text`](super::text)).
    pub query: String,
    pub sort: Option<Order>,
    /// The id of the event whose details are open.
    pub event: String,
    /// The tab of these that a person has chosen, of [`TABS`]; empty where they have chosen none.
    pub tab: String,
    /// What stands in place of its tabs: `story`, `support`, or `with:` and the id of the event that it is compared with;
    /// empty for the tabs.
    pub beside: String,
    /// The columns shown; none where it does not say.
    pub columns: Vec<Column>,
    /// How many of them are pinned, from the first on.
    pub pinned: usize,
    /// The column by which the log is grouped.
    pub group: Option<Column>,
    /// The mark of the log; [`LIVE`] of one that an API was asked for.
    pub log: String,
    /// Pairs that this version knows nothing of, kept for those that do.
    pub others: Vec<(String, String)>,
}

/// Something in an address that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Note {
    #[error("the link is of a newer version of this page, which may say more: {0}")]
    Newer(String),
    #[error("a part of the link makes no sense and was left out: {0}")]
    Malformed(String),
}

impl Address {
    /// Reads a fragment, with or without its `#`.
    #[must_use]
    pub fn parse(fragment: &str) -> (Self, Vec<Note>) {
        let mut notes = Vec::new();
        let mut pairs: Vec<(String, String)> = Vec::new();
        for pair in fragment.trim_start_matches('#').split('&').filter(|pair| !pair.is_empty()) {
            let decoded = pair.split_once('=').and_then(|(key, value)| Some((decode(key)?, decode(value)?)));
            match decoded {
                Some((key, value)) if pairs.iter().all(|(known, _)| *known != key) => pairs.push((key, value)),
                _ => notes.push(Note::Malformed(pair.to_owned())),
            }
        }
        upgrade(&mut pairs, &mut notes);
        let mut address = Self::default();
        for (key, value) in pairs {
            let mut malformed = |value: &str| notes.push(Note::Malformed(format!("{key}={value}")));
            match key.as_str() {
                "v" => {}
                "view" => address.view = value,
                "q" => address.query = value,
                "event" => address.event = value,
                "tab" if TABS.contains(&value.as_str()) => address.tab = value,
                "tab" => malformed(&value),
                "beside" => {
                    let is_known = [STORY, SUPPORT].contains(&value.as_str())
                        || value.strip_prefix(WITH).is_some_and(|id| !id.is_empty());
                    if is_known { address.beside = value } else { malformed(&value) }
                }
                "log" => address.log = value,
                "sort" => {
                    address.sort = Order::parse(&value);
                    if address.sort.is_none() {
                        malformed(&value);
                    }
                }
                "cols" => {
                    for name in value.split(',') {
                        match Column::from_key(name) {
                            Some(column) if !address.columns.contains(&column) => address.columns.push(column),
                            _ => malformed(name),
                        }
                    }
                }
                "group" => {
                    address.group = Column::from_key(&value).filter(|column| column.has_groups());
                    if address.group.is_none() {
                        malformed(&value);
                    }
                }
                "pins" => match value.parse() {
                    Ok(pinned @ 0..=MAX_PINNED) => address.pinned = pinned,
                    _ => malformed(&value),
                },
                _ => address.others.push((key, value)),
            }
        }
        (address, notes)
    }

    /// Writes the fragment, without its `#`.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = format!("v={VERSION}");
        let sort = self.sort.as_ref().map_or_else(String::new, Order::write);
        let columns = self.columns.iter().map(|column| column.key()).collect::<Vec<_>>().join(",");
        let pinned = if self.pinned > 0 { self.pinned.to_string() } else { String::new() };
        let group = self.group.map_or_else(String::new, |column| column.key().to_owned());
        let known = [
            ("view", &self.view),
            ("q", &self.query),
            ("sort", &sort),
            ("event", &self.event),
            ("tab", &self.tab),
            ("beside", &self.beside),
            ("cols", &columns),
            ("pins", &pinned),
            ("group", &group),
            ("log", &self.log),
        ];
        let known = known.into_iter().filter(|(_, value)| !value.is_empty());
        for (key, value) in known.chain(self.others.iter().map(|(key, value)| (key.as_str(), value))) {
            for part in ["&", &encode(key), "=", &encode(value)] {
                text.push_str(part);
            }
        }
        text
    }
}

/// Brings the pairs of an old version up to this one. Without a version they are of this one.
fn upgrade(pairs: &mut Vec<(String, String)>, notes: &mut Vec<Note>) {
    let Some(written) = pairs.iter().find(|(key, _)| key == "v").map(|(_, value)| value.clone()) else { return };
    match written.parse::<u32>() {
        Ok(version @ 1..=VERSION) => {
            for upgrader in &UPGRADERS[version as usize - 1..] {
                upgrader(pairs);
            }
        }
        Ok(version) if version > VERSION => notes.push(Note::Newer(format!("v={version}"))),
        _ => notes.push(Note::Malformed(format!("v={written}"))),
    }
}

/// A text with every sign escaped that a browser, or a program that finds links in texts, might not leave as it is.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:,*/@".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                encoded.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    encoded
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'%' {
            let (digits, after) = after.split_at_checked(2)?;
            let value = |digit: u8| char::from(digit).to_digit(16);
            bytes.push((value(digits[0])? * 16 + value(digits[1])?) as u8);
            rest = after;
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::Sort;

    /// An address of every version, as it was written then: each must still open.
    const OF_EVERY_VERSION: [&str; VERSION as usize] = [
        "v=1&view=events&q=status:failure%20ana&sort=-date&event=e-1&cols=date,status&log=9.abc",
        "v=2&view=events&q=status:failure%20ana&sort=-date&event=e-1&cols=date,status&log=9.abc",
    ];

    fn known() -> Address {
        Address {
            view: "events".to_owned(),
            query: "status:failure ana".to_owned(),
            sort: Some(Order::default()),
            event: "e-1".to_owned(),
            tab: String::new(),
            beside: String::new(),
            columns: vec![Column::Date, Column::Status],
            pinned: 0,
            group: None,
            log: "9.abc".to_owned(),
            others: Vec::new(),
        }
    }

    #[test]
    fn an_address_of_every_version_opens_the_same_view() {
        for (index, text) in OF_EVERY_VERSION.iter().enumerate() {
            assert!(text.starts_with(&format!("v={}&", index + 1)));
            assert_eq!(Address::parse(text), (known(), Vec::new()), "{text}");
        }
        assert_eq!(known().write(), OF_EVERY_VERSION[OF_EVERY_VERSION.len() - 1]);
    }

    #[test]
    fn without_a_version_it_is_of_this_one() {
        let (address, notes) = Address::parse("#q=status:failure");
        assert_eq!((address.query.as_str(), notes), ("status:failure", Vec::new()));
        assert_eq!(Address::parse(""), (Address::default(), Vec::new()));
    }

    #[test]
    fn what_a_later_version_says_is_kept_and_told() {
        let (address, notes) = Address::parse("v=7&q=ana&colour=r%20d");
        assert_eq!(notes, [Note::Newer("v=7".to_owned())]);
        assert_eq!(address.query, "ana");
        assert_eq!(address.write(), "v=2&q=ana&colour=r%20d");
    }

    #[test]
    fn what_makes_no_sense_is_left_out_and_told() {
        let (address, notes) = Address::parse(
            "v=one&q=ana&q=bo&sort=-colour&cols=date,nonsense,date&event=%zz&view=%C3&alone&log=%&group=shade&pins=4&beside=all&tab=6",
        );
        assert_eq!((address.query.as_str(), address.sort, address.columns), ("ana", None, vec![Column::Date]));
        assert_eq!((address.event, address.view, address.others), (String::new(), String::new(), Vec::new()));
        let told = [
            "q=bo",
            "event=%zz",
            "view=%C3",
            "alone",
            "log=%",
            "v=one",
            "sort=-colour",
            "cols=nonsense",
            "cols=date",
            "group=shade",
            "pins=4",
            "beside=all",
            "tab=6",
        ];
        assert_eq!(notes, told.map(|part| Note::Malformed(part.to_owned())));
    }

    #[test]
    fn what_no_page_could_show_is_left_out_and_told() {
        for part in ["group=date", "group=identity", "group=duration", "group=id", "pins=-1", "beside=with:", "sort="] {
            let (address, notes) = Address::parse(part);
            assert_eq!((address, notes), (Address::default(), vec![Note::Malformed(part.to_owned())]));
        }
    }

    proptest! {
        #[test]
        fn any_view_is_written_and_read_as_it_is(
            (view, query, event, tab, beside, log) in
                ("\\PC{0,9}", "\\PC{0,30}", "\\PC{0,9}", "|steps|json|properties", "|story|support|with:\\PC{1,9}", "\\PC{0,9}"),
            columns in prop::collection::btree_set(prop::sample::select(Column::ALL), 0..5),
            sort in prop::option::of(prop::collection::btree_map(prop::sample::select(Column::ALL), any::<bool>(), 1..4)),
            pinned in 0..3_usize,
            group in prop::option::of(prop::sample::select(Column::ALL)).prop_map(|group| group.filter(|column| column.has_groups())),
            others in prop::collection::btree_map("x\\PC{0,4}", "\\PC{1,9}", 0..3),
        ) {
            let order = |sort: std::collections::BTreeMap<Column, bool>| {
                Order(sort.into_iter().map(|(column, descending)| Sort { column, descending }).collect())
            };
            let sort = sort.map(order);
            let (columns, others) = (columns.into_iter().collect(), others.into_iter().collect());
            let address = Address { view, query, sort, event, tab, beside, columns, pinned, group, log, others };
            prop_assert_eq!(Address::parse(&address.write()), (address, Vec::new()));
        }

        #[test]
        fn no_text_is_too_odd_to_read(text in "[#&=%0-9a-fvq-]{0,40}|\\PC{0,40}") {
            let (address, _) = Address::parse(&text);
            prop_assert_eq!(Address::parse(&address.write()), (address, Vec::new()));
        }
    }
}
