//! What is wanted of several risks: only what is filled in changes.

use chrono::NaiveDate;

use crate::{
    domain::{
        rating::{Basis, KeyProperty, Phase},
        risk::{RiskStatus, Treatment, tags},
        trouble::Trouble,
    },
    workbench::actions::Args,
};

/// What can be taken away.
pub(in crate::workbench) const CLEARED: &[(&str, &str)] =
    &[("owner", "the owner"), ("due_on", "the due date"), ("tags", "all tags")];

/// The wish; an empty text takes a value away, none leaves it.
pub(in crate::workbench) struct Wish {
    pub(super) owner: Option<String>,
    #[allow(clippy::option_option, reason = "none leaves the date, none within takes it away")]
    pub(super) due_on: Option<Option<NaiveDate>>,
    pub(super) clears_tags: bool,
    pub(super) adds: Vec<String>,
    pub(super) takes: Vec<String>,
    pub(super) treatment: Option<Treatment>,
    pub(super) reason: Option<String>,
    pub(super) order_reason: Option<String>,
    pub(super) status: Option<RiskStatus>,
    pub(super) rating: Option<RatingWish>,
}

/// One rating of each of them.
pub(in crate::workbench) struct RatingWish {
    pub(super) phase: Phase,
    pub(super) property: KeyProperty,
    pub(super) severity: i64,
    pub(super) likelihood: i64,
    pub(super) basis: Option<Basis>,
    pub(super) reason: Option<String>,
    pub(super) rater: String,
    pub(super) on: NaiveDate,
}

/// What is taken away of that which can be; nothing is filled in and taken away at once.
pub(super) fn cleared(args: &Args, known: &[(&str, &str)]) -> Result<Vec<String>, Trouble> {
    let cleared = args.list("clear");
    if let Some(stray) = cleared.iter().find(|name| !known.iter().any(|(known, _)| known == name)) {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        return Err(Trouble::refused(
            "Not saved",
            format!("clear is {stray:?}"),
            format!("one of {}", names.join(", ")),
        ));
    }
    if let Some(name) = cleared.iter().find(|name| !args.is_empty(name)) {
        let because = format!("{name} is filled in and taken away at once");
        return Err(Trouble::refused("Not saved", because, "one of the two"));
    }
    Ok(cleared)
}

impl Wish {
    /// What the values of a form or a command line ask for.
    pub(in crate::workbench) fn read(args: &Args, rater: &str, today: NaiveDate) -> Result<Self, Trouble> {
        let filled = |name: &str| (!args.is_empty(name)).then(|| args.text(name));
        let cleared = cleared(args, CLEARED)?;
        let clears = |name: &str| cleared.iter().any(|cleared| cleared == name);
        let status = args.word::<RiskStatus>("status")?;
        if status == Some(RiskStatus::Accepted) {
            return Err(Trouble::refused(
                "Not saved",
                "status is accepted, and only a decision accepts a risk",
                "decide on each of them",
            ));
        }
        let wish = Self {
            owner: filled("owner").or(clears("owner").then(String::new)),
            due_on: match args.date("due_on")? {
                Some(date) => Some(Some(date)),
                None => clears("due_on").then_some(None),
            },
            clears_tags: clears("tags"),
            adds: tags(&args.text("add_tags")),
            takes: tags(&args.text("remove_tags")),
            treatment: args.word("treatment")?,
            reason: filled("reason"),
            order_reason: filled("order_reason"),
            status,
            rating: RatingWish::read(args, rater, today)?,
        };
        if wish.is_empty() {
            return Err(Trouble::refused(
                "Nothing to change",
                "no field is filled in",
                "what is filled in changes, in every risk that was named",
            ));
        }
        Ok(wish)
    }

    fn is_empty(&self) -> bool {
        self.owner.is_none()
            && self.due_on.is_none()
            && !self.is_about_tags()
            && !self.is_about_treatment()
            && self.status.is_none()
            && self.rating.is_none()
    }

    pub(super) fn is_about_tags(&self) -> bool {
        self.clears_tags || !self.adds.is_empty() || !self.takes.is_empty()
    }

    pub(super) fn is_about_treatment(&self) -> bool {
        self.treatment.is_some() || self.reason.is_some() || self.order_reason.is_some()
    }
}

impl RatingWish {
    fn read(args: &Args, rater: &str, today: NaiveDate) -> Result<Option<Self>, Trouble> {
        let fields = ["phase", "property", "severity", "likelihood"];
        let given: Vec<&str> = fields.into_iter().filter(|name| !args.is_empty(name)).collect();
        let more = ["basis", "rating_reason"].into_iter().find(|name| !args.is_empty(name));
        if given.is_empty() && more.is_none() {
            return Ok(None);
        }
        if let Some(missing) = fields.into_iter().find(|name| !given.contains(name)) {
            return Err(Trouble::refused(
                "Not saved",
                format!("{missing} is empty, and a rating is asked for"),
                "phase, property, severity and likelihood together, or none of them",
            ));
        }
        let number = |name: &str| args.number(name).map(Option::unwrap_or_default);
        Ok(Some(Self {
            phase: args.needed_word("phase")?,
            property: args.needed_word("property")?,
            severity: number("severity")?,
            likelihood: number("likelihood")?,
            basis: args.word("basis")?,
            reason: (!args.is_empty("rating_reason")).then(|| args.text("rating_reason")),
            rater: rater.to_owned(),
            on: today,
        }))
    }
}
