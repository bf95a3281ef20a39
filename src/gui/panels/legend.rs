//! The colours of the standings, with how many members and how many of all have each; and what outlines mean.

use crate::derive::{Basis, count_of};
use crate::gui::paint::paint_items;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, font, palette_of};
use crate::gui::widgets::named::Named;
use crate::gui::widgets::rows::truncated;
use crate::gui::widgets::stance_mark::paint_mark;
use crate::layout::geometry::Point;
use crate::model::Stance;
use crate::scene::{Face, Fill, Item, Shape, StanceLooks, Stroke, Target, legend_rows, outline};
use crate::session::{Command, LookCommand, Session};
use egui::accesskit::Role;
use egui::{Align2, Rect, Sense, Ui, pos2, vec2};
use egui_material_icons::icons;

/// The width of a number column.
const NUMBER: f32 = 30.0;

/// Draws a row for each standing.
pub(crate) fn legend_ui(ui: &mut Ui, session: &Session) -> Vec<Command> {
    ui.spacing_mut().item_spacing.y = 1.0;
    let palette = palette_of(ui);
    let mut asked = Vec::new();
    let heads = ui.allocate_exact_size(vec2(ui.available_width(), 14.0), Sense::hover()).0;
    for (text, right) in [("members", heads.right() - 26.0 - NUMBER), ("all", heads.right() - 26.0)] {
        let font = font(Face::Regular, text::SMALL);
        ui.painter().text(pos2(right, heads.center().y), Align2::RIGHT_CENTER, text, font, color32(palette.weak_ink));
    }
    for stance in legend_rows() {
        asked.extend(legend_row_ui(ui, session, stance));
    }
    ui.add_space(gap::LINE);
    outlines_ui(ui, &StanceLooks::of(session.question()));
    asked
}

fn legend_row_ui(ui: &mut Ui, session: &Session, stance: Option<Stance>) -> Vec<Command> {
    let palette = palette_of(ui);
    let standpoint_facts = session.standpoint_facts();
    let question = session.question();
    let label = question.label(stance);
    let members = standpoint_facts.tally.with(stance).len();
    let all = standpoint_facts.standings.by_actor.values().filter(|standing| standing.stance == stance).count();
    let hidden = session.view().filters.hidden_stances.contains(&stance);
    let mut asked = Vec::new();

    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let id = ui.scope_id().with(("legend", stance));
    let eye = Rect::from_center_size(pos2(row.right() - 9.0, row.center().y), vec2(22.0, 22.0));
    let number = |right: f32| Rect::from_min_max(pos2(right - NUMBER, row.top()), pos2(right, row.bottom()));
    let (all_rect, members_rect) = (number(row.right() - 22.0), number(row.right() - 22.0 - NUMBER));
    let words_rect = Rect::from_min_max(row.min, pos2(members_rect.left(), row.bottom()));

    let whole = ui.interact(words_rect, id, Sense::click());
    let of_both = format!("{}, {} in all", count_of(members, "member", "members"), count_of(all, "actor", "actors"));
    whole.named(Role::Button, format!("Legend: {label}, {of_both}"));
    let of_members = ui.interact(members_rect, id.with("members"), Sense::click());
    of_members.named(Role::Button, format!("{}: {label}", count_of(members, "member", "members")));
    let of_all = ui.interact(all_rect, id.with("all"), Sense::click());
    of_all.named(Role::Button, format!("{}: {label}", count_of(all, "actor", "actors")));
    let toggle = ui.interact(eye, id.with("eye"), Sense::click());
    toggle.named_choice(Role::CheckBox, !hidden, format!("Show {label}"));
    for (response, rect) in [(&whole, words_rect), (&of_members, members_rect), (&of_all, all_rect), (&toggle, eye)] {
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 5.0, color32(palette.raised));
        }
    }

    let ink = if hidden { palette.weak_ink } else { palette.ink };
    let swatch = Rect::from_center_size(pos2(row.left() + 10.0, row.center().y), vec2(19.0, 19.0));
    paint_mark(ui, swatch, &StanceLooks::of(question), stance);
    let painter = ui.painter();
    let at = pos2(row.left() + 27.0, row.center().y);
    let room = (words_rect.right() - at.x).max(10.0);
    let galley = truncated(ui, label, Face::Regular, text::TEXT, ink, room);
    painter.galley(at - vec2(0.0, galley.size().y / 2.0), galley, color32(ink));
    for (rect, count, face) in [(members_rect, members, Face::Bold), (all_rect, all, Face::Regular)] {
        let ink = if count == 0 { palette.weak_ink } else { ink };
        let at = pos2(rect.right() - 4.0, rect.center().y);
        painter.text(at, Align2::RIGHT_CENTER, count.to_string(), font(face, text::TEXT), color32(ink));
    }
    let icon = if hidden { icons::ICON_VISIBILITY_OFF } else { icons::ICON_VISIBILITY };
    let icon_ink = if hidden { palette.ink } else { palette.silent_ring };
    painter.text(
        eye.center(),
        Align2::CENTER_CENTER,
        icon.codepoint,
        font(Face::Regular, text::SIGN),
        color32(icon_ink),
    );

    if toggle.on_hover_text(if hidden { "Show in the picture" } else { "Hide in the picture" }).clicked() {
        asked.push(Command::Look(LookCommand::ToggleStance(stance)));
    }
    let definition = match stance {
        Some(stance) => question.step(stance).map(|step| step.definition.clone()).unwrap_or_default(),
        None => "No counted sentence in these sources gives a position".to_owned(),
    };
    if whole.on_hover_text(definition).clicked() || of_all.on_hover_text("Open all of them").clicked() {
        asked.push(Command::Look(LookCommand::Open(Target::EverybodyWith(stance))));
    }
    if of_members.on_hover_text("Open these members").clicked() {
        asked.push(Command::Look(LookCommand::Open(Target::MembersWith(stance))));
    }
    asked
}

