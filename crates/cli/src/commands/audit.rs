//! `bonafide audit`.

mod progress;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail};
use bonafide_report::audit::{
    acknowledged, diff, failure, html, junit, nagios, nagios_status, nagios_unknown, prometheus,
};
use bonafide_report::json;
use bonafide_report::prose::attempt_why;
use bonafide_report::shell::quoted;
use bonafide_report::text::audit_text;
use bonafide_session::audit::{self, Entry, Jobs, Lock, LockError, Options, Retention};
use bonafide_session::history::History;
use bonafide_session::model::Timestamp;
use bonafide_session::model::audit::{AuditReport, AuditResult};
use bonafide_session::model::judgement::Verdict;
use bonafide_session::{Memory, Session, TrustIndex};

use crate::args::audit::{AckArgs, AuditArgs, AuditCommand};
use crate::args::output::Format;
use crate::commands::overwriting::{Input, keep};
use crate::commands::verify::accepts;
use crate::exit::{Exit, PluginStatus};
use crate::output::{
    Delivered, complain, deliver, invocation, remark, sentence, text_options, write_whole,
};
use crate::settings::Settings;
use crate::setup::{self, Judging};

/// The most jobs that a run takes by itself: as many as there are requests at the same time.
const MOST_JOBS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(63);

/// The most errors that are told one by one beside a report of changes.
const MAX_TOLD: usize = 50;

/// Runs the audit, or what else was asked.
pub fn run(args: &AuditArgs) -> anyhow::Result<ExitCode> {
    if let Some(AuditCommand::Ack(args)) = &args.command {
        return acknowledge(args).map(ExitCode::from);
    }
    let judging = args
        .trust
        .keyring
        .iter()
        .chain(&args.judging.policy)
        .map(|path| Input::All(path));
    let read: Vec<_> = args
        .paths
        .iter()
        .map(|path| Input::Folder(path))
        .chain(judging)
        .collect();
    keep(
        &read,
        args.output
            .output
            .iter()
            .chain(&args.html)
            .chain(&args.junit)
            .chain(&args.prometheus)
            .chain(&args.diff),
    );
    match unattended(args) {
        Ok(exit) => Ok(exit),
        // Also where nothing could be judged the reader of the output gets what it can read.
        Err(error) if args.nagios => {
            deliver(&nagios_unknown(&sentence(&error)), &args.output)?;
            Ok(PluginStatus::UNKNOWN.into())
        }
        Err(error) if args.output.format == Format::Json => {
            deliver(
                &(json::results(
                    &[(&shown(&args.paths), Err(sentence(&error)))],
                    &invocation(),
                )? + "\n"),
                &args.output,
            )?;
            Err(error)
        }
        Err(error) => Err(error),
    }
}

fn unattended(args: &AuditArgs) -> anyhow::Result<ExitCode> {
    refuse_lists(&args.paths)?;
    let settings = Settings::load()?;
    let history = settings.history_file().filter(|_| !args.judging.no_history);
    // Held until the run is recorded.
    let _lock = history.as_deref().map_or(Ok(None), lock)?;
    let session = session(args, &settings, history.as_deref())?;
    let entries = audit::entries(&args.paths);
    if entries.is_empty() {
        // An empty directory is a volume that is not mounted, more often than no partners at all.
        bail!(
            "{}: there is no profile and no partner entry (name.toml), so nothing was checked",
            shown(&args.paths)
        );
    }
    let options = options(args, &entries);
    setup::ensure_descriptors(options.jobs.first.get())?;
    let progress = progress::Log::new(entries.len(), &args.output);
    let report = audit::run(&session, &entries, &options, &|event| {
        progress.tell(event, session.now)
    });
    let all_kept = progress.finish();
    let mut failures = files(args, &report);
    let delivered = main_output(args, &report);
    // Whoever has all of it in a file does not need standard output.
    let has_file = args.html.is_some() || args.junit.is_some() || args.diff.is_some();
    let is_told = has_file || !matches!(delivered, Ok(Delivered::Cut));
    failures.extend(delivered.err());
    if args.only_changes && args.output.format == Format::Text && !args.nagios {
        tell_unchecked(&report);
    }
    // After all reports were delivered: who was not told is told again next time.
    if !is_told {
        remark(
            "nobody read the report to its end, so this run is not recorded, and the next run reports its changes again",
        );
    } else if failures.is_empty() {
        failures.extend(
            audit::record(&session, &entries, &options, &report)
                .context("this run is not recorded")
                .err(),
        );
    }
    failures.extend(prune(args).err());
    failures.iter().for_each(complain);
    let is_whole = failures.is_empty() && all_kept;
    if args.nagios {
        let status = PluginStatus(nagios_status(&report));
        return Ok(if is_whole {
            status
        } else {
            status.with_failure()
        }
        .into());
    }
    let exit = Exit::of_audit(report.standing());
    // Rejected outranks everything, also that something could not be written down.
    Ok(if is_whole {
        exit
    } else {
        exit.min(Exit::Operational)
    }
    .into())
}

/// A list of partners is no profile: entries are made of it first.
fn refuse_lists(paths: &[PathBuf]) -> anyhow::Result<()> {
    for path in paths.iter().filter(|path| path.is_file()) {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let from = match extension.to_ascii_lowercase().as_str() {
            "csv" | "tsv" => "csv",
            "opml" => "opml",
            "json" => "trusted-introducer",
            _ => continue,
        };
        let shown = path.display();
        let word = quoted(&shown.to_string());
        bail!(
            "{shown}: this is a list, not a profile. Make partner entries from it with `bonafide partners import {word} --from {from} --yes`, \
             and audit their directory"
        );
    }
    Ok(())
}

