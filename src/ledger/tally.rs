//! Counting without reading rows: how many a query finds, by the values of some of its fields.

use rusqlite::{Connection, params_from_iter, types::Value as Sql};

use super::{LedgerError, Query, query::column, schema::table};

/// Values of some fields, and how many rows have them; what is absent is empty text.
pub type Counted = (Vec<String>, u64);

/// How many rows a query finds for each combination of values of these fields.
pub(super) fn tally_by(
    db: &Connection,
    query: &Query,
    by: &[&'static str],
) -> Result<Vec<Counted>, LedgerError> {
    let table = table(query.object());
    let mut fields = Vec::new();
    for field in by {
        fields.push(format!("coalesce({}, '')", column(table, field)?));
    }
    let (tail, values) = query.unordered().sql(table)?;
    counted(db, &fields, &tail, values)
}

/// The same of pairs: of rows of two queries that share the value of a field, by fields of the one and of the other.
pub(super) fn tally_pairs(
    db: &Connection,
    queries: [&Query; 2],
    on: &'static str,
    by: [&[&'static str]; 2],
) -> Result<Vec<Counted>, LedgerError> {
    let mut fields = Vec::new();
    let mut from = Vec::new();
    let mut values = Vec::new();
    for ((query, by), side) in queries.into_iter().zip(by).zip(["one", "other"]) {
        let table = table(query.object());
        let mut columns = vec![column(table, on)?];
        for field in by {
            let name = column(table, field)?;
            fields.push(format!("coalesce({side}.{name}, '')"));
            columns.push(name);
        }
        let tail = query.unordered().sql_after(table, &mut values)?;
        from.push(format!("(SELECT {}{tail}) AS {side}", columns.join(", ")));
    }
    let tail = format!(" FROM {} ON one.\"{on}\" = other.\"{on}\"", from.join(" JOIN "));
    counted(db, &fields, &tail, values)
}

fn counted(
    db: &Connection,
    fields: &[String],
    tail: &str,
    values: Vec<Sql>,
) -> Result<Vec<Counted>, LedgerError> {
    let places: Vec<String> = (1..=fields.len()).map(|at| at.to_string()).collect();
    let places = places.join(", ");
    let sql = format!("SELECT {}, count(*){tail} GROUP BY {places} ORDER BY {places}", fields.join(", "));
    let mut statement = db.prepare_cached(&sql)?;
    let counts = statement.query_map(params_from_iter(values), |row| {
        let mut of = Vec::with_capacity(fields.len());
        for at in 0..fields.len() {
            of.push(match row.get::<_, Sql>(at)? {
                Sql::Text(text) => text,
                Sql::Integer(number) => number.to_string(),
                _ => String::new(),
            });
        }
        Ok((of, row.get::<_, i64>(fields.len())?.unsigned_abs()))
    })?;
    Ok(counts.collect::<Result<_, _>>()?)
}
