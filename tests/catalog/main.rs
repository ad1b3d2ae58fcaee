//! The catalogue as it stands in `catalog/`, and the rules that rest on it.

mod answers;
mod check;
mod embedded;
mod golden;
mod laws;
mod level;
mod rule;
mod small;
mod suggest;
