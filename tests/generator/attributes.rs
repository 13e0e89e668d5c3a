//! Which attributes flow for which kind of application, under which name on each side.

use super::applications::Kind;

/// What an attribute says, whatever a system calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    ObjectId,
    Active,
    UserName,
    DisplayName,
    Given,
    Family,
    Mail,
    Nickname,
    Department,
    Title,
    Employee,
    Company,
    City,
    Country,
    CountryCode,
    Street,
    Phone,
    Language,
    Manager,
    Role,
    Hired,
    DistinguishedName,
    UserType,
    SoftDeleted,
    Members,
    SecurityEnabled,
}

/// A field with its name in the source and in the target; an empty name where a side does not have it.
pub type Mapping = (Field, &'static str, &'static str);

pub const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const ENTERPRISE_DEPARTMENT: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
const ENTERPRISE_MANAGER: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager";
const ENTERPRISE_EMPLOYEE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber";

const SCIM_USER: &[Mapping] = &[
    (Field::ObjectId, "objectId", ""),
    (Field::Active, "accountEnabled", "active"),
    (Field::UserName, "userPrincipalName", "userName"),
    (Field::DisplayName, "displayName", "displayName"),
    (Field::Given, "givenName", "name.givenName"),
    (Field::Family, "surname", "name.familyName"),
    (Field::Mail, "mail", "emails[type eq \"work\"].value"),
    (Field::Nickname, "mailNickname", "externalId"),
    (Field::Department, "department", ENTERPRISE_DEPARTMENT),
    (Field::Title, "jobTitle", "title"),
    (Field::Employee, "employeeId", ENTERPRISE_EMPLOYEE),
    (Field::City, "city", "addresses[type eq \"work\"].locality"),
    (Field::Phone, "telephoneNumber", "phoneNumbers[type eq \"work\"].value"),
    (Field::Language, "preferredLanguage", "preferredLanguage"),
    (Field::Manager, "manager", ENTERPRISE_MANAGER),
    (Field::Role, "appRoleAssignments", ""),
    (Field::SoftDeleted, "IsSoftDeleted", ""),
];

const GALLERY_USER: &[Mapping] = &[
    (Field::ObjectId, "objectId", ""),
    (Field::Active, "accountEnabled", "active"),
    (Field::UserName, "userPrincipalName", "user_name"),
    (Field::DisplayName, "displayName", "name"),
    (Field::Given, "givenName", "first_name"),
    (Field::Family, "surname", "last_name"),
    (Field::Mail, "mail", "email"),
    (Field::Nickname, "mailNickname", "nickname"),
    (Field::Department, "department", "department"),
    (Field::Title, "jobTitle", "title"),
    (Field::Employee, "employeeId", "employee_number"),
    (Field::Street, "streetAddress", "street"),
    (Field::City, "city", "city"),
    (Field::CountryCode, "usageLocation", "country"),
    (Field::Phone, "telephoneNumber", "phone"),
    (Field::Manager, "manager", "manager"),
    (Field::Role, "appRoleAssignments", "roles"),
    (Field::SoftDeleted, "IsSoftDeleted", ""),
];

const PERSONNEL_USER: &[Mapping] = &[
    (Field::Employee, "WorkerID", "employeeID"),
    (Field::Active, "Active", "accountDisabled"),
    (Field::UserName, "UserID", "userPrincipalName"),
    (Field::DisplayName, "PreferredNameData", "displayName"),
    (Field::Given, "PreferredFirstName", "givenName"),
    (Field::Family, "PreferredLastName", "sn"),
    (Field::Nickname, "UserName", "sAMAccountName"),
    (Field::DistinguishedName, "", "parentDistinguishedName"),
    (Field::Department, "SupervisoryOrganization", "department"),
    (Field::Title, "BusinessTitle", "title"),
    (Field::Company, "Company", "company"),
    (Field::City, "Municipality", "l"),
    (Field::Country, "CountryReference", "co"),
    (Field::CountryCode, "CountryReferenceTwoLetter", "c"),
    (Field::Street, "AddressLineData", "streetAddress"),
    (Field::Phone, "PrimaryWorkTelephone", "telephoneNumber"),
    (Field::Manager, "ManagerReference", "manager"),
    (Field::Hired, "HireDate", ""),
];

