//! A comparison as a table, as JSON and as CSV.

use super::super::headings;
use super::super::rows::{CUT, apart, member_cell, shortened};
use super::super::tally::{ToldTally, division_table};
use super::{Compared, Found};
use crate::derive::{Cause, Contest, Difference, Standing, count_of};
use crate::export::{Cells, TextTable, field_names};
use crate::model::{ActorId, Project, SourceId, Stance, Statement, StatementId};
use serde::{Deserialize, Serialize};

/// Both sides and what differs, as other programs read it.
#[derive(Serialize)]
pub(super) struct ToldComparison {
    from: ToldSide,
    to: ToldSide,
    differences: Vec<DifferenceRow>,
}

#[derive(Serialize)]
struct ToldSide {
    #[serde(flatten)]
    named: SideName,
    tally: ToldTally,
}

#[derive(Serialize)]
struct SideName {
    given: String,
    kind: &'static str,
    label: String,
}

/// One actor that stands elsewhere.
#[derive(Serialize, Deserialize)]
struct DifferenceRow {
    actor: ActorId,
    name: String,
    member: bool,
    from: Option<Stance>,
    label_from: String,
    contested_from: bool,
    to: Option<Stance>,
    label_to: String,
    contested_to: bool,
    contested: Contest,
    cause: Cause,
    because: StatementId,
    source: Option<SourceId>,
    quote: Option<String>,
}

impl ToldComparison {
    pub(super) fn of(compared: &Compared<'_>) -> Self {
        let Compared { session, from, to, differences } = compared;
        let side = |found: &Found<'_>| ToldSide {
            named: SideName {
                given: found.named.given.clone(),
                kind: found.named.side.kind().code(),
                label: in_words(session.project(), found),
            },
            tally: ToldTally::of(session.project(), found.question, &found.standpoint_facts),
        };
        Self {
            from: side(from),
            to: side(to),
            differences: differences.iter().map(|difference| row(compared, difference)).collect(),
        }
    }

    /// A line for each difference, then one for each stance of the tallies; the column `row` says which it is, and in
    /// each of them stands what is said of the two sides.
    pub(super) fn lines(&self) -> (Vec<String>, Vec<Cells>) {
        let of = |side: &ToldSide| Cells::of(&side.named).and(Cells::of(&side.tally.head));
        let (from, to) = (of(&self.from), of(&self.to));
        let sides = from.clone().renamed(|name| format!("from_{name}")).and(to.renamed(|name| format!("to_{name}")));
        let differences: Vec<Cells> = self.differences.iter().map(Cells::of).collect();
        let tallies: Vec<Cells> = self
            .from
            .tally
            .rows
            .iter()
            .zip(&self.to.tally.rows)
            .map(|(one, other)| {
                let cells = |prefix: &str, row| {
                    Cells::of(row).without("stance").renamed(|name| format!("{prefix}_{}", apart(name, &from)))
                };
                let stance = Cells::one("stance", one.stance.map_or("", Stance::code));
                stance.and(cells("from", one)).and(cells("to", other))
            })
            .collect();
        let mut columns = vec!["row".to_owned()];
        columns.extend(field_names::<DifferenceRow>());
        columns.extend(tallies.first().into_iter().chain([&sides]).flat_map(Cells::names).map(str::to_owned));
        let line = |kind: &str, cells: Cells| Cells::one("row", kind).and(cells).and(sides.clone());
        let lines = differences.into_iter().map(|cells| line("difference", cells));
        (columns, lines.chain(tallies.into_iter().map(|cells| line("tally", cells))).collect())
    }

    /// Each side with its answer and its tally, the rules, and who differs.
    pub(super) fn table(&self, project: &Project) -> String {
        let Self { from, to, differences } = self;
        let rule = |side: &ToldSide| side.tally.head.standpoint.rule_line() + "\n";
        let is_one_rule = rule(from) == rule(to);
        let side = |heading: &str, side: &ToldSide| {
            let standpoint = &side.tally.head.standpoint;
            format!(
                "{heading}: {} {}\n{}\n{}\n{}\n",
                standpoint.question_line(),
                standpoint.as_of_line(),
                standpoint.answer_line(),
                if is_one_rule { String::new() } else { rule(side) },
                division_table(project, &side.tally.rows),
            )
        };
        let shared_rule = if is_one_rule { rule(from) } else { String::new() };
        let differing = if differences.is_empty() {
            "Nobody stands elsewhere\n".to_owned()
        } else {
            format!(
                "{}\n{}. {CUT}\n",
                difference_table(differences),
                count_of(differences.len(), "actor stands elsewhere", "actors stand elsewhere"),
            )
        };
        format!("{}{}{differing}{shared_rule}", side(headings::FROM, from), side(headings::TO, to))
    }
}

fn difference_table(differences: &[DifferenceRow]) -> String {
    let standing =
        |label: &str, is_contested: bool| format!("{label}{}", if is_contested { ", contested" } else { "" });
    TextTable::of(differences)
        .column(headings::ACTOR, |row| row.name.clone())
        .column(headings::MEMBER, |row| member_cell(row.member))
        .column(headings::FROM, |row| standing(&row.label_from, row.contested_from))
        .column(headings::TO, |row| standing(&row.label_to, row.contested_to))
        .column(headings::WHY, |row| row.cause.label().to_owned())
        .column(headings::STATEMENT, |row| row.because.to_string())
        .column(headings::QUOTATION, |row| shortened(row.quote.as_deref().unwrap_or_default()))
        .into_text()
}

fn row(compared: &Compared<'_>, difference: &Difference) -> DifferenceRow {
    let Difference { actor, from, to, contested, because, cause } = difference;
    let project = compared.session.project();
    let statement: Option<&Statement> = project.statements.get(because);
    let is_member = |found: &Found<'_>| found.standpoint_facts.tally.members.binary_search(actor).is_ok();
    let is_contested =
        |found: &Found<'_>| found.standpoint_facts.standings.of(actor).is_some_and(Standing::is_contested);
    DifferenceRow {
        actor: actor.clone(),
        name: project.actor_name(actor).to_owned(),
        member: is_member(&compared.from) || is_member(&compared.to),
        from: *from,
        label_from: compared.from.question.label(*from).to_owned(),
        contested_from: is_contested(&compared.from),
        to: *to,
        label_to: compared.to.question.label(*to).to_owned(),
        contested_to: is_contested(&compared.to),
        contested: *contested,
        cause: *cause,
        because: because.clone(),
        source: statement.map(|statement| statement.source.clone()),
        quote: statement.map(|statement| statement.quote.exact.clone()),
    }
}

/// "“Invite Ukraine now”, 29 November 2024, by the project’s rule".
pub(super) fn in_words(project: &Project, found: &Found<'_>) -> String {
    let Found { question, standpoint_facts, .. } = found;
    let standpoint = &standpoint_facts.standpoint;
    let rule = if standpoint.rule == project.manifest.rule { "by the project’s rule" } else { "by another rule" };
    format!("“{}”, {}, {rule}", question.short, standpoint.clock.in_words())
}
