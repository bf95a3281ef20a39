//! A sentence as a card: the words, who says them for whom, in which voice, when, on what condition, and in which
//! article; and the question what it changed.
//!
//! The thing easily got wrong: the card as a whole is a button, so a button on it must be laid over it, not below.

use crate::gui::ask::{Asks, CodingRequest, WindowCommand};
use crate::gui::in_words::{capital, who_says_it};
use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::model::{Dated, Provenance, Quotation, Relation, SourceId, Statement};
use crate::scene::{Color, Face, Page, StanceLooks, Target};
use crate::session::{Access, Command, Edit, LookCommand, Session};
use crate::view::{Comparison, ComparisonLook, OtherSide, Passage};
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Sense, Ui, vec2};

/// Whether a card decides, or is heard and outvoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Counts for the colour.
    Counts,
    /// Counts, but another statement wins.
    Outvoted,
    /// Is shown for the record only.
    Beside,
}

/// Draws the card of a statement; a click shows it in its article, its action what it changed.
pub(crate) fn statement_card_ui(ui: &mut Ui, session: &Session, statement: &Statement, weight: Weight) -> Asks {
    let project = session.project();
    let mut about = vec![if statement.said.is_undated() {
        "undated: counts from no day".to_owned()
    } else {
        format!("said {}", spoken_date(&statement.said))
    }];
    if let Some(published) = project.published(statement) {
        about.push(if published.is_undated() {
            "in an undated article".to_owned()
        } else {
            format!("published {}", spoken_date(published))
        });
    }
    about.extend(provenance(statement).map(str::to_owned));
    let stance =
        session.project().question(&statement.question).map_or("", |question| question.label(Some(statement.stance)));
    let name = format!(
        "Sentence, {} {}: {}",
        project.actor_name(&statement.actor),
        stance.to_lowercase(),
        statement.quote.exact
    );
    let card = Card {
        quote: &statement.quote,
        source: &statement.source,
        bar: statement_color(session, statement),
        badge: statement.voice.label(),
        badge_hint: statement.voice.definition(),
        who: who_says_it(session, statement),
        condition: &statement.condition,
        about,
        note: &statement.note,
        chosen: is_open(session, &Passage::Statement(statement.id.clone())),
        weight,
        actions: if *session.access() == Access::Editable { &Action::ALL } else { &[Action::WhatItChanged] },
        whose: format!("{}, {}", project.actor_name(&statement.actor), spoken_date(&statement.said)),
        name,
    };
    match card_ui(ui, session, &card) {
        None => Asks::none(),
        Some(Touched::Card) => {
            Asks::one(Command::Look(LookCommand::ReadInArticle(Passage::Statement(statement.id.clone()))))
        }
        Some(Touched::Action(Action::WhatItChanged)) => what_it_changed(session, statement),
        Some(Touched::Action(Action::Edit)) => {
            Asks::one(WindowCommand::Code(CodingRequest::Edit(statement.id.clone())))
        }
        Some(Touched::Action(Action::CodeAgain)) => {
            Asks::one(WindowCommand::Code(CodingRequest::CodeAgain(statement.id.clone())))
        }
        Some(Touched::Action(Action::Delete)) => {
            Asks::one(Command::Edit(Box::new(Edit::RemoveStatements([statement.id.clone()].into()))))
        }
    }
}

/// When it was said: "3 December 2024", "about October 2024", "undated".
pub(super) fn meta_of(statement: &Statement) -> String {
    if statement.said.is_undated() { "undated".to_owned() } else { spoken_date(&statement.said) }
}

/// The words of a statement and who says them, without a frame, as one button; it is read as `name`.
pub(super) fn plain_card_ui(
    ui: &mut Ui,
    session: &Session,
    statement: &Statement,
    meta: &str,
    name: &str,
) -> egui::Response {
    let palette = palette_of(ui);
    let id = ui.next_auto_id().with("plain card");
    ui.skip_ahead_auto_ids(1);
    let ground = ui.painter().add(egui::Shape::Noop);
    let inner = ui.vertical(|ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(6.0, 3.0);
        let quote = words(&statement.quote.exact, Face::Serif, text::LEAD).line_height(Some(20.0));
        ui.add(egui::Label::new(quote.color(color32(palette.ink))).wrap());
        let mut job = LayoutJob::default();
        for (text, face) in who_says_it(session, statement) {
            job.append(&text, 0.0, TextFormat::simple(font(face, text::META), color32(palette.ink)));
        }
        let voice = format!(" · {}", statement.voice.label());
        job.append(&voice, 0.0, TextFormat::simple(font(Face::Regular, text::META), color32(palette.weak_ink)));
        ui.add(egui::Label::new(job).wrap());
        ui.add(egui::Label::new(words(meta, Face::Regular, text::META).color(color32(palette.weak_ink))).wrap());
    });
    let rect = inner.response.rect.expand2(vec2(6.0, 3.0));
    let response = ui.interact(rect, id, Sense::click()).on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.hovered() || response.has_focus() {
        ui.painter().set(ground, egui::Shape::rect_filled(rect, 6.0, color32(palette.raised)));
    }
    response.named(Role::Button, name);
    response
}

