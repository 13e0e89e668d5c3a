//! One pass over an object that may be a record: pulls out the fields that become columns and passes over the rest.
//!
//! Of a name that stands twice the last one counts, as JSON readers have it.

use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

use memchr::memmem;

use super::cursor::{Cursor, Step};
use super::diagnostic::Diagnostic;
use super::familiar::{After, Familiar, Known};
use super::fields::Side;
use super::member::Member;
use super::problem::Fault;
use super::repeated::Texts;
use super::{Fields, Text};

/// What an object turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A provisioning event, its fields filled in; the cursor stands behind it.
    Event,
    /// A whole object of another kind; the cursor stands behind it.
    Other,
    /// A wrapper around records (`value`, `records`, `hits`) or around tables and their rows; the cursor stands on the
    /// bracket that holds them.
    Envelope,
}

/// A cursor that knows again what stands between values.
struct Walker<'a, 'f> {
    cursor: Cursor<'a>,
    familiar: &'f mut Familiar,
    /// The text before the value that the cursor stands on.
    known: Known,
}

impl Walker<'_, '_> {
    /// The object has the member that the cursor stands on the value of.
    #[inline]
    fn mark(&mut self) {
        self.familiar.mark(self.known);
    }
}

impl<'a> Deref for Walker<'a, '_> {
    type Target = Cursor<'a>;

    fn deref(&self) -> &Self::Target {
        &self.cursor
    }
}

impl DerefMut for Walker<'_, '_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.cursor
    }
}

/// Walks the members of an object, calling `member` with the cursor on each value; `member` moves past the value.
/// `member` may end the walk early by saying `false`. The cursor stands on the opening bracket.
#[inline]
fn members<'a, 'f>(
    cursor: &mut Walker<'a, 'f>,
    mut member: impl FnMut(&mut Walker<'a, 'f>, Member) -> Step<bool>,
) -> Step<bool> {
    cursor.at += 1;
    if cursor.bytes.get(cursor.at) == Some(&b'}') {
        cursor.at += 1;
        return Ok(true);
    }
    let within = cursor.known;
    let mut after = After::Opening(within);
    let mut last = Known::default();
    loop {
        let name = if let Some((known, name, length)) = cursor.familiar.guess(after, &cursor.bytes[cursor.at..]) {
            cursor.at += length;
            cursor.known = known;
            name
        } else {
            let start = cursor.at;
            // A comma too many loses nothing.
            while cursor.peek()? == b',' {
                cursor.at += 1;
            }
            if cursor.bytes[cursor.at] == b'}' {
                cursor.at += 1;
                cursor.known = last;
                return Ok(true);
            }
            let name = read_name(cursor)?;
            cursor.colon()?;
            let (text, length) = (&cursor.cursor.bytes[start..], cursor.at - start);
            cursor.known = cursor.familiar.learn(after, within, text, length, name);
            name
        };
        last = cursor.known;
        after = After::Value(last);
        cursor.peek()?;
        if !member(cursor, name)? {
            return Ok(false);
        }
        match cursor.peek()? {
            b',' => {}
            b'}' => {
                cursor.at += 1;
                cursor.known = last;
                return Ok(true);
            }
            _ => return cursor.fault(Fault::CommaExpected),
        }
    }
}

/// Reads the name of a member; the cursor comes to stand behind it.
fn read_name(cursor: &mut Cursor<'_>) -> Step<Member> {
    let text = cursor.name()?;
    let end = cursor.at - 1;
    Ok(if text.is_escaped() {
        let decoded = text.decode_bytes();
        Member::of(&decoded, 0, decoded.len())
    } else {
        Member::of(cursor.bytes, end - text.len(), end)
    })
}

/// Reads a string, or the spelling of a number or truth value; null and containers read as empty.
#[inline]
pub fn word<'a>(cursor: &mut Cursor<'a>) -> Step<Text<'a>> {
    match cursor.peek()? {
        b'"' => cursor.string(),
        b'{' | b'[' => {
            cursor.is_odd = true;
            cursor.skip_container().map(|()| Text::default())
        }
        _ => {
            let literal = cursor.literal()?;
            Ok(if literal == b"null" { Text::default() } else { Text::new(literal, false) })
        }
    }
}

