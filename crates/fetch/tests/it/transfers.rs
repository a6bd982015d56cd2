//! What a transfer may cost and how it may end, against servers that do it wrong.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::sleep;
use std::time::Duration;

use crate::support::*;
use bonafide_fetch::{Client, Event, Fetched, Limit, Options, Request};
use bonafide_model::evidence::{Hop, OriginKind};
use flate2::Compression;
use flate2::write::GzEncoder;

const HOST: &str = "www.team.example";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn bytes_come_with_their_origin() {
    let server = Server::plain(|_, out| {
        respond(
            out,
            200,
            &[("content-type", "text/plain; charset=utf-8")],
            b"profile",
        )
    });
    let (artifact, meta) = got(get(
        options([server.resolve(HOST)]),
        server.url(HOST, "/rfc2350.txt#part"),
    ));
    assert_eq!(artifact.bytes, b"profile");
    assert_eq!(
        artifact.declared_type.as_deref(),
        Some("text/plain; charset=utf-8")
    );
    assert_eq!(artifact.origin.url, Some(server.url(HOST, "/rfc2350.txt")));
    assert_eq!(artifact.origin.address, Some("127.0.0.1".parse().unwrap()));
    assert_eq!(artifact.origin.kind, OriginKind::PrintedUrl);
    assert!(!artifact.origin.tls && artifact.origin.chain.is_empty());
    assert_eq!((meta.status, meta.from_cache), (200, false));
    let seen = server.requests();
    assert!(
        seen[0]
            .header("user-agent")
            .unwrap()
            .starts_with("bonafide/")
    );
    assert_eq!(seen[0].header("referer"), None);
}

#[test]
fn only_404_and_410_mean_absent() {
    let server = Server::plain(|seen, out| {
        respond(
            out,
            seen.target[1..].parse().unwrap(),
            &[("retry-after", "9999")],
            b"an error page",
        )
    });
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    for status in [404, 410] {
        let fetched = client.get(printed(server.url(HOST, &format!("/{status}"))));
        assert_eq!(fetched, Fetched::Absent(format!("answered {status}")));
    }
    for status in [
        204, 206, 300, 304, 305, 400, 401, 403, 405, 406, 407, 418, 429, 451, 500, 501, 502, 503,
        504, 599,
    ] {
        let why = failed(client.get(printed(server.url(HOST, &format!("/{status}")))));
        assert!(
            why.contains(&status.to_string()) || status == 407,
            "{status}: {why}"
        );
    }
}

#[test]
fn nobody_there_is_a_failure_not_an_absence() {
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let resolve = format!("{HOST}:{free}:127.0.0.1");
    let why = failed(get(options([resolve]), format!("http://{HOST}:{free}/")));
    assert!(why.starts_with("no connection: "), "{why}");
    let why = failed(get(options([]), "https://no-such-name.invalid/"));
    // Where the name server itself does not answer, time is up first.
    assert!(
        why.starts_with("the name no-such-name.invalid does not resolve")
            || why.starts_with("no connection within"),
        "{why}"
    );
}

#[test]
fn redirects_are_followed_hop_by_hop_and_recorded() {
    let server = Server::plain(|_, out| respond(out, 200, &[], b"end"));
    let port = server.port();
    let first = Server::plain(move |seen, out| match seen.target.as_str() {
        "/a" => respond(out, 301, &[("location", "b?x=1")], b""),
        _ => respond(
            out,
            307,
            &[("location", &format!("//other.example:{port}/c#frag"))],
            b"ignored",
        ),
    });
    let (artifact, _) = got(get(
        options([first.resolve(HOST), server.resolve("other.example")]),
        first.url(HOST, "/a"),
    ));
    assert_eq!(artifact.bytes, b"end");
    assert_eq!(artifact.origin.url, Some(server.url("other.example", "/c")));
    let hops = [("/a", 301), ("/b?x=1", 307)].map(|(path, status)| Hop {
        url: first.url(HOST, path),
        status,
    });
    assert_eq!(artifact.origin.chain, hops);
}

#[test]
fn redirects_without_end_or_in_a_circle_are_cut() {
    let server = Server::plain(|seen, out| {
        let next = match seen.target.trim_start_matches('/').parse::<u32>() {
            Ok(n) => format!("/{}", n + 1),
            Err(_) => {
                if seen.target == "/ping" {
                    "/pong".into()
                } else {
                    "/ping".into()
                }
            }
        };
        respond(out, 302, &[("location", &next)], b"")
    });
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    assert_eq!(
        failed(client.get(printed(server.url(HOST, "/ping")))),
        "redirected in a circle"
    );
    assert_eq!(
        failed(client.get(printed(server.url(HOST, "/0")))),
        "redirected 10 times without end"
    );
    assert_eq!(server.requests().len(), 2 + 11);
}

