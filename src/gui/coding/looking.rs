//! The way to the next sentence to code, in this article or another, without making a frame wait.

use super::state::words_open;
use super::steps::{begin, leave};
use crate::gui::passing::Passing;
use crate::model::{ByteRange, SourceId};
use crate::session::coding::{Search, Step, Way};
use crate::session::{Command, Session};
use std::time::{Duration, Instant};

/// Looks for the next sentence that is not coded and names an actor and the question, in this article or another.
pub(super) fn look_for_uncoded(session: &Session, passing: &mut Passing, way: Way) {
    let place = session.view().article.as_ref();
    let at = place.and_then(|place| words_open(place, session)).map(|bytes| bytes.start);
    let from = place.map(|place| (&place.source, at));
    let search = Search::begin(session.project(), session.question(), from, way);
    passing.coding.searching = Some((search, session.edition(), way));
}

/// Goes on looking for as long as a frame may take; then to what was found.
pub(super) fn look_further(session: &Session, passing: &mut Passing) -> Vec<Command> {
    const WITHIN_A_FRAME: Duration = Duration::from_millis(12);
    let Some((mut search, edition, way)) = passing.coding.searching.take() else { return Vec::new() };
    if edition != session.edition() {
        look_for_uncoded(session, passing, way);
        return Vec::new();
    }
    let starter = passing.coding.starter(session);
    let began = Instant::now();
    let found = loop {
        match search.read_on(session.project(), &starter) {
            Step::Found(source, bytes) => break Some((source, bytes)),
            Step::Nowhere => break None,
            Step::Further if began.elapsed() < WITHIN_A_FRAME => {}
            Step::Further => {
                passing.coding.searching = Some((search, edition, way));
                return Vec::new();
            }
        }
    };
    match nearer(session, passing, found, way) {
        Some((source, bytes)) => begin(session, passing, &source, bytes),
        None => {
            leave(passing);
            passing.coding.told = Some("Every sentence that names an actor and this question is coded".to_owned());
            Vec::new()
        }
    }
}

/// What is suggested in the open article may come first, though its sentence names nobody.
fn nearer(
    session: &Session,
    passing: &Passing,
    found: Option<(SourceId, ByteRange)>,
    way: Way,
) -> Option<(SourceId, ByteRange)> {
    let Some(place) = session.view().article.as_ref() else { return found };
    let at = words_open(place, session).map(|bytes| bytes.start);
    let is_ahead = |bytes: ByteRange| {
        at.is_none_or(|at| match way {
            Way::Next => bytes.start > at,
            Way::Previous => bytes.start < at,
        })
    };
    let offered = passing.coding.offered(session, &place.source);
    let of_question = offered.iter().filter(|one| one.question == session.question().id).map(|one| one.sentence);
    let ahead = of_question.filter(|bytes| is_ahead(*bytes));
    let suggested = match way {
        Way::Next => ahead.min(),
        Way::Previous => ahead.max(),
    };
    match (found, suggested) {
        (Some((source, bytes)), Some(suggested)) => {
            let is_nearer = match way {
                Way::Next => bytes < suggested,
                Way::Previous => bytes > suggested,
            };
            let stays = source == place.source && is_ahead(bytes) && is_nearer;
            Some(if stays { (source, bytes) } else { (place.source.clone(), suggested) })
        }
        (None, Some(suggested)) => Some((place.source.clone(), suggested)),
        (found, None) => found,
    }
}
