//! The name and role by which a screen reader, and a test, knows what is drawn.

use egui::accesskit::Role;
use egui::{Response, WidgetInfo};

/// Names what was drawn.
pub(crate) trait Named {
    /// A `role` called `name`.
    fn named(&self, role: Role, name: impl Into<String>);
    /// The same, of which it matters whether it is chosen.
    fn named_choice(&self, role: Role, is_chosen: bool, name: impl Into<String>);
    /// The same, with what stands in it.
    fn named_value(&self, role: Role, name: impl Into<String>, value: impl Into<String>);
}

impl Named for Response {
    fn named(&self, role: Role, name: impl Into<String>) {
        let name = name.into();
        self.widget_info(|| WidgetInfo::labeled(role, self.enabled(), &name));
    }

    fn named_choice(&self, role: Role, is_chosen: bool, name: impl Into<String>) {
        let name = name.into();
        self.widget_info(|| WidgetInfo::selected(role, self.enabled(), is_chosen, &name));
    }

    fn named_value(&self, role: Role, name: impl Into<String>, value: impl Into<String>) {
        let (name, value) = (name.into(), value.into());
        self.widget_info(|| {
            let mut info = WidgetInfo::labeled(role, self.enabled(), &name);
            info.current_text_value = Some(value.clone());
            info
        });
    }
}
