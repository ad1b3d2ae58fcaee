//! What a wish does to several risks: what changes from what to what, and what is left as it is and why.

use super::{
    FROZEN, Several, ToldOf, Wish,
    counted::{Field, said, told},
    fields::{ACCEPTED, Fields, kept},
    rated::Ratings,
};
use crate::{
    domain::{
        events::EventKind,
        object::{Id, Version},
        rating::Rating,
        risk::Risk,
        trouble::Trouble,
    },
    ledger::Edit,
    workbench::{Workbench, knowledge::level_of, store::Draft},
};

/// A row before and after.
struct Changed<R> {
    id: Id,
    version: Version,
    after: R,
}

/// All that a wish does.
pub(in crate::workbench) struct Plan {
    fields: Vec<Field>,
    risks: Vec<Changed<Risk>>,
    ratings: Vec<Changed<Rating>>,
    names: Vec<String>,
    only_treatment: bool,
    gone: usize,
    reason: String,
}

impl Plan {
    /// What the wish does to these risks as they stand now.
    pub(in crate::workbench) fn of(
        workbench: &Workbench,
        several: &Several,
        wish: &Wish,
    ) -> Result<Self, Trouble> {
        let mut plan = Self {
            fields: Vec::new(),
            risks: Vec::new(),
            ratings: Vec::new(),
            names: Vec::new(),
            only_treatment: wish.is_about_treatment()
                && wish.owner.is_none()
                && wish.due_on.is_none()
                && !wish.is_about_tags()
                && wish.status.is_none(),
            gone: several.gone,
            reason: wish.reason.clone().unwrap_or_default(),
        };
        let ratings = wish.rating.as_ref().map(|_| Ratings::read(workbench, several)).transpose()?;
        let mut fields = Fields::of(wish);
        for risk in &several.risks {
            let after = fields.after(several, risk, wish);
            let mut changed = false;
            if after != risk.value {
                plan.risks.push(Changed { id: risk.id.clone(), version: risk.version, after });
                changed = true;
            }
            if let (Some(ratings), Some(wanted)) = (&ratings, &wish.rating) {
                let left = kept(several, risk, true).map(Err);
                let wished = match left {
                    Some(left) => left,
                    None => ratings.wished(workbench, (several, risk), wanted)?,
                };
                let held = ratings.of(&risk.id, wanted.phase);
                let name = several.name(risk);
                let field = &mut fields.rating;
                match wished {
                    Err(why) => field.leaves(&why, name),
                    Ok(after) if held.is_some_and(|held| is_same(&held.value, &after)) => field.same += 1,
                    Ok(after) => {
                        let scale = workbench.scale(&after.scale_sha256)?;
                        let short = |rating: &Rating| match rating.of(wanted.property) {
                            Some((_, _, level)) => level_of(&scale, level).short,
                            None => "not rated".to_owned(),
                        };
                        field.changes(held.map_or_else(|| "not rated".to_owned(), |held| short(held)));
                        *field.becomes.entry(short(&after)).or_default() += 1;
                        let (id, version) = match held {
                            Some(held) => (held.id.clone(), held.version),
                            None => (workbench.new_request(), 0),
                        };
                        plan.ratings.push(Changed { id, version, after });
                        changed = true;
                    }
                }
            }
            if changed {
                plan.names.push(several.name(risk));
            }
        }
        plan.fields = fields.asked(wish);
        Ok(plan)
    }

    /// What would be done, and what is left out, a sentence each.
    ///
    /// # Errors
    /// When nothing would change.
    pub(in crate::workbench) fn told(&self) -> Result<(Vec<String>, Vec<String>), Trouble> {
        let (says, mut left) = told(&self.fields, "risk");
        if self.gone > 0 {
            left.push(format!("{} not there any more", self.gone));
        }
        if self.names.is_empty() {
            let because = if left.is_empty() {
                "every one of these risks is so already".to_owned()
            } else {
                left.join("; ")
            };
            return Err(Trouble::refused("Nothing to change", because, self.way_out()));
        }
        Ok((says, left))
    }

    /// What can be tried where everything stays as it is.
    fn way_out(&self) -> &'static str {
        let stays =
            |why: &str| self.fields.iter().flat_map(|field| field.left.keys()).any(|left| left.contains(why));
        if stays(FROZEN) {
            "reassess, which begins a new revision"
        } else if stays(ACCEPTED) {
            "withdraw-decision, or decide anew"
        } else {
            ""
        }
    }

    /// How many risks change.
    pub(in crate::workbench) fn count(&self) -> usize {
        self.names.len()
    }

    /// The first of those that change.
    pub(in crate::workbench) fn first(&self) -> String {
        self.names.first().cloned().unwrap_or_default()
    }

    /// The rows that it changes and their versions, to be handed to the one who says yes to it.
    pub(in crate::workbench) fn made_on(&self) -> String {
        let risks = self.risks.iter().map(|one| (one.id.to_string(), one.version));
        ToldOf::write(risks.chain(self.ratings.iter().map(|one| (rating_of(&one.after), one.version))))
    }

    /// What was done, in one sentence: `12 risks changed: owner K. Lang.`
    pub(in crate::workbench) fn said(&self) -> String {
        said(&self.fields, &self.names, "risk")
    }

    /// What was left out, in one sentence; empty when nothing was.
    pub(in crate::workbench) fn left(&self) -> String {
        match self.told() {
            Ok((_, left)) if !left.is_empty() => format!(" {}.", left.join("; ")),
            _ => String::new(),
        }
    }

    /// The events, on the versions that somebody was told of.
    pub(in crate::workbench) fn draft(self, workbench: &Workbench, told: &ToldOf) -> Result<Draft, Trouble> {
        let said = self.said();
        let (mut risks, mut ratings) = (Vec::new(), Vec::new());
        for one in &self.risks {
            risks.push(Edit::put(&one.id, told.version(one.id.as_str(), one.version)?, &one.after));
        }
        for one in &self.ratings {
            ratings.push(Edit::put(&one.id, told.version(&rating_of(&one.after), one.version)?, &one.after));
        }
        let kind = if self.only_treatment { EventKind::TreatmentProposed } else { EventKind::RiskChanged };
        let mut draft = Draft::default();
        draft.event(workbench.new_request(), kind, said.clone(), &self.reason, risks);
        let why = self.ratings.first().map(|one| one.after.reason.clone()).unwrap_or_default();
        draft.event(workbench.new_request(), EventKind::RiskRated, said, &why, ratings);
        Ok(draft)
    }
}

/// What a rating is told of by: one that is not there yet has no identity.
fn rating_of(rating: &Rating) -> String {
    format!("{} of {}", rating.phase, rating.risk_id)
}

/// The same judgement, whoever made it when.
fn is_same(one: &Rating, other: &Rating) -> bool {
    let judged =
        |rating: &Rating| Rating { rater: String::new(), rated_on: other.rated_on, ..rating.clone() };
    judged(one) == judged(other)
}
