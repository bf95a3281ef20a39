//! The tally of every day on which anything of it changes.

use super::super::arguments::Format;
use super::super::error::CliError;
use super::super::headings;
use super::super::open::find_day;
use super::super::reply::Reply;
use super::super::rows::{count_cell, csv_reply, json_reply, or_empty, shortened};
use super::super::standpoint::Found;
use super::super::standpoint_fields::StandpointFields;
use super::told::{InSeries, ToldTally};
use crate::derive::{Among, Clock, Standpoint, Tally, TallyDay, count_of, tally_days};
use crate::export::{Cells, TextTable};
use crate::model::{ActorId, Approximate, Day, Stance};

pub(super) fn reply(found: &Found<'_>, from: Option<&str>, format: Format) -> Result<Reply, CliError> {
    let range = range(found, from)?;
    let standpoint = &found.standpoint_facts.standpoint;
    let days = tally_days(found.project, found.question, &found.project_facts.ledger, standpoint, range);
    let before = std::iter::once(None).chain(days.iter().map(|day| Some(&day.tally)));
    let series: Vec<ToldTally> = before.zip(&days).map(|(before, day)| told(found, range, before, day)).collect();
    Ok(match format {
        Format::Table => Reply::fine(table(found, range, &series)),
        Format::Json => json_reply(&series)?,
        Format::Csv => {
            let lines: Vec<Cells> = series.iter().map(line).collect();
            let columns = lines.first().into_iter().flat_map(Cells::names).map(str::to_owned).collect::<Vec<_>>();
            csv_reply(&columns, &lines)
        }
    })
}

/// From the day that is asked for, else from the first statement, to the day that is looked at.
fn range(found: &Found<'_>, from: Option<&str>) -> Result<(Day, Day), CliError> {
    let to = found.standpoint_facts.as_of;
    let on_it = found.project.statements.values().filter(|statement| statement.question == found.question.id);
    let first = on_it.filter_map(|statement| statement.said.latest()).min();
    match find_day(found.project, from)? {
        Some(from) if from > to => Err(CliError::Refused(format!(
            "the series would begin on {from} and end before, on {to}: choose an earlier day for --from, or a later one \
             for --to"
        ))),
        Some(from) => Ok((from, to)),
        None => Ok((first.unwrap_or(to).min(to), to)),
    }
}

fn approximate(found: &Found<'_>, day: Day) -> Approximate {
    let (end, about) = found.project_facts.end;
    if day == end { about } else { Approximate::Exact }
}

fn told(found: &Found<'_>, (from, to): (Day, Day), before: Option<&Tally>, day: &TallyDay) -> ToldTally {
    let standpoint = &found.standpoint_facts.standpoint;
    let clock = Clock { as_of: day.day, ..standpoint.clock };
    let approximate = approximate(found, day.day);
    let tally = day.tally.clone().telling_apart(&found.project_facts.ledger.silences(&found.question.id, clock));
    let standings = found.project_facts.ledger.standings(&Standpoint { clock, ..standpoint.clone() });
    let answer = crate::derive::answer(found.project, found.question, &standings, &tally, approximate);
    let fields = StandpointFields::new(found.project, found.question, &standpoint.rule, clock, approximate, &answer);
    let changes = day
        .changed
        .iter()
        .map(|actor| format!("{}: {}", found.project.actor_name(actor), change_of(found, actor, before, &day.tally)));
    let in_series = InSeries {
        changed_how: changes.collect::<Vec<_>>().join("; "),
        changed: day.changed.clone(),
        series_from: from,
        series_to: to,
    };
    let mut told = ToldTally::new(fields, found.question, &tally, day.most_fragile.clone());
    told.head.in_series = Some(in_series);
    told
}

/// A day as one line: what is said of all members, then a count for each stance, and beside it what is said of those who
/// take it, under names like `opposes_members`.
fn line(told: &ToldTally) -> Cells {
    told.rows.iter().fold(Cells::of(&told.head), |line, row| {
        let code = row.stance.map_or("silent", Stance::code);
        let named = |name: &str| if name == "count" { code.to_owned() } else { format!("{code}_{name}") };
        line.and(Cells::of(row).without("stance").renamed(named))
    })
}

/// The question, the days, a line for each day, and the rule.
fn table(found: &Found<'_>, (from, to): (Day, Day), series: &[ToldTally]) -> String {
    let label = |stance| found.question.label(stance);
    let with = |stance| move |told: &ToldTally| told.count(stance).to_string();
    let table = TextTable::of(series)
        .column(headings::DAY, |told| or_empty(told.head.standpoint.as_of))
        .column(headings::IN_FAVOUR, |told| told.head.in_favour.to_string())
        .column(label(Some(Stance::Undecided)), with(Some(Stance::Undecided)))
        .column(label(Some(Stance::NotNow)), with(Some(Stance::NotNow)))
        .column(label(Some(Stance::Opposes)), with(Some(Stance::Opposes)))
        .column(label(None), with(None))
        .column(headings::CONTESTED, |told| count_cell(told.head.contested.len()))
        .column(headings::STALE, |told| count_cell(told.head.stale.len()))
        .column(headings::UNNAMED_ONLY, |told| count_cell(told.head.unnamed_only.len()))
        .column(headings::SECOND_HAND, |told| count_cell(told.head.second_hand.len()))
        .column(headings::CONDITIONAL, |told| count_cell(told.head.conditional.len()))
        .column(headings::MISSING, |told| told.head.missing.to_string())
        .column(headings::RANGE, |told| format!("{} to {}", told.head.least, told.head.most))
        .column(headings::CHANGED, |told| {
            or_empty(told.head.in_series.as_ref().map(|of_day| shortened(&of_day.changed_how)))
        })
        .into_text();
    let Some(ToldTally { head: first, .. }) = series.first() else { return String::new() };
    let standpoint = &first.standpoint;
    format!(
        "{}\nFrom {} ({from}) to {} ({to}){}, {} on which anything changes after the first\n\n{}\n{}\n",
        standpoint.question_line(),
        from.in_words(),
        to.in_words(),
        standpoint.known_on_words(),
        count_of(series.len().saturating_sub(1), "day", "days"),
        table,
        standpoint.rule_line(),
    )
}

/// What is new of one member: its stance if that changed, and what its standing rests on or lacks now.
fn change_of(found: &Found<'_>, actor: &ActorId, before: Option<&Tally>, after: &Tally) -> String {
    const KINDS: [(Among, &str); 5] = [
        (Among::Contested, "contested"),
        (Among::Stale, "stale"),
        (Among::UnnamedOnly, "unnamed sources only"),
        (Among::SecondHand, "second-hand only"),
        (Among::Conditional, "conditional"),
    ];
    let row = |tally: &Tally| tally.rows.iter().find(|(_, members)| members.contains(actor)).map(|(stance, _)| *stance);
    let is = |tally: Option<&Tally>, among: Among| tally.is_some_and(|tally| tally.among(among).contains(actor));
    let mut words = Vec::new();
    let (was, is_now) = (before.and_then(row), row(after));
    let Some(stance) = is_now else { return "leaves".to_owned() };
    if was.is_none() {
        words.push("joins".to_owned());
    }
    if was != is_now {
        words.push(found.question.label(stance).to_lowercase());
    }
    for (among, word) in KINDS {
        match (is(before, among), is(Some(after), among)) {
            (false, true) => words.push(word.to_owned()),
            (true, false) => words.push(format!("no longer {word}")),
            (false, false) | (true, true) => {}
        }
    }
    words.join(", ")
}
