//! A table whose rows are asked for page by page: the register gives their order, and only rows near the screen are read,
//! however many there are.

use std::{collections::BTreeMap, sync::Arc};

use super::{Copies, Table};
use crate::{
    domain::{object::Id, word::Word},
    tui::{
        effects::Question,
        widgets::{again::stand_again, listing::Row, marks::Marks, sheet::Sheet, viewport::Viewport},
    },
    workbench::questions::{
        narrow::{Sieve, Way},
        risks::Order,
    },
};

/// Rows asked for beyond those on the screen, at either side.
const AHEAD: usize = 20;

/// A row of such a table; its key is its identity in the order.
pub trait Paged: Row {
    /// The question for so many rows of an order from a place on.
    fn page(order: Arc<Order>, at: usize, n: usize) -> Question;
    /// The question for all rows of an order, to be copied.
    fn all(order: Arc<Order>) -> Question;
}

/// The order, the rows of it that are known, and the place in them.
pub struct Pages<R> {
    /// The columns, the order and the filters.
    pub sheet: Sheet,
    /// The place.
    pub view: Viewport,
    /// The marks.
    pub marks: Marks,
    order: Option<Arc<Order>>,
    lines: BTreeMap<usize, R>,
    wanted: String,
    /// Another order is asked for; the old one stays until it is there.
    waits: bool,
}

impl<R: Paged> Default for Pages<R> {
    fn default() -> Self {
        Self {
            sheet: Sheet::new(R::columns()),
            view: Viewport::default(),
            marks: Marks::default(),
            order: None,
            lines: BTreeMap::new(),
            wanted: String::new(),
            waits: false,
        }
    }
}

impl<R: Paged> Pages<R> {
    /// Takes another order, and goes to this place in it, or stays on the row one was on; gives what must be asked for.
    pub fn set(&mut self, order: Arc<Order>, place: Option<usize>) -> Option<Question> {
        let wanted = std::mem::take(&mut self.wanted);
        let find = |key: &str| order.ids.iter().position(|id| id.as_str() == key);
        let before = self.order.take().filter(|_| wanted.is_empty());
        match (place.or_else(|| find(&wanted)), before) {
            (Some(place), _) => self.view.go(place),
            (None, Some(before)) => stand_again(&mut self.view, &before.ids, &order.ids),
            (None, None) => self.view.go(self.view.at().min(order.ids.len().saturating_sub(1))),
        }
        if !self.sheet.is_narrowed() {
            self.marks.keep_only(&order);
        }
        self.marks.moved(|id| find(id.as_str()));
        self.order = Some(order);
        self.waits = false;
        self.lines = BTreeMap::new();
        self.missing()
    }

    /// Takes rows of an order from a place on; what belongs to another order, or is gone from this one, is left out.
    pub fn put(&mut self, order: &Arc<Order>, at: usize, lines: Vec<R>) {
        if !self.order.as_ref().is_some_and(|own| Arc::ptr_eq(own, order)) {
            return;
        }
        for line in lines {
            let key = line.key();
            if let Some(offset) = order.ids.iter().skip(at).position(|id| id.as_str() == key) {
                self.lines.insert(at + offset, line);
            }
        }
    }

    /// The row one is on, when it is known.
    pub fn selected(&self) -> Option<&R> {
        self.row(self.view.at())
    }

    /// The row at a place, when it is known.
    pub fn row(&self, at: usize) -> Option<&R> {
        self.lines.get(&at)
    }

    /// Every row that is known.
    pub fn lines(&self) -> impl Iterator<Item = &R> {
        self.lines.values()
    }

    /// How many rows there are; none before the first order is known, or while another is asked for.
    pub fn count(&self) -> Option<usize> {
        self.order.as_ref().filter(|_| !self.waits).map(|order| order.ids.len())
    }

    /// An order is known, if only an old one.
    pub fn is_known(&self) -> bool {
        self.order.is_some()
    }

    /// The columns sorted by, the first the first: their ids are the words of the register's columns.
    pub fn sort<C: Word>(&self) -> Vec<(C, Way)> {
        self.sheet.sorted_by().filter_map(|(id, way)| Some((C::parse(id).ok()?, way))).collect()
    }

    /// The columns that are narrowed, in the same words.
    pub fn narrowed<C: Word>(&self) -> Vec<(C, Sieve)> {
        self.sheet.sieves().filter_map(|(id, sieve)| Some((C::parse(id).ok()?, sieve.clone()))).collect()
    }

