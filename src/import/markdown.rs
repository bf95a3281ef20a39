//! Markdown to a draft: its words without its marks.
//!
//! The thing easily got wrong: one line break is a space and an empty line a paragraph, so line breaks change, words do not.

use super::dates;
use super::draft::Draft;
use super::error::ImportError;
use super::noise::leftover;
use super::plain::{finish, same_words};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// More nested than any text that people write.
const DEEPEST: usize = 256;

pub(super) fn read(text: &str, mut draft: Draft) -> Result<Draft, ImportError> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut written = Written::default();
    for event in Parser::new_ext(text, options) {
        written.take(event, &mut draft)?;
    }
    written.end_block();
    front_matter(&written.front_matter, &mut draft);
    if let Some(title) = written.headline.filter(|_| draft.title.is_empty()) {
        draft.report.guess("title", "the first heading of the first level");
        draft.title = title;
    }
    let mut title_printed = false;
    let mut kept: Vec<&str> = Vec::new();
    for block in &written.blocks {
        let is_title = same_words(block, &draft.title);
        if let Some(what) = leftover(block) {
            draft.report.drop(what, block.as_str());
        } else if is_title && title_printed {
            draft.report.drop("title printed again", block.as_str());
        } else {
            title_printed |= is_title;
            kept.push(block);
        }
    }
    draft.text = kept.join("\n\n");
    if !draft.text.is_empty() {
        draft.text.push('\n');
    }
    finish(draft)
}

#[derive(Default)]
struct Written {
    blocks: Vec<String>,
    block: String,
    headline: Option<String>,
    front_matter: String,
    in_front_matter: bool,
    /// How deep the walk is in pictures, whose words are captions.
    pictures: usize,
    caption: String,
    depth: usize,
}

impl Written {
    fn take(&mut self, event: Event<'_>, draft: &mut Draft) -> Result<(), ImportError> {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(ImportError::Bomb(format!("its parts are nested deeper than {DEEPEST}")));
                }
                match tag {
                    Tag::Image { .. } => self.pictures += 1,
                    Tag::MetadataBlock(_) => self.in_front_matter = true,
                    Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Link { .. }
                    | Tag::Superscript
                    | Tag::Subscript => {}
                    _ => self.end_block(),
                }
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                match tag {
                    TagEnd::Image => {
                        self.pictures = self.pictures.saturating_sub(1);
                        if self.pictures == 0 && !self.caption.trim().is_empty() {
                            draft.report.drop("caption", std::mem::take(&mut self.caption));
                        }
                    }
                    TagEnd::MetadataBlock(_) => self.in_front_matter = false,
                    TagEnd::Heading(HeadingLevel::H1) => {
                        self.headline.get_or_insert_with(|| self.block.trim().to_owned());
                        self.end_block();
                    }
                    TagEnd::Emphasis
                    | TagEnd::Strong
                    | TagEnd::Strikethrough
                    | TagEnd::Link
                    | TagEnd::Superscript
                    | TagEnd::Subscript => {}
                    _ => self.end_block(),
                }
            }
            Event::Text(words) | Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.push(&words);
            }
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.push("\n"),
            Event::Rule => self.end_block(),
            Event::Html(words) | Event::InlineHtml(words) => {
                if !words.trim().is_empty() {
                    draft.report.drop("HTML", words.trim());
                }
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
        Ok(())
    }

    fn push(&mut self, words: &str) {
        if self.in_front_matter {
            self.front_matter.push_str(words);
        } else if self.pictures > 0 {
            self.caption.push_str(words);
        } else {
            self.block.push_str(words);
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        if !block.trim().is_empty() {
            self.blocks.push(block.trim_matches([' ', '\n', '\t']).to_owned());
        }
    }
}

/// `title: …` and the like between `---` lines at the beginning.
fn front_matter(lines: &str, draft: &mut Draft) {
    for line in lines.lines().take(60) {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        let key = key.trim().to_ascii_lowercase();
        if value.is_empty() {
            continue;
        }
        if matches!(key.as_str(), "date" | "published") {
            if let Some(dated) = dates::of_metadata(value) {
                draft.published = Some(dated);
                draft.report.guess("published", "the front matter");
            } else {
                draft.report.drop(dates::NO_DATE, value);
            }
            continue;
        }
        let field = match key.as_str() {
            "title" => &mut draft.title,
            "author" | "authors" | "byline" => &mut draft.author,
            "url" | "source" | "link" if value.starts_with("http") => &mut draft.url,
            "outlet" | "publisher" | "site" | "publication" | "source" => &mut draft.outlet,
            _ => continue,
        };
        value.clone_into(field);
        draft.report.guess(&key, "the front matter");
    }
}
