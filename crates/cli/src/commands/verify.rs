//! `bonafide verify`.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::Context;
use bonafide_report::json;
use bonafide_report::text::text;
use bonafide_session::fetch::{Client, Options, descriptor_limit, keys};
use bonafide_session::history::{History, HistoryError};
use bonafide_session::keyring::Keyring;
use bonafide_session::model::{Assessment, Policy, Timestamp, Trust};
use bonafide_session::{BundleError, Corroborate, Memory, Network, Outcome, Request, Session, Source, TrustIndex};

use crate::args::network::NetworkArgs;
use crate::args::output::{Format, OutputArgs};
use crate::args::verify::{AcceptArgs, Acceptable, JudgingArgs, TrustDirectoryArgs, VerifyArgs};
use crate::commands::export::export;
use crate::commands::kept::{Input, keep};
use crate::exit::Exit;
use crate::interrupt;
use crate::output::{complain, deliver, remark, sentence, text_options};
use crate::progress::Progress;
use crate::settings::{Corroborator, Settings, base};

/// Checks every subject and prints one report.
pub fn run(args: &VerifyArgs) -> anyhow::Result<Exit> {
    let subjects = args.subjects.iter().map(Path::new);
    let evidence = args.signature.iter().chain(&args.checksum).chain(&args.key).map(|file| Input::All(Path::new(file)));
    let judging = args.trust.keyring.iter().chain(&args.judging.policy).map(|path| Input::All(path));
    let named: Vec<_> = subjects.clone().map(Input::All).chain(evidence).chain(judging).collect();
    keep(&named, args.output.output.iter().chain(&args.export_cert));
    // A certificate may be exported again and again to where it is looked for; a report has no place there.
    keep(&subjects.map(Input::Document).collect::<Vec<_>>(), &args.output.output);
    if args.export_cert.is_some() && args.subjects.len() > 1 {
        let told = "--export-cert is for the certificate of one subject; verify the subjects one by one\n";
        clap::Error::raw(clap::error::ErrorKind::ArgumentConflict, told).exit();
    }
    let mut exit = Exit::Success;
    let mut results = Vec::new();
    let mut unwritten = Vec::new();
    let progress = Progress::start();
    match session(args) {
        Ok(session) => {
            let session = Session { network: session.network.on_event(progress.teller()), ..session };
            for subject in &args.subjects {
                let result = one(&session, subject, args).map(|(assessment, wanted)| {
                    exit = exit.min(Exit::of(assessment.verdict, accepts(&args.accept)));
                    unwritten.extend(wanted.err());
                    assessment
                });
                if result.is_err() {
                    exit = exit.min(Exit::Operational);
                }
                results.push((subject.clone(), result));
            }
        }
        Err(error) => {
            exit = Exit::Operational;
            results.push((args.subjects.join(" "), Err(error)));
        }
    }
    drop(progress);
    report(&results, &args.output)?;
    unwritten.iter().for_each(complain);
    Ok(if unwritten.is_empty() { exit } else { exit.min(Exit::Operational) })
}

/// Prints assessments and errors. JSON is one document whatever happens; text errors go to standard error.
pub fn report(results: &[(String, anyhow::Result<Assessment>)], output: &OutputArgs) -> anyhow::Result<()> {
    for error in results.iter().filter_map(|(_, result)| result.as_ref().err()) {
        complain(error);
    }
    let rendered = match output.format {
        Format::Json => {
            let results: Vec<_> =
                results.iter().map(|(subject, result)| (subject.as_str(), result.as_ref().map_err(sentence))).collect();
            json::results(&results)? + "\n"
        }
        Format::Text => {
            let options = text_options(output);
            let reports: Vec<String> = results
                .iter()
                .filter_map(|(_, result)| result.as_ref().ok())
                .map(|assessment| text(assessment, &options))
                .collect();
            reports.join(if output.quiet { "" } else { "\n" })
        }
    };
    deliver(&rendered, output).map(drop)
}

