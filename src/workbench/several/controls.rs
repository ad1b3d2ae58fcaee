//! Several controls at once: how they are named, what is wanted of them, and what becomes of each.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{
    MOST, ToldOf,
    counted::{Field, counted, or_no_date, or_nobody, said, set, told},
    numbers, too_many,
    wish::cleared,
};
use crate::{
    domain::{
        capability::Responsible,
        control::{Control, ControlKind},
        events::EventKind,
        object::{Id, Object, Version},
        record::Held,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Compare, Direction, Edit, Query},
    workbench::{
        Workbench,
        actions::{Args, ORDERS, in_order},
        store::Draft,
    },
};

/// How they are counted.
const WORD: &str = "control";

/// What can be taken away from controls.
pub(in crate::workbench) const CLEARED_OF_CONTROLS: &[(&str, &str)] =
    &[("owner", "the owner"), ("due", "the due date")];

/// What is wanted of them; an empty text takes a value away, none leaves it.
pub(in crate::workbench) struct ControlWish {
    owner: Option<String>,
    #[allow(clippy::option_option, reason = "none leaves the date, none within takes it away")]
    due: Option<Option<NaiveDate>>,
    kind: Option<ControlKind>,
    order: Option<i64>,
    responsible: Option<Responsible>,
}

impl ControlWish {
    /// What the values of a form or a command line ask for.
    pub(in crate::workbench) fn read(args: &Args) -> Result<Self, Trouble> {
        let cleared = cleared(args, CLEARED_OF_CONTROLS)?;
        let clears = |name: &str| cleared.iter().any(|cleared| cleared == name);
        let owner = args.text("owner");
        let wish = Self {
            owner: (!owner.is_empty()).then_some(owner).or(clears("owner").then(String::new)),
            due: match args.date("due")? {
                Some(date) => Some(Some(date)),
                None => clears("due").then_some(None),
            },
            kind: args.word("kind")?,
            order: args.number("order")?.map(in_order).transpose()?,
            responsible: args.word("responsible")?,
        };
        let is_empty = wish.owner.is_none()
            && wish.due.is_none()
            && wish.kind.is_none()
            && wish.order.is_none()
            && wish.responsible.is_none();
        if is_empty {
            return Err(Trouble::refused(
                "Nothing to change",
                "no field is filled in",
                "what is filled in changes, in every control that was named",
            ));
        }
        Ok(wish)
    }
}

/// A control before and after, and what changed in it, in words.
struct Changed {
    id: Id,
    version: Version,
    after: Control,
    told: String,
}

/// All that a wish does to controls.
pub(in crate::workbench) struct ControlPlan {
    fields: Vec<Field>,
    controls: Vec<Changed>,
    names: Vec<String>,
}

impl ControlPlan {
    /// What the wish does to these controls as they stand now.
    pub(in crate::workbench) fn of(controls: &[Held<Control>], wish: &ControlWish) -> Self {
        let mut plan = Self { fields: Vec::new(), controls: Vec::new(), names: Vec::new() };
        let mut owner = Field::new("Owner", wish.owner.as_deref().map(or_nobody).unwrap_or_default());
        let mut due = Field::new("Due", wish.due.map(or_no_date).unwrap_or_default());
        let mut kind = Field::new("Kind", wish.kind.map(ControlKind::label).unwrap_or_default());
        let mut order = Field::new("Order", wish.order.map(in_words).unwrap_or_default());
        let mut party =
            Field::new("Responsible", wish.responsible.map(Responsible::label).unwrap_or_default());
        for control in controls {
            let mut after = control.value.clone();
            let name = || control.reference.clone();
            if let Some(wanted) = &wish.owner {
                set(&mut owner, &mut after.owner, wanted.clone(), None, name, |owner| or_nobody(owner));
            }
            if let Some(wanted) = wish.due {
                set(&mut due, &mut after.due, wanted, None, name, |due| or_no_date(*due));
            }
            if let Some(wanted) = wish.kind {
                set(&mut kind, &mut after.kind, wanted, None, name, |kind| kind.label().to_owned());
            }
            if let Some(wanted) = wish.order {
                set(&mut order, &mut after.order, wanted, None, name, |order| in_words(*order).to_owned());
            }
            if let Some(wanted) = wish.responsible {
                set(&mut party, &mut after.responsible, wanted, None, name, |party| party.label().to_owned());
            }
            if after != control.value {
                plan.names.push(control.reference.clone());
                let told = format!("{} {}", control.reference, changes(&control.value, &after).join(", "));
                plan.controls.push(Changed { id: control.id.clone(), version: control.version, after, told });
            }
        }
        let asked = [
            (wish.owner.is_some(), owner),
            (wish.due.is_some(), due),
            (wish.kind.is_some(), kind),
            (wish.order.is_some(), order),
            (wish.responsible.is_some(), party),
        ];
        plan.fields = asked.into_iter().filter(|(asked, _)| *asked).map(|(_, field)| field).collect();
        plan
    }

