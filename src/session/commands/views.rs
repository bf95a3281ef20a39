//! Saves, opens and changes saved views, and tells what moved in the project since a view was saved.
//!
//! Easily got wrong: a list of views that could not be written stays in the window, and the person is told.

use crate::scene::Target;
use crate::session::{MovedView, Outcome, Session};
use crate::view::{Moved, Seen, View, ViewKey, ViewList};

/// Saves, opens or changes a saved view.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewsCommand {
    /// Save what is seen under a name.
    Save(String),
    /// Open a saved view. If the project has moved since it was saved, say so first and change nothing.
    Open(ViewKey),
    /// Open a saved view, whatever has moved since.
    OpenMoved(ViewKey),
    /// Leave the view that was asked for closed.
    LeaveMoved,
    /// Overwrite a saved view with what is seen.
    Update(ViewKey),
    /// Give a saved view another name.
    Rename(ViewKey, String),
    /// Save a copy of a saved view below it.
    Duplicate(ViewKey),
    /// Remove a saved view.
    Delete(ViewKey),
    /// Move a saved view to another place in the list, 0 for the first.
    Move(ViewKey, usize),
}

impl ViewsCommand {
    /// What a menu calls it after "Undo"; `None` if the history does not record it.
    pub fn undo_label(&self) -> Option<&'static str> {
        match self {
            Self::Save(_) => Some("saving a view"),
            Self::Open(_) | Self::OpenMoved(_) => Some("opening a view"),
            Self::Update(_) => Some("updating a view"),
            Self::Rename(..) => Some("renaming a view"),
            Self::Duplicate(_) => Some("duplicating a view"),
            Self::Delete(_) => Some("deleting a view"),
            Self::Move(..) => Some("moving a view"),
            Self::LeaveMoved => None,
        }
    }
}

impl Session {
    pub(super) fn carry_out_views(&mut self, command: ViewsCommand) {
        match command {
            ViewsCommand::Save(name) => self.save_view(&name),
            ViewsCommand::Open(key) => match self.moved_since(&key) {
                Some(moved) => self.moved_view = Some(MovedView { key, moved }),
                None => self.open_view(key),
            },
            ViewsCommand::OpenMoved(key) => {
                self.moved_view = None;
                self.open_view(key);
            }
            ViewsCommand::LeaveMoved => self.moved_view = None,
            ViewsCommand::Update(key) => {
                let now = self.view_to_save();
                self.change_view(&key, |view| *view = View { name: view.name.clone(), ..now });
                self.opened_view = Some(key);
            }
            ViewsCommand::Rename(key, name) => {
                let name = name.trim().to_owned();
                if name.is_empty() {
                    self.notice = Some(Outcome::refused("A view needs a name".to_owned()));
                } else {
                    self.change_view(&key, |view| view.name = name);
                }
            }
            ViewsCommand::Duplicate(key) => self.duplicate_view(&key),
            ViewsCommand::Delete(key) => {
                let list = self.saved.list.iter().filter(|(other, _)| *other != key).cloned().collect();
                self.replace_views(list);
            }
            ViewsCommand::Move(key, place) => {
                let mut list = self.saved.list.to_vec();
                if let Some(from) = list.iter().position(|(other, _)| *other == key) {
                    let moved = list.remove(from);
                    list.insert(place.min(list.len()), moved);
                    self.replace_views(list);
                }
            }
        }
    }

    /// A name for what is looked at, which no saved view has: "Hungary, 10 December 2024, map".
    pub fn proposed_view_name(&self) -> String {
        let subject = match &self.view().selection {
            Some(Target::Actor(actor)) => self.project().actor_name(actor),
            _ => self.question().short.as_str(),
        };
        let picture = self.view().picture.label().to_lowercase();
        let name = format!("{subject}, {}, {picture}", self.standpoint_facts().as_of.in_words());
        let is_taken = |name: &str| self.views().iter().any(|(_, view)| view.name == name);
        let numbered = (2..).map(|number| format!("{name} ({number})"));
        std::iter::once(name.clone()).chain(numbered).find(|name| !is_taken(name)).unwrap_or(name)
    }

