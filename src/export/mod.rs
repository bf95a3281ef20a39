//! Scene to files: bytes out, no disk, no dialog.