/// Walks the members of an object, or of the first object in an array (Graph's documentation calls some single
/// members collections); any other value is passed over.
#[inline]
fn object<'a, 'f>(
    cursor: &mut Walker<'a, 'f>,
    mut member: impl FnMut(&mut Walker<'a, 'f>, Member) -> Step<bool>,
) -> Step<()> {
    match cursor.peek()? {
        b'{' => members(cursor, member).map(|_| ()),
        b'[' => {
            let start = cursor.at;
            cursor.skip_container()?;
            let end = std::mem::replace(&mut cursor.at, start + 1);
            if cursor.peek()? == b'{' {
                members(cursor, &mut member)?;
            }
            cursor.at = end;
            Ok(())
        }
        byte => {
            cursor.is_odd |= byte != b'n';
            cursor.skip_value()
        }
    }
}

/// What a scan learns beside the fields.
#[derive(Clone, Copy, Debug, Default)]
pub struct Notes {
    /// Where the link to a next page stands in the slice.
    pub next_link: Option<usize>,
    /// Members are texts that should be objects: JSON in a string, or what is left of an object cut off in its depth.
    pub folded: bool,
    /// The wrapper is a table: what it holds are rows.
    pub rows: bool,
    /// The text before the last member.
    pub last: Known,
    /// Where an `error` stands in the slice.
    pub error: Option<(usize, usize)>,
    /// Where the steps and the modified properties stand in the slice.
    pub steps: Option<(usize, usize)>,
    pub properties: Option<(usize, usize)>,
}

/// What was met of the names by which an event is known.
#[derive(Default)]
struct Seen<'a> {
    date: bool,
    /// A name that only provisioning events have.
    mark: bool,
    old_action: Option<(usize, usize)>,
    diagnostic: Diagnostic<'a>,
    /// The event stood in `properties`: what the record around it says too, the event says better.
    inside: bool,
}

impl<'a> Seen<'a> {
    /// Takes what a member says.
    fn fill(&self, field: &mut Text<'a>, said: Text<'a>) {
        if !self.inside || field.is_empty() {
            *field = said;
        }
    }
}

/// Scans the object that the cursor stands on. `fields` are to be empty.
pub fn scan_object<'a>(
    cursor: &mut Cursor<'a>,
    familiar: &mut Familiar,
    fields: &mut Fields<'a>,
    notes: &mut Notes,
) -> Step<Found> {
    familiar.begin();
    let mut seen = Seen::default();
    let mut walker = Walker { cursor: *cursor, familiar, known: Known::default() };
    let whole = record_members(&mut walker, fields, &mut seen, notes, true);
    *cursor = walker.cursor;
    notes.last = walker.known;
    let whole = whole?;
    if !whole {
        return Ok(Found::Envelope);
    }
    let is_diagnostic = seen.diagnostic.is_provisioning();
    if is_diagnostic {
        seen.diagnostic.complete(fields);
    }
    let is_known_by_category = is_diagnostic && (seen.mark || !fields.activity_date_time.is_empty());
    if !(seen.date && seen.mark || is_known_by_category) {
        return Ok(Found::Other);
    }
    fields.is_odd = cursor.is_odd;
    if let (false, Some((start, end))) = (is_success(fields.status), notes.steps) {
        fields.skip_reason = skip_reason(&cursor.bytes[start..end]);
    }
    Ok(Found::Event)
}

