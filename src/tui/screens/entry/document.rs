//! The entry as paragraphs.

use super::State;
use crate::{
    tui::{
        screens::sections,
        theme::Role,
        widgets::{
            document::Document,
            text::{Line, Piece, wrapped},
        },
    },
    workbench::questions::catalogue::Lead,
};

pub(super) fn document(state: &State, columns: usize) -> Document<Option<Lead>> {
    let mut page = Document::new(columns);
    let Some(whole) = &state.entry else { return page };
    let mut banner = wrapped(&whole.title, columns, Role::Title);
    banner.push(Line::new());
    page.banner(banner);
    sections::put(&mut page, &whole.sections);
    if whole.used.told.is_empty() {
        page.head("Used by");
        page.put(None, vec![vec![Piece::muted("nothing in this register")]]);
    }
    sections::put(&mut page, std::slice::from_ref(&whole.used));
    page
}
