//! Queries without SQL: which rows of one kind of object, and in which order.

use rusqlite::types::Value as Sql;
use serde_json::Value;

use super::{
    LedgerError,
    schema::{ROW_COLUMNS, Table, table},
};
use crate::domain::object::{Id, Object};

/// How a field is compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Compare {
    /// It is this text.
    Is(String),
    /// It is one of these texts.
    In(Vec<String>),
    /// It is absent.
    Absent,
    /// It comes after this text.
    After(String),
    /// It is there and comes before this text.
    Before(String),
    /// It is there and is this text or comes after it.
    From(String),
    /// It is there and is this text or comes before it.
    UpTo(String),
    /// The list in it holds this text.
    Holds(String),
    /// The text in it contains this one, whatever the case of its ASCII letters.
    Contains(String),
}

/// Which way an order runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first, absent before all.
    Up,
    /// Largest first, absent after all.
    Down,
}

/// Where rows stand that have no value to be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// Before all others.
    First,
    /// After all others.
    Last,
}

/// What is compared, or ordered by.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A field of the row.
    Own(&'static str),
    /// A text of the row, whatever the case of its ASCII letters.
    Folded(&'static str),
    /// A value of another row.
    Related(Related),
    /// The place of a term's value among these, the first 0; absent when it is none of them.
    Placed(Box<Term>, Vec<String>),
}

/// A value of another row, which links to this one or is linked from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    object: Object,
    /// The field there, and the one here, that are the same.
    joined: (&'static str, &'static str),
    with: Vec<(&'static str, String)>,
    newest_by: Option<&'static str>,
    /// None = how many rows there are.
    field: Option<&'static str>,
}

impl Related {
    /// A field of the row whose `link` names this one.
    pub fn linking(object: Object, link: &'static str, field: &'static str) -> Self {
        Self { object, joined: (link, "id"), with: Vec::new(), newest_by: None, field: Some(field) }
    }

    /// A field of the row that this one's `link` names.
    pub fn linked(link: &'static str, object: Object, field: &'static str) -> Self {
        Self { object, joined: ("id", link), with: Vec::new(), newest_by: None, field: Some(field) }
    }

    /// How many rows name this one in their `link`.
    pub fn count(object: Object, link: &'static str) -> Self {
        Self { object, joined: (link, "id"), with: Vec::new(), newest_by: None, field: None }
    }

    /// Only a row whose field is this text.
    #[must_use]
    pub fn is(mut self, field: &'static str, text: impl Into<String>) -> Self {
        self.with.push((field, text.into()));
        self
    }

    /// Of several rows the one in which this field is largest.
    #[must_use]
    pub fn newest_by(mut self, field: &'static str) -> Self {
        self.newest_by = Some(field);
        self
    }

    /// The scalar subquery; `outer` is the table whose row it is about.
    fn sql(&self, outer: &Table, values: &mut Vec<Sql>) -> Result<String, LedgerError> {
        let there = table(self.object);
        let name =
            |field: &str| -> Result<String, LedgerError> { Ok(format!("there.{}", column(there, field)?)) };
        let value = match self.field {
            Some(field) => name(field)?,
            // A cast gives the count the affinity with which a bound text is compared as a number.
            None => "CAST(count(*) AS INTEGER)".to_owned(),
        };
        let (theirs, ours) = self.joined;
        let mut sql = format!(
            "(SELECT {value} FROM \"{}\" AS there WHERE {} = \"{}\".{} AND there.gone = 0",
            there.name(),
            name(theirs)?,
            outer.name(),
            column(outer, ours)?
        );
        for (field, text) in &self.with {
            values.push(Sql::Text(text.clone()));
            sql.push_str(&format!(" AND {} = ?{}", name(field)?, values.len()));
        }
        if let Some(field) = self.newest_by {
            sql.push_str(&format!(" ORDER BY {} DESC LIMIT 1", name(field)?));
        }
        sql.push(')');
        Ok(sql)
    }
}

/// What a row must be like.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// A term compares so.
    Term(Term, Compare),
    /// All of these.
    All(Vec<Condition>),
    /// One of these.
    One(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
}

impl Condition {
    fn sql(&self, table: &Table, values: &mut Vec<Sql>) -> Result<String, LedgerError> {
        let joined = |all: &[Self], by: &str, none: &str, values: &mut Vec<Sql>| {
            let all = all.iter().map(|one| one.sql(table, values)).collect::<Result<Vec<_>, _>>()?;
            Ok(if all.is_empty() { none.to_owned() } else { format!("({})", all.join(by)) })
        };
        match self {
            Self::Term(term, compare) => {
                let term = term.sql(table, values)?;
                Ok(compare_sql(&term, compare, values))
            }
            Self::All(all) => joined(all, " AND ", "1", values),
            Self::One(all) => joined(all, " OR ", "0", values),
            // what is absent does not compare so
            Self::Not(inner) => Ok(format!("NOT coalesce({}, 0)", inner.sql(table, values)?)),
        }
    }
}

/// A term that rows are ordered by; where nothing says so, what is absent counts as the smallest.
pub(super) type Ordered = (Term, Direction, Option<Absent>);

/// Rows of one kind of object: all of the conditions hold; tombstones are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    object: Object,
    conditions: Vec<Condition>,
    order: Vec<Ordered>,
    page: Option<(u64, u64)>,
    gone: bool,
}

