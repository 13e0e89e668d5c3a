//! Pages of the portal on what an event is about, in each of Microsoft's clouds.
//!
//! A record does not say which cloud it is from. So each page has an address in every one, and a person knows theirs.

use crate::event::{ProvisionedIdentity, ProvisioningEvent, ProvisioningSystem, Written, short_type};

use super::explain::Link;
use super::links::https_only;

/// The admin centre of each cloud.
const CLOUDS: [(&str, &str); 3] = [
    ("Worldwide", "https://entra.microsoft.com"),
    ("US Government", "https://entra.microsoft.us"),
    ("China (21Vianet)", "https://entra.microsoftonline.cn"),
];

/// The page of the event's application, once for each cloud; none where its id is not known.
#[must_use]
pub fn application_pages(event: &ProvisioningEvent) -> Vec<Link> {
    let object = &event.service_principal.id;
    if !is_guid(object) {
        return Vec::new();
    }
    let systems = [&event.target_system, &event.source_system];
    let mut known = systems.into_iter().filter_map(|system| system.details.get("ApplicationId").map(Written::as_str));
    let application = known.find(|id| is_guid(id)).map(|id| format!("/appId/{id}")).unwrap_or_default();
    pages(event, &format!("Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/{object}{application}"))
}

/// The page of the user or group in the tenant's own directory, once for each cloud; none where the object is of another
/// kind, or stands in another directory.
#[must_use]
pub fn object_pages(event: &ProvisioningEvent) -> Vec<Link> {
    let sides = [(&event.source_identity, &event.source_system), (&event.target_identity, &event.target_system)];
    let page = sides.into_iter().find_map(|(identity, system)| page_of(identity, system));
    page.map_or_else(Vec::new, |page| pages(event, &page))
}

fn page_of(identity: &ProvisionedIdentity, system: &ProvisioningSystem) -> Option<String> {
    let id = &identity.id;
    if !is_own_directory(&system.display_name) || !is_guid(id) {
        return None;
    }
    match short_type(&identity.identity_type) {
        kind if kind.eq_ignore_ascii_case("user") => {
            Some(format!("Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/{id}"))
        }
        kind if kind.eq_ignore_ascii_case("group") => {
            Some(format!("Microsoft_AAD_IAM/GroupDetailsMenuBlade/~/Overview/groupId/{id}"))
        }
        _ => None,
    }
}

/// Whether a system is the directory of the tenant whose log it is: between tenants both sides bear the name, and the
/// other one says so.
fn is_own_directory(system: &str) -> bool {
    let names = ["Microsoft Entra ID", "Azure Active Directory", "Azure AD", "Microsoft Entra"];
    names.iter().any(|name| name.eq_ignore_ascii_case(system.trim()))
}

fn pages(event: &ProvisioningEvent, view: &str) -> Vec<Link> {
    let tenant = if is_guid(&event.tenant_id) { format!("/{}", event.tenant_id) } else { String::new() };
    let page = |(cloud, host): (&str, &str)| {
        let url = https_only(&format!("{host}{tenant}/#view/{view}"))?.to_owned();
        Some(Link { title: cloud.to_owned(), url })
    };
    CLOUDS.into_iter().filter_map(page).collect()
}

/// Whether an id is safe to stand in an address, and is what the portal knows objects by.
fn is_guid(id: &str) -> bool {
    id.len() == 36
        && id.bytes().any(|byte| !matches!(byte, b'0' | b'-'))
        && id.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "c34511ef-ca5a-49a3-8cd9-afb4db30fd2b";

    fn event(system: &str, kind: &str, id: &str) -> ProvisioningEvent {
        let mut event = ProvisioningEvent { tenant_id: ID.to_owned(), ..ProvisioningEvent::default() };
        event.source_identity.id = id.to_owned();
        event.source_identity.identity_type = kind.to_owned();
        event.source_system.display_name = system.to_owned();
        event.service_principal.id = id.to_owned();
        event
    }

    #[test]
    fn users_and_groups_of_the_directory_have_a_page_in_each_cloud() {
        let user = object_pages(&event("Azure Active Directory", "User", ID));
        assert_eq!(
            user[0].url,
            format!(
                "https://entra.microsoft.com/{ID}/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/{ID}"
            )
        );
        assert_eq!(user.len(), 3);
        assert!(object_pages(&event("Microsoft Entra ID", "urn:x:2.0:Group", ID))[1].url.contains("groupId"));
    }

    #[test]
    fn what_the_portal_has_no_page_for_has_no_link() {
        let others = [
            ("ServiceNow", "User", ID),
            ("Azure Active Directory (target tenant)", "User", ID),
            ("Microsoft Entra ID", "Role", ID),
            ("Microsoft Entra ID", "User", "1001"),
            ("Microsoft Entra ID", "User", "00000000-0000-0000-0000-000000000000"),
            ("Microsoft Entra ID", "User", "c34511ef-ca5a-49a3-8cd9-afb4db30f/#x"),
        ];
        for (system, kind, id) in others {
            assert_eq!(object_pages(&event(system, kind, id)), [], "{system} {kind} {id}");
        }
        assert_eq!(application_pages(&event("x", "User", "sp")), []);
    }

    #[test]
    fn an_application_has_a_page_with_its_own_id_and_that_of_what_it_was_made_of_where_it_is_known() {
        let mut event = event("x", "User", ID);
        assert!(application_pages(&event)[0].url.ends_with(&format!("/~/Overview/objectId/{ID}")));
        let application = "8e22ef92-2243-4041-86e4-f96f88886588";
        event.target_system.details.0.push(("ApplicationId".into(), Written::Text(application.into())));
        assert!(application_pages(&event)[2].url.ends_with(&format!("{ID}/appId/{application}")));
    }
}
