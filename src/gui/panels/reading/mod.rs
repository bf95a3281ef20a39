//! The panel at the right: what is open, its sentences as cards, and the article with the sentence in its place.

mod actor;
mod among;
mod article;
mod articles;
mod card;
mod cell;
pub(crate) mod comparison;
mod contradictions;
mod lists;
mod record;
mod rule;
mod rule_effect;
mod story;
mod undated;

pub(crate) use article::ArticleView;
pub(crate) use contradictions::contradictions_link_ui;
pub(crate) use lists::actor_row_ui;

use self::articles::ArticleList;
use self::contradictions::Listed;
use self::rule::RulePage;
use self::story::KeptStory;
use self::undated::KeptUndated;
use crate::gui::ask::Asks;
use crate::gui::scale::gap;
use crate::gui::widgets::buttons::{hinted_icon_button, icon_button};
use crate::model::ActorId;
use crate::scene::{Page, Target};
use crate::session::{Command, LookCommand, Session};
use egui::Ui;
use egui_material_icons::icons;

/// What the panel keeps between frames.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// On whose page those statements are marked that must go for its colour to change.
    fragile: Option<ActorId>,
    articles: ArticleList,
    rule_page: RulePage,
    listed: Listed,
    story: KeptStory,
    undated: KeptUndated,
}

impl Reading {
    /// Marks the statements without which this actor changes.
    pub(crate) fn mark_fragile(&mut self, actor: Option<ActorId>) {
        self.fragile = actor;
    }

    /// Draws the panel.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session, article: &mut ArticleView) -> Asks {
        let Some(target) = session.view().selection.as_ref() else {
            let asked = story::story_ui(ui, session, &mut self.story, &mut self.undated);
            return asked.into_iter().collect();
        };
        if article.coding.is_open(session) {
            // The form takes the place of what is told about the selection.
            return article.ui(ui, session);
        }
        let mut asked = Asks::none();
        let full = ui.available_height();
        let foot = egui::Frame::new().inner_margin(egui::Margin { left: 0, right: 0, top: 8, bottom: 0 });
        if session.view().article.is_some() {
            egui::Panel::bottom("article")
                .resizable(true)
                .default_size(full * (1.0 - share_of_subject(target)))
                .min_size((full * 0.25).min(140.0))
                .max_size((full * 0.8).max(150.0))
                .frame(foot)
                .show(ui, |ui| asked.extend(article.ui(ui, session)));
        }
        if *target == Target::Page(Page::Rule) {
            // The effect is seen while a control is used, however far down that stands.
            egui::Panel::bottom("effect of the rule")
                .resizable(true)
                .default_size(full * 0.36)
                .min_size((full * 0.2).min(120.0))
                .max_size((full * 0.7).max(130.0))
                .frame(foot)
                .show(ui, |ui| {
                    egui::ScrollArea::vertical().id_salt("effect of the rule").auto_shrink(false).show(ui, |ui| {
                        asked.extend(rule_effect::effect_ui(ui, session, &mut self.rule_page.effect));
                    });
                });
        }
        asked.extend(navigation_ui(ui, session));
        egui::ScrollArea::vertical().id_salt(("subject", target)).auto_shrink(false).show(ui, |ui| {
            ui.add_space(gap::LINE);
            asked.extend(self.subject_ui(ui, session, target));
            ui.add_space(gap::LARGE);
        });
        asked
    }

    fn subject_ui(&mut self, ui: &mut Ui, session: &Session, target: &Target) -> Asks {
        match target {
            Target::Actor(actor) => actor::actor_ui(ui, session, &mut self.fragile, actor),
            Target::Tie(one, other) => lists::tie_ui(ui, session, one, other),
            Target::MembersWith(stance) => lists::members_with_ui(ui, session, *stance),
            Target::EverybodyWith(stance) => lists::everybody_with_ui(ui, session, *stance),
            Target::Members => lists::members_ui(ui, session),
            Target::Statement(statement) => lists::sentence_ui(ui, session, statement),
            Target::Source(source) => record::source_ui(ui, session, source),
            Target::Among(among) => among::among_ui(ui, session, *among),
            Target::Cell(actor, slot) => cell::cell_ui(ui, session, actor, slot),
            Target::Page(Page::Rule) => rule::rule_ui(ui, session, &mut self.rule_page).into_iter().collect(),
            Target::Page(Page::Comparison) => comparison::comparison_ui(ui, session),
            Target::Page(Page::Contradictions) => contradictions::contradictions_ui(ui, session, &mut self.listed),
            Target::Page(Page::Undated) => undated::undated_ui(ui, session, &mut self.undated),
            Target::Page(Page::Articles) => self.articles.ui(ui, session, &mut self.undated).into_iter().collect(),
        }
    }
}

/// How much of the panel what is open takes, where an article stands below it.
fn share_of_subject(target: &Target) -> f32 {
    match target {
        // The record is short; the article is what was asked for.
        Target::Source(_) => 0.30,
        Target::Actor(_)
        | Target::Tie(..)
        | Target::MembersWith(_)
        | Target::EverybodyWith(_)
        | Target::Members
        | Target::Statement(_)
        | Target::Among(_)
        | Target::Cell(..)
        | Target::Page(_) => 0.58,
    }
}

fn navigation_ui(ui: &mut Ui, session: &Session) -> Vec<Command> {
    let mut asked = Vec::new();
    ui.horizontal(|ui| {
        let can_go_back = session.can_go_back();
        if can_go_back && hinted_icon_button(ui, icons::ICON_ARROW_BACK, "Back", "Back (Esc)").clicked() {
            asked.push(Command::Look(LookCommand::Back));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, icons::ICON_CLOSE, "Close").clicked() {
                asked.push(Command::Look(LookCommand::Close));
            }
        });
    });
    asked
}
