//! The rest of the cast: what keeps an administrator busy on an ordinary day.

use provlens::event::{Action, InitiatorType};

use super::super::attributes::Field;
use super::super::skips::Skip;
use super::at;
use super::scene::{Scene, Script, Who};

const ALEXANDROS: Who = Who::Person(3);
const MARGARETHE: Who = Who::Person(4);
const SIOBHAN: Who = Who::Person(5);
const OMAR: Who = Who::Person(6);
const OLENA: Who = Who::Person(7);
const DECK_CREW: Who = Who::Group(0);

pub fn play(script: &mut Script) {
    people(script);
    groups(script);
    roles(script);
    feed(script);
}

fn people(script: &mut Script) {
    // His address belongs to an account that somebody made by hand.
    script.play(Scene::new("Slack", ALEXANDROS, at(13, 11, 3), Action::Create).keeps_failing("Conflict"));
    script.play(Scene::new("Zoom", ALEXANDROS, at(13, 11, 8), Action::Create));
    script.play(Scene::new("Zoom", MARGARETHE, at(12, 8, 50), Action::Update).writes(Field::Family, "Voss"));
    // A number that the application does not take, until somebody mends it.
    for (day, hour) in [(12, 9), (13, 15), (16, 8)] {
        let scene = Scene::new("Timetable SCIM", SIOBHAN, at(day, hour, 17), Action::Create);
        script.play(scene.skipped(Skip::InvalidAttribute(Field::Phone)));
    }
    script.play(Scene::new("Timetable SCIM", SIOBHAN, at(16, 15, 17), Action::Create));
    script.play(Scene::new("Salesforce", OMAR, at(11, 12, 2), Action::Other).skipped(Skip::NotEntitled));
    script.play(Scene::new("Salesforce", OMAR, at(12, 12, 2), Action::Other).skipped(Skip::NotEntitled));
    script.play(Scene::new("Salesforce", OMAR, at(12, 16, 40), Action::Create).by(InitiatorType::User));
    let invitation = Scene::new("Skerry Harbour Authority", OLENA, at(14, 20, 5), Action::Create);
    script.play(invitation.keeps_failing("InvitationCreationFailureAmbiguousUser"));
    script.play(Scene::new("Kuroshio Lines K.K.", OLENA, at(15, 6, 30), Action::Other).skipped(Skip::OtherType));
    script.play(Scene::new("Crew Portal", OLENA, at(12, 10, 11), Action::Other).skipped(Skip::OutOfScope));
    script.play(Scene::new("Box", OLENA, at(12, 10, 15), Action::Create).skipped(Skip::NoMatchingValue));
    script.play(Scene::new("Airtable", MARGARETHE, at(12, 10, 19), Action::Other).skipped(Skip::RedundantAsError));
}

fn groups(script: &mut Script) {
    for (application, minute) in [("Timetable SCIM", 2), ("Slack", 4)] {
        script.play(Scene::new(application, DECK_CREW, at(11, 6, minute), Action::Create));
        let members = |day, hour| {
            Scene::new(application, DECK_CREW, at(day, hour, minute), Action::Update).writes(Field::Members, "[]")
        };
        script.play(members(11, 7).skipped(Skip::UnresolvedReference));
        script.play(members(11, 15).warned());
        script.play(members(12, 6));
        script.play(Scene::new(application, DECK_CREW, at(14, 6, minute), Action::Other).skipped(Skip::Redundant));
    }
    let changed = Scene::new("Crew Portal", Who::Group(1), at(15, 18, 20), Action::Update).writes(Field::Members, "[]");
    script.play(changed.keeps_failing("SystemForCrossDomainIdentityManagementServiceIncompatible"));
}

fn roles(script: &mut Script) {
    for (day, number) in [(12, 0), (14, 1), (17, 0)] {
        let scene = Scene::new("AWS Fleet Accounts", Who::Roles(number), at(day, 2, 15), Action::Update);
        script.play(scene);
    }
}

/// Seasonal crew comes over the interface that other programs call.
fn feed(script: &mut Script) {
    let feed = "API-driven provisioning to on-premises Active Directory";
    for (number, minute) in [(20, 1), (21, 2), (22, 3)] {
        let scene = Scene::new(feed, Who::Person(number), at(17, 5, minute), Action::Create);
        script.play(scene.by(InitiatorType::Application));
    }
}
