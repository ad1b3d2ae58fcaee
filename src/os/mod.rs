//! The operating system in one place.

pub mod files;
pub mod replace;
pub mod user;
