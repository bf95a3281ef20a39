//! Keys of the form and of the article: stances, Enter, Esc, Backspace, the arrows from sentence to sentence.
//!
//! They are asked before all other keys of the window and used up where they mean something here. The thing easily got
//! wrong: while words are typed, only Enter, Esc, Alt and a figure, and the arrows among the names offered are taken.

use super::form::{Field, Focus};
use super::state::Coding;
use super::steps::{self, Then};
use super::{bounds, looking};
use crate::gui::ask::Asks;
use crate::gui::keyboard::{ArticlePanel, KeyboardOwner, pressed};
use crate::model::{Confidence, Stance, Voice};
use crate::session::coding::{Begun, Way};
use crate::session::{Access, Command, Edit, Session};
use crate::view::Passage;
use egui::{Context, Id, Key, Modifiers};

/// The open article, for the keyboard.
pub(crate) fn article_id() -> Id {
    Id::unique("text of the article")
}

const FIGURES: [Key; 5] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5];

/// Takes up what was asked for since the last frame.
pub(crate) fn follow(ctx: &Context, session: &Session, coding: &mut Coding) -> Asks {
    let mut asked = Asks::none();
    if coding.form.is_some() && !coding.is_open(session) {
        // Something else was opened since.
        coding.set_form_aside();
    }
    if !ctx.text_edit_focused() {
        steps::take_up_suggestion(session, coding);
    }
    if let Some(way) = coding.wanted.take() {
        looking::look_for_uncoded(session, coding, way);
    }
    asked.extend(looking::look_further(session, coding));
    if coding.searching.is_some() {
        ctx.request_repaint();
    }
    asked
}

/// Turns keys into commands where the article is seen and nothing else has the keyboard.
pub(crate) fn coding_keys(ctx: &Context, session: &Session, coding: &mut Coding, owner: KeyboardOwner) -> Asks {
    let mut asked = Asks::none();
    let Some(place) = session.view().article.clone() else { return asked };
    if owner != KeyboardOwner::Window(ArticlePanel::Shown) {
        return asked;
    }
    let focused = ctx.memory(egui::Memory::focused);
    let typing = ctx.text_edit_focused();
    if coding.is_open(session) {
        let is_ours = focused.is_none() || focused == Some(article_id()) || Field::focused(ctx).is_some();
        if is_ours {
            asked.extend(form_keys(ctx, session, coding, typing));
        }
    }
    let is_reading = focused == Some(article_id()) || (coding.is_open(session) && focused.is_none());
    if asked.is_empty() && !typing && is_reading {
        for (key, way) in
            [(Key::ArrowDown, Way::Next), (Key::J, Way::Next), (Key::ArrowUp, Way::Previous), (Key::K, Way::Previous)]
        {
            if pressed(ctx, Modifiers::NONE, key) {
                asked.extend(steps::walk(session, coding, &place.source, way));
            }
        }
    }
    if !typing
        && *session.access() == Access::Editable
        && let Passage::Statement(id) = &place.passage
        && pressed(ctx, Modifiers::NONE, Key::Delete)
    {
        coding.form = None;
        asked.push(Command::Edit(Box::new(Edit::RemoveStatements([id.clone()].into()))));
    }
    asked
}

fn form_keys(ctx: &Context, session: &Session, coding: &mut Coding, typing: bool) -> Asks {
    let field = Field::focused(ctx);
    // Before Enter: on a slow machine a figure and Enter come in one frame.
    for (key, stance) in FIGURES.into_iter().zip(Stance::ALL) {
        if pressed(ctx, Modifiers::ALT, key) || (!typing && pressed(ctx, Modifiers::NONE, key)) {
            choose_stance(session, coding, stance);
        }
    }
    if pressed(ctx, Modifiers::SHIFT, Key::Enter) {
        return steps::code(session, coding, Then::Stay);
    }
    if pressed(ctx, Modifiers::NONE, Key::Enter) {
        return steps::code(session, coding, Then::GoOn);
    }
    if pressed(ctx, Modifiers::NONE, Key::Escape) {
        return escape(coding);
    }
    let last = coding.last.clone();
    let Some(form) = &mut coding.form else { return Asks::none() };
    let step = [(Key::ArrowDown, Way::Next), (Key::ArrowUp, Way::Previous)];
    if let Some(field @ (Field::Actor | Field::Speaker | Field::OnBehalfOf)) = field {
        for (key, way) in step {
            if pressed(ctx, Modifiers::NONE, key) {
                form.move_pick(session, &last, field, way);
            }
        }
    }
    if let Some(field @ (Field::Voice | Field::Confidence)) = field {
        for (key, way) in step.into_iter().chain([(Key::ArrowRight, Way::Next), (Key::ArrowLeft, Way::Previous)]) {
            if pressed(ctx, Modifiers::NONE, key) {
                turn(form, field, way);
            }
        }
    }
    if typing {
        return Asks::none();
    }
    if field.is_none() {
        if pressed(ctx, Modifiers::NONE, Key::Tab) {
            form.focus = Some(Focus::Field(Field::Actor));
        }
        for (key, way) in [(Key::ArrowRight, Way::Next), (Key::ArrowLeft, Way::Previous)] {
            if pressed(ctx, Modifiers::NONE, key) {
                bounds::move_caret(session, form, way);
            }
        }
    }
    if pressed(ctx, Modifiers::NONE, Key::Q) {
        let questions = &session.project().manifest.questions;
        let now = questions.iter().position(|question| question.id == form.draft.question);
        if let Some(next) = now.and_then(|now| questions.get(now + 1)).or(questions.first()) {
            form.draft.question = next.id.clone();
        }
    }
    if matches!(form.draft.begun, Begun::Suggestion(_)) && pressed(ctx, Modifiers::NONE, Key::Backspace) {
        return steps::reject(session, coding);
    }
    Asks::none()
}

/// A name being written is taken back first, then the form is left.
fn escape(coding: &mut Coding) -> Asks {
    match &mut coding.form {
        Some(form) if form.writing.is_some() || form.said_text.is_some() => {
            form.writing = None;
            form.said_text = None;
            form.focus = Some(Focus::Article);
            Asks::none()
        }
        Some(_) | None => steps::leave(coding),
    }
}

/// Sets the answer, if the scale of the question has it.
pub(super) fn choose_stance(session: &Session, coding: &mut Coding, stance: Stance) {
    let Some(form) = &mut coding.form else { return };
    let question = session.project().question(&form.draft.question);
    if question.is_some_and(|question| question.step(stance).is_some()) {
        form.draft.stance = Some(stance);
        form.told = None;
    }
}

/// The next or the previous of a few choices, round.
fn turn(form: &mut super::form::Form, field: Field, way: Way) {
    let stepped = |now: Option<usize>, of: usize| match way {
        Way::Next => now.map_or(0, |now| (now + 1) % of),
        Way::Previous => now.map_or(0, |now| (now + of - 1) % of),
    };
    if field == Field::Voice {
        let now = Voice::ALL.iter().position(|voice| *voice == form.draft.voice);
        if let Some(voice) = Voice::ALL.get(stepped(now, Voice::ALL.len())) {
            form.draft.voice = *voice;
        }
    } else {
        let all = [Confidence::Sure, Confidence::Likely, Confidence::Arguable];
        let now = all.iter().position(|one| *one == form.draft.confidence);
        if let Some(confidence) = all.get(stepped(now, all.len())) {
            form.draft.confidence = *confidence;
        }
    }
}
