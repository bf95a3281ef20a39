//! Every actor in a table: the same facts as the picture, for the keyboard, the screen reader and the sorter.

use crate::derive::{Standing, count_of, fragility_in_words};
use crate::evidence::folding::{Fold, folded_words};
use crate::gui::ask::{Asks, OpenDialog};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, font, palette_of, words};
use crate::gui::widgets::actor_disc::actor_disc_ui;
use crate::gui::widgets::named::Named;
use crate::gui::widgets::stance_mark::stance_badge_ui;
use crate::model::{Actor, ActorId, EdtfDate, Stance, StatementId};
use crate::scene::{Face, Target};
use crate::session::{Command, LookCommand, Session};
use egui::accesskit::Role;
use egui::{Sense, Ui};
use egui_extras::{Column as Width, TableBuilder};
use egui_material_icons::icons;
use std::collections::{BTreeSet, HashMap};

/// One line of the table.
struct ActorLine<'a> {
    actor: &'a Actor,
    standing: Option<&'a Standing>,
    statements: usize,
    sources: usize,
    said: Option<EdtfDate>,
    since: Option<EdtfDate>,
    member: Option<EdtfDate>,
}

impl ActorLine<'_> {
    fn stance(&self) -> Option<Stance> {
        self.standing.and_then(|standing| standing.stance)
    }
}

const COLUMNS: [(Column, &str, f32); 9] = [
    (Column::Name, "Actor", 176.0),
    (Column::Kind, "Kind", 92.0),
    (Column::Standing, "Standing", 206.0),
    (Column::Fragility, "Fragility", 96.0),
    (Column::Statements, "Statements", 78.0),
    (Column::Sources, "Sources", 62.0),
    (Column::Since, "Since", 148.0),
    (Column::Said, "Last said", 148.0),
    (Column::Member, "Member since", 108.0),
];

/// Columns of the table of actors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Column {
    /// By name.
    #[default]
    Name,
    /// By kind.
    Kind,
    /// By standing, in scale order, silence last.
    Standing,
    /// By the number of statements.
    Statements,
    /// By the number of articles.
    Sources,
    /// By the date of the deciding statement.
    Said,
    /// By the day since which it has stood there.
    Since,
    /// By the day of accession.
    Member,
    /// By how few statements must go for the colour to change, silence last.
    Fragility,
}

/// Which end of a column comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Direction {
    /// Smallest first.
    #[default]
    Rising,
    /// Largest first.
    Falling,
}

/// The table and what it keeps between frames.
#[derive(Debug, Default)]
pub(crate) struct ActorTable {
    sorted_by: (Column, Direction),
    /// Words that a row must hold.
    filter: String,
    /// Who is chosen, to be merged or edited.
    chosen: BTreeSet<ActorId>,
}

impl ActorTable {
    /// Chooses nobody.
    pub(crate) fn choose_nobody(&mut self) {
        self.chosen.clear();
    }

