//! The tally in words: how many are missing to consent, who is against, how far silence could go, and on what the
//! standings rest.
//!
//! The main line comes first and large; what counts nobody is named in one quiet line. The thing easily got wrong: each
//! number opens exactly those whom it counts.

use super::reading::contradictions_link_ui;
use crate::derive::{Among, Tally, count_of, join_words};
use crate::gui::ask::{Asks, WindowCommand};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::gui::widgets::rows::line_ui;
use crate::model::{ActorId, Consent, Stance};
use crate::scene::{Face, Target};
use crate::session::{Command, LookCommand, Session};
use egui::Ui;
use egui::accesskit::Role;

/// Draws the tally.
pub(crate) fn tally_ui(ui: &mut Ui, session: &Session) -> Asks {
    let tally = &session.standpoint_facts().tally;
    let mut asked = Asks::none();
    if tally.members.is_empty() {
        return asked;
    }
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.spacing_mut().interact_size.y = 16.0;
    asked.extend(missing_ui(ui, session));
    asked.extend(against_ui(ui, session));
    asked.extend(range_ui(ui, tally));
    asked.extend(rests_ui(ui, session));
    asked.extend(fragility_ui(ui, session));
    ui.add_space(gap::LINE);
    asked.extend(contradictions_link_ui(ui, session));
    asked
}

/// "31 missing to unanimity".
fn missing_ui(ui: &mut Ui, session: &Session) -> Option<Command> {
    let tally = &session.standpoint_facts().tally;
    let (needed, members) = (tally.needed(), tally.members.len());
    let consent = match tally.consent {
        Consent::Unanimity => "unanimity".to_owned(),
        Consent::Majority => format!("a majority, {needed} of {members}"),
        Consent::TwoThirds => format!("two thirds, {needed} of {members}"),
    };
    let note = session.question().consent_note.replace("{members}", &members.to_string());
    let missing = tally.missing();
    let (number, text, among) = if missing > 0 {
        (missing, format!(" missing to {consent}"), Among::NotInFavour)
    } else {
        (tally.in_favour(), format!(" for it: enough for {consent}"), Among::InFavour)
    };
    let parts = [(number.to_string(), Face::Bold), (text, Face::SemiBold)];
    line_ui(ui, &parts, text::LEAD, &note).then_some(Command::Look(LookCommand::Open(Target::Among(among))))
}

/// "1 against: Hungary".
fn against_ui(ui: &mut Ui, session: &Session) -> Option<Command> {
    let tally = &session.standpoint_facts().tally;
    let stance = Some(Stance::Opposes);
    let against = tally.with(stance);
    let label = session.question().step(Stance::Opposes).map_or("against", |step| step.in_count.as_str());
    if against.is_empty() {
        explain(ui, format!("No member is on record {label}"));
        return None;
    }
    let parts =
        [(against.len().to_string(), Face::Bold), (format!(" {label}: {}", few(session, against)), Face::Regular)];
    line_ui(ui, &parts, text::TEXT, "Open their sentences")
        .then_some(Command::Look(LookCommand::Open(Target::MembersWith(stance))))
}

/// At most as many actors are named.
const MOST_NAMED: usize = 3;

/// "Borduria, Ruritania, Syldavia and 2 more".
fn few(session: &Session, actors: &[ActorId]) -> String {
    let mut names: Vec<String> =
        actors.iter().take(MOST_NAMED).map(|id| session.project().actor_name(id).to_owned()).collect();
    let more = actors.len() - names.len();
    if more > 0 {
        names.push(format!("{more} more"));
    }
    join_words(&names)
}

/// "1 to 30 could be for it, counting silence both ways": both numbers open whom they count.
fn range_ui(ui: &mut Ui, tally: &Tally) -> Vec<Command> {
    let (least, most) = tally.range();
    let mut asked = Vec::new();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let silent = tally.with(None).len();
        let least_hint = "For it, if all who are silent are not";
        asked.extend(number_ui(ui, least, &format!("{least} for it at least"), least_hint, Among::InFavour));
        ui.label(words(" to ", Face::Regular, text::TEXT));
        let most_hint = format!("For it, if all {silent} who are silent are too");
        asked.extend(number_ui(ui, most, &format!("{most} for it at most"), &most_hint, Among::PossiblyInFavour));
        ui.label(words(" could be for it, counting silence both ways", Face::Regular, text::TEXT));
    });
    asked
}

