//! The fields of a record that become columns, borrowed from the record's bytes.

use std::borrow::Cow;

use super::utf8;

/// A JSON string as it stands between its quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Text<'a> {
    bytes: &'a [u8],
    escaped: bool,
}

impl<'a> Text<'a> {
    /// The bytes between the quotes, and whether there is a backslash among them.
    #[must_use]
    pub const fn new(bytes: &'a [u8], escaped: bool) -> Self {
        Self { bytes, escaped }
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The bytes between the quotes.
    #[must_use]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// How many bytes stand between the quotes.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether a backslash stands among the bytes.
    #[must_use]
    pub const fn is_escaped(&self) -> bool {
        self.escaped
    }

    /// What the string says. Bytes that are no UTF-8 and lone surrogates read as the replacement character.
    #[must_use]
    #[inline(never)]
    pub fn decode(&self) -> Cow<'a, str> {
        let plain = || utf8::text(self.bytes);
        if self.escaped { Cow::Owned(unescape(&plain())) } else { plain() }
    }

    /// The bytes of what the string says, without a look at them where there is nothing to decode.
    #[must_use]
    #[inline]
    pub fn decode_bytes(&self) -> Cow<'a, [u8]> {
        if self.escaped { Cow::Owned(self.decode().into_owned().into_bytes()) } else { Cow::Borrowed(self.bytes) }
    }
}

/// Replaces JSON's escapes by what they stand for; one that JSON does not know stays as it is written, as in the path of a
/// file.
fn unescape(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(position) = memchr::memchr(b'\\', rest.as_bytes()) {
        result.push_str(&rest[..position]);
        rest = &rest[position + 1..];
        let Some(escape) = rest.chars().next() else { return result };
        rest = &rest[escape.len_utf8()..];
        match escape {
            'n' => result.push('\n'),
            't' => result.push('\t'),
            'r' => result.push('\r'),
            'b' => result.push('\u{8}'),
            'f' => result.push('\u{c}'),
            'u' => {
                let Some(unit) = hex(rest) else {
                    result.push_str("\\u");
                    continue;
                };
                rest = &rest[4..];
                let low = rest.strip_prefix("\\u").and_then(hex);
                if let Some(pair) = low.and_then(|low| surrogate_pair(unit, low)) {
                    result.push(pair);
                    rest = &rest[6..];
                } else {
                    result.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
                }
            }
            '"' | '\\' | '/' => result.push(escape),
            other => result.extend(['\\', other]),
        }
    }
    result.push_str(rest);
    result
}

/// The number that four hexadecimal digits at the front write.
fn hex(text: &str) -> Option<u32> {
    let digits = text.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok()
}

fn surrogate_pair(high: u32, low: u32) -> Option<char> {
    let is_pair = (0xD800..0xDC00).contains(&high) && (0xDC00..0xE000).contains(&low);
    if is_pair { char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00)) } else { None }
}

/// What the columns take of one record. An empty text stands for absent, null and empty alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fields<'a> {
    pub id: Text<'a>,
    pub activity_date_time: Text<'a>,
    pub job_id: Text<'a>,
    pub cycle_id: Text<'a>,
    pub change_id: Text<'a>,
    /// Milliseconds.
    pub duration: Option<u32>,
    pub action: Text<'a>,
    pub status: Text<'a>,
    pub error_code: Text<'a>,
    pub error_category: Text<'a>,
    pub skip_reason: Text<'a>,
    pub application: Text<'a>,
    pub initiated_by: Text<'a>,
    pub initiator_type: Text<'a>,
    pub source_system: Text<'a>,
    pub target_system: Text<'a>,
    pub source: Side<'a>,
    pub target: Side<'a>,
    /// A member may be of another type than it should be.
    pub is_odd: bool,
}

/// What the columns take of a source or target identity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side<'a> {
    pub id: Text<'a>,
    pub display_name: Text<'a>,
    pub identity_type: Text<'a>,
    pub user_principal_name: Text<'a>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_lone_surrogate_and_an_unknown_escape_are_not_lost() {
        let read = |text: &'static str| Text::new(text.as_bytes(), true).decode().into_owned();
        assert_eq!(read(r"a\ud83d z"), "a\u{fffd} z");
        assert_eq!(read(r"\ud83d\ud83d\ude00"), "\u{fffd}\u{1f600}");
        assert_eq!(read(r"c:\x\u12\\\/"), r"c:\x\u12\/");
        assert_eq!(read(r"end\"), "end");
    }

    proptest! {
        #[test]
        fn escapes_are_read_as_serde_json_reads_them(text in any::<String>(), escape_all in any::<bool>()) {
            let written = if escape_all {
                text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect::<String>()
            } else {
                let quoted = serde_json::to_string(&text).unwrap();
                quoted[1..quoted.len() - 1].to_owned()
            };
            prop_assert_eq!(Text::new(written.as_bytes(), true).decode(), text);
        }
    }
}
