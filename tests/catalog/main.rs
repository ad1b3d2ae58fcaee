//! The catalogue as it stands in `catalog/`, and the rules that rest on it.

mod embedded;
