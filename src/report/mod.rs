//! A snapshot of the register becomes the bytes of an export.
