//! The applications that are provisioned to and from, and the ids that go with them.

use super::random::Random;

/// What an application provisions between; decides attributes, steps and faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An application of one's own, spoken to in SCIM.
    Scim,
    /// An application of the gallery with a connector of its own.
    Gallery,
    /// A personnel system that writes to the on-premises Active Directory.
    Personnel,
    /// Guests and members of another tenant.
    CrossTenant,
    /// The on-premises Active Directory that writes to the cloud.
    CloudSync,
    /// Roles read from an application onto its service principal.
    Roles,
}

/// Names of one application as the catalogue lists it, the busiest first.
struct Listing {
    name: &'static str,
    /// What a job id begins with.
    template: &'static str,
    /// The system that is not the tenant itself.
    system: &'static str,
    kind: Kind,
}

const fn listing(name: &'static str, template: &'static str, system: &'static str, kind: Kind) -> Listing {
    Listing { name, template, system, kind }
}

const CUSTOM: &str = "customappsso";
const CATALOGUE: &[Listing] = &[
    listing("Timetable SCIM", "scim", CUSTOM, Kind::Scim),
    listing("Workday to Active Directory User Provisioning", "Workday2AD", "Workday", Kind::Personnel),
    listing("ServiceNow", "serviceNow", "ServiceNow", Kind::Gallery),
    listing("Skerry Harbour Authority", "Azure2Azure", "Azure Active Directory (target tenant)", Kind::CrossTenant),
    listing("Slack", "slack", "Slack", Kind::Gallery),
    listing("ad.brackwater.example", "AD2AADProvisioning", "Active Directory", Kind::CloudSync),
    listing("Salesforce", "salesforce", "Salesforce", Kind::Gallery),
    listing(
        "SuccessFactors to Active Directory User Provisioning",
        "SuccessFactors2AD",
        "SuccessFactors",
        Kind::Personnel,
    ),
    listing("Crew Portal", "scim", CUSTOM, Kind::Scim),
    listing("AWS Fleet Accounts", "aws", "Amazon Web Services", Kind::Roles),
    listing("Dropbox Business", "DropboxSCIMOutDelta", "Dropbox", Kind::Gallery),
    listing("Box", "BoxOutDelta", "Box", Kind::Gallery),
    listing("Zscaler", "zscaler", "Zscaler", Kind::Gallery),
    listing("Airtable", "airtable", "Airtable", Kind::Gallery),
    listing("API-driven provisioning to on-premises Active Directory", "API2AD", "API", Kind::Personnel),
    listing("Zoom", "zoom", "Zoom", Kind::Gallery),
    listing("Ticket Kiosk (test)", "scim", CUSTOM, Kind::Scim),
    listing("Workplace", "workplace", "Workplace from Meta", Kind::Gallery),
    listing("Kuroshio Lines K.K.", "Azure2Azure", "Azure Active Directory (target tenant)", Kind::CrossTenant),
    listing("Harbour \"Pilot\" API", "scim", CUSTOM, Kind::Scim),
    listing("Φορτωτική / Freight", "scim", CUSTOM, Kind::Scim),
    listing("Zendesk", "zendesk", "Zendesk", Kind::Gallery),
    listing("GitHub Enterprise", "github", "GitHub", Kind::Gallery),
    listing("Old Payroll (do not use)", "scim", CUSTOM, Kind::Scim),
];

const TENANT: &str = "Microsoft Entra ID";

/// One application with its ids.
#[derive(Clone, Debug)]
pub struct Application {
    /// Its place in the catalogue.
    pub number: u64,
    pub name: &'static str,
    pub kind: Kind,
    /// The connector, as it stands in front of codes of its own: `Box` in `BoxEntryConflict`.
    pub connector: &'static str,
    pub job_id: String,
    pub service_principal: String,
    pub application_id: String,
    pub source_system: (String, &'static str),
    pub target_system: (String, &'static str),
}

/// Every application, the busiest first.
pub fn applications(seed: u64, tenant: &str) -> Vec<Application> {
    CATALOGUE.iter().zip(0_u64..).map(|(listing, number)| Application::new(seed, tenant, listing, number)).collect()
}

/// How busy each application is: Zipf's law, the second half as busy as the first, the third a third.
pub fn weights() -> Vec<u64> {
    (1..=CATALOGUE.len() as u64).map(|rank| 100_000 / rank).collect()
}

impl Application {
    fn new(seed: u64, tenant: &str, listing: &Listing, number: u64) -> Self {
        let mut random = Random::of(&[seed, 3, number]);
        let service_principal = random.guid();
        let (source, target) = match listing.kind {
            Kind::Scim | Kind::Gallery | Kind::CrossTenant => (TENANT, listing.system),
            Kind::Personnel => (listing.system, "Active Directory"),
            Kind::CloudSync => (listing.system, TENANT),
            // Role imports are old code, and write the tenant's old name.
            Kind::Roles => (listing.system, "Azure Active Directory"),
        };
        Self {
            number,
            name: listing.name,
            kind: listing.kind,
            connector: match listing.kind {
                Kind::Scim => "SystemForCrossDomainIdentityManagement",
                _ => listing.system.split(' ').next().unwrap_or(listing.system),
            },
            job_id: format!("{}.{}.{service_principal}", listing.template, tenant.replace('-', "")),
            service_principal,
            application_id: random.guid(),
            source_system: (random.guid(), source),
            target_system: (random.guid(), target),
        }
    }

    /// The id of an object in the target system: many systems do not use GUIDs.
    pub fn target_id(&self, seed: u64, object: &str) -> String {
        let object = object.bytes().fold(0_u64, |key, byte| key.wrapping_mul(131).wrapping_add(u64::from(byte)));
        // Jobs into one directory share its objects.
        let system = if self.kind == Kind::Personnel { 1000 } else { self.number };
        let mut random = Random::of(&[seed, 4, system, object]);
        match (self.kind, self.number % 3) {
            (Kind::Personnel | Kind::CrossTenant | Kind::CloudSync | Kind::Roles, _) | (Kind::Scim, 0) => random.guid(),
            (_, 1) => random.token(14),
            _ => format!("{}", 1_000_000 + random.below(9_000_000)),
        }
    }
}
