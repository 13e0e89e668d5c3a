//! Ines Okonkwo begins on the 11th and moves to another department on the 16th.

use provlens::event::{Action, InitiatorType};

use super::super::attributes::Field;
use super::super::skips::Skip;
use super::at;
use super::scene::{Scene, Script, Who};

const INES: Who = Who::Person(0);
const WORKDAY: &str = "Workday to Active Directory User Provisioning";

pub fn play(script: &mut Script) {
    let create = |application, hour, minute| {
        Scene::new(application, INES, at(11, hour, minute), Action::Create).fact(Field::Department, "Ticketing")
    };
    script.play(create(WORKDAY, 7, 2));
    script.play(create("ad.brackwater.example", 7, 40));
    script.play(create("ServiceNow", 8, 20));
    // Her manager comes into Slack only by the next cycles.
    script.play(create("Slack", 8, 21).warned());
    script.play(create("Salesforce", 8, 25).heals_after(3, "LicenseLimitExceeded"));
    script.play(create("Timetable SCIM", 8, 26).heals_after(1, "InternalServerError"));
    script.play(create("Skerry Harbour Authority", 9, 3));
    script.play(create("Dropbox Business", 10, 14).by(InitiatorType::User));
    script.play(create("Crew Portal", 8, 30).skipped(Skip::NotEntitled));

    let update = |application, day, hour, minute| Scene::new(application, INES, at(day, hour, minute), Action::Update);
    script.play(update("Slack", 11, 14, 21).fact(Field::Department, "Ticketing").writes(Field::Manager, ""));
    let moves = [
        (WORKDAY, 6, 10),
        ("ad.brackwater.example", 6, 48),
        ("ServiceNow", 7, 31),
        ("Slack", 7, 32),
        ("Salesforce", 7, 36),
        ("Skerry Harbour Authority", 7, 44),
    ];
    for (application, hour, minute) in moves {
        let scene = update(application, 16, hour, minute).fact(Field::Department, "Fleet Operations");
        script.play(
            scene.writes(Field::Department, "Ticketing").writes(Field::Manager, "").writes(Field::Title, "Trainee"),
        );
    }
    let timetable = update("Timetable SCIM", 16, 7, 33).fact(Field::Department, "Fleet Operations");
    script.play(
        timetable
            .writes(Field::Department, "Ticketing")
            .heals_after(2, "SystemForCrossDomainIdentityManagementBadRequest"),
    );
    script.play(
        Scene::new("ServiceNow", INES, at(17, 7, 31), Action::Other)
            .fact(Field::Department, "Fleet Operations")
            .skipped(Skip::Redundant),
    );
}
