//! The page of what is undated and therefore counts from no day.
//!
//! The thing easily got wrong: a statement that is dated itself counts although its article is undated. What is undated is
//! found once for each edition and question, since a link to the page is drawn in every frame.

use super::card::{Weight, statement_card_ui};
use crate::derive::count_of;
use crate::gui::ask::Asks;
use crate::gui::memo::Memo;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{explain, section_label, words};
use crate::gui::widgets::rows::two_line_row_ui;
use crate::model::{QuestionId, SourceId, StatementId};
use crate::scene::{Face, Page, Target};
use crate::session::{Command, Edition, LookCommand, Session};
use egui::Ui;
use std::collections::BTreeMap;

/// What is undated, kept until the project or the question is another one.
pub(super) type KeptUndated = Memo<(Edition, QuestionId), Undated>;

/// What is undated in a project, for one question.
#[derive(Debug)]
pub(super) struct Undated {
    articles: Vec<UndatedArticle>,
    /// Undated statements on the question.
    statements: Vec<StatementId>,
}

/// An undated article, and how many of its statements on any question have a date of their own.
#[derive(Debug)]
struct UndatedArticle {
    id: SourceId,
    undated: usize,
    dated: usize,
}

impl Undated {
    /// What is undated in the open project, on the question that is looked at.
    fn of<'a>(kept: &'a mut KeptUndated, session: &Session) -> &'a Self {
        let question = &session.question().id;
        kept.get((session.edition(), question.clone()), || Self::find(session, question))
    }

    fn find(session: &Session, question: &QuestionId) -> Self {
        let project = session.project();
        let mut counts: BTreeMap<&SourceId, (usize, usize)> =
            project.undated_sources().map(|source| (&source.record.id, (0, 0))).collect();
        let mut statements = Vec::new();
        for statement in project.statements.values() {
            let is_undated = statement.said.is_undated();
            if let Some((undated, dated)) = counts.get_mut(&statement.source) {
                *(if is_undated { undated } else { dated }) += 1;
            }
            if is_undated && statement.question == *question {
                statements.push(statement.id.clone());
            }
        }
        let articles = project.undated_sources().map(|source| {
            let id = source.record.id.clone();
            let (undated, dated) = counts.get(&id).copied().unwrap_or_default();
            UndatedArticle { id, undated, dated }
        });
        Self { articles: articles.collect(), statements }
    }
}

/// Draws a link to the page where an article or a statement on the question is undated.
pub(super) fn undated_link_ui(ui: &mut Ui, session: &Session, kept: &mut KeptUndated) -> Option<Command> {
    let undated = Undated::of(kept, session);
    let text = match (undated.articles.len(), undated.statements.len()) {
        (0, 0) => return None,
        (0, statements) => count_of(statements, "statement is undated", "statements are undated"),
        (articles, _) => count_of(articles, "article is undated", "articles are undated"),
    };
    let link = ui.link(words(&text, Face::Medium, text::TEXT));
    let hint = "What is undated counts from no day. Open the list";
    link.on_hover_text(hint).clicked().then_some(Command::Look(LookCommand::Open(Target::Page(Page::Undated))))
}

/// Draws the page.
pub(super) fn undated_ui(ui: &mut Ui, session: &Session, kept: &mut KeptUndated) -> Asks {
    let project = session.project();
    let Undated { articles, statements } = Undated::of(kept, session);
    let mut asked = Asks::none();
    ui.label(words("Undated", Face::Bold, text::TITLE));
    explain(
        ui,
        "What is undated counts from no day and colours nobody. Give an article its date in its record, or a statement its \
         own date in the form.",
    );
    ui.add_space(gap::MEDIUM);
    section_label(ui, &count_of(articles.len(), "undated article", "undated articles"));
    for article in articles {
        let Some(source) = project.sources.get(&article.id) else { continue };
        let record = &source.record;
        let count = count_of(article.undated, "statement counts from no day", "statements count from no day");
        let about = match article.dated {
            0 => count,
            dated => format!("{count}, {} dated", count_of(dated, "statement is", "statements are")),
        };
        let name = format!("Undated article: {}. {about}", record.title);
        if two_line_row_ui(ui, &record.title, &about, false, &name).clicked() {
            asked.push(Command::Look(LookCommand::Open(Target::Source(record.id.clone()))));
        }
    }
    ui.add_space(gap::MEDIUM);
    let title = count_of(statements.len(), "undated statement on this question", "undated statements on this question");
    section_label(ui, &title);
    for statement in statements.iter().take(MOST_CARDS).filter_map(|id| project.statements.get(id)) {
        asked.extend(statement_card_ui(ui, session, statement, Weight::Beside));
    }
    if statements.len() > MOST_CARDS {
        explain(ui, format!("{MOST_CARDS} of {} are shown.", statements.len()));
    }
    asked
}

/// More cards than this are not drawn.
const MOST_CARDS: usize = 200;
