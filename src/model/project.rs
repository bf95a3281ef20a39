//! A whole project: what is asked, who is asked, what they said and where it stands.

use super::{
    Actor, ActorId, Dated, Day, ProjectId, Question, QuestionId, Relation, RelationId, Source, SourceId, StandingRule,
    Statement, StatementId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The format this program writes. It reads this one and refuses newer ones by name.
pub const FORMAT_VERSION: u32 = 1;

/// Whose work the project builds on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// What it is.
    pub what: String,
    /// Whose it is, and under which licence.
    pub whose: String,
}

/// Which part of the world a project's map shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MapChoice {
    /// The smallest region that shows the members of the deciding body, with an inset for the few that are far away; the
    /// world if they are spread over it.
    #[default]
    FitMembers,
    /// Europe, with North America in an inset.
    EuropeAndNorthAmerica,
    /// The coasts of North America and Europe.
    Atlantic,
    /// North and South America.
    Americas,
    /// Africa.
    Africa,
    /// From Egypt to Iran.
    MiddleEast,
    /// East and South-East Asia, Australia and the western Pacific.
    AsiaPacific,
    /// The whole world.
    World,
}

impl MapChoice {
    /// All of them, in menu order.
    pub const ALL: [Self; 8] = [
        Self::FitMembers,
        Self::EuropeAndNorthAmerica,
        Self::Atlantic,
        Self::Americas,
        Self::Africa,
        Self::MiddleEast,
        Self::AsiaPacific,
        Self::World,
    ];

    /// The label in a menu.
    pub fn label(self) -> &'static str {
        match self {
            Self::FitMembers => "Fit the members",
            Self::EuropeAndNorthAmerica => "Europe and North America",
            Self::Atlantic => "Atlantic",
            Self::Americas => "Americas",
            Self::Africa => "Africa",
            Self::MiddleEast => "Middle East",
            Self::AsiaPacific => "Asia-Pacific",
            Self::World => "World",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// The content of `project.ron`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Format of the folder.
    pub format: u32,
    /// The project's name in files.
    pub id: ProjectId,
    /// Its title.
    pub title: String,
    /// What it is about, in a sentence or two.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// What is asked, in the order of the switch.
    pub questions: Vec<Question>,
    /// How statements become standings.
    pub rule: StandingRule,
    /// Which part of the world the map shows.
    #[serde(default, skip_serializing_if = "MapChoice::is_default")]
    pub map: MapChoice,
    /// Whose work it builds on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
}

/// Everything a project holds, sorted by id.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// Title, questions, rule.
    pub manifest: Manifest,
    /// Who can hold a position.
    pub actors: BTreeMap<ActorId, Actor>,
    /// The articles.
    pub sources: BTreeMap<SourceId, Source>,
    /// The coded sentences.
    pub statements: BTreeMap<StatementId, Statement>,
    /// The ties between actors.
    pub relations: BTreeMap<RelationId, Relation>,
}

impl Project {
    /// The question named `id`.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.manifest.questions.iter().find(|question| question.id == *id)
    }

    /// An actor's name for readers; the id where the actor is missing.
    pub fn actor_name<'a>(&'a self, id: &'a ActorId) -> &'a str {
        self.actors.get(id).map_or(id.as_str(), |actor| actor.name.as_str())
    }

    /// When `statement` was printed: its own date, else its article's; `None` if the article is missing.
    pub fn published<'a>(&'a self, statement: &'a Statement) -> Option<&'a Dated> {
        statement
            .published
            .as_ref()
            .or_else(|| self.sources.get(&statement.source).map(|source| &source.record.published))
    }

    /// By when `statement` had surely been printed: by its own date or that of its article, else by the import of the
    /// article, else when it was said. `None` only for a statement that is undated in an undated article that was not
    /// imported.
    pub fn printed_by(&self, statement: &Statement) -> Option<Day> {
        let own = statement.published.as_ref().and_then(Dated::latest);
        own.or_else(|| self.source_printed_by(&statement.source)).or_else(|| statement.said.latest())
    }

    /// By when an article had surely been printed: by its date, else by its import; `None` if neither is known.
    pub fn source_printed_by(&self, source: &SourceId) -> Option<Day> {
        let record = &self.sources.get(source)?.record;
        record.published.latest().or(record.imported)
    }

    /// The articles without a date, in the order of ids.
    pub fn undated_sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values().filter(|source| source.record.published.is_undated())
    }

    /// The last day any article was surely printed or any statement surely said, and whether that date is only
    /// inferred; `None` for a project in which nothing is dated. A date that may be wrong counts only where there is no
    /// other.
    pub fn evidence_end(&self) -> Option<(Day, Approximate)> {
        let printed = self.sources.values().map(|source| source.record.published.date);
        let said = self.statements.values().map(|statement| statement.said.date);
        let dates = printed.chain(said).flatten();
        let (uncertain, certain): (Vec<_>, Vec<_>) = dates.partition(|date| date.is_uncertain());
        let dates = if certain.is_empty() { uncertain } else { certain };
        dates
            .into_iter()
            .max_by_key(|date| (date.latest(), !date.is_approximate()))
            .map(|date| (date.latest(), if date.is_approximate() { Approximate::About } else { Approximate::Exact }))
    }
}

/// Whether a day is known or inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approximate {
    /// The text gives it.
    Exact,
    /// It is worked out, and is shown with "about".
    About,
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    #[test]
    fn an_article_whose_date_may_be_wrong_does_not_move_the_end_of_the_evidence() {
        let mut project = crate::fixtures::built_in();
        let end = project.evidence_end();
        let mut source = project.sources.values().next().unwrap().clone();
        source.record.id = "undated".parse().unwrap();
        source.record.published.date = Some("2031-01-01%".parse().unwrap());
        project.sources.insert(source.record.id.clone(), source.clone());
        assert_eq!(project.evidence_end(), end);
        project.statements.clear();
        project.sources.retain(|id, _| id.as_str() == "undated");
        assert_eq!(project.evidence_end().unwrap().0.to_string(), "2031-01-01", "there is no other");
    }
}
