//! Saved views on disk: one RON file a view, and `order.ron` for their order.
//!
//! A view that cannot be read is told and left where it is. Every file is written the one durable way of
//! [`super::write_file_durably`].

use super::plain::{is_plain_folder, read_plain_text};
use super::write::{remove_in_project, write_in_project};
use super::{Defect, RelativePath, Severity, StoreError};
use crate::model::shown_path;
use crate::view::{VIEW_FORMAT, View, ViewKey, ViewList, ViewOrder};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The file that holds the order.
const ORDER: &str = "order.ron";
/// The key that a view in that file would have; no view has it.
pub const ORDER_KEY: &str = "order";

/// No view is larger.
const LARGEST_BYTES: u64 = 16 << 20;

/// What a folder of views holds.
#[derive(Clone, Debug, Default)]
pub struct ViewFolder {
    /// The views that could be read.
    pub views: BTreeMap<ViewKey, View>,
    /// Their order.
    pub order: ViewOrder,
    /// Files that are there and could not be read, by the key they would have; `order` for `order.ron`.
    pub unreadable: BTreeSet<ViewKey>,
    /// What is wrong with them.
    pub defects: Vec<Defect>,
}

/// Reads every view of a folder. A folder that is not there holds none.
pub fn read_view_folder(folder: &Path) -> ViewFolder {
    let mut files = BTreeMap::new();
    let mut found = ViewFolder::default();
    if std::fs::symlink_metadata(folder).is_ok_and(|found| found.is_symlink()) {
        let reason = "is a link, and links are not followed; put the folder itself here".to_owned();
        found.defects.push(defect("views", None, reason));
        return found;
    }
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return found,
        Err(error) => {
            let reason = format!("the folder cannot be read: {error}");
            found.defects.push(defect(&shown_path(folder), None, reason));
            return found;
        }
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let Some(stem) = name.strip_suffix(".ron").filter(|stem| !stem.starts_with('.')) else { continue };
        found.unreadable.insert(ViewKey(stem.to_owned()));
        match read_plain_text(&path, LARGEST_BYTES) {
            Ok(text) => {
                files.insert(name.to_owned(), text);
            }
            Err(error) => {
                found.defects.push(defect(&format!("views/{name}"), None, format!("cannot be read: {error}")));
            }
        }
    }
    (found.views, found.order) = parse_views(&files, &mut found.defects);
    let of_order = format!("views/{ORDER}");
    let order_is_read = !found.defects.iter().any(|defect| defect.file == of_order);
    let is_read = |key: &ViewKey| if key.0 == ORDER_KEY { order_is_read } else { found.views.contains_key(key) };
    found.unreadable.retain(|key| !is_read(key));
    found
}

/// Reads views from the texts of their files.
pub fn parse_views(
    files: &BTreeMap<String, String>,
    defects: &mut Vec<Defect>,
) -> (BTreeMap<ViewKey, View>, ViewOrder) {
    let mut views = BTreeMap::new();
    let mut order = ViewOrder::default();
    for (name, text) in files {
        let file = format!("views/{name}");
        if name == ORDER {
            match read_order(text) {
                Ok(read) => order = read,
                Err(error) => defects.push(of_ron(&file, &error)),
            }
            continue;
        }
        let Some(stem) = name.strip_suffix(".ron") else { continue };
        match read_view(text) {
            _ if format_of(text) > VIEW_FORMAT => {
                let reason = format!(
                    "format {} is newer than this program reads ({VIEW_FORMAT}): use a newer program",
                    format_of(text)
                );
                defects.push(defect(&file, None, reason));
            }
            Ok(view) => {
                views.insert(ViewKey(stem.to_owned()), view);
            }
            Err(error) => defects.push(of_ron(&file, &error)),
        }
    }
    (views, order)
}

/// The format that a view's file names, whatever else is in it: a newer one may well have fields that are unknown here.
fn format_of(text: &str) -> u32 {
    #[derive(Deserialize)]
    struct AnyFormat {
        format: u32,
    }
    ron::from_str::<AnyFormat>(text).map_or(VIEW_FORMAT, |any| any.format)
}

