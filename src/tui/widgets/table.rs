//! Tables: headings, rows, and the cell that one is on.

use ratatui::layout::Rect;

use super::{
    canvas::{Canvas, rows},
    sheet::Sheet,
    text::{Line, Piece},
    viewport::Viewport,
};
use crate::{tui::theme::Role, workbench::questions::narrow::Way};

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

/// Draws a table as its sheet has it: the headings tell by what it is sorted, the cell that one is on is told apart.
pub fn draw_sheet(
    canvas: &mut Canvas<'_>,
    area: Rect,
    sheet: &Sheet,
    view: &Viewport,
    len: usize,
    row: impl Fn(usize) -> Option<Vec<Piece>>,
) {
    let places = sheet.places(area.width.saturating_sub(2));
    let widths = |column: usize| places.iter().find(|(one, ..)| *one == column).map_or(0, |&(.., wide)| wide);
    let headings: Vec<Line> = (0..sheet.columns().len())
        .map(|column| heading(sheet, column, usize::from(widths(column)), canvas.is_plain()))
        .collect();
    put(canvas, area, &Places { columns: &places, headings: &headings }, view, len, row);
    if let Some(cell) = cell(area, sheet, view, len) {
        canvas.paint(cell, Role::Cell);
        canvas.set_cursor(cell.x, cell.y);
    }
}

/// Where the cell that one is on stands, in a table that is drawn as its sheet has it.
pub fn cell(area: Rect, sheet: &Sheet, view: &Viewport, len: usize) -> Option<Rect> {
    if area.height < 2 || area.width < 4 || view.at() >= len {
        return None;
    }
    let top = view.top(len, usize::from(area.height - 1));
    let row = u16::try_from(view.at().checked_sub(top)?).ok()?;
    let (_, x, width) = sheet.places(area.width - 2).into_iter().find(|(i, ..)| Some(*i) == sheet.on())?;
    Some(Rect { x: area.x + 2 + x, y: area.y + 1 + row, width, height: 1 })
}

/// A heading with its place in the order: `Residual ▼1`. The mark stays when there is no room for the whole title. Where
/// rows are read out all headings look the same, so that they are not read again for every column.
fn heading(sheet: &Sheet, column: usize, wide: usize, plain: bool) -> Line {
    let told = told_heading(sheet, column, wide);
    if sheet.on() != Some(column) || plain {
        return vec![Piece::muted(&told)];
    }
    // the words alone: a blank that is drawn over half of a wide character leaves its look on the other half
    let mut line = Line::new();
    for (at, word) in told.split(' ').enumerate() {
        if at > 0 {
            line.push(Piece::plain(" "));
        }
        line.push(Piece::new(word, Role::Cell));
    }
    line
}

fn told_heading(sheet: &Sheet, column: usize, wide: usize) -> String {
    let title = sheet.columns()[column].title;
    let Some((at, way)) = sheet.sorts(column) else { return title.to_owned() };
    let mark = format!("{}{at}", if way == Way::Rising { "▲" } else { "▼" });
    let room = wide.saturating_sub(mark.chars().count());
    let mut kept: String = title.chars().take(room).collect();
    if kept.chars().count() < room {
        kept.push(' ');
    }
    format!("{kept}{mark}")
}

struct Places<'a> {
    columns: &'a [(usize, u16, u16)],
    headings: &'a [Line],
}

