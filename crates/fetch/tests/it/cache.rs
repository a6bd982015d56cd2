//! What is kept between runs, and when it may be used.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use bonafide_fetch::{Client, Fetched, Limit, Options, Request};
use bonafide_model::Timestamp;
use bonafide_model::evidence::OriginKind;
use tempfile::TempDir;

use crate::support::*;

const HOST: &str = "www.team.example";

fn caching(dir: &Path, server: &Server) -> Options {
    Options {
        cache_dir: Some(dir.join("cache")),
        ..options([server.resolve(HOST)])
    }
}

/// Each run is a client of its own, so that only the disk remembers.
fn run(options: &Options, url: &str) -> Fetched {
    get(options.clone(), url)
}

fn entries(dir: &Path) -> Vec<String> {
    let listing = fs::read_dir(dir.join("cache"))
        .map(|files| files.flatten().collect::<Vec<_>>())
        .unwrap_or_default();
    listing
        .iter()
        .map(|file| file.file_name().into_string().unwrap())
        .collect()
}

#[test]
fn the_server_confirms_what_is_kept() {
    let server = Server::plain(|seen, out| match seen.header("if-none-match") {
        Some("\"v1\"") => {
            head(out, 304, &[("etag", "\"v1\"")])?;
            write!(out, "\r\n")
        }
        _ => respond(
            out,
            200,
            &[("etag", "\"v1\""), ("content-type", "text/plain")],
            b"profile",
        ),
    });
    let dir = TempDir::new().unwrap();
    let (options, url) = (
        caching(dir.path(), &server),
        server.url(HOST, "/rfc2350.txt"),
    );
    let (first, meta) = got(run(&options, &url));
    assert!(!meta.from_cache);
    let (second, again) = got(run(&options, &url));
    assert_eq!(second, first);
    assert!(again.from_cache && again.status == 200 && again.fetched_at >= meta.fetched_at);
    assert_eq!(
        server.requests().len(),
        2,
        "without a lifetime nothing is fresh"
    );
}

#[test]
fn a_change_replaces_what_is_kept() {
    let turn = AtomicUsize::new(0);
    let server = Server::plain(move |_, out| {
        let n = turn.fetch_add(1, Ordering::SeqCst);
        respond(
            out,
            200,
            &[("etag", &format!("\"v{n}\""))],
            format!("version {n}").as_bytes(),
        )
    });
    let dir = TempDir::new().unwrap();
    let (options, url) = (caching(dir.path(), &server), server.url(HOST, "/"));
    for expected in ["version 0", "version 1"] {
        assert_eq!(got(run(&options, &url)).0.bytes, expected.as_bytes());
    }
    let offline = Options {
        offline: true,
        ..options
    };
    assert_eq!(got(run(&offline, &url)).0.bytes, b"version 1");
    assert_eq!(server.requests()[1].header("if-none-match"), Some("\"v0\""));
    assert_eq!(entries(dir.path()).len(), 1);
}

#[test]
fn what_is_fresh_is_not_asked_for_unless_told_so() {
    let server =
        Server::plain(|_, out| respond(out, 200, &[("cache-control", "max-age=1000")], b"key"));
    let dir = TempDir::new().unwrap();
    let (options, url) = (caching(dir.path(), &server), server.url(HOST, "/key.asc"));
    got(run(&options, &url));
    assert!(got(run(&options, &url)).1.from_cache);
    assert_eq!(server.requests().len(), 1);
    let client = Client::new(options).unwrap();
    assert!(!got(client.get(printed(&url).reload())).1.from_cache);
    assert_eq!(
        server.requests()[1].header("cache-control"),
        Some("no-cache")
    );
}

#[test]
fn a_lifetime_of_a_year_hides_no_change() {
    let headers = [
        ("age", "301"),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("etag", "\"a\""),
    ];
    let turn = AtomicUsize::new(0);
    let server = Server::plain(move |_, out| {
        respond(
            out,
            200,
            &headers,
            &[b'0' + turn.fetch_add(1, Ordering::SeqCst) as u8],
        )
    });
    let dir = TempDir::new().unwrap();
    let (options, url) = (
        caching(dir.path(), &server),
        server.url(HOST, "/rfc2350.txt"),
    );
    let bytes = [(); 2].map(|()| got(run(&options, &url)).0.bytes);
    assert_ne!(
        bytes[0], bytes[1],
        "what is older than five minutes is asked for again"
    );
    assert_eq!(server.requests()[1].header("if-none-match"), Some("\"a\""));
    assert_eq!(
        got(run(
            &Options {
                offline: true,
                ..options
            },
            &url
        ))
        .0
        .bytes,
        bytes[1]
    );
}

