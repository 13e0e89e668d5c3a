//! The object that an event is about, as both sides of an application see it.

use super::applications::{Application, Kind};
use super::attributes::{ENTERPRISE, Field, Mapping, group_mappings, user_mappings};
use super::people::{COMPANY, DOMAIN, Group, Person};
use super::random::Random;
use super::world::World;

/// Names and values, in the order of the attribute flow.
pub type Values = Vec<(&'static str, String)>;

/// One user, group or set of roles.
#[derive(Clone, Debug)]
pub struct Subject {
    /// `User`, `Group` or `RolesCompound`, as descriptions name it.
    pub word: &'static str,
    pub source_type: &'static str,
    pub target_type: &'static str,
    pub source_id: String,
    pub target_id: String,
    /// Empty for roles: the wire has no name for them.
    pub name: String,
    /// The key that people know it by.
    pub reportable: String,
    pub user_principal_name: Option<String>,
    pub source: Values,
    pub target: Values,
}

impl Subject {
    pub fn user(world: &World, application: &Application, number: u64) -> Self {
        let person = Person::new(world.seed, number);
        let (source_type, target_type) = match application.kind {
            Kind::Scim => ("User", ENTERPRISE),
            Kind::Gallery if application.number.is_multiple_of(2) => {
                ("User", "urn:ietf:params:scim:schemas:core:2.0:User")
            }
            Kind::Personnel => ("Worker", "User"),
            _ => ("User", "User"),
        };
        let mut random = Random::of(&[world.seed, 5, application.number, number]);
        let source_id = match application.kind {
            // The personnel connectors' own keys mean nothing outside of them.
            Kind::Personnel | Kind::CloudSync => random.guid(),
            _ => person.object_id.clone(),
        };
        let values = |names: fn(&Mapping) -> &'static str, target: bool| -> Values {
            let named = user_mappings(application.kind).iter().filter(|mapping| !names(mapping).is_empty());
            named.map(|mapping| (names(mapping), user_value(world, application, &person, mapping, target))).collect()
        };
        Self {
            word: "User",
            source_type,
            target_type,
            target_id: application.target_id(world.seed, &person.object_id),
            reportable: match application.kind {
                Kind::Personnel => person.employee.clone(),
                _ => person.user_principal_name(),
            },
            user_principal_name: (application.kind != Kind::Personnel).then(|| person.user_principal_name()),
            source: values(|mapping| mapping.1, false),
            target: values(|mapping| mapping.2, true),
            name: person.name,
            source_id,
        }
    }

    pub fn group(world: &World, application: &Application, number: u64) -> Self {
        let group = Group::new(world.seed, number);
        let target_id = application.target_id(world.seed, &group.object_id);
        let values = |names: fn(&Mapping) -> &'static str| -> Values {
            let named = group_mappings().iter().filter(|mapping| !names(mapping).is_empty());
            named.map(|mapping| (names(mapping), group_value(world, &group, mapping.0))).collect()
        };
        Self {
            word: "Group",
            source_type: "Group",
            target_type: match application.kind {
                Kind::Scim => "urn:ietf:params:scim:schemas:core:2.0:Group",
                _ => "Group",
            },
            source_id: group.object_id.clone(),
            target_id,
            reportable: group.object_id.clone(),
            user_principal_name: None,
            source: values(|mapping| mapping.1),
            target: values(|mapping| mapping.2),
            name: group.name.clone(),
        }
    }

    /// The roles of an application, that are written onto its service principal.
    pub fn roles(world: &World, application: &Application, number: u64) -> Self {
        let mut random = Random::of(&[world.seed, 6, application.number, number]);
        let account = random.below(1_000_000_000_000);
        let roles = ["ReadOnly", "Billing", "Deploy", "Break-Glass", "Timetable/Editor"];
        let count = 2 + random.index(roles.len() - 1);
        let text: Vec<String> =
            roles[..count].iter().map(|role| format!("arn:aws:iam::{account:012}:role/{role}")).collect();
        let source_id = random.guid();
        let target = vec![
            ("appId", source_id.clone()),
            ("Roles", text.join(",")),
            ("objectId", application.service_principal.clone()),
            ("displayName", application.name.to_owned()),
            ("homepage", format!("https://fleet.{DOMAIN}/console?from=portal&mode=saml")),
        ];
        Self {
            word: "RolesCompound",
            source_type: "RolesCompound",
            target_type: "ServicePrincipal",
            target_id: application.service_principal.clone(),
            name: String::new(),
            reportable: source_id.clone(),
            user_principal_name: None,
            source: vec![("appId", source_id.clone()), ("Roles", text.join(","))],
            target,
            source_id,
        }
    }

    /// The value that the target is to have.
    pub fn target_value(&self, name: &str) -> String {
        self.target.iter().find(|(of, _)| *of == name).map_or_else(String::new, |(_, value)| value.clone())
    }

    /// Gives a field another value on both sides, as where a person changed departments meanwhile.
    pub fn set(&mut self, kind: Kind, field: Field, value: &str) {
        for (_, source, target) in user_mappings(kind).iter().filter(|(of, ..)| *of == field) {
            let sides = [(&mut self.source, source), (&mut self.target, target)];
            for (values, name) in sides {
                values.iter_mut().filter(|(of, _)| of == name).for_each(|(_, old)| value.clone_into(old));
            }
        }
    }
}