    fn save_view(&mut self, name: &str) {
        let name = name.trim().to_owned();
        if name.is_empty() {
            self.notice = Some(Outcome::refused("A view needs a name".to_owned()));
            return;
        }
        let key = self.saved.free_key(&name);
        let view = View { name: name.clone(), ..self.view_to_save() };
        let mut list = self.saved.list.to_vec();
        list.push((key.clone(), view));
        self.opened_view = Some(key);
        if self.replace_views(list) {
            self.notice = Some(Outcome::Done(format!("Saved the view “{name}”")));
        }
    }

    /// What is seen, with what the project holds now.
    fn view_to_save(&self) -> View {
        View { seen: Some(Seen::now(&self.project, &self.standpoint_facts.standings)), ..self.view.clone() }
    }

    /// What moved since a view was saved; `None` if nothing did, or nobody remembers.
    pub fn moved_since(&self, key: &ViewKey) -> Option<Moved> {
        let (_, view) = self.saved.list.iter().find(|(other, _)| other == key)?;
        let then = view.seen.as_ref()?;
        let standings = self.project_facts.ledger.standings(&self.project_facts.standpoint(&self.project, view));
        let moved = Moved::between(then, &Seen::now(&self.project, &standings));
        (!moved.is_nothing()).then_some(moved)
    }

    fn open_view(&mut self, key: ViewKey) {
        let Some((_, view)) = self.saved.list.iter().find(|(other, _)| *other == key) else { return };
        if self.project.question(&view.question).is_none() {
            let question = &view.question;
            self.notice = Some(Outcome::refused(format!(
                "This view asks {question}, which this project does not; nothing changed"
            )));
            return;
        }
        self.view = view.clone();
        self.behind.clear();
        self.opened_view = Some(key);
    }

    fn change_view(&mut self, key: &ViewKey, change: impl FnOnce(&mut View)) {
        let mut list = self.saved.list.to_vec();
        if let Some((_, view)) = list.iter_mut().find(|(other, _)| other == key) {
            change(view);
            self.replace_views(list);
        }
    }

    fn duplicate_view(&mut self, key: &ViewKey) {
        let mut list = self.saved.list.to_vec();
        let Some(place) = list.iter().position(|(other, _)| other == key) else { return };
        let Some((_, view)) = list.get(place) else { return };
        let copy = View { name: format!("{} (copy)", view.name), ..view.clone() };
        let copy_key = self.saved.free_key(&copy.name);
        list.insert(place + 1, (copy_key, copy));
        self.replace_views(list);
    }

    /// Whether the new list is safe, on disk or where there is no disk to be on.
    pub(in crate::session) fn replace_views(&mut self, list: ViewList) -> bool {
        match self.saved.replace(list) {
            Ok(()) => true,
            Err(error) => {
                self.notice =
                    Some(Outcome::refused(format!("Not saved, but kept until you close the window: {error}")));
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Command, builtin};
    use super::ViewsCommand;
    use crate::model::Day;
    use crate::session::{Desk, Session, open_builtin};

    fn names(session: &Session) -> Vec<&str> {
        session.views().iter().map(|(_, view)| view.name.as_str()).collect()
    }

    #[test]
    fn a_view_needs_a_name() {
        let mut session = builtin();
        let before = session.views().len();
        let outcome = session.perform(Command::Views(ViewsCommand::Save("  ".to_owned())));
        assert_eq!(outcome.refusal().as_deref(), Some("A view needs a name"));
        assert_eq!(session.views().len(), before);
    }

    #[test]
    fn a_view_is_saved_renamed_duplicated_moved_and_deleted() {
        let mut session = open_builtin(Desk::bare(Day::MIN));
        let shipped = session.views().len();
        let _ = session.perform(Command::Views(ViewsCommand::Save("Mine".to_owned())));
        let key = session.opened_view().cloned();
        assert_eq!(names(&session).last(), Some(&"Mine"));
        let Some(key) = key else { panic!("the view that was saved is open") };
        let _ = session.perform(Command::Views(ViewsCommand::Rename(key.clone(), "Ours".to_owned())));
        let _ = session.perform(Command::Views(ViewsCommand::Duplicate(key.clone())));
        assert_eq!(names(&session).split_at(shipped).1, ["Ours", "Ours (copy)"]);
        let _ = session.perform(Command::Views(ViewsCommand::Move(key.clone(), 0)));
        assert_eq!(names(&session).first(), Some(&"Ours"));
        let _ = session.perform(Command::Views(ViewsCommand::Delete(key)));
        assert_eq!(names(&session).split_at(shipped).1, ["Ours (copy)"]);
    }
}
