//! Which statements tell the same utterance.
//!
//! Statements are linked, the strongest links first, as long as all that hang together can be of one day. The thing
//! easily got wrong: that two dates overlap says nothing of a third; a group keeps the days that all of it has in common.

use super::Likeness;
use super::words::{Sentence, sentences};
use crate::model::{ActorId, Day, EdtfDate, Project, QuestionId, Statement};
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// Sentences whose cosine is at least this tell the same utterance. Measured on five news articles, among all pairs of
/// sentences on one question about one actor: the 8 pairs above it all report the same thing, as do the next 3; the first
/// pair that does not has 0.26, and below 0.2 nearly none does.
pub(super) const ALIKE: f32 = 0.28;

/// With fewer words in common, sentences are too short to be called alike.
pub(super) const WORDS_IN_COMMON: usize = 4;

/// A date that is marked "about" may be off by as long again as it is, and by at least so many days.
pub(super) const ABOUT_DAYS: i32 = 7;

/// The days on which something may have been said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Window {
    first: Day,
    last: Day,
}

impl Window {
    /// That of an undated statement, which has no day in common with any.
    const NONE: Self = Self { first: Day::MAX, last: Day::MIN };

    pub(super) fn of(date: EdtfDate) -> Self {
        let (first, last) = (date.earliest(), date.latest());
        if !date.is_approximate() {
            return Self { first, last };
        }
        let slack = last.days_since(first).saturating_add(1).max(ABOUT_DAYS);
        Self { first: first.plus_days(-slack), last: last.plus_days(slack) }
    }

    pub(super) fn common(self, other: Self) -> Option<Self> {
        let both = Self { first: self.first.max(other.first), last: self.last.min(other.last) };
        (both.first <= both.last).then_some(both)
    }
}

/// A statement as it is compared; its position is that in the order of ids.
struct Node {
    sentence: usize,
    window: Window,
}

/// Two statements that tell the same.
struct Link {
    likeness: Likeness,
    /// 1 for the closest.
    cosine: f32,
    ends: (usize, usize),
}

/// Statements that tell one utterance, by position in the order of ids, and the weakest link among them.
pub(super) struct Group {
    pub(super) statements: Vec<usize>,
    pub(super) likeness: Likeness,
}

/// What stands at the position of each statement.
pub(super) struct Grouped {
    /// Groups of more than one statement, by their first.
    pub(super) groups: Vec<Group>,
    /// Equal for statements of equal words.
    pub(super) words: Vec<u64>,
}

/// Finds the groups of a project.
pub(super) fn group(project: &Project) -> Grouped {
    let statements: Vec<&Statement> = project.statements.values().collect();
    // Hashed, since this is asked for every statement; the numbers follow the order of ids.
    let mut numbers: HashMap<&str, usize, FixedState> = HashMap::default();
    let mut texts: Vec<&str> = Vec::new();
    let mut nodes = Vec::with_capacity(statements.len());
    let mut buckets: HashMap<(&QuestionId, &ActorId), Vec<usize>> = HashMap::new();
    for (position, statement) in statements.iter().enumerate() {
        let text = statement.quote.exact.as_str();
        let sentence = *numbers.entry(text).or_insert_with(|| {
            texts.push(text);
            texts.len() - 1
        });
        let window = statement.said.date.map_or(Window::NONE, Window::of);
        nodes.push(Node { sentence, window });
        let holder = statement.on_behalf_of.as_ref().filter(|holder| **holder != statement.actor);
        for actor in std::iter::once(&statement.actor).chain(holder).filter(|_| !statement.said.is_undated()) {
            buckets.entry((&statement.question, actor)).or_default().push(position);
        }
    }
    let sentences = sentences(texts.into_iter());
    let comparison = Comparison { nodes: &nodes, sentences: &sentences };
    let mut links: Vec<Link> = buckets.into_values().flat_map(|bucket| comparison.links(bucket)).collect();
    links.sort_unstable_by(|one, other| {
        let closest = one.likeness.cmp(&other.likeness).then(other.cosine.total_cmp(&one.cosine));
        closest.then(one.ends.cmp(&other.ends))
    });
    let mut forest = Forest::new(&nodes);
    for link in links {
        forest.join(&link);
    }
    let words = nodes.iter().map(|node| comparison.sentence(node).map_or(0, |sentence| sentence.whole)).collect();
    Grouped { groups: forest.groups(), words }
}

/// Those that can be of one day with another; the others have nobody to be compared with. `dated` is sorted.
fn together(dated: &[(Window, usize)]) -> impl Iterator<Item = (Window, usize)> {
    let mut reach = Day::MIN;
    dated.iter().enumerate().filter_map(move |(place, (window, position))| {
        let meets_next = dated.get(place + 1).is_some_and(|(next, _)| next.first <= window.last);
        let met_before = place > 0 && window.first <= reach;
        reach = reach.max(window.last);
        (meets_next || met_before).then_some((*window, *position))
    })
}

