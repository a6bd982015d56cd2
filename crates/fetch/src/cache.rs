//! Answers kept between runs.
//!
//! One file per URL, `<host>-<hash>.entry`: a line of JSON, then the body. One file, so that head
//! and body can never be of different moments. Written beside and renamed, so that a run that is
//! killed leaves the old entry or none.

use std::fs;
use std::io::Write;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use bonafide_model::Timestamp;
use http::header::{self, HeaderMap};
use http_cache_semantics::{AfterResponse, BeforeRequest, CacheOptions, CachePolicy};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use url::Url;

use crate::answer::Answer;
use crate::failure::Age;
use crate::guard::host_and_port;
use crate::options::Options;
use crate::request::Limit;

/// What a server calls fresh for longer is asked about again: many serve all files with a lifetime
/// of a year, and a document that was replaced must not stay hidden behind that. For the next few
/// minutes one answer will do.
pub(crate) const LONGEST_FRESH: Duration = Duration::from_secs(300);

/// The oldest copy that is used where nobody may be asked.
pub(crate) const LONGEST_OFFLINE: Duration = Duration::from_secs(86_400);

/// What is kept of entries that are not in use.
const USUAL: Size = Size {
    bytes: 256 << 20,
    entries: 4096,
};

/// What is kept in any case. An audit of five thousand partners needs a quarter of the entries.
const MOST: Size = Size {
    bytes: 4 << 30,
    entries: 65_536,
};

/// An entry that was given or confirmed within this time is in use. An audit asks for all of its
/// entries every night, in the same order: where the oldest one makes room, the next one that is
/// needed is always gone.
const IN_USE: Duration = Duration::from_secs(8 * 86_400);

/// The line of JSON of an entry; its headers are limited when they arrive.
const MAX_HEAD: u64 = 256 << 10;

/// Names of files that are being written, and when such a file was left by a run that is gone.
const PART: &str = ".part-";
const PART_LEFT_BEHIND: Duration = Duration::from_secs(3600);

/// The cache as one set of options sees it.
pub(crate) struct Cache {
    dir: PathBuf,
    context: [u8; 32],
    /// What is there, as far as this run knows, and from where on it looks again; `None` before it
    /// has looked.
    filled: Mutex<Option<(Size, Size)>>,
}

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    bytes: u64,
    entries: usize,
}

impl Size {
    fn fits(&self, limit: &Self) -> bool {
        self.bytes <= limit.bytes && self.entries <= limit.entries
    }

    /// An eighth more than this and than what is usual, so that looking through all entries stays
    /// seldom.
    fn with_room(&self) -> Self {
        let (bytes, entries) = (self.bytes.max(USUAL.bytes), self.entries.max(USUAL.entries));
        Self {
            bytes: bytes + bytes / 8,
            entries: entries + entries / 8,
        }
    }
}

/// An answer that was kept.
pub(crate) struct Stored {
    head: Head,
    body: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Head {
    url: String,
    status: u16,
    headers: Vec<(String, String)>,
    address: Option<IpAddr>,
    fetched_at: Timestamp,
    sha256: String,
    policy: CachePolicy,
}

impl Cache {
    pub(crate) fn new(options: &Options) -> Option<Self> {
        let dir = options.cache_dir.clone()?;
        Some(Self {
            dir,
            context: context(options),
            filled: Mutex::new(None),
        })
    }

    /// What is kept for this URL. A damaged entry is none.
    pub(crate) fn load(&self, url: &Url, limit: Limit) -> Option<Stored> {
        let path = self.path(url)?;
        let file = fs::symlink_metadata(&path).ok()?;
        if !file.is_file() || file.len() > limit.0.saturating_add(MAX_HEAD) {
            return None;
        }
        let mut bytes = fs::read(&path).ok()?;
        let line = bytes.iter().position(|byte| *byte == b'\n')?;
        let head: Head = serde_json::from_slice(bytes.get(..line)?).ok()?;
        let body = bytes.split_off(line + 1);
        let sound = head.url == url.as_str()
            && head.sha256 == digest(&body)
            && body.len() as u64 <= limit.0;
        sound.then_some(Stored { head, body })
    }

    /// Keeps what may be kept; forgets what the server says is gone, except where that holds for a
    /// while, too.
    pub(crate) fn remember(
        &self,
        url: &Url,
        request_headers: &HeaderMap,
        answer: &Answer,
        lasting: bool,
    ) {
        if let Some(stored) = Stored::new(url, request_headers, answer, lasting) {
            self.store(url, &stored);
        } else if Answer::is_absent(answer.status) {
            self.path(url).map(fs::remove_file);
        }
    }