fn put(
    canvas: &mut Canvas<'_>,
    area: Rect,
    places: &Places<'_>,
    view: &Viewport,
    len: usize,
    row: impl Fn(usize) -> Option<Vec<Piece>>,
) {
    if area.height < 2 || area.width < 4 {
        return;
    }
    let inner = Rect { x: area.x + 2, width: area.width - 2, ..area };
    let cells = |canvas: &mut Canvas<'_>, line: Rect, cells: &[Piece]| {
        for &(i, x, wide) in places.columns {
            if let Some(cell) = cells.get(i) {
                let slot = Rect { x: line.x + x, width: wide, ..line };
                canvas.line(slot, &[cell.cut(usize::from(wide))]);
            }
        }
    };
    for &(i, x, wide) in places.columns {
        if let Some(heading) = places.headings.get(i) {
            canvas.line(Rect { x: inner.x + x, width: wide, height: 1, ..inner }, heading);
        }
    }
    let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
    let top = view.top(len, usize::from(body.height));
    for (line, at) in rows(body).zip(top..len) {
        let given = row(at).unwrap_or_else(|| vec![Piece::muted("…"); places.headings.len()]);
        cells(canvas, Rect { x: line.x + 2, width: line.width - 2, ..line }, &given);
        if at == view.at() {
            canvas.line(line, &[Piece::plain(">")]);
            canvas.select(line);
        }
    }
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
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::tui::{theme::Theme, widgets::text};

    const COLUMNS: &[Column] = &[
        Column { id: "ref", title: "Ref", width: 5, fills: false, goes: 0 },
        Column { id: "title", title: "Title", width: 10, fills: true, goes: 0 },
        Column { id: "owner", title: "Owner", width: 8, fills: false, goes: 2 },
        Column { id: "due", title: "Due", width: 6, fills: false, goes: 1 },
    ];

    #[test]
    fn whole_columns_go_by_priority() {
        assert_eq!(Sheet::new(COLUMNS).places(40), [(0, 0, 5), (1, 6, 18), (2, 25, 8), (3, 34, 6)]);
        assert_eq!(Sheet::new(COLUMNS).places(30), [(0, 0, 5), (1, 6, 17), (3, 24, 6)]);
        assert_eq!(Sheet::new(COLUMNS).places(16), [(0, 0, 5), (1, 6, 10)]);
        assert_eq!(Sheet::new(COLUMNS).places(8), [(0, 0, 5), (1, 6, 2)]);
    }

    #[test]
    fn the_column_one_is_on_has_room_whatever_goes_for_it() {
        let mut sheet = Sheet::new(COLUMNS);
        sheet.go("owner");
        assert_eq!(sheet.places(30), [(0, 0, 5), (1, 6, 15), (2, 22, 8)]);
        assert_eq!(sheet.places(16), [(0, 0, 5), (2, 6, 8)]);
        assert_eq!(sheet.places(8), [(2, 0, 8)]);
        for width in 0..60 {
            for id in ["ref", "title", "owner", "due"] {
                sheet.go(id);
                let places = sheet.places(width);
                assert!(width < 3 || places.iter().any(|(i, _, wide)| COLUMNS[*i].id == id && *wide > 0));
                assert!(places.iter().all(|(_, x, wide)| *wide == 0 || x + wide <= width), "{width}");
            }
        }
    }

    #[test]
    fn a_heading_tells_its_place_in_the_order() {
        let mut sheet = Sheet::new(COLUMNS);
        sheet.sort_by("owner", false);
        sheet.sort_by("ref", true);
        sheet.sort_by("ref", true);
        assert_eq!(told_heading(&sheet, 2, 8), "Owner ▲1");
        assert_eq!(told_heading(&sheet, 0, 5), "Ref▼2");
        assert_eq!(told_heading(&sheet, 0, 3), "R▼2");
        assert_eq!(sheet.told_order(), "by Owner rising, then Ref falling");
    }

    #[test]
    fn only_rows_in_view_are_built_however_long_the_table_is() {
        let built = |len: usize, at: usize| {
            let mut view = Viewport::default();
            view.go(at);
            let count = std::cell::Cell::new(0);
            let row = |_| {
                count.set(count.get() + 1);
                Some(vec![Piece::plain("x"); 4])
            };
            let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 20));
            let sheet = Sheet::new(COLUMNS);
            draw_sheet(
                &mut Canvas::new(&mut buffer, Theme::MONO),
                Rect::new(0, 0, 80, 20),
                &sheet,
                &view,
                len,
                row,
            );
            count.get()
        };
        for at in [0, 50, 99] {
            assert_eq!((built(100, at), built(100_000, at), built(100_000, at * 1000)), (19, 19, 19));
        }
    }

    proptest! {
        /// Wide letters, marks that join, right-to-left text: whatever stands in a cell, the next column begins where it
        /// begins, and no cell reaches beyond the table.
        #[test]
        fn cells_end_where_their_column_ends(
            texts in prop::collection::vec("\\PC{0,12}|[a医\u{1b155}\u{110b0}\u{301}\u{5d0}\u{627}\u{202e}\u{200d}\u{1f469}\u{1f3fb}\u{e33}\u{1100}\u{1161}\u{fe0f}]{0,12}", 3 * 4),
            width in 4u16..60,
            on in 0usize..4,
        ) {
            let area = Rect::new(0, 0, width + 2, 4);
            let mut sheet = Sheet::new(COLUMNS);
            sheet.go(COLUMNS[on].id);
            let row = |at: usize| Some(texts[at * 4..at * 4 + 4].iter().map(|text| Piece::plain(text)).collect());
            let mut buffer = Buffer::empty(area);
            let table = Rect { width, ..area };
            draw_sheet(&mut Canvas::new(&mut buffer, Theme::MONO), table, &sheet, &Viewport::default(), 3, row);
            let places = sheet.places(width - 2);
            for y in 1..4u16 {
                // what is drawn beyond a column, or reaches over its end, would stand in a gap or in the margin
                let inside = |x: u16| places.iter().any(|&(_, from, wide)| (from + 2..from + 2 + wide).contains(&x));
                for x in 2..width + 2 {
                    let symbol = buffer[(x, y)].symbol();
                    let wide = text::width(symbol).max(1) as u16;
                    if !inside(x) {
                        prop_assert_eq!(symbol, " ", "at {},{}", x, y);
                    } else if symbol != " " {
                        prop_assert!(inside(x + wide - 1), "{:?} at {},{}", symbol, x, y);
                    }
                }
            }
        }
    }
}
