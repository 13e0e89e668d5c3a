//! Writes a made-up provisioning log, or the truth about it, to standard output.
//!
//! `generate --events 100000 --seed 7 --shape array > log.json`; `--truth` prints the counts instead of the log.

#[path = "mod.rs"]
mod generator;

use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use generator::{Log, LogWriter, Settings, Shape, Truth, sample};
use provlens::event::ProvisioningEvent;

const USAGE: &str = "generate [--sample | --events N [--seed S]] [--shape SHAPE] [--pretty] [--truth]";

/// What was asked for.
struct Options {
    sample: bool,
    events: u64,
    seed: u64,
    shape: Shape,
    pretty: bool,
    truth: bool,
}

fn main() -> ExitCode {
    let Some(options) = options(std::env::args().skip(1)) else {
        let shapes: Vec<_> = Shape::ALL.iter().map(|(name, _)| *name).collect();
        eprintln!("usage: {USAGE}\nSHAPE is one of {}", shapes.join(", "));
        return ExitCode::FAILURE;
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the log could not be written: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> io::Result<()> {
    if options.sample {
        return print(options, sample().into_iter());
    }
    print(options, Log::new(Settings::new(options.events, options.seed)))
}

fn print(options: &Options, events: impl Iterator<Item = ProvisioningEvent>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    if options.truth {
        let mut truth = Truth::default();
        events.for_each(|event| truth.count(&event));
        serde_json::to_writer_pretty(&mut out, &truth)?;
        writeln!(out)?;
        return out.flush();
    }
    let mut writer = LogWriter::new(out, options.shape, options.pretty)?;
    for event in events {
        writer.write(&event)?;
    }
    writer.finish().map(drop)
}

/// Reads the arguments; `None` where they make no sense.
fn options(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
    let mut options =
        Options { sample: false, events: 1000, seed: 1, shape: Shape::Array, pretty: false, truth: false };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--sample" => options.sample = true,
            "--pretty" => options.pretty = true,
            "--truth" => options.truth = true,
            "--events" => options.events = arguments.next()?.parse().ok()?,
            "--seed" => options.seed = arguments.next()?.parse().ok()?,
            "--shape" => {
                let wanted = arguments.next()?;
                options.shape = Shape::ALL.iter().find(|(name, _)| *name == wanted).map(|(_, shape)| *shape)?;
            }
            _ => return None,
        }
    }
    Some(options)
}
