//! Some of the members, picked by what their standing rests on or lacks: what the number means, and the sentences
//! behind it, by stance.

use super::card::{Weight, statement_card_ui};
use super::lists::actor_row_ui;
use crate::derive::{Among, Standing, count_of};
use crate::gui::ask::Asks;
use crate::gui::in_words::among_title;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{explain, words};
use crate::gui::widgets::stance_mark::stance_badge_ui;
use crate::model::StatementId;
use crate::scene::Face;
use crate::session::Session;
use egui::Ui;

/// Draws the members that `among` picks.
pub(crate) fn among_ui(ui: &mut Ui, session: &Session, among: Among) -> Asks {
    let tally = &session.standpoint_facts().tally;
    let picked = tally.among(among);
    let of_members = count_of(tally.members.len(), "member", "members");
    ui.add(egui::Label::new(words(among_title(session, among), Face::Bold, text::TITLE)).wrap());
    explain(ui, format!("{} of {of_members}. {}", picked.len(), meaning(session, among)));
    let mut asked = Asks::none();
    for (stance, with) in &tally.rows {
        let members: Vec<_> = tally.among_with(among, *stance).collect();
        if members.is_empty() {
            continue;
        }
        ui.add_space(gap::LARGE);
        ui.horizontal_wrapped(|ui| {
            stance_badge_ui(ui, session.question(), *stance);
            let all = if members.len() == with.len() { String::new() } else { format!("of {} ", with.len()) };
            let name = if with.len() == 1 { "member" } else { "members" };
            explain(ui, format!("{} {all}{name}", members.len()));
        });
        for member in members {
            ui.add_space(gap::LINE);
            asked.extend(actor_row_ui(ui, session, member));
            if let Some(standing) = session.standpoint_facts().standings.of(member) {
                asked.extend(evidence_ui(ui, session, standing, among));
            }
        }
    }
    asked
}

/// The sentences that put a member among these: the deciding one, and where it is contested the one that contests it.
fn evidence_ui(ui: &mut Ui, session: &Session, standing: &Standing, among: Among) -> Asks {
    let mut asked = Asks::none();
    let mut card = |id: Option<&StatementId>, weight: Weight| {
        if let Some(statement) = id.and_then(|id| session.project().statements.get(id)) {
            asked.extend(statement_card_ui(ui, session, statement, weight));
        }
    };
    card(standing.statements.first(), Weight::Counts);
    match among {
        Among::Contested => card(standing.outvoted.first(), Weight::Outvoted),
        Among::NotYet | Among::Undated | Among::Uncounted => {
            card(session.uncounted(&standing.actor).first().map(|statement| &statement.id), Weight::Beside);
        }
        Among::InFavour
        | Among::NotInFavour
        | Among::PossiblyInFavour
        | Among::Unheard
        | Among::Stale
        | Among::UnnamedOnly
        | Among::SecondHand
        | Among::Conditional => {}
    }
    if let Some(age) = standing.age_days.filter(|_| among == Among::Stale) {
        let age = count_of(usize::try_from(age).unwrap_or_default(), "day", "days");
        explain(ui, format!("The latest statement is {age} old."));
    }
    asked
}

/// What the number of those whom `among` picks means.
fn meaning(session: &Session, among: Among) -> String {
    let tally = &session.standpoint_facts().tally;
    let silent =
        count_of(tally.with(None).len(), "member without a stance on record", "members without a stance on record");
    match among {
        Among::InFavour => format!("{} needed. {silent} could be for it too.", count_of(tally.needed(), "is", "are")),
        Among::NotInFavour => {
            format!("They say otherwise, or nothing. There are {silent}: nothing follows from silence.")
        }
        Among::PossiblyInFavour => {
            format!("So many could be for it if all {silent} were.")
        }
        Among::Unheard => "These sources hold no sentence that gives their position, on any day.".to_owned(),
        Among::Uncounted => {
            "They had spoken by this day, but nothing that counts by this rule. Below each, its latest sentence.".to_owned()
        }
        Among::NotYet => {
            "They are on record, but only with what was said or printed after this day. Below each, its latest \
             sentence."
                .to_owned()
        }
        Among::Undated => {
            "Neither their sentences nor the articles are dated, so they count from no day. Give the article its date, or \
             the statement its own."
                .to_owned()
        }
        Among::Contested => {
            let days = count_of(session.rule().contested_within_days.into(), "day", "days");
            format!("A statement of another stance was made at most {days} before the latest.")
        }
        Among::Stale => "They may have changed their mind since; these sources do not tell.".to_owned(),
        Among::UnnamedOnly => "Only unnamed sources carry the standing: its outline is dashed.".to_owned(),
        Among::SecondHand => {
            "No direct quote and no named speaker carries the standing, only unnamed sources or what others say of the \
             actor: its outline is dashed."
                .to_owned()
        }
        Among::Conditional => "The sentence that decides names something on which the stance hangs.".to_owned(),
    }
}
