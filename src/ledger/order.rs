//! The order of very many rows. SQLite hands them over in the order of an index, and the terms that go above it are sorted
//! here: its own sorter carries all that a row is ordered by, and keeps it in memory, where temporary data has to stay.

use std::cmp::Ordering;

use rusqlite::{Connection, params_from_iter, types::Value};

use super::{
    LedgerError,
    query::{Absent, Direction, Ordered, Query, Term},
    schema::table,
};
use crate::domain::object::Id;

/// What a row is ordered by, in the order in which SQLite compares values of several types.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Absent,
    Number(i64),
    Text(String),
}

impl Key {
    fn of(value: Value, term: &Term) -> Result<Self, LedgerError> {
        Ok(match (value, term) {
            (Value::Null, _) => Self::Absent,
            (Value::Integer(number), _) => Self::Number(number),
            (Value::Text(text), Term::Folded(_)) => Self::Text(text.to_ascii_lowercase()),
            (Value::Text(text), _) => Self::Text(text),
            (other, _) => {
                return Err(LedgerError::Damaged(format!("a row is ordered by a {}", other.data_type())));
            }
        })
    }

    fn compared(&self, other: &Self, (_, direction, absent): &Ordered) -> Ordering {
        let absent = absent.unwrap_or(if *direction == Direction::Up { Absent::First } else { Absent::Last });
        match (self, other, absent) {
            (Self::Absent, Self::Absent, _) => Ordering::Equal,
            (Self::Absent, _, Absent::First) | (_, Self::Absent, Absent::Last) => Ordering::Less,
            (Self::Absent, _, Absent::Last) | (_, Self::Absent, Absent::First) => Ordering::Greater,
            _ if *direction == Direction::Up => self.cmp(other),
            _ => other.cmp(self),
        }
    }
}

/// The identities that a query finds, in its order.
pub(super) fn ids(db: &Connection, query: &Query) -> Result<Vec<Id>, LedgerError> {
    let table = table(query.object());
    let (above, query) = query.above_an_index();
    let mut values = Vec::new();
    let mut columns = vec!["id".to_owned()];
    for (term, ..) in above {
        columns.push(term.sql(table, &mut values)?);
    }
    let tail = query.sql_after(table, &mut values)?;
    let mut statement = db.prepare_cached(&format!("SELECT {}{tail}", columns.join(", ")))?;
    if above.is_empty() {
        let ids = statement.query_map(params_from_iter(values), |row| row.get(0).map(Id))?;
        return Ok(ids.collect::<Result<_, _>>()?);
    }
    let mut found = statement.query(params_from_iter(values))?;
    let mut rows: Vec<(Vec<Key>, Id)> = Vec::new();
    while let Some(row) = found.next()? {
        let key = |(at, (term, ..)): (usize, &Ordered)| Key::of(row.get(at + 1)?, term);
        rows.push((above.iter().enumerate().map(key).collect::<Result<_, _>>()?, Id(row.get(0)?)));
    }
    // a stable sort leaves what is equal in the order in which it came
    rows.sort_by(|(one, _), (other, _)| {
        let compared = one.iter().zip(other).zip(above).map(|((one, other), by)| one.compared(other, by));
        compared.fold(Ordering::Equal, Ordering::then)
    });
    Ok(rows.into_iter().map(|(_, id)| id).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::object::Object;

    type Risk = (String, Option<String>, i64);

    fn risk() -> impl Strategy<Value = Risk> {
        let text =
            || prop_oneof!["[aAbBzZ_é療 ]{0,3}", any::<String>().prop_map(|text| text.replace('\0', ""))];
        (text(), prop::option::of(text()), -2..3_i64)
    }

    fn holding(risks: &[Risk]) -> Connection {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(
            "CREATE TABLE risk (id TEXT, gone INT DEFAULT 0, title TEXT, due_on TEXT, number INT)",
        )
        .unwrap();
        for (at, (title, due_on, number)) in risks.iter().enumerate() {
            let insert = "INSERT INTO risk (id, title, due_on, number) VALUES (?1, ?2, ?3, ?4)";
            db.execute(insert, (format!("{at:03}"), title, due_on, number)).unwrap();
        }
        db
    }

    fn term() -> impl Strategy<Value = Ordered> {
        let term =
            prop::sample::select(vec![Term::Folded("title"), Term::Own("due_on"), Term::Own("number")]);
        let direction = prop::sample::select(vec![Direction::Up, Direction::Down]);
        let absent = prop::option::of(prop::sample::select(vec![Absent::First, Absent::Last]));
        (term, direction, absent)
    }

    proptest! {
        #[test]
        fn an_order_is_the_one_that_sqlite_sorts_a_page_in(
            risks in prop::collection::vec(risk(), 0..40),
            by in prop::collection::vec(term(), 0..4),
        ) {
            let db = holding(&risks);
            let query = by.into_iter().fold(Query::all(Object::Risk), |query, (term, direction, absent)| {
                match (term, absent) {
                    (Term::Own(field), None) => query.by(field, direction),
                    (term, absent) => query.by_term(term, direction, absent.unwrap_or(Absent::Last)),
                }
            });
            let query = query.by("id", Direction::Up);
            prop_assert_eq!(ids(&db, &query).unwrap(), ids(&db, &query.page(0, 1000)).unwrap());
        }
    }
}
