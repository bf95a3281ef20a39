//! Every kind of file, in small.
