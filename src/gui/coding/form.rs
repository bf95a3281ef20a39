//! The form as it is being filled in.

use crate::model::{ActorId, Dated, EdtfDate, Project};
use crate::session::Session;
use crate::session::coding::{Begun, Draft, NewActor, Who, completions, guessed_kind};
use crate::view::{ArticlePlace, Passage};
use egui::Id;

/// What is said of words that are no date.
pub(super) const HOW_TO_WRITE_A_DATE: &str =
    "Write a date of the years 1000 to 2199, such as 2024-12-05, 2024-12 or 5 December 2024, or leave the field empty";

/// A date as people write it: `2024-12-05`, `2024-12`, `5 December 2024`.
pub(super) fn read_date(text: &str) -> Option<EdtfDate> {
    let text = text.trim();
    text.parse().ok().or_else(|| crate::gui::widgets::day_field::read_day(text).map(EdtfDate::on))
}

/// A field that Tab comes to, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Field {
    /// Whose position it is.
    Actor,
    /// Who says it.
    Speaker,
    /// For whom.
    OnBehalfOf,
    /// In whose words.
    Voice,
    /// When.
    Said,
    /// What it hangs on.
    Condition,
    /// How sure the coder is.
    Confidence,
    /// Why.
    Note,
}

impl Field {
    /// All of them, in the order of Tab.
    pub(super) const ALL: [Self; 8] = [
        Self::Actor,
        Self::Speaker,
        Self::OnBehalfOf,
        Self::Voice,
        Self::Said,
        Self::Condition,
        Self::Confidence,
        Self::Note,
    ];

    /// What a screen reader calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Actor => "Actor",
            Self::Speaker => "Speaker",
            Self::OnBehalfOf => "On behalf of",
            Self::Voice => "Voice",
            Self::Said => "Said on",
            Self::Condition => "Condition",
            Self::Confidence => "Confidence",
            Self::Note => "Note",
        }
    }

    /// Its place for the keyboard.
    pub(super) fn id(self) -> Id {
        Id::unique(("coding", self))
    }

    /// Which field has the keyboard.
    pub(super) fn focused(ctx: &egui::Context) -> Option<Self> {
        let focused = ctx.memory(egui::Memory::focused)?;
        Self::ALL.into_iter().find(|field| field.id() == focused)
    }
}

/// A name that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Writing {
    /// In which field.
    pub(super) field: Field,
    /// So far.
    pub(super) text: String,
    /// Which of the names offered the arrow keys have reached; else the first, once something is written.
    pub(super) picked: Option<usize>,
}

impl Writing {
    /// Which of the names offered is taken; `None` for nobody.
    pub(super) fn pick(&self) -> Option<usize> {
        self.picked.or_else(|| (!self.text.trim().is_empty()).then_some(0))
    }
}

/// A form and how far it is filled in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Form {
    pub(super) draft: Draft,
    /// As it was begun.
    pub(super) begun: Draft,
    /// The name that is being written.
    pub(super) writing: Option<Writing>,
    /// The date while it is being written.
    pub(super) said_text: Option<String>,
    /// The field that takes the keyboard in the next frame.
    pub(super) focus: Option<Focus>,
    /// Who is named in the words that are coded.
    pub(super) named: Vec<ActorId>,
    /// Where the sentence would be split, in bytes of the article.
    pub(super) caret: Option<usize>,
    /// What is missing.
    pub(super) told: Option<String>,
}

/// What takes the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Focus {
    /// The article.
    Article,
    /// A field.
    Field(Field),
}

/// One line of what a field offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) who: Who,
    pub(super) name: String,
    /// "country", "new person".
    pub(super) kind: String,
}

impl Form {
    /// A form for `draft`; `named` are those whom the words name.
    pub(super) fn new(draft: Draft, named: Vec<ActorId>) -> Self {
        Self {
            begun: draft.clone(),
            draft,
            writing: None,
            said_text: None,
            focus: Some(Focus::Article),
            named,
            caret: None,
            told: None,
        }
    }

    /// Whether it codes what the article is open at.
    pub(super) fn belongs_to(&self, place: &ArticlePlace) -> bool {
        self.draft.source == place.source && self.passage() == place.passage
    }

    /// Where the article stands while it is filled in.
    pub(super) fn passage(&self) -> Passage {
        match &self.draft.begun {
            Begun::Statement(id) => Passage::Statement(id.clone()),
            Begun::Sentence | Begun::Suggestion(_) => Passage::Words(self.draft.bytes),
        }
    }

