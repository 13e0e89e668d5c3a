//! Which members of an event could not be read: they are of another type than in any export, or hold bytes that are no
//! UTF-8. The event is shown without them, and they are told.
//!
//! Met in few records, if in any: the scan only says that there is something to look for, and the converter looks.

use super::cursor::Cursor;
use super::members::Members;
use super::mend::mend;
use super::problem::{MemberFlaw, ProblemKind};
use super::scan::milliseconds;
use super::{Text, utf8};

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

/// The members of an event's record that could not be read.
pub fn unread(record: &[u8]) -> Vec<ProblemKind> {
    let mut found = Vec::new();
    let text = String::from_utf8_lossy(record);
    let mended = if Members::parse(&text).is_ok() { None } else { mend(&text).map(|(mended, _)| mended) };
    if let Ok(members) = Members::parse(mended.as_deref().unwrap_or(&text)) {
        let properties = members.object(&["properties"]);
        for (path, kind) in MEMBERS {
            if [&members, &properties].into_iter().any(|part| is_wrong(part, path, kind)) {
                found.push(ProblemKind::unread(path, MemberFlaw::WrongType));
            }
        }
    }
    each_invalid(record, &mut |name| {
        let mut known = MEMBERS.iter().map(|(path, _)| *path).chain(OTHERS);
        let name = known.find(|known| name.eq_ignore_ascii_case(known.as_bytes())).unwrap_or(ANOTHER);
        let kind = ProblemKind::unread(name, MemberFlaw::NotUtf8);
        if !found.contains(&kind) {
            found.push(kind);
        }
    });
    found
}

/// Whether the member at a path is of another type.
fn is_wrong(members: &Members<'_>, path: &str, kind: Kind) -> bool {
    let Some((first, rest)) = path.split_once('.') else {
        return members.get(&[path]).is_some_and(|value| !fits(value.get(), kind));
    };
    members.has(first) && is_wrong(&members.object(&[first]), rest, kind)
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

/// Calls `tell` with the name of each member of an object that holds bytes that are no UTF-8; for what `properties`
/// holds, with the names in there.
fn each_invalid(object: &[u8], tell: &mut dyn FnMut(&[u8])) {
    let mut cursor = Cursor::new(object, 1);
    while let Ok(byte) = cursor.peek() {
        if byte == b',' {
            cursor.at += 1;
            continue;
        }
        let Ok(name) = cursor.name() else { return };
        if cursor.colon().is_err() || cursor.peek().is_err() {
            return;
        }
        let start = cursor.at;
        if cursor.skip_value().is_err() {
            return;
        }
        let value = &object[start..cursor.at];
        let name = name.decode_bytes();
        if !utf8::is_valid(&name) {
            tell(&name);
        }
        if utf8::is_valid(value) {
            continue;
        }
        if name.eq_ignore_ascii_case(b"properties") && value[0] == b'{' {
            each_invalid(value, tell);
        } else {
            tell(&name);
        }
    }
}
