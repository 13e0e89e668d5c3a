//! Draws what stands below one another.

use std::task::Poll;

use web_sys::Element;

use super::path::put_path;
use super::record::put_record;
use super::run::put_runs;
use super::sheet::{Sheet, attribute, put_new, put_words};
use super::table::put_table;
use super::variants::put_variants;
use crate::dossier::{Block, Group, Points, Role};
use crate::view::seldom::put_tree;

/// Draws blocks one below another.
pub fn put_blocks(sheet: &Sheet, parent: &Element, blocks: &[Block]) {
    for block in blocks {
        put_block(sheet, parent, block);
    }
}

fn put_block(sheet: &Sheet, parent: &Element, block: &Block) {
    match block {
        Block::Line(role, runs) => put_line(sheet, parent, *role, runs),
        Block::Group(group_kind, blocks) => {
            let (tag, class) = match group_kind {
                Group::Section => ("section", "pl-detail__section"),
                Group::Source => ("div", "pl-detail__source"),
                Group::Job => ("article", "pl-jobs__job"),
            };
            let group = put_new(parent, tag, class);
            put_blocks(sheet, &group, blocks);
            if let (Group::Job, Some(heading)) = (group_kind, group.first_element_child()) {
                attribute(&group, "aria-label", &heading.text_content().unwrap_or_default());
            }
        }
        Block::List(points, items) => put_list(sheet, parent, *points, items),
        Block::Pairs(pairs) => {
            let list = put_new(parent, "dl", "pl-detail__pairs");
            for (label, said) in pairs {
                let pair = put_new(&list, "div", "");
                put_words(&put_new(&pair, "dt", ""), label);
                put_blocks(sheet, &put_new(&pair, "dd", ""), said);
            }
        }
        Block::Table(table) => put_table(sheet, parent, table),
        Block::Path(path) => put_path(sheet, parent, path),
        Block::Variants(variants) => put_variants(sheet, parent, variants),
        Block::Record(record) => {
            let drawn = if record.is_json { put_tree(sheet, parent, &record.text) } else { Poll::Ready(false) };
            match drawn {
                Poll::Pending => put_words(&put_new(parent, "p", "pl-muted pl-late"), "Loading"),
                // JSON that cannot be folded stands as what is none.
                Poll::Ready(false) => put_record(sheet, parent, record),
                Poll::Ready(true) => {}
            }
        }
    }
}

fn put_line(sheet: &Sheet, parent: &Element, role: Role, runs: &[crate::dossier::Run]) {
    let (tag, class) = match role {
        Role::Bare => return put_runs(sheet, parent, runs),
        Role::Paragraph => ("p", ""),
        Role::Title => ("h2", "pl-detail__title"),
        Role::Facts => ("p", "pl-detail__facts"),
        Role::Heading => ("h3", ""),
        Role::CopyHeading => ("h3", "pl-detail__with-copy"),
        Role::LeadHeading => ("h3", "pl-detail__lead"),
        Role::Lead => ("p", "pl-detail__lead"),
        Role::Note => ("p", "pl-detail__note"),
        Role::Footnote => ("p", "pl-detail__footnote"),
        Role::Empty => ("p", "pl-detail__empty"),
        Role::Description => ("p", "pl-detail__description"),
        Role::Code => ("div", "pl-detail__code"),
        Role::RecordHead => ("div", "pl-detail__json-head"),
        Role::Place => ("p", "pl-detail__place"),
    };
    put_runs(sheet, &put_new(parent, tag, class), runs);
}

fn put_list(sheet: &Sheet, parent: &Element, points: Points, items: &[Vec<Block>]) {
    let (tag, class, item_class) = match points {
        Points::Plain => ("ul", "", ""),
        Points::Bullets => ("ul", "pl-detail__bullets", ""),
        Points::Numbers => ("ol", "pl-detail__numbers", ""),
        Points::Clauses => ("ul", "pl-detail__clauses", "pl-detail__clause"),
    };
    let list = put_new(parent, tag, class);
    for item in items {
        put_blocks(sheet, &put_new(&list, "li", item_class), item);
    }
}
