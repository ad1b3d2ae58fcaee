//! The entries of a catalogue, each kind in its own order.

use super::{Entry, EntryKind, fields, parts};
use crate::{catalog::Catalogue, domain::word::Word as _};

/// Every entry.
pub(super) fn entries(catalogue: &Catalogue) -> Vec<Entry> {
    EntryKind::ALL.iter().flat_map(|&kind| of_kind(catalogue, kind)).collect()
}

fn of_kind(catalogue: &Catalogue, kind: EntryKind) -> Vec<Entry> {
    match kind {
        EntryKind::Capability => {
            catalogue.capabilities().iter().map(|one| fields::capability(catalogue, one)).collect()
        }
        EntryKind::Risk => {
            let risks = catalogue.capabilities().iter().filter_map(|one| catalogue.risks_for(&one.code));
            risks.flat_map(|part| &part.risks).map(|one| fields::risk(catalogue, one)).collect()
        }
        EntryKind::Control => {
            catalogue.controls().iter().map(|one| fields::control(catalogue, one)).collect()
        }
        EntryKind::Profile => catalogue.profiles().map(parts::profile).collect(),
        EntryKind::Trait => catalogue.traits().map(parts::of_trait).collect(),
        EntryKind::Requirements => catalogue.requirement_sets().map(parts::requirements).collect(),
        EntryKind::Standard => {
            catalogue.standards().iter().map(|one| parts::standard(catalogue, one)).collect()
        }
        EntryKind::Form => catalogue.forms().map(|one| parts::form(catalogue, one)).collect(),
        EntryKind::Scale => catalogue.scales().map(parts::scale).collect(),
        EntryKind::Process => catalogue.processes().map(parts::process).collect(),
        EntryKind::Framework => catalogue.frameworks().map(parts::framework).collect(),
        EntryKind::Mapping => catalogue.mappings().map(|one| parts::mapping(catalogue, one)).collect(),
        EntryKind::FrameworkControl => catalogue.frameworks().flat_map(parts::framework_controls).collect(),
    }
}

/// The entry of this kind and id, whatever the case of the letters.
pub(super) fn entry(catalogue: &Catalogue, kind: EntryKind, id: &str) -> Option<Entry> {
    let wanted = |entry: &Entry| entry.id.eq_ignore_ascii_case(id);
    match kind {
        // of the many controls of frameworks only those of the one are looked at
        EntryKind::FrameworkControl => {
            let (framework, _) = id.split_once(':')?;
            parts::framework_controls(catalogue.framework(&framework.to_lowercase())?)
                .into_iter()
                .find(wanted)
        }
        _ => of_kind(catalogue, kind).into_iter().find(wanted),
    }
}
