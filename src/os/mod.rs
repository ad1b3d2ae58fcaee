//! The operating system in one place.

pub mod child;
pub mod files;
pub mod limits;
pub mod replace;
pub mod user;
pub mod zone;