/// Row 42 of the attacks: by this machine's clock, whatever the server says of its own.
#[test]
fn a_copy_is_young_or_is_not_used_unasked() {
    let headers = [
        ("cache-control", "public, max-age=315360000, immutable"),
        ("date", "Fri, 01 Jan 2038 00:00:00 GMT"),
    ];
    let turn = AtomicUsize::new(0);
    let server = Server::plain(move |_, out| {
        respond(
            out,
            200,
            &headers,
            &[b'0' + turn.fetch_add(1, Ordering::SeqCst) as u8],
        )
    });
    let dir = TempDir::new().unwrap();
    let (options, url) = (
        caching(dir.path(), &server),
        server.url(HOST, "/rfc2350.txt"),
    );
    let offline = Options {
        offline: true,
        ..options.clone()
    };
    let seen_ago = |seconds: i64| {
        let path = dir.path().join("cache").join(&entries(dir.path())[0]);
        let bytes = fs::read(&path).unwrap();
        let line = bytes.iter().position(|byte| *byte == b'\n').unwrap();
        let head = String::from_utf8(bytes[..line].to_vec()).unwrap();
        let at = bonafide_model::Timestamp::from_second(
            bonafide_model::Timestamp::now().as_second() - seconds,
        )
        .unwrap();
        let (before, rest) = head.split_once("\"fetched_at\":\"").unwrap();
        let head = format!(
            "{before}\"fetched_at\":\"{at}\"{}",
            rest.split_once('"').unwrap().1
        );
        fs::write(&path, [head.as_bytes(), &bytes[line..]].concat()).unwrap();
    };
    got(run(&options, &url));
    for (ago, asked, use_offline) in [
        (0, false, true),
        (290, false, true),
        (310, true, true),
        (86_300, true, true),
        (86_500, true, false),
        (-3600, true, false),
    ] {
        seen_ago(ago);
        assert_eq!(
            matches!(run(&offline, &url), Fetched::Got(..)),
            use_offline,
            "offline, seen {ago} s ago"
        );
        let before = server.requests().len();
        got(run(&options, &url));
        assert_eq!(server.requests().len() > before, asked, "seen {ago} s ago");
    }
    seen_ago(3 * 86_400);
    assert_eq!(
        failed(run(&offline, &url)),
        "offline, and the copy in the cache is 3 days old: too much may have happened since"
    );
}

#[test]
fn what_must_not_be_stored_is_not() {
    let server = Server::plain(|_, out| respond(out, 200, &[("cache-control", "no-store")], b"x"));
    let dir = TempDir::new().unwrap();
    got(run(&caching(dir.path(), &server), &server.url(HOST, "/")));
    assert_eq!(entries(dir.path()), Vec::<String>::new());
}

#[test]
fn private_keys_are_not_stored() {
    let bodies: [&[u8]; 4] = [
        b"-----BEGIN PGP PRIVATE KEY BLOCK-----\n",
        b"<pre>\n-----BEGIN PGP PRIVATE KEY BLOCK-----",
        b"\x95\x01",
        b"\xc5\x01",
    ];
    for body in bodies {
        let server = Server::plain(move |_, out| respond(out, 200, &[], body));
        let dir = TempDir::new().unwrap();
        assert_eq!(
            got(run(&caching(dir.path(), &server), &server.url(HOST, "/")))
                .0
                .bytes,
            body
        );
        assert_eq!(entries(dir.path()), Vec::<String>::new());
    }
}