/// How it came to be coded, where the program had a part in it.
fn provenance(statement: &Statement) -> Option<&'static str> {
    match statement.provenance {
        Provenance::Coded => None,
        Provenance::Suggested => Some("suggested by the program, accepted"),
        Provenance::Corrected => Some("suggested by the program, corrected"),
    }
}

/// Compares what is looked at with the same without `statement`. A sentence that answers another question changes
/// nothing on this one, so that one is asked first.
fn what_it_changed(session: &Session, statement: &Statement) -> Asks {
    let asks_another = statement.question != session.question().id;
    let ask = asks_another.then(|| Command::Look(LookCommand::Ask(statement.question.clone())));
    let comparison = Comparison { with: OtherSide::Without(statement.id.clone()), look: ComparisonLook::List };
    let compare = [
        Command::Look(LookCommand::Compare(Some(comparison))),
        Command::Look(LookCommand::Open(Target::Page(Page::Comparison))),
    ];
    ask.into_iter().chain(compare).collect()
}

/// Draws the card of a relation; a click shows it in its article.
pub(crate) fn relation_card_ui(ui: &mut Ui, session: &Session, relation: &Relation) -> Option<Command> {
    let project = session.project();
    let (from, to) = (project.actor_name(&relation.from), project.actor_name(&relation.to));
    let card = Card {
        quote: &relation.quote,
        source: &relation.source,
        bar: palette_of(ui).tie,
        badge: relation.kind.label(),
        badge_hint: "How the sentence ties the two",
        who: vec![
            (from.to_owned(), Face::SemiBold),
            (format!(" {} ", relation.kind.label()), Face::Regular),
            (to.to_owned(), Face::SemiBold),
        ],
        condition: "",
        about: vec![spoken_date(&relation.said)],
        note: &relation.note,
        chosen: is_open(session, &Passage::Relation(relation.id.clone())),
        weight: Weight::Counts,
        actions: &[],
        whose: String::new(),
        name: format!("Sentence, {from} {} {to}: {}", relation.kind.label(), relation.quote.exact),
    };
    card_ui(ui, session, &card)
        .map(|_| Command::Look(LookCommand::ReadInArticle(Passage::Relation(relation.id.clone()))))
}

fn is_open(session: &Session, passage: &Passage) -> bool {
    session.view().article.as_ref().is_some_and(|place| place.passage == *passage)
}

/// "3 December 2024", "about October 2024".
fn spoken_date(dated: &Dated) -> String {
    dated.in_words()
}

struct Card<'a> {
    quote: &'a Quotation,
    source: &'a SourceId,
    bar: Color,
    badge: &'a str,
    badge_hint: &'a str,
    who: Vec<(String, Face)>,
    condition: &'a str,
    about: Vec<String>,
    note: &'a str,
    chosen: bool,
    weight: Weight,
    /// What can be done besides reading it.
    actions: &'a [Action],
    /// Whose sentence it is, for the names of the actions.
    whose: String,
    name: String,
}

/// What can be done with a statement's card besides reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    /// Compare with and without it.
    WhatItChanged,
    /// Correct it.
    Edit,
    /// Code another position that the same sentence tells.
    CodeAgain,
    /// Delete it.
    Delete,
}

impl Action {
    const ALL: [Self; 4] = [Self::Edit, Self::CodeAgain, Self::Delete, Self::WhatItChanged];

    fn label(self) -> &'static str {
        match self {
            Self::WhatItChanged => "What did this sentence change?",
            Self::Edit => "Edit",
            Self::CodeAgain => "Code again",
            Self::Delete => "Delete",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::WhatItChanged => "Compare the standings and the tally with and without it",
            Self::Edit => "Correct what was coded",
            Self::CodeAgain => "Code another position that this sentence tells, or another question that it answers",
            Self::Delete => "Delete the statement; it can be taken back",
        }
    }
}

/// What of a card was clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Touched {
    /// The card as a whole.
    Card,
    /// An action at its end.
    Action(Action),
}

