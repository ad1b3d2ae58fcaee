//! What is on record beside the chain: agreements, statements of the whole, who was told, questions.

use super::{Out, line, lines};
use crate::{
    domain::trouble::Trouble,
    workbench::questions::on_record::{OnRecord, QuestionLine},
};

/// Agreements by the number that `edit-agreement` takes, statements, who was told.
pub(super) fn tell(on_record: &OnRecord, out: &mut Out) -> Result<(), Trouble> {
    if on_record.is_empty() {
        return Ok(());
    }
    out.say("")?;
    for (at, agreement) in on_record.agreements.iter().enumerate() {
        line(out, &format!("agreement {}", at + 1), &agreement.said)?;
        line(out, "", &agreement.warning)?;
        lines(out, "  duties", &agreement.duties)?;
        line(out, "  evidence", &agreement.evidence)?;
    }
    for stated in &on_record.stated {
        out.say(&format!("{}, stated by {}", stated.kind, stated.by))?;
        line(out, "", &stated.text)?;
        line(out, "  evidence", &stated.evidence)?;
    }
    lines(out, "told", &on_record.told)
}

/// A question by the number that `record-answer` takes, with its answer; `about` names its capability where that is
/// not plain.
pub(super) fn question(question: &QuestionLine, about: &str, out: &mut Out) -> Result<(), Trouble> {
    let late = if question.warning.is_empty() { String::new() } else { format!(" {}", question.warning) };
    line(out, &format!("question {}", question.number), &format!("{about}{}{late}", question.said))?;
    line(out, "", &question.text)?;
    line(out, "  answer", &question.answer)
}
