//! Which sentences of the draft that is looked at stand in the article it repeats.
//!
//! Found once for a draft and kept while it is looked at.

use crate::import::repeated_sentences;
use crate::model::ByteRange;
use crate::session::{ArticleDraft, DraftKey, KnownFrom, Likeness, Session};

/// In longer texts nothing is marked: it would be waited for.
const LONGEST_BYTES: usize = 1 << 20;

/// The sentences of one draft that are known from one article.
#[derive(Debug, Default)]
pub(super) struct KnownSentences {
    of: Option<(DraftKey, KnownFrom)>,
    sentences: Vec<ByteRange>,
}

impl KnownSentences {
    /// Those of `article`, in order.
    pub(super) fn of(&mut self, session: &Session, key: DraftKey, article: &ArticleDraft) -> &[ByteRange] {
        let known = match &article.likeness {
            Likeness::Reprint { of, .. } => of,
            Likeness::New | Likeness::SameText(_) | Likeness::SameFile(_) => return &[],
        };
        if self.of.as_ref().is_none_or(|of| *of != (key, known.clone())) {
            self.of = Some((key, known.clone()));
            self.sentences = find(session, article, known);
        }
        &self.sentences
    }
}

fn find(session: &Session, article: &ArticleDraft, known: &KnownFrom) -> Vec<ByteRange> {
    let text = article.draft().text.as_str();
    let other = match known {
        KnownFrom::Article(id) => session.project().sources.get(id).map(|source| &*source.text),
        KnownFrom::Draft(key) => {
            let draft = session.importing().get(*key).and_then(|handed| handed.article());
            draft.map(|article| article.draft().text.as_str())
        }
    };
    let Some(other) = other.filter(|other| other.len().max(text.len()) <= LONGEST_BYTES) else { return Vec::new() };
    let mut sentences: Vec<ByteRange> =
        repeated_sentences(text, other).into_iter().map(|repeated| repeated.sentence).collect();
    sentences.sort();
    sentences
}
