//! The standards that stand beside an assessment or a risk.

use super::{Out, line};
use crate::{domain::trouble::Trouble, workbench::questions::standards::StandardLine};

/// Each entry with what it is for, where it is used and what brings it.
pub(super) fn tell(lines: &[StandardLine], out: &mut Out) -> Result<(), Trouble> {
    if lines.is_empty() {
        return out.say("No entry of the shelf of standards stands beside it.");
    }
    for (at, one) in lines.iter().enumerate() {
        let before = if at == 0 { "" } else { "\n" };
        out.say(&format!("{before}{}", one.told()))?;
        line(out, "about", &one.about)?;
        line(out, "used for", &one.used_for)?;
        line(out, "brought by", &one.by.join(", "))?;
    }
    Ok(())
}
