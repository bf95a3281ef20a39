//! Everything that is derived from the project and kept until its inputs change.
//!
//! The session caches derived facts nowhere else; each compares its inputs by value.

use crate::derive::{
    ActorStatementBook, Answer, Change, Clock, Contradictions, Coverage, Difference, Ledger, SaidBook, Standings,
    Standpoint, Tally, TieBook, TiesAt, UtteranceBook, answer, coverage, differences, tally,
};
use crate::layout::arrange::network_places;
use crate::layout::geometry::Point;
use crate::model::{
    ActorId, ActorKind, Approximate, Beside, Day, Patch, Project, Question, QuestionId, SourceId, StandingRule,
    Statement,
};
use crate::view::{Comparison, Filters, View};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// What is derived from the project alone.
#[derive(Clone, Debug)]
pub struct ProjectFacts {
    /// Its statements under everybody for whom they count.
    pub ledger: Ledger,
    /// The end of its evidence, and whether that is inferred.
    pub end: (Day, Approximate),
    /// By question: everybody who has ever said anything on it.
    heard: BTreeMap<QuestionId, BTreeSet<ActorId>>,
    /// By question: these, and the countries.
    placed: BTreeMap<QuestionId, BTreeSet<ActorId>>,
    /// How much was read from each article.
    read: BTreeMap<SourceId, Coverage>,
    /// How many sentences that comes to.
    coded_sentences: usize,
    /// What ties its actors, on any day.
    ties: Arc<TieBook>,
    network: OnceLock<BTreeMap<ActorId, Point>>,
    utterances: OnceLock<UtteranceBook>,
    said: OnceLock<SaidBook>,
    about: OnceLock<ActorStatementBook>,
}

impl ProjectFacts {
    /// Derives all of it but the network and the books, which are derived when they are first asked for.
    pub fn new(project: &Project) -> Self {
        let (network, utterances) = (OnceLock::new(), OnceLock::new());
        let (said, about) = (OnceLock::new(), OnceLock::new());
        // Every edit waits for all three, and none of them needs another.
        let ties = || TieBook::new(project);
        let (ledger, ties, read) = std::thread::scope(|scope| {
            let ties = Beside::start(scope, &ties);
            let ledger = Ledger::new(project);
            let read = read(project);
            (ledger, Arc::new(ties.finish()), read)
        });
        let heard = heard(project, &ledger);
        let placed = placed(project, &heard);
        let coded_sentences = read.values().map(|read| read.sentences).sum();
        let end = day_of(project, None);
        Self { ledger, end, heard, placed, read, coded_sentences, ties, network, utterances, said, about }
    }

    /// The facts of `project`, which is the project of these facts after `redo` was applied; `undo` is its inverse. The
    /// same as [`Self::new`], and faster where neither actors nor articles changed.
    #[must_use]
    pub fn after(&self, project: &Project, undo: &Patch, redo: &Patch) -> Self {
        if !(redo.actors.is_empty() && redo.sources.is_empty()) {
            return Self::new(project);
        }
        let moves_ties = TieBook::is_about(undo) || TieBook::is_about(redo);
        let ties = || Arc::new(self.ties.following(project, undo, redo));
        let (ledger, ties) = std::thread::scope(|scope| {
            let ties = moves_ties.then(|| Beside::start(scope, &ties));
            let ledger = self.ledger.following(project, &redo.statements);
            (ledger, ties.map(Beside::finish))
        });
        let network = if moves_ties { OnceLock::new() } else { self.network.clone() };
        let changed = undo.statements.values().chain(redo.statements.values()).flatten();
        let touched: BTreeSet<&SourceId> = changed.map(|statement| &statement.source).collect();
        let heard = heard(project, &ledger);
        let placed = placed(project, &heard);
        let read = read_again(&self.read, project, &touched);
        Self {
            ledger,
            end: day_of(project, None),
            heard,
            placed,
            coded_sentences: read.values().map(|read| read.sentences).sum(),
            read,
            ties: ties.unwrap_or_else(|| Arc::clone(&self.ties)),
            network,
            utterances: OnceLock::new(),
            said: OnceLock::new(),
            about: OnceLock::new(),
        }
    }

    /// A project without any evidence is looked at today.
    pub(super) fn see_on(&mut self, project: &Project, today: Day) {
        if project.evidence_end().is_none() && today != Day::MIN {
            self.end = (today, Approximate::Exact);
        }
    }

    /// What `project` tells in more than one place. Worked out when it is first asked for, since it reads every
    /// sentence.
    pub fn utterances(&self, project: &Project) -> &UtteranceBook {
        self.utterances.get_or_init(|| UtteranceBook::new(project))
    }

