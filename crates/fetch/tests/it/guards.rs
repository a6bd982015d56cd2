//! What is not asked whatever a document says: each test fails without its guard, because a server
//! stands there and would answer.

use std::process::Command;
use std::time::Duration;

use crate::support::*;
use bonafide_fetch::{Client, ClientError, Limit, Options, Request};
use bonafide_model::evidence::OriginKind;
use rcgen::{BasicConstraints, IsCa, date_time_ymd};

const HOST: &str = "www.team.example";

fn secret() -> Server {
    Server::plain(|_, out| respond(out, 200, &[], b"inner secret"))
}

/// A request as if the user had named it, so that its port is in order.
fn named(url: String) -> Request {
    Request::new(url, Limit::SIGNATURE, OriginKind::Flag)
}

#[test]
fn inner_addresses_are_refused_in_urls_and_behind_names() {
    let server = secret();
    let port = server.port();
    let client = Client::new(options([])).unwrap();
    for host in [
        "127.0.0.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0",
        "[::ffff:127.0.0.1]",
        "localhost",
        "LOCALHOST",
    ] {
        let why = failed(client.get(named(format!("http://{host}:{port}/"))));
        assert!(
            why.contains("not asked; --allow-private lifts this"),
            "{host}: {why}"
        );
    }
    assert!(server.requests().is_empty());
    let lenient = Client::new(Options {
        allow_private: true,
        ..options([])
    })
    .unwrap();
    for host in ["127.0.0.1", "2130706433", "localhost"] {
        assert_eq!(
            got(lenient.get(named(format!("http://{host}:{port}/"))))
                .0
                .bytes,
            b"inner secret",
            "{host}"
        );
    }
}

#[test]
fn a_redirect_cannot_lead_inside() {
    let inner = secret();
    let port = inner.port();
    let targets = [
        format!("http://127.0.0.1:{port}/"),
        format!("http://2130706433:{port}/"),
        format!("http://localhost:{port}/"),
        "http://127.0.0.1/".to_owned(),
        "http://localhost/".to_owned(),
        "http://[::ffff:7f00:1]/".to_owned(),
        "http://user:pw@www.team.example/".to_owned(),
        "file:///etc/passwd".to_owned(),
        "data:text/plain,x".to_owned(),
        "ftp://www.team.example/".to_owned(),
    ];
    let list = targets.clone();
    let outer = Server::plain(move |seen, out| {
        respond(
            out,
            302,
            &[(
                "location",
                &list[seen.target[1..].parse::<usize>().unwrap()],
            )],
            b"",
        )
    });
    let client = Client::new(options([outer.resolve(HOST)])).unwrap();
    for (i, target) in targets.iter().enumerate() {
        let why = failed(client.get(printed(outer.url(HOST, &format!("/{i}")))));
        assert!(
            why.contains("not followed: ") || why.contains("is a loopback address"),
            "{target}: {why}"
        );
    }
    assert!(inner.requests().is_empty());
}

#[test]
fn odd_ports_of_printed_urls_are_refused() {
    let server = secret();
    let other = secret();
    let client = Client::new(Options {
        allow_private: true,
        ..options([])
    })
    .unwrap();
    let why = failed(client.get(printed(server.url("localhost", "/"))));
    assert!(
        why.starts_with(&format!("port {} of localhost is not asked", server.port())),
        "{why}"
    );
    assert!(server.requests().is_empty());
    got(client.get(named(server.url("localhost", "/rfc2350.txt"))));
    got(client.get(printed(server.url("localhost", "/rfc2350.txt.sig"))));
    failed(client.get(printed(other.url("localhost", "/"))));
}

