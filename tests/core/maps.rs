//! Which map a project is drawn on, and that the land of every map lies where it is recognised.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::layout::arrange::MapPlan;
use demarche::model::MapChoice;
use demarche::session::{Beginning, Template, project_from};

fn plan(template: Template) -> MapPlan {
    let beginning = Beginning { question: "Should it be so?".to_owned(), ..Beginning::default() };
    let mut project = project_from(template, &beginning);
    project.manifest.map = MapChoice::FitMembers;
    let body = project.manifest.questions.first().unwrap().decided_by.clone();
    let placed = project.actors.keys().cloned().collect();
    MapPlan::of(&project, &body, &placed)
}

#[test]
fn the_few_members_across_the_ocean_stand_in_an_inset() {
    let plan = plan(Template::Nato);
    let inset = plan.inset.unwrap();
    for (name, lon, lat) in [("Paris", 2.35, 48.86), ("Ankara", 32.85, 39.93), ("Reykjavík", -21.94, 64.15)] {
        assert!(plan.main.rect.contains(plan.main.place(lon, lat)), "{name}");
    }
    for (name, lon, lat) in [("Washington", -77.04, 38.91), ("Ottawa", -75.7, 45.42)] {
        assert!(
            inset.rect.contains(inset.place(lon, lat)) && !plan.main.rect.contains(plan.main.place(lon, lat)),
            "{name}"
        );
    }
}

#[test]
fn a_body_of_one_continent_has_one_map_of_it() {
    let plan = plan(Template::EuropeanUnion);
    assert_eq!(plan.inset, None);
    assert!(!plan.main.is_around_the_globe());
    assert!(f64::from(plan.main.rect.width()) * plan.main.metres_per_unit < 6_000_000.0);
}

#[test]
fn a_body_of_all_states_has_the_world() {
    assert!(plan(Template::UnitedNations).main.is_around_the_globe());
}