    /// Where all ties of `project`, of any day, place its actors: so nobody moves when the day does. Worked out when it
    /// is first asked for, since a large network takes a while, see [`network_places`].
    pub fn network(&self, project: &Project) -> &BTreeMap<ActorId, Point> {
        self.network.get_or_init(|| network_places(project, &self.ties.all()))
    }

    /// From where `view` looks at `project`.
    pub fn standpoint(&self, project: &Project, view: &View) -> Standpoint {
        let clock = Clock { as_of: view.as_of.unwrap_or(self.end.0), known_on: view.known_on };
        Standpoint::new(view.question.clone(), clock, rule_of(project, view).clone())
    }

    /// What `project` tells about each actor. Worked out when it is first asked for.
    pub fn about(&self, project: &Project) -> &ActorStatementBook {
        self.about.get_or_init(|| ActorStatementBook::new(project))
    }

    /// How much was read from an article, on all questions.
    pub fn read_from(&self, source: &SourceId) -> Coverage {
        self.read.get(source).copied().unwrap_or_default()
    }

    /// How many sentences of all articles are coded, on all questions.
    pub fn coded_sentences(&self) -> usize {
        self.coded_sentences
    }

    /// Everybody for whom a statement on `question` counts on any day by any rule; nobody for a question that is not
    /// asked.
    pub fn heard(&self, question: &QuestionId) -> &BTreeSet<ActorId> {
        self.heard.get(question).unwrap_or(&NOBODY)
    }

    /// Everybody who can be shown on `question` on any day by any rule; nobody for a question that is not asked.
    pub fn placed(&self, question: &QuestionId) -> &BTreeSet<ActorId> {
        self.placed.get(question).unwrap_or(&NOBODY)
    }

    fn approximate(&self, as_of: Day) -> Approximate {
        if as_of == self.end.0 { self.end.1 } else { Approximate::Exact }
    }
}

/// How much was read from each article.
fn read(project: &Project) -> BTreeMap<SourceId, Coverage> {
    read_again(&BTreeMap::new(), project, &project.sources.keys().collect())
}

/// How much was read from each article, after something was coded otherwise in those `touched`.
fn read_again(
    before: &BTreeMap<SourceId, Coverage>,
    project: &Project,
    touched: &BTreeSet<&SourceId>,
) -> BTreeMap<SourceId, Coverage> {
    let mut read = before.clone();
    read.retain(|source, _| !touched.contains(source));
    let mut of_source: BTreeMap<&SourceId, Vec<&Statement>> = BTreeMap::new();
    for statement in project.statements.values().filter(|statement| touched.contains(&statement.source)) {
        of_source.entry(&statement.source).or_default().push(statement);
    }
    read.extend(of_source.into_iter().map(|(source, statements)| (source.clone(), coverage(statements))));
    read
}

static NOBODY: BTreeSet<ActorId> = BTreeSet::new();

/// By question, everybody who has ever said anything on it.
fn heard(project: &Project, ledger: &Ledger) -> BTreeMap<QuestionId, BTreeSet<ActorId>> {
    let of = |question: &Question| ledger.ever_heard(&question.id).cloned().collect();
    project.manifest.questions.iter().map(|question| (question.id.clone(), of(question))).collect()
}

/// By question, the countries and everybody who has ever been heard on it.
fn placed(
    project: &Project,
    heard: &BTreeMap<QuestionId, BTreeSet<ActorId>>,
) -> BTreeMap<QuestionId, BTreeSet<ActorId>> {
    let countries = project.actors.values().filter(|actor| actor.kind == ActorKind::Country);
    let countries: BTreeSet<ActorId> = countries.map(|actor| actor.id.clone()).collect();
    heard.iter().map(|(question, heard)| (question.clone(), &countries | heard)).collect()
}

/// What is derived from the project as seen from one standpoint: the standings, the tally, the answer.
#[derive(Clone, Debug)]
pub struct StandpointFacts {
    filters: Filters,
    /// The question, the two clocks and the rule.
    pub standpoint: Standpoint,
    /// The day looked at.
    pub as_of: Day,
    /// Whether that day is inferred.
    pub approximate: Approximate,
    /// Where everybody stands.
    pub standings: Standings,
    /// How the members divide.
    pub tally: Tally,
    /// The answer in one sentence.
    pub answer: Answer,
    /// Who is drawn.
    pub shown: BTreeSet<ActorId>,
    /// What ties the actors by that day; nothing is worked out before it is asked for.
    pub ties: TiesAt,
    contradictions: OnceLock<Contradictions>,
}

/// The day a view looks at, and whether it is inferred.
pub fn day_of(project: &Project, as_of: Option<Day>) -> (Day, Approximate) {
    let end = project.evidence_end();
    match (as_of, end) {
        (Some(day), Some((last, about))) if day == last => (day, about),
        (Some(day), _) => (day, Approximate::Exact),
        (None, Some(end)) => end,
        // Nobody has said anything yet, so any day will do on which the members are members.
        (None, None) => match last_change_of_members(project) {
            Some(day) => (day, Approximate::About),
            None => (Day::MIN, Approximate::Exact),
        },
    }
}

