//! The parts of a job's id: `<template>.<tenant>.<service principal>`.

/// A job id, split. What is not there is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JobId {
    /// What kind of job it is, such as `scim` or `Azure2Azure`.
    pub template: String,
    /// The tenant's id with its dashes, which the job id leaves out.
    pub tenant: String,
    pub service_principal: String,
}

impl JobId {
    /// Splits an id; one that is built in another way is all template. Older ids end after the tenant.
    #[must_use]
    pub fn parse(id: &str) -> Self {
        let service_principal = service_principal(id);
        let rest = id.strip_suffix(service_principal).and_then(|rest| rest.strip_suffix('.')).unwrap_or(id);
        let (template, tenant) = match rest.rsplit_once('.') {
            Some((template, last)) if last.len() == 32 && last.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                (template, dashed(last))
            }
            _ => (rest, String::new()),
        };
        Self { template: template.to_owned(), tenant, service_principal: service_principal.to_owned() }
    }
}

/// The service principal that an id ends in; empty where it does in none.
#[must_use]
pub fn service_principal(id: &str) -> &str {
    id.rsplit_once('.').map(|(_, last)| last).filter(|last| is_dashed(last)).unwrap_or("")
}

/// Whether a text is built like `22222222-2222-2222-2222-222222222222`.
pub(super) fn is_dashed(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_alphanumeric(),
        })
}

fn dashed(text: &str) -> String {
    [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_id_is_split_and_its_tenant_gets_its_dashes_back() {
        let id = JobId::parse("scim.11111111222233334444555555555555.66666666-7777-8888-9999-aaaaaaaaaaaa");
        assert_eq!(id.template, "scim");
        assert_eq!(id.tenant, "11111111-2222-3333-4444-555555555555");
        assert_eq!(id.service_principal, "66666666-7777-8888-9999-aaaaaaaaaaaa");
    }

    #[test]
    fn a_shorter_or_odd_id_loses_nothing() {
        let older = JobId::parse("My.Out.Delta.11111111222233334444555555555555");
        assert_eq!(older.template, "My.Out.Delta");
        assert_eq!(older.service_principal, "");
        for odd in ["", "scim", "a.b.c", "ö.11111111222233334444555555555é5"] {
            assert_eq!(JobId::parse(odd).template, odd);
        }
    }
}
