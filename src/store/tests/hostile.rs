//! Whatever the bytes: no panic, nothing that dangles, and no saving over what was not understood.

use crate::model::{ActorId, Project, Speaker};
use crate::store::sample::{files, texts};
use crate::store::{LastRead, Opened, ProjectFiles, RelativePath, Wholeness, read_project, write_project};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The laws that the rest of the program builds on.
fn assert_sound(opened: &Opened) {
    let Project { manifest, actors, sources, statements, relations } = &opened.project;
    let is_actor = |actor: &ActorId| assert!(actors.contains_key(actor), "{actor}");
    for question in &manifest.questions {
        is_actor(&question.decided_by);
    }
    for (id, actor) in actors {
        assert_eq!(*id, actor.id);
        actor.country.iter().for_each(is_actor);
        actor.offices.iter().for_each(|office| is_actor(&office.speaks_for));
        actor.memberships.iter().for_each(|membership| is_actor(&membership.of));
        assert!(actor.place.as_ref().is_none_or(|place| place.latitude.is_finite() && place.longitude.is_finite()));
    }
    let quotes = statements
        .values()
        .map(|statement| (&statement.source, &statement.quote))
        .chain(relations.values().map(|relation| (&relation.source, &relation.quote)));
    for (source, quote) in quotes {
        let text = &sources[source].text;
        assert_eq!(crate::model::Quotation::new(text, quote.bytes).as_ref(), Some(quote));
    }
    for statement in statements.values() {
        is_actor(&statement.actor);
        statement.on_behalf_of.iter().for_each(is_actor);
        assert!(opened.project.question(&statement.question).is_some());
        match &statement.speaker {
            Speaker::Article => {}
            Speaker::Actor(actor) => is_actor(actor),
        }
    }
    for relation in relations.values() {
        is_actor(&relation.from);
        is_actor(&relation.to);
    }
    assert!(opened.defects.is_sorted());
    match opened.whole {
        Wholeness::Partial => assert!(!opened.defects.is_empty()),
        // Nothing was left out, so writing and reading again gives the same project.
        Wholeness::Whole => {
            let written = write_project(&opened.project, &opened.last_read).unwrap();
            let again = read_project(&ProjectFiles::in_memory(written));
            assert_eq!(again.project, opened.project);
        }
    }
}

fn sample_bytes() -> BTreeMap<RelativePath, Vec<u8>> {
    write_project(&read_project(&files(texts())).project, &LastRead::nothing()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn flipped_bits_are_survived(flips in prop::collection::vec((0usize..6, any::<prop::sample::Index>(), 0u8..8), 1..4)) {
        let mut bytes = sample_bytes();
        for (file, place, bit) in flips {
            let content = bytes.values_mut().nth(file).unwrap();
            if !content.is_empty() {
                let at = place.index(content.len());
                content[at] ^= 1 << bit;
            }
        }
        assert_sound(&read_project(&ProjectFiles::in_memory(bytes)));
    }

    #[test]
    fn cut_and_swapped_pieces_are_survived(
        file in 0usize..6, from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(),
        piece in "([\\[\\](){},:\"/#r\n]|id|\\(id: |Some|<<<<<<< |======= |\\PC){0,12}",
    ) {
        let mut bytes = sample_bytes();
        let content = bytes.values_mut().nth(file).unwrap();
        let (one, other) = (from.index(content.len()), to.index(content.len()));
        content.splice(one.min(other)..one.max(other), piece.bytes());
        assert_sound(&read_project(&ProjectFiles::in_memory(bytes)));
    }

    #[test]
    fn random_bytes_are_survived(file in 0usize..6, noise in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut bytes = sample_bytes();
        *bytes.values_mut().nth(file).unwrap() = noise;
        assert_sound(&read_project(&ProjectFiles::in_memory(bytes)));
    }

    #[test]
    fn random_files_are_survived(
        files in prop::collection::vec(("(project|actors|relations|statements/[a-z]|sources/[a-z]/(text|meta)|views/[a-z]|x)\\.(ron|txt)", "\\PC{0,80}"), 0..6),
    ) {
        let files = files.into_iter().filter_map(|(path, text)| Some((RelativePath::new(&path).ok()?, text.into_bytes())));
        assert_sound(&read_project(&ProjectFiles::in_memory(files)));
    }
}

/// A bit of every seventh byte of the statements: no change is left unnoticed that changes what is shown of a quotation.
#[test]
fn no_flipped_bit_moves_a_quotation_in_silence() {
    let sound = read_project(&files(texts())).project;
    let path = RelativePath::new("statements/herald.ron").unwrap();
    let length = sample_bytes()[&path].len();
    for at in (0..length).step_by(7) {
        let mut bytes = sample_bytes();
        bytes.get_mut(&path).unwrap()[at] ^= 1 << (at % 8);
        let opened = read_project(&ProjectFiles::in_memory(bytes));
        for (id, statement) in &opened.project.statements {
            if let Some(original) = sound.statements.get(id)
                && original.quote != statement.quote
            {
                assert!(!opened.defects.is_empty(), "byte {at}: {id}");
            }
        }
    }
}
