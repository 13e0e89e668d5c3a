//! What there is to say of provisioning jobs: how each fares, when it runs, what holds it back and until when.
//!
//! A job is heard of in the log's events, and told of by its record (`synchronizationJob`) in a file or from an API.

mod execution;
mod known;
mod quarantine;
mod standing;
mod state;

use super::block::{Block, Group, Role};
use super::run::{Run, Style};
use super::status::status_in_words;
use super::text::{bare, chip, copy, logged, narrowed, paragraph, words};
use crate::event::Instant;
use crate::event::SynchronizationJob;
use crate::figures::{counted, grouped};
use crate::format::read_job;
use crate::insight::job_id::JobId;
pub use known::{AskedJobs, HeardJob, KeptJob, KnownJobs};
use quarantine::quarantine;
use standing::Standing;
use state::state;

/// Who has told of the state of a job.
enum Teller<'a> {
    File(&'a str),
    Api(Instant),
}

/// One job, and all that is known of it.
#[derive(Default)]
struct Entry<'a> {
    id: String,
    heard: Option<&'a HeardJob>,
    state: Option<(SynchronizationJob, Teller<'a>)>,
    /// Why the API has said nothing of it.
    refusal: Option<&'a str>,
}

/// Every job that is known, those in trouble first.
#[must_use]
pub fn jobs(known: &KnownJobs, asked: &[AskedJobs]) -> Vec<Block> {
    let (entries, unread) = entries(known, asked);
    if entries.is_empty() && unread == 0 {
        let nothing = "No job is known: no event of the log and no record of a file names one.";
        return vec![Block::Line(Role::Empty, vec![words(nothing)])];
    }
    // They are dozens, so that each is put in its place.
    let mut told: Vec<(Standing, String, &Entry<'_>)> = Vec::new();
    for entry in &entries {
        let (standing, key) = (Standing::of(entry), name(entry).to_lowercase());
        let place = told.partition_point(|(before, of, _)| (*before, of.as_str()) <= (standing, key.as_str()));
        told.insert(place, (standing, key, entry));
    }
    let standings: Vec<Standing> = told.iter().map(|(standing, ..)| *standing).collect();
    // Where nobody has told of any, the note above says so once for all.
    let is_told = standings.iter().any(|standing| *standing != Standing::Unknown);
    let mut blocks = vec![paragraph(vec![words(lead(&standings))])];
    blocks.extend(narrowed(&known.asked_for));
    if unread > 0 {
        let records = counted(unread, "record of a job", "records of jobs");
        blocks.push(Block::Line(Role::Note, vec![words(format!("{records} could not be read."))]));
    }
    blocks.extend(told.into_iter().map(|(standing, _, entry)| job(entry, is_told.then_some(standing))));
    blocks
}

/// All jobs, and how many records could not be read.
fn entries<'a>(known: &'a KnownJobs, asked: &'a [AskedJobs]) -> (Vec<Entry<'a>>, u64) {
    let (mut entries, mut unread) = (Vec::new(), 0);
    for heard in &known.heard {
        entry(&mut entries, &heard.id).heard = Some(heard);
    }
    let mut take = |raw: &str, teller| match read_job(raw) {
        Some(job) => {
            let entry = entry(&mut entries, &job.id);
            entry.state = Some((job, teller));
        }
        None => unread += 1,
    };
    for kept in &known.kept {
        take(&kept.raw, Teller::File(&kept.file));
    }
    // What an API says now goes before what lies in a file; what it has said for another log is nothing to this one.
    let ours = known.service_principals();
    let asked = asked.iter().filter(|asked| ours.contains(&asked.service_principal));
    for asked in asked.clone() {
        asked.said.iter().flatten().for_each(|raw| take(raw, Teller::Api(asked.at)));
    }
    for AskedJobs { service_principal, said, .. } in asked {
        let refusal = said.as_ref().err().map_or(UNKNOWN_THERE, String::as_str);
        for entry in &mut entries {
            let is_told = matches!(entry.state, Some((_, Teller::Api(_))));
            if !is_told && JobId::parse(&entry.id).service_principal == *service_principal {
                entry.refusal = Some(refusal);
            }
        }
    }
    (entries, unread)
}

