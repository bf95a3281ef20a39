//! Where a sentence speaks of what the question asks.
//!
//! The thing easily got wrong: "join the talks", "invited to the summit", "member states" and another country's or
//! another body's membership are not the topic.

use super::cues::{Cues, matches_topic};
use super::document::{Document, Sentence};
use super::mentions::Referent;
use super::words::is_preposition;
use crate::model::ActorKind;

/// What of the topic is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TopicKind {
    /// An invitation, or a time that is now.
    Invitation,
    /// Membership.
    Membership,
}

/// A place where the topic is named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Topic {
    pub(super) at: usize,
    pub(super) about: TopicKind,
}

/// What is at issue: the body that decides, its members and who wants in, as indices of a document.
pub(super) struct Issue<'a> {
    pub(super) cues: &'a Cues,
    pub(super) candidates: Vec<usize>,
    pub(super) body: usize,
    pub(super) members: usize,
}

impl Issue<'_> {
    /// Whether `entity` wants in, or speaks for who does.
    pub(super) fn is_candidate(&self, document: &Document, entity: usize) -> bool {
        self.candidates.contains(&entity)
            || document.speaks_for(entity).is_some_and(|one| self.candidates.contains(&one))
    }

    /// Whether `entity` is another body that can be joined.
    pub(super) fn is_rival(&self, document: &Document, entity: usize) -> bool {
        entity != self.body && document.names.is_joinable(entity)
    }

    /// Where `sentence` names the topic.
    pub(super) fn topics(&self, document: &Document, sentence: &Sentence) -> Vec<Topic> {
        // Most words begin like no topic.
        let initial = |word: &str| word.bytes().next().map_or(0, |first| 1_u32 << (first % 32));
        let initials = self.cues.topics.iter().fold(0, |all, topic| all | initial(topic));
        (sentence.start..sentence.end)
            .filter_map(|at| {
                let word = last_part(document, document.word(at));
                if initials & initial(word) == 0 {
                    return None;
                }
                let first = word.as_bytes().first();
                let named = |topic: &String| topic.as_bytes().first() == first && matches_topic(topic, word);
                if word.is_empty() || !self.cues.topics.iter().any(named) {
                    return None;
                }
                (self.is_meant(document, sentence, at) && self.is_whose(document, sentence, at)).then(|| {
                    let about = if word.starts_with("invit") { TopicKind::Invitation } else { TopicKind::Membership };
                    Topic { at, about }
                })
            })
            .chain(self.umbrella(document, sentence))
            .collect()
    }

    /// "under the NATO umbrella", "nothing less than NATO", "place is in NATO".
    fn umbrella(&self, document: &Document, sentence: &Sentence) -> Option<Topic> {
        document.mentions_in(sentence.start, sentence.end).find_map(|index| {
            let mention = document.mentions.get(index)?;
            let is_body = document.whom.get(index).copied().flatten() == Some(self.body);
            if !is_body {
                return None;
            }
            let before = |back: usize| mention.start.checked_sub(back).map_or("", |at| document.word(at));
            let near = (1..4).map(before).collect::<Vec<_>>();
            let meant = matches!(
                document.word(mention.end),
                "umbrella" | "path" | "course" | "integration" | "aspirations" | "hopes" | "ambitions" | "bid"
            ) || near.first() == Some(&"to")
                && near.iter().any(|word| {
                    matches!(*word, "path" | "road" | "route" | "way" | "bridge" | "steps" | "closer" | "course")
                })
                || near.contains(&"than") && near.contains(&"less")
                || near.contains(&"part") && near.contains(&"of")
                || (near.contains(&"in") || near.contains(&"into") || near.contains(&"within"))
                    && [
                        "future",
                        "place",
                        "belongs",
                        "belong",
                        "belonged",
                        "being",
                        "bring",
                        "accept",
                        "accepting",
                        "integrate",
                        "integrated",
                        "integration",
                        "admitted",
                        "allowed",
                        "let",
                        "ukraine's",
                        "letting",
                        "see",
                        "get",
                        "gets",
                        "getting",
                        "take",
                        "taking",
                        "accepted",
                        "seat",
                        "inclusion",
                        "include",
                        "be",
                    ]
                    .iter()
                    .any(|word| (sentence.start..mention.start).rev().take(8).any(|at| document.word(at) == *word));
            meant.then_some(Topic { at: mention.start, about: TopicKind::Membership })
        })
    }

    /// Whether the word at `at` is used in the sense of joining.
    #[expect(clippy::too_many_lines, reason = "one word for joining after another")]
    fn is_meant(&self, document: &Document, sentence: &Sentence, at: usize) -> bool {
        let word = last_part(document, document.word(at));
        let next = document.word(at + 1);
        let after = |distance: usize| document.word(at + distance);
        let to_event = |from: usize| {
            let to = (from..from + 4).find(|near| document.word(*near) == "to");
            to.is_some_and(|to| {
                (to..to + 7).any(|near| {
                    matches!(
                        document.word(near),
                        "summit"
                            | "meeting"
                            | "talks"
                            | "visit"
                            | "conference"
                            | "dinner"
                            | "ceremony"
                            | "reporters"
                            | "session"
                            | "attend"
                            | "speak"
                            | "parade"
                    )
                })
            })
        };
        let body_near = |from: usize, length: usize| {
            document.mentions_in(from, from + length).any(|index| {
                let whom = document.whom.get(index).copied().flatten();
                whom == Some(self.body) || whom == Some(self.members)
            })
        };
        if word.starts_with("join") {
            let article = matches!(next, "the" | "our" | "its" | "their" | "us" | "this" | "a" | "as" | "it");
            let ours = (1..4).any(|distance| {
                matches!(
                    after(distance),
                    "alliance"
                        | "bloc"
                        | "club"
                        | "ranks"
                        | "organisation"
                        | "organization"
                        | "union"
                        | "family"
                        | "us"
                        | "body"
                        | "it"
                        | "soon"
                        | "council"
                )
            });
            let bare = !article
                && (next.is_empty()
                    || matches!(
                        next,
                        "soon"
                            | "quickly"
                            | "now"
                            | "immediately"
                            | "at"
                            | "before"
                            | "by"
                            | "if"
                            | "once"
                            | "when"
                            | "while"
                            | "until"
                            | "in"
                            | "without"
                            | "after"
                            | "would"
                            | "and"
                            | "one"
                    ));
            return body_near(at + 1, 5) || ours || bare && !matches!(after(2), "forces" | "hands");
        }
        if word.starts_with("invit") {
            let verb = matches!(word, "invited" | "invites" | "inviting");
            let joins =
                (1..12).any(|distance| after(distance).starts_with("join") || after(distance).starts_with("member"));
            return joins || !to_event(at + 1) || !verb && body_near(at + 1, 4);
        }
        match word {
            "member" | "members" => {
                // "deserves to be a Member State"
                let one = next == "state"
                    && (1..5).filter_map(|back| at.checked_sub(back)).any(|at| matches!(document.word(at), "a" | "an"));
                let states = !one
                    && matches!(next, "state" | "states" | "country" | "countries" | "nation" | "nations" | "of")
                    && (next != "of" || !body_near(at + 1, 5) && !matches!(after(3), "alliance" | "bloc" | "union"));
                let before = (1..5).filter_map(|back| at.checked_sub(back)).map(|back| document.word(back));
                let becoming = before.into_iter().any(|word| {
                    matches!(
                        word,
                        "become"
                            | "becomes"
                            | "becoming"
                            | "full"
                            | "be"
                            | "became"
                            | "as"
                            | "make"
                            | "making"
                            | "makes"
                    )
                });
                !states && becoming
            }
            "talks" | "negotiations" => {
                let opened = (at.saturating_sub(4).max(sentence.start)..at).any(|near| {
                    let word = document.word(near);
                    ["open", "start", "begin", "launch"].iter().any(|start| word.starts_with(start))
                });
                let with = document
                    .mentions_in(at.saturating_sub(6).max(sentence.start), (at + 8).min(sentence.end))
                    .any(|index| {
                        document.whom.get(index).copied().flatten().is_some_and(|one| self.candidates.contains(&one))
                    });
                let before = document.word(at.wrapping_sub(1));
                let union = document.names.entities.get(self.body).is_some_and(|one| one.id.contains("union"));
                matches!(before, "accession" | "membership" | "entry") || union && opened && with
            }
            "participation" | "inclusion" | "bid" | "bids" | "applications" | "candidacies" | "application"
            | "entry" | "expansion" | "candidate" | "candidacy" => {
                let left = at.saturating_sub(5).max(sentence.start);
                body_near(left, at - left + 7)
                    || document.mentions_in(left, (at + 5).min(sentence.end)).any(|index| {
                        document.whom.get(index).copied().flatten().is_some_and(|one| self.candidates.contains(&one))
                    })
                    || matches!(
                        document.word(at.wrapping_sub(1)),
                        "its" | "their" | "country" | "nation" | "membership" | "accession"
                    )
            }
            _ => true,
        }
    }

    /// Whether the word at `at` belongs to the body's name: "Sweden NATO membership".
    fn is_body_word(&self, document: &Document, at: usize) -> bool {
        document.mentions_in(at.saturating_sub(2), at + 1).any(|index| {
            document.whom.get(index).copied().flatten() == Some(self.body)
                && document.mentions.get(index).is_some_and(|one| (one.start..one.end).contains(&at))
        })
    }

    /// Whether it is the candidate's joining of this body and nobody else's of no other.
    fn is_whose(&self, document: &Document, sentence: &Sentence, at: usize) -> bool {
        let left = at.saturating_sub(6).max(sentence.start);
        let near = |start: usize, end: usize| {
            document
                .mentions_in(start, end.min(sentence.end))
                .filter(|index| {
                    document.mentions.get(*index).is_some_and(|one| matches!(one.whom, Referent::Entity(_)))
                })
                .filter_map(|index| Some((document.mentions.get(index)?, document.whom.get(index).copied().flatten()?)))
        };
        let bodies: Vec<usize> = near(at.saturating_sub(7).max(sentence.start), at + 6)
            .filter(|(_, one)| document.kind(*one) == ActorKind::Organisation)
            .map(|(_, one)| one)
            .collect();
        if bodies.iter().any(|one| self.is_rival(document, *one)) && !bodies.contains(&self.body) {
            return false;
        }
        // "Finland's accession", "Finland joining": the nearest country that has it.
        let word = document.word(at);
        let mut owners: Vec<usize> = near(left, at)
            .filter(|(mention, one)| {
                let attached = (mention.end..at)
                    .all(|between| document.mark(between).is_empty() && !is_preposition(document.word(between)));
                let named_before = (mention.end..at).all(|between| self.is_body_word(document, between));
                let direct = (mention.possessive && attached)
                    || mention.adjective && attached && at - mention.end < 4
                    || word.starts_with("join") && at - mention.end < 4
                    || named_before;
                document.kind(*one) == ActorKind::Country && direct
            })
            .map(|(_, one)| one)
            .collect();
        if owners.is_empty() {
            let following = near(at + 1, at + 8)
                .filter(|(mention, one)| {
                    document.kind(*one) == ActorKind::Country
                        && !mention.possessive
                        && !mention.adjective
                        && mention.start > 0
                        && (matches!(
                            document.word(mention.start - 1),
                            "of" | "with" | "for" | "to" | "inviting" | "invite" | "admit" | "and"
                        ) || mention.start > 1 && document.word(mention.start - 2) == "and")
                })
                .map(|(_, one)| one);
            let is_invite = word.starts_with("invit") || word.starts_with("admi");
            owners.extend(following.filter(|_| !word.starts_with("join")));
            if is_invite {
                owners.extend(
                    near(at + 1, at + 4)
                        .filter(|(mention, one)| !mention.possessive && document.kind(*one) == ActorKind::Country)
                        .map(|(_, one)| one),
                );
            }
        }
        add_joined_owners(document, &mut owners, left, at);
        let candidate_owns = owners.iter().any(|one| self.candidates.contains(one));
        owners.is_empty() || candidate_owns
    }
}

