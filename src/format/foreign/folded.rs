//! Records whose inner objects are texts: rows of Log Analytics hold them as JSON in strings, and what PowerShell
//! writes without `-Depth 10` holds only the names of their types.

use serde_json::value::RawValue;

use super::super::Text;
use super::super::json_text::push_member;
use super::super::members::Members;
use super::super::mend::mend;

/// The members that hold objects or arrays.
const STRUCTURED: [&str; 11] = [
    "provisioningStatusInfo",
    "statusInfo",
    "provisioningSteps",
    "modifiedProperties",
    "servicePrincipal",
    "initiatedBy",
    "sourceSystem",
    "targetSystem",
    "sourceIdentity",
    "targetIdentity",
    "properties",
];

/// Columns of the table `AADProvisioningLogs` that other tables do not have.
const OWN_COLUMNS: [&str; 7] = [
    "ProvisioningSteps",
    "ProvisioningStatusInfo",
    "ProvisioningAction",
    "ChangeId",
    "CycleId",
    "SourceIdentity",
    "TargetIdentity",
];

/// How PowerShell writes an object that lies deeper than it was told to go.
const TYPE_NAMES: [&str; 4] = ["Microsoft.Graph.", "System.Object", "System.Collections.", "@{"];

/// Whether inner objects were cut off when the record was written.
pub fn is_collapsed(record: &Members<'_>) -> bool {
    let info = record.get(&["provisioningStatusInfo"]).filter(|info| info.get().starts_with('{'));
    let error = info.and_then(|info| Members::parse(info.get()).ok()?.get(&["errorInformation"]));
    let mut values = STRUCTURED.iter().filter_map(|name| record.get(&[name])).chain(error);
    values.any(|value| {
        let text = value.get().trim_start_matches(['[', ' ', '\r', '\n', '\t']);
        text.strip_prefix('"').is_some_and(is_cut_off)
    })
}

/// Whether a text is what PowerShell writes of an object that has no place there.
fn is_cut_off(text: &str) -> bool {
    TYPE_NAMES.iter().any(|name| text.starts_with(name))
}

/// Whether a value of a table is what PowerShell writes of an object, as a whole.
pub fn is_object_name(value: &str) -> bool {
    let is_model = value.starts_with("Microsoft.Graph.PowerShell.Models.") || value.starts_with("System.Collections.");
    is_model || value == "System.Object[]" || value.starts_with("@{") && value.ends_with('}') && value.contains('=')
}

/// Rewrites a row of Log Analytics, or a record whose inner objects are JSON in strings.
pub fn rewrite(record: &Members<'_>) -> Option<String> {
    let is_row = record.iter().any(|(name, _)| is_time_generated(name));
    let has_own_column = OWN_COLUMNS.iter().any(|name| record.has(name));
    let is_ours = record.text(&["Type"]).eq_ignore_ascii_case("AADProvisioningLogs");
    let has_folded =
        || STRUCTURED.iter().any(|name| record.get(&[name]).is_some_and(|value| unfolded(value).is_some()));
    let has_category = record.text(&["category"]).eq_ignore_ascii_case("ProvisioningLogs");
    if !(has_own_column || is_ours || has_category) || !(is_row || is_ours || has_folded()) {
        return None;
    }
    let mut out = String::from("{");
    if !has_category {
        out.push_str("\"category\":\"ProvisioningLogs\",");
    }
    for (name, value) in record.iter() {
        let written = match name {
            name if is_time_generated(name) => "time",
            _ if name.eq_ignore_ascii_case("AADTenantId") => "tenantId",
            // Of a row that is the workspace.
            _ if is_row && name.eq_ignore_ascii_case("TenantId") => continue,
            _ if !has_category && name.eq_ignore_ascii_case("category") => continue,
            name => name,
        };
        let is_structured = STRUCTURED.iter().any(|structured| written.eq_ignore_ascii_case(structured));
        let unfolded = if is_structured { unfolded(value) } else { None };
        push_member(&mut out, written, unfolded.as_deref().unwrap_or(value.get()));
    }
    out.pop();
    out.push('}');
    Some(out)
}

/// Whether a column is `TimeGenerated`, which some exports write with its time zone: `TimeGenerated [UTC]`.
fn is_time_generated(name: &str) -> bool {
    name.split([' ', '[']).next().is_some_and(|name| name.eq_ignore_ascii_case("TimeGenerated"))
}

/// The JSON in a string, mended where that leaves no doubt. What the platform has cut off in the middle is none.
fn unfolded(value: &RawValue) -> Option<String> {
    let text = value.get().strip_prefix('"')?.strip_suffix('"')?;
    let text = Text::new(text.as_bytes(), true).decode().into_owned();
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    if serde_json::from_str::<&RawValue>(&text).is_ok() { Some(text) } else { mend(&text).map(|(mended, _)| mended) }
}
