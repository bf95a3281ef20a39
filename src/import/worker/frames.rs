//! What parent and worker say to each other: lengths, then as many bytes.
//!
//! The thing easily got wrong: a reader may print to the standard output on its own. An answer begins with a word that
//! only this parent and this worker know, and all before it is skipped.

use super::super::draft::Draft;
use super::super::error::ImportError;
use std::io::{self, BufRead, Read, Write};

/// An answer is no longer than a few texts; a worker that says otherwise is broken.
const LONGEST_ANSWER_BYTES: u64 = 512 << 20;
const LONGEST_CHATTER_BYTES: u64 = 64 << 20;
const LONGEST_NAME_BYTES: u64 = 64 << 10;

/// What a worker makes of a file.
pub(super) type Answer = Result<Vec<Draft>, ImportError>;

pub(super) fn write_request(to: &mut impl Write, name: &str, bytes: &[u8]) -> io::Result<()> {
    write_counted(to, name.as_bytes())?;
    write_counted(to, bytes)?;
    to.flush()
}

/// The next file and its name; `None` at the end.
pub(super) fn read_request(from: &mut impl Read, most_bytes: u64) -> io::Result<Option<(String, Vec<u8>)>> {
    let Some(name) = read_counted(from, LONGEST_NAME_BYTES)? else { return Ok(None) };
    let bytes = read_counted(from, most_bytes)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(Some((String::from_utf8_lossy(&name).into_owned(), bytes)))
}

pub(super) fn write_answer(to: &mut impl Write, password: &str, answer: &Answer) -> io::Result<()> {
    let json = serde_json::to_vec(answer)?;
    to.write_all(password.as_bytes())?;
    write_counted(to, &json)?;
    to.flush()
}

/// The next answer, checked; whatever was printed before it is skipped.
pub(super) fn read_answer(from: &mut impl BufRead, password: &str) -> io::Result<Answer> {
    skip_to(from, password.as_bytes())?;
    let json = read_counted(from, LONGEST_ANSWER_BYTES)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    let answer: Answer = serde_json::from_slice(&json)?;
    if let Ok(drafts) = &answer {
        let fault = drafts.iter().find_map(Draft::faults).or(drafts.is_empty().then_some("it holds nothing"));
        if let Some(fault) = fault {
            return Err(io::Error::new(io::ErrorKind::InvalidData, fault));
        }
    }
    Ok(answer)
}

fn skip_to(from: &mut impl BufRead, password: &[u8]) -> io::Result<()> {
    let mut last: std::collections::VecDeque<u8> = std::collections::VecDeque::with_capacity(password.len() + 1);
    for byte in from.take(LONGEST_CHATTER_BYTES).bytes() {
        last.push_back(byte?);
        if last.len() > password.len() {
            last.pop_front();
        }
        if last.iter().eq(password) {
            return Ok(());
        }
    }
    Err(io::ErrorKind::UnexpectedEof.into())
}

fn write_counted(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)
}

fn read_counted(from: &mut impl Read, most_bytes: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    match from.read_exact(&mut length) {
        Ok(()) => {}
        Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(cause) => return Err(cause),
    }
    let length = u64::from_le_bytes(length);
    if length > most_bytes {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "it is longer than any answer can be"));
    }
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(Some(bytes)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::super::super::draft::Kind;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_answer_is_found_behind_what_a_reader_printed() {
        let mut pipe = b"Unknown glyph 12, 0123456789\n".to_vec();
        let answer = Ok(vec![Draft::new(Kind::Pdf, "")]);
        write_answer(&mut pipe, "0123456789abcdef", &answer).unwrap();
        assert_eq!(read_answer(&mut pipe.as_slice(), "0123456789abcdef").unwrap(), answer);
    }

    #[test]
    fn a_request_arrives_as_it_was_sent() {
        let mut pipe = Vec::new();
        write_request(&mut pipe, "a.txt", b"words").unwrap();
        let mut pipe = pipe.as_slice();
        assert_eq!(read_request(&mut pipe, 100).unwrap(), Some(("a.txt".to_owned(), b"words".to_vec())));
        assert_eq!(read_request(&mut pipe, 100).unwrap(), None);
    }

    proptest! {
        #[test]
        fn whatever_a_worker_says_nobody_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let pipe = [b"pass".as_slice(), &bytes].concat();
            prop_assert!(read_answer(&mut pipe.as_slice(), "pass").is_err());
            let counted = [b"pass".as_slice(), &(bytes.len() as u64).to_le_bytes(), &bytes].concat();
            prop_assert!(read_answer(&mut counted.as_slice(), "pass").is_err());
        }
    }
}