    /// What would be done: each field in one sentence, and then each control in a line of its own.
    ///
    /// # Errors
    /// When nothing would change.
    pub(in crate::workbench) fn told(&self) -> Result<Vec<String>, Trouble> {
        if self.controls.is_empty() {
            let because = "every one of these controls is so already";
            return Err(Trouble::refused("Nothing to change", because, ""));
        }
        let (mut says, _) = told(&self.fields, WORD);
        says.extend(self.controls.iter().map(|one| one.told.clone()));
        Ok(says)
    }

    /// What one should know before: decisions are sealed to the kind and the order of what they rest on.
    pub(in crate::workbench) fn warnings(&self) -> Vec<String> {
        let sealed = self
            .fields
            .iter()
            .any(|field| field.changed > 0 && matches!(field.name.as_str(), "Kind" | "Order"));
        let warning = "Decisions that rest on these controls become stale: kind and order are sealed.";
        sealed.then(|| warning.to_owned()).into_iter().collect()
    }

    /// How many change, in words.
    pub(in crate::workbench) fn count(&self) -> String {
        counted(self.controls.len(), WORD)
    }

    /// The first of those that change.
    pub(in crate::workbench) fn first(&self) -> String {
        self.names.first().cloned().unwrap_or_default()
    }

    /// The rows that it changes and their versions, to be handed to the one who says yes to it.
    pub(in crate::workbench) fn made_on(&self) -> String {
        ToldOf::write(self.controls.iter().map(|one| (one.id.to_string(), one.version)))
    }

    /// The event, on the versions that somebody was told of.
    pub(in crate::workbench) fn draft(&self, workbench: &Workbench, told: &ToldOf) -> Result<Draft, Trouble> {
        let mut edits = Vec::new();
        for one in &self.controls {
            edits.push(Edit::put(&one.id, told.version(one.id.as_str(), one.version)?, &one.after));
        }
        let said = said(&self.fields, &self.names, WORD);
        let mut draft = Draft::default();
        draft.event(workbench.new_request(), EventKind::ControlChanged, said, "", edits);
        Ok(draft)
    }
}

/// What is another in a control, field by field.
fn changes(before: &Control, after: &Control) -> Vec<String> {
    let fields = [
        ("owner", or_nobody(&before.owner), or_nobody(&after.owner)),
        ("due", or_no_date(before.due), or_no_date(after.due)),
        ("kind", before.kind.label().to_owned(), after.kind.label().to_owned()),
        ("order", in_words(before.order).to_owned(), in_words(after.order).to_owned()),
        ("responsible", before.responsible.label().to_owned(), after.responsible.label().to_owned()),
    ];
    let changed = fields.into_iter().filter(|(_, before, after)| before != after);
    changed.map(|(name, before, after)| format!("{name} from {before} to {after}")).collect()
}

fn in_words(order: i64) -> &'static str {
    ORDERS.iter().find(|(number, _)| *number == order.to_string()).map_or("", |(_, words)| words)
}

impl Workbench {
    /// The controls of `C-001|C-007|C-012..C-020`, each once, in the sequence in which they are named.
    pub(in crate::workbench) fn several_controls(
        &self,
        subject: &str,
    ) -> Result<Vec<Held<Control>>, Trouble> {
        let parts: Vec<&str> = subject.split('|').map(str::trim).filter(|part| !part.is_empty()).collect();
        let mut wanted: Vec<(String, bool)> = Vec::new();
        for part in parts {
            let (refs, needed) = numbers(part, "C-").ok_or_else(|| no_control(part))?;
            wanted.extend(refs.into_iter().map(|name| (name, needed)));
            if wanted.len() > MOST {
                return Err(too_many(&counted(wanted.len(), WORD)));
            }
        }
        let refs = wanted.iter().map(|(name, _)| name.clone()).collect();
        let query = Query::all(Object::Control).with("ref", Compare::In(refs)).by("number", Direction::Up);
        let mut found: HashMap<String, Held<Control>> =
            self.all::<Control>(&query)?.into_iter().map(|held| (held.reference.clone(), held)).collect();
        let mut once: HashSet<String> = HashSet::new();
        let mut controls = Vec::new();
        for (name, needed) in wanted {
            match found.remove(&name) {
                Some(control) => controls.push(control),
                None if needed && !once.contains(&name) => return Err(no_control(&name)),
                None => {}
            }
            once.insert(name);
        }
        if controls.is_empty() {
            return Err(Trouble::refused(
                "Not saved",
                "no control is named",
                "mark controls, or name them: C-001|C-004..C-009",
            ));
        }
        Ok(controls)
    }
}

fn no_control(name: &str) -> Trouble {
    Trouble::refused(
        "Not found",
        format!("there is no control {name:?}"),
        "a ref like C-003, or several: C-001|C-004..C-009",
    )
}
