//! Values and matches that target applications refuse.

use crate::advice::entry::{Actor, Entry, Retry};
use crate::advice::sources::{FUNCTIONS, GRAPH_JOBS, LOGS, MAPPING};

pub const ENTRIES: &[Entry] = &[
    Entry {
        codes: &["Conflict", "EntryConflict", "ContosoEntryConflict"],
        title: "a value that must be unique is already taken in the target",
        cause: "The target already has an object with one of these values. Often it is the same person, and the job \
                did not recognise the existing account.",
        actors: &[Actor::Mapping, Actor::SourceData],
        steps: &[
            "Look in the target for the object that holds the value: user name, mail address or external id.",
            "If it is the same person, change the matching attribute so that the job adopts the account.",
            "If it is somebody else, change the value on one of the two sides.",
        ],
        sources: &[LOGS, GRAPH_JOBS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["InvalidAnchor"],
        title: "the object is no longer where the job left it in the target",
        cause: "An object that the job had created or matched was deleted in the target, or has another id there now.",
        actors: &[Actor::Mapping],
        steps: &[
            "Restore the object in the target if it was deleted by mistake.",
            "Otherwise restart provisioning: all objects are then matched afresh. The first cycle after that can be \
             long.",
        ],
        retry: Retry::AfterRestart,
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["MandatoryFieldsMissing", "MissingValues"],
        title: "a value that the target requires is empty",
        cause: "The target does not take the object without certain attributes, and at least one of them has no value.",
        actors: &[Actor::SourceData, Actor::Mapping],
        steps: &[
            "Find the empty attribute in the reason or among the modified properties.",
            "Fill it in at the source, or map a default value for when it is empty.",
        ],
        sources: &[LOGS, MAPPING],
        ..Entry::BLANK
    },
    Entry {
        codes: &["SchemaAttributeNotFound"],
        title: "the mapping names an attribute that the target does not have",
        cause: "A mapping writes to an attribute that is unknown to the target application.",
        actors: &[Actor::Mapping],
        steps: &[
            "Remove or rename the attribute in the mapping and in the target's attribute list.",
            "If the attribute was added in the application lately, add it to the attribute list as well.",
        ],
        sources: &[LOGS, MAPPING],
        ..Entry::BLANK
    },
    Entry {
        codes: &["InvalidDomain"],
        title: "the target does not accept the domain of a value",
        cause: "A mail address or sign-in name ends in a domain that the target does not know or does not allow.",
        actors: &[Actor::SourceData, Actor::TargetApplication],
        steps: &["Register the domain in the target application, or give the person a value in an allowed domain."],
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["DuplicateTargetEntries"],
        title: "several objects in the target match",
        cause: "The matching query found more than one object in the target, so the job cannot tell which is meant.",
        actors: &[Actor::TargetApplication, Actor::Mapping],
        steps: &[
            "Search the target for the matching value, and remove or change the objects that should not have it.",
            "Or match by an attribute that is unique in the target.",
        ],
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["DuplicateSourceEntries"],
        title: "several objects in the source share the matching value",
        cause: "More than one object in the source has the same value in the matching attribute.",
        actors: &[Actor::SourceData, Actor::Mapping],
        steps: &[
            "Find the source objects that share the value, and correct or remove the duplicate.",
            "Or match by an attribute that is unique in the source.",
        ],
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["SchemaPropertyCanOnlyAcceptValue"],
        title: "the target takes one value where the source has several",
        cause: "A source attribute with several values is mapped to a target attribute that holds a single one.",
        actors: &[Actor::Mapping, Actor::SourceData],
        steps: &[
            "Map a single value, for instance by an expression that picks the first.",
            "Or correct the data so that one value is left, or drop the mapping.",
        ],
        sources: &[LOGS, FUNCTIONS],
        ..Entry::BLANK
    },
];