fn number_ui(ui: &mut Ui, number: usize, name: &str, hint: &str, among: Among) -> Option<Command> {
    let palette = palette_of(ui);
    let text = words(number.to_string(), Face::Bold, text::TEXT).color(color32(palette.accent));
    let link = ui.add(egui::Link::new(text));
    link.named(Role::Link, name);
    link.on_hover_text(hint).clicked().then_some(Command::Look(LookCommand::Open(Target::Among(among))))
}

/// What the standings of the members rest on or lack: a line for each that counts somebody, one for all others.
fn rests_ui(ui: &mut Ui, session: &Session) -> Vec<Command> {
    let tally = &session.standpoint_facts().tally;
    let mut asked = Vec::new();
    let mut none: Vec<String> = Vec::new();
    for among in [Among::Contested, Among::Stale, Among::UnnamedOnly, Among::SecondHand, Among::Conditional] {
        let count = tally.among(among).len();
        let Some((text, quiet)) = rest_in_words(session, among) else { continue };
        if count == 0 {
            none.push(quiet.to_owned());
            continue;
        }
        let parts = [(count.to_string(), Face::Bold), (format!(" {text}"), Face::Regular)];
        if line_ui(ui, &parts, text::TEXT, "Open their sentences") {
            asked.push(Command::Look(LookCommand::Open(Target::Among(among))));
        }
    }
    if !none.is_empty() {
        explain(ui, format!("Nobody {}", or_words(&none)));
    }
    asked
}

/// What is said of those whom `among` picks, and a word for none of them; `None` for what is no matter of what a
/// standing rests on.
fn rest_in_words(session: &Session, among: Among) -> Option<(String, &'static str)> {
    match among {
        Among::InFavour
        | Among::NotInFavour
        | Among::PossiblyInFavour
        | Among::Unheard
        | Among::NotYet
        | Among::Undated
        | Among::Uncounted => None,
        Among::Contested => Some(("contested by a recent statement".to_owned(), "contested")),
        Among::Stale => {
            let days = count_of(session.rule().stale_after_days.into(), "day", "days");
            Some((format!("stale: nothing newer than {days}"), "stale"))
        }
        Among::UnnamedOnly => Some(("on unnamed sources only".to_owned(), "on unnamed sources only")),
        Among::SecondHand => Some(("on second-hand words only".to_owned(), "on second-hand words only")),
        Among::Conditional => Some((format!("conditional{}", by_stance(session, among)), "conditional")),
    }
}

/// " (opposes)", " (6 not now, 1 of 2 undecided)".
fn by_stance(session: &Session, among: Among) -> String {
    let tally = &session.standpoint_facts().tally;
    let groups: Vec<(usize, usize, String)> = tally
        .rows
        .iter()
        .map(|(stance, members)| {
            let label = session.question().label(*stance).to_lowercase();
            (tally.among_with(among, *stance).count(), members.len(), label)
        })
        .filter(|(count, ..)| *count > 0)
        .collect();
    match groups.as_slice() {
        [] => String::new(),
        [(count, all, label)] if count == all => format!(" ({label})"),
        groups => {
            let parts: Vec<String> = groups
                .iter()
                .map(
                    |(count, all, label)| {
                        if count == all { format!("{count} {label}") } else { format!("{count} of {all} {label}") }
                    },
                )
                .collect();
            format!(" ({})", parts.join(", "))
        }
    }
}

/// "a", "a or b", "a, b or c".
fn or_words(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [start @ .., last] => format!("{} or {last}", start.join(", ")),
    }
}

/// "Take 1 statement away and Hungary changes": opens that actor with those statements marked.
fn fragility_ui(ui: &mut Ui, session: &Session) -> Asks {
    let standpoint_facts = session.standpoint_facts();
    let Some(standing) = standpoint_facts.tally.most_fragile(&standpoint_facts.standings) else { return Asks::none() };
    let name = session.project().actor_name(&standing.actor);
    let parts = [
        ("Take ".to_owned(), Face::Regular),
        (count_of(standing.must_go, "statement", "statements"), Face::Bold),
        (format!(" away and {name} changes"), Face::Regular),
    ];
    let hint = "The smallest set of statements without which the members divide otherwise; the first of several";
    if !line_ui(ui, &parts, text::TEXT, hint) {
        return Asks::none();
    }
    let mut asked = Asks::one(WindowCommand::MarkFragile(Some(standing.actor.clone())));
    asked.push(Command::Look(LookCommand::Open(Target::Actor(standing.actor.clone()))));
    asked
}
