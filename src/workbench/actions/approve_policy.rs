//! Approve a policy for this register: acceptability, authority by level, switches.

use std::{fs::File, io::Read as _, path::Path};

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject, happened_on};
use crate::{
    catalog::policies::Policy,
    domain::{
        events::EventKind,
        object::{Id, Object},
        person::PolicyApproval,
        register::KnowledgeKind,
        trouble::Trouble,
    },
    ledger::{Edit, Query},
    workbench::{Workbench, store::Draft, trouble},
};

/// No policy is longer.
const LARGEST: u64 = 256 * 1024;

const FIELDS: &[Field] = &[
    Field::optional("policy", "Policy", FieldKind::Pick(Pick::Policy), "of the catalogue"),
    Field::optional(
        "file",
        "Or a file",
        FieldKind::File,
        "a policy of your own, as TOML; it goes before the pick",
    ),
    Field::required("approved_by", "Approved by", FieldKind::Line, "a person whose role approves policies"),
    Field::optional("approved_on", "Approved on", FieldKind::Date, ""),
    Field::optional(
        "evidence",
        "Evidence",
        FieldKind::Text,
        "minute or signed sheet, if somebody else approved it",
    ),
];

pub(super) const ACTION: Action = Action {
    name: "approve-policy",
    title: "Approve a policy",
    help: "Says who may accept which level and what is switched on; it holds from then on for the whole register.",
    subject: Subject::Register,
    fields: FIELDS,
    danger: true,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, _: &str) -> Result<Args, Trouble> {
    Ok(Args::new()
        .with("policy", "default")
        .with("approved_by", workbench.person_name()?)
        .with("approved_on", workbench.today().to_string()))
}

fn run(workbench: &mut Workbench, _: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let policy = match (args.text("file"), args.text("policy")) {
        (file, _) if !file.is_empty() => read(Path::new(&file))?,
        (_, id) if !id.is_empty() => workbench.policy_named(&id)?.clone(),
        _ => return Err(Trouble::refused("Not approved", "policy and file are empty", "policy=default")),
    };
    let approval = Approval {
        by: args.needed("approved_by")?,
        on: happened_on(workbench, args, "approved_on")?,
        evidence: args.text("evidence"),
    };
    let (held, approver) = workbench.policy()?;
    if approver.is_some() && held.sha256() == policy.sha256() {
        return Err(Trouble::refused(
            "Nothing to approve",
            format!("the policy {} holds already, with this very text", policy.id),
            "another policy, or none",
        ));
    }
    let people: Vec<_> = workbench.people()?.into_iter().map(|held| held.value).collect();
    let mut draft = Draft::default();
    let told = workbench.draft_approval(&mut draft, &policy, &approval, &people)?;
    let lost = people.iter().filter(|person| person.roles.iter().any(|id| policy.role(id).is_none())).count();
    workbench.write(request, draft)?;
    let mut said = format!("Policy {} approved by {} on {}.", policy.id, approval.by, approval.on);
    if !told.is_empty() {
        said.push_str(&format!(" {told}"));
    }
    if lost > 0 {
        said.push_str(&format!(" {lost} of the people have roles that it does not name: edit-person."));
    }
    Ok(Outcome { said, subject: String::new() })
}

/// Who approves a policy, when, and what shows it.
pub(in crate::workbench) struct Approval {
    pub(in crate::workbench) by: String,
    pub(in crate::workbench) on: chrono::NaiveDate,
    pub(in crate::workbench) evidence: String,
}

