//! What could not be read, so that nothing is lost in silence.

mod meanings;
mod sentence;

use leptos::prelude::*;

use super::format::{counted, grouped};
use super::icon::Icon;
use super::seldom::{Later, Seldom};
use crate::format::ProblemKind;
use crate::protocol::Problem;
use crate::state::signal::Signal;
use crate::state::{Engine, Log, Meanings, Peek, SettingsStore, SettingsStoreFields as _};
use crate::view::dynamic::{If, flag, part, text};
use meanings::ColumnMeanings;
use sentence::{advice, fault};

/// A line with the number of problems, and behind it a row a problem; not there where all is well.
#[component]
pub fn ImportReport() -> impl IntoView {
    let report = expect_context::<Log>().report();
    view! {
        <If when=move || report.with(|report| !report.problems.is_empty())>
            <Later what=Seldom::Report />
        </If>
    }
}

/// The line, what it unfolds, and the word on a file of which nothing could be shown.
#[component]
pub fn Report() -> impl IntoView {
    let log = expect_context::<Log>();
    let settings = expect_context::<SettingsStore>();
    let report = log.report();
    let open = move || settings.report_open().get();
    let summary = move || report.with(|report| summary(&report.problems));
    // Where nothing at all can be shown, `Refusal` speaks.
    let refused = Signal::memo(move || {
        let rest = if log.came_back().get() { "Your log stays open." } else { "What else was opened is shown." };
        if log.is_refused().get() { None } else { report.with(|report| refused_files(&report.problems, rest)) }
    });
    view! {
            <section class="pl-report" aria-label="Import report">
                <button
                    class="pl-report__summary"
                    type="button"
                    aria-expanded=text(move || open().to_string())
                    aria-controls="pl-report-table"
                    on:click=move |_| settings.report_open().update(|open| *open = !*open)
                >
                    {Icon::Warning.view()}
                    <span>{text(summary)}</span>
                    {super::icon::drawing(move || if open() { Icon::Down } else { Icon::Up })}
                </button>
                <If when=move || refused.with(Option::is_some)>
                    <span class="pl-report__refused" role="alert">{text(move || refused.get().unwrap_or_default())}</span>
                </If>
                <div id="pl-report-table" class="pl-report__sheet" hidden=flag(move || !open()) tabindex="0" role="group" aria-label="Problems">
                    <Rows />
                </div>
            </section>
    }
}

/// A row a problem.
#[component]
fn Rows() -> impl IntoView {
    let log = expect_context::<Log>();
    let report = log.report();
    let any_shown = Signal::memo(move || log.is_open().get());
    let peek = expect_context::<Peek>();
    let meanings = Meanings::new(expect_context::<Engine>());
    view! {
        <table class="pl-report__table pl-report__problems">
            <thead>
                <tr>
                    <th scope="col">"File"</th>
                    <th scope="col" class="pl-report__number">"Byte"</th>
                    <th scope="col" class="pl-report__number">"Record"</th>
                    <th scope="col" class="pl-report__words">"What was wrong"</th>
                    <th scope="col" class="pl-report__number">"How many"</th>
                </tr>
            </thead>
            <tbody>
                {part(move || report.with(|report| report.problems.iter().map(|problem| row(problem, any_shown.get(), peek, meanings)).collect::<Vec<_>>().into_any()))}
            </tbody>
        </table>
        <ColumnMeanings meanings=meanings />
    }
}

fn row(problem: &Problem, any_shown: bool, peek: Peek, meanings: Meanings) -> AnyView {
    let (source, offset) = (problem.source, problem.offset);
    let is_shown = Signal::derive(move || peek.is_at(source, offset));
    let choice = problem.kind.is_about_columns().then(|| {
        view! {
            " "
            <button class="pl-report__byte" type="button" on:click=move |_| meanings.ask(source)>
                "Say what the columns mean"
            </button>
        }
    });
    let number = |number: u64| if number == 0 { String::new() } else { grouped(number) };
    view! {
        <tr>
            <td class="pl-report__file">{problem.file.clone()}</td>
            <td class="pl-report__number">
                <button
                    class="pl-report__byte"
                    type="button"
                    aria-label=format!("Bytes around byte {} of {}", grouped(offset), problem.file)
                    aria-pressed=text(move || is_shown.get().to_string())
                    on:click=move |_| peek.toggle(source, offset)
                >
                    {grouped(offset)}
                </button>
            </td>
            <td class="pl-report__number">{number(problem.record)}</td>
            <td class="pl-report__words">
                {fault(&problem.kind)} " "
                <span class="pl-muted">{advice(&problem.kind, any_shown)}</span>
                {choice}
            </td>
            <td class="pl-report__number">{number(problem.count)}</td>
        </tr>
        <If when=is_shown>
            <tr>
                <td colspan="5">
                    <pre class="pl-report__bytes" tabindex="0">{text(move || peek.words())}</pre>
                </td>
            </tr>
        </If>
    }
    .into_any()
}

