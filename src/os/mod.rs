//! The operating system in one place.

pub mod child;
pub mod limits;
