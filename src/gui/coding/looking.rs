//! The way to the next sentence to code, in this article or another, without making a frame wait.

use super::state::Coding;
use super::state::words_open;
use super::steps::{begin, leave};
use crate::gui::ask::Asks;
use crate::model::{ByteRange, SourceId};
use crate::session::Session;
use crate::session::coding::{Search, Step, Way};
use std::time::{Duration, Instant};

/// Looks for the next sentence that is not coded and names an actor and the question, in this article or another.
pub(super) fn look_for_uncoded(session: &Session, coding: &mut Coding, way: Way) {
    let place = session.view().article.as_ref();
    let at = place.and_then(|place| words_open(place, session)).map(|bytes| bytes.start);
    let from = place.map(|place| (&place.source, at));
    let search = Search::begin(session.project(), session.question(), from, way);
    coding.searching = Some((search, session.edition(), way));
}

/// Goes on looking for as long as a frame may take; then to what was found.
pub(super) fn look_further(session: &Session, coding: &mut Coding) -> Asks {
    const WITHIN_A_FRAME: Duration = Duration::from_millis(12);
    let Some((mut search, edition, way)) = coding.searching.take() else { return Asks::none() };
    if edition != session.edition() {
        look_for_uncoded(session, coding, way);
        return Asks::none();
    }
    let starter = coding.starter(session);
    let began = Instant::now();
    let found = loop {
        match search.read_on(session.project(), &starter) {
            Step::Found(source, bytes) => break Some((source, bytes)),
            Step::Nowhere => break None,
            Step::Further if began.elapsed() < WITHIN_A_FRAME => {}
            Step::Further => {
                coding.searching = Some((search, edition, way));
                return Asks::none();
            }
        }
    };
    match nearer(session, coding, found, way) {
        Some((source, bytes)) => begin(session, coding, &source, bytes),
        None => {
            let asked = leave(coding);
            coding.told = Some("Every sentence that names an actor and this question is coded".to_owned());
            asked
        }
    }
}

/// What is suggested in the open article may come first, though its sentence names nobody.
fn nearer(
    session: &Session,
    coding: &Coding,
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
    let offered = coding.offered(session, &place.source);
    let standpoint_facts = offered.iter().filter(|one| one.question == session.question().id).map(|one| one.sentence);
    let ahead = standpoint_facts.filter(|bytes| is_ahead(*bytes));
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