fn record_members<'a>(
    cursor: &mut Walker<'a, '_>,
    fields: &mut Fields<'a>,
    seen: &mut Seen<'a>,
    notes: &mut Notes,
    outermost: bool,
) -> Step<bool> {
    let whole = members(cursor, |cursor, name| {
        cursor.mark();
        let is_text = cursor.bytes[cursor.at] == b'"';
        match name {
            Member::Id => seen.fill(&mut fields.id, word(cursor)?),
            Member::ActivityDateTime => {
                seen.date = true;
                seen.fill(&mut fields.activity_date_time, date(cursor)?);
            }
            Member::JobId => seen.fill(&mut fields.job_id, word(cursor)?),
            Member::CycleId => {
                seen.mark = true;
                seen.fill(&mut fields.cycle_id, word(cursor)?);
            }
            Member::ChangeId => {
                seen.mark = true;
                seen.fill(&mut fields.change_id, word(cursor)?);
            }
            Member::Duration => fields.duration = duration(cursor)?,
            Member::ProvisioningAction => {
                seen.mark = true;
                fields.action = word(cursor)?;
            }
            // The older name; the newer one counts where both stand.
            Member::Action => seen.old_action = Some(place_of_value(cursor)?),
            Member::ProvisioningStatusInfo => {
                seen.mark = true;
                notes.folded |= is_text;
                notes.folded |= status_info(cursor, fields, true)?;
            }
            Member::StatusInfo => {
                seen.mark = true;
                notes.folded |= is_text;
                status_info(cursor, fields, false)?;
            }
            Member::ProvisioningSteps => {
                seen.mark = true;
                let start = cursor.at;
                notes.steps = Some(list(cursor)?);
                notes.folded |= is_text || cursor.bytes[start + 1..].trim_ascii_start().starts_with(b"\"");
            }
            Member::ModifiedProperties => notes.properties = Some(list(cursor)?),
            Member::ServicePrincipal
            | Member::InitiatedBy
            | Member::SourceSystem
            | Member::TargetSystem
            | Member::SourceIdentity
            | Member::TargetIdentity
            | Member::Properties
                if is_text =>
            {
                let is_folded = !cursor.string()?.is_empty();
                notes.folded |= is_folded;
                cursor.is_odd |= is_folded;
            }
            Member::ServicePrincipal
            | Member::InitiatedBy
            | Member::SourceSystem
            | Member::TargetSystem
            | Member::SourceIdentity
            | Member::TargetIdentity => party(cursor, fields, name)?,
            Member::Properties if outermost && cursor.bytes[cursor.at] == b'{' => {
                record_members(cursor, fields, seen, notes, false)?;
                seen.inside = true;
            }
            Member::Envelope if outermost && !seen.mark && matches!(cursor.bytes[cursor.at], b'[' | b'{') => {
                return Ok(false);
            }
            Member::Rows if outermost && !seen.mark && cursor.bytes[cursor.at] == b'[' => {
                notes.rows = true;
                return Ok(false);
            }
            name if outermost && name.is_around_the_event() => {
                seen.diagnostic.take(cursor, name)?;
            }
            Member::NextLink => {
                let at = cursor.at;
                if !word(cursor)?.is_empty() {
                    notes.next_link = Some(at);
                }
            }
            Member::Error if outermost => notes.error = Some(place_of_value(cursor)?),
            _ => cursor.skip_value()?,
        }
        Ok(true)
    })?;
    if let (true, Some((start, end))) = (whole && fields.action.is_empty(), seen.old_action) {
        fields.action = word(&mut Cursor::new(&cursor.bytes[..=end], start))?;
        if let Some(action) = action_of_step(&fields.action.decode()) {
            fields.action = Text::new(action.as_bytes(), false);
        }
    }
    Ok(whole)
}

/// Moves past a value, and says where in the slice it stands.
fn place_of_value(cursor: &mut Cursor<'_>) -> Step<(usize, usize)> {
    let start = cursor.at;
    cursor.skip_value()?;
    Ok((start, cursor.at))
}

/// Passes over a list, and says where it stands. A list of objects begins and ends with one; a look at more is not worth
/// its while.
#[inline]
fn list(cursor: &mut Cursor<'_>) -> Step<(usize, usize)> {
    let first = cursor.bytes[cursor.at];
    let (start, end) = place_of_value(cursor)?;
    cursor.is_odd |= match first {
        b'n' => false,
        b'[' => {
            let inside = cursor.bytes[start + 1..end - 1].trim_ascii();
            !matches!((inside.first(), inside.last()), (None, _) | (Some(b'{'), Some(b'}')))
        }
        _ => true,
    };
    Ok((start, end))
}