struct Comparison<'a> {
    nodes: &'a [Node],
    sentences: &'a [Sentence],
}

impl Comparison<'_> {
    fn sentence(&self, node: &Node) -> Option<&Sentence> {
        self.sentences.get(node.sentence)
    }

    /// The links among statements on one question that count for one actor.
    fn links(&self, mut bucket: Vec<usize>) -> Vec<Link> {
        if bucket.len() < 2 {
            return Vec::new();
        }
        let dated = bucket.drain(..).filter_map(|position| Some((self.nodes.get(position)?.window, position)));
        let mut dated: Vec<(Window, usize)> = dated.collect();
        dated.sort_unstable();
        let members: Vec<(usize, Window, &Sentence)> = together(&dated)
            .filter_map(|(window, position)| Some((position, window, self.sentence(self.nodes.get(position)?)?)))
            .collect();
        // Each of these lists is sorted by what is shared, then by day.
        let mut links = Vec::new();
        let mut by_words: Vec<(u64, usize)> = Vec::new();
        let mut by_quotation: Vec<(u64, usize)> = Vec::new();
        let mut by_word: Vec<(u32, u32)> = Vec::new();
        for (number, (_, _, sentence)) in members.iter().enumerate() {
            by_words.push((sentence.whole, number));
            by_quotation.extend(sentence.quotations.iter().map(|quotation| (*quotation, number)));
            by_word.extend(sentence.telling_words(ALIKE).iter().map(|word| (word.rank, number as u32)));
        }
        for (mut shared, likeness) in [(by_words, Likeness::SameWords), (by_quotation, Likeness::SameQuotation)] {
            shared.sort_unstable();
            for pair in shared.windows(2) {
                let [(one, first), (other, second)] = pair else { continue };
                let ends = members.get(*first).zip(members.get(*second)).filter(|_| one == other && first != second);
                links.extend(ends.map(|(first, second)| Link { likeness, cosine: 1.0, ends: (first.0, second.0) }));
            }
        }
        by_word.sort_unstable();
        for run in by_word.chunk_by(|(one, _), (other, _)| one == other) {
            let mut rest = run;
            while let [(rank, first), behind @ ..] = rest {
                rest = behind;
                let Some((one, window, sentence)) = members.get(*first as usize) else { continue };
                for (_, second) in behind {
                    let Some((other, later, compared)) = members.get(*second as usize) else { continue };
                    if later.first > window.last {
                        break;
                    }
                    if sentence.whole == compared.whole {
                        continue;
                    }
                    let Some((cosine, rarest, shared)) = sentence.likeness(compared) else { continue };
                    // Under the other words that they share they were or will be met again.
                    if rarest == *rank && cosine >= ALIKE && shared >= WORDS_IN_COMMON {
                        links.push(Link { likeness: Likeness::SimilarWords, cosine, ends: (*one, *other) });
                    }
                }
            }
        }
        links
    }
}

/// Groups that grow together.
struct Forest {
    parents: Vec<usize>,
    /// Of the root: the days that the whole group has in common, and its weakest link.
    trees: Vec<(Window, Likeness)>,
}

impl Forest {
    fn new(nodes: &[Node]) -> Self {
        let trees = nodes.iter().map(|node| (node.window, Likeness::SameWords)).collect();
        Self { parents: (0..nodes.len()).collect(), trees }
    }

    fn root(&mut self, mut position: usize) -> usize {
        while let Some(parent) = self.parents.get(position).copied().filter(|parent| *parent != position) {
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(way) = self.parents.get_mut(position) {
                *way = above;
            }
            position = above;
        }
        position
    }

    /// Joins two groups if all of them can be of one day.
    fn join(&mut self, link: &Link) {
        let (one, other) = (self.root(link.ends.0), self.root(link.ends.1));
        let (first, second) = (one.min(other), one.max(other));
        let (Some(kept), Some(joined)) = (self.trees.get(first).copied(), self.trees.get(second).copied()) else {
            return;
        };
        if first == second {
            return;
        }
        if let Some(window) = kept.0.common(joined.0) {
            let weakest = kept.1.max(joined.1).max(link.likeness);
            if let (Some(tree), Some(parent)) = (self.trees.get_mut(first), self.parents.get_mut(second)) {
                *tree = (window, weakest);
                *parent = first;
            }
        }
    }

    fn groups(mut self) -> Vec<Group> {
        let mut rooted: Vec<(usize, usize)> =
            (0..self.parents.len()).map(|position| (self.root(position), position)).collect();
        rooted.sort_unstable();
        let mut groups: Vec<Group> = rooted
            .chunk_by(|(one, _), (other, _)| one == other)
            .filter(|run| run.len() > 1)
            .filter_map(|run| {
                let (root, _) = run.first()?;
                let (_, likeness) = self.trees.get(*root)?;
                Some(Group { statements: run.iter().map(|(_, position)| *position).collect(), likeness: *likeness })
            })
            .collect();
        groups.sort_unstable_by_key(|group| group.statements.first().copied());
        groups
    }
}
