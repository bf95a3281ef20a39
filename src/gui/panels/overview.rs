//! The panel at the left: the saved views, how the members divide and by which rule, and what is shown.

use super::legend::legend_ui;
use super::rule_strip::RuleStrip;
use super::saved_views::{Thumbnails, saved_views_ui};
use super::shown::shown_ui;
use super::tally::tally_ui;
use crate::derive::count_of;
use crate::gui::ask::Asks;
use crate::gui::scale::gap;
use crate::gui::theme::section_label;
use crate::session::Session;
use egui::Ui;

/// The panel and what it keeps between frames.
#[derive(Default)]
pub(crate) struct Overview {
    thumbnails: Thumbnails,
    rule: RuleStrip,
}

impl Overview {
    /// Draws the panel.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Asks {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.contents_ui(ui, session)).inner
    }

    fn contents_ui(&mut self, ui: &mut Ui, session: &Session) -> Asks {
        let mut asked = saved_views_ui(ui, session, &mut self.thumbnails);
        ui.add_space(gap::SMALL);
        ui.separator();
        let tally = &session.standpoint_facts().tally;
        let body = session.project().actor_name(&tally.body);
        section_label(ui, &format!("{} of {body}", count_of(tally.members.len(), "member", "members")));
        asked.extend(ui.scope(|ui| legend_ui(ui, session)).inner);
        ui.add_space(gap::SMALL);
        asked.extend(ui.scope(|ui| tally_ui(ui, session)).inner);
        ui.add_space(gap::MEDIUM);
        ui.separator();
        asked.extend(ui.scope(|ui| self.rule.ui(ui, session)).inner);
        ui.add_space(gap::SMALL);
        ui.separator();
        section_label(ui, "Show");
        asked.extend(ui.scope(|ui| shown_ui(ui, session)).inner);
        asked
    }
}