    /// Says that an entry was given without being confirmed, so that it stays [`IN_USE`].
    pub(crate) fn mark_used(&self, url: &Url) {
        let file = self
            .path(url)
            .and_then(|path| fs::File::options().append(true).open(path).ok());
        file.map(|file| file.set_modified(SystemTime::now()));
    }

    /// A cache that cannot be written only costs time, so errors end here.
    pub(crate) fn store(&self, url: &Url, stored: &Stored) {
        let Some(path) = self.path(url) else { return };
        let before = fs::symlink_metadata(&path).map(|old| old.len()).ok();
        let Some(bytes) = write(&self.dir, &path, stored) else {
            return;
        };
        let mut filled = self.filled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((size, until)) = filled.as_mut() {
            size.bytes = size
                .bytes
                .saturating_sub(before.unwrap_or(0))
                .saturating_add(bytes);
            size.entries += usize::from(before.is_none());
            if size.fits(until) {
                return;
            }
        }
        let left = sweep(&self.dir, &USUAL, &MOST);
        *filled = Some((left, left.with_room()));
    }

    /// A fixed form whatever the URL holds: the host's letters for people, the hash for uniqueness.
    fn path(&self, url: &Url) -> Option<PathBuf> {
        let (host, _) = host_and_port(url)?;
        let slug: String = host
            .chars()
            .take(40)
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        let hash = Sha256::new()
            .chain_update(self.context)
            .chain_update(url.as_str())
            .finalize();
        Some(self.dir.join(format!("{slug}-{}.entry", hex::encode(hash))))
    }
}

impl Stored {
    fn new(url: &Url, request_headers: &HeaderMap, answer: &Answer, lasting: bool) -> Option<Self> {
        let (request, response) = (
            request(url, request_headers)?,
            response(answer.status, &answer.headers)?,
        );
        let policy = CachePolicy::new_options(&request, &response, SystemTime::now(), rules());
        // A redirect without a lifetime is never fresh; it is kept to lead the way offline.
        let leads = (Answer::is_redirect(answer.status)
            || lasting && Answer::is_absent(answer.status))
            && !forbids_storing(&answer.headers);
        if !(leads || Answer::is_content(answer.status) && policy.is_storable())
            || holds_private_key(&answer.body)
        {
            return None;
        }
        let head = Head {
            url: url.as_str().to_owned(),
            status: answer.status,
            headers: answer
                .headers
                .iter()
                .map(|(name, value)| {
                    (
                        name.to_string(),
                        String::from_utf8_lossy(value.as_bytes()).into_owned(),
                    )
                })
                .collect(),
            address: answer.address,
            fetched_at: answer.fetched_at,
            sha256: digest(&answer.body),
            policy,
        };
        Some(Self {
            head,
            body: answer.body.clone(),
        })
    }

    /// The answer as it came.
    pub(crate) fn answer(self) -> Answer {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.head.headers {
            if let (Ok(name), Ok(value)) = (
                header::HeaderName::try_from(name),
                header::HeaderValue::from_str(value),
            ) {
                headers.append(name, value);
            }
        }
        let Head {
            status,
            address,
            fetched_at,
            ..
        } = self.head;
        Answer {
            status,
            headers,
            body: self.body,
            address,
            fetched_at,
            from_cache: true,
            unasked: false,
            waited: Duration::ZERO,
            sets_cookie: false,
        }
    }

    /// The answer as it came, for which nobody was asked.
    pub(crate) fn copy(self) -> Answer {
        Answer {
            unasked: true,
            ..self.answer()
        }
    }

    /// Whether it is younger than that by the clock of this machine. What comes from the future was
    /// kept under a wrong clock, and its age is not known.
    pub(crate) fn is_younger_than(&self, age: Duration) -> bool {
        let now = Timestamp::now();
        self.head.fetched_at <= now && now.duration_since(self.head.fetched_at).unsigned_abs() < age
    }

    /// How old it is.
    pub(crate) fn age(&self) -> Age {
        let seconds = Timestamp::now()
            .as_second()
            .saturating_sub(self.head.fetched_at.as_second());
        match seconds {
            ..0 => Age::Future,
            0..172_800 => Age::Hours(seconds / 3600),
            _ => Age::Days(seconds / 86_400),
        }
    }