/// Whether `unanchored` is good enough.
pub fn accepts(args: &AcceptArgs) -> bool {
    args.accept == Some(Acceptable::Unanchored)
}

/// The trust directory that the flag, the environment, the configuration or the default names.
pub fn keyring(args: &TrustDirectoryArgs, settings: &Settings) -> anyhow::Result<Keyring> {
    match args.keyring.as_ref().or(settings.keyring.as_ref()) {
        Some(dir) => Ok(Keyring::open(dir)?),
        None => Ok(Keyring::open_default()?),
    }
}

/// What the trust directory trusts, for that team.
pub fn trust_of(keyring: &Keyring, team: Option<&str>) -> anyhow::Result<Trust> {
    if let Some(team) = team.filter(|team| keyring.pins_of(team).is_empty()) {
        anyhow::bail!("--team {team}: the trust directory {} has no such team; see `bonafide trust list`", keyring.dir().display());
    }
    Ok(Trust { team: team.map(str::to_owned), ..keyring.trust() })
}

fn session(args: &VerifyArgs) -> anyhow::Result<Session> {
    let settings = Settings::load()?;
    let keyring = keyring(&args.trust, &settings)?;
    let (policy, now) = judging(&args.judging, &settings)?;
    let mut trust = trust_of(&keyring, args.team.as_deref())?;
    trust.expected.extend(args.expect_fingerprint.iter().cloned());
    Ok(Session {
        reader: crate::reader::confined()?,
        network: network(&args.network, &settings)?,
        trust: TrustIndex::new(trust, keyring.certificates()),
        policy,
        now,
        memory: memory(args, &settings),
        remembers: remembers(&args.judging),
    })
}

/// The policy and the time to judge by.
pub fn judging(args: &JudgingArgs, settings: &Settings) -> anyhow::Result<(Policy, Timestamp)> {
    let mut policy = settings.policy(args.policy.as_deref())?;
    policy.strict |= args.strict;
    let now = args.at.unwrap_or_else(Timestamp::now);
    Ok((policy, now))
}

/// Whether what is seen is remembered: a wrong time would be remembered with it.
pub fn remembers(args: &JudgingArgs) -> bool {
    args.at.is_none() || args.remember
}

/// What was seen before. A local file without a team's name is not remembered, so it makes no history either.
fn memory(args: &VerifyArgs, settings: &Settings) -> Memory {
    let named = args.team.is_some() || args.subjects.iter().any(|subject| matches!(Source::parse(subject), Ok(Source::Url(_))));
    match settings.history_file().filter(|_| !args.judging.no_history) {
        None => Memory::Off,
        Some(path) => open_history(&path, named && remembers(&args.judging)),
    }
}

/// What was seen before. What is there and cannot be opened is damaged, never empty; where there is nothing and nothing is to be kept,
/// nothing is made.
pub fn open_history(path: &Path, make: bool) -> Memory {
    if !make && matches!(path.try_exists(), Ok(false)) {
        return Memory::Off;
    }
    match History::open(path) {
        Ok(history) => Memory::Kept(Mutex::new(history)),
        Err(error @ HistoryError::NotCreated { .. }) => Memory::NotMade(error.to_string()),
        Err(error) => Memory::Damaged(error.to_string()),
    }
}

/// Files that the program has open beside connections and readers.
const OWN_FILES: u64 = 24;

/// Files that one job has open: the pipes of its reader, a connection, a file of the cache.
const FILES_OF_JOB: u64 = 6;

/// Refuses to begin what the system would not let end: a refused file would look like an outage.
pub fn ensure_descriptors(jobs: usize) -> anyhow::Result<()> {
    let needed = OWN_FILES + FILES_OF_JOB * jobs as u64;
    match descriptor_limit() {
        Some(limit) if limit < needed => anyhow::bail!(
            "too few file descriptors: the limit is {limit}, and {jobs} jobs need {needed}; raise the limit (ulimit -n {needed}), or use fewer --jobs"
        ),
        _ => Ok(()),
    }
}

