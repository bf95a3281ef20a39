//! What is looked at: a draft with its record, its report and its text; a bare record; or the reason why there is none.

use super::known::KnownSentences;
use super::words::{likeness_in_words, name_of, state_of, title};
use super::{preview, record_form};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, palette_of, words};
use crate::gui::widgets::visible::Visible;
use crate::import::ImportError;
use crate::scene::Face;
use crate::session::{ArticleDraft, BareRecord, Choice, Command, Handed, ImportStage, ImportStep, Likeness, Session};
use egui::{ScrollArea, Ui};

/// Draws what became of `handed`.
pub(super) fn draft_ui(ui: &mut Ui, session: &Session, handed: &Handed, known: &mut KnownSentences) -> Vec<Command> {
    let mut asked = Vec::new();
    ScrollArea::vertical().id_salt(("draft", handed.key)).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 10.0);
        asked.extend(match &handed.stage {
            ImportStage::Article(article) => article_ui(ui, session, handed, article, known),
            ImportStage::Record(record) => record_ui(ui, session, handed, record),
            ImportStage::Waiting | ImportStage::Read => {
                file_ui(ui, handed);
                explain(ui, state_of(session, handed).0);
                Vec::new()
            }
            ImportStage::Refused(error) => {
                refused_ui(ui, handed, error);
                Vec::new()
            }
        });
        ui.add_space(gap::END);
    });
    asked
}

fn file_ui(ui: &mut Ui, handed: &Handed) {
    let path = handed.input.path().display().to_string();
    explain(ui, Visible::new(&path).words());
}

fn article_ui(
    ui: &mut Ui,
    session: &Session,
    handed: &Handed,
    article: &ArticleDraft,
    sentences: &mut KnownSentences,
) -> Vec<Command> {
    let mut asked = Vec::new();
    let draft = article.draft();
    let encoding = if draft.encoding.is_empty() { String::new() } else { format!(", {}", draft.encoding) };
    let path = handed.input.path().display().to_string();
    explain(ui, format!("{} · {}{encoding}", Visible::new(&path).words(), draft.kind.in_words()));
    if let Some(known) = likeness_in_words(session, &article.likeness) {
        asked.extend(likeness_ui(ui, handed, article, &known));
    }
    ui.add_space(gap::SMALL);
    asked.extend(record_form::record_ui(ui, session, handed.key, article));
    preview::report_ui(ui, &draft.report);
    preview::text_ui(ui, &draft.text, sentences.of(session, handed.key, article));
    asked
}

/// What is to become of a draft that is known already.
fn likeness_ui(ui: &mut Ui, handed: &Handed, article: &ArticleDraft, known: &str) -> Option<Command> {
    let palette = palette_of(ui);
    let choices: &[(Choice, &str)] = match article.likeness {
        Likeness::New => &[],
        Likeness::Reprint { .. } => &[
            (Choice::AsReprint, "Take it in as a reprint, with a note in its record"),
            (Choice::TakeIn, "Take it in as an article of its own"),
            (Choice::LeaveOut, "Leave it out"),
        ],
        Likeness::SameText(_) | Likeness::SameFile(_) => {
            &[(Choice::LeaveOut, "Leave it out"), (Choice::TakeIn, "Take it in all the same")]
        }
    };
    let mut asked = None;
    let edge = egui::Stroke::new(1.0, color32(palette.hairline));
    egui::Frame::new().stroke(edge).corner_radius(8).inner_margin(10).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(egui::Label::new(words(known, Face::SemiBold, text::TEXT)).wrap());
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.spacing_mut().interact_size.y = 22.0;
        for (choice, label) in choices {
            if ui.radio(article.choice == *choice, *label).clicked() {
                asked = Some(Command::Import(ImportStep::Choose(handed.key, *choice)));
            }
        }
    });
    asked
}

fn record_ui(ui: &mut Ui, session: &Session, handed: &Handed, record: &BareRecord) -> Vec<Command> {
    let mut asked = Vec::new();
    file_ui(ui, handed);
    ui.add(egui::Label::new(words(name_of(handed), Face::SemiBold, text::LEAD)).wrap());
    match &record.about {
        None => {
            explain(
                ui,
                "A record without a text. No article of the project or of this list has its title or address; import that \
                 article, and the record will be offered for it.",
            );
        }
        Some(about) => {
            explain(ui, format!("A record without a text. It is about “{}”", title(session, about)));
            let mut fills = record.choice != Choice::LeaveOut;
            if ui.checkbox(&mut fills, "Fill the gaps of that article’s record from it").changed() {
                let choice = if fills { Choice::TakeIn } else { Choice::LeaveOut };
                asked.push(Command::Import(ImportStep::Choose(handed.key, choice)));
            }
        }
    }
    ui.add_space(gap::MEDIUM);
    let of = &record.record;
    for (label, text) in [
        ("Published", &of.published),
        ("Outlet", &of.outlet),
        ("Author", &of.author),
        ("Place", &of.place),
        ("Address", &of.url),
    ] {
        if !text.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.label(words(label, Face::SemiBold, text::TEXT));
                ui.label(words(Visible::new(text).words(), Face::Regular, text::TEXT));
            });
        }
    }
    if let Ok(draft) = &record.imported.outcome {
        preview::report_ui(ui, &draft.report);
    }
    asked
}

fn refused_ui(ui: &mut Ui, handed: &Handed, error: &ImportError) {
    let palette = palette_of(ui);
    file_ui(ui, handed);
    let name = handed.name();
    ui.add(egui::Label::new(words(Visible::new(&name).words(), Face::SemiBold, text::LEAD)).wrap());
    let why = error.to_string();
    let why = format!("Not imported: {}", Visible::new(&why).words());
    ui.add(egui::Label::new(words(why, Face::Regular, text::TEXT).color(color32(palette.alarm))).wrap());
    explain(ui, "The other files are untouched by that, and so is the file itself.");
}
