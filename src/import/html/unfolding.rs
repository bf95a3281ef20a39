//! Words of a page that only scripts would show: shadow roots, templates in scripts, what stands for browsers without any.
//!
//! Only the names of tags change, so that every other reader of pages sees the words as paragraphs.

use std::borrow::Cow;

/// What is unfolded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folded {
    /// Shadow roots, which a browser shows.
    Shadows,
    /// Templates in scripts and elsewhere, and what stands for browsers without scripts.
    Templates,
}

/// `html` with what is folded as plain elements.
pub(super) fn unfold(html: &str, folded: Folded) -> Cow<'_, str> {
    let names: &[&str] = match folded {
        Folded::Shadows => &["template"],
        Folded::Templates => &["template", "script", "noscript"],
    };
    let mut out = String::new();
    let mut open: Vec<(&str, bool)> = Vec::new();
    let mut from = 0;
    for (at, _) in html.match_indices('<') {
        let Some(rest) = html.get(at + 1..) else { continue };
        let (is_end, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let is_tag = |name: &&&str| {
            rest.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name))
                && rest.get(name.len()..).is_some_and(|after| after.starts_with([' ', '>', '\n', '\t', '/']))
        };
        let Some(name) = names.iter().find(is_tag) else { continue };
        let is_shown = if is_end {
            let found = open.iter().rposition(|(of, _)| of == name);
            found.is_some_and(|found| open.remove(found).1)
        } else {
            let tag = rest.split('>').next().unwrap_or(rest).to_ascii_lowercase();
            let is_shown = match (folded, *name) {
                (Folded::Shadows, _) => tag.contains("shadowrootmode") || tag.contains("shadowroot="),
                (Folded::Templates, "script") => {
                    ["text/template", "text/html", "text/x-"].iter().any(|kind| tag.contains(kind))
                }
                (Folded::Templates, _) => true,
            };
            open.push((name, is_shown));
            is_shown
        };
        if is_shown {
            let start = at + if is_end { 2 } else { 1 };
            out.push_str(html.get(from..start).unwrap_or_default());
            out.push_str("div");
            from = start + name.len();
        }
    }
    if from == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(html.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shadows_are_shown_and_other_templates_are_not() {
        let html = "<a><template shadowrootmode=\"open\"><p>x</p><template><p>y</p></template></template></a>";
        let shown = "<a><div shadowrootmode=\"open\"><p>x</p><template><p>y</p></template></div></a>";
        assert_eq!(unfold(html, Folded::Shadows), shown);
        assert_eq!(unfold("<p>plain</p>", Folded::Shadows), "<p>plain</p>");
    }

    #[test]
    fn scripts_that_are_templates_are_shown_on_demand() {
        let html = "<script type=\"text/template\">a<br>b</script><script>let x = 1;</script>";
        assert_eq!(
            unfold(html, Folded::Templates),
            "<div type=\"text/template\">a<br>b</div><script>let x = 1;</script>"
        );
    }
}
