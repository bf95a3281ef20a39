//! The answer in one sentence, in every shape that grammar asks for.

use super::super::sample::{Sample, said};
use super::super::{Among, Answer, AnswerPart, Clock, Counts, Ledger, answer, tally};
use crate::model::{Approximate, Day, Stance};

const NAMES: [&str; 5] = ["borduria", "freedonia", "graustark", "orsinia", "syldavia"];

/// The answer of a League whose members stand as given.
fn answered(stances: &[Option<Stance>], approximate: Approximate) -> Answer {
    let mut sample = Sample::new();
    for (name, stance) in NAMES.iter().zip(stances) {
        sample = sample.member(name, "1990");
        if let Some(stance) = stance {
            sample = sample.said(said(name, *stance, "2031-05-01"));
        }
    }
    let standings = sample.standings("2031-05-10");
    let tally = tally(&sample.0, sample.question(), &standings);
    answer(sample.question(), &tally, standings.clock(), approximate)
}

fn text(stances: &[Option<Stance>]) -> String {
    answered(stances, Approximate::Exact).to_text()
}

#[test]
fn one_member_is_and_several_are() {
    use Stance::{Requests, Supports};
    assert_eq!(
        text(&[Some(Supports), None, None]),
        "On 10 May 2031, 1 of 3 members is on record for admitting Ruritania now; 2 have said nothing in these sources."
    );
    assert_eq!(
        text(&[Some(Supports), Some(Requests), None]),
        "On 10 May 2031, 2 of 3 members are on record for admitting Ruritania now; 1 has said nothing in these sources."
    );
}

#[test]
fn where_all_have_spoken_nothing_is_said_of_silence() {
    let supports = Some(Stance::Supports);
    assert_eq!(
        text(&[supports, supports]),
        "On 10 May 2031, 2 of 2 members are on record for admitting Ruritania now."
    );
    assert_eq!(text(&[supports]), "On 10 May 2031, 1 of 1 member is on record for admitting Ruritania now.");
}

#[test]
fn where_nobody_wants_it_the_first_number_is_none() {
    assert_eq!(
        text(&[Some(Stance::Opposes), Some(Stance::Opposes), None]),
        "On 10 May 2031, none of 3 members is on record for admitting Ruritania now, 2 against; 1 has said nothing in \
         these sources."
    );
}

#[test]
fn each_stance_that_is_held_is_counted_in_the_words_and_the_order_of_the_scale() {
    use Stance::{NotNow, Opposes, Supports, Undecided};
    assert_eq!(
        text(&[Some(Opposes), Some(NotNow), Some(Undecided), Some(Supports), None]),
        "On 10 May 2031, 1 of 5 members is on record for admitting Ruritania now, 1 waiting, 1 for later, 1 against; 1 \
         has said nothing in these sources."
    );
}

#[test]
fn where_all_are_silent_all_have_said_nothing() {
    assert_eq!(
        text(&[None, None]),
        "On 10 May 2031, none of 2 members is on record for admitting Ruritania now; 2 have said nothing in these \
         sources."
    );
}

#[test]
fn without_members_it_says_so() {
    assert_eq!(text(&[]), "On 10 May 2031, the body that decides has no members in this project.");
}

#[test]
fn without_members_and_without_a_day_it_names_no_day() {
    let sample = Sample::new();
    let standings = super::super::standings(&sample.0, &sample.question().id, Day::MIN, &sample.0.manifest.rule);
    let tally = tally(&sample.0, sample.question(), &standings);
    let text = answer(sample.question(), &tally, Clock::on(Day::MIN), Approximate::About).to_text();
    assert_eq!(text, "The body that decides has no members in this project.");
}

#[test]
fn what_was_not_known_yet_is_told_with_the_day() {
    let sample = Sample::new().member("borduria", "1990");
    let standings = sample.standings("2031-05-10");
    let tally = tally(&sample.0, sample.question(), &standings);
    let clock = Clock { known_on: Some("2031-05-12".parse().unwrap()), ..standings.clock() };
    let text = answer(sample.question(), &tally, clock, Approximate::Exact).to_text();
    assert!(text.starts_with("On 10 May 2031, as known on 12 May 2031, none of 1 member is"), "{text}");
}

