//! What is said of records that other people published, as facts and a sum: their words stay where they are. The records are
//! kept beside the project; without them this test says so and passes.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use provlens::dossier::{Block, Dossier, Tab, comparison};
use provlens::protocol::OpenMode;

use crate::host::Host;

#[test]
fn every_published_record_is_explained_as_before() {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folder = beside.ancestors().map(|folder| folder.join("shared/samples")).find(|folder| folder.is_dir());
    let Some(folder) = folder else {
        println!("not checked: the published records are not here");
        return;
    };
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension != "md"));
    files.sort();
    let mut facts = String::new();
    for path in files {
        let (name, bytes) = (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap());
        let mut host = Host::default();
        let opened = host.open(OpenMode::Replace, &[("log", &bytes)], 1 << 16);
        for row in 0..opened.events {
            let record = host.record(row).unwrap();
            let dossier = Dossier::of_record(&record).unwrap();
            let (properties, hidden) = changes(&dossier);
            let steps = match dossier.tab(Tab::Steps) {
                [Block::Path(path)] => path.steps.len(),
                _ => 0,
            };
            let text = serde_json::to_string(&dossier).unwrap();
            writeln!(
                facts,
                "{name} {row}: opens {:?}, {steps} steps, {properties} properties ({hidden} unchanged), {} links, {} recovered, {} copies, {:016x}",
                dossier.first,
                text.matches("{\"Link\":").count(),
                text.matches("RecoveredChip").count(),
                text.matches("{\"Copy\":").count(),
                sum(&text),
            )
            .unwrap();
            let Some(Block::Table(beside)) = comparison(&record, &record).pop() else { panic!("{name}") };
            assert!(beside.rows.iter().all(|row| row.of_no_account), "{name} is equal to itself");
            assert!(!host.kindred(row).events.is_empty());
        }
    }
    insta::assert_snapshot!(facts);
}

/// Properties in the table of changes, and those that its switch hides.
fn changes(dossier: &Dossier) -> (usize, usize) {
    match dossier.tab(Tab::ModifiedProperties) {
        [Block::Table(table)] => (table.rows.len(), table.rows.iter().filter(|row| row.of_no_account).count()),
        _ => (0, 0),
    }
}

/// FNV-1a, which stays the same from one compiler to the next.
fn sum(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
