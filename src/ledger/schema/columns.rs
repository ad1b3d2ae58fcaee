//! Columns as the lists of tables write them.

use super::{Column, ColumnKind};
use crate::domain::object::Object;

pub(super) const fn column(name: &'static str, kind: ColumnKind, needed: bool) -> Column {
    Column { name, kind, needed }
}
pub(super) const fn text(name: &'static str) -> Column {
    column(name, ColumnKind::Text, false)
}
pub(super) const fn needed(name: &'static str) -> Column {
    column(name, ColumnKind::Text, true)
}
pub(super) const fn number(name: &'static str) -> Column {
    column(name, ColumnKind::Integer, false)
}
pub(super) const fn flag(name: &'static str) -> Column {
    column(name, ColumnKind::Flag, false)
}
pub(super) const fn list(name: &'static str) -> Column {
    column(name, ColumnKind::List, false)
}
pub(super) const fn link(name: &'static str, to: Object) -> Column {
    column(name, ColumnKind::Link(to), true)
}
pub(super) const fn maybe_link(name: &'static str, to: Object) -> Column {
    column(name, ColumnKind::Link(to), false)
}