/// So many jobs, or as many as the system's limit of open files allows.
pub fn most_jobs(wanted: NonZeroUsize) -> NonZeroUsize {
    let allowed = descriptor_limit().map(|limit| limit.saturating_sub(OWN_FILES) / FILES_OF_JOB);
    let allowed = allowed.and_then(|jobs| usize::try_from(jobs).ok()).and_then(NonZeroUsize::new);
    allowed.map_or(wanted, |allowed| wanted.min(allowed))
}

/// The network that flags and configuration allow.
pub fn network(args: &NetworkArgs, settings: &Settings) -> anyhow::Result<Network> {
    let mut options = Options {
        max_time: std::time::Duration::from_secs(args.max_time),
        proxy: args.proxy.clone(),
        allow_private: args.allow_private,
        offline: args.offline,
        cache_dir: base().map(|base| etcetera::BaseStrategy::cache_dir(&base).join("bonafide/http")),
        ..Options::default()
    };
    if let Some(limit) = descriptor_limit() {
        // The rest is for readers, the cache and the history.
        options.max_at_once = usize::try_from(limit.saturating_sub(OWN_FILES) / 2).unwrap_or(usize::MAX).max(1);
    }
    options.resolve.extend(args.resolve.iter().cloned());
    for path in &args.cacert {
        options.ca_certs.push(crate::input::bytes(path).with_context(|| format!("--cacert {}: cannot be read", path.display()))?);
    }
    // What cannot be used is the user's to mend; taken for an outage it would stay unseen, in an unattended run for days.
    Client::new(options.clone())?;
    for server in &settings.keyservers {
        anyhow::ensure!(keys::is_server(server), "keyservers: {server:?} is no key server; give it as hkps://keys.openpgp.org");
    }
    let corroborate = Corroborate {
        wkd: settings.corroborate.contains(&Corroborator::Wkd),
        keyserver: settings.corroborate.contains(&Corroborator::Keyserver),
    };
    Ok(Network::new(options, settings.keyservers.clone(), corroborate))
}

/// The assessment, and whether the certificate could be written that the user wants: the verdict must reach the user all the same.
fn one(session: &Session, subject: &str, args: &VerifyArgs) -> anyhow::Result<(Assessment, anyhow::Result<()>)> {
    let sources = |texts: &[String]| texts.iter().map(|text| Source::parse(text)).collect::<Result<Vec<_>, _>>();
    let request = Request {
        signatures: sources(&args.signature)?,
        checksums: args.checksum.iter().map(|text| Source::parse(text)).collect::<Result<Vec<_>, _>>()?,
        keys: sources(&args.key)?,
        ..Request::new(Source::parse(subject)?)
    };
    if let Some(folder) = args.evidence.as_ref().map(|path| numbered(path, subject, args)) {
        // Known before anybody is asked, so that nobody waits for a report that cannot be kept.
        anyhow::ensure!(folder.symlink_metadata().is_err(), BundleError::Exists(folder.display().to_string()));
    }
    let Outcome { assessment, evidence, not_remembered } = session.verify(&request)?;
    if let Some(error) = not_remembered {
        remark(&format!("{subject}: this sight was not remembered: {error}"));
    }
    if let Some(path) = &args.evidence {
        let _whole = interrupt::writing();
        match bonafide_session::save(&evidence, &numbered(path, subject, args)) {
            // The verdict on a published private key must reach the user all the same.
            Err(error @ BundleError::Secret(..)) => remark(&error.to_string()),
            other => other?,
        }
    }
    let wanted = args.export_cert.iter().try_for_each(|path| export(path, &assessment, &evidence, args.danger_export_unconfirmed));
    Ok((assessment, wanted))
}

/// With several subjects, each has its own folder under OUT.
fn numbered(path: &Path, subject: &str, args: &VerifyArgs) -> PathBuf {
    match args.subjects.iter().position(|other| other == subject) {
        Some(index) if args.subjects.len() > 1 => PathBuf::from(format!("{}-{}", path.display(), index + 1)),
        _ => path.to_owned(),
    }
}
