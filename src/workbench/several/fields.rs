//! What becomes of each field of several risks: counted from what to what, and what is left as it is with the reason.

use super::{
    Several, Wish,
    counted::{Field, capital, or_no_date, or_nobody, set},
};
use crate::domain::{
    record::Held,
    risk::{Risk, RiskStatus, Treatment, is_same_tag},
    word::Word as _,
};

/// The fields that a wish can name.
pub(super) struct Fields {
    pub(super) owner: Field,
    pub(super) due: Field,
    pub(super) tags: Field,
    pub(super) treatment: Field,
    pub(super) status: Field,
    pub(super) rating: Field,
}

impl Fields {
    pub(super) fn of(wish: &Wish) -> Self {
        let mut tags: Vec<String> = Vec::new();
        if wish.clears_tags {
            tags.push(if wish.adds.is_empty() { "none".into() } else { "no others".into() });
        }
        tags.extend(wish.takes.iter().map(|tag| format!("-{tag}")));
        tags.extend(wish.adds.iter().map(|tag| format!("+{tag}")));
        let rating = wish.rating.as_ref().map_or_else(Field::default, |wanted| {
            Field::new(
                format!("{} {}", capital(wanted.phase.label()), wanted.property),
                format!("severity {}, likelihood {}", wanted.severity, wanted.likelihood),
            )
        });
        Self {
            owner: Field::new("Owner", wish.owner.as_deref().map(or_nobody).unwrap_or_default()),
            due: Field::new("Due", wish.due_on.map(or_no_date).unwrap_or_default()),
            tags: Field::new("Tags", tags.join(", ")),
            treatment: Field::new(
                "Treatment",
                wish.treatment.map_or("as it is, with its reason", Treatment::label),
            ),
            status: Field::new("Status", wish.status.map(RiskStatus::label).unwrap_or_default()),
            rating,
        }
    }

    /// The risk as the wish leaves it.
    pub(super) fn after(&mut self, several: &Several, risk: &Held<Risk>, wish: &Wish) -> Risk {
        let mut after = risk.value.clone();
        let name = || several.name(risk);
        let living = kept(several, risk, false);
        let frozen = kept(several, risk, true);
        if let Some(owner) = &wish.owner {
            set(&mut self.owner, &mut after.owner, owner.clone(), living.as_deref(), name, |owner| {
                or_nobody(owner)
            });
        }
        if let Some(due) = wish.due_on {
            set(&mut self.due, &mut after.due_on, due, living.as_deref(), name, |due| or_no_date(*due));
        }
        if wish.is_about_tags() {
            let tags = tagged(&risk.tags, wish);
            set(&mut self.tags, &mut after.tags, tags, living.as_deref(), name, |tags| or_none(tags));
        }
        if wish.is_about_treatment() {
            let before = (after.treatment, after.treatment_reason.clone(), after.order_reason.clone());
            let wanted = (
                wish.treatment.or(before.0),
                wish.reason.clone().unwrap_or_else(|| before.1.clone()),
                wish.order_reason.clone().unwrap_or_else(|| before.2.clone()),
            );
            let mut now = before;
            set(&mut self.treatment, &mut now, wanted, frozen.as_deref(), name, |(treatment, ..)| {
                treatment.map_or("none", Treatment::label).to_owned()
            });
            let proposed = now.0.is_some() && frozen.is_none();
            (after.treatment, after.treatment_reason, after.order_reason) = now;
            if proposed
                && wish.status.is_none()
                && after.status == RiskStatus::Open
                && wish.treatment.is_some()
            {
                after.status = RiskStatus::InTreatment;
            }
        }
        if let Some(status) = wish.status {
            let left = living.or_else(|| (risk.status == RiskStatus::Accepted).then(|| ACCEPTED.to_owned()));
            set(&mut self.status, &mut after.status, status, left.as_deref(), name, |status| {
                status.label().to_owned()
            });
        }
        after
    }

    /// Those that the wish names, in the order of the form.
    pub(super) fn asked(self, wish: &Wish) -> Vec<Field> {
        let named = [
            (wish.owner.is_some(), self.owner),
            (wish.due_on.is_some(), self.due),
            (wish.is_about_tags(), self.tags),
            (wish.is_about_treatment(), self.treatment),
            (wish.status.is_some(), self.status),
            (wish.rating.is_some(), self.rating),
        ];
        named.into_iter().filter(|(asked, _)| *asked).map(|(_, field)| field).collect()
    }
}

pub(super) const ACCEPTED: &str = "accepted, which a decision says";

/// Why a risk, or what a decision on the whole freezes of it, stays as it is.
pub(super) fn kept(several: &Several, risk: &Risk, frozen_part: bool) -> Option<String> {
    several.only_read(risk).or_else(|| {
        let accepted = || (risk.status == RiskStatus::Accepted).then(|| ACCEPTED.to_owned());
        frozen_part.then(|| several.frozen(risk).or_else(accepted)).flatten()
    })
}

fn tagged(before: &[String], wish: &Wish) -> Vec<String> {
    let mut tags: Vec<String> = if wish.clears_tags { Vec::new() } else { before.to_vec() };
    tags.retain(|tag| !wish.takes.iter().any(|taken| is_same_tag(taken, tag)));
    for tag in &wish.adds {
        if !tags.iter().any(|known| is_same_tag(known, tag)) {
            tags.push(tag.clone());
        }
    }
    tags
}

fn or_none(tags: &[String]) -> String {
    if tags.is_empty() { "none".to_owned() } else { tags.join(" ") }
}
