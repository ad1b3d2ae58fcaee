//! `riskward people` tells who works in the register and under which policy.

use serde_json::{Value, json};

use super::{Ended, Out, Place, as_of::AsOf, table::table};
use crate::{
    domain::trouble::Trouble,
    workbench::questions::people::{People as Answer, PolicyWhole},
};

/// Who works in this register, in which roles, and the policy they work under
#[derive(clap::Args)]
pub(super) struct People {
    #[command(flatten)]
    as_of: AsOf,
    /// For programs
    #[arg(long)]
    json: bool,
}

impl People {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let mut workbench = place.open()?;
        self.as_of.look(&mut workbench)?;
        let all = workbench.people_and_policy()?;
        if self.json { out.json(&as_json(&all)) } else { tell(&all, out) }?;
        Ok(Ended::Done)
    }
}

fn tell(all: &Answer, out: &mut Out) -> Result<(), Trouble> {
    if all.people.is_empty() {
        out.say(
            "No people yet, so no authority is checked. Try: riskward do add-person - name=… roles=risk_manager account=…",
        )?;
    } else {
        let rows: Vec<[String; 4]> = all
            .people
            .iter()
            .map(|person| {
                [
                    person.name.clone(),
                    person.role_names.join(", "),
                    person.account.clone(),
                    person.spell.clone(),
                ]
            })
            .collect();
        out.say(&table(["name", "roles", "account", "active"], &rows))?;
    }
    policy(&all.policy, out)
}

fn policy(policy: &PolicyWhole, out: &mut Out) -> Result<(), Trouble> {
    out.say(&format!("\npolicy {}: {}", policy.id, policy.title))?;
    out.say(&approved(policy))?;
    out.say("")?;
    let rows: Vec<[String; 3]> = policy
        .authority
        .iter()
        .map(|line| [line.band.clone(), line.told(), format!("{} days", line.days)])
        .collect();
    out.say(&table(["level", "accepted by", "at most"], &rows))?;
    for floor in &policy.floors {
        out.say(&format!("floor: {floor}"))?;
    }
    out.say("")?;
    for (name, value) in &policy.switches {
        out.say(&format!("{name:<40}{value}"))?;
    }
    out.say("")?;
    let rows: Vec<[String; 4]> = policy
        .roles
        .iter()
        .map(|role| [role.id.clone(), role.name.clone(), role.may.join(", "), role.duty.clone()])
        .collect();
    out.say(&table(["role", "name", "may", "duty"], &rows))
}

fn approved(policy: &PolicyWhole) -> String {
    match &policy.approval {
        None => "approved by nobody: the catalogue's own holds until somebody approves one".to_owned(),
        Some(approval) => {
            let role = if approval.role.is_empty() { String::new() } else { format!(" ({})", approval.role) };
            let evidence =
                if approval.evidence.is_empty() { String::new() } else { format!(": {}", approval.evidence) };
            format!("approved by {}{role} on {}{evidence}", approval.by, approval.on)
        }
    }
}

fn as_json(all: &Answer) -> Value {
    let people = all.people.iter().map(|person| {
        json!({
            "name": person.name,
            "roles": person.roles,
            "account": person.account,
            "active_from": person.active_from,
            "active_to": person.active_to,
            "active": person.active,
        })
    });
    let policy = &all.policy;
    let approval = policy.approval.as_ref().map(|approval| {
        json!({
            "number": approval.number,
            "approved_by": approval.by,
            "role": approval.role,
            "approved_on": approval.on,
            "evidence": approval.evidence,
        })
    });
    let authority = policy
        .authority
        .iter()
        .map(|line| json!({ "level": line.band, "accepted_by": line.sets, "days": line.days }));
    let roles = policy
        .roles
        .iter()
        .map(|role| json!({ "id": role.id, "name": role.name, "duty": role.duty, "may": role.may }));
    let switches = policy.switches.iter().map(|(name, value)| ((*name).to_owned(), json!(value)));
    json!({
        "people": people.collect::<Vec<_>>(),
        "policy": {
            "id": policy.id,
            "title": policy.title,
            "basis": policy.basis,
            "sha256": policy.sha256,
            "approval": approval,
            "authority": authority.collect::<Vec<_>>(),
            "floors": policy.floors,
            "switches": switches.collect::<serde_json::Map<_, _>>(),
            "roles": roles.collect::<Vec<_>>(),
        },
    })
}
