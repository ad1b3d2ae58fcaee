//! The SQLite file: append events, project them into tables, ask, migrate, verify, back up.
