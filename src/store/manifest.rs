//! Reads `project.ron` field by field, so that one bad field does not cost the whole project.

use super::decode::{Flaw, Text, decode, unknown};
use super::defect::{Report, Spot};
use super::files::RelativePath;
use super::read::{Places, read_records};
use super::records::{Field, fields_of_struct};
use crate::model::{FORMAT_VERSION, Manifest, MapChoice, ProjectId, Question, StandingRule};
use serde::de::DeserializeOwned;

const FIELDS: [&str; 8] = ["format", "id", "title", "about", "questions", "rule", "map", "credits"];
const REQUIRED: [&str; 5] = ["format", "id", "title", "questions", "rule"];

/// What `text` says, and an unnamed project without questions for what it does not say. `None` if there is no text.
pub(super) fn read_manifest(
    path: &RelativePath,
    text: Option<&Text>,
    report: &mut Report,
    places: &mut Places,
) -> Manifest {
    let mut reading = ManifestReading { path, report, places, manifest: untitled(), seen: Vec::new() };
    if let Some(text) = text {
        reading.read(text);
    }
    reading.manifest
}

fn untitled() -> Manifest {
    let id: ProjectId = "untitled".parse().unwrap_or_else(|_| unreachable!("a constant id"));
    Manifest {
        format: FORMAT_VERSION,
        id,
        title: "Untitled project".to_owned(),
        about: String::new(),
        questions: Vec::new(),
        rule: StandingRule::default(),
        map: MapChoice::default(),
        credits: Vec::new(),
    }
}

struct ManifestReading<'r> {
    path: &'r RelativePath,
    report: &'r mut Report,
    places: &'r mut Places,
    manifest: Manifest,
    seen: Vec<String>,
}

impl ManifestReading<'_> {
    fn read(&mut self, text: &Text) {
        let (fields, stopped) = fields_of_struct(text.as_str());
        for field in fields {
            self.field(text, field);
        }
        if let Some((at, reason)) = stopped {
            self.report.left_out(self.path, text.spot(at), reason);
        }
        for name in REQUIRED {
            if !self.seen.iter().any(|seen| seen == name) {
                self.report.left_out(self.path, Spot::File, format!("the field `{name}` is missing"));
            }
        }
    }

    fn field(&mut self, text: &Text, Field { name: name_range, value }: Field) {
        let name = text.slice(name_range.clone());
        if self.seen.iter().any(|seen| seen == name) {
            let reason = format!("the field `{name}` is written twice; the first one counts, delete one of the two");
            self.report.left_out(self.path, text.spot(name_range.start), reason);
            return;
        }
        self.seen.push(name.to_owned());
        match name {
            "format" => {
                if let Some(format) = self.value::<u32>(text, value) {
                    self.check_format(format, text.spot(name_range.start));
                }
            }
            "id" => self.manifest.id = self.value(text, value).unwrap_or_else(|| self.manifest.id.clone()),
            "title" => self.manifest.title = self.value(text, value).unwrap_or_else(|| self.manifest.title.clone()),
            "about" => self.manifest.about = self.value(text, value).unwrap_or_default(),
            "rule" => self.rule(text, value),
            "map" => self.manifest.map = self.value(text, value).unwrap_or_default(),
            "credits" => self.manifest.credits = self.value(text, value).unwrap_or_default(),
            "questions" => self.questions(text, value),
            _ => self.report.left_out(self.path, text.spot(name_range.start), unknown("field", name, &FIELDS)),
        }
    }

    /// A rule that contradicts itself colours nobody: it is told, and the rule that new projects start with is followed.
    fn rule(&mut self, text: &Text, value: std::ops::Range<usize>) {
        let at = text.spot(value.start);
        let rule: StandingRule = self.value(text, value).unwrap_or_default();
        let faults = rule.faults();
        for fault in &faults {
            let reason = format!("rule: {fault}. Until it is mended, the rule of new projects is followed");
            self.report.left_out(self.path, at, reason);
        }
        self.manifest.rule = if faults.is_empty() { rule } else { StandingRule::default() };
    }

    fn check_format(&mut self, format: u32, spot: Spot) {
        if format > FORMAT_VERSION {
            let reason = format!(
                "the project has format {format}, and this program reads up to {FORMAT_VERSION}: get a newer Démarche. \
                 It is opened as far as it is understood, and nothing is saved"
            );
            self.report.left_out(self.path, spot, reason);
        } else if format == 0 {
            self.report.left_out(self.path, spot, format!("there is no format 0; write {FORMAT_VERSION}"));
        }
    }

    fn questions(&mut self, text: &Text, value: std::ops::Range<usize>) {
        for (place, question) in read_records::<Question>(self.path, text, value, self.report) {
            if let Some(first) = self.places.questions.get(&question.id) {
                let reason = format!(
                    "this record is left out: the question {} is already asked in line {}",
                    question.id, first.line
                );
                self.report.left_out(self.path, Spot::Line(place.line), reason);
            } else {
                self.places.questions.insert(question.id.clone(), place);
                self.manifest.questions.push(question);
            }
        }
    }

    fn value<T: DeserializeOwned>(&mut self, text: &Text, value: std::ops::Range<usize>) -> Option<T> {
        match decode(text.slice(value.clone())) {
            Ok(value) => Some(value),
            Err(Flaw { at, reason }) => {
                self.report.left_out(self.path, text.spot(value.start + at), reason);
                None
            }
        }
    }
}