/// Reads a number of milliseconds.
#[inline]
fn duration(cursor: &mut Cursor<'_>) -> Step<Option<u32>> {
    let written = word(cursor)?;
    let duration = milliseconds(written);
    cursor.is_odd |= duration.is_none() && !written.is_empty();
    Ok(duration)
}

/// The action that an old record means that names a step in its place, such as `EntryExportUpdate`.
pub fn action_of_step(action: &str) -> Option<&'static str> {
    let step = action.strip_prefix("Entry")?;
    let known = [("Add", "create"), ("Update", "update"), ("Delete", "delete"), ("Disable", "disable")];
    Some(known.iter().find(|(ending, _)| step.ends_with(ending)).map_or("other", |(_, action)| action))
}

/// Reads a date: a word, or PowerShell's object around one.
#[inline]
fn date<'a>(cursor: &mut Walker<'a, '_>) -> Step<Text<'a>> {
    if cursor.peek()? != b'{' {
        return word(cursor);
    }
    let mut date = Text::default();
    object(cursor, |cursor, name| {
        match name {
            Member::Envelope => date = word(cursor)?,
            _ => cursor.skip_value()?,
        }
        Ok(true)
    })?;
    Ok(date)
}

/// Reads the status and the error; the newer member counts where both stand, whichever comes first. Says whether
/// the error is a text that should be an object.
fn status_info<'a>(cursor: &mut Walker<'a, '_>, fields: &mut Fields<'a>, newer: bool) -> Step<bool> {
    let mut folded = false;
    let put = |slot: &mut Text<'a>, text: Text<'a>| {
        if !text.is_empty() && (newer || slot.is_empty()) {
            *slot = text;
        }
    };
    object(cursor, |cursor, name| {
        match name {
            Member::Status => put(&mut fields.status, word(cursor)?),
            Member::ErrorCode => put(&mut fields.error_code, word(cursor)?),
            Member::ErrorCategory => put(&mut fields.error_category, word(cursor)?),
            Member::ErrorInformation => {
                folded |= cursor.peek()? == b'"';
                object(cursor, |cursor, name| {
                    match name {
                        Member::ErrorCode => put(&mut fields.error_code, word(cursor)?),
                        Member::ErrorCategory => put(&mut fields.error_category, word(cursor)?),
                        _ => cursor.skip_value()?,
                    }
                    Ok(true)
                })?;
            }
            _ => cursor.skip_value()?,
        }
        Ok(true)
    })?;
    Ok(folded)
}

/// Reads who or what takes part: the application, the systems, the identities.
#[inline]
fn party<'a>(cursor: &mut Walker<'a, '_>, fields: &mut Fields<'a>, name: Member) -> Step<()> {
    let mut no_kind = Text::default();
    match name {
        Member::ServicePrincipal => named(cursor, &mut fields.application, &mut no_kind),
        Member::InitiatedBy => named(cursor, &mut fields.initiated_by, &mut fields.initiator_type),
        Member::SourceSystem => named(cursor, &mut fields.source_system, &mut no_kind),
        Member::TargetSystem => named(cursor, &mut fields.target_system, &mut no_kind),
        Member::SourceIdentity => side(cursor, &mut fields.source),
        Member::TargetIdentity => side(cursor, &mut fields.target),
        _ => cursor.skip_value(),
    }
}

/// Reads the display name of a system, an application or an initiator, and the type of the last; at one look where the
/// same object was read before.
#[inline]
fn named<'a>(cursor: &mut Walker<'a, '_>, display_name: &mut Text<'a>, kind: &mut Text<'a>) -> Step<()> {
    let start = cursor.at;
    let rest = cursor.bytes.get(start..).unwrap_or_default();
    if let Some((texts, length)) = cursor.familiar.repeated.find(rest) {
        cursor.at += length;
        [*display_name, *kind] = texts;
        return Ok(());
    }
    let was_odd = std::mem::take(&mut cursor.is_odd);
    let mut texts = Texts::default();
    object(cursor, |cursor, name| {
        match name {
            Member::DisplayName | Member::Name => texts[0] = word(cursor)?,
            Member::InitiatorType | Member::Type => texts[1] = word(cursor)?,
            _ => cursor.skip_value()?,
        }
        Ok(true)
    })?;
    // What is wrong with it is to be seen in every record.
    if rest.first() == Some(&b'{') && !cursor.is_odd {
        let length = cursor.at - start;
        cursor.familiar.repeated.keep(rest, length, texts);
    }
    cursor.is_odd |= was_odd;
    [*display_name, *kind] = texts;
    Ok(())
}