    /// Draws the table.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Asks {
        let mut asked = Asks::none();
        self.chosen.retain(|actor| session.project().actors.contains_key(actor));
        ui.add_space(gap::MEDIUM);
        let all = rows(session);
        let total = all.len();
        let filter = folded_words(self.filter.trim(), Fold::Search);
        let mut kept: Vec<ActorLine> = all.into_iter().filter(|row| holds(session, row, &filter)).collect();
        sort(&mut kept, self.sorted_by);
        ui.horizontal(|ui| {
            let palette = palette_of(ui);
            let hint =
                words("Filter by name, kind or standing", Face::Regular, text::TEXT).color(color32(palette.weak_ink));
            let field = egui::TextEdit::singleline(&mut self.filter)
                .hint_text(hint)
                .font(font(Face::Regular, text::TEXT))
                .desired_width(260.0);
            ui.add(field).named(Role::SearchInput, "Filter the table");
            explain(ui, format!("{} of {total} actors", kept.len()));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| asked.extend(self.buttons_ui(ui)));
        });
        ui.add_space(gap::MEDIUM);
        egui::ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| {
            let mut table = TableBuilder::new(ui)
                .striped(true)
                .sense(Sense::click())
                .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
                .auto_shrink(false);
            table = table.column(Width::exact(26.0));
            for (_, _, width) in COLUMNS {
                table = table.column(Width::initial(width).at_least(50.0).resizable(true).clip(true));
            }
            table
                .header(28.0, |mut header| {
                    header.col(|_| {});
                    for (column, label, _) in COLUMNS {
                        header.col(|ui| header_ui(ui, &mut self.sorted_by, column, label));
                    }
                })
                .body(|body| {
                    body.rows(30.0, kept.len(), |mut row| {
                        let Some(of) = kept.get(row.index()) else { return };
                        let target = Target::Actor(of.actor.id.clone());
                        row.set_selected(session.view().selection.as_ref() == Some(&target));
                        let mut clicked = false;
                        row.col(|ui| choose_ui(ui, &mut self.chosen, of.actor));
                        row.col(|ui| clicked |= name_ui(ui, session, of));
                        row.col(|ui| cell(ui, of.actor.kind.label()));
                        row.col(|ui| {
                            stance_badge_ui(ui, session.question(), of.stance());
                            if of.standing.is_some_and(Standing::is_contested) {
                                explain(ui, "contested");
                            }
                        });
                        row.col(|ui| fragility_ui(ui, of));
                        row.col(|ui| cell(ui, &of.statements.to_string()));
                        row.col(|ui| cell(ui, &of.sources.to_string()));
                        row.col(|ui| cell(ui, &of.since.map(EdtfDate::in_words).unwrap_or_default()));
                        row.col(|ui| cell(ui, &of.said.map(EdtfDate::in_words).unwrap_or_default()));
                        row.col(|ui| cell(ui, &of.member.map(EdtfDate::in_words).unwrap_or_default()));
                        clicked |= row.response().clicked();
                        if clicked {
                            asked.push(Command::Look(LookCommand::Open(target)));
                        }
                    });
                });
        });
        asked
    }

    /// A new actor, and what can be done with those that are chosen. The parent runs from right to left.
    fn buttons_ui(&self, ui: &mut Ui) -> Option<OpenDialog> {
        let mut asked = None;
        if ui.button("New actor…").clicked() {
            asked = Some(OpenDialog::EditActor(None));
        }
        let merge = egui::Button::new(match self.chosen.len() {
            0 | 1 => "Merge…".to_owned(),
            count => format!("Merge {count}…"),
        });
        let hint = "Choose at least two in the first column";
        if ui.add_enabled(self.chosen.len() > 1, merge).on_disabled_hover_text(hint).clicked() {
            asked = Some(OpenDialog::MergeActors(self.chosen.clone()));
        }
        if let (Some(only), 1) = (self.chosen.first(), self.chosen.len())
            && ui.button("Edit…").clicked()
        {
            asked = Some(OpenDialog::EditActor(Some(only.clone())));
        }
        asked
    }
}

/// The box that chooses an actor.
fn choose_ui(ui: &mut Ui, chosen: &mut BTreeSet<ActorId>, actor: &Actor) {
    let mut is_chosen = chosen.contains(&actor.id);
    // On a striped row the usual edge of an empty box can hardly be seen.
    ui.visuals_mut().widgets.inactive.bg_stroke.color = color32(palette_of(ui).silent_ring);
    let response = ui.checkbox(&mut is_chosen, "");
    response.named_choice(Role::CheckBox, is_chosen, format!("Choose {}", actor.name));
    if response.changed() {
        if is_chosen {
            chosen.insert(actor.id.clone());
        } else {
            chosen.remove(&actor.id);
        }
    }
}

fn cell(ui: &mut Ui, text: &str) {
    ui.add(egui::Label::new(words(text, Face::Regular, text::TEXT)).truncate().selectable(false));
}

/// "1 statement": how few must go for the colour to change.
fn fragility_ui(ui: &mut Ui, row: &ActorLine) {
    let Some(standing) = row.standing.filter(|standing| standing.must_go > 0) else { return };
    let text = words(count_of(standing.must_go, "statement", "statements"), Face::Regular, text::TEXT);
    let label = ui.add(egui::Label::new(text).truncate().selectable(false).sense(Sense::hover()));
    if let Some(hint) = fragility_in_words(standing) {
        label.on_hover_text(hint);
    }
}

fn name_ui(ui: &mut Ui, session: &Session, row: &ActorLine) -> bool {
    actor_disc_ui(ui, session, row.actor, 20.0);
    let label = egui::Label::new(words(&row.actor.name, Face::Medium, text::TEXT)).truncate().sense(Sense::click());
    let response = ui.add(label.selectable(false));
    let standings = &session.standpoint_facts().standings;
    let name = crate::scene::standing_name(session.project(), session.question(), standings, &row.actor.id);
    response.named(Role::Link, format!("Row: {name}"));
    response.clicked()
}

