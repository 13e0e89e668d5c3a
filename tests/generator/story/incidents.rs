//! What hits many objects at once: a throttled target, lost credentials, a wave of deletions.

use provlens::event::Action;

use super::super::attributes::Field;
use super::at;
use super::scene::{Scene, Script, Who};

pub fn play(script: &mut Script) {
    let minutes = (1_i64..).step_by(2);
    for (number, minute) in (30..38).zip(minutes) {
        let scene = Scene::new("Zscaler", Who::Person(number), at(17, 13, minute), Action::Update);
        script.play(scene.writes(Field::Department, "Terminal Services").heals_after(1, "TooManyRequests"));
    }
    for (number, minute) in (40..43).zip(10..) {
        let scene = Scene::new("Salesforce", Who::Person(number), at(17, 22, minute), Action::Update);
        script.play(scene.writes(Field::Phone, "").keeps_failing("{connector}InvalidCredentials"));
    }
    // More than the threshold of deletions: they wait for a decision.
    for (number, minute) in (44..49).zip(0..) {
        script.play(Scene::new(
            "Skerry Harbour Authority",
            Who::Person(number),
            at(16, 3, minute),
            Action::StagedDelete,
        ));
    }
}
