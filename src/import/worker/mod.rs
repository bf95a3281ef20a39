//! The wall around the readers of foreign files: a process of its own, limited in time and memory.
//!
//! The parent ([`import`]) starts its own program again with [`WORKER_COMMAND`]; the child ([`serve`]) reads one file after
//! the other from its standard input. The thing easily got wrong: the child has read hostile bytes, so nothing it says is
//! believed before it was checked.

mod child;
mod frames;
mod input;
mod parent;
mod pool;

pub use child::serve;
pub use input::Input;
pub use pool::{Flow, Imported, Progress, import, import_inputs};

/// The hidden command with which the program becomes a worker.
pub const WORKER_COMMAND: &str = "import-worker";

/// What one file may take, and what all of one import may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Seconds by the clock for one file.
    pub seconds: u64,
    /// Address space of a worker, where the system knows such a limit ([`Limits::MEMORY_IS_LIMITED`]).
    pub memory_bytes: u64,
    /// Size of one file.
    pub file_bytes: u64,
    /// Texts of one import together: all of them are kept until somebody has looked at them.
    pub batch_text_bytes: u64,
    /// Files of one import together: the bytes of all are kept beside the articles in one step.
    pub batch_file_bytes: u64,
    /// How many workers read at the same time, at most.
    pub workers: usize,
}

impl Limits {
    /// Whether this system keeps a worker to its memory.
    pub const MEMORY_IS_LIMITED: bool = cfg!(unix);
}

impl Default for Limits {
    fn default() -> Self {
        let workers = std::thread::available_parallelism().map_or(1, |count| count.get().min(4));
        Self {
            seconds: 20,
            memory_bytes: 2 << 30,
            file_bytes: 64 << 20,
            batch_text_bytes: 64 << 20,
            batch_file_bytes: 512 << 20,
            workers,
        }
    }
}