/// The sentence on files of which nothing could be shown, beside a log that is.
fn refused_files(problems: &[Problem], rest: &str) -> Option<String> {
    let of_the_file = |problem: &&Problem| {
        matches!(
            problem.kind,
            ProblemKind::EmptyFile
                | ProblemKind::NotALog { .. }
                | ProblemKind::Packed { .. }
                | ProblemKind::NotJson
                | ProblemKind::NoEvents
                | ProblemKind::Unreadable { .. }
        )
    };
    let mut refused = problems.iter().filter(of_the_file);
    let first = refused.next()?;
    let said = format!("{}: {}", first.file, fault(&first.kind));
    Some(match refused.count() {
        0 => format!("{said} {rest}"),
        others => {
            format!("{said} And {} could not be read. {rest}", counted(others as u64, "other file", "other files"))
        }
    })
}

/// `3 problems: 1 file not read whole, 12 records not shown; 4 duplicates shown once`.
fn summary(problems: &[Problem]) -> String {
    let (mut others, mut unread, mut lost, mut duplicates) = (0, 0, 0, 0);
    for Problem { kind, count, .. } in problems {
        if *kind == ProblemKind::Duplicate {
            duplicates += count;
            continue;
        }
        others += 1;
        unread += u64::from(kind.leaves_rest());
        lost += if matches!(kind, ProblemKind::UnreadMember { .. }) { 0 } else { *count };
    }
    let part = |number, one, many, what| (number > 0).then(|| counted(number, one, many) + what);
    let joined = |parts: [Option<String>; 2], between| parts.into_iter().flatten().collect::<Vec<_>>().join(between);
    let losses =
        joined([part(unread, "file", "files", " not read whole"), part(lost, "record", "records", " not shown")], ", ");
    let losses = Some(losses).filter(|losses| !losses.is_empty());
    let others = joined([part(others, "problem", "problems", ""), losses], ": ");
    let others = Some(others).filter(|others| !others.is_empty());
    joined([others, part(duplicates, "duplicate", "duplicates", " shown once")], "; ")
}

/// Says in one sentence why nothing of what was opened can be shown. What may keep the piece away is told without it.
#[component]
pub fn Refusal() -> impl IntoView {
    let log = expect_context::<Log>();
    let trouble = log.trouble();
    let is_refused = Signal::memo(move || log.is_refused().get() && trouble.with(Option::is_none));
    view! {
        <If when=Signal::derive(move || trouble.with(Option::is_some))>
            {refused(move || trouble.get().unwrap_or_default())}
        </If>
        <If when=is_refused>
            <Later what=Seldom::Refusal />
        </If>
    }
}

/// What was wrong with the files.
#[component]
pub fn Refused() -> impl IntoView {
    let log = expect_context::<Log>();
    refused(move || log.report().with(|report| refusal(&report.problems)))
}

fn refused(words: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    view! {
        <p class="pl-refusal" role="alert">
            {Icon::Failure.view()}
            <span>{text(words)}</span>
        </p>
    }
    .into_any()
}

fn refusal(problems: &[Problem]) -> String {
    match problems {
        [] => "There is no provisioning event in what was opened.".to_owned(),
        [only, ..] if problems.iter().all(|problem| problem.kind == only.kind && problem.file == only.file) => {
            format!("{}: {} {}", only.file, fault(&only.kind), advice(&only.kind, false))
        }
        [first, ..] => format!(
            "There is no provisioning event in what was opened. {}: {} {}",
            first.file,
            fault(&first.kind),
            advice(&first.kind, false)
        ),
    }
}