impl Query {
    /// Every row of this kind.
    pub fn all(object: Object) -> Self {
        Self { object, conditions: Vec::new(), order: Vec::new(), page: None, gone: false }
    }

    /// Only those whose field compares so.
    #[must_use]
    pub fn with(self, field: &'static str, compare: Compare) -> Self {
        self.such(Condition::Term(Term::Own(field), compare))
    }

    /// Only those that are like this.
    #[must_use]
    pub fn such(mut self, condition: Condition) -> Self {
        self.conditions.push(condition);
        self
    }

    /// Only those whose field is this text.
    #[must_use]
    pub fn is(self, field: &'static str, text: impl Into<String>) -> Self {
        self.with(field, Compare::Is(text.into()))
    }

    /// Only those whose field is one of these identities.
    #[must_use]
    pub fn among<'a>(self, field: &'static str, ids: impl IntoIterator<Item = &'a Id>) -> Self {
        self.with(field, Compare::In(ids.into_iter().map(|id| id.0.clone()).collect()))
    }

    /// In the order of a field; a second call orders what the first left equal.
    #[must_use]
    pub fn by(mut self, field: &'static str, direction: Direction) -> Self {
        self.order.push((Term::Own(field), direction, None));
        self
    }

    /// The same of any term, with what has no value at one end whichever way the order runs.
    #[must_use]
    pub fn by_term(mut self, term: Term, direction: Direction, absent: Absent) -> Self {
        self.order.push((term, direction, Some(absent)));
        self
    }

    /// Only so many, after skipping some.
    #[must_use]
    pub fn page(mut self, skip: u64, take: u64) -> Self {
        self.page = Some((skip, take));
        self
    }

    /// Tombstones too.
    #[must_use]
    pub fn with_gone(mut self) -> Self {
        self.gone = true;
        self
    }

    /// The kind of object asked for.
    pub(super) fn object(&self) -> Object {
        self.object
    }

    /// The same rows in whatever order, all of them: what is counted or searched has neither order nor page.
    pub(super) fn unordered(&self) -> Self {
        Self { order: Vec::new(), page: None, ..self.clone() }
    }

    /// The terms above the last fields that an index may hold in order, and the query in the order of those fields alone;
    /// none for a page, of which SQLite keeps no more than it needs.
    pub(super) fn above_an_index(&self) -> (&[Ordered], Self) {
        let above = self.order.iter().rposition(|(.., absent)| absent.is_some()).map_or(0, |at| at + 1);
        let above = if self.page.is_some() { 0 } else { above };
        let (above, within) = self.order.split_at(above);
        (above, Self { order: within.to_vec(), ..self.clone() })
    }

    /// The FROM, WHERE, ORDER BY and LIMIT of the query with the values to bind.
    pub(super) fn sql(&self, table: &Table) -> Result<(String, Vec<Sql>), LedgerError> {
        let mut values = Vec::new();
        let sql = self.sql_after(table, &mut values)?;
        Ok((sql, values))
    }

    /// The same behind values that are bound already, which its own are added to.
    pub(super) fn sql_after(&self, table: &Table, values: &mut Vec<Sql>) -> Result<String, LedgerError> {
        let gone = if self.gone { "1" } else { "gone = 0" };
        let mut sql = format!(" FROM \"{}\" WHERE {gone}", table.name());
        for condition in &self.conditions {
            sql.push_str(&format!(" AND {}", condition.sql(table, values)?));
        }
        let mut order = Vec::new();
        for (term, direction, absent) in &self.order {
            let term = term.sql(table, values)?;
            let direction = if *direction == Direction::Up { "" } else { " DESC" };
            let absent = match absent {
                None => "",
                Some(Absent::First) => " NULLS FIRST",
                Some(Absent::Last) => " NULLS LAST",
            };
            order.push(format!("{term}{direction}{absent}"));
        }
        if !order.is_empty() {
            sql.push_str(" ORDER BY ");
            sql.push_str(&order.join(", "));
        }
        if let Some((skip, take)) = self.page {
            // Bound, so that every page is the same statement.
            sql.push_str(&format!(" LIMIT ?{} OFFSET ?{}", values.len() + 1, values.len() + 2));
            values.extend([take, skip].map(|n| Sql::Integer(i64::try_from(n).unwrap_or(i64::MAX))));
        }
        Ok(sql)
    }
}

