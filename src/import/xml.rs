//! XML as three kinds of pieces, for the documents inside archives.
//!
//! No entity besides the five of XML and numbers is expanded. The thing easily got wrong: depth; a document is refused
//! before a reader with a stack of its own could suffer.

use super::error::ImportError;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// A piece of a document, in its order.
pub(super) enum Piece<'a> {
    /// An element begins; by its name without prefix.
    Open(&'a str, &'a BytesStart<'a>),
    /// It ends.
    Close(&'a str),
    /// Words between.
    Words(&'a str),
}

const DEEPEST: usize = 512;

/// Hands every piece of `xml`, a part of a file of the kind `kind`, to `take`.
pub(super) fn pieces(xml: &str, kind: &str, mut take: impl FnMut(Piece<'_>)) -> Result<(), ImportError> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        let event = reader
            .read_event()
            .map_err(|cause| ImportError::Damaged { kind: kind.to_owned(), why: cause.to_string() })?;
        match event {
            Event::Start(element) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(ImportError::Bomb(format!("its elements are nested deeper than {DEEPEST}")));
                }
                take(Piece::Open(element.local_name().into_inner(), &element));
            }
            Event::Empty(element) => {
                take(Piece::Open(element.local_name().into_inner(), &element));
                take(Piece::Close(element.local_name().into_inner()));
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                take(Piece::Close(element.local_name().into_inner()));
            }
            Event::Text(words) => take(Piece::Words(&words)),
            Event::CData(words) => take(Piece::Words(&words)),
            Event::GeneralRef(reference) => match (reference.resolve_char_ref(), resolve_predefined_entity(&reference))
            {
                (Ok(Some(letter)), _) => take(Piece::Words(letter.encode_utf8(&mut [0; 4]))),
                (_, Some(words)) => take(Piece::Words(words)),
                _ => take(Piece::Words("\u{fffd}")),
            },
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => return Ok(()),
        }
    }
}

/// An attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