    /// The question for the rows near the screen, known or not.
    pub fn near(&self) -> Option<Question> {
        let order = self.order.clone()?;
        let (from, to) = self.span();
        let at = from.saturating_sub(AHEAD);
        let n = (to + AHEAD).min(order.ids.len()) - at;
        Some(R::page(order, at, n))
    }

    /// The rows near the screen.
    fn span(&self) -> (usize, usize) {
        let height = self.height();
        (self.view.at().saturating_sub(height), (self.view.at() + height + 1).min(self.rows()))
    }

    fn height(&self) -> usize {
        self.view.height().max(AHEAD)
    }
}

impl<R: Paged> Table for Pages<R> {
    fn rows(&self) -> usize {
        self.order.as_ref().map_or(0, |order| order.ids.len())
    }

    fn words(&self, at: usize) -> String {
        self.row(at).map(Row::words).unwrap_or_default()
    }

    fn id(&self, at: usize) -> Option<Id> {
        self.order.as_ref()?.ids.get(at).cloned()
    }

    fn want(&mut self, key: &str) {
        key.clone_into(&mut self.wanted);
    }

    fn view(&self) -> &Viewport {
        &self.view
    }

    fn view_mut(&mut self) -> &mut Viewport {
        &mut self.view
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        Some(&mut self.sheet)
    }

    fn arrange(&mut self) -> bool {
        self.waits = true;
        true
    }

    fn missing(&mut self) -> Option<Question> {
        let (from, to) = self.span();
        if (from..to).all(|at| self.lines.contains_key(&at)) {
            return None;
        }
        let far = 10 * self.height();
        let keep = from.saturating_sub(far)..to + far;
        self.lines.retain(|at, _| keep.contains(at));
        self.near()
    }

    fn values(&self, _: &str) -> Option<Vec<String>> {
        None
    }

    fn order(&self) -> Option<&Arc<Order>> {
        self.order.as_ref()
    }

    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn marks_mut(&mut self) -> &mut Marks {
        &mut self.marks
    }

    fn copies(&self) -> Option<Copies> {
        let marked = self.marks.ids(self.order.as_ref()?);
        let ids = if marked.is_empty() { vec![self.id(self.view.at())?] } else { marked };
        Some(Copies::Asked(R::all(Arc::new(Order { ids }))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Line(&'static str);

    impl Row for Line {
        fn key(&self) -> String {
            self.0.to_owned()
        }

        fn words(&self) -> String {
            self.key()
        }
    }

    impl Paged for Line {
        fn page(order: Arc<Order>, at: usize, n: usize) -> Question {
            Question::RiskPage { order, at, n }
        }

        fn all(order: Arc<Order>) -> Question {
            Question::RiskRows(order)
        }
    }

    fn order(ids: &[&str]) -> Arc<Order> {
        Arc::new(Order { ids: ids.iter().map(|id| Id::from(*id)).collect() })
    }

    #[test]
    fn a_row_that_is_gone_leaves_the_others_where_they_are() {
        let mut pages = Pages::<Line>::default();
        let all = order(&["a", "b", "c", "d"]);
        assert_eq!(
            pages.set(all.clone(), None),
            Some(Question::RiskPage { order: all.clone(), at: 0, n: 4 })
        );
        pages.put(&all, 1, vec![Line("b"), Line("d")]);
        let words: Vec<String> = (0..4).map(|at| Table::words(&pages, at)).collect();
        assert_eq!(words, ["", "b", "", "d"]);
        pages.put(&order(&["a", "b", "c", "d"]), 0, vec![Line("a")]);
        assert!(pages.row(0).is_none(), "the rows of another order are not these");
    }

    #[test]
    fn one_stays_on_ones_row_until_another_is_wanted() {
        let mut pages = Pages::<Line>::default();
        pages.set(order(&["a", "b", "c"]), Some(1));
        assert_eq!(pages.key(), "b");
        assert!(pages.arrange() && pages.count().is_none() && pages.rows() == 3, "the old order stays");
        pages.set(order(&["c", "b", "a"]), None);
        assert_eq!((pages.key().as_str(), pages.count()), ("b", Some(3)));
        pages.set(order(&["c", "a"]), None);
        assert_eq!(pages.key(), "a", "the one below");
        pages.want("c");
        pages.set(order(&["a", "b", "c"]), None);
        assert_eq!(pages.key(), "c");
    }
}
