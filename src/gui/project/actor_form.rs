//! What is typed about an actor, before it is a record: every field as text, and what is wrong with each.
//!
//! It draws nothing. The thing easily got wrong: a date that cannot be read must be told and never dropped.

use crate::model::{
    Actor, ActorId, ActorKind, DateError, EdtfDate, Membership, Office, OfficeProvenance, Place, Project,
};
use crate::session::fresh_actor_id;

/// An actor as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ActorForm {
    /// Whose record is replaced; `None` for a new actor.
    pub(super) of: Option<ActorId>,
    pub(super) name: String,
    pub(super) kind: ActorKind,
    /// One a line.
    pub(super) aliases: String,
    pub(super) role: String,
    pub(super) country: Option<ActorId>,
    pub(super) offices: Vec<OfficeForm>,
    pub(super) memberships: Vec<MembershipForm>,
    pub(super) in_sentence: String,
    pub(super) iso_a3: String,
    pub(super) flag: String,
    pub(super) place: [String; 3],
    pub(super) note: String,
}

/// An office as it is typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct OfficeForm {
    pub(super) speaks_for: Option<ActorId>,
    pub(super) title: String,
    pub(super) since: String,
    pub(super) until: String,
    /// The office as it is in the project; `None` for one that is added here.
    pub(super) before: Option<Office>,
}

/// A membership as it is typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct MembershipForm {
    pub(super) of: Option<ActorId>,
    pub(super) since: String,
    pub(super) until: String,
}

/// A part of the form, beside which something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormField {
    Name,
    Office(usize),
    Membership(usize),
    Iso,
    Flag,
    Place,
}

/// What is wrong, and where.
pub(super) type Faults = Vec<(FormField, String)>;

fn date(text: &str) -> Result<Option<EdtfDate>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error: DateError| error.to_string())
}

/// Whether `text` is a code of so many letters, or empty.
fn is_code(text: &str, letters: usize) -> bool {
    text.is_empty() || (text.len() == letters && text.bytes().all(|letter| letter.is_ascii_alphabetic()))
}

/// From when to when, in this order.
fn span(since: &str, until: &str) -> Result<(Option<EdtfDate>, Option<EdtfDate>), String> {
    let (since, until) = (date(since)?, date(until)?);
    match (since, until) {
        (Some(since), Some(until)) if since.earliest() > until.latest() => Err("It ends before it begins".to_owned()),
        span => Ok(span),
    }
}

impl ActorForm {
    /// A new actor.
    pub(super) fn new() -> Self {
        Self {
            of: None,
            name: String::new(),
            kind: ActorKind::Country,
            aliases: String::new(),
            role: String::new(),
            country: None,
            offices: Vec::new(),
            memberships: Vec::new(),
            in_sentence: String::new(),
            iso_a3: String::new(),
            flag: String::new(),
            place: Default::default(),
            note: String::new(),
        }
    }

    /// What there is of `actor`.
    pub(super) fn of(actor: &Actor) -> Self {
        let words = |date: Option<EdtfDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let office = |office: &Office| OfficeForm {
            speaks_for: Some(office.speaks_for.clone()),
            title: office.title.clone(),
            since: words(office.since),
            until: words(office.until),
            before: Some(office.clone()),
        };
        let membership = |membership: &Membership| MembershipForm {
            of: Some(membership.of.clone()),
            since: membership.since.to_string(),
            until: words(membership.until),
        };
        let place = |place: &Place| [place.name.clone(), place.latitude.to_string(), place.longitude.to_string()];
        Self {
            of: Some(actor.id.clone()),
            name: actor.name.clone(),
            kind: actor.kind,
            aliases: actor.aliases.join("\n"),
            role: actor.role.clone(),
            country: actor.country.clone(),
            offices: actor.offices.iter().map(office).collect(),
            memberships: actor.memberships.iter().map(membership).collect(),
            in_sentence: actor.in_sentence.clone(),
            iso_a3: actor.iso_a3.clone(),
            flag: actor.flag.clone(),
            place: actor.place.as_ref().map(place).unwrap_or_default(),
            note: actor.note.clone(),
        }
    }

    /// Takes over what is known of a country, and keeps what was typed.
    pub(super) fn fill_in(&mut self, country: &Actor) {
        let known = Self::of(country);
        for (own, known) in [
            (&mut self.in_sentence, known.in_sentence),
            (&mut self.aliases, known.aliases),
            (&mut self.iso_a3, known.iso_a3),
            (&mut self.flag, known.flag),
        ] {
            if own.trim().is_empty() {
                *own = known;
            }
        }
        if self.place.iter().all(|part| part.trim().is_empty()) {
            self.place = known.place;
        }
    }

