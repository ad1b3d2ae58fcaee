//! Sections of a catalogue entry as paragraphs.

use super::Target;
use crate::{
    tui::{theme::Role, widgets::document::Document},
    workbench::questions::catalogue::{About, Lead, Section},
};

/// Puts sections on a page; a paragraph's link is where it leads, if anywhere.
pub(super) fn put(page: &mut Document<Option<Lead>>, sections: &[Section]) {
    for section in sections {
        page.head(section.head);
        for told in &section.told {
            page.tell(told.lead.clone(), &told.text, Role::Normal);
        }
    }
}

/// The screen that a lead opens.
pub(super) fn target(lead: &Lead) -> Target {
    match lead {
        Lead::Entry(kind, id) => Target::Entry(About::Entry(*kind, id.clone())),
        Lead::Risk(reference) => Target::Risk(reference.clone()),
        Lead::Control(reference) => Target::Control(reference.clone()),
        Lead::Assessment(reference) => Target::Chain(reference.clone()),
    }
}
