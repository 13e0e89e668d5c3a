//! Two personnel systems both write the department of 田中 ゆき, and it flaps from one value to the other and back.

use provlens::event::Action;

use super::super::attributes::Field;
use super::at;
use super::scene::{Scene, Script, Who};

const YUKI: Who = Who::Person(2);

pub fn play(script: &mut Script) {
    let sides = [
        ("Workday to Active Directory User Provisioning", "Operations", "Fleet Operations", 5),
        ("SuccessFactors to Active Directory User Provisioning", "Fleet Operations", "Operations", 14),
    ];
    for day in 11..=17 {
        for (application, new, old, hour) in sides {
            let writes = |application, hour, minute| {
                Scene::new(application, YUKI, at(day, hour, minute), Action::Update)
                    .fact(Field::Department, new)
                    .writes(Field::Department, old)
            };
            script.play(writes(application, hour, 30));
            // It is carried on to the cloud, and on some days from there.
            script.play(writes("ad.brackwater.example", hour + 1, 10));
            if day % 3 == 0 {
                script.play(writes("Timetable SCIM", hour + 1, 50));
            }
        }
    }
}
