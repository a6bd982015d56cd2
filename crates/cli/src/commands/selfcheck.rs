//! `bonafide selfcheck`.

use std::path::Path;

use anyhow::Context;
use bonafide_report::json;
use bonafide_report::selfcheck::{selfcheck_junit, selfcheck_sarif, selfcheck_text};
use bonafide_session::keyring::Keyring;
use bonafide_session::model::Timestamp;
use bonafide_session::model::evidence::Trust;
use bonafide_session::model::judgement::Severity;
use bonafide_session::model::publishing::SelfcheckReport;
use bonafide_session::selfcheck::{Baseline, Request};
use bonafide_session::{Memory, Session, Source, TrustIndex};

use crate::args::output::{Format, OutputArgs};
use crate::args::selfcheck::{SelfcheckArgs, SelfcheckFormat};
use crate::commands::overwriting::{Input, keep};
use crate::exit::Exit;
use crate::output::{deliver, invocation, sentence, text_options};
use crate::progress::Progress;
use crate::settings::Settings;
use crate::setup::{self, Judging};

/// Checks a directory that is about to be published.
pub fn run(args: &SelfcheckArgs) -> anyhow::Result<Exit> {
    let output = output(args);
    let files = args.key.iter().map(|key| Input::All(Path::new(key)));
    let judging = args
        .keyring
        .iter()
        .chain(&args.policy)
        .map(|path| Input::All(path));
    let read: Vec<_> = std::iter::once(Input::Folder(&args.path))
        .chain(files)
        .chain(judging)
        .collect();
    keep(&read, output.output.iter());
    let report = match check(args) {
        Ok(report) => report,
        Err(error) => {
            // Whoever reads the output as JSON gets what it can read.
            if args.format == SelfcheckFormat::Json {
                let subject = args.path.display().to_string();
                deliver(
                    &(json::results(&[(&subject, Err(sentence(&error)))], &invocation())? + "\n"),
                    &output,
                )?;
            }
            return Err(error);
        }
    };
    let rendered = match args.format {
        SelfcheckFormat::Text => selfcheck_text(&report, &text_options(&output)),
        SelfcheckFormat::Json => json::to_string(&json::selfcheck(&report))? + "\n",
        SelfcheckFormat::Sarif => json::to_string(&selfcheck_sarif(&report))? + "\n",
        SelfcheckFormat::Junit => selfcheck_junit(&report)?,
    };
    deliver(&rendered, &output)?;
    Ok(if report.count(Severity::Error) == 0 {
        Exit::Success
    } else {
        Exit::Unverified
    })
}

fn check(args: &SelfcheckArgs) -> anyhow::Result<SelfcheckReport> {
    // Read first: a baseline that is not understood must not cost a run.
    let baseline = match &args.baseline {
        Some(path) => {
            let text = crate::input::text(path)
                .with_context(|| format!("--baseline {}", path.display()))?;
            Baseline::parse(&text).with_context(|| format!("--baseline {}", path.display()))?
        }
        None => Baseline::default(),
    };
    let request = Request {
        path: args.path.clone(),
        keys: args
            .key
            .iter()
            .map(|key| Source::parse(key))
            .collect::<Result<_, _>>()?,
        base_url: args.base_url.clone(),
        live: args.live,
    };
    let progress = Progress::start();
    let session = session(args)?;
    let session = Session {
        network: session.network.on_event(progress.teller()),
        ..session
    };
    let mut report = session.selfcheck(&request)?;
    drop(progress);
    baseline.apply(&mut report);
    Ok(report)
}

/// A stranger's session: no trust but the one that the user names, and no memory.
fn session(args: &SelfcheckArgs) -> anyhow::Result<Session> {
    let settings = Settings::load()?;
    let policy = settings.policy(args.policy.as_deref())?;
    let judging = Judging {
        policy,
        now: args.at.unwrap_or_else(Timestamp::now),
        remembers: false,
    };
    let trust = match &args.keyring {
        Some(dir) => {
            let keyring = Keyring::open(dir)?;
            TrustIndex::new(keyring.trust(), keyring.certificates())
        }
        None => TrustIndex::new(Trust::default(), Vec::new()),
    };
    setup::session(&settings, &args.network, trust, judging, Memory::Off)
}

fn output(args: &SelfcheckArgs) -> OutputArgs {
    OutputArgs {
        format: if args.format == SelfcheckFormat::Json {
            Format::Json
        } else {
            Format::Text
        },
        output: args.output.clone(),
        quiet: args.quiet,
        verbose: args.verbose,
        color: args.color,
    }
}
