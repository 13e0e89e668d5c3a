//! Tomasz Zieliński leaves on the 13th: disabled everywhere but in one place, deleted where that is the rule.

use provlens::event::Action;

use super::super::attributes::Field;
use super::at;
use super::scene::{Scene, Script, Who};

const TOMASZ: Who = Who::Person(1);

pub fn play(script: &mut Script) {
    let scene = |application, day, hour, minute, action| Scene::new(application, TOMASZ, at(day, hour, minute), action);
    script.play(scene("ServiceNow", 10, 9, 12, Action::Update).writes(Field::Title, "Mate"));
    script.play(scene("Slack", 10, 9, 13, Action::Update).writes(Field::Phone, "+00 417 000 000"));
    let disabled = [
        ("Workday to Active Directory User Provisioning", 16, 2),
        ("ad.brackwater.example", 16, 41),
        ("ServiceNow", 17, 20),
        ("Slack", 17, 21),
        ("Timetable SCIM", 17, 22),
        ("Skerry Harbour Authority", 17, 40),
    ];
    for (application, hour, minute) in disabled {
        script.play(scene(application, 13, hour, minute, Action::Disable));
    }
    // Nobody has noticed that he can still sign in there.
    script.play(scene("Salesforce", 13, 17, 24, Action::Disable).keeps_failing("InsufficientRights"));
    script.play(scene("Slack", 16, 4, 5, Action::Delete));
    script.play(scene("ServiceNow", 16, 4, 7, Action::Delete).fails_once("InvalidAnchor"));
    script.play(scene("Timetable SCIM", 17, 4, 6, Action::Delete).heals_after(1, "Timeout"));
    script.play(scene("Skerry Harbour Authority", 16, 3, 0, Action::StagedDelete));
}
