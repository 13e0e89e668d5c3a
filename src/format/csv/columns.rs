//! What the columns of a table are taken for, told so that a person can say it better.

use serde::{Deserialize, Serialize};

use super::headings::{Mapping, Meaning};

/// As many values of a column as are shown.
const SAMPLES: usize = 3;

/// The columns of a table whose headings are not all known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsvColumns {
    pub columns: Vec<CsvColumn>,
    /// The keys of all that a column can mean.
    pub meanings: Vec<String>,
}

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsvColumn {
    pub heading: String,
    /// Some of its values.
    pub samples: Vec<String>,
    /// The key of what it is taken to mean; empty for nothing.
    pub meaning: String,
}

impl CsvColumns {
    /// The columns with these headings, taken to mean this.
    pub fn new(headings: &[String], mapping: Option<&Mapping>) -> Self {
        let meaning = |position: usize| {
            let meaning = mapping.and_then(|mapping| *mapping.columns.get(position)?);
            meaning.map(Meaning::key).unwrap_or_default().to_owned()
        };
        let columns = headings.iter().enumerate().map(|(position, heading)| CsvColumn {
            heading: heading.clone(),
            samples: Vec::new(),
            meaning: meaning(position),
        });
        Self {
            columns: columns.collect(),
            meanings: Meaning::ALL.iter().map(|meaning| meaning.key().to_owned()).collect(),
        }
    }

    /// Shows the values of a row too, while there are few and they are not there already.
    pub fn show<'a>(&mut self, values: impl Iterator<Item = std::borrow::Cow<'a, str>>) {
        for (column, value) in self.columns.iter_mut().zip(values) {
            if column.samples.len() < SAMPLES
                && !value.is_empty()
                && !column.samples.iter().any(|sample| *sample == value)
            {
                column.samples.push(value.into_owned());
            }
        }
    }
}
