//! The operating system in one place.
