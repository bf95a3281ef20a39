//! A comparison as a table, as JSON and as CSV.

use super::super::reply::one_line;
use super::super::rows::shortened;
use super::super::standpoint::{as_of_line, rule_line};
use super::super::tally::{ToldTally, division_table};
use super::{Compared, Found};
use crate::derive::{Cause, Contest, Difference, count_of};
use crate::export::text_table;
use crate::model::{Project, Stance, Statement};
use serde::Serialize;

/// Both sides and what differs, as other programs read it.
#[derive(Serialize)]
pub(super) struct Object<'a> {
    from: SideObject<'a>,
    to: SideObject<'a>,
    differences: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct SideObject<'a> {
    given: &'a str,
    kind: &'static str,
    label: String,
    tally: ToldTally,
}

/// One actor that stands elsewhere.
#[derive(Serialize)]
struct Row<'a> {
    actor: &'a str,
    name: &'a str,
    member: bool,
    from: Option<Stance>,
    to: Option<Stance>,
    contested: &'static str,
    cause: &'static str,
    because: &'a str,
    source: Option<&'a str>,
    quote: Option<&'a str>,
}

pub(super) const COLUMNS: [&str; 14] = [
    "row",
    "actor",
    "name",
    "member",
    "from",
    "to",
    "contested",
    "cause",
    "because",
    "source",
    "quote",
    "stance",
    "from_count",
    "to_count",
];

pub(super) fn object<'a>(compared: &'a Compared<'_>) -> Object<'a> {
    let Compared { session, from, to, differences } = compared;
    let side = |found: &'a Found<'_>| SideObject {
        given: &found.named.given,
        kind: found.named.side.kind().code(),
        label: in_words(session.project(), found),
        tally: ToldTally::of(session.project(), found.question, &found.of_question),
    };
    Object {
        from: side(from),
        to: side(to),
        differences: differences.iter().map(|difference| row(compared, difference)).collect(),
    }
}

fn row<'a>(compared: &'a Compared<'_>, difference: &'a Difference) -> Row<'a> {
    let Difference { actor, from, to, contested, because, cause } = difference;
    let project = compared.session.project();
    let statement: Option<&Statement> = project.statements.get(because);
    let is_member = |found: &Found<'_>| found.of_question.tally.members.binary_search(actor).is_ok();
    Row {
        actor: actor.as_str(),
        name: project.actor_name(actor),
        member: is_member(&compared.from) || is_member(&compared.to),
        from: *from,
        to: *to,
        contested: contest_code(*contested),
        cause: cause_code(*cause),
        because: because.as_str(),
        source: statement.map(|statement| statement.source.as_str()),
        quote: statement.map(|statement| statement.quote.exact.as_str()),
    }
}

fn contest_code(contest: Contest) -> &'static str {
    match contest {
        Contest::Same => "same",
        Contest::Begins => "begins",
        Contest::Ends => "ends",
    }
}

fn cause_code(cause: Cause) -> &'static str {
    match cause {
        Cause::Counts => "counts",
        Cause::CountsNoMore => "counts_no_more",
        Cause::Decides => "decides",
        Cause::OtherQuestion => "other_question",
        Cause::Window => "window",
    }
}

pub(super) fn lines(compared: &Compared<'_>) -> Vec<[String; 14]> {
    let code = |stance: Option<Stance>| stance.map_or(String::new(), |stance| stance.code().to_owned());
    let differences = compared.differences.iter().map(|difference| {
        let row = row(compared, difference);
        let empty = String::new;
        [
            "difference".to_owned(),
            row.actor.to_owned(),
            row.name.to_owned(),
            row.member.to_string(),
            code(row.from),
            code(row.to),
            row.contested.to_owned(),
            row.cause.to_owned(),
            row.because.to_owned(),
            row.source.unwrap_or_default().to_owned(),
            row.quote.unwrap_or_default().to_owned(),
            empty(),
            empty(),
            empty(),
        ]
    });
    let tallies = counts(compared).map(|(stance, from, to)| {
        let mut line: [String; 14] = std::array::from_fn(|_| String::new());
        let cells = [(0, "tally".to_owned()), (11, code(stance)), (12, from.to_string()), (13, to.to_string())];
        for (place, cell) in cells {
            if let Some(slot) = line.get_mut(place) {
                *slot = cell;
            }
        }
        line
    });
    differences.chain(tallies).collect()
}

/// How many members have each standing on the two sides.
fn counts<'a>(compared: &'a Compared<'_>) -> impl Iterator<Item = (Option<Stance>, usize, usize)> + 'a {
    let (from, to) = (&compared.from.of_question.tally, &compared.to.of_question.tally);
    from.rows.iter().map(|(stance, members)| (*stance, members.len(), to.with(*stance).len()))
}

/// "“Invite Ukraine now”, 29 November 2024, by the project’s rule".
pub(super) fn in_words(project: &Project, found: &Found<'_>) -> String {
    let Found { question, of_question, .. } = found;
    let standpoint = &of_question.standpoint;
    let rule = if standpoint.rule == project.manifest.rule { "by the project’s rule" } else { "by another rule" };
    format!("“{}”, {}, {rule}", question.short, standpoint.clock.in_words())
}

/// Each side with its answer and its tally, the rules, and who differs.
pub(super) fn table(compared: &Compared<'_>) -> String {
    let Compared { session, from, to, differences } = compared;
    let project = session.project();
    let same_rule = from.of_question.standpoint.rule == to.of_question.standpoint.rule;
    let side = |head: &str, found: &Found<'_>| {
        let rule = if same_rule { String::new() } else { rule_line(&found.of_question.standpoint.rule) + "\n" };
        format!(
            "{head}: {} {}\n{}\n{rule}\n{}\n",
            one_line(&found.question.text),
            as_of_line(&found.of_question),
            one_line(&found.of_question.answer.to_text()),
            division_table(project, found.question, &found.of_question.tally),
        )
    };
    let shared_rule = if same_rule { rule_line(&from.of_question.standpoint.rule) + "\n" } else { String::new() };
    let differing = if differences.is_empty() {
        "Nobody stands elsewhere\n".to_owned()
    } else {
        format!(
            "{}\n{}. Long quotations are cut here; --format json or csv gives them whole.\n",
            text_table(["Actor", "Member", "From", "To", "Why", "Statement", "Quotation"], &rows(compared)),
            count_of(differences.len(), "actor stands elsewhere", "actors stand elsewhere"),
        )
    };
    format!("{}{}{differing}{shared_rule}", side("From", from), side("To", to))
}

fn rows(compared: &Compared<'_>) -> Vec<[String; 7]> {
    let differences = compared.differences.iter();
    differences
        .map(|difference| {
            let row = row(compared, difference);
            let contested = |found: &Found<'_>| {
                let standing = found.of_question.standings.of(&difference.actor);
                let is = standing.is_some_and(crate::derive::Standing::is_contested);
                if is { ", contested" } else { "" }
            };
            let label = |found: &Found<'_>, stance| format!("{}{}", found.question.label(stance), contested(found));
            [
                row.name.to_owned(),
                (if row.member { "member" } else { "" }).to_owned(),
                label(&compared.from, row.from),
                label(&compared.to, row.to),
                difference.cause.label().to_owned(),
                row.because.to_owned(),
                shortened(row.quote.unwrap_or_default()),
            ]
        })
        .collect()
}