/// A view from the text of its file, in this program's format whatever format it was written in.
pub fn read_view(text: &str) -> Result<View, ron::error::SpannedError> {
    ron::from_str(text).map(|view| View { format: VIEW_FORMAT, ..view })
}

/// The text of a view's file; [`read_view`] gives the same view back.
pub fn view_text(view: &View) -> Result<String, StoreError> {
    pretty(view, "views")
}

/// An order from the text of its file.
pub(super) fn read_order(text: &str) -> Result<ViewOrder, ron::error::SpannedError> {
    ron::from_str(text)
}

/// The text of the file that holds the order.
pub(super) fn order_text(order: &ViewOrder) -> Result<String, StoreError> {
    pretty(order, ORDER)
}

fn pretty<T: serde::Serialize>(value: &T, file: &str) -> Result<String, StoreError> {
    let config = ron::ser::PrettyConfig::new().new_line("\n".to_owned());
    let text = ron::ser::to_string_pretty(value, config)
        .map_err(|cause| StoreError::Unspeakable { file: file.to_owned(), cause })?;
    Ok(text + "\n")
}

fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let made = std::fs::create_dir_all(folder).and_then(|()| {
        // A folder of views that a stranger's project makes a link would be written to elsewhere.
        let told = "it is a link, and links are not followed";
        if is_plain_folder(folder) { Ok(()) } else { Err(std::io::Error::other(told)) }
    });
    made.map_err(|cause| StoreError::Unwritten { file: folder.to_owned(), cause })
}

fn file_of(key: &ViewKey) -> Result<RelativePath, StoreError> {
    RelativePath::new(&format!("{}.ron", key.0))
        .map_err(|error| StoreError::Unwritten { file: PathBuf::from(&key.0), cause: std::io::Error::other(error) })
}

/// Where the view named `key` is kept in `folder`; with [`ORDER_KEY`], where the order is.
pub fn view_path(folder: &Path, key: &ViewKey) -> PathBuf {
    folder.join(format!("{}.ron", key.0))
}

/// Writes one view.
pub fn write_view_file(folder: &Path, key: &ViewKey, view: &View) -> Result<(), StoreError> {
    make_folder(folder)?;
    write_in_project(folder, &file_of(key)?, view_text(view)?.as_bytes())
}

/// Writes the order.
pub fn write_view_order(folder: &Path, order: &ViewOrder) -> Result<(), StoreError> {
    make_folder(folder)?;
    let key = ViewKey(ORDER_KEY.to_owned());
    write_in_project(folder, &file_of(&key)?, order_text(order)?.as_bytes())
}

/// Removes one view. A file that is not there is removed already.
pub fn remove_view_file(folder: &Path, key: &ViewKey) -> Result<(), StoreError> {
    remove_in_project(folder, &file_of(key)?)
}

fn of_ron(file: &str, error: &ron::error::SpannedError) -> Defect {
    let reason = format!("the view cannot be read ({}): it is left as it is; mend or remove the file", error.code);
    defect(file, Some(error.span.start.line), reason)
}

fn defect(file: &str, line: Option<usize>, reason: String) -> Defect {
    Defect { file: file.to_owned(), line, column: None, severity: Severity::Error, reason }
}

/// The views in the order of `order`, the others after them by key.
pub fn ordered(views: BTreeMap<ViewKey, View>, order: &ViewOrder) -> ViewList {
    let place = |key: &ViewKey| order.order.iter().position(|other| other == key).unwrap_or(usize::MAX);
    let mut list: ViewList = views.into_iter().collect();
    list.sort_by_key(|(key, _)| (place(key), key.clone()));
    list
}

/// The views that are shipped with the built-in project.
static SHIPPED: include_dir::Dir<'static> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/seeds/views");

/// The views that are shipped with the built-in project, in their order.
pub fn shipped_views() -> (ViewList, Vec<Defect>) {
    let text = |file: &include_dir::File| {
        Some((file.path().file_name()?.to_str()?.to_owned(), file.contents_utf8()?.to_owned()))
    };
    let files: BTreeMap<String, String> = SHIPPED.files().filter_map(text).collect();
    let mut defects = Vec::new();
    let (views, order) = parse_views(&files, &mut defects);
    (ordered(views, &order), defects)
}