#[test]
fn who_has_spoken_but_not_by_this_day_is_not_said_to_have_said_nothing() {
    let sample = Sample::new().member("borduria", "1990").member("syldavia", "1990").said(said(
        "borduria",
        Stance::Opposes,
        "2031-06-01",
    ));
    let text = |as_of: &str| {
        let standings = sample.standings(as_of);
        let silences = Ledger::new(&sample.0).silences(&sample.question().id, standings.clock());
        let tally = tally(&sample.0, sample.question(), &standings).telling_apart(&silences);
        answer(sample.question(), &tally, standings.clock(), Approximate::Exact).to_text()
    };
    let before = text("2031-05-10");
    assert!(before.ends_with("; 1 has said nothing in these sources, 1 nothing by that day."), "{before}");
    let after = text("2031-06-10");
    assert!(after.ends_with(", 1 against; 1 has said nothing in these sources."), "{after}");
}

#[test]
fn what_is_undated_counts_from_no_day_and_is_told_apart_from_what_does_not_count_by_the_rule() {
    let mut sample = ["borduria", "syldavia", "ruritania", "plume"]
        .into_iter()
        .fold(Sample::new(), |sample, name| sample.member(name, "1990"))
        .said(said("borduria", Stance::Opposes, "2031-05-01").undated())
        .said(said("syldavia", Stance::Supports, "2031-06-01"))
        .said(said("ruritania", Stance::Supports, "2031-05-01").confidence(crate::model::Confidence::Likely))
        .said(said("plume", Stance::Supports, "2031-05-01").undated())
        .said(said("plume", Stance::Supports, "2031-05-02"));
    sample.0.manifest.rule.least_confidence = crate::model::Confidence::Sure;
    let text = |as_of: &str| {
        let standings = sample.standings(as_of);
        let silences = Ledger::new(&sample.0).silences(&sample.question().id, standings.clock());
        let tally = tally(&sample.0, sample.question(), &standings).telling_apart(&silences);
        answer(sample.question(), &tally, standings.clock(), Approximate::Exact).to_text()
    };
    let before = text("2031-05-10");
    assert!(
        before.ends_with(
            "; 1 has said nothing by that day, 1 nothing that is dated, 1 nothing that counts by this rule."
        ),
        "{before}"
    );
    let after = text("2199-12-31");
    assert!(after.ends_with("; 1 has said nothing that is dated, 1 nothing that counts by this rule."), "{after}");
    assert_eq!(sample.standing("plume", "2031-06-01").statement_count(), 1, "only what is dated counts");
}

#[test]
fn an_inferred_day_is_about_that_day() {
    assert!(answered(&[None], Approximate::About).to_text().starts_with("About 10 May 2031, none of 1 member is"));
}

#[test]
fn each_number_opens_exactly_the_members_it_counts() {
    use Stance::{Opposes, Requests, Supports};
    let answer = answered(&[Some(Requests), Some(Supports), Some(Opposes), None, None], Approximate::Exact);
    let counts: Vec<_> = answer
        .parts
        .into_iter()
        .filter_map(|part| match part {
            AnswerPart::Count { text, of } => Some((text, Some(of))),
            AnswerPart::Words(_) => None,
            AnswerPart::Members(text) => Some((text, None)),
        })
        .collect();
    let expected = [
        ("2".to_owned(), Some(Counts::Among(Among::InFavour))),
        ("5 members".to_owned(), None),
        ("1".to_owned(), Some(Counts::With(Opposes))),
        ("2".to_owned(), Some(Counts::Among(Among::Unheard))),
    ];
    assert_eq!(counts, expected);
}

#[test]
fn no_number_that_could_be_clicked_is_zero() {
    for stances in [&[][..], &[None], &[Some(Stance::Opposes)]] {
        for part in answered(stances, Approximate::Exact).parts {
            assert!(!matches!(&part, AnswerPart::Count { text, .. } if text == "0"), "{stances:?}: {part:?}");
        }
    }
}