    /// The headers to ask with, so that the server can say "still the same"; `None` where the
    /// answer is fresh and need not be asked.
    pub(crate) fn conditions(&self, url: &Url, request_headers: &HeaderMap) -> Option<HeaderMap> {
        // What a server grants is one thing, how long its word is taken another.
        let mut request_headers = request_headers.clone();
        if !self.is_younger_than(LONGEST_FRESH) {
            request_headers.insert(
                header::CACHE_CONTROL,
                header::HeaderValue::from_static("no-cache"),
            );
        }
        let Some(request) = request(url, &request_headers) else {
            return Some(request_headers);
        };
        match self.head.policy.before_request(&request, SystemTime::now()) {
            BeforeRequest::Fresh(_) => None,
            BeforeRequest::Stale { request, .. } => Some(request.headers),
        }
    }

    /// The same bytes with the headers and the time of the answer 304 that confirmed them; `None`
    /// where that was for other bytes.
    pub(crate) fn confirmed_by(
        self,
        url: &Url,
        request_headers: &HeaderMap,
        answer: &Answer,
    ) -> Option<Self> {
        let (request, response) = (
            request(url, request_headers)?,
            response(answer.status, &answer.headers)?,
        );
        match self
            .head
            .policy
            .after_response(&request, &response, SystemTime::now())
        {
            AfterResponse::NotModified(policy, _) => {
                let head = Head {
                    policy,
                    address: answer.address,
                    fetched_at: answer.fetched_at,
                    ..self.head
                };
                Some(Self {
                    head,
                    body: self.body,
                })
            }
            AfterResponse::Modified(..) => None,
        }
    }
}

/// Whether a private key stands there, in armor or as its packets begin (RFC 9580, "Forming ASCII
/// Armor" and "Packet Headers"). Whoever published it may take it back; a copy in a cache would
/// stay.
fn holds_private_key(body: &[u8]) -> bool {
    const ARMOR: &[u8] = b"PGP PRIVATE KEY BLOCK";
    const SECRET_KEY: u8 = 5;
    let tag = match body.first() {
        Some(first) if first & 0xc0 == 0xc0 => Some(first & 0x3f),
        Some(first) if first & 0x80 != 0 => Some(first >> 2 & 0x0f),
        _ => None,
    };
    tag == Some(SECRET_KEY) || body.windows(ARMOR.len()).any(|window| window == ARMOR)
}

/// RFC 9111 for one user. Without a word of the server nothing is fresh: a guess would keep a
/// revoked key in use for days.
fn rules() -> CacheOptions {
    CacheOptions {
        shared: false,
        cache_heuristic: 0.0,
        immutable_min_time_to_live: Duration::ZERO,
        ignore_cargo_cult: false,
    }
}

/// What an answer depends on beside its URL. Without it, what a test server gave under `--resolve`
/// and `--cacert`, or an inner one under `--allow-private`, would later pass for the real thing.
fn context(options: &Options) -> [u8; 32] {
    let Options {
        resolve,
        ca_certs,
        proxy,
        allow_private,
        ..
    } = options;
    Sha256::digest(format!(
        "{resolve:?} {ca_certs:?} {proxy:?} {allow_private}"
    ))
    .into()
}

fn request(url: &Url, headers: &HeaderMap) -> Option<http::Request<()>> {
    let mut request = http::Request::get(url.as_str()).body(()).ok()?;
    request.headers_mut().clone_from(headers);
    Some(request)
}

fn response(status: u16, headers: &HeaderMap) -> Option<http::Response<()>> {
    let mut response = http::Response::builder().status(status).body(()).ok()?;
    response.headers_mut().clone_from(headers);
    Some(response)
}

fn forbids_storing(headers: &HeaderMap) -> bool {
    headers.get_all(header::CACHE_CONTROL).iter().any(|value| {
        value
            .to_str()
            .is_ok_and(|text| text.to_ascii_lowercase().contains("no-store"))
    })
}

fn digest(body: &[u8]) -> String {
    hex::encode(Sha256::digest(body))
}

/// The bytes written; `None` where anything went wrong. The rename replaces a link that stands
/// there and never follows it.
fn write(dir: &Path, path: &Path, stored: &Stored) -> Option<u64> {
    create_private(dir)?;
    let head = serde_json::to_vec(&stored.head)
        .ok()
        .filter(|head| (head.len() as u64) < MAX_HEAD)?;
    let mut file = tempfile::Builder::new()
        .prefix(PART)
        .tempfile_in(dir)
        .ok()?;
    file.write_all(&head).ok()?;
    file.write_all(b"\n").ok()?;
    file.write_all(&stored.body).ok()?;
    file.persist(path).ok()?;
    Some((head.len() + 1 + stored.body.len()) as u64)
}

/// What one fetches tells whom one deals with.
fn create_private(dir: &Path) -> Option<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).ok()
}

