//! The window's title: project and save state.

use crate::model::Approximate;
use crate::session::{Access, Origin, Outcome, Safety, Session, ViewHome};

/// "Should NATO invite Ukraine? 9 December 2024 (built-in project, read-only; views saved) – Démarche".
pub(crate) fn title_of(session: &Session) -> String {
    let project = &session.project().manifest.title;
    let origin = match (session.origin(), session.access()) {
        (Origin::BuiltIn, _) => "built-in project, read-only".to_owned(),
        (Origin::Folder(_), Access::ReadOnly(_)) => "project folder, read-only".to_owned(),
        (Origin::Folder(_), Access::Editable) => match session.safety() {
            Some(Safety::Safe(words) | Safety::OnItsWay(words) | Safety::Unsaved { words, .. }) => words,
            None => "project folder".to_owned(),
        },
    };
    let views = match (session.view_home(), session.notice()) {
        (_, Some(Outcome::Refused(_))) => "; views not saved",
        (ViewHome::Folder(_), _) => "; views saved",
        (ViewHome::Memory, _) => "; views kept until the window closes",
    };
    // What is saved of a project that can be changed is told in one word.
    let views = if *session.access() == Access::Editable { "" } else { views };
    let standpoint_facts = session.standpoint_facts();
    let clock = standpoint_facts.standpoint.clock.in_words();
    let about = match standpoint_facts.approximate {
        Approximate::About => "about ",
        Approximate::Exact => "",
    };
    format!("{project} {about}{clock} ({origin}{views}) – Démarche")
}
