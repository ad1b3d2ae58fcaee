//! Tables: whole columns go, by priority, when there is no room for all of them.

use ratatui::layout::Rect;

use super::{
    canvas::{Canvas, rows},
    text::{Line, Piece},
    viewport::Viewport,
};
use crate::tui::theme::Role;

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, unique in its table.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// How many columns of the terminal it takes, at least.
    pub width: u16,
    /// It takes the room that is left.
    pub fills: bool,
    /// The highest goes first when there is no room; 0 never goes.
    pub goes: u8,
}

/// The columns that have room: place in the list, x, width.
pub fn layout(columns: &[Column], width: u16) -> Vec<(usize, u16, u16)> {
    let mut kept: Vec<usize> = (0..columns.len()).collect();
    let needed = |kept: &[usize]| kept.iter().map(|&i| columns[i].width + 1).sum::<u16>().saturating_sub(1);
    while needed(&kept) > width {
        let Some(at) =
            (0..kept.len()).filter(|&at| columns[kept[at]].goes > 0).max_by_key(|&at| columns[kept[at]].goes)
        else {
            break;
        };
        kept.remove(at);
    }
    let spare = width.saturating_sub(needed(&kept));
    let filling = kept.iter().filter(|&&i| columns[i].fills).count().max(1) as u16;
    let mut x = 0;
    let mut first = true;
    kept.into_iter()
        .map(|i| {
            let mut wide = columns[i].width;
            if columns[i].fills {
                wide += spare / filling + if first { spare % filling } else { 0 };
                first = false;
            }
            let place = (i, x, wide.min(width.saturating_sub(x)));
            x += wide + 1;
            place
        })
        .collect()
}

/// Draws headings and the rows in view. `row` gives the cells of one row, none while it is not known yet.
pub fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    columns: &[Column],
    view: &Viewport,
    len: usize,
    row: impl Fn(usize) -> Option<Vec<Piece>>,
) {
    if area.height < 2 || area.width < 4 {
        return;
    }
    let inner = Rect { x: area.x + 2, width: area.width - 2, ..area };
    let places = layout(columns, inner.width);
    let put = |canvas: &mut Canvas<'_>, line: Rect, cells: &[Piece]| {
        for &(i, x, wide) in &places {
            if let Some(cell) = cells.get(i) {
                let slot = Rect { x: line.x + x, width: wide, ..line };
                canvas.line(slot, &[cell.cut(usize::from(wide))]);
            }
        }
    };
    let headings: Line = columns.iter().map(|column| Piece::muted(column.title)).collect();
    put(canvas, Rect { height: 1, ..inner }, &headings);
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let top = view.top(len, usize::from(body.height));
    for (line, at) in rows(body).zip(top..len) {
        let cells = row(at).unwrap_or_else(|| vec![Piece::muted("…"); columns.len()]);
        put(canvas, Rect { x: line.x + 2, width: line.width - 2, ..line }, &cells);
        if at == view.at() {
            canvas.line(line, &[Piece::plain(">")]);
            canvas.select(line);
        }
    }
}

/// The columns, of which the one that one is on never goes.
pub fn keeping(columns: &[Column], on: &str) -> Vec<Column> {
    columns
        .iter()
        .map(|column| Column { goes: if column.id == on { 0 } else { column.goes }, ..*column })
        .collect()
}

/// Where the cell of a column stands in the row that keys act on.
pub fn cell(area: Rect, columns: &[Column], view: &Viewport, len: usize, on: &str) -> Option<Rect> {
    if area.height < 2 || area.width < 4 {
        return None;
    }
    let top = view.top(len, usize::from(area.height - 1));
    let row = u16::try_from(view.at().checked_sub(top)?).ok()?;
    let places = layout(columns, area.width - 2);
    let (_, x, width) = places.into_iter().find(|&(i, ..)| columns[i].id == on)?;
    Some(Rect { x: area.x + 2 + x, y: area.y + 1 + row, width, height: 1 })
}

/// Tells the cell that keys act on, and the heading of its column, apart from the others.
pub fn tell(canvas: &mut Canvas<'_>, area: Rect, columns: &[Column], view: &Viewport, len: usize, on: &str) {
    let Some(cell) = cell(area, columns, view, len, on).filter(|_| len > 0) else { return };
    let title = columns.iter().find(|column| column.id == on).map_or(0, |column| column.title.len() as u16);
    // the words alone: a blank that is drawn over half of a wide character leaves its look on the other half
    canvas.paint(Rect { y: area.y, width: title.min(cell.width), ..cell }, Role::Cell);
    canvas.paint(cell, Role::Cell);
}

/// To the next or previous column.
pub fn step(on: &mut &'static str, columns: &[Column], forward: bool) -> bool {
    let Some(at) = columns.iter().position(|column| column.id == *on) else { return false };
    let next = if forward { Some(at + 1) } else { at.checked_sub(1) };
    let Some(column) = next.and_then(|next| columns.get(next)) else { return false };
    *on = column.id;
    true
}

/// Puts a mark into the gutter of the rows in view that are marked.
pub fn marks(
    canvas: &mut Canvas<'_>,
    area: Rect,
    view: &Viewport,
    len: usize,
    marked: impl Fn(usize) -> bool,
) {
    if area.height < 2 || area.width < 4 {
        return;
    }
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let top = view.top(len, usize::from(body.height));
    for (line, at) in rows(body).zip(top..len) {
        if marked(at) {
            canvas.line(Rect { x: line.x + 1, width: 1, ..line }, &[Piece::new("*", Role::Title)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        Column { id: "ref", title: "Ref", width: 5, fills: false, goes: 0 },
        Column { id: "title", title: "Title", width: 10, fills: true, goes: 0 },
        Column { id: "owner", title: "Owner", width: 8, fills: false, goes: 2 },
        Column { id: "due", title: "Due", width: 6, fills: false, goes: 1 },
    ];

    #[test]
    fn whole_columns_go_by_priority() {
        assert_eq!(layout(COLUMNS, 40), [(0, 0, 5), (1, 6, 18), (2, 25, 8), (3, 34, 6)]);
        assert_eq!(layout(COLUMNS, 30), [(0, 0, 5), (1, 6, 17), (3, 24, 6)]);
        assert_eq!(layout(COLUMNS, 16), [(0, 0, 5), (1, 6, 10)]);
        assert_eq!(layout(COLUMNS, 8), [(0, 0, 5), (1, 6, 2)]);
    }
}
