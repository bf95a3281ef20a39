//! Questions put to a project, answered by pure functions.
