//! Saving, opening and changing saved views, and what moved in the project since.
//!
//! The thing easily got wrong: a list of views that could not be written is kept all the same, and said to be unsaved.

use super::{Outcome, Session};
use crate::scene::Target;
use crate::view::{Moved, Seen, View, ViewKey, ViewList};

impl Session {
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

    pub(super) fn save_view(&mut self, name: &str) {
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
    pub(super) fn view_to_save(&self) -> View {
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

    pub(super) fn open_view(&mut self, key: ViewKey) {
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

    pub(super) fn change_view(&mut self, key: &ViewKey, change: impl FnOnce(&mut View)) {
        let mut list = self.saved.list.to_vec();
        if let Some((_, view)) = list.iter_mut().find(|(other, _)| other == key) {
            change(view);
            self.replace_views(list);
        }
    }

    pub(super) fn duplicate_view(&mut self, key: &ViewKey) {
        let mut list = self.saved.list.to_vec();
        let Some(place) = list.iter().position(|(other, _)| other == key) else { return };
        let Some((_, view)) = list.get(place) else { return };
        let copy = View { name: format!("{} (copy)", view.name), ..view.clone() };
        let copy_key = self.saved.free_key(&copy.name);
        list.insert(place + 1, (copy_key, copy));
        self.replace_views(list);
    }

    /// Whether the new list is safe, on disk or where there is no disk to be on.
    pub(super) fn replace_views(&mut self, list: ViewList) -> bool {
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
