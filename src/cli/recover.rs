//! `demarche recover`: lists, takes in or sets aside what an earlier run could not save, without a window.

use super::arguments::RecoverArgs;
use super::error::CliError;
use super::import::saved;
use super::open::{open_for_work, perform};
use super::reply::{Reply, Verdict, one_line};
use crate::derive::count_of;
use crate::model::{RecordId, shown_path};
use crate::session::keeping::{ConflictChoice, Recovery};
use crate::session::{Access, Command, KeepingCommand};
use std::collections::BTreeMap;

/// Lists what there is, or takes it in or sets it aside.
pub(super) fn recover(args: &RecoverArgs) -> Result<Reply, CliError> {
    let mut session = open_for_work(Some(&args.project))?;
    if let Access::ReadOnly(why) = session.access() {
        return Err(CliError::Refused(format!("nothing was decided: {}", why.in_words())));
    }
    let folder = shown_path(&args.project);
    let Some(recovery) = session.recovery() else {
        return Ok(Reply::fine(format!("There is no unsaved work from an earlier run for {folder}\n")));
    };
    let edits = count_of(recovery.entries.len(), "change", "changes");
    if args.leave {
        perform(&mut session, Command::Keeping(KeepingCommand::DeclineRecovery))?;
        return Ok(Reply::fine(format!("{edits} set aside; the folder is unchanged: {folder}\n")));
    }
    if !args.take {
        return Ok(told(recovery, &folder));
    }
    let all = args.mine.iter().any(|name| name == "all");
    let chosen = |record: &RecordId| all || args.mine.contains(&name_of(record));
    let known: Vec<String> = recovery.conflicts.iter().map(|conflict| name_of(&conflict.record)).collect();
    if let Some(strange) = args.mine.iter().find(|name| *name != "all" && !known.contains(name)) {
        let why =
            format!("nothing was taken in: {strange:?} is not one of the records that differ: {}", known.join(", "));
        return Err(CliError::Refused(why));
    }
    let choices: BTreeMap<RecordId, ConflictChoice> = recovery
        .conflicts
        .iter()
        .map(|conflict| {
            let side = if chosen(&conflict.record) { ConflictChoice::Mine } else { ConflictChoice::Theirs };
            (conflict.record.clone(), side)
        })
        .collect();
    let left = choices.values().filter(|side| **side == ConflictChoice::Theirs).count();
    perform(&mut session, Command::Keeping(KeepingCommand::Recover(choices)))?;
    saved(&mut session)?;
    let mut reply = Reply::fine(format!("{edits} taken in and saved in {folder}\n"));
    if left > 0 {
        let records = count_of(left, "record stays", "records stay");
        reply.notes.push(format!("{records} as in the folder; the unsaved version is in the journal"));
        reply.verdict = Verdict::Defects;
    }
    Ok(reply)
}

fn told(recovery: &Recovery, folder: &str) -> Reply {
    let edits = count_of(recovery.entries.len(), "change was", "changes were");
    let mut lines = vec![format!("{edits} made in an earlier run and not saved in {folder}:")];
    for entry in &recovery.entries {
        lines.push(format!("  {} ({})", entry.label, count_of(entry.records.len(), "record", "records")));
    }
    for conflict in &recovery.conflicts {
        lines.push(format!("  changed in the folder since: {}", name_of(&conflict.record)));
    }
    if recovery.dropped_bytes > 0 {
        lines.push("  the last change was recorded only in part and cannot be recovered".to_owned());
    }
    lines.push("Take it in with --take, or set it aside with --leave".to_owned());
    let output = lines.iter().map(|line| one_line(line) + "\n").collect();
    Reply { output, notes: Vec::new(), verdict: Verdict::Defects }
}

/// "statement reuters-1": how a record is named on the command line.
fn name_of(record: &RecordId) -> String {
    match record {
        RecordId::Manifest => "project".to_owned(),
        RecordId::Actor(id) => format!("actor {id}"),
        RecordId::Source(id) => format!("article {id}"),
        RecordId::Statement(id) => format!("statement {id}"),
        RecordId::Relation(id) => format!("relation {id}"),
    }
}
