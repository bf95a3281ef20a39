//! The project folder: reading as much as can be read, writing so that nothing is lost.
