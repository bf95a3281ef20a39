//! The saved views of a project, and where they are kept.
//!
//! A project folder holds its own. The built-in project cannot be written, so a reader's views of it lie in the
//! reader's data folder, which is laid over the shipped ones: a file of the same name replaces a shipped view, and
//! `order.ron` says in which order they stand and which shipped ones are put away.

use crate::store::{
    Defect, ORDER_KEY, StoreError, ViewFolder, read_view_folder, remove_view_file, view_path, write_view_file,
    write_view_order,
};
use crate::view::{View, ViewKey, ViewList, ViewOrder};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    /// In their own order.
    shipped: ViewList,
    home: ViewHome,
    /// What the files of `home` hold, as far as they could be read or were written since.
    on_disk: OnDisk,
    pub(super) list: Arc<ViewList>,
}

#[derive(Clone, Debug, Default)]
struct OnDisk {
    views: BTreeMap<ViewKey, View>,
    order: ViewOrder,
    /// Files that nobody could read: neither written nor removed.
    unreadable: BTreeSet<ViewKey>,
}

impl OnDisk {
    /// The list that these files make when they are laid over the shipped views.
    fn laid_over(&self, shipped: &ViewList) -> ViewList {
        let mut all: BTreeMap<ViewKey, View> = shipped.iter().cloned().collect();
        all.retain(|key, _| !self.order.hidden.contains(key));
        all.extend(self.views.clone());
        let own = |key: &ViewKey| self.order.order.iter().position(|other| other == key);
        let shipped = |key: &ViewKey| shipped.iter().position(|(other, _)| other == key);
        let place = |key: &ViewKey| match (own(key), shipped(key)) {
            (Some(own), _) => (0, own),
            (None, Some(shipped)) => (1, shipped),
            (None, None) => (2, 0),
        };
        let mut list: ViewList = all.into_iter().collect();
        list.sort_by_key(|(key, _)| (place(key), key.clone()));
        list
    }

    /// Where to write `key`; an error where that would overwrite what nobody could read.
    fn may_write(&self, folder: &Path, key: &ViewKey) -> Result<(), StoreError> {
        if self.unreadable.contains(key) { Err(StoreError::UnreadView(view_path(folder, key))) } else { Ok(()) }
    }

    fn write(&mut self, folder: &Path, key: &ViewKey, view: &View) -> Result<(), StoreError> {
        self.may_write(folder, key)?;
        write_view_file(folder, key, view)?;
        self.views.insert(key.clone(), view.clone());
        Ok(())
    }

    fn write_order(&mut self, folder: &Path, order: ViewOrder) -> Result<(), StoreError> {
        self.may_write(folder, &ViewKey(ORDER_KEY.to_owned()))?;
        write_view_order(folder, &order)?;
        self.order = order;
        Ok(())
    }

    fn remove(&mut self, folder: &Path, key: &ViewKey) -> Result<(), StoreError> {
        remove_view_file(folder, key)?;
        self.views.remove(key);
        Ok(())
    }
}

impl SavedViews {
    /// Lays what `home` holds over the shipped views. What cannot be read is told and left where it is.
    pub(super) fn open(shipped: ViewList, home: ViewHome) -> (Self, Vec<Defect>) {
        let ViewFolder { views, order, unreadable, defects } = match &home {
            ViewHome::Folder(folder) => read_view_folder(folder),
            ViewHome::Memory => ViewFolder::default(),
        };
        let on_disk = OnDisk { views, order, unreadable };
        let list = Arc::new(on_disk.laid_over(&shipped));
        (Self { shipped, home, on_disk, list }, defects)
    }

    /// Where views are kept.
    pub(super) fn home(&self) -> &ViewHome {
        &self.home
    }

    /// A key for a view called `name` that no other view has, here or in a file.
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
        let stem = if stem.is_empty() || stem == ORDER_KEY { "view" } else { stem };
        let first = ViewKey(stem.to_owned());
        if !self.is_taken(&first) {
            return first;
        }
        (2..=u32::MAX)
            .map(|number| ViewKey(format!("{stem}-{number}")))
            .find(|key| !self.is_taken(key))
            .unwrap_or(first)
    }

    fn is_taken(&self, key: &ViewKey) -> bool {
        // A file may be there that could not be read, or that another window has written since.
        let has_file = match &self.home {
            ViewHome::Folder(folder) => view_path(folder, key).symlink_metadata().is_ok(),
            ViewHome::Memory => false,
        };
        has_file || [&*self.list, &self.shipped].into_iter().flatten().any(|(other, _)| other == key)
    }

    /// Replaces the list, and makes the files say the same. On an error the list is replaced all the same, so that
    /// nothing a person made is lost from the window; the error says what is not on disk, and the next call tries
    /// again.
    pub(super) fn replace(&mut self, list: ViewList) -> Result<(), StoreError> {
        self.list = Arc::new(list);
        let Self { shipped, home, on_disk, list } = self;
        let ViewHome::Folder(folder) = home else { return Ok(()) };
        let mut first_error = Ok(());
        let mut attempt = |done: Result<(), StoreError>| {
            if first_error.is_ok() {
                first_error = done;
            }
        };
        for (key, view) in list.iter() {
            let own = on_disk.views.get(key);
            let is_shipped = own.is_none() && shipped.iter().any(|(other, of)| other == key && of == view);
            if own != Some(view) && !is_shipped {
                attempt(on_disk.write(folder, key, view));
            }
        }
        let keys = |list: &ViewList| list.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
        let gone: Vec<ViewKey> =
            on_disk.views.keys().filter(|key| !list.iter().any(|(other, _)| other == *key)).cloned().collect();
        let mut afterwards = on_disk.clone();
        afterwards.views.retain(|key, _| !gone.contains(key));
        let order = keys(list);
        if keys(&afterwards.laid_over(shipped)) != order {
            let hidden = keys(shipped).into_iter().filter(|key| !order.contains(key)).collect();
            attempt(on_disk.write_order(folder, ViewOrder { order, hidden }));
        }
        for key in gone {
            attempt(on_disk.remove(folder, &key));
        }
        first_error
    }
}
