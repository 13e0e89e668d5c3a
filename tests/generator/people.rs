//! The people and the groups of the invented company, each known by a number alone.

use super::names::{CAST, CULTURES};
use super::random::Random;

/// The company's domain; reserved, so that no name here is anybody's.
pub const DOMAIN: &str = "brackwater.example";
pub const COMPANY: &str = "Brackwater Ferries";

pub const DEPARTMENTS: &[&str] = &[
    "Operations",
    "Fleet Operations",
    "Terminal Services",
    "Finance",
    "R&D",
    "People & Culture",
    "IT",
    "Catering",
    "Küche/Kantine",
    "Sales \\ Partners",
    "Safety",
    "Legal",
    "Engine Room",
    "Ticketing",
];
const TITLES: &[&str] = &[
    "Deckhand",
    "Chief Engineer",
    "Purser",
    "Analyst",
    "Team lead \"Night Shift\"",
    "Port Agent",
    "Accountant",
    "Mate",
    "Service Desk Engineer",
    "Recruiter",
    "Baker",
    "Master",
    "Safety Officer",
    "Planner",
];
const PLACES: &[(&str, &str, &str)] = &[
    ("Skerry", "Ireland", "IE"),
    ("Ålesund", "Norway", "NO"),
    ("Gdańsk", "Poland", "PL"),
    ("Πειραιάς", "Greece", "GR"),
    ("Vlissingen", "Netherlands", "NL"),
    ("Kiel", "Germany", "DE"),
    ("神戸", "Japan", "JP"),
    ("Valparaíso", "Chile", "CL"),
];
const STREETS: &[&str] = &["Quay Street", "Harbour Road", "Pier Lane", "Old Dock", "Lighthouse Row"];

/// One employee.
#[derive(Clone, Debug)]
pub struct Person {
    pub number: u64,
    pub object_id: String,
    pub given: &'static str,
    pub family: &'static str,
    /// As a person writes it.
    pub name: String,
    /// The part of the sign-in name before the at sign.
    pub account: String,
    pub employee: String,
    pub department: &'static str,
    pub title: &'static str,
    pub city: &'static str,
    pub country: &'static str,
    pub country_code: &'static str,
    pub street: String,
    pub phone: String,
    /// The number of the person they report to.
    pub manager: u64,
    pub hired: String,
}

impl Person {
    pub fn new(seed: u64, number: u64) -> Self {
        let mut random = Random::of(&[seed, 1, number]);
        let object_id = random.guid();
        let weights: Vec<u64> = CULTURES.iter().map(|culture| culture.weight).collect();
        let culture = &CULTURES[random.weighted(&weights)];
        let (mut given, mut family) = (random.pick(culture.given), random.pick(culture.family));
        let mut family_first = culture.family_first;
        let cast = usize::try_from(number).ok().and_then(|index| CAST.get(index));
        if let Some(member) = cast {
            (given, family) = *member;
            family_first = number == 2;
        }
        let mut name = match family_first {
            true => format!("{} {}", family.0, given.0),
            false => format!("{} {}", given.0, family.0),
        };
        if random.chance(4) && cast.is_none() {
            name.push_str(random.pick(&[" 🌻", " 🚢", " 👩🏽‍🔧"]));
        }
        // The first of a name has it plain; whoever comes later carries a number.
        let suffix = if cast.is_some() { String::new() } else { (number % 9973).to_string() };
        let place = random.pick(PLACES);
        Self {
            number,
            object_id,
            given: given.0,
            family: family.0,
            name,
            account: format!("{}.{}{suffix}", given.1, family.1),
            employee: format!("{}", 100_000 + number),
            department: random.pick(DEPARTMENTS),
            title: random.pick(TITLES),
            city: place.0,
            country: place.1,
            country_code: place.2,
            street: format!("{} {}", random.pick(STREETS), 1 + random.below(240)),
            phone: format!("+00 {:03} {:06}", random.below(1000), random.below(1_000_000)),
            // The cast works for one of them; everybody else for somebody of a lower number.
            manager: if number < CAST.len() as u64 { 4 } else { number / 7 },
            hired: format!("20{:02}-{:02}-{:02}", 4 + random.below(22), 1 + random.below(12), 1 + random.below(28)),
        }
    }

    pub fn user_principal_name(&self) -> String {
        format!("{}@{DOMAIN}", self.account)
    }

    /// The distinguished name in the company's Active Directory.
    pub fn distinguished_name(&self) -> String {
        format!("CN={},OU=Staff,OU={},DC=ad,DC=brackwater,DC=example", self.name, self.country_code)
    }
}

const GROUP_TOPICS: &[&str] = &[
    "Deck Crew",
    "Night Shift",
    "Budget Owners",
    "All Staff",
    "Build Hosts",
    "Timetable Editors",
    "VPN Users",
    "Контрактники",
    "Καπετάνιοι",
    "Licence E5",
    "Project \"Lighthouse\"",
    "First Aiders",
    "Board",
];

/// One group.
#[derive(Clone, Debug)]
pub struct Group {
    pub object_id: String,
    pub name: String,
    pub nickname: String,
}

impl Group {
    pub fn new(seed: u64, number: u64) -> Self {
        let mut random = Random::of(&[seed, 2, number]);
        let topic = random.pick(GROUP_TOPICS);
        let place = random.pick(PLACES).0;
        let name = match number {
            0 => "Deck Crew – Night".to_owned(),
            _ if random.chance(300) => format!("grp-{}-{number:04}", random.token(6)),
            _ => format!("{topic} {place} {number}"),
        };
        Self { object_id: random.guid(), name, nickname: format!("g{number:05}") }
    }
}
