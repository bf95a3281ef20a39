//! The sizes of the window, in logical pixels: one scale for words, one for the gaps between things.

/// Sizes of words and signs. Nothing is smaller than [`text::SMALL`].
pub(crate) mod text {
    /// The program's name on the start page.
    pub(crate) const DISPLAY: f32 = 30.0;
    /// What is read from across a room.
    pub(crate) const HEADLINE: f32 = 24.0;
    /// Titles of pages and dialogs.
    pub(crate) const TITLE: f32 = 18.0;
    /// The answer, quoted words, what leads a section.
    pub(crate) const LEAD: f32 = 15.0;
    /// Everything else.
    pub(crate) const TEXT: f32 = 13.0;
    /// What explains something else.
    pub(crate) const META: f32 = 12.0;
    /// Section capitals, axes, notes.
    pub(crate) const SMALL: f32 = 11.0;
    /// A sign that is a button, or stands among words.
    pub(crate) const SIGN: f32 = 16.0;
    /// A sign in a bar.
    pub(crate) const LARGE_SIGN: f32 = 20.0;
}

/// Gaps between things.
pub(crate) mod gap {
    /// Between lines that belong together.
    pub(crate) const LINE: f32 = 2.0;
    /// Between things of one group.
    pub(crate) const SMALL: f32 = 4.0;
    /// Between groups.
    pub(crate) const MEDIUM: f32 = 8.0;
    /// Between sections.
    pub(crate) const LARGE: f32 = 12.0;
    /// At the end of what scrolls.
    pub(crate) const END: f32 = 16.0;
    /// Between the parts of a page.
    pub(crate) const PART: f32 = 24.0;
}
