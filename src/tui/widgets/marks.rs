//! Marks on rows. They are identities and not places: they survive another order and another filter, and "all in this
//! order" keeps the order, whatever its length, and not a mark for each of its rows.

use std::{cell::OnceCell, collections::HashSet, sync::Arc};

use crate::{domain::object::Id, workbench::questions::risks::Order};

/// What is done with marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marking {
    /// Mark the row, or take its mark off, and move on.
    Row,
    /// Begin a range at this row; end it here.
    Range,
    /// End a range that is open.
    EndRange,
    /// What is marked of these rows is not, and what is not is.
    Invert,
    /// Every row of this order.
    All,
}

/// The marks of a table.
#[derive(Debug, Default)]
pub struct Marks {
    own: HashSet<Id>,
    whole: Option<Whole>,
    from: Option<(usize, Id)>,
}

/// All rows of an order apart from some.
#[derive(Debug)]
struct Whole {
    order: Arc<Order>,
    apart: HashSet<Id>,
    /// The order's rows, once another order than this is looked at.
    known: OnceCell<HashSet<Id>>,
}

impl Whole {
    fn holds(&self, shown: Option<&Arc<Order>>, id: &Id) -> bool {
        let here = shown.is_some_and(|shown| Arc::ptr_eq(shown, &self.order));
        here || self.known.get_or_init(|| self.order.ids.iter().cloned().collect()).contains(id)
    }
}

impl Marks {
    /// How many rows are marked.
    pub fn len(&self) -> usize {
        let whole = self.whole.as_ref().map_or(0, |whole| whole.order.ids.len() - whole.apart.len());
        self.own.len() + whole
    }

    /// No row is marked.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a row is marked; `shown` is the order that it was taken from.
    pub fn holds(&self, shown: Option<&Arc<Order>>, id: &Id) -> bool {
        self.own.contains(id)
            || self.whole.as_ref().is_some_and(|whole| !whole.apart.contains(id) && whole.holds(shown, id))
    }

    /// Marks a row, or takes its mark off.
    pub fn toggle(&mut self, shown: Option<&Arc<Order>>, id: &Id) {
        if self.own.remove(id) {
            return;
        }
        match &mut self.whole {
            Some(whole) if whole.holds(shown, id) => {
                if !whole.apart.remove(id) {
                    whole.apart.insert(id.clone());
                }
            }
            _ => {
                self.own.insert(id.clone());
            }
        }
    }

