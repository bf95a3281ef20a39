//! The rule in words, as it is printed beside a count.

use super::{count_of, join_words};
use crate::model::{Confidence, PeopleSpeak, StandingRule, Voice, Weighing};

/// "The latest statement counts. All voices count. People speak for the country whose office they hold. …": one
/// sentence for each part of the rule, in the order of its fields.
pub fn rule_sentences(rule: &StandingRule) -> Vec<String> {
    let StandingRule { voices, weighing, least_confidence, people_speak, contested_within_days, stale_after_days } =
        rule;
    let mut sentences = vec![match weighing {
        Weighing::Latest => "The latest statement decides.".to_owned(),
        Weighing::HalfLife { days } => {
            format!("Every statement weighs, half as much for each {} of age.", days_of(*days))
        }
    }];
    sentences.push(voices_in_words(voices));
    match least_confidence {
        Confidence::Arguable => {}
        Confidence::Likely => sentences.push("Only readings that are likely or sure count.".to_owned()),
        Confidence::Sure => sentences.push("Only readings that are sure count.".to_owned()),
    }
    sentences.push(
        match people_speak {
            PeopleSpeak::InOffice => "People speak for the country whose office they hold.",
            PeopleSpeak::Never => "Nobody speaks for a country but itself.",
        }
        .to_owned(),
    );
    sentences.push(format!("Contested by another stance within {}.", days_of(*contested_within_days)));
    sentences.push(format!("Stale after {}.", days_of(*stale_after_days)));
    sentences
}

fn days_of(days: u16) -> String {
    count_of(days.into(), "day", "days")
}

fn voices_in_words(voices: &[Voice]) -> String {
    let in_usual_order = voices.is_sorted();
    let names: Vec<String> = voices.iter().map(|voice| plural(*voice).to_owned()).collect();
    match voices {
        [] => "No voice counts.".to_owned(),
        all if all.len() == Voice::ALL.len() && in_usual_order => "All voices count.".to_owned(),
        [only] => format!("Only {} count.", plural(*only)),
        _ if in_usual_order => format!("Only {} count.", join_words(&names)),
        _ => format!("Of the same day, {} count in this order.", join_words(&names)),
    }
}

/// "direct quotes": how several statements of a voice are called.
fn plural(voice: Voice) -> &'static str {
    match voice {
        Voice::DirectQuote => "direct quotes",
        Voice::Reported => "named speakers",
        Voice::Anonymous => "unnamed sources",
        Voice::Characterised => "characterisations",
    }
}