#[inline]
fn side<'a>(cursor: &mut Walker<'a, '_>, side: &mut Side<'a>) -> Step<()> {
    object(cursor, |cursor, name| {
        match name {
            Member::Id => side.id = word(cursor)?,
            Member::DisplayName | Member::Name => side.display_name = word(cursor)?,
            Member::IdentityType | Member::Type => side.identity_type = word(cursor)?,
            Member::Details => details(cursor, side)?,
            _ => cursor.skip_value()?,
        }
        Ok(true)
    })
}

/// Reads the details of an identity; PowerShell has them in an object of their own.
#[inline]
fn details<'a>(cursor: &mut Walker<'a, '_>, side: &mut Side<'a>) -> Step<()> {
    object(cursor, |cursor, name| {
        match name {
            Member::UserPrincipalName => side.user_principal_name = word(cursor)?,
            Member::AdditionalProperties => object(cursor, |cursor, name| {
                match name {
                    Member::UserPrincipalName => side.user_principal_name = word(cursor)?,
                    _ => cursor.skip_value()?,
                }
                Ok(true)
            })?,
            _ => cursor.skip_value()?,
        }
        Ok(true)
    })
}

/// Whether a status is success, by word or by number.
fn is_success(status: Text<'_>) -> bool {
    let word = status.decode_bytes();
    word.eq_ignore_ascii_case(b"success") || *word == *b"0"
}

/// The first skip reason among the steps. A quote inside a string is escaped, so that the quoted name can only be a
/// member's name or a whole value; only a name has a colon behind it.
fn skip_reason(steps: &[u8]) -> Text<'_> {
    const NAME: &[u8] = b"\"SkipReason\"";
    // Making one costs as much as searching a record.
    static FINDER: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new(NAME));
    for found in FINDER.find_iter(steps) {
        let mut cursor = Cursor::new(steps, found + NAME.len());
        if cursor.colon().is_ok() {
            return word(&mut cursor).unwrap_or_default();
        }
    }
    Text::default()
}

/// The whole milliseconds that a number writes, with or without quotes.
pub fn milliseconds(text: Text<'_>) -> Option<u32> {
    whole_number(&text.decode()).map(|number| u32::try_from(number).unwrap_or(u32::MAX - 1))
}

/// What stands before the point of a number, which may have an exponent.
pub fn whole_number(text: &str) -> Option<u64> {
    let Some((digits, exponent)) = text.split_once(['e', 'E']) else {
        return text.split('.').next()?.parse().ok();
    };
    let exponent: i16 = exponent.parse().ok()?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut number: u64 = whole.parse().ok()?;
    let mut fraction = fraction.bytes();
    for _ in 0..exponent {
        // Nought stays nought, however often.
        if number == 0 && fraction.len() == 0 {
            break;
        }
        let digit = fraction.next().unwrap_or(b'0').checked_sub(b'0').filter(|digit| *digit < 10)?;
        number = number.checked_mul(10)?.checked_add(digit.into())?;
    }
    // No number has more digits than this.
    for _ in exponent.max(-20)..0 {
        number /= 10;
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_with_its_exponent_as_json_has_it() {
        let read = [("1e3", 1000), ("1.25E+3", 1250), ("1.9999e2", 199), ("12500e-2", 125), ("7.5", 7), ("0e0", 0)];
        for (text, number) in read {
            assert_eq!(whole_number(text), Some(number), "{text}");
        }
        for text in ["", "e3", "1e", "x", "1.xe2", "-1", "12345678901234567890123", "1e30", "1e99999"] {
            assert_eq!(whole_number(text), None, "{text}");
        }
        assert_eq!(milliseconds(Text::new(b"1e12", false)), Some(u32::MAX - 1));
    }
}