#[test]
fn a_redirect_without_a_usable_target_fails() {
    let server = Server::plain(|seen, out| match seen.target.as_str() {
        "/none" => respond(out, 302, &[], b""),
        _ => respond(out, 302, &[("location", "http://[")], b""),
    });
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    for path in ["/none", "/bad"] {
        assert_eq!(
            failed(client.get(printed(server.url(HOST, path)))),
            "answered 302 without a usable target"
        );
    }
}

#[test]
fn a_redirect_to_a_missing_page_says_where_it_ended() {
    let server = Server::plain(|seen, out| match seen.target.as_str() {
        "/old" => respond(out, 301, &[("location", "/new")], b""),
        _ => respond(out, 404, &[], b""),
    });
    let fetched = get(options([server.resolve(HOST)]), server.url(HOST, "/old"));
    assert_eq!(
        fetched,
        Fetched::Absent(format!(
            "redirected to {}, which answered 404",
            server.url(HOST, "/new")
        ))
    );
}

#[test]
fn gzip_is_undone_and_its_damage_noticed() {
    let server = Server::plain(|seen, out| {
        assert_eq!(seen.header("accept-encoding"), Some("gzip"));
        let whole = gzip(b"a profile");
        match seen.target.as_str() {
            "/whole" => respond(out, 200, &[("content-encoding", "gzip")], &whole),
            "/empty" => respond(out, 200, &[("content-encoding", "gzip")], b""),
            "/cut" => respond(
                out,
                200,
                &[("content-encoding", "gzip")],
                &whole[..whole.len() - 5],
            ),
            "/not" => respond(out, 200, &[("content-encoding", "gzip")], b"plain text"),
            "/twice" => respond(
                out,
                200,
                &[("content-encoding", "gzip"), ("content-encoding", "gzip")],
                &gzip(&whole),
            ),
            _ => respond(out, 200, &[("content-encoding", "br")], &whole),
        }
    });
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    let get = |path: &str| client.get(printed(server.url(HOST, path)));
    assert_eq!(got(get("/whole")).0.bytes, b"a profile");
    assert_eq!(got(get("/empty")).0.bytes, b"");
    assert_eq!(
        failed(get("/cut")),
        "the gzip data of the answer is damaged"
    );
    assert_eq!(
        failed(get("/not")),
        "the gzip data of the answer is damaged"
    );
    assert_eq!(
        failed(get("/twice")),
        "compressed as gzip, which was not asked for"
    );
    assert_eq!(
        failed(get("/br")),
        "compressed as br, which was not asked for"
    );
}

#[test]
fn a_gzip_bomb_stops_at_the_limit() {
    let bomb = gzip(&vec![0; 64 << 20]);
    assert!(bomb.len() < 100_000);
    let server =
        Server::plain(move |_, out| respond(out, 200, &[("content-encoding", "gzip")], &bomb));
    assert_eq!(
        failed(get(options([server.resolve(HOST)]), server.url(HOST, "/"))),
        "larger than the limit of 1 MiB"
    );
}

