//! Which members of an event could not be read, or not as JSON has it: they are of another type than in any export, hold
//! bytes that are no UTF-8, or control characters and escapes that JSON does not know. They are told, and the event is
//! shown with what of them could be read.
//!
//! Met in few records, if in any: the scan only says that there is something to look for, and the converter looks.

use serde::de::IgnoredAny;

use super::Text;
use super::cursor::Cursor;
use super::foreign::rewritten;
use super::members::Members;
use super::mend::mend;
use super::problem::{MemberFlaw, ProblemKind};
use super::scan::milliseconds;
use super::spelling::flaws_in;
use super::utf8;

/// What a member is to be; null is a member that is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A text, a number or a truth value.
    Word,
    /// A number of milliseconds, with or without quotes.
    Duration,
    /// An object, or an array that holds it.
    Object,
    /// An array of objects, or what PowerShell makes of one.
    List,
}

/// The members that are read for the columns and tabs, by path. What stands for `properties` of a diagnostic record
/// stands here without it.
const MEMBERS: [(&str, Kind); 25] = [
    ("id", Kind::Word),
    ("jobId", Kind::Word),
    ("cycleId", Kind::Word),
    ("changeId", Kind::Word),
    ("provisioningAction", Kind::Word),
    ("durationInMilliseconds", Kind::Duration),
    ("provisioningStatusInfo", Kind::Object),
    ("provisioningStatusInfo.status", Kind::Word),
    ("provisioningStatusInfo.errorInformation", Kind::Object),
    ("provisioningStatusInfo.errorInformation.errorCode", Kind::Word),
    ("provisioningStatusInfo.errorInformation.errorCategory", Kind::Word),
    ("servicePrincipal", Kind::Object),
    ("servicePrincipal.displayName", Kind::Word),
    ("initiatedBy", Kind::Object),
    ("sourceSystem", Kind::Object),
    ("targetSystem", Kind::Object),
    ("sourceIdentity", Kind::Object),
    ("sourceIdentity.id", Kind::Word),
    ("sourceIdentity.displayName", Kind::Word),
    ("targetIdentity", Kind::Object),
    ("targetIdentity.id", Kind::Word),
    ("targetIdentity.displayName", Kind::Word),
    ("provisioningSteps", Kind::List),
    ("modifiedProperties", Kind::List),
    ("properties", Kind::Object),
];

/// Names of members in which bytes may be wrong, beside those.
const OTHERS: [&str; 2] = ["activityDateTime", "tenantId"];

/// What a member is called that has none of these names.
const ANOTHER: &str = "of another name";

/// The members of an event's record that could not be read or are spelled as JSON does not know it, and at which byte.
pub fn unread(record: &[u8]) -> Vec<(ProblemKind, usize)> {
    let text = utf8::text(record);
    let mut found = of_other_types(rewritten(&text).as_deref().unwrap_or(&text));
    let types = found.len();
    each_member(record, 0, &mut |name, start, member| {
        let is_this = |path: &str| name.eq_ignore_ascii_case(path.as_bytes());
        for (told, at) in &mut found[..types] {
            if let ProblemKind::UnreadMember { member: path, .. } = told
                && path.split('.').next().is_some_and(is_this)
            {
                *at = start;
            }
        }
        let known = MEMBERS.iter().map(|(path, _)| *path).chain(OTHERS).find(|path| is_this(path));
        for (flaw, at) in flaws_in(member) {
            let kind = ProblemKind::unread(known.unwrap_or(ANOTHER), flaw);
            if found.iter().all(|(told, _)| *told != kind) {
                found.push((kind, start + at));
            }
        }
    });
    found
}

/// The members of an event's record that are not what they should be.
pub fn of_other_types(record: &str) -> Vec<(ProblemKind, usize)> {
    let mended = if Members::parse(record).is_ok() { None } else { mend(record).map(|(mended, _)| mended) };
    let Ok(members) = Members::parse(mended.as_deref().unwrap_or(record)) else { return Vec::new() };
    let properties = members.object(&["properties"]);
    let wrong = MEMBERS.into_iter().filter_map(|(path, kind)| {
        let flaw = [&members, &properties].into_iter().find_map(|part| flaw_of_type(part, path, kind))?;
        Some((ProblemKind::unread(path, flaw), 0))
    });
    wrong.collect()
}

/// Why the member at a path is not what it should be.
fn flaw_of_type(members: &Members<'_>, path: &str, kind: Kind) -> Option<MemberFlaw> {
    match path.split_once('.') {
        Some((first, rest)) => flaw_of_type(&members.object(&[first]), rest, kind),
        None => {
            let value = members.get(&[path]).filter(|value| !fits(value.get(), kind))?;
            Some(if matches!(kind, Kind::Object | Kind::List) {
                flaw_of_text(value.get())
            } else {
                flaw_of_word(value.get())
            })
        }
    }
}

/// Why what stands in the place of a word or a number is none.
fn flaw_of_word(value: &str) -> MemberFlaw {
    let is_number = value.trim_matches('"').bytes().all(|byte| byte.is_ascii_digit());
    if is_number { MemberFlaw::TooLarge } else { MemberFlaw::WrongType }
}

/// Why what stands in the place of an object or a list is none; rows of tables hold those in texts.
fn flaw_of_text(value: &str) -> MemberFlaw {
    let text = Text::new(value.trim_matches('"').as_bytes(), true).decode();
    if !value.starts_with('"') || !text.trim_start().starts_with(['{', '[']) {
        return MemberFlaw::WrongType;
    }
    match serde_json::from_str::<IgnoredAny>(&text) {
        Ok(_) => MemberFlaw::WrongType,
        Err(error) if error.is_eof() => MemberFlaw::CutOff,
        Err(_) => MemberFlaw::Damaged,
    }
}

fn fits(json: &str, kind: Kind) -> bool {
    let is_empty = matches!(json, "null" | "\"\"" | "{}" | "[]");
    let word = || Text::new(json.trim_matches('"').as_bytes(), false);
    is_empty
        || match kind {
            Kind::Word => !json.starts_with(['{', '[']),
            Kind::Duration => milliseconds(word()).is_some(),
            Kind::Object => json.starts_with('{') || !Members::list_in(json).is_empty(),
            Kind::List => Members::others_in(json) == 0,
        }
}

/// Takes the name of a member, where in the record it begins, and its bytes.
type Look<'a> = dyn FnMut(&[u8], usize, &[u8]) + 'a;

/// Looks at each member of an object, and instead of `properties` at the members in there. The object begins at byte
/// `start` of the record.
fn each_member(object: &[u8], start: usize, look: &mut Look<'_>) {
    let mut cursor = Cursor::new(object, 1);
    while let Ok(byte) = cursor.peek() {
        if byte == b',' {
            cursor.at += 1;
            continue;
        }
        let from = cursor.at;
        let Ok(name) = cursor.name() else { return };
        if cursor.colon().is_err() || cursor.peek().is_err() {
            return;
        }
        let value = cursor.at;
        if cursor.skip_value().is_err() {
            return;
        }
        let name = name.decode_bytes();
        if name.eq_ignore_ascii_case(b"properties") && object[value] == b'{' {
            each_member(&object[value..cursor.at], start + value, look);
        } else {
            look(&name, start + from, &object[from..cursor.at]);
        }
    }
}
