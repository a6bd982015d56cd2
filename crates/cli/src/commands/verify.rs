//! `bonafide verify`.

use std::path::{Path, PathBuf};

use bonafide_report::prose::attempt_why;
use bonafide_report::text::text;
use bonafide_report::{case_html, json};
use bonafide_session::model::judgement::Assessment;
use bonafide_session::{BundleError, Memory, Outcome, Request, Session, Source, TrustIndex};

use crate::args::output::{Format, OutputArgs};
use crate::args::verify::{AcceptArgs, Acceptable, VerifyArgs};
use crate::commands::export::export;
use crate::commands::overwriting::{Input, keep};
use crate::exit::Exit;
use crate::interrupt;
use crate::output::{complain, deliver, invocation, remark, sentence, text_options, write_whole};
use crate::progress::Progress;
use crate::settings::Settings;
use crate::setup::{self, Judging};

/// Checks every subject and prints one report.
pub fn run(args: &VerifyArgs) -> anyhow::Result<Exit> {
    let subjects = args.subjects.iter().map(Path::new);
    let evidence = args
        .signature
        .iter()
        .chain(&args.checksum)
        .chain(&args.key)
        .map(|file| Input::All(Path::new(file)));
    let judging = args
        .trust
        .keyring
        .iter()
        .chain(&args.judging.policy)
        .map(|path| Input::All(path));
    let named: Vec<_> = subjects
        .clone()
        .map(Input::All)
        .chain(evidence)
        .chain(judging)
        .collect();
    let reports = || args.output.output.iter().chain(&args.html);
    keep(&named, reports().chain(&args.export_cert));
    // A certificate may be exported again and again to where it is looked for; a report has no
    // place there.
    keep(
        &subjects.map(Input::Document).collect::<Vec<_>>(),
        reports(),
    );
    let for_one = [
        (&args.export_cert, "--export-cert", "the certificate of"),
        (&args.html, "--html", "a report on"),
    ];
    let named = for_one.iter().find(|(file, ..)| file.is_some());
    if let Some((_, flag, what)) = named.filter(|_| args.subjects.len() > 1) {
        let told = format!("{flag} is for {what} one subject; verify the subjects one by one\n");
        clap::Error::raw(clap::error::ErrorKind::ArgumentConflict, told).exit();
    }
    if args
        .subjects
        .iter()
        .filter(|subject| *subject == "-")
        .count()
        > 1
    {
        let told = "standard input (`-`) can be read only once\n";
        clap::Error::raw(clap::error::ErrorKind::ArgumentConflict, told).exit();
    }
    let mut exit = Exit::Success;
    let mut results = Vec::new();
    let mut unwritten = Vec::new();
    let progress = Progress::start();
    match session(args) {
        Ok(session) => {
            let session = Session {
                network: session.network.on_event(progress.teller()),
                ..session
            };
            for subject in &args.subjects {
                let result = one(&session, subject, args).map(|(assessment, wanted)| {
                    exit = exit.min(Exit::of(assessment.verdict, accepts(&args.accept)));
                    unwritten.extend(wanted.into_iter().filter_map(Result::err));
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
    Ok(if unwritten.is_empty() {
        exit
    } else {
        exit.min(Exit::Operational)
    })
}

/// Prints assessments and errors. JSON is one document whatever happens; text errors go to standard
/// error.
pub fn report(
    results: &[(String, anyhow::Result<Assessment>)],
    output: &OutputArgs,
) -> anyhow::Result<()> {
    for error in results
        .iter()
        .filter_map(|(_, result)| result.as_ref().err())
    {
        complain(error);
    }
    let rendered = match output.format {
        Format::Json => {
            let results: Vec<_> = results
                .iter()
                .map(|(subject, result)| (subject.as_str(), result.as_ref().map_err(sentence)))
                .collect();
            json::results(&results, &invocation())? + "\n"
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

fn session(args: &VerifyArgs) -> anyhow::Result<Session> {
    let settings = Settings::load()?;
    let keyring = setup::keyring(&args.trust, &settings)?;
    let judging = Judging::new(&args.judging, &settings)?;
    let mut trust = setup::trust_of(&keyring, args.team.as_deref())?;
    trust
        .expected
        .extend(args.expect_fingerprint.iter().cloned());
    let memory = memory(args, &settings, &judging);
    setup::session(
        &settings,
        &args.network,
        TrustIndex::new(trust, keyring.certificates()),
        judging,
        memory,
    )
}

/// What was seen before. A local file without a team's name is not remembered, so it makes no
/// history either.
fn memory(args: &VerifyArgs, settings: &Settings, judging: &Judging) -> Memory {
    let named = args.team.is_some()
        || args
            .subjects
            .iter()
            .any(|subject| matches!(Source::parse(subject), Ok(Source::Url(_))));
    match settings.history_file().filter(|_| !args.judging.no_history) {
        None => Memory::Off,
        Some(path) => setup::open_history(&path, named && judging.remembers),
    }
}

/// The assessment, and whether the files could be written that the user wants beside it: the verdict
/// must reach the user all the same.
fn one(
    session: &Session,
    subject: &str,
    args: &VerifyArgs,
) -> anyhow::Result<(Assessment, Vec<anyhow::Result<()>>)> {
    let sources = |texts: &[String]| {
        texts
            .iter()
            .map(|text| Source::parse(text))
            .collect::<Result<Vec<_>, _>>()
    };
    let request = Request {
        signatures: sources(&args.signature)?,
        checksums: args
            .checksum
            .iter()
            .map(|text| Source::parse(text))
            .collect::<Result<Vec<_>, _>>()?,
        keys: sources(&args.key)?,
        ..Request::new(crate::input::source(subject)?)
    };
    if let Some(folder) = args
        .evidence
        .as_ref()
        .map(|path| numbered(path, subject, args))
    {
        // Known before anybody is asked, so that nobody waits for a report that cannot be kept.
        anyhow::ensure!(
            folder.symlink_metadata().is_err(),
            BundleError::Exists(folder.display().to_string())
        );
    }
    let Outcome {
        assessment,
        evidence,
        not_remembered,
        ..
    } = session.verify(&request)?;
    if let Some(error) = not_remembered {
        remark(&format!(
            "{subject}: this sight was not remembered: {error}"
        ));
    }
    if let Some(path) = &args.evidence {
        let _whole = interrupt::writing();
        let folder = numbered(path, subject, args);
        match bonafide_session::save(&evidence, &folder, attempt_why) {
            // The verdict on a published private key must reach the user all the same.
            Err(error @ BundleError::Secret(..)) => remark(&error.to_string()),
            other => other?,
        }
    }
    let reported = args.html.iter().try_for_each(|path| {
        let page = case_html(
            &assessment,
            &session.case_file(&assessment, &evidence),
            &invocation(),
        );
        write_whole(path, page.as_bytes())
    });
    let exported = args
        .export_cert
        .iter()
        .try_for_each(|path| export(path, &assessment, &evidence, args.danger_export_unconfirmed));
    Ok((assessment, vec![reported, exported]))
}

/// With several subjects, each has its own folder under OUT.
fn numbered(path: &Path, subject: &str, args: &VerifyArgs) -> PathBuf {
    match args.subjects.iter().position(|other| other == subject) {
        Some(index) if args.subjects.len() > 1 => {
            PathBuf::from(format!("{}-{}", path.display(), index + 1))
        }
        _ => path.to_owned(),
    }
}