/// Removes what was written longest ago until the limits hold, `usual` only by what is not in use;
/// and what killed runs left half-written. What is left.
fn sweep(dir: &Path, usual: &Size, most: &Size) -> Size {
    let mut left = Size {
        bytes: 0,
        entries: 0,
    };
    let Ok(listing) = fs::read_dir(dir) else {
        return left;
    };
    let mut entries = Vec::new();
    for file in listing.flatten() {
        let Ok(meta) = file.metadata() else { continue };
        let (name, written) = (
            file.file_name(),
            meta.modified().unwrap_or(SystemTime::UNIX_EPOCH),
        );
        let name = name.to_string_lossy();
        if name.starts_with(PART) && written.elapsed().is_ok_and(|age| age > PART_LEFT_BEHIND) {
            let _ = fs::remove_file(file.path());
        } else if name.ends_with(".entry") {
            left = Size {
                bytes: left.bytes.saturating_add(meta.len()),
                entries: left.entries + 1,
            };
            entries.push((written, meta.len(), file.path()));
        }
    }
    entries.sort();
    for (written, length, path) in entries {
        // A time in the future is a wrong clock's; such an entry counts as new.
        let in_use = written.elapsed().map_or(true, |age| age < IN_USE);
        if left.fits(if in_use { most } else { usual }) {
            break;
        }
        if fs::remove_file(path).is_ok() {
            left = Size {
                bytes: left.bytes.saturating_sub(length),
                entries: left.entries - 1,
            };
        }
    }
    left
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const DAY: u64 = 86_400;

    fn entry(dir: &Path, name: &str, bytes: usize, age: u64) {
        let path = dir.join(name);
        fs::write(&path, vec![0; bytes]).unwrap();
        let written = SystemTime::now() - Duration::from_secs(age);
        fs::File::options()
            .append(true)
            .open(&path)
            .unwrap()
            .set_modified(written)
            .unwrap();
    }

    fn left(dir: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(dir)
            .unwrap()
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn size(bytes: u64, entries: usize) -> Size {
        Size { bytes, entries }
    }

    #[test]
    fn the_oldest_entries_make_room() {
        let dir = tempfile::tempdir().unwrap();
        entry(dir.path(), "a.entry", 100, 30 * DAY);
        entry(dir.path(), "b.entry", 100, 20 * DAY);
        entry(dir.path(), "c.entry", 100, 10 * DAY);
        entry(dir.path(), ".part-old", 100, 7200);
        entry(dir.path(), ".part-new", 100, 10);
        entry(dir.path(), "not-ours", 5000, 30 * DAY);
        let sweep = |usual| sweep(dir.path(), &usual, &MOST);
        assert_eq!(sweep(size(300, 3)), size(300, 3));
        assert_eq!(
            left(dir.path()),
            [".part-new", "a.entry", "b.entry", "c.entry", "not-ours"]
        );
        assert_eq!(sweep(size(299, 3)), size(200, 2));
        assert_eq!(
            left(dir.path()),
            [".part-new", "b.entry", "c.entry", "not-ours"]
        );
        assert_eq!(sweep(size(300, 1)), size(100, 1));
        assert_eq!(left(dir.path()), [".part-new", "c.entry", "not-ours"]);
    }

    #[test]
    fn what_an_audit_uses_every_night_stays_within_a_wider_limit() {
        let dir = tempfile::tempdir().unwrap();
        for number in 0..5 {
            entry(
                dir.path(),
                &format!("used-{number}.entry"),
                100,
                DAY + number,
            );
        }
        entry(dir.path(), "unused.entry", 100, 9 * DAY);
        assert_eq!(
            sweep(dir.path(), &size(100, 1), &size(1000, 9)),
            size(500, 5)
        );
        assert!(!left(dir.path()).contains(&"unused.entry".to_owned()));
        assert_eq!(
            sweep(dir.path(), &size(100, 1), &size(1000, 3)),
            size(300, 3)
        );
        assert_eq!(
            left(dir.path()),
            ["used-0.entry", "used-1.entry", "used-2.entry"],
            "not without end"
        );
    }
}
