//! The tally of every day on which anything of it changes.

use super::super::arguments::Format;
use super::super::error::CliError;
use super::super::open::find_day;
use super::super::reply::{Reply, one_line};
use super::super::rows::{csv_reply, ids_cell, json_reply};
use super::super::standpoint::{Found, rule_line};
use super::ToldTally;
use super::told::Source;
use crate::derive::{Among, Clock, Tally, TallyDay, answer, count_of, tally_days};
use crate::export::text_table;
use crate::model::{ActorId, Approximate, Day, Stance};

/// How many names of those who changed a table shows.
const NAMED: usize = 3;

const COLUMNS: [&str; 27] = [
    "question",
    "as_of",
    "approximate",
    "known_on",
    "members",
    "in_favour",
    "requests",
    "supports",
    "undecided",
    "not_now",
    "opposes",
    "silent",
    "needed",
    "missing",
    "least",
    "most",
    "against",
    "contested",
    "stale",
    "unnamed_only",
    "second_hand",
    "conditional",
    "most_fragile",
    "fragile_set",
    "changed",
    "rule",
    "project_rule",
];

pub(super) fn reply(found: &Found<'_>, from: Option<&str>, format: Format) -> Result<Reply, CliError> {
    let range = range(found, from)?;
    let standpoint = &found.of_question.standpoint;
    let series = tally_days(found.project, found.question, &found.of_project.ledger, standpoint, range);
    let told = || series.iter().map(|entry| told(found, entry)).collect::<Vec<_>>();
    Ok(match format {
        Format::Table => Reply::fine(table(found, range, &series)),
        Format::Json => json_reply(&told())?,
        Format::Csv => csv_reply(COLUMNS, &told().iter().map(cells).collect::<Vec<_>>()),
    })
}

/// From the day that is asked for, else from the first statement, to the day that is looked at.
fn range(found: &Found<'_>, from: Option<&str>) -> Result<(Day, Day), CliError> {
    let to = found.of_question.as_of;
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
    let (end, about) = found.of_project.end;
    if day == end { about } else { Approximate::Exact }
}

fn told(found: &Found<'_>, entry: &TallyDay) -> ToldTally {
    let standpoint = &found.of_question.standpoint;
    let clock = Clock { as_of: entry.day, ..standpoint.clock };
    let approximate = approximate(found, entry.day);
    let tally = entry.tally.clone().telling_apart(&found.of_project.ledger.silences(&found.question.id, clock));
    let source = Source {
        project: found.project,
        question: found.question,
        rule: &standpoint.rule,
        clock,
        approximate,
        answer: &answer(found.question, &tally, clock, approximate),
    };
    let told = ToldTally::from(&source, &tally, entry.most_fragile.clone());
    ToldTally { changed: Some(entry.changed.clone()), ..told }
}

fn cells(told: &ToldTally) -> [String; 27] {
    let with = |stance: Option<Stance>| {
        told.rows.iter().find(|row| row.stance == stance).map_or(0, |row| row.count).to_string()
    };
    [
        told.question.clone(),
        told.as_of.to_string(),
        told.approximate.to_string(),
        told.known_on.map_or(String::new(), |day| day.to_string()),
        told.members.to_string(),
        told.in_favour.to_string(),
        with(Some(Stance::Requests)),
        with(Some(Stance::Supports)),
        with(Some(Stance::Undecided)),
        with(Some(Stance::NotNow)),
        with(Some(Stance::Opposes)),
        with(None),
        told.needed.to_string(),
        told.missing.to_string(),
        told.least.to_string(),
        told.most.to_string(),
        ids_cell(&told.against),
        ids_cell(&told.contested),
        ids_cell(&told.stale),
        ids_cell(&told.unnamed_only),
        ids_cell(&told.second_hand),
        ids_cell(&told.conditional),
        ids_cell(&told.most_fragile),
        ids_cell(&told.fragile_set),
        ids_cell(told.changed.iter().flatten()),
        told.rule.join(" "),
        told.project_rule.to_string(),
    ]
}

/// The question, the days, a line for each day, and the rule.
fn table(found: &Found<'_>, (from, to): (Day, Day), series: &[TallyDay]) -> String {
    let Found { question, of_question, .. } = found;
    let rows: Vec<[String; 14]> = series
        .iter()
        .enumerate()
        .map(|(place, entry)| {
            let before = place.checked_sub(1).and_then(|place| series.get(place));
            let with = |stance: Stance| entry.tally.with(Some(stance)).len().to_string();
            let among = |among| match entry.tally.among(among).len() {
                0 => String::new(),
                count => count.to_string(),
            };
            let (least, most) = entry.tally.range();
            [
                entry.day.to_string(),
                entry.tally.in_favour().to_string(),
                with(Stance::Undecided),
                with(Stance::NotNow),
                with(Stance::Opposes),
                entry.tally.with(None).len().to_string(),
                among(Among::Contested),
                among(Among::Stale),
                among(Among::UnnamedOnly),
                among(Among::SecondHand),
                among(Among::Conditional),
                entry.tally.missing().to_string(),
                format!("{least} to {most}"),
                changed(found, before, entry),
            ]
        })
        .collect();
    let label = |stance: Option<Stance>| question.label(stance);
    let columns = [
        "Day",
        "For it",
        label(Some(Stance::Undecided)),
        label(Some(Stance::NotNow)),
        label(Some(Stance::Opposes)),
        label(None),
        "Contested",
        "Stale",
        "Unnamed only",
        "Second-hand",
        "Conditional",
        "Missing",
        "Range",
        "Changed",
    ];
    let known = of_question.standpoint.clock.known_on.map(|day| format!(", as known on {} ({day})", day.in_words()));
    format!(
        "{}\nFrom {} ({from}) to {} ({to}){}, {} on which anything changes after the first\n\n{}\n{}\n",
        one_line(&question.text),
        from.in_words(),
        to.in_words(),
        known.unwrap_or_default(),
        count_of(series.len().saturating_sub(1), "day", "days"),
        text_table(columns, &rows),
        rule_line(&of_question.standpoint.rule),
    )
}

/// "Hungary: opposes, conditional; Spain: no longer contested", up to three of them.
fn changed(found: &Found<'_>, before: Option<&TallyDay>, entry: &TallyDay) -> String {
    let mut words: Vec<String> = entry
        .changed
        .iter()
        .take(NAMED)
        .map(|actor| {
            let name = found.project.actor_name(actor);
            format!("{name}: {}", change_of(found, actor, before.map(|before| &before.tally), &entry.tally))
        })
        .collect();
    if let Some(others @ 1..) = entry.changed.len().checked_sub(NAMED) {
        words.push(count_of(others, "other", "others"));
    }
    words.join("; ")
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
