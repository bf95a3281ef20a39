//! The page of what is undated and therefore counts from no day.
//!
//! The thing easily got wrong: a statement that is dated itself counts although its article is undated.

use super::card::{Weight, statement_card_ui};
use crate::derive::count_of;
use crate::gui::ask::Asks;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{explain, section_label, words};
use crate::gui::widgets::rows::two_line_row_ui;
use crate::model::Statement;
use crate::scene::{Face, Page, Target};
use crate::session::{Command, LookCommand, Session};
use egui::Ui;

/// Draws a link to the page where an article or a statement on the question is undated.
pub(super) fn undated_link_ui(ui: &mut Ui, session: &Session) -> Option<Command> {
    let articles = session.project().undated_sources().count();
    let statements = undated_statements(session).count();
    let text = match (articles, statements) {
        (0, 0) => return None,
        (0, statements) => count_of(statements, "statement is undated", "statements are undated"),
        (articles, _) => count_of(articles, "article is undated", "articles are undated"),
    };
    let link = ui.link(words(&text, Face::Medium, text::TEXT));
    let hint = "What is undated counts from no day. Open the list";
    link.on_hover_text(hint).clicked().then_some(Command::Look(LookCommand::Open(Target::Page(Page::Undated))))
}

/// Draws the page.
pub(super) fn undated_ui(ui: &mut Ui, session: &Session) -> Asks {
    let mut asked = Asks::none();
    ui.label(words("Undated", Face::Bold, text::TITLE));
    explain(
        ui,
        "What is undated counts from no day and colours nobody. Give an article its date in its record, or a statement its \
         own date in the form.",
    );
    ui.add_space(gap::MEDIUM);
    let articles: Vec<_> = session.project().undated_sources().collect();
    section_label(ui, &count_of(articles.len(), "undated article", "undated articles"));
    for article in articles {
        let record = &article.record;
        let of_article = session.project().statements.values().filter(|statement| statement.source == record.id);
        let (undated, dated): (Vec<&Statement>, Vec<&Statement>) =
            of_article.partition(|statement| statement.said.is_undated());
        let count = count_of(undated.len(), "statement counts from no day", "statements count from no day");
        let about = match dated.len() {
            0 => count,
            dated => format!("{count}, {} dated", count_of(dated, "statement is", "statements are")),
        };
        let name = format!("Undated article: {}. {about}", record.title);
        if two_line_row_ui(ui, &record.title, &about, false, &name).clicked() {
            asked.push(Command::Look(LookCommand::Open(Target::Source(record.id.clone()))));
        }
    }
    ui.add_space(gap::MEDIUM);
    let statements: Vec<&Statement> = undated_statements(session).collect();
    let title = count_of(statements.len(), "undated statement on this question", "undated statements on this question");
    section_label(ui, &title);
    for statement in statements.iter().take(MOST_CARDS) {
        asked.extend(statement_card_ui(ui, session, statement, Weight::Beside));
    }
    if statements.len() > MOST_CARDS {
        explain(ui, format!("{MOST_CARDS} of {} are shown.", statements.len()));
    }
    asked
}

/// More cards than this are not drawn.
const MOST_CARDS: usize = 200;

fn undated_statements(session: &Session) -> impl Iterator<Item = &Statement> {
    let question = &session.question().id;
    let standpoint_facts =
        session.project().statements.values().filter(move |statement| statement.question == *question);
    standpoint_facts.filter(|statement| statement.said.is_undated())
}