const UNKNOWN_THERE: &str = "The API knows no job of this id any more.";

/// The entry of a job, which is made if there is none.
fn entry<'e, 'a>(entries: &'e mut Vec<Entry<'a>>, id: &str) -> &'e mut Entry<'a> {
    let place = entries.iter().position(|entry| entry.id == id).unwrap_or(entries.len());
    if place == entries.len() {
        entries.push(Entry { id: id.to_owned(), ..Entry::default() });
    }
    &mut entries[place]
}

/// What a person would call a job by.
fn name(entry: &Entry<'_>) -> String {
    let application = entry.heard.map_or("", |heard| heard.application.as_str());
    let template = entry.state.as_ref().map_or("", |(job, _)| job.template_id.as_str());
    let part = JobId::parse(&entry.id).template;
    let names = [application, template, &part];
    names.into_iter().find(|name| !name.is_empty()).unwrap_or("A job without a name").to_owned()
}

/// `3 jobs: 1 in quarantine; 2 active.`, or just how many there are where that is all that is known.
fn lead(standings: &[Standing]) -> String {
    let mut text = counted(standings.len() as u64, "job", "jobs");
    let told = if standings.first() == Some(&Standing::Unknown) { &[] } else { standings };
    for (place, alike) in told.chunk_by(PartialEq::eq).enumerate() {
        let word = alike.first().map_or("", |standing| standing.word());
        text += if place == 0 { ": " } else { "; " };
        text += &grouped(alike.len() as u64);
        text += " ";
        text += &word.to_lowercase();
    }
    text + "."
}

/// A job; how it fares is said where a standing is given.
fn job(entry: &Entry<'_>, standing: Option<Standing>) -> Block {
    let id = entry.id.as_str();
    let said = standing.map(|standing| status_in_words(standing.look(), standing.word()));
    let mut facts = Vec::from_iter(said);
    let mut blocks = Vec::new();
    let mut pairs = Vec::new();
    if let Some((job, teller)) = &entry.state {
        if standing == Some(Standing::Other) {
            facts.push(chip(&job.status.code));
        }
        if job.status.steady_state_first_achieved_time.is_none()
            && matches!(standing, Some(Standing::Active | Standing::Failing))
        {
            facts.push(chip("first cycle"));
        }
        blocks.extend(job.status.quarantine.as_ref().map(quarantine));
        if job.status.escrows_pruned {
            blocks.push(Block::Line(Role::Note, vec![words(PRUNED)]));
        }
        pairs.extend(state(job));
        pairs.push((
            "Told by".to_owned(),
            vec![bare(match teller {
                Teller::File(file) => vec![words("the file "), logged(file)],
                Teller::Api(at) => vec![words("the API, "), Run::Moment(*at)],
            })],
        ));
    }
    if let Some(why) = entry.refusal {
        blocks.push(Block::Line(Role::Note, vec![logged(why)]));
    }
    pairs.extend(entry.heard.map(in_this_log));
    pairs.push((
        "Job ID".to_owned(),
        vec![bare(vec![Run::In(Style::Mono, vec![logged(id)]), words(" "), copy("job id", id)])],
    ));
    let mut parts = vec![Block::Line(Role::Heading, vec![logged(&name(entry))])];
    if !facts.is_empty() {
        parts.push(Block::Line(Role::Facts, facts));
    }
    parts.append(&mut blocks);
    parts.push(Block::Pairs(pairs));
    Block::Group(Group::Job, parts)
}

const PRUNED: &str = "So many objects failed in the first cycle that their errors were dropped for it to end. When it has \
    ended the job pauses until an administrator has cleaned up.";

fn in_this_log(heard: &HeardJob) -> (String, Vec<Block>) {
    let events = Run::OfJob { id: heard.id.clone(), words: counted(heard.events.into(), "event", "events") };
    let mut runs = vec![events];
    if heard.failures > 0 {
        runs.push(words(format!(", {} failed", grouped(heard.failures.into()))));
    }
    if let Some(newest) = heard.newest {
        runs.extend([words(", the newest of "), Run::Moment(newest)]);
    }
    ("In this log".to_owned(), vec![bare(runs)])
}