const CROSS_TENANT_USER: &[Mapping] = &[
    (Field::ObjectId, "objectId", "alternativeSecurityIds"),
    (Field::Active, "accountEnabled", "accountEnabled"),
    (Field::UserName, "userPrincipalName", "userPrincipalName"),
    (Field::DisplayName, "displayName", "displayName"),
    // Two names that differ by letter case only: details are not a map that folds case.
    (Field::DisplayName, "DisplayName", ""),
    (Field::Given, "givenName", "givenName"),
    (Field::Family, "surname", "surname"),
    (Field::Mail, "mail", "mail"),
    (Field::Nickname, "mailNickname", "mailNickname"),
    (Field::Department, "department", "department"),
    (Field::Title, "jobTitle", "jobTitle"),
    (Field::Employee, "employeeId", "employeeId"),
    (Field::Company, "companyName", "companyName"),
    (Field::City, "city", "city"),
    (Field::Country, "country", "country"),
    (Field::UserType, "userType", "userType"),
    (Field::Manager, "manager", "manager"),
    (Field::SoftDeleted, "IsSoftDeleted", ""),
];

const CLOUD_SYNC_USER: &[Mapping] = &[
    (Field::ObjectId, "objectGUID", "sourceAnchor"),
    (Field::Active, "accountDisabled", "accountEnabled"),
    (Field::UserName, "userPrincipalName", "userPrincipalName"),
    (Field::DisplayName, "displayName", "displayName"),
    (Field::Given, "givenName", "givenName"),
    (Field::Family, "sn", "surname"),
    (Field::Mail, "mail", "mail"),
    (Field::Nickname, "sAMAccountName", "onPremisesSamAccountName"),
    (Field::DistinguishedName, "distinguishedName", "onPremisesDistinguishedName"),
    (Field::Department, "department", "department"),
    (Field::Title, "title", "jobTitle"),
    (Field::Company, "company", "companyName"),
    (Field::City, "l", "city"),
    (Field::Street, "streetAddress", "streetAddress"),
    (Field::Phone, "telephoneNumber", "businessPhones"),
    (Field::Manager, "manager", "manager"),
];

const GROUP: &[Mapping] = &[
    (Field::ObjectId, "objectId", "externalId"),
    (Field::DisplayName, "displayName", "displayName"),
    (Field::Nickname, "mailNickname", ""),
    (Field::SecurityEnabled, "securityEnabled", ""),
    (Field::Members, "members", "members"),
    (Field::SoftDeleted, "IsSoftDeleted", ""),
];

/// The attribute flow of users.
pub fn user_mappings(kind: Kind) -> &'static [Mapping] {
    match kind {
        Kind::Scim => SCIM_USER,
        Kind::Gallery | Kind::Roles => GALLERY_USER,
        Kind::Personnel => PERSONNEL_USER,
        Kind::CrossTenant => CROSS_TENANT_USER,
        Kind::CloudSync => CLOUD_SYNC_USER,
    }
}

/// The attribute flow of groups.
pub fn group_mappings() -> &'static [Mapping] {
    GROUP
}

/// What the target calls a field.
pub fn target_name(kind: Kind, field: Field) -> &'static str {
    let mut mappings = user_mappings(kind).iter().chain(GROUP);
    let found = mappings.find(|(of, _, target)| *of == field && !target.is_empty());
    found.map_or("displayName", |(_, _, target)| target)
}

/// Whether a field changes in the life of an object, as names and keys do not.
fn is_changing(field: Field) -> bool {
    use Field::{
        City, Company, Country, Department, DistinguishedName, Family, Manager, Members, Phone, Street, Title,
    };
    matches!(
        field,
        City | Company | Country | Department | DistinguishedName | Family | Manager | Members | Phone | Street | Title
    )
}

/// The names of the target's values that updates write.
pub fn changing_names(kind: Kind, is_group: bool) -> Vec<&'static str> {
    let mappings = if is_group { GROUP } else { user_mappings(kind) };
    let changing = mappings.iter().filter(|(field, _, target)| is_changing(*field) && !target.is_empty());
    changing.map(|(_, _, target)| *target).collect()
}

/// A name as step details have it: dots and colons are lost there.
pub fn mangled(name: &str) -> String {
    name.replace(['.', ':'], "")
}
