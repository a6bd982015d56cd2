//! From arguments, environment and configuration to a session: settings, trust directory, policy,
//! network, history. Commands only say which of these they have.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use anyhow::Context;
use bonafide_report::Suggested;
use bonafide_session::fetch::archive::Archive;
use bonafide_session::fetch::statement::Registry;
use bonafide_session::fetch::{Client, Options, descriptor_limit, keys};
use bonafide_session::history::{History, HistoryError};
use bonafide_session::keyring::{self, Keyring, knows};
use bonafide_session::model::Timestamp;
use bonafide_session::model::evidence::Trust;
use bonafide_session::model::judgement::Policy;
use bonafide_session::{Corroborate, Memory, Network, Session, Source, Statements, TrustIndex};
use etcetera::BaseStrategy;

use crate::args::network::NetworkArgs;
use crate::args::verify::{JudgingArgs, TrustDirectoryArgs};
use crate::output::invocation;
use crate::progress::Progress;
use crate::settings::{Corroborator, Settings, base};

/// Files that the program has open beside connections and readers.
const OWN_FILES: u64 = 24;

/// Files that one job has open: the pipes of its reader, a connection, a file of the cache.
const FILES_OF_JOB: u64 = 6;

/// By what is judged, and when.
pub struct Judging {
    pub policy: Policy,
    pub now: Timestamp,
    /// Whether what is seen is remembered: a wrong time would be remembered with it.
    pub remembers: bool,
}

impl Judging {
    /// As the arguments and the configuration say.
    pub fn new(args: &JudgingArgs, settings: &Settings) -> anyhow::Result<Self> {
        let mut policy = settings.policy(args.policy.as_deref())?;
        policy.strict |= args.strict;
        Ok(Self {
            policy,
            now: args.at.unwrap_or_else(Timestamp::now),
            remembers: args.at.is_none() || args.remember,
        })
    }
}

/// A session with this trust and memory.
pub fn session(
    settings: &Settings,
    network_args: &NetworkArgs,
    trust: TrustIndex,
    judging: Judging,
    memory: Memory,
) -> anyhow::Result<Session> {
    let Judging {
        policy,
        now,
        remembers,
    } = judging;
    let (reader, network) = (crate::reader::confined()?, network(network_args, settings)?);
    Ok(Session {
        reader,
        network,
        trust,
        policy,
        now,
        memory,
        remembers,
    })
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
    let trust = keyring.trust();
    if let Some(team) = team.filter(|team| !knows(&trust, team)) {
        anyhow::bail!(
            "--team {team}: the trust directory {} has no such team; see `bonafide trust list{}`",
            keyring.dir().display(),
            invocation().options(Suggested::Trust)
        );
    }
    Ok(Trust {
        team: team.map(str::to_owned),
        ..trust
    })
}

/// What was seen before. What is there and cannot be opened is damaged, never empty; where there is
/// nothing and nothing is to be kept, nothing is made.
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
    let allowed = allowed
        .and_then(|jobs| usize::try_from(jobs).ok())
        .and_then(NonZeroUsize::new);
    allowed.map_or(wanted, |allowed| wanted.min(allowed))
}

/// A list that the user names by its file or URL.
pub struct List {
    /// What it is called in messages.
    pub shown: String,
    /// All of it.
    pub bytes: Vec<u8>,
    /// Where it was found in the end, where it was fetched.
    pub found: Option<String>,
}

/// Reads a list, or fetches it as it is at this moment.
pub fn list(name: &str, args: &NetworkArgs, settings: &Settings) -> anyhow::Result<List> {
    match crate::input::source(name)? {
        Source::Url(url) => {
            let progress = Progress::start();
            let network = network(args, settings)?.on_event(progress.teller());
            let found = network.list(&url, keyring::MAX_FILE)?;
            Ok(List {
                found: found.origin.url.or_else(|| Some(url.clone())),
                shown: url,
                bytes: found.bytes,
            })
        }
        Source::File(path) => Ok(List {
            bytes: crate::input::bytes(&path).with_context(|| name.to_owned())?,
            shown: name.to_owned(),
            found: None,
        }),
        Source::Stdin(bytes) => Ok(List {
            bytes: bytes.to_vec(),
            shown: name.to_owned(),
            found: None,
        }),
    }
}

/// The network that flags and configuration allow.
pub fn network(args: &NetworkArgs, settings: &Settings) -> anyhow::Result<Network> {
    let mut options = Options {
        max_time: Duration::from_secs(args.max_time),
        proxy: args.proxy.clone(),
        allow_private: args.allow_private,
        offline: args.offline,
        cache_dir: base().map(|base| base.cache_dir().join("bonafide/http")),
        ..Options::default()
    };
    if let Some(limit) = descriptor_limit() {
        // The rest is for readers, the cache and the history.
        options.max_at_once = usize::try_from(limit.saturating_sub(OWN_FILES) / 2)
            .unwrap_or(usize::MAX)
            .max(1);
    }
    options.resolve.extend(args.resolve.iter().cloned());
    for path in &args.cacert {
        options.ca_certs.push(
            crate::input::bytes(path).with_context(|| format!("--cacert {}", path.display()))?,
        );
    }
    // What cannot be used is the user's to mend; taken for an outage it would stay unseen, in an
    // unattended run for days.
    Client::new(options.clone())?;
    for server in &settings.keyservers {
        anyhow::ensure!(
            keys::is_server(server),
            "keyservers: {server:?} is no key server; give it as hkps://keys.openpgp.org"
        );
    }
    for archive in &settings.archives {
        anyhow::ensure!(
            archive.is_sound(),
            "archives: {:?} is no web archive; give its index as https://web.archive.org/web/timemap/link/{{url}}, and where it has \
             captures as https://web.archive.org/web/{{time}}id_/{{url}}",
            archive.index
        );
    }
    if let Some(registry) = &settings.rdap {
        anyhow::ensure!(
            registry.is_sound(),
            "rdap: {:?} is no registry of domains; give it as https://rdap.org/domain/{{domain}}",
            registry.0
        );
    }
    let is_asked = |source| settings.corroborate.contains(&source) || args.ask.contains(&source);
    let corroborate = Corroborate {
        wkd: is_asked(Corroborator::Wkd),
        keyserver: is_asked(Corroborator::Keyserver),
    };
    let archives = match (is_asked(Corroborator::Archive), &settings.archives[..]) {
        (false, _) => Vec::new(),
        (true, []) => vec![Archive::internet_archive()],
        (true, configured) => configured.to_vec(),
    };
    let network = Network::new(options, settings.keyservers.clone(), corroborate);
    let registry = || settings.rdap.clone().unwrap_or_else(Registry::bootstrap);
    let statements = Statements {
        security_txt: is_asked(Corroborator::SecurityTxt),
        csaf: is_asked(Corroborator::Csaf),
        registry: is_asked(Corroborator::Rdap).then(registry),
    };
    Ok(network.archives(archives).statements(statements))
}