/// Where there is no history and none can be made, there is nothing that two runs could spoil.
fn lock(history: &Path) -> anyhow::Result<Option<Lock>> {
    match Lock::take(history) {
        Ok(lock) => Ok(Some(lock)),
        Err(LockError::Io { .. }) if !history.exists() => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn shown(paths: &[PathBuf]) -> String {
    paths
        .iter()
        .map(|path| path.display().to_string())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Says on standard error what the run could not look at. That is no change, so it stands in no
/// diff; but who is only told of changes would never hear of a partner that nobody checks any more.
fn tell_unchecked(report: &AuditReport) {
    let failed = report
        .subjects
        .iter()
        .filter_map(|subject| match &subject.result {
            AuditResult::Failed(why) => Some((&subject.name, why)),
            _ => None,
        });
    failed
        .clone()
        .take(MAX_TOLD)
        .for_each(|(name, why)| remark(&format!("{name}: {}", failure(why))));
    let more = failed.count().saturating_sub(MAX_TOLD);
    if more > 0 {
        remark(&format!("{more} more failed"));
    }
    let not_done = report
        .subjects
        .iter()
        .filter(|subject| matches!(subject.result, AuditResult::NotDone))
        .count();
    if not_done > 0 {
        remark(&format!(
            "{not_done} of {} were not done: the run had no time left",
            report.subjects.len()
        ));
    }
}

fn retention(args: &AuditArgs) -> Option<Retention> {
    Some(Retention {
        folder: args.evidence.clone()?,
        age: Duration::from_secs(u64::from(args.evidence_days) * 86_400),
        count: usize::try_from(args.evidence_count).unwrap_or(usize::MAX),
        words: attempt_why,
    })
}

fn prune(args: &AuditArgs) -> anyhow::Result<()> {
    let Some(retention) = retention(args).filter(|retention| retention.folder.exists()) else {
        return Ok(());
    };
    retention.prune().map(drop).with_context(|| {
        format!(
            "--evidence {}: cannot be pruned",
            retention.folder.display()
        )
    })
}

fn session(
    args: &AuditArgs,
    settings: &Settings,
    history: Option<&Path>,
) -> anyhow::Result<Session> {
    let keyring = setup::keyring(&args.trust, settings)?;
    let judging = Judging::new(&args.judging, settings)?;
    let memory = history.map_or(Memory::Off, |path| {
        setup::open_history(path, judging.remembers)
    });
    setup::session(
        settings,
        &args.network,
        TrustIndex::new(keyring.trust(), keyring.certificates()),
        judging,
        memory,
    )
}

fn options(args: &AuditArgs, entries: &[Entry]) -> Options {
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    // Waiting for servers costs no processor; how many jobs that is worth, the run measures.
    let fetching = !args.network.offline && entries.iter().any(Entry::is_remote);
    let jobs = match args.jobs.and_then(|jobs| NonZeroUsize::new(jobs.into())) {
        Some(jobs) => Jobs::exactly(jobs),
        None if fetching => {
            let first = cores
                .saturating_mul(NonZeroUsize::MIN.saturating_add(3))
                .min(MOST_JOBS);
            Jobs {
                first,
                most: setup::most_jobs(MOST_JOBS).max(first),
            }
        }
        None => Jobs::exactly(cores),
    };
    Options {
        jobs,
        deadline: args.deadline.map(Duration::from_secs),
        grace: Duration::from_secs(args.grace * 3600),
        required: if accepts(&args.accept) {
            Verdict::Unanchored
        } else {
            Verdict::Authentic
        },
        directories: args
            .paths
            .iter()
            .filter(|path| path.is_dir())
            .cloned()
            .collect(),
        evidence: retention(args),
    }
}

/// Writes each file that was asked for; what goes wrong with one keeps none of the others from its
/// reader.
fn files(args: &AuditArgs, report: &AuditReport) -> Vec<anyhow::Error> {
    let write = |path: &Option<PathBuf>, render: &dyn Fn() -> anyhow::Result<String>| match path {
        Some(path) => render()
            .and_then(|text| write_whole(path, text.as_bytes()))
            .err(),
        None => None,
    };
    let failed = [
        write(&args.html, &|| Ok(html(report, &invocation()))),
        write(&args.junit, &|| Ok(junit(report)?)),
        write(&args.prometheus, &|| Ok(prometheus(report))),
        write(&args.diff, &|| Ok(diff(report))),
    ];
    failed.into_iter().flatten().collect()
}

fn main_output(args: &AuditArgs, report: &AuditReport) -> anyhow::Result<Delivered> {
    let rendered = match args.output.format {
        _ if args.nagios => nagios(report),
        Format::Json => {
            json::to_string(&json::audit(report, args.only_changes, &invocation()))? + "\n"
        }
        Format::Text if args.only_changes => diff(report),
        Format::Text => audit_text(report, &text_options(&args.output)),
    };
    deliver(&rendered, &args.output)
}

fn acknowledge(args: &AckArgs) -> anyhow::Result<Exit> {
    let Some(path) = Settings::load()?.history_file() else {
        bail!("there is no place for a history: set `history` in bonafide.toml")
    };
    let mut history = History::open(&path)?;
    let done = audit::acknowledge(
        &mut history,
        &args.team,
        &args.reason,
        args.until,
        Timestamp::now(),
    )?;
    remark(&acknowledged(&done));
    Ok(Exit::Success)
}
