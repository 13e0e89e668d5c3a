//! On-premises applications behind the ECMA connector host: SQL, LDAP, web services, PowerShell.

use crate::advice::entry::{Actor, Entry};
use crate::advice::sources::ECMA;

pub const ENTRIES: &[Entry] = &[
    Entry {
        codes: &["EcmaFileAccess"],
        title: "the connector host cannot read its own files",
        cause: "The ECMA connector host has no rights on its folders, or Windows blocks one of its libraries because \
                it was downloaded.",
        actors: &[Actor::Directory],
        steps: &[
            "Give the account of the host's service full rights on the folders of the host and its cache.",
            "Unblock the connector's library in its file properties.",
            "Restart the host's service.",
        ],
        symptoms: &[&["Could not load file or assembly"], &["UnauthorizedAccessException"]],
        sources: &[ECMA],
        ..Entry::BLANK
    },
    Entry {
        codes: &["EcmaInvalidDn"],
        title: "the distinguished name is not a legal one",
        cause: "The expression that makes the distinguished name of the LDAP object yields a name that breaks the \
                rules, for instance by an unescaped comma.",
        actors: &[Actor::Mapping],
        steps: &["Correct the expression of the anchor and escape special characters in its parts."],
        symptoms: &[&["InvalidDNSyntax"], &["invalid DN"]],
        sources: &[ECMA],
        ..Entry::BLANK
    },
    Entry {
        codes: &["EcmaObjectClass"],
        title: "the LDAP directory does not accept the object class",
        cause: "The attribute objectClass is not mapped, or its constant value is not what the directory expects.",
        actors: &[Actor::Mapping],
        steps: &["Map objectClass to constant values that the directory knows."],
        symptoms: &[&["ObjectClassViolation"], &["objectClass", "syntax"]],
        sources: &[ECMA],
        ..Entry::BLANK
    },
];
