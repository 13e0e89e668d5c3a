//! How target applications answer: rights, faults, limits.

use crate::advice::entry::{Actor, Entry, Fault, Retry};
use crate::advice::sources::{GRAPH_JOBS, LOGS, QUARANTINE, REPORTS};

pub const ENTRIES: &[Entry] = &[
    Entry {
        codes: &["TooManyRequests"],
        title: "the target application asked for fewer requests",
        cause: "The target application limits how many requests it takes in a while, and the limit was reached.",
        actors: &[Actor::Nobody],
        steps: &[
            "Wait: the service slows down and goes on by itself.",
            "If it happens in every cycle, ask the vendor of the application for a higher limit.",
        ],
        retry: Retry::Automatic,
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["InternalServerError"],
        title: "the target application met a fault of its own",
        cause: "The target application answered with an unexpected server error.",
        actors: &[Actor::Nobody, Actor::TargetApplication],
        steps: &[
            "Wait for the next cycle: most of these faults pass.",
            "If it stays, look at the application's status page and hand the time and change id to its vendor.",
        ],
        retry: Retry::NextCycle,
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["InsufficientRights", "MethodNotAllowed", "NotPermitted", "Unauthorized", "Forbidden"],
        title: "the target application does not permit this change",
        cause: "The application accepted the connection, but the account that the job uses may not do this.",
        actors: &[Actor::TargetApplication],
        steps: &[
            "Give the account or token that the job uses the administrator or API role that the application asks for.",
            "Compare the set-up with the application's provisioning tutorial.",
            "Test the connection on the provisioning page.",
        ],
        sources: &[LOGS, REPORTS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["UnprocessableEntity"],
        title: "the target application refused the content",
        cause: "The request was well formed, but the application does not accept one of its values or is set up in a \
                way that forbids it.",
        actors: &[Actor::TargetApplication, Actor::Mapping],
        steps: &[
            "Read what the application said in its reply: it often names the attribute.",
            "Compare the new values with what the application allows, and correct the data or the mapping.",
        ],
        broad: true,
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["WebExceptionProtocolError"],
        title: "the connection to the target application broke the rules of HTTP",
        cause: "The exchange with the application failed at the level of the web protocol.",
        actors: &[Actor::Nobody, Actor::TargetApplication],
        steps: &[
            "Wait for the next cycle.",
            "If it stays, check proxies, certificates and TLS settings in front of the application.",
        ],
        retry: Retry::NextCycle,
        sources: &[LOGS],
        broad: true,
        ..Entry::BLANK
    },
    Entry {
        codes: &["NotImplemented"],
        title: "the target application does not offer this operation",
        cause: "The application says that it has not implemented the call that the job needs.",
        actors: &[Actor::TargetApplication],
        steps: &[
            "Check the application's provisioning settings against its tutorial.",
            "Ask the vendor whether the operation is supported, and switch it off in the job if it is not.",
        ],
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["InternalError"],
        title: "the provisioning service met a fault of its own",
        cause: "Something went wrong inside the provisioning service, not in your data or in the application.",
        actors: &[Actor::Nobody, Actor::Support],
        steps: &[
            "Wait for the next cycle.",
            "If it stays, open a case with Microsoft support and give the change id and the job id.",
        ],
        retry: Retry::NextCycle,
        fault: Fault::Service,
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        // Cloud sync writes the same code with another capital: there it is the agent that was too slow.
        codes: &["Timeout"],
        title: "the target application took too long to answer",
        cause: "No answer came from the target application in the time that the service waits.",
        actors: &[Actor::Nobody, Actor::TargetApplication],
        steps: &["Wait for the next cycle.", "If it stays, ask the vendor of the application why it is slow."],
        retry: Retry::NextCycle,
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["LicenseLimitExceeded"],
        title: "the target application has no free licence",
        cause: "All seats of the application are taken, so no further account can be made or enabled.",
        actors: &[Actor::TargetApplication, Actor::Assignment],
        steps: &[
            "Buy seats, or take the application away from people who do not need it.",
            "If the job chooses the licence by a mapping, check that it names one with free seats.",
        ],
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["InvalidCredentials", "SalesforceInvalidCredentials"],
        title: "the target application refused the stored credentials",
        cause: "The password, token or secret that the job uses is wrong, has expired or was taken back.",
        actors: &[Actor::TargetApplication, Actor::Mapping],
        steps: &[
            "Enter fresh administrator credentials on the provisioning page of the application.",
            "Test the connection and save.",
            "Restart provisioning, so that the job leaves quarantine.",
        ],
        retry: Retry::Quarantine,
        fault: Fault::Job,
        sources: &[GRAPH_JOBS, QUARANTINE],
        ..Entry::BLANK
    },
    Entry {
        codes: &["DuplicateRoles"],
        title: "the target application has several roles of the same name",
        cause: "The roles of the application are read into Microsoft Entra ID, where every name may occur only once. \
                Salesforce and Zendesk are known for it.",
        actors: &[Actor::TargetApplication],
        steps: &[
            "Rename or remove the roles that share a name, in the application or in the app registration's manifest.",
            "Restart provisioning.",
        ],
        retry: Retry::Quarantine,
        fault: Fault::Job,
        symptoms: &[&["duplicate roles"], &["DuplicateRole"]],
        sources: &[QUARANTINE],
        ..Entry::BLANK
    },
    Entry {
        codes: &["1789003"],
        title: "Workplace does not know the mail domain",
        cause: "The domain of the person's mail address is not verified in Workplace from Meta.",
        actors: &[Actor::TargetApplication],
        steps: &["Verify the domain in Workplace, or give the person an address in a verified domain."],
        symptoms: &[&["1789003"]],
        sources: &[REPORTS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["WorkplaceEmailMissing"],
        title: "Workplace needs a mail address and the person has none",
        cause: "The mapping takes Workplace's mail address from an attribute that is empty for this person.",
        actors: &[Actor::SourceData, Actor::Mapping],
        steps: &[
            "Fill in the person's mail address.",
            "Or map a fallback, such as the user principal name where mail is empty.",
        ],
        symptoms: &[&["Missing Email field"]],
        sources: &[REPORTS],
        ..Entry::BLANK
    },
];
