//! `bonafide partners`.

use std::io::IsTerminal;
use std::path::Path;

use anyhow::{Context, ensure};
use bonafide_report::json;
use bonafide_report::text::{partner_text, partners_text, plan_text};
use bonafide_session::audit::Lock;
use bonafide_session::history::History;
use bonafide_session::keyring::import::{PartnerFormat, partner, partners as read_list};
use bonafide_session::model::audit::{ListedPartner, PartnerEntry, PartnerPlan, PartnerState};
use bonafide_session::partners::{entries, find, plan, remove, rename, states, write};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::output::{Format, OutputArgs};
use crate::args::partners::{
    AddArgs, PartnersArgs, PartnersCommand, PartnersDirectoryArgs, PartnersFrom, PartnersImportArgs,
};
use crate::args::verify::TrustDirectoryArgs;
use crate::commands::again::acting;
use crate::commands::consent;
use crate::exit::Exit;
use crate::output::{deliver, remark, text_options};
use crate::settings::Settings;
use crate::setup;

/// The most values that are told one by one as left out.
const MAX_TOLD: usize = 50;

/// Runs one of the commands on partner entries.
pub fn run(args: PartnersArgs) -> anyhow::Result<Exit> {
    let settings = Settings::load()?;
    let at = |args: &PartnersDirectoryArgs| settings.partners(args.partners.as_deref());
    match args.command {
        PartnersCommand::Add(args) => add(&args, &at(&args.directory)?),
        PartnersCommand::Import(args) => import(&args, &at(&args.directory)?, &settings),
        PartnersCommand::List {
            directory,
            trust,
            output,
        } => {
            let states = known(entries(&at(&directory)?)?, &trust, &settings)?;
            let text = |states: &[PartnerState]| partners_text(states, &text_options(&output));
            show(&states, text, &output)
        }
        PartnersCommand::Show {
            name,
            directory,
            trust,
            output,
        } => {
            let states = known(vec![find(&at(&directory)?, &name)?], &trust, &settings)?;
            let text = |states: &[PartnerState]| {
                let one = |state| partner_text(state, &text_options(&output));
                states.iter().map(one).collect()
            };
            show(&states, text, &output)
        }
        PartnersCommand::Remove {
            name,
            yes,
            directory,
        } => {
            let directory = at(&directory)?;
            let PartnerEntry { file, partner, .. } = find(&directory, &name)?;
            remark(&format!(
                "the partner entry {file}: {}, {}",
                partner.team, partner.profile
            ));
            consent::ask(&consent::REMOVE, yes)?;
            let mut past = Past::open(&settings)?;
            let removed = remove(&directory, &name, past.history.as_mut())?;
            remark(&format!("removed {}", removed.display()));
            Ok(Exit::Success)
        }
        PartnersCommand::Rename {
            from,
            to,
            directory,
        } => {
            let (directory, mut past) = (at(&directory)?, Past::open(&settings)?);
            let renamed = rename(&directory, &from, &to, past.history.as_mut())?;
            remark(&format!("{from} is now {}", renamed.display()));
            Ok(Exit::Success)
        }
    }
}

/// The history where there is one, and no audit that changes it meanwhile.
struct Past {
    history: Option<History>,
    _lock: Option<Lock>,
}

impl Past {
    fn open(settings: &Settings) -> anyhow::Result<Self> {
        match settings.history_file().filter(|path| path.exists()) {
            Some(path) => Ok(Self {
                _lock: Some(Lock::take(&path)?),
                history: Some(History::open(&path)?),
            }),
            None => Ok(Self {
                history: None,
                _lock: None,
            }),
        }
    }
}

fn known(
    entries: Vec<PartnerEntry>,
    trust: &TrustDirectoryArgs,
    settings: &Settings,
) -> anyhow::Result<Vec<PartnerState>> {
    let keyring = setup::keyring(trust, settings)?;
    let path = settings.history_file().filter(|path| path.exists());
    let history = path.map(|path| History::open(&path)).transpose()?;
    Ok(states(entries, &keyring.trust(), history.as_ref())?)
}

fn show(
    states: &[PartnerState],
    text: impl Fn(&[PartnerState]) -> String,
    output: &OutputArgs,
) -> anyhow::Result<Exit> {
    let rendered = match output.format {
        Format::Json => json::to_string(&json::partners(states))? + "\n",
        Format::Text => text(states),
    };
    deliver(&rendered, output)?;
    Ok(Exit::Success)
}

fn add(args: &AddArgs, directory: &Path) -> anyhow::Result<Exit> {
    let is_one = args.urls.len() == 1;
    ensure!(
        is_one || args.name.is_none() && args.email.is_empty() && args.unconfirmed.is_empty(),
        "--name, --email and --unconfirmed belong to one team: give them with a single URL"
    );
    let one = |url: &String| {
        partner(url, args.name.as_deref(), &args.email, &args.unconfirmed)
            .with_context(|| "nothing was written".to_owned())
    };
    let listed: Vec<ListedPartner> = args.urls.iter().map(one).collect::<Result<_, _>>()?;
    make(directory, plan(directory, listed)?, args.yes, &args.output)
}

fn import(
    args: &PartnersImportArgs,
    directory: &Path,
    settings: &Settings,
) -> anyhow::Result<Exit> {
    let format = match args.from {
        PartnersFrom::Csv => PartnerFormat::Csv,
        PartnersFrom::TrustedIntroducer => PartnerFormat::TrustedIntroducer,
        PartnersFrom::First => PartnerFormat::First,
        PartnersFrom::Opml => PartnerFormat::Opml,
    };
    let list = setup::list(&args.list, &args.network, settings)?;
    let read = read_list(&list.bytes, format).with_context(|| list.shown.clone())?;
    for skipped in read.skipped.iter().take(MAX_TOLD) {
        remark(&format!("left out: {}: {}", skipped.team, skipped.problem));
    }
    let more = read.skipped.len().saturating_sub(MAX_TOLD);
    if more > 0 {
        remark(&format!("left out: {more} more values"));
    }
    ensure!(
        !read.partners.is_empty(),
        "{}: none of its rows can be used; nothing was written",
        list.shown
    );
    let plan = PartnerPlan {
        left_out: read.rows_left_out,
        ..plan(directory, read.partners)?
    };
    make(directory, plan, args.yes, &args.output)
}

/// Writes the new entries, if the user says so, and tells the plan either way.
fn make(
    directory: &Path,
    mut plan: PartnerPlan,
    yes: bool,
    output: &OutputArgs,
) -> anyhow::Result<Exit> {
    if yes {
        let bar = bar(plan.partners.len(), output);
        let written = write(directory, &plan, &mut |count| {
            bar.set_position(count as u64)
        });
        bar.finish_and_clear();
        written?;
        plan.done = true;
    }
    let rendered = match output.format {
        Format::Json => json::to_string(&json::partner_plan(&plan))? + "\n",
        Format::Text => plan_text(&plan, &acting(), &text_options(output)),
    };
    deliver(&rendered, output)?;
    Ok(Exit::Success)
}

fn bar(count: usize, output: &OutputArgs) -> ProgressBar {
    let target = if std::io::stderr().is_terminal() && !output.quiet {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(count as u64), target);
    if let Ok(style) = ProgressStyle::with_template("{pos}/{len} {bar:30} {per_sec}") {
        bar.set_style(style);
    }
    bar
}
