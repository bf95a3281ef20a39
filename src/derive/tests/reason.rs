//! The words under "Why this colour?", one for each way in which a statement wins.

use super::super::sample::{Said, Sample, said};
use super::super::{count_of, join_words, reason};
use crate::model::{ActorKind, Confidence, Speaker, Stance, Voice};
use insta::assert_snapshot;

fn why(statements: impl IntoIterator<Item = Said>) -> String {
    let sample =
        Sample::new().member("borduria", "1990").minister("sponsz", "borduria").actor("courtiers", ActorKind::Unnamed);
    let sample = statements.into_iter().fold(sample, Sample::said);
    reason(&sample.0, sample.question(), &sample.standing("borduria", "2031-05-10"), &sample.0.manifest.rule)
}

fn borduria(stance: Stance, date: &str) -> Said {
    said("borduria", stance, date)
}

#[test]
fn silence_is_called_silence() {
    assert_snapshot!(why([]), @"No counted sentence in these sources gives its position. Silence is shown as silence.");
}

#[test]
fn a_single_statement_is_called_the_only_one() {
    let quote = borduria(Stance::Opposes, "2031-05-03").told_by("sponsz");
    assert_snapshot!(why([quote]), @"Its only counted statement, a direct quote of Sponsz, 3 May 2031, reads as “against”. No counted statement says otherwise.");
}

#[test]
fn statements_that_agree_are_said_to_agree() {
    let months = ["2031-04", "2031-03~"].map(|date| borduria(Stance::NotNow, date).voice(Voice::Reported));
    assert_snapshot!(why(months), @"The latest of 2 counted statements, reported by the article, April 2031, reads as “later”. No counted statement says otherwise.");
}

#[test]
fn what_is_not_counted_is_not_said_to_agree() {
    let words = why([borduria(Stance::Opposes, "2031-05-03"), borduria(Stance::Supports, "2031-05-20")]);
    assert_snapshot!(words, @"Its only counted statement, a direct quote, 3 May 2031, reads as “against”. No counted statement says otherwise.");
}

#[test]
fn a_later_statement_wins_over_an_old_one() {
    let old = borduria(Stance::Supports, "2031-01-03");
    assert_snapshot!(why([old, borduria(Stance::Opposes, "2031-05-03")]), @"The latest of 2 counted statements, a direct quote, 3 May 2031, reads as “against”. 1 statement says otherwise, more than 60 days before the latest.");
}

#[test]
fn a_later_statement_wins_over_a_recent_one_and_is_contested() {
    let recent = ["2031-05-01", "2031-05-02"].map(|date| borduria(Stance::Supports, date));
    let last = borduria(Stance::Opposes, "2031-05-03").voice(Voice::Anonymous).told_by("courtiers");
    assert_snapshot!(why(recent.into_iter().chain([last])), @"The latest of 3 counted statements, told by an unnamed source (Courtiers), 3 May 2031, reads as “against”. 2 statements say otherwise, at least one within 60 days of the latest: contested.");
}

#[test]
fn a_stronger_voice_of_the_same_day_is_named() {
    let weaker = borduria(Stance::Supports, "2031-05-03").voice(Voice::Characterised);
    assert_snapshot!(why([weaker, borduria(Stance::Opposes, "2031-05-03")]), @"The latest of 2 counted statements, a direct quote, 3 May 2031, reads as “against”. On the same day it is the stronger voice. 1 statement says otherwise, within 60 days of the latest: contested.");
}

#[test]
fn a_surer_reading_of_the_same_day_is_named() {
    let unsure = borduria(Stance::Supports, "2031-05-03").confidence(Confidence::Arguable);
    assert_snapshot!(why([unsure, borduria(Stance::Opposes, "2031-05-03")]), @"The latest of 2 counted statements, a direct quote, 3 May 2031, reads as “against”. On the same day and in the same voice it is the surer reading. 1 statement says otherwise, within 60 days of the latest: contested.");
}

#[test]
fn a_tie_is_admitted() {
    let equal = borduria(Stance::Supports, "2031-05-03");
    assert_snapshot!(why([borduria(Stance::Opposes, "2031-05-03"), equal]), @"The latest of 2 counted statements, a direct quote, 3 May 2031, reads as “against”. Another statement of the same day is as strong; the first in order is shown. 1 statement says otherwise, within 60 days of the latest: contested.");
}

#[test]
fn every_voice_is_told_with_and_without_a_speaker() {
    let told: Vec<String> = Voice::ALL
        .into_iter()
        .flat_map(|voice| [None, Some("courtiers")].map(|speaker| (voice, speaker)))
        .map(|(voice, speaker)| {
            let of = borduria(Stance::Opposes, "2031-05-03").voice(voice);
            let words = why([match speaker {
                Some(speaker) => of.told_by(speaker),
                None => of,
            }]);
            words.split(", ").nth(1).unwrap().to_owned()
        })
        .collect();
    assert_snapshot!(told.join("\n"), @"
    a direct quote
    a direct quote of Courtiers
    reported by the article
    reported from Courtiers
    told by an unnamed source
    told by an unnamed source (Courtiers)
    a characterisation by the article
    a characterisation by Courtiers
    ");
}

#[test]
fn a_speaker_that_the_project_lacks_is_named_by_its_id() {
    let mut sample = Sample::new().member("borduria", "1990").said(borduria(Stance::Opposes, "2031-05-03"));
    sample.0.statements.get_mut("s000").unwrap().speaker = Speaker::Actor("nobody".parse().unwrap());
    let standing = sample.standing("borduria", "2031-05-10");
    let words = reason(&sample.0, sample.question(), &standing, &sample.0.manifest.rule);
    assert!(words.contains("a direct quote of nobody, 3 May 2031"), "{words}");
}

#[test]
fn counts_and_lists_read_as_english() {
    assert_eq!(count_of(0, "sentence", "sentences"), "0 sentences");
    assert_eq!(count_of(1, "sentence", "sentences"), "1 sentence");
    assert_eq!(count_of(2, "sentence", "sentences"), "2 sentences");
    let words = ["a", "b", "c"].map(str::to_owned);
    assert_eq!([0, 1, 2, 3].map(|count| join_words(&words[..count])), ["", "a", "a and b", "a, b and c"]);
}
