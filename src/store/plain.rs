//! Opens, reads and replaces plain files only: never through a link, never a pipe or a device, never without a limit.
//!
//! A project may come from a stranger, and git clones symbolic links. Easy to get wrong: opening a pipe waits for a
//! writer, so a file is opened without waiting and looked at before it is read; and a link may stand anywhere on the way
//! to a file, not only at its end.

use super::files::RelativePath;
use std::fs::{self, File, FileType, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

/// Opens the file at `path` for reading. Fails, in words that complete "it", for anything but a plain file.
pub(crate) fn open_plain(path: &Path) -> io::Result<(File, Metadata)> {
    if let Some(what) = what_else(fs::symlink_metadata(path)?.file_type()) {
        return Err(io::Error::other(what));
    }
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        // What was put there since it was looked at is not followed either.
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    let file = options.open(path)?;
    let found = file.metadata()?;
    match what_else(found.file_type()) {
        None => Ok((file, found)),
        Some(what) => Err(io::Error::other(what)),
    }
}

/// The bytes of the plain file at `path`; fails if there are more than `most`.
pub(crate) fn read_plain(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let (file, _) = open_plain(path)?;
    read_at_most(file, most)
}

/// The text of the plain file at `path`; fails if it has more than `most` bytes or is not UTF-8.
pub(crate) fn read_plain_text(path: &Path, most: u64) -> io::Result<String> {
    let not_a_text = |_not_utf8| io::Error::new(io::ErrorKind::InvalidData, "it is not a text in UTF-8");
    String::from_utf8(read_plain(path, most)?).map_err(not_a_text)
}

/// Everything that `reader` gives; fails if that is more than `most` bytes.
pub(crate) fn read_at_most(reader: impl io::Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let mebibytes = most.div_ceil(1 << 20);
        return Err(io::Error::other(format!("it is larger than {mebibytes} MiB")));
    }
    Ok(bytes)
}

/// Whether `path` can be written inside the project folder `root`: every folder on the way is a plain folder or missing,
/// and what is there now is a plain file or nothing. The folder `root` itself may be reached through a link.
pub(crate) fn check_target(root: &Path, path: &RelativePath) -> io::Result<()> {
    let mut place = root.to_path_buf();
    let mut parts = path.parts().peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let found = match fs::symlink_metadata(&place) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
            found => found?.file_type(),
        };
        let is_last = parts.peek().is_none();
        if is_last && found.is_file() || !is_last && found.is_dir() {
            continue;
        }
        let shown = place.strip_prefix(root).unwrap_or(&place).display().to_string();
        let what = what_else(found).unwrap_or("it is a file, and a folder is expected");
        return Err(io::Error::other(format!("{shown:?} is not touched: {what}")));
    }
    Ok(())
}

/// Whether `path` is a folder and no link to one.
pub(crate) fn is_plain_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

/// What something is that is no plain file.
pub(super) fn what_else(kind: FileType) -> Option<&'static str> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_fifo() {
            return Some("it is a pipe, and a plain file is expected");
        }
        if kind.is_socket() {
            return Some("it is a socket, and a plain file is expected");
        }
        if kind.is_char_device() || kind.is_block_device() {
            return Some("it is a device, and a plain file is expected");
        }
    }
    if kind.is_symlink() {
        return Some("it is a link, and links are not followed");
    }
    if kind.is_dir() {
        return Some("it is a folder, and a plain file is expected");
    }
    (!kind.is_file()).then_some("it is not a plain file")
}

#[cfg(all(test, unix))]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    fn path(text: &str) -> RelativePath {
        RelativePath::new(text).unwrap()
    }

    #[test]
    fn only_plain_files_are_read_and_never_more_than_the_limit() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        fs::write(at("plain"), "12345").unwrap();
        assert_eq!(read_plain(&at("plain"), 5).unwrap(), b"12345");
        assert!(read_plain(&at("plain"), 4).unwrap_err().to_string().contains("larger"));
        symlink(at("plain"), at("link")).unwrap();
        symlink("/dev/zero", at("endless")).unwrap();
        rustix::fs::mknodat(rustix::fs::CWD, at("pipe"), rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        for (name, what) in
            [("link", "link"), ("endless", "link"), ("pipe", "pipe"), ("socket", "socket"), (".", "folder")]
        {
            let told = read_plain(&at(name), 10).unwrap_err().to_string();
            assert!(told.contains(what), "{name}: {told}");
        }
        assert!(read_plain(Path::new("/dev/zero"), 10).unwrap_err().to_string().contains("device"));
    }

    #[test]
    fn nothing_is_written_through_a_link_wherever_it_stands() {
        let home = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        fs::create_dir_all(home.path().join("sources/a")).unwrap();
        fs::write(home.path().join("sources/a/text.txt"), "").unwrap();
        assert!(check_target(home.path(), &path("sources/a/text.txt")).is_ok());
        assert!(check_target(home.path(), &path("sources/new/text.txt")).is_ok());
        symlink(outside.path(), home.path().join("sources/b")).unwrap();
        symlink("/etc/passwd", home.path().join("actors.ron")).unwrap();
        for target in ["sources/b/text.txt", "actors.ron", "sources/a", "sources/a/text.txt/x"] {
            assert!(check_target(home.path(), &path(target)).is_err(), "{target}");
        }
        // A person may keep a link to a project.
        let link = outside.path().join("project");
        symlink(home.path(), &link).unwrap();
        assert!(check_target(&link, &path("sources/a/text.txt")).is_ok());
    }
}
