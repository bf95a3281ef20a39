//! Words for what several parts of the window show: the numbers of the tally, who says a statement for whom.

use crate::derive::{Among, count_of};
use crate::model::{ActorKind, Speaker, Statement};
use crate::scene::Face;
use crate::session::Session;

/// With its first letter in capitals.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "Péter Szijjártó, foreign minister, for Hungary · says Reuters": who says the words of a statement for whom.
pub(crate) fn who_says_it_in_words(session: &Session, statement: &Statement) -> String {
    who_says_it(session, statement).into_iter().map(|(words, _)| words).collect()
}

/// The same in parts, names in bold.
pub(crate) fn who_says_it(session: &Session, statement: &Statement) -> Vec<(String, Face)> {
    let project = session.project();
    let mut parts = vec![(project.actor_name(&statement.actor).to_owned(), Face::SemiBold)];
    // What a group is, its name says.
    let person = project.actors.get(&statement.actor).filter(|actor| actor.kind == ActorKind::Person);
    if let Some(role) = person.map(|actor| actor.role.as_str()).filter(|role| !role.is_empty()) {
        parts.push((format!(", {role}"), Face::Regular));
    }
    if let Some(on_behalf_of) = &statement.on_behalf_of {
        parts.push((", for ".to_owned(), Face::Regular));
        parts.push((project.actor_name(on_behalf_of).to_owned(), Face::SemiBold));
    }
    match &statement.speaker {
        Speaker::Article => parts.push((" · the article itself".to_owned(), Face::Regular)),
        Speaker::Actor(id) if *id != statement.actor => {
            parts.push((" · says ".to_owned(), Face::Regular));
            parts.push((project.actor_name(id).to_owned(), Face::SemiBold));
        }
        Speaker::Actor(_) => {}
    }
    parts
}

/// What joins the members that `among` picks.
pub(crate) fn among_title(session: &Session, among: Among) -> String {
    let for_phrase = &session.question().for_phrase;
    match among {
        Among::InFavour => format!("On record {for_phrase}"),
        Among::NotInFavour => format!("Not on record {for_phrase}"),
        Among::PossiblyInFavour => format!("Possibly {for_phrase}"),
        Among::Unheard => "Nothing said in these sources".to_owned(),
        Among::NotYet => "Nothing said by this day".to_owned(),
        Among::Undated => "Nothing said that is dated".to_owned(),
        Among::Uncounted => "Nothing said that counts by this rule".to_owned(),
        Among::Contested => "Contested by a recent statement".to_owned(),
        Among::Stale => {
            let days = session.rule().stale_after_days;
            format!("Nothing newer than {}", count_of(days.into(), "day", "days"))
        }
        Among::UnnamedOnly => "Resting on unnamed sources only".to_owned(),
        Among::SecondHand => "Resting on second-hand words only".to_owned(),
        Among::Conditional => "With a condition".to_owned(),
    }
}
