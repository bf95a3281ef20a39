//! Projects for the tests of any module, whatever layer it belongs to. Nothing outside of tests can name it.

use crate::model::Project;

pub(crate) use crate::store::sample as kingdom;

/// The project that is compiled in.
pub(crate) fn built_in() -> Project {
    crate::store::builtin().project
}

/// The small project of [`kingdom`].
pub(crate) fn kingdom_project() -> Project {
    crate::store::read_project(&kingdom::files(kingdom::texts())).project
}