fn header_ui(ui: &mut Ui, order: &mut (Column, Direction), column: Column, label: &str) {
    let (sorted_by, direction) = *order;
    let is_sorted = sorted_by == column;
    let arrow = match direction {
        Direction::Rising => icons::ICON_ARROW_UPWARD.codepoint,
        Direction::Falling => icons::ICON_ARROW_DOWNWARD.codepoint,
    };
    let text = if is_sorted { format!("{label} {arrow}") } else { label.to_owned() };
    let response = ui.add(egui::Button::new(words(text, Face::SemiBold, text::META)).frame(false));
    let name = match (is_sorted, direction) {
        (false, _) => format!("Sort by {label}"),
        (true, Direction::Rising) => format!("Sort by {label}, now rising"),
        (true, Direction::Falling) => format!("Sort by {label}, now falling"),
    };
    response.named(Role::Button, name);
    if response.clicked() {
        let turned = match (is_sorted, direction) {
            (true, Direction::Rising) => Direction::Falling,
            (true, Direction::Falling) | (false, _) => Direction::Rising,
        };
        *order = (column, turned);
    }
}

fn rows(session: &Session) -> Vec<ActorLine<'_>> {
    let project = session.project();
    let standpoint_facts = session.standpoint_facts();
    let about = session.project_facts().about(project);
    let changes = session.standing_changes().changes.iter().take_while(|change| change.day <= standpoint_facts.as_of);
    // The last change of each actor wins; nothing depends on the order of the map.
    let since: HashMap<&ActorId, &StatementId> = changes.map(|change| (&change.actor, &change.because)).collect();
    let said = |id: &StatementId| project.statements.get(id).and_then(|statement| statement.said.date);
    project
        .actors
        .values()
        .map(|actor| {
            let read = about.of(&actor.id, &session.question().id).map(|about| about.read).unwrap_or_default();
            let standing = standpoint_facts.standings.of(&actor.id);
            let deciding = standing.and_then(|standing| standing.statements.first());
            ActorLine {
                actor,
                standing,
                statements: read.statements,
                sources: read.sources,
                said: deciding.and_then(said),
                since: since.get(&actor.id).and_then(|id| said(id)),
                member: actor
                    .memberships
                    .iter()
                    .find(|membership| membership.of == standpoint_facts.tally.body)
                    .map(|membership| membership.since),
            }
        })
        .collect()
}

fn holds(session: &Session, row: &ActorLine, filter: &str) -> bool {
    let label = session.question().label(row.stance());
    let names = std::iter::once(&row.actor.name).chain(&row.actor.aliases).map(String::as_str);
    filter.is_empty()
        || names
            .chain([row.actor.kind.label(), label, row.actor.role.as_str()])
            .any(|text| folded_words(text, Fold::Search).contains(filter))
}

fn sort(rows: &mut [ActorLine], (column, direction): (Column, Direction)) {
    rows.sort_by(|one, other| {
        let by_name = one.actor.name.cmp(&other.actor.name);
        let order = match column {
            Column::Name => by_name,
            Column::Kind => one.actor.kind.cmp(&other.actor.kind),
            Column::Standing => {
                // Silence stands last.
                let rank = |row: &ActorLine| (row.stance().is_none(), row.stance());
                rank(one).cmp(&rank(other))
            }
            Column::Fragility => {
                let must_go = |row: &ActorLine| row.standing.map_or(0, |standing| standing.must_go);
                must_go(one).cmp(&must_go(other))
            }
            Column::Statements => one.statements.cmp(&other.statements),
            Column::Sources => one.sources.cmp(&other.sources),
            Column::Since => one.since.map(EdtfDate::latest).cmp(&other.since.map(EdtfDate::latest)),
            Column::Said => one.said.map(EdtfDate::latest).cmp(&other.said.map(EdtfDate::latest)),
            Column::Member => one.member.map(EdtfDate::latest).cmp(&other.member.map(EdtfDate::latest)),
        };
        let order = match direction {
            Direction::Rising => order,
            Direction::Falling => order.reverse(),
        };
        // Who has no colour has none to lose, and is neither the most nor the least fragile.
        let silent_last = match column {
            Column::Fragility => one.stance().is_none().cmp(&other.stance().is_none()),
            Column::Name
            | Column::Kind
            | Column::Standing
            | Column::Statements
            | Column::Sources
            | Column::Since
            | Column::Said
            | Column::Member => std::cmp::Ordering::Equal,
        };
        silent_last.then(order).then(by_name)
    });
}