impl Workbench {
    /// The events that take a policy into the register and approve it; what is to be told beside.
    ///
    /// Once the register names people, who approves is one of them, active on the day, in a role that approves
    /// policies. The first approval in a register that knows nobody such rests on the word of the person named.
    pub(in crate::workbench) fn draft_approval(
        &self,
        draft: &mut Draft,
        policy: &Policy,
        approval: &Approval,
        people: &[crate::domain::person::Person],
    ) -> Result<String, Trouble> {
        let refuse =
            |because: String, try_this: String| Err(Trouble::refused("Not approved", because, try_this));
        let count = self.count(&Query::all(Object::PolicyApproval))?;
        let (before, _) = self.policy()?;
        let approves = |id: &String| before.role(id).is_some_and(|role| role.approves_policy);
        let able: Vec<_> = people
            .iter()
            .filter(|person| person.is_active(approval.on) && person.roles.iter().any(approves))
            .collect();
        let by = able.iter().find(|person| {
            person.name.to_lowercase() == approval.by.to_lowercase()
                || (!person.account.is_empty() && person.account == approval.by)
        });
        let names = || able.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(" or ");
        let (by, role, told) = match by {
            Some(person) => {
                let role = person.roles.iter().find(|id| approves(id)).cloned().unwrap_or_default();
                (person.name.clone(), role, String::new())
            }
            None if !able.is_empty() => {
                return refuse(
                    format!(
                        "approved_by is {}, whose role does not approve policies on {}",
                        approval.by, approval.on
                    ),
                    names(),
                );
            }
            None if people.is_empty() => (
                approval.by.clone(),
                String::new(),
                "This register names no people: it rests on their word.".into(),
            ),
            None if count == 0 => (
                approval.by.clone(),
                String::new(),
                "Nobody in this register has a role that approves policies: it rests on their word.".into(),
            ),
            None => {
                return refuse(
                    format!("nobody in this register has a role that approves policies on {}", approval.on),
                    "add-person, for whoever owns the policy".into(),
                );
            }
        };
        let own = [self.actor_name().to_owned(), self.person_name()?].contains(&by);
        if !own && approval.evidence.is_empty() {
            return refuse(
                format!("{by} approved it and {} records it, without evidence", self.person_name()?),
                "evidence: the minute, or the signed sheet".into(),
            );
        }
        let edits = self.store_part(KnowledgeKind::Policy, &policy.id, policy.sha256(), policy.text())?;
        draft.event(
            self.new_request(),
            EventKind::KnowledgeStored,
            format!("Policy {} taken into the register.", policy.id),
            "",
            edits,
        );
        let value = PolicyApproval {
            policy_sha256: Id::from(policy.sha256()),
            policy: policy.id.clone(),
            number: count as i64 + 1,
            approved_by: by,
            role,
            approved_on: approval.on,
            evidence: approval.evidence.clone(),
        };
        let shown =
            format!("Policy {} approved by {} on {}.", value.policy, value.approved_by, value.approved_on);
        let edits = vec![Edit::put(&self.new_request(), 0, &value)];
        draft.event(self.new_request(), EventKind::PolicyApproved, shown, "", edits);
        Ok(told)
    }

    /// A policy of the catalogue by its name.
    pub(in crate::workbench) fn policy_named(&self, name: &str) -> Result<&'static Policy, Trouble> {
        self.catalogue().policy(name).ok_or_else(|| {
            let known: Vec<&str> = self.catalogue().policies().map(|policy| policy.id.as_str()).collect();
            Trouble::refused(
                "Not found",
                format!("there is no policy {name:?} in the catalogue"),
                format!("one of {}, or file=…", known.join(", ")),
            )
        })
    }
}

/// A hospital's own policy; each fault with its line.
fn read(path: &Path) -> Result<Policy, Trouble> {
    let what = format!("{} was not approved", path.display());
    let about = |e: &std::io::Error| trouble::io(&what, e, "a TOML file that can be read");
    let file = File::open(path).map_err(|e| about(&e))?;
    let mut text = String::new();
    file.take(LARGEST + 1).read_to_string(&mut text).map_err(|e| about(&e))?;
    if text.len() as u64 > LARGEST {
        return Err(Trouble::refused(
            what,
            "it has more than 256 KiB",
            "a policy in TOML, as the catalogue has one",
        ));
    }
    Policy::parse(&path.display().to_string(), &text).map_err(|faults| {
        let told: Vec<String> = faults.iter().take(5).map(ToString::to_string).collect();
        let more = match faults.len().saturating_sub(told.len()) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        Trouble::refused(what, format!("{}{more}", told.join("; ")), "mend the file and approve it again")
    })
}