/// Draws a card and tells what of it was clicked.
fn card_ui(ui: &mut Ui, session: &Session, card: &Card) -> Option<Touched> {
    let palette = palette_of(ui);
    // By its place in the panel: the same sentence may stand there for two actors.
    let id = ui.next_auto_id().with("card");
    ui.skip_ahead_auto_ids(1);
    let before = ui.ctx().read_response(id);
    let lifted = before.as_ref().is_some_and(|response| response.hovered() || response.has_focus());
    let fill = if lifted || card.chosen { palette.raised } else { palette.card };
    let edge = if card.chosen { palette.accent } else { palette.hairline };
    let frame = egui::Frame::new()
        .fill(color32(fill))
        .stroke(egui::Stroke::new(1.0, color32(edge)))
        .corner_radius(8.0)
        .inner_margin(egui::Margin { left: 16, right: 12, top: 10, bottom: 10 });
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(6.0, 5.0);
        let ink = match card.weight {
            Weight::Counts => palette.ink,
            Weight::Outvoted | Weight::Beside => palette.weak_ink,
        };
        let quote = words(&card.quote.exact, Face::Serif, text::LEAD).color(color32(ink)).line_height(Some(20.5));
        ui.add(egui::Label::new(quote).wrap());
        ui.add(egui::Label::new(who_job(ui, card)).wrap());
        if !card.condition.is_empty() {
            ui.add(egui::Label::new(condition_job(ui, card.condition)).wrap());
        }
        let article = session.project().sources.get(card.source).map_or("", |source| source.record.title.as_str());
        let about = format!("{} · {article}", capital(&card.about.join(" · ")));
        ui.add(egui::Label::new(words(about, Face::Regular, text::META).color(color32(palette.weak_ink))).wrap());
        if !card.note.is_empty() {
            let note = format!("Coder’s note: {}", card.note);
            ui.add(
                egui::Label::new(words(note, Face::Regular, text::META).color(color32(palette.weak_ink)).italics())
                    .wrap(),
            );
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(12.0, 4.0);
            ui.spacing_mut().interact_size.y = 0.0;
            let mut place = |action: &Action| {
                let label = action.label().to_owned();
                let galley = ui.painter().layout_no_wrap(label, font(Face::Regular, text::META), Color32::PLACEHOLDER);
                (*action, ui.allocate_exact_size(galley.size(), Sense::hover()).0, galley)
            };
            card.actions.iter().map(&mut place).collect::<Vec<_>>()
        })
        .inner
    });
    let rect = inner.response.rect;
    let bar = egui::Rect::from_min_max(rect.min + vec2(1.0, 8.0), egui::pos2(rect.min.x + 5.0, rect.max.y - 8.0));
    let bar_color = match card.weight {
        Weight::Counts => card.bar,
        Weight::Outvoted | Weight::Beside => card.bar.mix(palette.card, 0.35),
    };
    ui.painter().rect(
        bar,
        2.0,
        color32(bar_color),
        egui::Stroke::new(0.8, color32(palette.outline)),
        egui::StrokeKind::Inside,
    );
    let response = ui.interact(rect, id, Sense::click()).on_hover_cursor(egui::CursorIcon::PointingHand);
    response.named_choice(Role::Button, card.chosen, &card.name);
    if lifted != (response.hovered() || response.has_focus()) {
        ui.ctx().request_repaint();
    }
    let mut touched = None;
    if response.on_hover_text(format!("{}. Click to read it in the article", card.badge_hint)).clicked() {
        touched = Some(Touched::Card);
    }
    for (action, rect, galley) in inner.inner {
        let response = ui.interact(rect.expand2(vec2(3.0, 2.0)), id.with(("action", action.label())), Sense::click());
        let name = format!("{} {}", action.label(), card.whose);
        response.named(Role::Link, name);
        let is_lifted = response.hovered() || response.has_focus();
        let ink = if is_lifted { palette.accent } else { palette.weak_ink };
        ui.painter().galley(rect.min, galley, color32(ink));
        if is_lifted {
            ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, color32(ink)));
        }
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(action.hint()).clicked() {
            touched = Some(Touched::Action(action));
        }
    }
    touched
}

/// "On condition: “while at war”".
fn condition_job(ui: &Ui, condition: &str) -> LayoutJob {
    let palette = palette_of(ui);
    let mut job = LayoutJob::default();
    let part = |face| TextFormat::simple(font(face, text::META), color32(palette.ink));
    job.append("On condition ", 0.0, part(Face::SemiBold));
    job.append(&format!("“{condition}”"), 0.0, part(Face::Regular));
    job
}

/// The badge with the voice, then who says it for whom.
fn who_job(ui: &Ui, card: &Card) -> LayoutJob {
    let palette = palette_of(ui);
    let mut job = LayoutJob::default();
    let badge = TextFormat {
        background: color32(palette.hairline),
        expand_bg: 2.0,
        ..TextFormat::simple(font(Face::Medium, text::SMALL), color32(palette.ink))
    };
    job.append(&format!(" {} ", card.badge), 0.0, badge);
    let mut gap = 8.0;
    for (text, face) in &card.who {
        job.append(text, gap, TextFormat::simple(font(*face, text::META), color32(palette.ink)));
        gap = 0.0;
    }
    job
}

/// The colour of a statement's bar and underline: as the question has it that it answers.
pub(crate) fn statement_color(session: &Session, statement: &Statement) -> Color {
    let question = session.project().question(&statement.question);
    question.map(StanceLooks::of).unwrap_or_default().color(statement.stance)
}