#[test]
fn offline_only_the_cache_answers_and_nobody_is_asked() {
    let server = Server::plain(|seen, out| match seen.target.as_str() {
        "/old" => respond(out, 302, &[("location", "/new")], b""),
        "/missing" => respond(out, 404, &[], b""),
        _ => respond(out, 200, &[], b"profile"),
    });
    let dir = TempDir::new().unwrap();
    let options = caching(dir.path(), &server);
    let (online, _) = got(run(&options, &server.url(HOST, "/old")));
    run(&options, &server.url(HOST, "/missing"));
    let asked = server.requests().len();
    let offline = Options {
        offline: true,
        ..options.clone()
    };
    let (artifact, meta) = got(run(&offline, &server.url(HOST, "/old")));
    let mut same = artifact.clone();
    same.origin.copy_age_seconds = None;
    assert_eq!(same, online, "the same bytes by the same way");
    assert!(
        meta.from_cache
            && artifact
                .origin
                .copy_age_seconds
                .is_some_and(|seconds| seconds < 60),
        "and its age is known"
    );
    for path in ["/missing", "/never-asked"] {
        assert_eq!(
            failed(run(&offline, &server.url(HOST, path))),
            "offline, and the cache has no copy",
            "{path}: not absent"
        );
    }
    let uncached = Options {
        cache_dir: None,
        ..offline
    };
    assert_eq!(
        failed(run(&uncached, &server.url(HOST, "/old"))),
        "offline, and the cache has no copy"
    );
    assert_eq!(server.requests().len(), asked);
}

#[test]
fn the_guard_stands_before_the_cache_too() {
    let server = Server::plain(|_, out| respond(out, 200, &[], b"x"));
    let dir = TempDir::new().unwrap();
    let options = Options {
        allow_private: true,
        ..caching(dir.path(), &server)
    };
    let named = |options: &Options| {
        Client::new(options.clone()).unwrap().get(Request::new(
            server.url("localhost", "/"),
            Limit::PAGE,
            OriginKind::Flag,
        ))
    };
    got(named(&options));
    got(named(&Options {
        offline: true,
        ..options.clone()
    }));
    failed(named(&Options {
        allow_private: false,
        ..options.clone()
    }));
    failed(named(&Options {
        allow_private: false,
        offline: true,
        ..options
    }));
}

#[test]
fn what_a_test_server_gave_is_not_taken_for_the_real_thing() {
    let authority = Authority::default();
    let forged = Server::tls(authority.server(&[HOST]), |_, out| {
        respond(out, 200, &[("cache-control", "max-age=1000")], b"forged")
    });
    let dir = TempDir::new().unwrap();
    let url = forged.url(HOST, "/");
    let options = Options {
        ca_certs: vec![authority.pem().as_bytes().to_vec()],
        ..caching(dir.path(), &forged)
    };
    got(run(&options, &url));
    let offline = Options {
        offline: true,
        ..options
    };
    assert_eq!(got(run(&offline, &url)).0.bytes, b"forged");
    failed(run(
        &Options {
            ca_certs: Vec::new(),
            ..offline.clone()
        },
        &url,
    ));
    failed(run(
        &Options {
            proxy: Some("http://proxy.example".into()),
            ..offline.clone()
        },
        &url,
    ));
    let elsewhere = format!("{HOST}:{}:127.0.0.2", forged.port())
        .parse()
        .unwrap();
    failed(run(
        &Options {
            resolve: vec![elsewhere],
            ..offline
        },
        &url,
    ));
}

#[test]
fn what_is_gone_is_forgotten() {
    let turn = AtomicUsize::new(0);
    let server = Server::plain(move |_, out| {
        respond(
            out,
            if turn.fetch_add(1, Ordering::SeqCst) == 0 {
                200
            } else {
                410
            },
            &[],
            b"x",
        )
    });
    let dir = TempDir::new().unwrap();
    let (options, url) = (caching(dir.path(), &server), server.url(HOST, "/"));
    got(run(&options, &url));
    assert!(matches!(run(&options, &url), Fetched::Absent(_)));
    failed(run(
        &Options {
            offline: true,
            ..options
        },
        &url,
    ));
}

#[test]
fn a_failure_now_is_not_covered_up_by_an_answer_then() {
    let turn = AtomicUsize::new(0);
    let server = Server::plain(move |_, out| {
        respond(
            out,
            if turn.fetch_add(1, Ordering::SeqCst) == 0 {
                200
            } else {
                500
            },
            &[],
            b"x",
        )
    });
    let dir = TempDir::new().unwrap();
    let (options, url) = (caching(dir.path(), &server), server.url(HOST, "/"));
    got(run(&options, &url));
    assert!(failed(run(&options, &url)).starts_with("answered 500"));
    got(run(
        &Options {
            offline: true,
            ..options
        },
        &url,
    ));
}