impl Term {
    pub(super) fn sql(&self, table: &Table, values: &mut Vec<Sql>) -> Result<String, LedgerError> {
        match self {
            Self::Own(field) => column(table, field),
            Self::Folded(field) => Ok(format!("{} COLLATE NOCASE", column(table, field)?)),
            Self::Related(related) => related.sql(table, values),
            Self::Placed(inner, all) => {
                values.push(Sql::Text(Value::from(all.clone()).to_string()));
                let at = values.len();
                let inner = inner.sql(table, values)?;
                Ok(format!("(SELECT key FROM json_each(?{at}) WHERE value = {inner} LIMIT 1)"))
            }
        }
    }
}

fn compare_sql(term: &str, compare: &Compare, values: &mut Vec<Sql>) -> String {
    let mut bind = |text: &str| {
        values.push(Sql::Text(text.to_owned()));
        values.len()
    };
    match compare {
        Compare::Is(text) => format!("{term} = ?{}", bind(text)),
        Compare::In(texts) => {
            let list = Value::from(texts.clone()).to_string();
            format!("{term} IN (SELECT value FROM json_each(?{}))", bind(&list))
        }
        Compare::Absent => format!("{term} IS NULL"),
        Compare::After(text) => format!("{term} > ?{}", bind(text)),
        Compare::Before(text) => format!("{term} < ?{}", bind(text)),
        Compare::From(text) => format!("{term} >= ?{}", bind(text)),
        Compare::UpTo(text) => format!("{term} <= ?{}", bind(text)),
        Compare::Holds(text) => format!("?{} IN (SELECT value FROM json_each({term}))", bind(text)),
        Compare::Contains(text) => {
            let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            format!("{term} LIKE ?{} ESCAPE '\\'", bind(&format!("%{escaped}%")))
        }
    }
}

/// A column's quoted name; identifiers come from the schema only.
pub(super) fn column(table: &Table, field: &str) -> Result<String, LedgerError> {
    let known = ROW_COLUMNS.contains(&field) || table.columns.iter().any(|column| column.name == field);
    if known {
        Ok(format!("\"{field}\""))
    } else {
        Err(LedgerError::DoesNotFit {
            object: table.object,
            because: format!("it has no field {field} to ask by"),
        })
    }
}
