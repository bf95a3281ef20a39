//! The filters of a search as they are typed: `actor:Hungary`, `stance:"not now"`, `from:2024-11`.

use super::query::{QueryPart, pieces};

/// What a filter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FilterKey {
    /// Who is coded in the sentence: who holds the position, for whom it is said, or who says it.
    Actor,
    /// Which stance is coded in the sentence.
    Stance,
    /// Who published the article.
    Outlet,
    /// Published on this day or later.
    From,
    /// Published on this day or earlier.
    Until,
}

impl FilterKey {
    /// All of them, in menu order.
    pub const ALL: [Self; 5] = [Self::Actor, Self::Stance, Self::Outlet, Self::From, Self::Until];

    /// The word that stands before the colon.
    pub fn code(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Stance => "stance",
            Self::Outlet => "outlet",
            Self::From => "from",
            Self::Until => "until",
        }
    }

    /// The word on a menu.
    pub fn label(self) -> &'static str {
        match self {
            Self::Actor => "Actor",
            Self::Stance => "Stance",
            Self::Outlet => "Outlet",
            Self::From => "From",
            Self::Until => "Until",
        }
    }
}

/// What is typed, with the filters of `key` replaced by the one on `value`; without any for `None`.
pub fn set_filter(typed: &str, key: FilterKey, value: Option<&str>) -> String {
    let others =
        pieces(typed).into_iter().filter(|piece| !matches!(piece, QueryPart::Filter { key: of, .. } if *of == key));
    let mut kept: Vec<String> = others.filter_map(|piece| typed.get(piece.range())).map(str::to_owned).collect();
    kept.extend(value.map(|value| {
        // A quotation mark inside is folded away in any case.
        let value = value.replace('"', "");
        if value.contains(char::is_whitespace) {
            format!("{}:\"{value}\"", key.code())
        } else {
            format!("{}:{value}", key.code())
        }
    }));
    kept.join(" ")
}
