//! The saved views of a project, and where they are kept.
//!
//! A project folder holds its own. The built-in project cannot be written, so a reader's views of it lie in the
//! reader's data folder, which is laid over the shipped ones: a file of the same name replaces a shipped view, and
//! `order.ron` says in which order they stand and which shipped ones are put away.

use crate::store::{Defect, StoreError, read_view_folder, remove_view_file, write_view_file, write_view_order};
use crate::view::{View, ViewKey, ViewList, ViewOrder};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Where saved views are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewHome {
    /// In this folder.
    Folder(PathBuf),
    /// Nowhere: no data folder is known, or the project is read only. They are lost with the program.
    Memory,
}

/// The shipped views, the reader's, and their order.
#[derive(Clone, Debug)]
pub(super) struct SavedViews {
    shipped: BTreeMap<ViewKey, View>,
    home: ViewHome,
    pub(super) list: ViewList,
}

impl SavedViews {
    /// Lays what `home` holds over the shipped views. What cannot be read is told and left where it is.
    pub(super) fn open(shipped: ViewList, home: ViewHome) -> (Self, Vec<Defect>) {
        let shipped_order: Vec<ViewKey> = shipped.iter().map(|(key, _)| key.clone()).collect();
        let shipped: BTreeMap<ViewKey, View> = shipped.into_iter().collect();
        let (own, order, defects) = match &home {
            ViewHome::Folder(folder) => read_view_folder(folder),
            ViewHome::Memory => (BTreeMap::new(), ViewOrder::default(), Vec::new()),
        };
        let mut all = shipped.clone();
        all.retain(|key, _| !order.hidden.contains(key));
        all.extend(own);
        let place = |key: &ViewKey| {
            let own = order.order.iter().position(|other| other == key);
            own.or_else(|| shipped_order.iter().position(|other| other == key).map(|place| place + order.order.len()))
                .unwrap_or(usize::MAX)
        };
        let mut list: ViewList = all.into_iter().collect();
        list.sort_by_key(|(key, _)| (place(key), key.clone()));
        (Self { shipped, home, list }, defects)
    }

    /// Where views are kept.
    pub(super) fn home(&self) -> &ViewHome {
        &self.home
    }

    /// A key for a view called `name` that no other view has.
    pub(super) fn free_key(&self, name: &str) -> ViewKey {
        let mut stem: String = name
            .chars()
            .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' })
            .take(48)
            .collect();
        while stem.contains("--") {
            stem = stem.replace("--", "-");
        }
        let stem = stem.trim_matches('-');
        let stem = if stem.is_empty() || stem == "order" { "view" } else { stem };
        let taken = |key: &ViewKey| self.list.iter().any(|(other, _)| other == key) || self.shipped.contains_key(key);
        let first = ViewKey(stem.to_owned());
        if !taken(&first) {
            return first;
        }
        (2_u32..).map(|number| ViewKey(format!("{stem}-{number}"))).find(|key| !taken(key)).unwrap_or(first)
    }

    /// Replaces the list, and makes the files say the same. On an error the list is replaced all the same, so that
    /// nothing a person made is lost from the window; the error says what is not on disk.
    pub(super) fn replace(&mut self, list: ViewList) -> Result<(), StoreError> {
        let before = std::mem::replace(&mut self.list, list);
        let ViewHome::Folder(folder) = &self.home else { return Ok(()) };
        for (key, view) in &self.list {
            let is_written = before.iter().any(|(old_key, old)| old_key == key && old == view);
            if !is_written {
                write_view_file(folder, key, view)?;
            }
        }
        let keys: Vec<ViewKey> = self.list.iter().map(|(key, _)| key.clone()).collect();
        let old_keys: Vec<ViewKey> = before.into_iter().map(|(key, _)| key).collect();
        if keys != old_keys {
            let hidden = self.shipped.keys().filter(|key| !keys.contains(key)).cloned().collect();
            write_view_order(folder, &ViewOrder { order: keys.clone(), hidden })?;
        }
        for gone in old_keys.iter().filter(|key| !keys.contains(key)) {
            remove_view_file(folder, gone)?;
        }
        Ok(())
    }
}
