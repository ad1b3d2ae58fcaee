//! What every table of a screen does, be its rows in memory or asked for page by page.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::Copies;
use crate::{
    domain::object::Id,
    tui::{
        effects::Question,
        widgets::{
            canvas::Canvas,
            listing::{Listing, Row, copied},
            marks::{Marking, Marks},
            sheet::Sheet,
            table,
            text::{Line, Piece},
            viewport::Viewport,
        },
    },
    workbench::questions::risks::Order,
};

/// The table that keys act on.
pub trait Table {
    /// How many rows can be walked to.
    fn rows(&self) -> usize;
    /// The text of a row, for searching.
    fn words(&self, at: usize) -> String;
    /// What marks are kept by.
    fn id(&self, at: usize) -> Option<Id>;
    /// What finds the row one is on again.
    fn key(&self) -> String {
        self.id(self.view().at()).map(|id| id.0).unwrap_or_default()
    }
    /// Goes to the row of this key, now or when the rows are known.
    fn want(&mut self, key: &str);
    /// The place.
    fn view(&self) -> &Viewport;
    /// The same, to be changed.
    fn view_mut(&mut self) -> &mut Viewport;
    /// The columns, the order and the filters, where it has columns.
    fn sheet(&self) -> Option<&Sheet>;
    /// The same, to be changed; `arrange` comes after it.
    fn sheet_mut(&mut self) -> Option<&mut Sheet>;
    /// Puts the rows into the order of the sheet and leaves out what it leaves out; true when that must be asked for.
    fn arrange(&mut self) -> bool;
    /// What must be asked for since rows near the screen are not known.
    fn missing(&mut self) -> Option<Question> {
        None
    }
    /// The values that occur in a column; none when they have to be asked for.
    fn values(&self, column: &str) -> Option<Vec<String>>;
    /// The order that was asked for, where rows are asked for page by page.
    fn order(&self) -> Option<&Arc<Order>> {
        None
    }
    /// The rows that are let through, as an order.
    fn shown(&self) -> Arc<Order> {
        let made = || Arc::new(Order { ids: (0..self.rows()).filter_map(|at| self.id(at)).collect() });
        self.order().cloned().unwrap_or_else(made)
    }
    /// The marks.
    fn marks(&self) -> &Marks;
    /// The same, to be changed.
    fn marks_mut(&mut self) -> &mut Marks;
    /// The rows that are marked, or the one that is selected, to be copied.
    fn copies(&self) -> Option<Copies>;

    /// Marks rows.
    fn marking(&mut self, marking: Marking) {
        let at = self.view().at();
        let Some(id) = self.id(at) else { return };
        let order = self.order().cloned();
        match marking {
            Marking::Row => self.marks_mut().toggle(order.as_ref(), &id),
            Marking::Range | Marking::EndRange => match self.marks().range(at) {
                Some(range) => {
                    let ids: Vec<Id> = range.filter_map(|at| self.id(at)).collect();
                    self.marks_mut().add(order.as_ref(), &ids);
                    self.marks_mut().end();
                }
                None if marking == Marking::Range => self.marks_mut().begin(at, id),
                None => {}
            },
            Marking::Invert => {
                let shown = self.shown();
                self.marks_mut().invert(&shown);
            }
            Marking::All => {
                let shown = self.shown();
                self.marks_mut().add_all(&shown);
            }
        }
    }

    /// Whether the row at a place is marked, or in the range that is open.
    fn is_marked(&self, at: usize) -> bool {
        let marks = self.marks();
        marks.range(self.view().at()).is_some_and(|range| range.contains(&at))
            || (!marks.is_empty() && self.id(at).is_some_and(|id| marks.holds(self.order(), &id)))
    }

    /// Draws it with its marks, from the cells of each row; none while they are not known.
    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, cells: &dyn Fn(usize) -> Option<Vec<Piece>>) {
        if let Some(sheet) = self.sheet() {
            table::draw_sheet(canvas, area, sheet, self.view(), self.rows(), cells);
            table::marks(canvas, area, self.view(), self.rows(), |at| self.is_marked(at));
        }
    }
}

/// Draws a list and, below a rule, what is told of the row one is on, in so many columns.
pub(super) fn draw_with_foot<R: Row>(
    list: &Listing<R>,
    canvas: &mut Canvas<'_>,
    area: Rect,
    foot: Rect,
    cells: impl Fn(&R) -> Vec<Piece>,
    told: impl Fn(&R, usize) -> Vec<Line>,
) {
    let above = Rect { height: area.height - foot.height, ..area };
    list.draw(canvas, above, &|at| list.row(at).map(&cells));
    canvas.rule(foot);
    if let Some(row) = list.selected() {
        let inner = Rect {
            x: area.x + 1,
            y: foot.y + 1,
            width: area.width.saturating_sub(2),
            height: foot.height.saturating_sub(1),
        };
        canvas.lines(inner, &told(row, usize::from(inner.width)));
    }
}

impl<R: Row> Table for Listing<R> {
    fn rows(&self) -> usize {
        self.len()
    }

    fn words(&self, at: usize) -> String {
        self.row(at).map(Row::words).unwrap_or_default()
    }

    fn id(&self, at: usize) -> Option<Id> {
        self.row(at).map(|row| Id(row.key()))
    }

    fn want(&mut self, key: &str) {
        self.want(key);
    }

    fn view(&self) -> &Viewport {
        &self.view
    }

    fn view_mut(&mut self) -> &mut Viewport {
        &mut self.view
    }

    fn sheet(&self) -> Option<&Sheet> {
        (!R::columns().is_empty()).then_some(&self.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        (!R::columns().is_empty()).then_some(&mut self.sheet)
    }

    fn arrange(&mut self) -> bool {
        self.arrange();
        false
    }

    fn values(&self, column: &str) -> Option<Vec<String>> {
        Some(self.values(column))
    }

    fn marks(&self) -> &Marks {
        &self.marks
    }

    fn marks_mut(&mut self) -> &mut Marks {
        &mut self.marks
    }

    fn copies(&self) -> Option<Copies> {
        let rows = self.marked();
        (!rows.is_empty()).then(|| Copies::Rows(copied(rows)))
    }
}
