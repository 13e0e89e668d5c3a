//! A dossier as lines of text, so that a person can read in a snapshot what stands where.

use crate::dossier::{Block, Dossier, Run, Step, Style, Tab, Table};

/// Header and tabs; the record itself only by its head.
pub fn plain_text(dossier: &Dossier) -> String {
    let tab = |tab: Tab| {
        let first = if tab == dossier.first { " (opens)" } else { "" };
        format!("\n[{}]{first}\n{}", tab.name(), blocks(dossier.tab(tab), 0))
    };
    blocks(&dossier.header, 0) + &Tab::ALL.map(tab).concat()
}

pub fn blocks(blocks: &[Block], depth: usize) -> String {
    blocks.iter().map(|block| block_text(block, depth)).collect()
}

fn block_text(block: &Block, depth: usize) -> String {
    match block {
        Block::Line(role, runs) => line(depth, &format!("{role:?}: {}", runs_text(runs))),
        Block::Group(group, inner) => line(depth, &format!("{group:?}")) + &blocks(inner, depth + 1),
        Block::List(points, items) => {
            line(depth, &format!("{points:?}")) + &items.iter().map(|item| blocks(item, depth + 1)).collect::<String>()
        }
        Block::Pairs(pairs) => {
            pairs.iter().map(|(label, said)| line(depth, label) + &blocks(said, depth + 1)).collect()
        }
        Block::Table(table) => table_text(table, depth),
        Block::Path(path) => {
            let step = |(index, step)| {
                let here = if path.here == Some(index as u32) { line(depth, "Here:") } else { String::new() };
                here + &step_text(step, depth)
            };
            path.steps.iter().enumerate().map(step).collect()
        }
        Block::Variants(variants) => {
            let switches =
                variants.switches.iter().map(|label| line(depth, &format!("[ ] {label}"))).collect::<String>();
            switches + &blocks(&variants.forms[0], depth + 1)
        }
        Block::Record(record) => line(depth, if record.is_json { "Record" } else { "Record as it is" }),
    }
}

fn table_text(table: &Table, depth: usize) -> String {
    let hide = if table.hide.is_empty() { String::new() } else { format!(" [ ] {}", table.hide) };
    let mut text = line(depth, &format!("Table of {}: {}{hide}", table.of, table.names.join(" | ")));
    for row in &table.rows {
        let hidden = if row.of_no_account { " (of no account)" } else { "" };
        text += &line(depth + 1, &format!("{}{hidden}", runs_text(&row.heading)));
        text += &row.cells.iter().map(|cell| blocks(cell, depth + 2)).collect::<String>();
    }
    text
}

fn step_text(step: &Step, depth: usize) -> String {
    let open = if step.is_open { " (open)" } else { "" };
    line(depth, &format!("Step: {}{open}", runs_text(&step.head)))
        + &blocks(&step.body, depth + 1)
        + &blocks(&step.details, depth + 1)
}

fn runs_text(runs: &[Run]) -> String {
    runs.iter().map(run_text).collect()
}

fn run_text(run: &Run) -> String {
    match run {
        Run::Words(words) => words.clone(),
        Run::In(style, runs) => {
            let text = runs_text(runs);
            match style {
                Style::Deleted => format!("[-{text}-]"),
                Style::Inserted => format!("[+{text}+]"),
                Style::Quoted => format!("«{text}»"),
                Style::Chip => format!("({text})"),
                Style::Stage | Style::StepName => format!("{text} "),
                _ => text,
            }
        }
        Run::Titled { words, .. } => format!("({words})"),
        Run::Long(text) => format!("{}… {} characters", runs_text(&text.beginning), text.characters),
        Run::Link { words, address } => format!("{words} <{address}>"),
        Run::OfJob { words, .. } => format!("{words} <job>"),
        Run::Event { runs, .. } => format!("{} <event>", runs_text(runs)),
        Run::Here(words) => format!("{words} <here>"),
        Run::Break => String::new(),
        Run::Moment(instant) => instant.to_rfc3339(),
        Run::MomentWithZone(instant) => format!("{} (zone)", instant.to_rfc3339()),
        Run::Copy { of, .. } => format!(" {{copy {of}}}"),
        Run::Status(status, runs) => format!("<{}> {}", status.as_str(), runs_text(runs)),
    }
}

fn line(depth: usize, text: &str) -> String {
    format!("{}{}\n", "  ".repeat(depth), text.replace('\n', "⏎"))
}