fn user_value(world: &World, application: &Application, person: &Person, mapping: &Mapping, target: bool) -> String {
    let name = if target { mapping.2 } else { mapping.1 };
    let upn = person.user_principal_name();
    match mapping.0 {
        Field::ObjectId => person.object_id.clone(),
        Field::Active => if name == "accountDisabled" { "False" } else { "True" }.to_owned(),
        Field::UserName if application.kind == Kind::CrossTenant && target => {
            format!("{}_{DOMAIN}#EXT#@skerryharbour.example", person.account)
        }
        Field::UserName | Field::Mail => upn,
        Field::DisplayName => person.name.clone(),
        Field::Given => person.given.to_owned(),
        Field::Family => person.family.to_owned(),
        Field::Nickname => person.account.chars().take(20).collect(),
        Field::Department => person.department.to_owned(),
        Field::Title => person.title.to_owned(),
        Field::Employee => person.employee.clone(),
        Field::Company => COMPANY.to_owned(),
        Field::City => person.city.to_owned(),
        Field::Country => person.country.to_owned(),
        Field::CountryCode => person.country_code.to_owned(),
        Field::Street => person.street.clone(),
        Field::Phone => person.phone.clone(),
        Field::Language => format!("en-{}", person.country_code),
        Field::Manager => manager(world, application, person, target),
        Field::Role => "User".to_owned(),
        Field::Hired => person.hired.clone(),
        Field::DistinguishedName => person.distinguished_name(),
        Field::UserType => "Member".to_owned(),
        Field::SoftDeleted => "False".to_owned(),
        Field::Members | Field::SecurityEnabled => String::new(),
    }
}

/// A manager is a reference, and every system has references of its own.
fn manager(world: &World, application: &Application, person: &Person, target: bool) -> String {
    let manager = Person::new(world.seed, person.manager);
    match application.kind {
        Kind::Personnel if !target => manager.employee,
        Kind::Personnel | Kind::CloudSync if target == (application.kind == Kind::Personnel) => {
            manager.distinguished_name()
        }
        _ if target => application.target_id(world.seed, &manager.object_id),
        _ => manager.object_id,
    }
}

fn group_value(world: &World, group: &Group, field: Field) -> String {
    match field {
        Field::ObjectId => group.object_id.clone(),
        Field::DisplayName => group.name.clone(),
        Field::Nickname => group.nickname.clone(),
        Field::SecurityEnabled => "True".to_owned(),
        Field::SoftDeleted => "False".to_owned(),
        Field::Members => {
            let mut random = Random::of(&[world.seed, 7, group.nickname.len() as u64, group.name.len() as u64]);
            let count = 1 + random.below(5);
            let members: Vec<String> =
                (0..count).map(|_| Person::new(world.seed, random.below(world.people)).object_id).collect();
            // Many values are JSON in a string.
            serde_json::to_string(&members).expect("a list of texts is JSON")
        }
        _ => String::new(),
    }
}
