//! Cloud sync between Active Directory and Microsoft Entra ID, and its agent.

use crate::advice::entry::{Actor, Entry, Fault, Retry};
use crate::advice::sources::{CLOUD_SYNC, CLOUD_SYNC_HELP, DELETIONS, REPORTS};

pub const ENTRIES: &[Entry] = &[
    Entry {
        codes: &["TimeOut"],
        title: "the on-premises agent did not answer in time",
        cause: "The service waited about ten minutes for the agent and gave up.",
        actors: &[Actor::Directory],
        steps: &[
            "Check that the agent's service runs and that its server is not overloaded.",
            "Check the way out from that server to the internet, proxies included.",
        ],
        sources: &[CLOUD_SYNC, CLOUD_SYNC_HELP],
        ..Entry::BLANK
    },
    Entry {
        codes: &["HybridSynchronizationActiveDirectoryInternalServerError"],
        title: "the request could not be turned into a directory search",
        cause: "The agent or the service could not make a search of Active Directory out of the request.",
        actors: &[Actor::Directory, Actor::Support],
        steps: &[
            "Look in the agent's log for the moment of the event.",
            "If it stays, open a case with Microsoft support and give the job id.",
        ],
        fault: Fault::Service,
        broad: true,
        sources: &[CLOUD_SYNC],
        ..Entry::BLANK
    },
    Entry {
        codes: &["HybridIdentityServiceNoAgentsAssigned"],
        title: "no agent is registered for the domain",
        cause: "The service finds no agent that could reach this Active Directory domain.",
        actors: &[Actor::Directory],
        steps: &["Install the provisioning agent on a server of the domain, or register the installed one again."],
        sources: &[CLOUD_SYNC],
        ..Entry::BLANK
    },
    Entry {
        codes: &["HybridIdentityServiceNoActiveAgents"],
        title: "no agent of the domain is listening",
        cause: "Agents are registered, but none is connected: the service has stopped or a firewall is in the way.",
        actors: &[Actor::Directory],
        steps: &[
            "Start the provisioning agent's service on its server.",
            "Open the outbound connections that the agent needs.",
        ],
        sources: &[CLOUD_SYNC, CLOUD_SYNC_HELP],
        ..Entry::BLANK
    },
    Entry {
        codes: &["HybridIdentityServiceInvalidResource"],
        title: "the set-up of the agent is damaged",
        cause: "The configuration does not say any more which resource the agent serves.",
        actors: &[Actor::Directory],
        steps: &["Register the agent again.", "Then restart the configuration."],
        retry: Retry::AfterRestart,
        sources: &[CLOUD_SYNC],
        ..Entry::BLANK
    },
    Entry {
        codes: &["HybridIdentityServiceAgentSignalingError"],
        title: "the cloud could not call the agent",
        cause: "The message bus between the service and the agent failed.",
        actors: &[Actor::Directory, Actor::Support],
        steps: &[
            "Wait for the next attempt.",
            "If it stays, check the agent's connections, then open a case with Microsoft support.",
        ],
        fault: Fault::Service,
        sources: &[CLOUD_SYNC],
        ..Entry::BLANK
    },
    Entry {
        codes: &["AzureDirectoryServiceServerBusy"],
        title: "Microsoft Entra ID was too busy",
        cause: "The cloud directory could not take the request at that moment.",
        actors: &[Actor::Nobody, Actor::Support],
        steps: &["Wait.", "If it lasts longer than a day, open a case with Microsoft support."],
        retry: Retry::Automatic,
        fault: Fault::Service,
        sources: &[CLOUD_SYNC],
        ..Entry::BLANK
    },
    Entry {
        codes: &["AzureActiveDirectoryInvalidCredential"],
        title: "the account that cloud sync works with is missing",
        cause: "The account ADToAADSyncServiceAccount was deleted from Microsoft Entra ID.",
        actors: &[Actor::Directory, Actor::EntraAdministrator],
        steps: &["Run Repair-AADCloudSyncToolsAccount from the cloud sync tools on the agent's server."],
        retry: Retry::Quarantine,
        fault: Fault::Job,
        symptoms: &[&["AADSTS50034"]],
        sources: &[CLOUD_SYNC],
        ..Entry::BLANK
    },
    Entry {
        codes: &["AzureActiveDirectoryExpiredCredentials"],
        title: "the credentials of the account that cloud sync works with have expired",
        cause: "Microsoft Entra ID no longer takes the password of ADToAADSyncServiceAccount.",
        actors: &[Actor::Directory, Actor::EntraAdministrator],
        steps: &["Run Repair-AADCloudSyncToolsAccount from the cloud sync tools on the agent's server."],
        retry: Retry::Quarantine,
        fault: Fault::Job,
        symptoms: &[&["AADSTS50055"]],
        sources: &[CLOUD_SYNC],
        ..Entry::BLANK
    },
    Entry {
        codes: &["AzureActiveDirectoryAuthenticationFailed"],
        title: "cloud sync could not sign in",
        cause: "The sign-in to Microsoft Entra ID failed and no closer cause is known.",
        actors: &[Actor::Support],
        steps: &["Open a case with Microsoft support and give the job id."],
        fault: Fault::Job,
        sources: &[CLOUD_SYNC],
        ..Entry::BLANK
    },
    Entry {
        codes: &["AzureDirectoryServiceAuthorizationFailed"],
        title: "the service principal of cloud sync is missing",
        cause: "The tenant has no service principal named Microsoft Entra AD Synchronization Service, or it is \
                disabled.",
        actors: &[Actor::EntraAdministrator],
        steps: &["Create the service principal again, and allow up to a day for it to take effect."],
        retry: Retry::Quarantine,
        fault: Fault::Job,
        sources: &[REPORTS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["HybridSynchronizationActiveDirectoryUnexpectedDuplicateEntriesFound"],
        title: "two groups in Active Directory stand for the same cloud group",
        cause: "Two groups have the same value in msDS-ExternalDirectoryObjectId, so group write-back cannot tell \
                which one to change.",
        actors: &[Actor::Directory],
        steps: &["Search Active Directory for the value, and clear it on the group that should not have it."],
        sources: &[REPORTS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["TooManyDeletes", "StagedDelete"],
        title: "more deletions than the guard allows",
        cause: "A cycle wanted to delete more objects than the threshold against accidental deletions lets through, \
                so the deletions are held back.",
        actors: &[Actor::Mapping],
        steps: &[
            "Look through the events with the action Staged delete and find out why the objects left the scope.",
            "If the deletions are meant, allow them on the provisioning page of the application.",
            "If not, reject them and bring the objects back into scope.",
        ],
        retry: Retry::Decision,
        fault: Fault::Job,
        sources: &[DELETIONS, CLOUD_SYNC_HELP],
        ..Entry::BLANK
    },
];
