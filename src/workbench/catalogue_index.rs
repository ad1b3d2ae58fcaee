//! Which catalogue a register has taken up: the index it keeps of it.

use super::{Workbench, store::Draft};
use crate::{
    catalog::index::Index,
    domain::{
        events::EventKind,
        object::Object,
        record::{Held, sha256_hex},
        register::{Knowledge, KnowledgeKind},
        trouble::{Trouble, TroubleKind},
    },
    ledger::{Edit, Query},
};

/// The name under which a register keeps its indexes.
const NAME: &str = "catalogue";

/// The index that a register has taken up.
pub(super) struct TakenIndex {
    pub(super) index: Index,
    pub(super) number: u32,
    pub(super) held: Held<Knowledge>,
}

impl Workbench {
    /// The index that the register took up last; none if it never did.
    pub(super) fn taken_index(&self) -> Result<Option<TakenIndex>, Trouble> {
        let query = Query::all(Object::Knowledge).is("kind", KnowledgeKind::Catalogue.to_string());
        let mut last: Option<TakenIndex> = None;
        for held in self.all::<Knowledge>(&query)? {
            let (index, number) = Index::from_text(&held.text).ok_or_else(|| {
                Trouble::new(
                    TroubleKind::Register,
                    "Cannot compare catalogues",
                    "the index that this register keeps cannot be read",
                    "the riskward that stored it",
                )
            })?;
            if last.as_ref().is_none_or(|last| last.number < number) {
                last = Some(TakenIndex { index, number, held });
            }
        }
        Ok(last)
    }

    /// The edit that takes up the catalogue at hand as the register's index of this number.
    pub(super) fn index_edit(&self, number: u32) -> Edit {
        let text = self.catalogue().index().to_text(number);
        let id = sha256_hex(text.as_bytes());
        let part = Knowledge { kind: KnowledgeKind::Catalogue, name: NAME.to_owned(), text };
        Edit::put(&id.as_str().into(), 0, &part)
    }

    /// Takes up the catalogue at hand in a register that has never taken up one.
    pub(super) fn draft_first_index(&self, draft: &mut Draft) -> Result<(), Trouble> {
        let of_kind = Query::all(Object::Knowledge).is("kind", KnowledgeKind::Catalogue.to_string());
        if self.count(&of_kind)? > 0 {
            return Ok(());
        }
        let shown = format!("Catalogue taken up: {} parts and entries.", self.catalogue().index().len());
        draft.event(self.new_request(), EventKind::KnowledgeStored, shown, "", vec![self.index_edit(1)]);
        Ok(())
    }
}