#[test]
fn a_given_address_counts_for_its_host_and_port_only() {
    let server = secret();
    let client = Client::new(options([server.resolve(HOST)])).unwrap();
    got(client.get(printed(server.url(HOST, "/"))));
    got(client.get(printed(server.url("WWW.team.example.", "/"))));
    failed(client.get(printed(server.url("127.0.0.1", "/"))));
    failed(client.get(printed(server.url("localhost", "/"))));
    failed(client.get(printed(format!("http://{HOST}/"))));
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_step_back_from_https_is_not_taken() {
    let authority = Authority::default();
    let plain = secret();
    let target = plain.url("plain.example", "/");
    let secure = Server::tls(authority.server(&[HOST]), move |_, out| {
        respond(out, 301, &[("location", &target)], b"")
    });
    let options = trusting(
        &authority,
        [secure.resolve(HOST), plain.resolve("plain.example")],
    );
    let why = failed(get(options, secure.url(HOST, "/")));
    assert!(
        why.starts_with("redirected from https to http://plain.example:"),
        "{why}"
    );
    assert!(plain.requests().is_empty());
}

#[test]
fn tls_is_claimed_only_where_every_hop_had_it() {
    let authority = Authority::default();
    let secure = Server::tls(authority.server(&[HOST]), |_, out| {
        respond(out, 200, &[], b"x")
    });
    let target = secure.url(HOST, "/");
    let plain = Server::plain(move |_, out| respond(out, 301, &[("location", &target)], b""));
    let options = trusting(&authority, [secure.resolve(HOST), plain.resolve(HOST)]);
    let client = Client::new(options).unwrap();
    assert!(got(client.get(printed(secure.url(HOST, "/")))).0.origin.tls);
    let by_redirect = got(client.get(printed(plain.url(HOST, "/")))).0.origin;
    assert_eq!(by_redirect.url, Some(secure.url(HOST, "/")));
    assert!(!by_redirect.tls);
}

#[test]
fn certificates_are_checked() {
    let authority = Authority::default();
    let good = Server::tls(authority.server(&[HOST]), |_, out| {
        respond(out, 200, &[], b"x")
    });
    let expired = authority.issue(&[HOST], |params| {
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2021, 1, 1);
    });
    let expired = Server::tls(expired.server(), |_, out| respond(out, 200, &[], b"x"));
    let other = Server::tls(authority.server(&["other.example"]), |_, out| {
        respond(out, 200, &[], b"x")
    });
    let own = authority.issue(&[HOST], |params| {
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained)
    });
    let own = Server::tls(own.server(), |_, out| respond(out, 200, &[], b"x"));
    let not_tls = secret();
    let trusting = |server: &Server| trusting(&authority, [server.resolve(HOST)]);
    got(get(trusting(&good), good.url(HOST, "/")));
    for (options, server, reason) in [
        (
            options([good.resolve(HOST)]),
            &good,
            "the TLS certificate is not accepted: its issuer is not trusted here; --cacert",
        ),
        (
            trusting(&expired),
            &expired,
            "the TLS certificate is not accepted: it has expired",
        ),
        (
            trusting(&other),
            &other,
            "the TLS certificate is not accepted: it is for another name",
        ),
        (
            trusting(&own),
            &own,
            "the TLS certificate is not accepted: it is signed by itself or an authority's own",
        ),
        (trusting(&not_tls), &not_tls, "no connection: tls handshake"),
    ] {
        let why = failed(get(options, format!("https://{HOST}:{}/", server.port())));
        assert!(why.starts_with(reason), "{why}");
        assert!(server.requests().len() <= 1, "no request was made over it");
    }
}

#[test]
fn the_environments_proxies_are_ignored() {
    // The environment of a running process is not changed: this test runs itself once more as a
    // child.
    const CHILD: &str = "BONAFIDE_TEST_PROXY_CHILD";
    let server = secret();
    if let Ok(port) = std::env::var(CHILD) {
        let resolve = format!("{HOST}:{port}:127.0.0.1");
        got(get(options([resolve]), format!("http://{HOST}:{port}/")));
        return;
    }
    let trap = Server::plain(|_, out| respond(out, 200, &[], b"from the proxy"));
    let proxy = format!("http://127.0.0.1:{}", trap.port());
    let mut child = Command::new(std::env::current_exe().unwrap());
    child
        .args(["--exact", "guards::the_environments_proxies_are_ignored"])
        .env(CHILD, server.port().to_string());
    for name in [
        "http_proxy",
        "HTTP_PROXY",
        "https_proxy",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
    ] {
        child.env(name, &proxy);
    }
    assert!(child.output().unwrap().status.success());
    assert!(trap.requests().is_empty());
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_proxy_is_used_where_it_was_asked_for() {
    let proxy = Server::plain(|_, out| respond(out, 200, &[], b"by proxy"));
    let inner = secret();
    let options = Options {
        proxy: Some(format!("http://localhost:{}", proxy.port())),
        ..options([])
    };
    let client = Client::new(options).unwrap();
    let (artifact, _) = got(client.get(printed("http://no-such-name.invalid/x")));
    assert_eq!(artifact.bytes, b"by proxy");
    assert_eq!(
        artifact.origin.address, None,
        "the proxy's address is not the origin's"
    );
    assert_eq!(proxy.requests()[0].target, "http://no-such-name.invalid/x");
    for host in ["127.0.0.1", "localhost"] {
        let why = failed(client.get(named(inner.url(host, "/"))));
        assert!(why.contains("is a loopback address"), "{why}");
    }
    assert_eq!(proxy.requests().len(), 1);
}

#[test]
fn options_that_cannot_be_used_are_said_at_once() {
    let refused = |options: Options| Client::new(options).err();
    assert_eq!(
        refused(Options {
            ca_certs: vec![b"nothing".to_vec()],
            ..Options::default()
        }),
        Some(ClientError::CaCertificate)
    );
    assert_eq!(
        refused(Options {
            proxy: Some("http://[".into()),
            ..Options::default()
        }),
        Some(ClientError::Proxy)
    );
    assert_eq!(
        refused(Options {
            proxy: Some("ftp://proxy.example".into()),
            ..Options::default()
        }),
        Some(ClientError::Proxy)
    );
    assert_eq!(
        refused(Options {
            user_agent: "a\nb".into(),
            ..Options::default()
        }),
        Some(ClientError::UserAgent)
    );
}

#[test]
fn a_handshake_that_hangs_ends_with_the_time_to_connect() {
    let mute = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = mute.local_addr().unwrap().port();
    let options = Options {
        connect_timeout: Duration::from_millis(700),
        ..options([format!("{HOST}:{port}:127.0.0.1")])
    };
    let (fetched, took) = timed(|| get(options, format!("https://{HOST}:{port}/")));
    assert_eq!(failed(fetched), "no connection within 0.7 s");
    assert!(took < Duration::from_secs(3), "{took:?}");
}