/// "membership" of "NATO-membership".
fn last_part<'w>(document: &Document, word: &'w str) -> &'w str {
    let is_of_body = |first: &str| document.names.called(first).is_some_and(|of| document.names.is_joinable(of));
    word.rsplit_once('-').filter(|(first, _)| is_of_body(first)).map_or(word, |(_, last)| last)
}

/// "Sweden and Finland's accession": both have it.
fn add_joined_owners(document: &Document, owners: &mut Vec<usize>, left: usize, at: usize) {
    let whom = |index: usize| document.whom.get(index).copied().flatten();
    let mut found = true;
    while found {
        found = false;
        for index in document.mentions_in(left.saturating_sub(6), at) {
            let Some(mention) = document.mentions.get(index) else { continue };
            if !whom(index).is_some_and(|one| owners.contains(&one)) {
                continue;
            }
            let mut end = mention.start;
            while end > 0 && (document.word(end - 1) == "and" || document.mark(end - 1) == ",") {
                end -= 1;
            }
            let joined = document.mention_ending(end).filter(|_| end < mention.start).and_then(whom);
            if let Some(joined) =
                joined.filter(|one| !owners.contains(one) && document.kind(*one) == ActorKind::Country)
            {
                owners.push(joined);
                found = true;
            }
        }
    }
}
