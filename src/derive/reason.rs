//! Why an actor has its colour, in words.

use super::{Decision, Standing};
use crate::model::{Project, Question, StandingRule, Statement, Voice};

/// "1 sentence", "2 sentences".
pub fn count_of(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// "a", "a and b", "a, b and c".
pub fn join_words(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// Says why `standing` is what it is, in two or three plain sentences that name the deciding statement.
pub fn reason(project: &Project, question: &Question, standing: &Standing, rule: &StandingRule) -> String {
    let deciding = standing.statements.first().and_then(|id| project.statements.get(id));
    let (Some(deciding), Some(stance), Some(decision)) = (deciding, standing.stance, standing.decision) else {
        return "No counted sentence in these sources gives its position. Silence is shown as silence.".to_owned();
    };
    let label = question.label(Some(stance)).to_lowercase();
    let total = standing.statement_count();
    let which = match total {
        1 => "Its only counted statement".to_owned(),
        _ => format!("The latest of {total} counted statements"),
    };
    // A comma, since "on" would not do for "about October 2024" or a span of days.
    let date = deciding.said.in_words();
    let mut words = format!("{which}, {}, {date}, reads as “{label}”.", in_whose_words(project, deciding));
    match decision {
        // What does not count, or is said later, may well say otherwise.
        Decision::Unanimous => words.push_str(" No counted statement says otherwise."),
        Decision::Latest => {}
        Decision::Heavier => words.push_str(" By age and voice, the statements of this stance weigh most together."),
        Decision::StrongerVoice => words.push_str(" On the same day it is the stronger voice."),
        Decision::MoreConfident => words.push_str(" On the same day and in the same voice it is the surer reading."),
        Decision::Order => {
            words.push_str(" Another statement of the same day is as strong; the first in order is shown.");
        }
    }
    words + &outvoted(standing, rule)
}

/// " 2 statements say otherwise, all more than 60 days before the latest."; empty where nothing is outvoted.
fn outvoted(standing: &Standing, rule: &StandingRule) -> String {
    let others = standing.outvoted.len();
    let say = count_of(others, "statement says", "statements say");
    let days = count_of(rule.contested_within_days.into(), "day", "days");
    match (standing.is_contested(), others) {
        (_, 0) => String::new(),
        (true, 1) => format!(" {say} otherwise, within {days} of the latest: contested."),
        (true, _) => format!(" {say} otherwise, at least one within {days} of the latest: contested."),
        (false, 1) => format!(" {say} otherwise, more than {days} before the latest."),
        (false, _) => format!(" {say} otherwise, all more than {days} before the latest."),
    }
}

/// "a direct quote by Péter Szijjártó", "said of it by Reuters", "an unnamed source (NATO diplomats)".
fn in_whose_words(project: &Project, statement: &Statement) -> String {
    use crate::model::Speaker;
    let speaker = match &statement.speaker {
        Speaker::Article => None,
        Speaker::Actor(id) => Some(project.actor_name(id)),
    };
    match (statement.voice, speaker) {
        (Voice::DirectQuote, Some(name)) => format!("a direct quote of {name}"),
        (Voice::DirectQuote, None) => "a direct quote".to_owned(),
        (Voice::Reported, Some(name)) => format!("reported from {name}"),
        (Voice::Reported, None) => "reported by the article".to_owned(),
        (Voice::Anonymous, Some(name)) => format!("told by an unnamed source ({name})"),
        (Voice::Anonymous, None) => "told by an unnamed source".to_owned(),
        (Voice::Characterised, Some(name)) => format!("a characterisation by {name}"),
        (Voice::Characterised, None) => "a characterisation by the article".to_owned(),
    }
}