    /// The record, or everything that is wrong with it.
    pub(super) fn actor(&self, project: &Project) -> Result<Actor, Faults> {
        let mut faults = Faults::new();
        let name = self.name.trim();
        if name.is_empty() {
            faults.push((FormField::Name, "Give the actor a name".to_owned()));
        }
        let is_taken = |other: &&Actor| other.name == name && Some(&other.id) != self.of.as_ref();
        if let Some(other) = project.actors.values().find(is_taken) {
            let why = format!("There is a {} of that name already; merge them, or tell them apart", other.kind.label());
            faults.push((FormField::Name, why));
        }
        let (offices, memberships) = (self.read_offices(&mut faults), self.read_memberships(&mut faults));
        let iso_a3 = self.iso_a3.trim().to_uppercase();
        if !is_code(&iso_a3, 3) {
            faults.push((FormField::Iso, "The code has three letters, as in HUN".to_owned()));
        }
        let flag = self.flag.trim().to_lowercase();
        if !is_code(&flag, 2) {
            faults.push((FormField::Flag, "The code has two letters, as in hu".to_owned()));
        }
        let place = self.read_place(&mut faults);
        if !faults.is_empty() {
            return Err(faults);
        }
        let id = self.of.clone().unwrap_or_else(|| fresh_actor_id(project, name));
        let aliases = self.aliases.lines().map(str::trim).filter(|alias| !alias.is_empty() && *alias != name);
        Ok(Actor {
            country: self.country.clone().filter(|country| *country != id),
            id,
            name: name.to_owned(),
            in_sentence: self.in_sentence.trim().to_owned(),
            kind: self.kind,
            aliases: aliases.map(str::to_owned).collect(),
            role: self.role.trim().to_owned(),
            offices,
            memberships,
            iso_a3,
            flag,
            place,
            note: self.note.trim().to_owned(),
        })
    }

    fn read_offices(&self, faults: &mut Faults) -> Vec<Office> {
        let mut offices = Vec::new();
        for (index, typed) in self.offices.iter().enumerate() {
            let read = || {
                let speaks_for = typed.speaks_for.clone().ok_or("Say for whom the office speaks")?;
                let title = typed.title.trim().to_owned();
                let (since, until) = span(&typed.since, &typed.until)?;
                // An office that came with a statement is somebody's own as soon as anything of it is changed.
                let as_coded = Office { speaks_for, title, since, until, provenance: OfficeProvenance::Coded };
                if typed.before.as_ref() == Some(&as_coded) {
                    return Ok(as_coded);
                }
                if as_coded.title.is_empty() {
                    return Err("Name the office, as the texts do".to_owned());
                }
                Ok(Office { provenance: OfficeProvenance::Entered, ..as_coded })
            };
            match read() {
                Ok(office) => offices.push(office),
                Err(why) => faults.push((FormField::Office(index), why)),
            }
        }
        offices
    }

    fn read_memberships(&self, faults: &mut Faults) -> Vec<Membership> {
        let mut memberships = Vec::new();
        for (index, typed) in self.memberships.iter().enumerate() {
            let read = || {
                let of = typed.of.clone().ok_or("Choose the organisation")?;
                let (since, until) = span(&typed.since, &typed.until)?;
                let since = since.ok_or("Say since when: the day, the month or the year")?;
                Ok::<_, String>(Membership { of, since, until })
            };
            match read() {
                Ok(membership) => memberships.push(membership),
                Err(why) => faults.push((FormField::Membership(index), why)),
            }
        }
        memberships
    }

    fn read_place(&self, faults: &mut Faults) -> Option<Place> {
        let [name, latitude, longitude] = self.place.each_ref().map(|part| part.trim());
        if name.is_empty() && latitude.is_empty() && longitude.is_empty() {
            return None;
        }
        let degrees = |text: &str, most: f64| {
            text.parse().ok().filter(|degrees: &f64| degrees.is_finite() && degrees.abs() <= most)
        };
        match (degrees(latitude, 90.0), degrees(longitude, 180.0)) {
            (Some(latitude), Some(longitude)) if !name.is_empty() => {
                Some(Place { name: name.to_owned(), latitude, longitude })
            }
            (Some(_), Some(_)) => {
                faults.push((FormField::Place, "Say what is there, usually the capital".to_owned()));
                None
            }
            (None, _) => {
                faults.push((FormField::Place, "Degrees north are a number from -90 to 90, as in 47.4979".to_owned()));
                None
            }
            (_, None) => {
                faults.push((FormField::Place, "Degrees east are a number from -180 to 180, as in 19.0402".to_owned()));
                None
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn an_actor_that_is_not_changed_is_the_same_record() {
        let project = crate::store::builtin().project;
        for actor in project.actors.values() {
            assert_eq!(ActorForm::of(actor).actor(&project).unwrap(), *actor);
        }
    }

    #[test]
    fn everything_that_is_wrong_is_told_beside_its_field() {
        let project = crate::store::builtin().project;
        let mut form = ActorForm::new();
        form.name = "Hungary".to_owned();
        form.offices.push(OfficeForm::default());
        let (since, until) = ("2024-13".to_owned(), String::new());
        form.memberships.push(MembershipForm { of: Some("nato".parse().unwrap()), since, until });
        form.iso_a3 = "HU".to_owned();
        form.flag = "hun".to_owned();
        form.place[1] = "north".to_owned();
        let parts: Vec<FormField> = form.actor(&project).unwrap_err().into_iter().map(|(part, _)| part).collect();
        let all = [
            FormField::Name,
            FormField::Office(0),
            FormField::Membership(0),
            FormField::Iso,
            FormField::Flag,
            FormField::Place,
        ];
        assert_eq!(parts, all);
    }

    #[test]
    fn what_ends_before_it_begins_is_told() {
        assert!(span("2024-05", "2024-04").is_err());
        assert!(span("2024-05", "2024-05").is_ok());
    }
}