/// What stripes and outlines mean, each beside a sample of it.
fn outlines_ui(ui: &mut Ui, looks: &StanceLooks) {
    let palette = palette_of(ui);
    let solid = |must_go, basis| (Fill::Solid(palette.disc), outline(&palette, must_go, basis));
    let stripes = looks.fill(&palette, Some(Stance::NotNow), Some(Stance::Undecided));
    samples_ui(
        ui,
        &[
            (&[(stripes, outline(&palette, 2, Basis::Named))], "contested"),
            (&[solid(2, Basis::SecondHand)], "second-hand only"),
        ],
        "Striped: a recent statement says otherwise. Dashed: only unnamed sources or the words of others carry it.",
    );
    samples_ui(
        ui,
        &[(&[1, 2, 3].map(|must_go| solid(must_go, Basis::Named)), "1, 2, 3 or more to change it")],
        "The thicker the outline, the more statements must be taken away before the colour changes.",
    );
}

/// A line of samples, each with its words; it is read as `name`.
fn samples_ui(ui: &mut Ui, samples: &[(&[(Fill, Stroke)], &str)], name: &str) {
    const SIDE: f32 = 15.0;
    let palette = palette_of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 17.0), Sense::hover());
    let mut x = rect.left() + 2.0;
    for (discs, text) in samples {
        for (fill, stroke) in *discs {
            let square = Rect::from_center_size(pos2(x + SIDE / 2.0, rect.center().y), egui::Vec2::splat(SIDE));
            let disc = Shape::Disc {
                center: Point::new(SIDE / 2.0, SIDE / 2.0),
                radius: 5.0,
                fill: *fill,
                stroke: Some(*stroke),
            };
            paint_items(ui.painter(), square, &[Item::silent(disc)]);
            x += SIDE;
        }
        let font = font(Face::Regular, text::META);
        let at = pos2(x + 3.0, rect.center().y);
        let shown = ui.painter().text(at, Align2::LEFT_CENTER, text, font, color32(palette.weak_ink));
        x = shown.right() + 10.0;
    }
    response.named(Role::Label, name);
    response.on_hover_text(name);
}