    /// Whether everything that it names is there.
    pub(super) fn fits(&self, session: &Session) -> bool {
        let project = session.project();
        let draft = &self.draft;
        let is_there = |who: &Who| match who {
            Who::Known(actor) => project.actors.contains_key(actor),
            Who::New(_) => true,
        };
        let named = [&draft.actor, &draft.speaker, &draft.on_behalf_of];
        let text = project.sources.get(&draft.source).map(|source| &source.text);
        named.into_iter().flatten().all(is_there)
            && project.question(&draft.question).is_some()
            && text.is_some_and(|text| draft.bytes.of(text).is_some())
    }

    /// Whether anything was chosen or typed.
    pub(super) fn is_touched(&self) -> bool {
        self.draft != self.begun || self.writing.is_some() || self.said_text.is_some()
    }

    /// Whoever stands in a field for names.
    pub(super) fn who(&self, field: Field) -> Option<&Who> {
        match field {
            Field::Actor => self.draft.actor.as_ref(),
            Field::Speaker => self.draft.speaker.as_ref(),
            Field::OnBehalfOf => self.draft.on_behalf_of.as_ref(),
            Field::Voice | Field::Said | Field::Condition | Field::Confidence | Field::Note => None,
        }
    }

    /// Puts somebody into a field for names.
    pub(super) fn put(&mut self, project: &Project, field: Field, who: Option<Who>) {
        match field {
            Field::Actor => self.draft.set_actor(project, who),
            Field::Speaker => self.draft.set_speaker(who),
            Field::OnBehalfOf => self.draft.set_on_behalf_of(who),
            Field::Voice | Field::Said | Field::Condition | Field::Confidence | Field::Note => {}
        }
        self.told = None;
    }

    /// What is offered for the name that is being written, best first.
    pub(super) fn offers(&self, session: &Session, last: &[ActorId]) -> Vec<Offer> {
        const MOST: usize = 7;
        let Some(writing) = &self.writing else { return Vec::new() };
        let project = session.project();
        let typed = writing.text.trim();
        let known = completions(project, typed, &self.named, last, MOST);
        let mut offers: Vec<Offer> = known
            .into_iter()
            .filter_map(|id| {
                let actor = project.actors.get(&id)?;
                Some(Offer { name: actor.name.clone(), kind: actor.kind.label().to_owned(), who: Who::Known(id) })
            })
            .collect();
        if !typed.is_empty() {
            let kind = guessed_kind(typed);
            if let who @ Who::New(_) = Who::called(project, typed, kind) {
                offers.push(Offer { who, name: typed.to_owned(), kind: format!("new {}", kind.label()) });
            }
        }
        offers
    }

    /// Takes the name that is picked of those offered. A field left empty holds nobody.
    pub(super) fn take_name(&mut self, session: &Session, last: &[ActorId]) {
        let offers = self.offers(session, last);
        let Some(writing) = self.writing.take() else { return };
        match writing.pick() {
            None => self.put(session.project(), writing.field, None),
            Some(pick) => {
                if let Some(offer) = offers.into_iter().nth(pick) {
                    self.put(session.project(), writing.field, Some(offer.who));
                }
            }
        }
    }

    /// The actor that would be made, and in which fields it stands.
    pub(super) fn new_in(&self, field: Field) -> Option<&NewActor> {
        match self.who(field) {
            Some(Who::New(new)) => Some(new),
            Some(Who::Known(_)) | None => None,
        }
    }

    /// Takes the date that was written; tells whether it is one.
    pub(super) fn take_date(&mut self) -> bool {
        let Some(text) = &self.said_text else { return true };
        let date = read_date(text);
        if date.is_none() && !text.trim().is_empty() {
            self.told = Some(HOW_TO_WRITE_A_DATE.to_owned());
            return false;
        }
        if date != self.draft.said.date {
            self.draft.said = date.map_or_else(Dated::undated, Dated::on);
        }
        self.said_text = None;
        true
    }
}

impl Form {
    /// Moves through the names offered for `field`.
    pub(super) fn move_pick(
        &mut self,
        session: &Session,
        last: &[ActorId],
        field: Field,
        way: crate::session::coding::Way,
    ) {
        if self.writing.is_none() {
            self.writing = Some(Writing { field, text: String::new(), picked: None });
        }
        let count = self.offers(session, last).len();
        let Some(writing) = &mut self.writing else { return };
        writing.picked = match (writing.pick(), way) {
            (_, _) if count == 0 => None,
            (None, crate::session::coding::Way::Next) => Some(0),
            (None, crate::session::coding::Way::Previous) => Some(count - 1),
            (Some(now), crate::session::coding::Way::Next) => Some((now + 1).min(count - 1)),
            (Some(now), crate::session::coding::Way::Previous) => Some(now.saturating_sub(1)),
        };
    }
}
