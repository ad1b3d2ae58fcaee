//! The catalogue as it stands in `catalog/`, and the rules that rest on it.

mod answers;
mod embedded;
mod golden;
mod laws;