#[test]
fn what_announces_too_much_is_not_read() {
    let server = Server::plain(|_, out| {
        head(out, 200, &[("content-length", "99999999999")])?;
        write!(out, "\r\n")?;
        // Nothing follows: a client that waited for the body would say that the connection broke.
        Ok(())
    });
    assert_eq!(
        failed(get(options([server.resolve(HOST)]), server.url(HOST, "/"))),
        "larger than the limit of 1 MiB"
    );
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn an_endless_body_stops_at_the_limit() {
    let server = Server::plain(|seen, out| {
        let gzipped = seen.target == "/gzip";
        head(
            out,
            200,
            if gzipped {
                &[("content-encoding", "gzip")]
            } else {
                &[]
            },
        )?;
        write!(out, "\r\n")?;
        // Empty members decode to nothing, so here it is the encoded bytes that reach the limit.
        let block = if gzipped {
            gzip(b"")
        } else {
            vec![b'x'; 1 << 16]
        };
        loop {
            out.write_all(&block)?;
        }
    });
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    for path in ["/plain", "/gzip"] {
        assert_eq!(
            failed(client.get(printed(server.url(HOST, path)))),
            "larger than the limit of 1 MiB",
            "{path}"
        );
    }
}

#[test]
fn exactly_the_limit_is_allowed() {
    let server = Server::plain(|_, out| respond(out, 200, &[], &[b'x'; 1000]));
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    let ask = |limit| {
        client.get(Request::new(
            server.url(HOST, "/"),
            Limit(limit),
            OriginKind::Flag,
        ))
    };
    assert_eq!(got(ask(1000)).0.bytes.len(), 1000);
    assert_eq!(failed(ask(999)), "larger than the limit of 999 bytes");
}

#[test]
fn a_trickling_body_ends_with_the_total_time() {
    let server = Server::plain(|_, out| {
        head(out, 200, &[("content-length", "1000")])?;
        write!(out, "\r\n")?;
        loop {
            out.write_all(b"x")?;
            out.flush()?;
            sleep(Duration::from_millis(100));
        }
    });
    let options = Options {
        max_time: Duration::from_millis(1500),
        ..options([server.resolve(HOST)])
    };
    let (fetched, took) = timed(|| get(options, server.url(HOST, "/")));
    assert_eq!(
        failed(fetched),
        "took longer than 1.5 s in all; --max-time allows more"
    );
    assert!(took < Duration::from_secs(3), "{took:?}");
}

#[test]
fn silence_ends_with_the_idle_time() {
    let server = Server::plain(|seen, out| {
        if seen.target == "/body" {
            head(out, 200, &[("content-length", "1000")])?;
            write!(out, "\r\nbegin")?;
            out.flush()?;
        }
        sleep(Duration::from_secs(6));
        Ok(())
    });
    let times = (Duration::from_millis(500), Duration::from_secs(1));
    let options = Options {
        connect_timeout: times.0,
        idle_timeout: times.1,
        ..options([server.resolve(HOST)])
    };
    let client = Client::new(options).unwrap();
    let requests = ["/head", "/body"].map(|path| printed(server.url(HOST, path)));
    let (fetched, took) = timed(|| client.get_all(requests.to_vec()));
    for one in fetched {
        assert_eq!(failed(one), "the server was silent for 1 s");
    }
    assert!(took < Duration::from_secs(4), "{took:?}");
}

#[test]
fn a_broken_connection_is_tried_again_and_then_said() {
    let turn = AtomicUsize::new(0);
    let server = Server::plain(move |seen, out| match seen.target.as_str() {
        "/heals" if turn.fetch_add(1, Ordering::Relaxed) > 0 => respond(out, 200, &[], b"whole"),
        "/never" | "/heals" => {
            head(out, 200, &[("content-length", "1000")])?;
            write!(out, "\r\nonly this")
        }
        _ => Ok(()),
    });
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    assert_eq!(
        got(client.get(printed(server.url(HOST, "/heals")))).0.bytes,
        b"whole"
    );
    for path in ["/never", "/nothing"] {
        let why = failed(client.get(printed(server.url(HOST, path))));
        assert!(
            why.starts_with("the connection broke before the answer was complete"),
            "{why}"
        );
        assert_eq!(
            server
                .requests()
                .iter()
                .filter(|seen| seen.target == path)
                .count(),
            3
        );
    }
}

#[test]
fn an_overloaded_server_is_asked_again_but_not_for_ever() {
    let server = Server::plain(|seen, out| {
        let (path, retry_after) = seen.target.split_once('?').unwrap_or((&seen.target, ""));
        let status = path[1..].parse().unwrap();
        if retry_after.is_empty() {
            respond(out, status, &[], b"")
        } else {
            respond(out, status, &[("retry-after", retry_after)], b"")
        }
    });
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    let tries = [
        ("/503", 3),
        ("/502?0", 3),
        ("/503?31", 1),
        ("/429", 3),
        ("/429?0", 3),
        ("/429?600", 1),
        ("/500", 1),
        ("/403", 1),
    ];
    let fetched = client.get_all(
        tries
            .iter()
            .map(|(path, _)| printed(server.url(HOST, path)))
            .collect(),
    );
    assert!(fetched.iter().all(|one| matches!(one, Fetched::Failed(..))));
    for (path, expected) in tries {
        assert_eq!(
            server
                .requests()
                .iter()
                .filter(|seen| seen.target == path)
                .count(),
            expected,
            "{path}"
        );
    }
}

#[test]
fn what_is_not_http_fails_without_a_panic() {
    let answers: [&[u8]; 7] = [
        b"",
        b"SSH-2.0-OpenSSH_9.2p1\r\n",
        b"HTTP/1.1 999999 Odd\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nbad header \x00\r\n\r\n",
    ];
    let server = Server::plain(move |seen, out| {
        out.write_all(answers[seen.target[1..].parse::<usize>().unwrap()])
    });
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    let fetched = client.get_all(
        (0..answers.len())
            .map(|i| printed(server.url(HOST, &format!("/{i}"))))
            .collect(),
    );
    for one in fetched {
        let why = failed(one);
        assert!(!why.contains(char::is_control), "{why:?}");
    }
}

#[test]
fn headers_without_end_are_cut() {
    let server = Server::plain(|_, out| {
        head(out, 200, &[])?;
        loop {
            writeln!(out, "x-{}: {}\r", "a".repeat(50), "b".repeat(1000))?;
        }
    });
    let (fetched, took) = timed(|| get(options([server.resolve(HOST)]), server.url(HOST, "/")));
    failed(fetched);
    assert!(took < Duration::from_secs(3), "{took:?}");
}

#[test]
fn nothing_untrusted_reaches_a_message_unescaped() {
    let server = Server::plain(|seen, out| match seen.target.as_str() {
        "/type" => respond(
            out,
            200,
            &[("content-type", "text/\u{202e}plain\u{9b}31m")],
            b"x",
        ),
        _ => respond(out, 200, &[("content-encoding", "a\u{202e}b")], b"x"),
    });
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    let (artifact, meta) = got(client.get(printed(server.url(HOST, "/type"))));
    assert_eq!(
        artifact.declared_type.as_deref(),
        Some("text/\\u{202e}plain\\u{9b}31m")
    );
    assert!(
        meta.headers
            .iter()
            .all(|(_, value)| !value.contains('\u{202e}'))
    );
    assert_eq!(
        failed(client.get(printed(server.url(HOST, "/encoding")))),
        "compressed as a\\u{202e}b, which was not asked for"
    );
}

#[test]
fn one_host_is_not_overrun() {
    static NOW: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    let server = Server::plain(|_, out| {
        MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        sleep(Duration::from_millis(50));
        NOW.fetch_sub(1, Ordering::SeqCst);
        respond(out, 200, &[], b"x")
    });
    let client = Client::new(Options {
        max_per_host: 3,
        ..options([server.resolve(HOST)])
    })
    .unwrap();
    let fetched = client.get_all(
        (0..12)
            .map(|i| printed(server.url(HOST, &format!("/{i}"))))
            .collect(),
    );
    assert!(
        fetched
            .into_iter()
            .all(|one| matches!(one, Fetched::Got(..)))
    );
    assert_eq!(MOST.load(Ordering::SeqCst), 3);
}

#[test]
fn nothing_waits_for_what_it_does_not_need() {
    let (tell, told) = mpsc::channel::<()>();
    let (tell, told) = (Mutex::new(tell), Mutex::new(told));
    let server = Server::plain(move |seen, out| {
        match seen.target.as_str() {
            "/signature" => tell.lock().unwrap().send(()).unwrap(),
            // Ends only once the signature, two steps further on, was asked for.
            "/slow"
                if told
                    .lock()
                    .unwrap()
                    .recv_timeout(Duration::from_secs(4))
                    .is_err() =>
            {
                return respond(out, 500, &[], b"");
            }
            _ => {}
        }
        respond(out, 200, &[], seen.target.as_bytes())
    });
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    let url = |path: &str| printed(server.url(HOST, path));
    let answers = client.gather(vec![url("/document")], |request, fetched| {
        match request.url.rsplit('/').next() {
            Some("document") if matches!(fetched, Fetched::Got(..)) => {
                vec![url("/slow"), url("/page")]
            }
            Some("page") => vec![url("/signature"), url("/key")],
            _ => Vec::new(),
        }
    });
    let paths: Vec<String> = answers
        .into_iter()
        .map(|(_, one)| String::from_utf8(got(one).0.bytes).unwrap())
        .collect();
    assert_eq!(
        paths,
        ["/document", "/slow", "/page", "/signature", "/key"],
        "in the order in which they were asked for"
    );
}

#[test]
fn a_flood_of_urls_is_refused_not_asked() {
    let client = Client::new(options([])).unwrap();
    let fetched = client.get_all(
        (0..600)
            .map(|i| printed(format!("ftp://a.example/{i}")))
            .collect(),
    );
    assert_eq!(fetched.len(), 600);
    assert!(failed(fetched[511].clone()).starts_with("only http"));
    assert!(failed(fetched[512].clone()).starts_with("given up: more than 512 requests"));
}

#[test]
fn what_happens_is_told_as_it_happens() {
    let server = Server::plain(|_, out| respond(out, 200, &[], b"x"));
    let told = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&told);
    let client = Client::new(options([server.resolve(HOST)]))
        .unwrap()
        .on_event(move |event| {
            log.lock().unwrap().push(match event {
                Event::Started(request) => format!("started {}", request.url),
                Event::Finished {
                    request,
                    fetched: Fetched::Got(..),
                    ..
                } => format!("got {}", request.url),
                Event::Finished { request, .. } => format!("not got {}", request.url),
            });
        });
    let (good, bad) = (server.url(HOST, "/"), "ftp://team.example/".to_owned());
    got(client.get(printed(&good)));
    failed(client.get(printed(&bad)));
    let expected = [
        format!("started {good}"),
        format!("got {good}"),
        format!("started {bad}"),
        format!("not got {bad}"),
    ];
    assert_eq!(*told.lock().unwrap(), expected);
}