    /// Marks rows one by one.
    pub fn add<'a>(&mut self, shown: Option<&Arc<Order>>, ids: impl IntoIterator<Item = &'a Id>) {
        for id in ids {
            if !self.holds(shown, id) {
                self.toggle(shown, id);
            }
        }
    }

    /// Marks every row of an order, beside those marked outside of it.
    pub fn add_all(&mut self, order: &Arc<Order>) {
        self.own = self.outside(order);
        self.whole = (!order.ids.is_empty()).then(|| Whole {
            order: order.clone(),
            apart: HashSet::new(),
            known: OnceCell::new(),
        });
    }

    /// Inverts the marks of an order's rows; those outside of it stay.
    pub fn invert(&mut self, order: &Arc<Order>) {
        match self.whole.take() {
            Some(whole) if Arc::ptr_eq(&whole.order, order) => self.own.extend(whole.apart),
            whole => {
                self.whole = whole;
                let outside = self.outside(order);
                let apart: HashSet<Id> = if self.is_empty() {
                    HashSet::new()
                } else {
                    order.ids.iter().filter(|id| self.holds(Some(order), id)).cloned().collect()
                };
                self.own = outside;
                self.whole = Some(Whole { order: order.clone(), apart, known: OnceCell::new() });
            }
        }
    }

    /// The marked rows that are not in an order.
    fn outside(&self, order: &Arc<Order>) -> HashSet<Id> {
        let same = self.whole.as_ref().is_none_or(|whole| Arc::ptr_eq(&whole.order, order));
        if same && self.own.is_empty() {
            return HashSet::new();
        }
        let inside: HashSet<&Id> = order.ids.iter().collect();
        let others = self.whole.iter().filter(|whole| !Arc::ptr_eq(&whole.order, order));
        let others = others.flat_map(|whole| whole.order.ids.iter().filter(|id| !whole.apart.contains(id)));
        self.own.iter().chain(others).filter(|id| !inside.contains(id)).cloned().collect()
    }

    /// The marked rows in an order's sequence, then those outside of it.
    pub fn ids(&self, shown: &Arc<Order>) -> Vec<Id> {
        if self.is_empty() {
            return Vec::new();
        }
        let inside = shown.ids.iter().filter(|id| self.holds(Some(shown), id)).cloned();
        let mut ids: Vec<Id> = inside.collect();
        if ids.len() < self.len() {
            let mut others: Vec<Id> = self.outside(shown).into_iter().collect();
            others.sort();
            ids.extend(others);
        }
        ids
    }

    /// Drops the marks of rows that are not in an order of all there are.
    pub fn keep_only(&mut self, order: &Arc<Order>) {
        if self.is_empty() {
            return;
        }
        let left: HashSet<Id> = order.ids.iter().filter(|id| self.holds(Some(order), id)).cloned().collect();
        let gone = left.len() < self.len();
        if gone {
            self.whole = None;
            self.own = left;
        }
    }

    /// Takes an open range, else all marks off; false when there was neither.
    pub fn clear(&mut self) -> bool {
        if self.from.take().is_some() {
            return true;
        }
        let any = !self.is_empty();
        self.own = HashSet::new();
        self.whole = None;
        any
    }

    /// Begins a range at a row.
    pub fn begin(&mut self, at: usize, id: Id) {
        self.from = Some((at, id));
    }

    /// The rows of the open range from where it began to here.
    pub fn range(&self, here: usize) -> Option<std::ops::RangeInclusive<usize>> {
        let (from, _) = self.from.as_ref()?;
        Some((*from).min(here)..=(*from).max(here))
    }

    /// Ends the range.
    pub fn end(&mut self) {
        self.from = None;
    }

    /// Another order: the range begins where its first row is now, and ends when that is gone.
    pub fn moved(&mut self, place: impl Fn(&Id) -> Option<usize>) {
        self.from = self.from.take().and_then(|(_, id)| Some((place(&id)?, id)));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn order(ids: impl IntoIterator<Item = u8>) -> Arc<Order> {
        Arc::new(Order { ids: ids.into_iter().map(|id| Id(id.to_string())).collect() })
    }

    /// What a person does, and on which rows of the order that is shown then.
    #[derive(Debug, Clone)]
    enum Step {
        Show(Vec<u8>),
        Toggle(u8),
        All,
        Invert,
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let shown = proptest::sample::subsequence((0u8..12).collect::<Vec<_>>(), 0..=12).prop_shuffle();
        let step = prop_oneof![
            2 => shown.prop_map(Step::Show),
            4 => (0u8..12).prop_map(Step::Toggle),
            1 => Just(Step::All),
            1 => Just(Step::Invert),
        ];
        prop::collection::vec(step, 0..20)
    }

    proptest! {
        /// However they are kept, marks are a set of rows.
        #[test]
        fn marks_are_a_set_whatever_order_is_shown(steps in steps()) {
            let mut marks = Marks::default();
            let mut plain: HashSet<u8> = HashSet::new();
            let mut shown: Vec<u8> = (0..12).collect();
            let mut here = order(shown.clone());
            for step in steps {
                match step {
                    Step::Show(ids) => {
                        here = order(ids.clone());
                        shown = ids;
                    }
                    Step::Toggle(id) => {
                        if !shown.contains(&id) {
                            continue;
                        }
                        marks.toggle(Some(&here), &Id(id.to_string()));
                        if !plain.remove(&id) {
                            plain.insert(id);
                        }
                    }
                    Step::All => {
                        marks.add_all(&here);
                        plain.extend(&shown);
                    }
                    Step::Invert => {
                        marks.invert(&here);
                        let (inside, outside): (Vec<u8>, Vec<u8>) = plain.iter().partition(|id| shown.contains(id));
                        plain = shown.iter().copied().filter(|id| !inside.contains(id)).chain(outside).collect();
                    }
                }
                prop_assert_eq!(marks.len(), plain.len());
                for id in 0..12u8 {
                    let from = shown.contains(&id).then_some(&here);
                    prop_assert_eq!(marks.holds(from, &Id(id.to_string())), plain.contains(&id), "{}", id);
                }
                let listed: HashSet<Id> = marks.ids(&here).into_iter().collect();
                prop_assert_eq!(listed, plain.iter().map(|id| Id(id.to_string())).collect::<HashSet<_>>());
            }
        }
    }

    #[test]
    fn marks_of_what_is_gone_go_too() {
        let mut marks = Marks::default();
        marks.add_all(&order(0..5));
        marks.keep_only(&order([4, 3, 1]));
        assert_eq!(marks.ids(&order([1, 2, 3, 4])), [Id::from("1"), Id::from("3"), Id::from("4")]);
    }

    #[test]
    fn esc_ends_a_range_before_it_takes_marks_off() {
        let mut marks = Marks::default();
        marks.toggle(None, &Id::from("1"));
        marks.begin(3, Id::from("3"));
        assert_eq!(marks.range(1), Some(1..=3));
        assert!(marks.clear() && marks.len() == 1);
        assert!(marks.clear() && marks.is_empty());
        assert!(!marks.clear());
    }
}