#[test]
fn a_confirmation_of_something_else_is_not_one() {
    let server = Server::plain(|seen, out| match seen.header("if-none-match") {
        Some(_) => {
            head(out, 304, &[("etag", "\"other\"")])?;
            write!(out, "\r\n")
        }
        None => respond(out, 200, &[("etag", "\"v1\"")], b"x"),
    });
    let dir = TempDir::new().unwrap();
    let (options, url) = (caching(dir.path(), &server), server.url(HOST, "/"));
    got(run(&options, &url));
    assert!(!got(run(&options, &url)).1.from_cache);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_damaged_entry_is_no_entry() {
    let server =
        Server::plain(|_, out| respond(out, 200, &[("cache-control", "max-age=1000")], b"profile"));
    let dir = TempDir::new().unwrap();
    let (options, url) = (caching(dir.path(), &server), server.url(HOST, "/"));
    got(run(&options, &url));
    let path = dir.path().join("cache").join(&entries(dir.path())[0]);
    let whole = fs::read(&path).unwrap();
    let offline = Options {
        offline: true,
        ..options
    };
    for cut in [0, 1, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..cut]).unwrap();
        failed(run(&offline, &url));
    }
    for at in [whole.len() - 1, whole.len() - 7] {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        fs::write(&path, &changed).unwrap();
        failed(run(&offline, &url));
    }
    fs::write(&path, &whole).unwrap();
    got(run(&offline, &url));
}

#[test]
fn names_in_urls_never_become_paths() {
    let server = Server::plain(|_, out| respond(out, 200, &[], b"x"));
    let dir = TempDir::new().unwrap();
    let options = caching(dir.path(), &server);
    for path in [
        "/../../etc/passwd",
        "/%2e%2e/%00x",
        "/A",
        "/a",
        "/con.entry",
        &format!("/{}", "long".repeat(500)),
    ] {
        got(run(&options, &server.url(HOST, path)));
    }
    let names = entries(dir.path());
    assert_eq!(
        names.len(),
        6,
        "each has its own, whatever the case: {names:?}"
    );
    for name in &names {
        let hash = name
            .strip_prefix("www-team-example-")
            .and_then(|rest| rest.strip_suffix(".entry"))
            .unwrap();
        assert!(
            hash.len() == 64 && hash.chars().all(|c| c.is_ascii_hexdigit()),
            "{name}"
        );
    }
    assert_eq!(
        fs::read_dir(dir.path()).unwrap().count(),
        1,
        "nothing stands beside the cache"
    );
}

#[cfg(unix)]
#[test]
fn links_in_the_cache_are_not_followed() {
    let server =
        Server::plain(|_, out| respond(out, 200, &[("cache-control", "max-age=1000")], b"profile"));
    let dir = TempDir::new().unwrap();
    let (options, url) = (caching(dir.path(), &server), server.url(HOST, "/"));
    got(run(&options, &url));
    let path = dir.path().join("cache").join(&entries(dir.path())[0]);
    let target = dir.path().join("precious");
    fs::rename(&path, &target).unwrap();
    std::os::unix::fs::symlink(&target, &path).unwrap();
    let before = fs::read(&target).unwrap();
    failed(run(
        &Options {
            offline: true,
            ..options.clone()
        },
        &url,
    ));
    assert!(!got(run(&options, &url)).1.from_cache);
    assert_eq!(fs::read(&target).unwrap(), before);
    assert!(
        fs::symlink_metadata(&path).unwrap().is_file(),
        "the link was replaced"
    );
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &fs::metadata(path.parent().unwrap()).unwrap().permissions(),
    );
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn limits_hold_for_what_is_kept() {
    let server = Server::plain(|_, out| {
        respond(
            out,
            200,
            &[("cache-control", "max-age=1000")],
            &vec![b'x'; 1 << 20],
        )
    });
    let dir = TempDir::new().unwrap();
    let client = Client::new(caching(dir.path(), &server)).unwrap();
    let ask = |limit| {
        client.get(Request::new(
            server.url(HOST, "/"),
            Limit(limit),
            OriginKind::PrintedUrl,
        ))
    };
    got(ask(1 << 20));
    assert!(failed(ask(1 << 10)).starts_with("larger than the limit"));
}