#[test]
fn a_flood_of_bytes_is_cut_too() {
    let block = vec![b'x'; 8 << 20];
    let server = Server::plain(move |_, out| respond(out, 200, &[], &block));
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    let requests = (0..40).map(|i| {
        Request::new(
            server.url(HOST, &format!("/{i}")),
            Limit::KEY,
            OriginKind::PrintedUrl,
        )
    });
    let fetched = client.get_all(requests.collect());
    let bytes: usize = fetched
        .iter()
        .map(|one| {
            if let Fetched::Got(artifact, _) = one {
                artifact.bytes.len()
            } else {
                0
            }
        })
        .sum();
    assert!(bytes <= 128 << 20, "{bytes}");
    assert!(
        fetched
            .iter()
            .any(|one| matches!(one, Fetched::Failed(why, _) if why.contains("128 MiB")))
    );
}

#[test]
fn odd_but_honest_servers_are_understood_or_the_reason_is_told() {
    let server = Server::plain(|seen, out| {
        match seen.target.as_str() {
        "/headers" => {
            let names: Vec<String> = (0..300).map(|n| format!("x-header-{n}")).collect();
            let headers: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "1")).collect();
            respond(out, 200, &headers, b"profile")
        }
        "/many" => {
            let names: Vec<String> = (0..600).map(|n| format!("x-header-{n}")).collect();
            let headers: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "1")).collect();
            respond(out, 200, &headers, b"profile")
        }
        "/cookie" => respond(out, 302, &[("location", "/cookie"), ("set-cookie", "a=1")], b""),
        "/latin1" => {
            out.write_all(b"HTTP/1.1 302 Found\r\nconnection: close\r\nlocation: /r\xe9sum\xe9.txt\r\ncontent-length: 0\r\n\r\n")
        }
        "/r%E9sum%E9.txt" => respond(out, 200, &[], b"profile"),
        _ => respond(out, 404, &[], b""),
    }
    });
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    let get = |path: &str| client.get(printed(server.url(HOST, path)));
    assert_eq!(got(get("/headers")).0.bytes, b"profile");
    assert_eq!(got(get("/latin1")).0.bytes, b"profile");
    let cookie = failed(get("/cookie"));
    assert!(
        cookie.contains("cookie") && cookie.contains("save the file"),
        "{cookie}"
    );
    let many = failed(get("/many"));
    assert!(many.contains("header lines"), "{many}");
}

#[test]
fn a_wait_that_a_server_asks_for_is_kept_and_told_and_a_guess_is_not_repeated() {
    let turn = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::plain(move |seen, out| match seen.target.as_str() {
        "/long" => respond(out, 429, &[("retry-after", "7200")], b""),
        "/guess" => respond(out, 503, &[], b""),
        _ if turn.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 => {
            respond(out, 429, &[("retry-after", "2")], b"")
        }
        _ => respond(out, 200, &[], b"profile"),
    });
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    let start = std::time::Instant::now();
    let (_, meta) = got(client.get(printed(server.url(HOST, "/"))));
    assert!(
        start.elapsed() >= std::time::Duration::from_millis(1900) && meta.waited_seconds >= 1,
        "{meta:?}"
    );
    let long = failed(client.get(printed(server.url(HOST, "/long"))));
    assert!(long.contains("429") && long.contains("2 hours"), "{long}");
    failed(client.get(printed(server.url(HOST, "/guess")).guess()));
    assert_eq!(
        server
            .requests()
            .iter()
            .filter(|seen| seen.target == "/guess")
            .count(),
        1
    );
}