/// The first day on which the members were those of today: that of the last accession, or the one after the last exit.
fn last_change_of_members(project: &Project) -> Option<Day> {
    let memberships = project.actors.values().flat_map(|actor| &actor.memberships);
    let changes = memberships.flat_map(|of| {
        let exit = of.until.map(|until| until.latest().plus_days(1));
        [Some(of.since.latest()), exit]
    });
    changes.flatten().max()
}

/// The rule that `view` follows.
pub fn rule_of<'a>(project: &'a Project, view: &'a View) -> &'a StandingRule {
    view.rule.as_ref().unwrap_or(&project.manifest.rule)
}

impl StandpointFacts {
    /// Works it out from `standpoint`, whose question is `question`.
    pub fn new(
        project: &Project,
        project_facts: &ProjectFacts,
        question: &Question,
        standpoint: Standpoint,
        filters: &Filters,
    ) -> Self {
        let as_of = standpoint.clock.as_of;
        let approximate = project_facts.approximate(as_of);
        let standings = project_facts.ledger.standings(&standpoint);
        let tally = tally(project, question, &standings)
            .telling_apart(&project_facts.ledger.silences(&question.id, standpoint.clock));
        let answer = answer(project, question, &standings, &tally, approximate);
        let shown = filters.shown(project, question, &standings);
        let contradictions = OnceLock::new();
        let ties = TiesAt::new(project_facts.ties.clone(), standpoint.clock);
        Self {
            filters: filters.clone(),
            standpoint,
            as_of,
            approximate,
            standings,
            tally,
            answer,
            shown,
            ties,
            contradictions,
        }
    }

    /// Works it out for `view`, whose question is `question`.
    pub fn through(project: &Project, project_facts: &ProjectFacts, question: &Question, view: &View) -> Self {
        Self::new(project, project_facts, question, project_facts.standpoint(project, view), &view.filters)
    }

    /// What does not agree. Worked out when it is first asked for, since only one page shows it.
    pub fn contradictions(&self, project: &Project, project_facts: &ProjectFacts) -> &Contradictions {
        self.contradictions.get_or_init(|| {
            let said = project_facts.said.get_or_init(|| SaidBook::new(project));
            Contradictions::new(&self.standings, project_facts.utterances(project), said)
        })
    }

    /// Whether it still holds from `standpoint` with `filters`.
    pub fn is_of(&self, standpoint: &Standpoint, filters: &Filters) -> bool {
        self.standpoint == *standpoint && self.filters == *filters
    }
}

/// Every change of a standing, on any day; independent of the day that is looked at and of the filters.
#[derive(Clone, Debug)]
pub struct StandingChanges {
    standpoint: Standpoint,
    /// By day, then by actor.
    pub changes: Vec<Change>,
}

impl StandingChanges {
    /// Works it out for the question, the rule and the day of knowledge of `standpoint`.
    pub fn new(ledger: &Ledger, standpoint: &Standpoint) -> Self {
        Self { standpoint: deciding_part(standpoint), changes: ledger.all_changes(standpoint) }
    }

    /// Whether it still holds from `standpoint`.
    pub fn is_of(&self, standpoint: &Standpoint) -> bool {
        self.standpoint == deciding_part(standpoint)
    }
}

/// What of a standpoint decides which changes there are: not the day looked at, nor what a standing is called after it
/// was decided.
fn deciding_part(standpoint: &Standpoint) -> Standpoint {
    let clock = Clock { as_of: Day::MAX, ..standpoint.clock };
    let rule = StandingRule { contested_within_days: 0, stale_after_days: 0, ..standpoint.rule.clone() };
    Standpoint { clock, rule, ..standpoint.clone() }
}

/// The other side of a comparison, and the differences.
#[derive(Clone, Debug)]
pub struct ComparisonFacts {
    /// From where the differences lead to here: the standpoint and filters of the view.
    pub(super) now: (Standpoint, Filters),
    /// What was asked for.
    pub comparison: Comparison,
    /// The other side.
    pub other: StandpointFacts,
    /// The other side in words: "29 November 2024".
    pub label: String,
    /// From the other side to what is looked at.
    pub differences: Vec<Difference>,
}

impl ComparisonFacts {
    /// Compares `other` with `now`.
    pub(super) fn new(
        comparison: Comparison,
        other: StandpointFacts,
        label: String,
        standpoint_facts: &StandpointFacts,
        now: (Standpoint, Filters),
    ) -> Self {
        let differences = differences(&other.standings, &standpoint_facts.standings);
        Self { now, comparison, other, label, differences }
    }
}