#[test]
fn headers_made_to_break_a_cache_do_not() {
    let headers: [&[(&str, &str)]; 6] = [
        &[
            ("age", "18446744073709551615"),
            ("cache-control", "max-age=18446744073709551615"),
        ],
        &[("age", "-1"), ("cache-control", "max-age=-1")],
        &[
            ("expires", "Fri, 31 Dec 9999 23:59:59 GMT"),
            ("date", "Mon, 01 Jan 0001 00:00:00 GMT"),
        ],
        &[
            ("expires", "0"),
            ("last-modified", "Fri, 31 Dec 9999 23:59:59 GMT"),
        ],
        &[
            ("vary", "*"),
            ("etag", "W/\"\u{ff}\""),
            ("pragma", "no-cache"),
        ],
        &[(
            "cache-control",
            "max-age=99999999999999999999, public, ,=,\"=\"",
        )],
    ];
    let server = Server::plain(move |seen, out| {
        respond(
            out,
            200,
            headers[seen.target[1..].parse::<usize>().unwrap()],
            b"x",
        )
    });
    let dir = TempDir::new().unwrap();
    let options = caching(dir.path(), &server);
    for round in 0..2 {
        // The greatest age plus a second is more than a number of seconds can be.
        sleep(Duration::from_millis(1100 * round));
        for i in 0..headers.len() {
            assert_eq!(
                got(run(&options, &server.url(HOST, &format!("/{i}"))))
                    .0
                    .bytes,
                b"x",
                "{i}"
            );
        }
    }
}

#[test]
fn a_cache_that_cannot_be_written_costs_only_time() {
    let server = Server::plain(|_, out| respond(out, 200, &[], b"x"));
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("cache"), b"a file stands here").unwrap();
    got(run(&caching(dir.path(), &server), &server.url(HOST, "/")));
}

/// The one entry as if it had been written so many days ago.
fn age(dir: &Path, days: i64) {
    let name = entries(dir).pop().unwrap();
    let path = dir.join("cache").join(name);
    let bytes = fs::read(&path).unwrap();
    let at = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    let mut head: serde_json::Value = serde_json::from_slice(&bytes[..at]).unwrap();
    let then = Timestamp::now().as_second() - days * 86_400;
    head["fetched_at"] = Timestamp::from_second(then).unwrap().to_string().into();
    let aged = [head.to_string().as_bytes(), &bytes[at..]].concat();
    fs::write(&path, aged).unwrap();
    let file = fs::File::options().append(true).open(&path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(days.unsigned_abs() * 86_400))
        .unwrap();
}

#[test]
fn what_lasts_is_asked_once_in_that_time_also_where_there_is_nothing_and_stays_in_use() {
    const WEEK: Duration = Duration::from_secs(7 * 86_400);
    for status in [200, 404] {
        let server = Server::plain(move |_, out| respond(out, status, &[], b"index"));
        let dir = TempDir::new().unwrap();
        let (options, url) = (caching(dir.path(), &server), server.url(HOST, "/index"));
        let client = Client::new(options).unwrap();
        let ask = || client.get(printed(&url).reload().lasting(WEEK));
        let first = ask();
        age(dir.path(), 6);
        let again = ask();
        assert_eq!(server.requests().len(), 1, "{status}");
        match (first, again) {
            (Fetched::Got(first, _), Fetched::Got(again, meta)) => {
                assert_eq!(first.bytes, again.bytes);
                assert!(meta.from_cache);
                assert!(again.origin.copy_age_seconds.unwrap() >= 6 * 86_400);
            }
            (first, again) => assert_eq!(first, again),
        }
        let file = dir
            .path()
            .join("cache")
            .join(entries(dir.path()).pop().unwrap());
        let used = fs::metadata(file).unwrap().modified().unwrap();
        assert!(
            used.elapsed().unwrap() < Duration::from_secs(3600),
            "in use"
        );
        age(dir.path(), 8);
        ask();
        assert_eq!(server.requests().len(), 2, "{status}: too old");
        // For everybody else it is as if it had not been kept.
        let _ = client.get(printed(&url).reload());
        assert_eq!(server.requests().len(), 3, "{status}");
    }
}

#[test]
fn what_lasts_is_not_kept_where_the_server_forbids_it_nor_after_a_failure() {
    for (status, headers) in [
        (200, &[("cache-control", "no-store")][..]),
        (404, &[("cache-control", "no-store")]),
        (500, &[]),
    ] {
        let server = Server::plain(move |_, out| respond(out, status, headers, b"index"));
        let dir = TempDir::new().unwrap();
        let client = Client::new(caching(dir.path(), &server)).unwrap();
        for _ in 0..2 {
            let lasting = Duration::from_secs(1000);
            let _ = client.get(printed(server.url(HOST, "/index")).lasting(lasting));
        }
        assert_eq!(server.requests().len(), 2, "{status}");
    }
}
