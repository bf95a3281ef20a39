//! What is written reads back, and is written as it was.

use crate::model::{Dated, Project};
use crate::store::sample::{files, texts};
use crate::store::{LastRead, ProjectFiles, Severity, Wholeness, builtin, read_project, write_project};
use proptest::prelude::*;

fn sample() -> Project {
    read_project(&files(texts())).project
}

#[test]
fn the_built_in_project_is_whole_and_written_as_it_stands() {
    let opened = builtin();
    let errors: Vec<String> =
        opened.defects.iter().filter(|defect| defect.severity == Severity::Error).map(ToString::to_string).collect();
    assert_eq!(errors, [""; 0]);
    assert_eq!(opened.whole, Wholeness::Whole);
    let shipped = crate::store::builtin::files();
    for (path, bytes) in write_project(&opened.project, &opened.last_read).unwrap() {
        let written = String::from_utf8(bytes).unwrap();
        let stands = String::from_utf8_lossy(shipped.get(path.as_str()).unwrap());
        for (number, (left, right)) in written.lines().zip(stands.lines()).enumerate() {
            assert_eq!(left, right, "{path} line {}", number + 1);
        }
        assert!(written == stands, "{path}");
    }
}

#[test]
fn a_record_is_one_line_with_a_comma_behind() {
    let written = write_project(&sample(), &LastRead::nothing()).unwrap();
    for path in ["actors.ron", "relations.ron", "statements/herald.ron"] {
        let text = String::from_utf8(written[path].clone()).unwrap();
        let mut lines = text.lines();
        assert!(lines.next().unwrap().starts_with("// "));
        assert_eq!((lines.next(), lines.next_back()), (Some("["), Some("]")));
        assert!(lines.all(|line| line.starts_with("    (id: \"") && line.ends_with("),")), "{text}");
    }
}

#[test]
fn comments_at_the_top_of_a_file_are_kept() {
    let opened = read_project(&files(texts()));
    let written = write_project(&opened.project, &opened.last_read).unwrap();
    assert!(written["actors.ron"].starts_with(b"// Everybody.\n[\n"));
    let again = read_project(&ProjectFiles::in_memory(written));
    assert_eq!(again.defects, []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_project_reads_back_and_is_written_the_same(
        words in prop::collection::vec("(\\PC|[\"'\\\\\n\t/#{}()\u{a0}\u{ad}]){0,30}", 12),
        undated in any::<[bool; 3]>(), latitude in -90.0f64..=90.0, longitude in -180.0f64..=180.0, days in any::<u16>(),
    ) {
        let mut project = sample();
        let mut word = words.into_iter().cycle();
        let mut word = move || word.next().unwrap();
        project.manifest.title = word();
        project.manifest.about = word();
        // A rule that contradicts itself is not followed, and so not written.
        project.manifest.rule.contested_within_days = days / 2;
        project.manifest.rule.stale_after_days = days;
        for question in &mut project.manifest.questions {
            question.text = word();
            question.scale[0].label = word();
        }
        for actor in project.actors.values_mut() {
            actor.name = word();
            actor.aliases.push(word());
            actor.note = word();
            if let Some(place) = &mut actor.place {
                (place.latitude, place.longitude) = (latitude, longitude);
            }
        }
        for statement in project.statements.values_mut() {
            statement.note = word();
            statement.condition = word();
            statement.coder = word();
            statement.said.inferred = word();
            if undated[0] {
                statement.said = Dated::undated();
            }
        }
        for source in project.sources.values_mut() {
            source.record.author = word();
            source.record.note = word();
            if undated[1] {
                source.record.published.date = None;
            }
            source.record.imported = undated[2].then_some("2026-12-01".parse().unwrap());
        }
        let written = write_project(&project, &LastRead::nothing()).unwrap();
        let opened = read_project(&ProjectFiles::in_memory(written.clone()));
        prop_assert_eq!(&opened.project, &project);
        prop_assert_eq!(opened.whole, Wholeness::Whole);
        prop_assert_eq!(write_project(&opened.project, &opened.last_read).unwrap(), written);
    }
}
