//! The process as pure functions over domain and catalog: coverage, levels, what a gap suggests.

pub mod coverage;
pub mod level;
pub mod suggest;
